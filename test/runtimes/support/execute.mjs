/** Runs another program, and ends it with all that it has started when it takes too long. */
import { spawn } from 'node:child_process';

/** Hermes, the slowest, takes less than a minute on a machine that does nothing else. */
const MOST_MILLISECONDS = 600_000;

/** What runs now. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @param {import('node:child_process').ChildProcess} child */
function endGroup(child) {
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of running) endGroup(child);
    process.exit(1);
  });
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal }} [options]
 * @returns {Promise<string>} What it has printed.
 */
export function execute(command, args, { cwd, env, signal } = {}) {
  return new Promise((resolve, reject) => {
    // A group of its own, so that the children of a browser end with it.
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    let [output, errors, reason] = ['', '', ''];
    const end = (/** @type {string} */ why) => {
      reason = why;
      endGroup(child);
    };
    const timer = setTimeout(() => end('took too long'), MOST_MILLISECONDS);
    signal?.addEventListener('abort', () => end('is not needed any more'));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      errors += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      running.delete(child);
      if (code === 0 && reason === '') resolve(output);
      else reject(new Error(`${command} ${reason || `ended with ${code}`}: ${(errors || output).slice(-2000)}`));
    });
  });
}

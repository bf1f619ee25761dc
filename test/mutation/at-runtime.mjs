// The first step: vitest with runner.ts, which tries every mutant that a test reaches while it runs. Quick tests come first,
// so that slow ones only see what those leave alive.
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Which tests a round looks at, by the milliseconds that they take. */
const ROUNDS = [
  [0, 15],
  [15, 150],
  [150, 1500],
];

/** How often a round starts again the files that a mutant has spoilt or hung. */
const MOST_STARTS = 12;

/** A mutant that keeps a worker busy this long, in milliseconds, hangs. */
const MOST_SILENCE = 20_000;

/**
 * The numbers of the mutants that the tests kill.
 * @param {string} copy the instrumented project
 * @param {readonly string[]} tests paths
 * @returns {Promise<Set<string>>}
 */
export async function killedAtRuntime(copy, tests) {
  const notes = resolve(`${copy}.notes`);
  rmSync(notes, { recursive: true, force: true });
  mkdirSync(notes, { recursive: true });
  writeFileSync(join(notes, 'killed'), '');
  const read = (/** @type {string} */ name) => readFileSync(join(notes, name), 'utf8').split('\n').filter(Boolean);
  for (const [from, to] of ROUNDS) {
    writeFileSync(join(notes, 'done'), '');
    let left = [...tests];
    for (let start = 0; left.length > 0 && start < MOST_STARTS; start++) {
      for (const id of await runOnce(copy, left, notes, [from, to])) appendFileSync(join(notes, 'killed'), `${id}\n`);
      const done = new Set(read('done'));
      left = left.filter((path) => !done.has(resolve(copy, path)));
    }
    console.log(`tests from ${from} to ${to} ms: ${new Set(read('killed')).size} killed`);
    if (left.length > 0) console.log(`not finished, so more is left for the next step: ${left.join(', ')}`);
  }
  const killed = new Set(read('killed'));
  rmSync(notes, { recursive: true, force: true });
  return killed;
}

/**
 * Runs the files; resolves to the mutants that hung, and ended the run.
 * @param {string} copy
 * @param {readonly string[]} tests
 * @param {string} notes
 * @param {readonly (number | undefined)[]} milliseconds
 * @returns {Promise<string[]>}
 */
function runOnce(copy, tests, notes, [from, to]) {
  return new Promise((settle) => {
    const child = spawn(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/mutation/vitest.config.ts', ...tests],
      {
        cwd: copy,
        env: {
          ...process.env,
          CI: '1', // so that no snapshot is written
          MUTATION_STEP: 'runtime',
          MUTATION_NOTES: notes,
          MUTATION_FROM: String(from),
          MUTATION_TO: String(to),
        },
        stdio: process.env.MUTATION_LOUD ? 'inherit' : 'ignore',
        detached: true,
      },
    );
    /** @type {string[]} */
    const hung = [];
    /** @type {Map<string, { text: string, since: number }>} */
    const seen = new Map();
    const watch = setInterval(() => {
      for (const name of readdirSync(notes)) {
        if (!name.startsWith('current-')) continue;
        const text = readFileSync(join(notes, name), 'utf8');
        const before = seen.get(name);
        if (before?.text !== text) seen.set(name, { text, since: Date.now() });
        else if (text !== '' && Date.now() - before.since > MOST_SILENCE) hung.push(text.split(' ')[0] ?? '');
      }
      if (hung.length > 0 && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, 1000);
    child.on('exit', () => {
      clearInterval(watch);
      for (const name of readdirSync(notes)) if (name.startsWith('current-')) rmSync(join(notes, name));
      settle(hung);
    });
  });
}

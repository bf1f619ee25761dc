/** Commands run by a real POSIX shell, with and without a real curl. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether there is a curl to run. A bare machine may have none: then its arguments alone can be looked at. */
export const CURL_IS_HERE: boolean = spawnSync('curl', ['--version']).status === 0;

/** The arguments that curl would get: the shell runs the command with a function in curl's place that prints them. */
export function argumentsOf(command: string): readonly string[] {
  const shell = spawnSync('sh', ['-c', `curl() { for word; do printf '%s\\0' "$word"; done; }\n${command}`]);
  if (shell.status !== 0 || shell.stderr.length > 0) throw new Error(`sh failed: ${shell.stderr}`);
  return shell.stdout.toString().split('\0').slice(0, -1);
}

/**
 * Runs the command with the curl of this machine, without the settings and proxies of the person who runs the tests; the
 * .curlrc that is there would change every request.
 */
export async function runCurl(command: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const home = mkdtempSync(join(tmpdir(), 'credwire-curl-'));
  writeFileSync(join(home, '.curlrc'), 'header = "X-Of-Curlrc: 1"\ndata = "of curlrc"\n');
  const env = { PATH: process.env.PATH, HOME: home, CURL_HOME: home, no_proxy: '*' };
  try {
    return await new Promise((resolve, reject) => {
      execFile('sh', ['-c', command], { cwd: home, env }, (error, stdout, stderr) => {
        if (error === null) resolve({ stdout, stderr });
        else reject(new Error(`the command failed: ${stderr}`));
      });
    });
  } finally {
    rmSync(home, { recursive: true });
  }
}

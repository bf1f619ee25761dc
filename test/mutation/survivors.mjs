// The last step: each mutant that's left, alone in a copy of the project, with all tests, slow ones too.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyProject } from './instrument.mjs';

// A mutant can loop forever; no honest run of one area takes this long.
const MOST_MILLISECONDS = 240_000;

/**
 * @typedef {import('./instrument.mjs').Mutant} Mutant
 * @typedef {{ together: readonly string[], alone: readonly string[] }} Tests paths of test files
 */

/**
 * Runs tests against each mutant; resolves to those that still live.
 * @param {readonly Mutant[]} mutants
 * @param {Tests} tests
 * @param {string} folder for the copies
 * @param {readonly string[]} copies one per process
 * @returns {Promise<Mutant[]>}
 */
export async function stillAlive(mutants, tests, folder, copies = ['copy-1', 'copy-2']) {
  if (mutants.length === 0) return [];
  const queue = [...mutants];
  /** @type {Mutant[]} */
  const alive = [];
  const work = async (/** @type {string} */ copy) => {
    copyProject(copy);
    // A copy in which the tests fail of themselves would call every mutant killed.
    if (!(await passes(copy, tests))) throw new Error(`the tests fail in ${copy}, where nothing is changed`);
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const path = join(copy, mutant.file);
      const code = readFileSync(path, 'utf8');
      writeFileSync(path, code.slice(0, mutant.start) + mutant.replacement + code.slice(mutant.end));
      if (await passes(copy, tests)) alive.push(mutant);
      writeFileSync(path, code);
    }
  };
  await Promise.all(copies.map((name) => work(join(folder, name))));
  rmSync(folder, { recursive: true, force: true });
  return alive;
}

/**
 * Whether the tests pass in a copy; one that hangs does not.
 * @param {string} copy
 * @param {Tests} tests
 * @returns {Promise<boolean>}
 */
function passes(copy, tests) {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--config',
        'test/mutation/vitest.config.ts',
        '--bail=1',
        '--maxWorkers=1',
      ],
      {
        cwd: copy,
        env: {
          ...process.env,
          CI: '1',
          MUTATION_STEP: 'alone',
          MUTATION_TESTS: tests.together.join(' '),
          MUTATION_ALONE: tests.alone.join(' '),
        },
        stdio: 'ignore',
        detached: true,
      },
    );
    // The whole group: vitest's workers would go on without it.
    const timer = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), MOST_MILLISECONDS);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}

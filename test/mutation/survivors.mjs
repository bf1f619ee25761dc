// Tries each mutant that StrykerJS calls alive once more, alone in a copy of the project under plain vitest: where a
// mutant makes a file of tests fail while it is loaded, StrykerJS's runner sees no failed test. Slow tests run here too.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const COPIED = ['src', 'test', 'vitest.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json', 'README.md'];
const LINKED = ['node_modules', 'vectors', 'docs', 'examples', 'scripts'];

// A mutant can loop forever; no honest run of one area takes this long.
const MOST_MILLISECONDS = 240_000;

/**
 * @typedef {{ file: string, line: number, column: number, mutator: string, original: string, replacement: string }} Mutant
 * @typedef {{ together: readonly string[], alone: readonly string[] }} Tests patterns of test files
 * @typedef {Mutant & { start: number, end: number, code: string, status: string }} Found
 */

/**
 * All mutants of a report of StrykerJS, with what they replace.
 * @param {string} path
 * @returns {Found[]}
 */
export function readReport(path) {
  const { files } = JSON.parse(readFileSync(path, 'utf8'));
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const starts = [0];
    for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
    const offset = (/** @type {{ line: number, column: number }} */ { line, column }) =>
      (starts[line - 1] ?? 0) + column - 1;
    return mutants.map((/** @type {any} the report's own form */ mutant) => {
      const { start, end } = mutant.location;
      const [from, to] = [offset(start), offset(end)];
      return {
        file,
        line: start.line,
        column: start.column,
        mutator: mutant.mutatorName,
        original: source.slice(from, to),
        replacement: mutant.replacement,
        start: from,
        end: to,
        code: source,
        status: mutant.status,
      };
    });
  });
}

/**
 * Runs tests against each mutant; resolves to those that still live.
 * @param {readonly Found[]} mutants
 * @param {Tests} tests
 * @param {string} folder for the copies
 * @param {readonly string[]} copies one per process
 * @returns {Promise<Found[]>}
 */
export async function stillAlive(mutants, tests, folder, copies = ['copy-1', 'copy-2']) {
  if (mutants.length === 0) return [];
  const queue = [...mutants];
  /** @type {Found[]} */
  const alive = [];
  const work = async (/** @type {string} */ copy) => {
    makeCopy(copy);
    // A copy in which the tests fail of themselves would call every mutant killed.
    if (!(await passes(copy, tests))) throw new Error(`the tests fail in ${copy}, where nothing is changed`);
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const path = join(copy, mutant.file);
      writeFileSync(path, mutant.code.slice(0, mutant.start) + mutant.replacement + mutant.code.slice(mutant.end));
      const killed = !(await passes(copy, tests));
      writeFileSync(path, mutant.code);
      if (!killed) alive.push(mutant);
    }
  };
  await Promise.all(copies.map((name) => work(join(folder, name))));
  return alive;
}

/** @param {string} copy */
function makeCopy(copy) {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const name of COPIED)
    cpSync(name, join(copy, name), { recursive: true, filter: (path) => !path.includes('node_modules') });
  for (const name of LINKED) symlinkSync(join(process.cwd(), name), join(copy, name));
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
        env: { ...process.env, MUTATION_TESTS: tests.together.join(' '), MUTATION_ALONE: tests.alone.join(' ') },
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

// What a program pays before its first result: import and first operation, in fresh processes. Each program is measured
// twice: bundled to one file, so the figures don't include the search for files, and as it is installed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { FIRST_USES } from './first-uses.mjs';
import { summary } from './statistics.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const peers = fileURLToPath(new URL('node_modules/', import.meta.url));

const MEASURE = `
  const time = () => { const { user, system } = process.cpuUsage(); return user + system; };
  const start = time();
  const { first } = await import(process.argv[1]);
  const imported = time();
  const result = first();
  const done = time();
  if (!result) throw new Error('no result');
  console.log(JSON.stringify([imported - start, done - imported]));`;

/**
 * Milliseconds of CPU time, by program.
 *
 * @param {number} rounds
 * @returns {Promise<NonNullable<import('./results.mjs').Results['coldStart']>>}
 */
export async function coldStart(rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'credwire-bench-'));
  try {
    install(folder);
    /** @type {{ name: string, bundled: Timer, installed: Timer | undefined }[]} */
    const runners = [];
    for (const [name, { code, bundledOnly = false }] of Object.entries(FIRST_USES)) {
      const at = runners.length;
      const bundled = timer(join(folder, `bundled-${at}.mjs`), await bundle(code, folder));
      const installed = bundledOnly ? undefined : timer(join(folder, `installed-${at}.mjs`), code);
      runners.push({ name, bundled, installed });
    }
    for (let round = 0; round < rounds; round++) {
      for (const { bundled, installed } of runners) {
        bundled.measure();
        installed?.measure();
      }
    }
    return runners.map(({ name, bundled, installed }) => ({
      name,
      ...bundled.result(),
      ...(installed === undefined ? {} : { installed: installed.result() }),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Makes the library and its peers importable from a folder, by their names. @param {string} folder */
function install(folder) {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  symlinkSync(root, join(modules, 'credwire'));
  for (const name of readdirSync(peers).filter((name) => !name.startsWith('.'))) {
    symlinkSync(join(peers, name), join(modules, name));
  }
}

/** @typedef {ReturnType<typeof timer>} Timer */

/** A program in a file, which is run once for each measurement. @param {string} file @param {string} code */
function timer(file, code) {
  writeFileSync(file, code);
  const words = ['--input-type=module', '-e', MEASURE, pathToFileURL(file).href];
  /** @type {number[][]} */
  const times = [];
  /** @param {number} part */
  const part = (part) => summary(times.map((time) => time[part] ?? Number.NaN));
  return {
    measure() {
      const microseconds = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }));
      times.push(microseconds.map((/** @type {number} */ time) => time / 1000));
    },
    result: () => ({ load: part(0), first: part(1) }),
  };
}

/** One file for Node, with a module and all that it imports. @param {string} contents @param {string} resolveDir */
async function bundle(contents, resolveDir) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    ...{ bundle: true, write: false, format: 'esm', platform: 'node', mainFields: ['module', 'main'] },
    // CommonJS packages ask for Node's modules by require.
    banner: {
      js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);`,
    },
  });
  return outputFiles[0]?.text ?? '';
}

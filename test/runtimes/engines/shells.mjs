/** Engines by themselves, without a platform around them: a script in, what it prints out. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forHermes } from '../support/bundle.mjs';
import { execute } from '../support/execute.mjs';
import { ofPackage, onMachine } from '../support/find.mjs';
import { reportIn, versionIn } from './engine.mjs';

const QUICKJS = fileURLToPath(new URL('../hosts/quickjs.mjs', import.meta.url));

/** The version of one of this suite's packages. @param {string} name */
export function packageVersion(name) {
  const path = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return String(JSON.parse(readFileSync(path, 'utf8')).version);
}

/** The version of an installed Debian package, where a program does not tell its own. @param {string} pattern */
async function debianVersion(pattern) {
  const list = await execute('dpkg-query', ['-W', pattern]).catch(() => ''); // name, tab, version
  return list === '' ? 'version unknown' : versionIn(list.split('\t')[1] ?? '');
}

/** @type {readonly import('./engine.mjs').Engine[]} */
export const shells = [
  {
    id: 'hermes',
    name: "Hermes (React Native's)",
    find: () => (process.platform === 'linux' ? ofPackage('hermes-engine-cli/linux64-bin/hermes') : undefined),
    version: async () => packageVersion('hermes-engine-cli'),
    run: async (program, { folder, vectors, printing }) => {
      const script = join(folder, 'hermes.js');
      const code = readFileSync(printing, 'utf8').slice(vectors.length); // Babel doesn't need to read the vectors
      await writeFile(script, vectors + (await forHermes(code)));
      // React Native runs promises by the engine's own queue; without one they would hang on setTimeout.
      return [reportIn(await execute(program, ['-O', '-w', '-Xmicrotask-queue', script]))];
    },
  },
  {
    id: 'quickjs',
    name: 'QuickJS',
    find: () => ofPackage('quickjs-emscripten/package.json') && QUICKJS,
    version: async () => packageVersion('quickjs-emscripten'),
    run: async (program, { printing }) => [reportIn(await execute(process.execPath, [program, printing]))],
  },
  {
    id: 'jsc',
    name: 'JavaScriptCore',
    find: () => onMachine('jsc'),
    version: () => debianVersion('libjavascriptcoregtk-*-bin'),
    run: async (program, { printing }) => [reportIn(await execute(program, [printing]))],
  },
  {
    id: 'gjs',
    name: 'SpiderMonkey (GJS)',
    find: () => onMachine('gjs'),
    keeps: ['TextEncoder', 'console'],
    version: () => debianVersion('libmozjs-*'),
    run: async (program, { printing }) => [reportIn(await execute(program, [printing]))],
  },
];

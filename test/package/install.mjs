/** The packed archive, unpacked with its dependencies and nothing else in a folder of its own: what users get. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the package is made. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Its package.json. */
export const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** What can be imported, by the names that users write; without the data. @type {readonly string[]} */
export const entries = Object.keys(manifest.exports)
  .filter((entry) => !entry.includes('json'))
  .map((entry) => entry.replace(/^\./, 'credwire'));

/**
 * Builds, packs and unpacks into `folder`/node_modules.
 *
 * @param {string} folder
 * @returns {{ archive: string, files: string[] }} Path of the archive, and the paths within it.
 */
export function installPackage(folder) {
  // prepack builds, so that the archive is that of these sources
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf8' });
  const [{ filename, files }] = JSON.parse(packed.slice(packed.indexOf('[')));
  const archive = join(folder, filename);
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'credwire'), { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', join(modules, 'credwire'), '--strip-components=1']);
  for (const dependency of Object.keys(manifest.dependencies)) {
    cpSync(join(ROOT, 'node_modules', dependency), join(modules, dependency), { recursive: true });
  }
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  return { archive, files: files.map((/** @type {{ path: string }} */ { path }) => path) };
}

/** The packed archive, unpacked with its dependencies and nothing else in a folder of its own: what users get. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the package is made. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where the package of the golden vectors is. */
export const VECTORS = join(ROOT, 'vectors');

/** The package.json of the library. */
export const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** What can be imported, by the names that users write; without the data. @type {readonly string[]} */
export const entries = Object.keys(manifest.exports)
  .filter((entry) => !entry.includes('json'))
  .map((entry) => entry.replace(/^\./, 'credwire'));

/**
 * An archive, the paths within it, and how many bytes they unpack to.
 *
 * @typedef {{ archive: string, files: string[], unpackedSize: number }} Packed
 */

/**
 * Packs the package of a folder as npm would for the registry.
 *
 * @param {string} root
 * @param {string} destination
 * @returns {Packed}
 */
export function pack(root, destination) {
  const options = ['--json', '--pack-destination', destination];
  const output = execFileSync('npm', ['pack', ...options], { cwd: root, encoding: 'utf8' });
  const [{ filename, files, unpackedSize }] = JSON.parse(output.slice(output.indexOf('[')));
  const paths = files.map((/** @type {{ path: string }} */ { path }) => path);
  return { archive: join(destination, filename), files: paths, unpackedSize };
}

/** @param {string} archive @param {string} folder Made if it does not exist. */
export function unpack(archive, folder) {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
}

/**
 * Builds, packs and unpacks into `folder`/node_modules.
 *
 * @param {string} folder
 * @returns {Packed}
 */
export function installPackage(folder) {
  const packed = pack(ROOT, folder); // prepack builds, so the archive is built from these sources
  const modules = join(folder, 'node_modules');
  unpack(packed.archive, join(modules, 'credwire'));
  for (const dependency of Object.keys(manifest.dependencies)) {
    cpSync(join(ROOT, 'node_modules', dependency), join(modules, dependency), { recursive: true });
  }
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  return packed;
}

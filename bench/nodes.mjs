// The versions of Node to measure on: the one at hand, and those that bench/package.json installs.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MODULES = new URL('node_modules/', import.meta.url);

/** Programs by major version. @returns {ReadonlyMap<number, string>} */
export function installedNodes() {
  const folders = readdirSync(MODULES).filter((name) => /^node\d+$/.test(name));
  const found = new Map([[majorOf(process.version), process.execPath]]);
  for (const folder of folders) {
    const path = fileURLToPath(new URL(`${folder}/bin/node`, MODULES));
    const major = majorOf(execFileSync(path, ['--version'], { encoding: 'utf8' }));
    if (!found.has(major)) found.set(major, path);
  }
  return found;
}

/**
 * The programs that a list asks for, such as "20,newest".
 *
 * @param {string} list
 * @param {ReadonlyMap<number, string>} nodes
 */
export function nodesOf(list, nodes) {
  return list.split(',').map((word) => {
    const major = word === 'newest' ? Math.max(...nodes.keys()) : Number(word);
    const path = nodes.get(major);
    if (path === undefined) throw new Error(`there's no Node ${word}, only ${[...nodes.keys()].join(' and ')}`);
    return path;
  });
}

/** @param {string} version - Such as "v20.19.0". */
const majorOf = (version) => Number(/^v(\d+)\./.exec(version)?.[1]);

// The versions of Node to measure on: the one at hand, and those that bench/package.json installs.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MODULES = new URL('node_modules/', import.meta.url);

/** Programs by major version. @returns {ReadonlyMap<number, string>} */
function installedNodes() {
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

/**
 * If the words ask for other versions with `--nodes`, runs the program on each of them instead, and ends.
 *
 * @param {string} url - The program's own.
 * @param {readonly string[]} words
 */
export function runOnAskedNodes(url, words) {
  const at = words.indexOf('--nodes');
  if (at === -1) return;
  const others = words.filter((_, index) => index !== at && index !== at + 1);
  for (const node of nodesOf(words[at + 1] ?? '', installedNodes())) {
    const { status } = spawnSync(node, [fileURLToPath(url), ...others], { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
  process.exit();
}

/** @param {string} version - Such as "v20.19.0". */
const majorOf = (version) => Number(/^v(\d+)\./.exec(version)?.[1]);

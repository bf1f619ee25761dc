// Scripts in API tools can use the platform's globals as plain names, but have no globalThis. This makes a module with an
// object that replaces it, for esbuild's `inject`.
import { readdirSync, readFileSync } from 'node:fs';

// The command and the file store are bundles for Node, and contain other packages' code.
const IS_OURS = /^(?!cli[\\/]|session[\\/]file)(?:.*[\\/])?[\w-]+\.js$/;

/** Every global that the JavaScript below a folder reads: `const { crypto } = globalThis`. @param {string} folder */
function globalsRead(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => IS_OURS.test(path));
  const read = (/** @type {string} */ path) => readFileSync(`${folder}/${path}`, 'utf8');
  const code = files.map((path) => read(path).replace(/^\s*(?:\/\/|\/?\*).*$/gm, '')).join('\n');
  // The built files are minified, so a name can stand for another: `{crypto:t}=globalThis`.
  const reads = [...code.matchAll(/\{([\w$,:\s]+)\}\s*=\s*globalThis\b/g)];
  if (reads.length !== code.split('globalThis').length - 1) throw new Error('globalThis is read in another way too');
  return new Set(reads.flatMap(([, names = '']) => names.split(',').map((name) => name.split(':')[0]?.trim() ?? '')));
}

/**
 * The text of that module.
 *
 * @param {string} folder - The built library.
 * @param {readonly string[]} [without] - Globals to leave out: the bundle doesn't read them, and a linter rejects them.
 */
export function platformModule(folder, without = []) {
  const names = [...globalsRead(folder)].filter((name) => !without.includes(name));
  const members = names.map((name) => `get ${name}() { return typeof ${name} === 'undefined' ? undefined : ${name}; }`);
  return `export const platform = { ${members.join(', ')} };\n`;
}

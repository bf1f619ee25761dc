// Checks that the imports of src/ go in the one allowed direction; prints each that doesn't, and fails.
//
//   core ← codecs ← http ← vendors ← session, explain ← cli
//                   http ← formats ← clients
//                   http ← sandbox
//          codecs ← node             session ← session/file
//
// A module may import from its own layer and from the layers before it. Nothing imports the clients, the sandbox or the
// command, apart from the command itself; index.ts alone sees the whole library part.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../src', import.meta.url));

/** Layers in their order; the first pattern that matches a path gives its layer. */
const LAYERS = [
  { name: 'core', pattern: /^core\//, packages: [] },
  { name: 'node', pattern: /^codecs\/mod-pow-node\.ts$/, packages: ['node:crypto'] },
  { name: 'codecs', pattern: /^codecs\//, packages: ['@noble/ciphers', '@noble/hashes', 'jsbn'] },
  { name: 'http', pattern: /^http\//, packages: [] },
  { name: 'vendors', pattern: /^vendors\//, packages: [] },
  {
    name: 'session/file',
    pattern: /^session\/file\//,
    packages: ['node:fs/promises', 'node:path', 'node:timers/promises', 'proper-lockfile', 'write-file-atomic'],
  },
  { name: 'session', pattern: /^session\//, packages: ['@noble/hashes'] },
  { name: 'explain', pattern: /^explain\//, packages: [] },
  { name: 'formats', pattern: /^formats\//, packages: [] },
  { name: 'clients', pattern: /^clients\//, packages: [] },
  { name: 'sandbox', pattern: /^sandbox\//, packages: ['@noble/hashes', 'jsbn'] },
  { name: 'index', pattern: /^index\.ts$/, packages: [] },
  {
    name: 'cli',
    pattern: /^cli\//,
    packages: ['@clack/prompts', 'cli-table3', 'commander', 'csv-parse', 'node:'],
  },
];

/**
 * Which layers a layer may import, besides its own.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const ALLOWED = {
  core: [],
  codecs: ['core'],
  node: ['core', 'codecs'],
  http: ['core', 'codecs'],
  vendors: ['core', 'codecs', 'http'],
  session: ['core', 'codecs', 'http', 'vendors'],
  'session/file': ['core', 'session'],
  explain: ['core', 'codecs', 'http', 'vendors'],
  formats: ['core', 'codecs', 'http'],
  clients: ['core', 'codecs', 'http', 'formats'],
  // A sandbox must not share a vendor's encoding, or both would be wrong in the same way.
  sandbox: ['core', 'codecs', 'http'],
  index: ['core', 'http', 'vendors'],
  cli: ['core', 'codecs', 'http', 'vendors', 'session', 'session/file', 'explain', 'formats', 'clients', 'sandbox'],
};

/** @param {string} path */
const layerOf = (path) => LAYERS.find(({ pattern }) => pattern.test(path));

/**
 * Every module specifier that a source text imports or re-exports.
 *
 * @param {string} text
 */
function specifiers(text) {
  const withoutComments = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const matches = withoutComments.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g);
  return Array.from(matches, (match) => match[1] ?? '');
}

/**
 * What is wrong with one file's imports.
 *
 * @param {string} path - Relative to src/.
 * @param {string} text
 */
export function problems(path, text) {
  const layer = layerOf(path);
  if (layer === undefined) return [`${path}: belongs to no layer; add it to scripts/check-imports.mjs`];
  return specifiers(text).flatMap((specifier) => {
    if (!specifier.startsWith('.')) {
      const known = layer.packages.some(
        (name) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`),
      );
      return known ? [] : [`${path}: layer ${layer.name} may not import the package ${specifier}`];
    }
    const target = normalize(join(dirname(path), specifier)).replace(/\.js$/, '.ts');
    const other = layerOf(target);
    if (other === undefined) return [`${path}: imports ${specifier}, which belongs to no layer`];
    const allowed = other.name === layer.name || ALLOWED[layer.name]?.includes(other.name);
    return allowed ? [] : [`${path}: layer ${layer.name} may not import ${specifier} of layer ${other.name}`];
  });
}

/** Every source file below src/, as a path relative to it. */
export function sourceFiles() {
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(source, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = sourceFiles();
  const found = files.flatMap((path) => problems(path, readFileSync(join(source, path), 'utf8')));
  for (const problem of found) console.error(problem);
  console.log(`${files.length} files, ${found.length} imports against the direction`);
  process.exitCode = found.length === 0 ? 0 : 1;
}

// Makes of dist/ what needs no package manager: one file with the global `credwire`, for scripts of API tools and plain
// `<script>`. It holds the main entry and, as `clients` and `codecs`, two others.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url);
const dist = fileURLToPath(new URL('dist', root));

/** @param {string} path */
const read = (path) => readFileSync(new URL(path, root), 'utf8');

const { version, dependencies } = JSON.parse(read('package.json'));

const ENTRY = `
export * from './index.js';
export * as clients from './clients/index.js';
export * as codecs from './codecs/index.js';
`;

/** @type {import('esbuild').BuildOptions} */
const common = {
  stdin: { contents: ENTRY, resolveDir: dist },
  bundle: true,
  minify: true,
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'es2022',
  charset: 'ascii', // whoever serves the file may name another charset
  legalComments: 'none', // they are in the file that the banner names
  banner: { js: `/*! credwire ${version}, MIT. Licences of what is in it: credwire.licences.txt */` },
};

/** Every global that dist/ reads: `const { crypto } = globalThis`. */
function globalsRead() {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
  const code = files.map((path) => read(`dist/${path}`).replace(/^\s*(?:\/\/|\/?\*).*$/gm, '')).join('\n');
  const reads = [...code.matchAll(/const \{ ([\w, ]+) \} = globalThis;/g)];
  if (reads.length !== code.split('globalThis').length - 1) throw new Error('globalThis is read in another way too');
  return new Set(reads.flatMap(([, names = '']) => names.split(', ')));
}

// Postman's scripts have the platform's globals as plain names and no globalThis: there, this object takes its place.
const members = [...globalsRead()].map(
  (name) => `get ${name}() { return typeof ${name} === 'undefined' ? undefined : ${name}; }`,
);
const platform = `${dist}/platform.js`;
writeFileSync(platform, `export const platform = { ${members.join(', ')} };\n`);

await build({
  ...common,
  format: 'iife',
  globalName: 'credwire',
  inject: [platform],
  define: { globalThis: 'platform' },
  outfile: `${dist}/credwire.iife.min.js`,
});
rmSync(platform);

// The licences of the packages within ask to go with every copy.
const texts = ['credwire', ...Object.keys(dependencies)].map((name) => {
  const path = name === 'credwire' ? 'LICENSE' : `node_modules/${name}/LICENSE`;
  return `${name}\n${'='.repeat(name.length)}\n\n${read(path).trim()}\n`;
});
writeFileSync(`${dist}/credwire.licences.txt`, texts.join('\n\n'));

// Makes of dist/ what needs no package manager: one file with the global `credwire`, for scripts of API tools and plain
// `<script>`. It holds the main entry and, as `clients` and `codecs`, two others.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { platformModule } from './platform-globals.mjs';

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
  charset: 'ascii', // the server may name another charset
  legalComments: 'none', // they are in the file that the banner names
  banner: { js: `/*! credwire ${version}, MIT. Licences of what is in it: credwire.licences.txt */` },
};

const platform = `${dist}/platform.js`;
writeFileSync(platform, platformModule(dist));

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

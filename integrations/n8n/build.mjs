// Builds the package: the library as one file, the credentials, the node and their icons. n8n loads CommonJS.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { bundle, licences } from '../shared/bundle.mjs';

const here = new URL('./', import.meta.url);
const { homepage } = JSON.parse(readFileSync(new URL('../../package.json', here), 'utf8'));

/** @param {string} path @param {string} text */
function save(path, text) {
  const url = new URL(`dist/${path}`, here);
  mkdirSync(new URL('.', url), { recursive: true });
  writeFileSync(url, text);
}

/** @type {import('esbuild').BuildOptions} */
const COMMON_JS = { format: 'cjs', external: ['n8n-workflow', '*/kit.js'] };

const SOURCES = [
  ...readdirSync(new URL('credentials/', here)).map((name) => `credentials/${name}`),
  'nodes/Credwire/Credwire.node.ts',
];

rmSync(new URL('dist/', here), { recursive: true, force: true });
// n8n's linter rejects globalThis and timers in built files, too. The only part of the library that uses timers isn't in this
// bundle.
const without = ['setTimeout', 'clearTimeout'];
save('kit.js', await bundle(new URL('kit.ts', here).href, { ...COMMON_JS, plainGlobals: true, without }));
for (const source of SOURCES) {
  const text = await bundle(new URL(source, here).href, COMMON_JS);
  save(source.replace(/\.ts$/, '.js'), text.replaceAll('https://site.invalid/credwire/', homepage));
}
save('credwire.licences.txt', licences());
save('package.json', '{ "type": "commonjs" }\n');
cpSync(new URL('icons/', here), new URL('dist/icons/', here), { recursive: true });

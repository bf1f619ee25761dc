// What each entry adds to a page: bundled and minified by esbuild, then by gzip.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/** @param {string} path */
const entry = (path) => `export * from '${dist}${path}';`;

/** @param {readonly string[]} names */
const peers = (...names) => names.map((name, at) => `export * as p${at} from '${name}';`).join('\n');

/** Names and modules. @type {readonly (readonly [string, string])[]} */
const ENTRIES = [
  ['credwire/bex', entry('vendors/bex.js')],
  ['credwire/jacada', entry('vendors/jacada.js')],
  ['credwire/idscan', entry('vendors/idscan.js')],
  ['credwire/ifactory', entry('vendors/ifactory.js')],
  ['credwire/smartconnect', entry('vendors/smartconnect.js')],
  ['credwire', entry('index.js')],
  ['credwire/codecs', entry('codecs/index.js')],
  ['one function, bex.tokenRequest', `export { tokenRequest } from '${dist}vendors/bex.js';`],
  ['one function, ifactory.encryptPassword', `export { encryptPassword } from '${dist}vendors/ifactory.js';`],
  ['crypto-js/aes and jsencrypt', peers('crypto-js/aes.js', 'jsencrypt')],
  ['node-forge', peers('node-forge')],
  ['jsencrypt', peers('jsencrypt')],
  ['crypto-js/aes', peers('crypto-js/aes.js')],
  ['aes-js', peers('aes-js')],
  ['jsrsasign', peers('jsrsasign')],
  ['node-rsa', peers('node-rsa')],
  ['sjcl', peers('sjcl')],
  ['@noble/ciphers, AES', peers('@noble/ciphers/aes.js')],
];

/** Bytes by entry. */
export async function sizes() {
  const rows = [];
  for (const [name, contents] of ENTRIES) {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: here },
      ...{ bundle: true, write: false, minify: true, format: 'esm', platform: 'browser', target: 'es2022' },
      external: ['crypto', 'node:*'],
      legalComments: 'none',
    });
    const code = outputFiles[0]?.contents ?? new Uint8Array();
    rows.push({ name, minified: code.length, gzipped: gzipSync(code, { level: 9 }).length });
  }
  return rows;
}

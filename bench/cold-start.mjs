// What a program pays before its first result: import and first operation, in fresh processes. Every candidate is bundled
// to one file, so that no search for files is in the figures.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { entries, entryUrl } from './entries.mjs';
import { testKey } from './keys.mjs';
import { summary } from './statistics.mjs';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const { pem, publicKey } = testKey(2048);
const jwk = JSON.stringify(publicKey);

/** Modules that export their first operation. @type {Readonly<Record<string, string>>} */
const CANDIDATES = {
  'AES: credwire/ifactory': `
    import { encryptPassword } from '${dist}vendors/ifactory.js';
    export const first = () => encryptPassword('correct horse');`,
  'AES: node:crypto': `
    import { createCipheriv } from 'node:crypto';
    export const first = () => {
      const cipher = createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
      return cipher.update('correct horse', 'utf8', 'base64') + cipher.final('base64');
    };`,
  'AES: node-forge': `
    import forge from 'node-forge';
    export const first = () => {
      const cipher = forge.cipher.createCipher('AES-CBC', '0123456789abcdef');
      cipher.start({ iv: '0123456789abcdef' });
      cipher.update(forge.util.createBuffer('correct horse', 'utf8'));
      cipher.finish();
      return forge.util.encode64(cipher.output.getBytes());
    };`,
  'AES: crypto-js': `
    import AES from 'crypto-js/aes.js';
    import Utf8 from 'crypto-js/enc-utf8.js';
    const key = Utf8.parse('0123456789abcdef');
    export const first = () => AES.encrypt(Utf8.parse('correct horse'), key, { iv: key }).toString();`,
  'AES: aes-js': `
    import aes from 'aes-js';
    const key = new Uint8Array(16);
    export const first = () => new aes.ModeOfOperation.cbc(key, key)
      .encrypt(aes.padding.pkcs7.pad(aes.utils.utf8.toBytes('correct horse')));`,
  'RSA-2048: credwire/smartconnect': `
    import { encryptPassword } from '${dist}vendors/smartconnect.js';
    import { fromJwk } from '${dist}codecs/index.js';
    export const first = () => encryptPassword('correct horse', fromJwk(${jwk}));`,
  'RSA-2048: credwire/smartconnect, random of node:crypto': `
    import { randomBytes } from 'node:crypto';
    import { encryptPassword } from '${dist}vendors/smartconnect.js';
    import { fromJwk } from '${dist}codecs/index.js';
    export const first = () => encryptPassword('correct horse', fromJwk(${jwk}), { random: randomBytes });`,
  'RSA-2048: credwire/smartconnect, nodeModPow': `
    import { nodeModPow } from '${fileURLToPath(entryUrl('credwire/node'))}';
    import { encryptPassword } from '${dist}vendors/smartconnect.js';
    import { fromJwk } from '${dist}codecs/index.js';
    export const first = () => encryptPassword('correct horse', fromJwk(${jwk}), { modPow: nodeModPow });`,
  'RSA-2048: node:crypto': `
    import { constants, publicEncrypt } from 'node:crypto';
    const key = { key: ${JSON.stringify(pem)}, padding: constants.RSA_PKCS1_PADDING };
    export const first = () => publicEncrypt(key, Buffer.from('correct horse')).toString('base64');`,
  'RSA-2048: node-forge': `
    import forge from 'node-forge';
    export const first = () => forge.util.encode64(
      forge.pki.publicKeyFromPem(${JSON.stringify(pem)}).encrypt('correct horse', 'RSAES-PKCS1-V1_5'));`,
  'RSA-2048: jsencrypt': `
    import { JSEncrypt } from 'jsencrypt';
    export const first = () => {
      const key = new JSEncrypt();
      key.setPublicKey(${JSON.stringify(pem)});
      return key.encrypt('correct horse');
    };`,
  'RSA-2048: jsrsasign': `
    import jsrsasign from 'jsrsasign';
    export const first = () => jsrsasign.KEYUTIL.getKey(${JSON.stringify(pem)}).encrypt('correct horse');`,
  'all five vendors: credwire': `
    import { ifactory } from '${dist}index.js';
    export const first = () => ifactory.encryptPassword('correct horse');`,
  ...Object.fromEntries(
    entries.map(({ name, url }) => [
      `${name}, all exports`,
      `
    import * as all from '${fileURLToPath(url)}';
    export const first = () => Object.keys(all).length;`,
    ]),
  ),
};

const MEASURE = `
  const time = () => { const { user, system } = process.cpuUsage(); return user + system; };
  const start = time();
  const { first } = await import(process.argv[1]);
  const imported = time();
  const result = first();
  const done = time();
  if (!result) throw new Error('no result');
  console.log(JSON.stringify([imported - start, done - imported]));`;

/**
 * Milliseconds of CPU time, by candidate.
 *
 * @param {number} rounds
 */
export async function coldStart(rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'credwire-bench-'));
  try {
    const runners = [];
    for (const [name, code] of Object.entries(CANDIDATES)) {
      const file = join(folder, `${runners.length}.mjs`);
      writeFileSync(file, await bundle(code));
      /** @type {number[][]} */
      const times = [];
      runners.push({ name, url: pathToFileURL(file).href, times });
    }
    for (let round = 0; round < rounds; round++) {
      for (const { url, times } of runners) {
        const output = execFileSync(process.execPath, ['--input-type=module', '-e', MEASURE, url], {
          encoding: 'utf8',
        });
        times.push(JSON.parse(output).map((/** @type {number} */ microseconds) => microseconds / 1000));
      }
    }
    return runners.map(({ name, times }) => ({
      name,
      load: summary(times.map(([load]) => load ?? Number.NaN)),
      first: summary(times.map(([, first]) => first ?? Number.NaN)),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One file for Node, of a module and all that it imports. @param {string} contents */
async function bundle(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here },
    ...{ bundle: true, write: false, format: 'esm', platform: 'node', mainFields: ['module', 'main'] },
    // What was CommonJS asks for Node's modules by require.
    banner: {
      js: `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);`,
    },
  });
  return outputFiles[0]?.text ?? '';
}

// RSAES-PKCS1-v1_5 encryption under a key that has been parsed before.
import { encryptPkcs1 } from '../../dist/codecs/index.js';
import { jsbnModPow } from '../../dist/codecs/mod-pow-jsbn.js';
import { open, testKey } from '../keys.mjs';
import { forge, jsencrypt, jsrsasign, nodeRsa } from '../peers.mjs';
import { bytesOf, bytesOfBinary, hexOf } from '../workload.mjs';

const TEXT = 'correct horse';
const BITS = [1024, 2048, 4096];
const MESSAGE = bytesOfBinary(TEXT);

/** @param {unknown} output */
const fromBase64 = (output) => bytesOfBinary(atob(String(output)));

/** @type {import('../workload.mjs').Workload[]} */
const rsa = BITS.map((bits) => {
  const key = testKey(bits);
  return {
    name: `RSA-${bits} encryption`,
    reference: 'node-forge',
    nodeOnly: ['credwire, nodeModPow', 'node:crypto', 'node-rsa'],
    check: (output) => {
      if (!(output instanceof Uint8Array)) throw new Error('no bytes');
      if (open(key, output) !== hexOf(MESSAGE)) throw new Error('another message');
    },
    candidates: {
      credwire: () => ({ run: () => encryptPkcs1(key.publicKey, MESSAGE) }),
      'credwire, nodeModPow': async () => {
        const { entryUrl } = await import('../entries.mjs');
        /** @type {{ readonly nodeModPow: import('../../dist/codecs/index.js').ModPow }} */
        const { nodeModPow: modPow } = await import(entryUrl('credwire/node'));
        return { run: () => encryptPkcs1(key.publicKey, MESSAGE, { modPow }) };
      },
      'node:crypto': async () => {
        const { constants, createPublicKey, publicEncrypt } = await import('node:crypto');
        const parsed = { key: createPublicKey(key.pem), padding: constants.RSA_PKCS1_PADDING };
        return { run: () => publicEncrypt(parsed, MESSAGE) };
      },
      'node-forge': async () => {
        const parsed = (await forge()).pki.publicKeyFromPem(key.pem);
        return { run: () => parsed.encrypt(TEXT, 'RSAES-PKCS1-V1_5'), read: (output) => bytesOfBinary(String(output)) };
      },
      jsencrypt: async () => {
        const parsed = new (await jsencrypt())();
        parsed.setPublicKey(key.pem);
        return { run: () => parsed.encrypt(TEXT), read: fromBase64 };
      },
      jsrsasign: async () => {
        const { KEYUTIL } = await jsrsasign();
        const parsed = KEYUTIL.getKey(key.pem);
        const length = key.modulusHex.length; // it drops a zero in front
        return { run: () => parsed.encrypt(TEXT), read: (output) => bytesOf(String(output).padStart(length, '0')) };
      },
      'node-rsa': async () => {
        const parsed = new (await nodeRsa())(key.pem, 'public', { encryptionScheme: 'pkcs1', environment: 'browser' });
        return {
          run: () => parsed.encrypt(TEXT),
          read: (output) => Uint8Array.from(/** @type {Uint8Array} */ (output)),
        };
      },
    },
  };
});

/** On a platform without BigInt, for which jsencrypt and the second engine were made. @type {typeof rsa} */
const rsaWithoutBigInt = rsa.map(({ name, check, candidates }, at) => {
  const { jsencrypt } = candidates;
  const { publicKey } = testKey(BITS[at] ?? Number.NaN);
  const withJsbn = () => ({ run: () => encryptPkcs1(publicKey, MESSAGE, { modPow: jsbnModPow }) });
  return {
    name: `${name} without BigInt`,
    reference: 'jsencrypt',
    check,
    candidates: { credwire: withoutBigInt(withJsbn), jsencrypt: withoutBigInt(jsencrypt) },
  };
});

/** @param {import('../workload.mjs').Workload['candidates'][string] | undefined} setUp */
function withoutBigInt(setUp) {
  return async () => {
    if (setUp === undefined) throw new Error('a candidate is missing');
    Reflect.deleteProperty(globalThis, 'BigInt');
    return setUp();
  };
}

export const workloads = [...rsa, ...rsaWithoutBigInt];

// RSA keys of the golden vectors in the forms that the peers take, and the way back from a ciphertext.
import { rsaPublicKey, toSpkiPem } from '../dist/codecs/index.js';
import testKeys from '../vectors/test-keys.json' with { type: 'json' };
import { bytesOf, hexOf } from './workload.mjs';

const OwnBigInt = BigInt; // one workload takes the global one away

/** @param {number} bits */
export function testKey(bits) {
  const found = testKeys.keys.find(({ id }) => id === `test-only-${bits}-65537`);
  if (found === undefined) throw new Error(`there is no test key of ${bits} bits with the exponent 65537`);
  const { modulusHex, exponentHex, testOnlyPrivate } = found;
  const publicKey = rsaPublicKey({ modulus: bytesOf(modulusHex), exponent: bytesOf(exponentHex) });
  return { modulusHex, exponentHex, publicKey, pem: toSpkiPem(publicKey), privateHex: testOnlyPrivate.dHex };
}

/**
 * The message of an RSAES-PKCS1-v1_5 ciphertext in hexadecimal digits; throws where its padding is wrong.
 *
 * @param {ReturnType<typeof testKey>} key
 * @param {Uint8Array} ciphertext
 */
export function open({ modulusHex, privateHex }, ciphertext) {
  const n = OwnBigInt(`0x${modulusHex}`);
  if (hexOf(ciphertext).length !== modulusHex.length)
    throw new Error('a ciphertext of another length than the modulus');
  let factor = OwnBigInt(`0x${hexOf(ciphertext)}`);
  let power = 1n;
  for (let exponent = OwnBigInt(`0x${privateHex}`); exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) power = (power * factor) % n;
    factor = (factor * factor) % n;
  }
  const encoded = power.toString(16).padStart(modulusHex.length, '0');
  const [, message] = /^0002(?:(?!00)..){8,}?00((?:..)*)$/.exec(encoded) ?? [];
  if (message === undefined) throw new Error('a ciphertext with wrong padding');
  return message;
}

/** The same plaintexts through WebCrypto, which is neither this library nor the package that it builds on. */
import { webcrypto } from 'node:crypto';
import { ifactory } from 'credwire';
import { decryptAesCbc, encryptAesCbc, fromJwk, rsaPublicKey, toJwk, toSpkiPem } from 'credwire/codecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyTestKey, bytesOf, bytesUpTo, wellFormedText } from '../support/arbitraries.js';
import { hexDigits } from '../support/bytes.js';

const { subtle } = webcrypto;
const aesKey = (bytes: Uint8Array) =>
  subtle.importKey('raw', new Uint8Array(bytes), 'AES-CBC', true, ['encrypt', 'decrypt']);

describe('AES-CBC', () => {
  it('is what WebCrypto makes, and opens what WebCrypto has made', async () => {
    await fc.assert(
      fc.asyncProperty(bytesOf(16), bytesOf(16), bytesUpTo(100), async (keyBytes, iv, plaintext) => {
        const key = await aesKey(keyBytes);
        const algorithm = { name: 'AES-CBC', iv: new Uint8Array(iv) };
        const theirs = new Uint8Array(await subtle.encrypt(algorithm, key, new Uint8Array(plaintext)));
        expect(hexDigits(encryptAesCbc(keyBytes, iv, plaintext))).toBe(hexDigits(theirs));
        expect(hexDigits(decryptAesCbc(keyBytes, iv, theirs))).toBe(hexDigits(plaintext));
      }),
      { numRuns: 200 },
    );
  });

  it("is what WebCrypto opens of iFactory's passwords, in either charset", async () => {
    const charset = fc.constantFrom('utf-8', 'utf-16le');
    await fc.assert(
      fc.asyncProperty(bytesOf(16), bytesOf(16), wellFormedText(), charset, async (key, iv, password, encoding) => {
        const ciphertext = Buffer.from(ifactory.encryptPassword(password, { key, iv, charset: encoding }), 'base64');
        const algorithm = { name: 'AES-CBC', iv: new Uint8Array(iv) };
        const plaintext = await subtle.decrypt(algorithm, await aesKey(key), ciphertext);
        expect(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(plaintext)).toBe(password);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an RSA public key', () => {
  it('is one to WebCrypto, by its JWK and by its SPKI, and comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyTestKey, async ({ key }) => {
        const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
        const spki = Buffer.from(toSpkiPem(key).replace(/-----[A-Z ]+-----/g, ''), 'base64');
        for (const imported of [
          await subtle.importKey('jwk', { ...toJwk(key) }, algorithm, true, ['encrypt']),
          await subtle.importKey('spki', spki, algorithm, true, ['encrypt']),
        ]) {
          const { n = '', e = '' } = await subtle.exportKey('jwk', imported);
          expect(toJwk(fromJwk({ kty: 'RSA', n, e }))).toEqual(toJwk(key));
        }
        expect(toJwk(rsaPublicKey({ modulus: key.modulus, exponent: key.exponent }))).toEqual(toJwk(key));
      }),
      { numRuns: 20 },
    );
  });
});

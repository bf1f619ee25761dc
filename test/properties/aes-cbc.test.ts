import { createCipheriv, createDecipheriv } from 'node:crypto';
import { cbc } from '@noble/ciphers/aes.js';
import { decryptAesCbc, encryptAesCbc } from 'credwire/codecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, bytesUpTo } from '../support/arbitraries.js';
import { hexDigits } from '../support/bytes.js';
import { outcomeOf } from '../support/thrown.js';

const block = bytesOf(16);

/** The plaintext by OpenSSL, or nothing where it finds wrong padding. */
function openByNode(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): string | undefined {
  const decipher = createDecipheriv('aes-128-cbc', key, iv);
  try {
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('hex');
  } catch {
    return undefined;
  }
}

describe('AES-128-CBC', () => {
  it('opens with OpenSSL', () => {
    fc.assert(
      fc.property(block, block, bytesUpTo(200), (key, iv, plaintext) => {
        expect(openByNode(key, iv, encryptAesCbc(key, iv, plaintext))).toBe(hexDigits(plaintext));
      }),
    );
  });

  it('is the same by the public mode of the cipher package and by OpenSSL, at every length', () => {
    fc.assert(
      fc.property(block, block, bytesOf(64), (key, iv, bytes) => {
        for (let length = 0; length <= 64; length++) {
          const plaintext = bytes.subarray(0, length);
          const ciphertext = hexDigits(encryptAesCbc(key, iv, plaintext));
          const cipher = createCipheriv('aes-128-cbc', key, iv);
          expect(ciphertext).toBe(hexDigits(cbc(key, iv).encrypt(plaintext)));
          expect(ciphertext).toBe(cipher.update(plaintext, undefined, 'hex') + cipher.final('hex'));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives the verdict of OpenSSL, and its plaintext, on arbitrary blocks', () => {
    const lastBytes = fc.oneof(fc.nat(20), fc.nat(255));
    fc.assert(
      fc.property(block, block, fc.array(block, { maxLength: 3 }), lastBytes, (key, iv, blocks, last) => {
        // Blocks of which the last ends in a plausible count of padding bytes, right or wrong.
        const padded = Buffer.concat(blocks.length === 0 ? [new Uint8Array(16)] : blocks);
        padded.fill(last, padded.length - Math.min(last, 4));
        const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
        const ciphertext = Buffer.concat([cipher.update(padded), cipher.final()]);
        const expected = openByNode(key, iv, ciphertext);
        if (expected === undefined) expect(outcomeOf(() => decryptAesCbc(key, iv, ciphertext))).toBe('ERR_DECRYPT');
        else expect(hexDigits(decryptAesCbc(key, iv, ciphertext))).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});

import { constants, publicEncrypt } from 'node:crypto';
import { bigintModPow, encryptPkcs1 } from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { nodeModPow } from 'credwire/node';
import { seededRandom } from 'credwire/sandbox';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawBytes } from '../../src/core/random.js';
import { anyTestKey, bigEndian, bytesUpTo } from '../support/arbitraries.js';
import { hexDigits } from '../support/bytes.js';
import { openPkcs1 } from '../support/rsa-keys.js';
import { withoutBigInt } from '../support/thrown.js';

/** By splitting the exponent in two, over and over: not the way of any engine. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (exponent === 1n) return base % modulus;
  const half = power(base, exponent / 2n, modulus);
  const rest = exponent % 2n === 0n ? 1n : base;
  return (half * half * rest) % modulus;
}

describe('bigintModPow, jsbnModPow and nodeModPow', () => {
  it('agree with each other and with the textbook on numbers of any size', () => {
    const big = (bits: bigint) => fc.bigInt({ min: 0n, max: 2n ** bits - 1n });
    const sizes = fc.constantFrom(2n, 8n, 28n, 32n, 56n, 64n, 130n, 520n);
    const numbers = sizes.chain((bits) =>
      fc.tuple(big(bits), big(bits), fc.constantFrom(1n, 4n, 17n, 64n, 300n).chain(big)),
    );
    fc.assert(
      fc.property(numbers, fc.nat(2), ([half, anyBase, anyExponent], zeros) => {
        const modulus = 2n * half + 3n;
        const [base, exponent] = [anyBase % modulus, anyExponent + 1n];
        const modulusBytes = Uint8Array.from([...new Array(zeros).fill(0), ...bigEndian(modulus)]);
        const operands = [bigEndian(base), bigEndian(exponent), modulusBytes] as const;
        const expected = power(base, exponent, modulus)
          .toString(16)
          .padStart(2 * modulusBytes.length, '0');
        expect(hexDigits(bigintModPow(...operands))).toBe(expected);
        expect(hexDigits(jsbnModPow(...operands))).toBe(expected);
        expect(hexDigits(nodeModPow(...operands))).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('agree with OpenSSL under real keys', () => {
    fc.assert(
      fc.property(anyTestKey, bytesUpTo(600), ({ bytes, modulus, exponent, publicKey }, seed) => {
        // A zero byte in front keeps the number below the modulus.
        const base = Uint8Array.from({ length: bytes }, (_, at) => (at === 0 ? 0 : (seed[at] ?? at)));
        const expected = publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, base).toString('hex');
        expect(hexDigits(bigintModPow(base, exponent, modulus))).toBe(expected);
        expect(hexDigits(jsbnModPow(base, exponent, modulus))).toBe(expected);
        expect(hexDigits(nodeModPow(base, exponent, modulus))).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });
});

describe('encryptPkcs1', () => {
  const keyAndMessage = anyTestKey.chain((key) => fc.tuple(fc.constant(key), bytesUpTo(key.bytes - 11)));

  it('opens with OpenSSL, and is the same with every engine', () => {
    fc.assert(
      fc.property(keyAndMessage, fc.string(), ([key, message], seed) => {
        const byBigInt = encryptPkcs1(key.key, message, seededRandom(seed));
        const byJsbn = withoutBigInt(() =>
          encryptPkcs1(key.key, message, { random: seededRandom(seed), modPow: jsbnModPow }),
        );
        expect(hexDigits(byJsbn)).toBe(hexDigits(byBigInt));
        const byNode = encryptPkcs1(key.key, message, { random: seededRandom(seed), modPow: nodeModPow });
        expect(hexDigits(byNode)).toBe(hexDigits(byBigInt));
        expect(byBigInt).toHaveLength(key.bytes);
        const opened = openPkcs1(key, byBigInt);
        expect(hexDigits(opened.message)).toBe(hexDigits(message));
        expect(opened.padding.indexOf(0)).toBe(-1);
        expect(opened.padding).toHaveLength(key.bytes - 3 - message.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('drawBytes', () => {
  it('takes the accepted bytes of the stream and reads no byte that it does not need', () => {
    const accepted = fc.uint8Array({ minLength: 1, maxLength: 64 });
    fc.assert(
      fc.property(fc.string(), accepted, fc.nat(40), (seed, list, count) => {
        // Half of the values pass at least, so that 64 calls are enough.
        const accepts = (byte: number) => byte % 2 === 0 || list.includes(byte);
        const stream = seededRandom(seed);
        const read: number[] = [];
        const drawn = drawBytes(
          (length) => {
            const part = stream(length);
            read.push(...part);
            return part;
          },
          count,
          accepts,
        );
        expect([...drawn]).toEqual(read.filter(accepts));
        expect(drawn).toHaveLength(count);
      }),
    );
  });
});

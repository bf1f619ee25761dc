import { createHash } from 'node:crypto';
import * as codecs from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { nodeModPow } from 'credwire/node';
import { seededRandom } from 'credwire/sandbox';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareTextEncryption } from '../../src/codecs/aes-cbc-text.js';
import { anyModulus, anyTestKey, bytesOf, bytesUpTo } from '../support/arbitraries.js';
import { hexDigits } from '../support/bytes.js';
import { KEY_1024 } from '../support/rsa-keys.js';

interface Subject {
  readonly name: string;
  /** Byte arguments that the function accepts. */
  readonly args: fc.Arbitrary<readonly Uint8Array[]>;
  readonly call: (...args: readonly Uint8Array[]) => string | Uint8Array;
}

const NONE = new Uint8Array(0);
const block = bytesOf(16);
const ciphertext = bytesUpTo(40).map((plaintext) =>
  codecs.encryptAesCbc(new Uint8Array(16), new Uint8Array(16), plaintext),
);
const operands = fc.tuple(bytesOf(20), bytesOf(4), bytesOf(24)).map(([base, exponent, modulus]) => {
  exponent[0] = modulus[0] = modulus[23] = 1; // an exponent that is not zero, an odd modulus above every base
  return [base, exponent, modulus];
});

const SUBJECTS: readonly Subject[] = [
  { name: 'encodeBase64', args: fc.tuple(bytesUpTo(50)), call: (bytes = NONE) => codecs.encodeBase64(bytes) },
  {
    name: 'encryptAesCbc',
    args: fc.tuple(block, block, bytesUpTo(50)),
    call: (key = NONE, iv = NONE, plaintext = NONE) => codecs.encryptAesCbc(key, iv, plaintext),
  },
  {
    name: 'prepareTextEncryption',
    args: fc.tuple(block, block),
    call: (key = NONE, iv = NONE) => prepareTextEncryption(key, iv, 'utf-8').encrypt('text', 'p😀ssword'),
  },
  {
    name: 'decryptAesCbc',
    args: ciphertext.map((bytes) => [new Uint8Array(16), new Uint8Array(16), bytes]),
    call: (key = NONE, iv = NONE, bytes = NONE) => codecs.decryptAesCbc(key, iv, bytes),
  },
  {
    name: 'rsaPublicKey',
    args: anyModulus.map((modulus) => [modulus, Uint8Array.of(1, 0, 1)]),
    call: (modulus = NONE, exponent = NONE) => codecs.toSpkiPem(codecs.rsaPublicKey({ modulus, exponent })),
  },
  {
    name: 'encryptPkcs1',
    args: fc.tuple(bytesUpTo(117)),
    call: (message = NONE) => codecs.encryptPkcs1(KEY_1024.key, message, seededRandom('padding')),
  },
  {
    name: 'bigintModPow',
    args: operands,
    call: (base = NONE, exponent = NONE, modulus = NONE) => codecs.bigintModPow(base, exponent, modulus),
  },
  {
    name: 'jsbnModPow',
    args: operands,
    call: (base = NONE, exponent = NONE, modulus = NONE) => jsbnModPow(base, exponent, modulus),
  },
  {
    name: 'nodeModPow',
    args: operands,
    call: (base = NONE, exponent = NONE, modulus = NONE) => nodeModPow(base, exponent, modulus),
  },
  {
    name: 'seededRandom',
    args: fc.tuple(bytesUpTo(200)),
    call: (seed = NONE) => seededRandom(seed)(100),
  },
];

const shown = (result: string | Uint8Array) => (typeof result === 'string' ? result : hexDigits(result));

describe.each(SUBJECTS)('$name', ({ args, call }) => {
  it('gives the same result for the same arguments, and leaves them as they were', () => {
    fc.assert(
      fc.property(args, (given) => {
        const before = given.map(hexDigits);
        const [first, second] = [shown(call(...given)), shown(call(...given))];
        expect(second).toBe(first);
        expect(given.map(hexDigits)).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same result for views on larger buffers, and one that shares no memory with them', () => {
    fc.assert(
      fc.property(args, (given) => {
        const views = given.map((bytes) => Uint8Array.of(9, ...bytes, 9).subarray(1, bytes.length + 1));
        const result = call(...views);
        const expected = shown(call(...given));
        for (const view of views) view.fill(0xaa);
        expect(shown(result)).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('seededRandom', () => {
  it('is the stream that OpenSSL makes, however it is cut', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), bytesUpTo(300)),
        fc.array(fc.nat(300), { maxLength: 8 }),
        (seed, lengths) => {
          const random = seededRandom(seed);
          const pieces = lengths.map((length) => hexDigits(random(length)));
          const outputLength = lengths.reduce((sum, length) => sum + length, 0);
          fc.pre(outputLength > 0); // OpenSSL 3 makes no empty output
          expect(pieces.join('')).toBe(createHash('shake256', { outputLength }).update(seed).digest('hex'));
        },
      ),
    );
  });
});

describe('a key', () => {
  it('gives copies of its numbers: changing them changes neither the key nor what it encrypts', () => {
    fc.assert(
      fc.property(anyTestKey, fc.nat(255), ({ key, modulus }, filling) => {
        const encrypt = () => hexDigits(codecs.encryptPkcs1(key, Uint8Array.of(1), seededRandom('padding')));
        const before = [encrypt(), codecs.thumbprint(key)];
        key.modulus.fill(filling);
        key.exponent.fill(filling);
        expect([encrypt(), codecs.thumbprint(key)]).toEqual(before);
        expect(hexDigits(key.modulus)).toBe(hexDigits(modulus));
      }),
      { numRuns: 20 },
    );
  });
});

/** What refusals of ciphers, encodings and numbers say: the argument, what was expected, what was found. */
import { bigintModPow, decodeBase64, decryptAesCbc, encodeText, encryptAesCbc, formUrlEncode } from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawBytes, systemRandom } from '../../src/core/random.js';
import { callUntyped, thrownBy } from '../support/thrown.js';

const [block, bytes24] = [new Uint8Array(16), new Uint8Array(24)];

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the message', () => {
  it.each<readonly [string, () => unknown]>([
    ['decodeBase64: "text": expected Base64 with a length that is a multiple of 4, got 3', () => decodeBase64('AAA')],
    [
      'decodeBase64: "text": expected Base64 with a digit of the standard alphabet at position 1 of 4',
      () => decodeBase64('A-AA'),
    ],
    [
      'decodeBase64: "text": expected Base64 with a digit of the standard alphabet at position 6 of 8',
      () => decodeBase64('AAAAAA=A'),
    ],
    ['decodeBase64: "text": expected Base64 with no bits set behind the last byte', () => decodeBase64('AAB=')],
    [
      'encodeText: "text": expected characters of latin1, got another one at position 1 of 2',
      () => encodeText('a\u0100', 'latin1'),
    ],
    [
      'encodeText: "text": expected characters of ascii, got another one at position 0 of 1',
      () => encodeText('\u0080', 'ascii'),
    ],
    [
      'formUrlEncode: pair 1: expected a name and a value, got an object of another kind',
      () => callUntyped(formUrlEncode, [['a', 'b'], ['c']]),
    ],
    ['formUrlEncode: pair 0: expected a string, got number', () => callUntyped(formUrlEncode, [['a', 1]])],
    ['encryptAesCbc: "key": expected a Uint8Array, got null', () => callUntyped(encryptAesCbc, null, block, block)],
    ['encryptAesCbc: "key": expected 16 bytes, got 24', () => encryptAesCbc(bytes24, block, block)],
    ['encryptAesCbc: "iv": expected a Uint8Array, got null', () => callUntyped(encryptAesCbc, block, null, block)],
    ['encryptAesCbc: "iv": expected 16 bytes, got 24', () => encryptAesCbc(block, bytes24, block)],
    [
      'encryptAesCbc: "plaintext": expected a Uint8Array, got null',
      () => callUntyped(encryptAesCbc, block, block, null),
    ],
    ['decryptAesCbc: "key": expected 16 bytes, got 24', () => decryptAesCbc(bytes24, block, block)],
    ['decryptAesCbc: "iv": expected 16 bytes, got 24', () => decryptAesCbc(block, bytes24, block)],
    [
      'decryptAesCbc: "ciphertext": expected a Uint8Array, got null',
      () => callUntyped(decryptAesCbc, block, block, null),
    ],
    [
      'decryptAesCbc: these 24 bytes are not a ciphertext with PKCS#7 padding under this key and iv',
      () => decryptAesCbc(block, block, bytes24),
    ],
    [
      'random: expected the source to return a Uint8Array of length 3, got a Uint8Array of length 2',
      () =>
        drawBytes(
          () => new Uint8Array(2),
          3,
          () => true,
        ),
    ],
    [
      'random: no usable bytes in 64 calls; 2 missing',
      () =>
        drawBytes(
          (length) => new Uint8Array(length),
          2,
          () => false,
        ),
    ],
  ])('reads %s', (message, call) => {
    expect(thrownBy(call).message).toBe(message);
  });

  it.each<readonly [string, object | undefined]>([
    ['systemRandom: this platform has no crypto.getRandomValues; pass "random"', undefined],
    ['systemRandom: this platform has no crypto.getRandomValues; pass "random"', {}],
    [
      'systemRandom: crypto.getRandomValues threw',
      {
        getRandomValues: () => {
          throw new Error('sentinel');
        },
      },
    ],
  ])('reads %s (%#)', (message, crypto) => {
    vi.stubGlobal('crypto', crypto);
    expect(thrownBy(() => systemRandom(1)).message).toBe(message);
  });
});

describe.each([
  ['bigintModPow', bigintModPow],
  ['jsbnModPow', jsbnModPow],
])('the message of %s', (name, modPow) => {
  const [two, three, four] = [2, 3, 4].map((number) => Uint8Array.of(number));
  const long = new Uint8Array(2049);

  it.each([
    ['"base": expected a Uint8Array, got null', null, three, three],
    ['"exponent": expected a Uint8Array, got null', two, null, three],
    ['"modulus": expected a Uint8Array, got null', two, three, null],
  ])(`reads ${name}: %s`, (words, base, exponent, modulus) => {
    expect(thrownBy(() => callUntyped(modPow, base, exponent, modulus)).message).toBe(`${name}: ${words}`);
  });

  it.each([
    ['expected "base" of at most 2048 bytes', long, three, three],
    ['expected "exponent" of at most 2048 bytes', two, long, three],
    ['expected "modulus" of at most 2048 bytes', two, three, long],
    ['expected an odd modulus of at least 3', two, three, four],
    ['expected an odd modulus of at least 3', Uint8Array.of(0), three, Uint8Array.of(0, 1)],
    ['expected an odd modulus of at least 3', two, three, Uint8Array.of()],
    ['expected an exponent of at least 1', two, Uint8Array.of(0, 0), three],
    ['expected a base below the modulus', three, two, three],
  ])(`reads ${name}: %s (%#)`, (words, base, exponent, modulus) => {
    expect(thrownBy(() => callUntyped(modPow, base, exponent, modulus)).message).toBe(`${name}: ${words}`);
  });

  it('is none for a modulus of one byte with zeros in front, or a 1 in front', () => {
    const result = (modulus: Uint8Array) => callUntyped(modPow, two, three, modulus);
    expect(result(Uint8Array.of(0, 3))).toEqual(Uint8Array.of(0, 2));
    expect(result(Uint8Array.of(1, 1))).toEqual(Uint8Array.of(0, 8));
  });
});

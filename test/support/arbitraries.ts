/** What the property tests draw from. */
import fc from 'fast-check';
import { TEST_KEYS, type TestKey } from './rsa-keys.js';

/** Text of any characters, without lone surrogates. */
export const wellFormedText = (maxLength = 40): fc.Arbitrary<string> => fc.string({ unit: 'binary', maxLength });

/** Any string of UTF-16 units, lone surrogates and all; surrogates come often. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));

/** Bytes of any length up to a limit. */
export const bytesUpTo = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength });

/** Exactly that many bytes. */
export const bytesOf = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length });

/** A key with its private half. */
export const anyTestKey: fc.Arbitrary<TestKey> = fc.constantFrom(...TEST_KEYS);

/** An odd number of 1024 to 2400 bits, as a modulus: no private key is needed to write and read public ones. */
export const anyModulus: fc.Arbitrary<Uint8Array> = fc
  .tuple(fc.uint8Array({ minLength: 128, maxLength: 299 }), fc.integer({ min: 0x80, max: 0xff }))
  .map(([rest, first]) => {
    const modulus = Uint8Array.of(first, ...rest);
    modulus[modulus.length - 1] = (modulus.at(-1) ?? 0) | 1;
    return modulus;
  });

/** An odd number from 3 to 2^64 − 1 without leading zero bytes, as an exponent. */
export const anyExponent: fc.Arbitrary<Uint8Array> = fc
  .bigInt({ min: 1n, max: 2n ** 63n - 1n })
  .map((half) => bigEndian(2n * half + 1n));

/** Big-endian bytes of a number, without leading zeros: zero has length 0. */
export function bigEndian(number: bigint): Uint8Array {
  const digits = number === 0n ? '' : number.toString(16);
  return new Uint8Array(Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex'));
}

/** One change to a string: characters put in, taken out, replaced or repeated, at a place of their own. */
export function mutationOf(valid: string, inserted: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const place = fc.nat(valid.length);
  return fc.tuple(place, fc.nat(3), inserted, fc.boolean()).map(([at, removed, put, repeats]) => {
    const cut = valid.slice(at, at + removed);
    return valid.slice(0, at) + (repeats ? cut + cut : put) + valid.slice(at + removed);
  });
}

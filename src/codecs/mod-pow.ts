/**
 * Modular exponentiation, the one big-integer operation of RSA, by two engines of the same signature: the platform's
 * BigInt, several times as fast, and jsbn, which works where there is none. Tests hold them against each other.
 */
import { BigInteger } from 'jsbn';
import { type Bytes, bytes } from '../check.js';
import { InputError } from '../errors.js';
import { fromHex, toHex } from './hex.js';

/** The largest key has 16384 bits; the time grows with the third power of the length. */
const MOST_BYTES = 2048;

/** base^exponent mod modulus over big-endian bytes; the result is exactly as long as `modulus`. */
export type ModPow = (base: Uint8Array, exponent: Uint8Array, modulus: Uint8Array) => Uint8Array<ArrayBuffer>;

/**
 * Modular exponentiation by the platform's BigInt. Its time depends on the numbers: use it for public keys and tests,
 * never where an attacker can measure a secret exponent.
 *
 * @param base - Big-endian bytes, at most 2,048 of them: a number below the modulus.
 * @param exponent - Big-endian bytes, at most 2,048 of them: a number of at least 1.
 * @param modulus - Big-endian bytes, at most 2,048 of them: an odd number of at least 3.
 * @returns Big-endian bytes, filled up with zeros in front to the length of `modulus`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where one is no Uint8Array; `ERR_ARGUMENT_VALUE` for a number outside
 * those limits.
 * @see RFC 8017, section 5.1.1 (RSAEP).
 *
 * @example
 * ```ts
 * import { bigintModPow } from 'credwire/codecs';
 *
 * [...bigintModPow(Uint8Array.of(4), Uint8Array.of(13), Uint8Array.of(1, 0xf1))]; // => [1, 189]
 * ```
 */
export const bigintModPow: ModPow = (base, exponent, modulus) => {
  const checked = operands('bigintModPow', base, exponent, modulus);
  // No bigint literals: an engine without BigInt could not even parse this module.
  const one = BigInt(1);
  const n = BigInt(`0x0${toHex(checked.modulus)}`);
  let square = BigInt(`0x0${toHex(checked.base)}`);
  let result = one;
  for (let rest = BigInt(`0x0${toHex(checked.exponent)}`); rest > 0; rest >>= one) {
    if ((rest & one) === one) result = (result * square) % n;
    square = (square * square) % n;
  }
  return fromHex(result.toString(16), checked.modulus.length);
};

/**
 * Modular exponentiation by jsbn; the same contract as {@link bigintModPow}.
 *
 * @param base - Big-endian bytes, at most 2,048 of them: a number below the modulus.
 * @param exponent - Big-endian bytes, at most 2,048 of them: a number of at least 1.
 * @param modulus - Big-endian bytes, at most 2,048 of them: an odd number of at least 3.
 * @returns Big-endian bytes, filled up with zeros in front to the length of `modulus`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where one is no Uint8Array; `ERR_ARGUMENT_VALUE` for a number outside
 * those limits.
 * @see RFC 8017, section 5.1.1 (RSAEP).
 *
 * @example
 * ```ts
 * import { jsbnModPow } from 'credwire/codecs';
 *
 * [...jsbnModPow(Uint8Array.of(4), Uint8Array.of(13), Uint8Array.of(1, 0xf1))]; // => [1, 189]
 * ```
 */
export const jsbnModPow: ModPow = (base, exponent, modulus) => {
  const checked = operands('jsbnModPow', base, exponent, modulus);
  // From hex, never from bytes (those are signed), and modPow, never modPowInt (it fails silently past 32 bits).
  const number = (bytes: Bytes) => new BigInteger(toHex(bytes), 16);
  const result = number(checked.base).modPow(number(checked.exponent), number(checked.modulus));
  return fromHex(result.toString(16), checked.modulus.length);
};

/** The engine of this platform, looked up at each call: BigInt where there is one. @internal */
export const platformModPow: ModPow = (base, exponent, modulus) =>
  (typeof BigInt === 'function' ? bigintModPow : jsbnModPow)(base, exponent, modulus);

function operands(owner: string, base: Uint8Array, exponent: Uint8Array, modulus: Uint8Array) {
  const number = (name: string, value: Uint8Array): Bytes => {
    const checked = bytes(`${owner}: "${name}"`, value);
    if (checked.length <= MOST_BYTES) return checked;
    throw outside(owner, `"${name}" of at most ${MOST_BYTES} bytes, got ${checked.length}`);
  };
  const checked = {
    base: number('base', base),
    exponent: number('exponent', exponent),
    modulus: number('modulus', modulus),
  };
  const n = toHex(checked.modulus).replace(/^0+/, '');
  if (!/[13579bdf]$/.test(n) || n === '1') throw outside(owner, 'an odd modulus of at least 3');
  if (checked.exponent.every((byte) => byte === 0)) throw outside(owner, 'an exponent of at least 1');
  const b = toHex(checked.base).replace(/^0+/, '');
  // Hex digits of equal count compare like the numbers.
  if (b.length > n.length || (b.length === n.length && b >= n)) throw outside(owner, 'a base below the modulus');
  return checked;
}

function outside(owner: string, expected: string): InputError {
  return new InputError('ERR_ARGUMENT_VALUE', `${owner}: expected ${expected}`);
}

/**
 * Modular exponentiation, the one big-integer operation of RSA, by two engines of the same signature: the platform's
 * BigInt, several times as fast, and jsbn, which works where there is none. Tests hold them against each other.
 *
 * An engine that never had BigInt cannot load `@noble/hashes`, which key thumbprints need, and so not this package's RSA
 * part; jsbn serves realms that take BigInt away later, and the sandbox.
 */
import { BigInteger } from 'jsbn';
import { bytes } from '../check.js';
import { InputError } from '../errors.js';
import { fromHex, toHex } from './hex.js';

/** The largest key has 16384 bits; the time grows with the third power of the length. */
const MOST_BYTES = 2048;

/** base^exponent mod modulus over big-endian bytes; the result is exactly as long as `modulus`. */
export type ModPow = (base: Uint8Array, exponent: Uint8Array, modulus: Uint8Array) => Uint8Array<ArrayBuffer>;

/**
 * Modular exponentiation by the platform's BigInt, looked up at each call; where there is none, by jsbn. Its time depends
 * on the numbers: use it for public keys and tests, never where an attacker can measure a secret exponent.
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
  if (typeof BigInt !== 'function') return jsbnModPow(base, exponent, modulus);
  const { b, e, n, length } = operands('bigintModPow', base, exponent, modulus);
  // No bigint literals, which an engine without BigInt cannot parse.
  const factor = BigInt(`0x${b}`);
  const modulo = BigInt(`0x${n}`);
  let power = BigInt(1);
  // From the exponent's highest bit down, so that the usual 65537 takes 17 squarings and 2 products.
  for (const bit of BigInt(`0x${e}`).toString(2)) {
    power = (power * power) % modulo;
    if (bit === '1') power = (power * factor) % modulo;
  }
  return fromHex(power.toString(16), length);
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
  const { b, e, n, length } = operands('jsbnModPow', base, exponent, modulus);
  // From hex, never from bytes (those are signed), and modPow, never modPowInt (it fails silently past 32 bits).
  const power = new BigInteger(b, 16).modPow(new BigInteger(e, 16), new BigInteger(n, 16));
  return fromHex(power.toString(16), length);
};

// The three numbers in hex, without zeros in front, and the length of the modulus in bytes.
function operands(owner: string, base: Uint8Array, exponent: Uint8Array, modulus: Uint8Array) {
  const number = (name: string, value: Uint8Array): { readonly length: number; readonly digits: string } => {
    const checked = bytes(`${owner}: "${name}"`, value);
    if (checked.length > MOST_BYTES) throw outside(owner, `"${name}" of at most ${MOST_BYTES} bytes`);
    const digits = toHex(checked).replace(/^0+/, '') || '0';
    checked.fill(0);
    return { length: checked.length, digits };
  };
  const b = number('base', base).digits;
  const e = number('exponent', exponent).digits;
  const { digits: n, length } = number('modulus', modulus);
  if (!/[13579bdf]$/.test(n) || n === '1') throw outside(owner, 'an odd modulus of at least 3');
  if (e === '0') throw outside(owner, 'an exponent of at least 1');
  // Digits of equal count compare like the numbers.
  if (b.length > n.length || (b.length === n.length && b >= n)) throw outside(owner, 'a base below the modulus');
  return { b, e, n, length };
}

function outside(owner: string, expected: string): InputError {
  return new InputError('ERR_ARGUMENT_VALUE', `${owner}: expected ${expected}`);
}

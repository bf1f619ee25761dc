/**
 * Modular exponentiation, the only big-integer operation in RSA, with the platform's BigInt. `modPow` takes any other
 * engine with the same signature: jsbn (`credwire/jsbn`) if there's no BigInt, OpenSSL (`credwire/node`) if there is
 * one. Tests compare the engines with each other.
 */
import { type Bytes, bytes } from '../core/check.js';
import { CryptoError, InputError } from '../core/errors.js';

/** The largest key has 16384 bits; the time grows with the cube of the length. */
const MOST_BYTES = 2048;

/** base^exponent mod modulus for big-endian bytes; the result is exactly as long as `modulus`. */
export type ModPow = (base: Uint8Array, exponent: Uint8Array, modulus: Uint8Array) => Uint8Array<ArrayBuffer>;

/** base^e mod n for one pair of e and n, with one of the engines. The base is known to be below n. @internal */
export type Power = (owner: string, base: Bytes) => Bytes;

/** What an engine does once for each pair of e and n. The numbers are known to be within the limits. @internal */
export type PowerOf = (owner: string, exponent: Bytes, modulus: Bytes) => Power;

/** How the library's own engines compute, so that a key's numbers are converted only once. */
const own = /* @__PURE__ */ new WeakMap<ModPow, PowerOf>();

/**
 * Modular exponentiation with the platform's BigInt, looked up on each call. Its time depends on the numbers: use it
 * for public keys and tests, never if an attacker can measure a secret exponent.
 *
 * @param base - Big-endian bytes, at most 2,048 of them: a number below the modulus.
 * @param exponent - Big-endian bytes, at most 2,048 of them: a number of at least 1.
 * @param modulus - Big-endian bytes, at most 2,048 of them: an odd number of at least 3.
 * @returns Big-endian bytes, padded with leading zeros to the length of `modulus`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if an argument isn't a Uint8Array; `ERR_ARGUMENT_VALUE` for a number
 * outside these limits.
 * @throws {@link CryptoError} `ERR_NO_BIGINT` if the platform has no BigInt.
 * @see RFC 8017, section 5.1.1 (RSAEP).
 *
 * @example
 * ```ts
 * import { bigintModPow } from 'credwire/codecs';
 *
 * [...bigintModPow(Uint8Array.of(4), Uint8Array.of(13), Uint8Array.of(1, 0xf1))]; // => [1, 189]
 * ```
 */
export const bigintModPow: ModPow = /* @__PURE__ */ engine('bigintModPow', bigintPower, requireBigInt);

// Looked up on each call, because a program can remove it after loading.
function requireBigInt(owner: string): void {
  if (typeof BigInt === 'function') return;
  throw new CryptoError(
    'ERR_NO_BIGINT',
    `${owner}: this platform has no BigInt; pass "modPow": jsbnModPow from credwire/jsbn`,
  );
}

/** Makes one of the library's own engines; `checkPlatform` throws if it can't work here. @internal */
export function engine(owner: string, powerOf: PowerOf, checkPlatform?: (owner: string) => void): ModPow {
  const modPow: ModPow = (base, exponent, modulus) => {
    checkPlatform?.(owner);
    return modPowBy(owner, powerOf, base, exponent, modulus);
  };
  own.set(modPow, powerOf);
  return modPow;
}

/** How an engine computes, if it's one of the library's own. @internal */
export function ownPowerOf(modPow: ModPow): PowerOf | undefined {
  return own.get(modPow);
}

/** The power with BigInt. @internal */
export function bigintPower(owner: string, exponent: Bytes, modulus: Bytes): Power {
  requireBigInt(owner);
  const { length } = modulus;
  const n = toBigInt(modulus);
  // From the exponent's highest bit down, so the usual 65537 takes 16 squarings and 1 product.
  const bits = [...toBigInt(exponent).toString(2)].slice(1).map((bit) => bit === '1');
  return (caller, base) => {
    requireBigInt(caller);
    const factor = toBigInt(base);
    let power = factor;
    for (const isSet of bits) {
      power = (power * power) % n;
      if (isSet) power = (power * factor) % n;
    }
    return fromBigInt(power, length);
  };
}

// In 64-bit words, which takes a third of the time of hexadecimal. No bigint literals, because an engine without BigInt
// can't parse them.
function toBigInt(bytes: Bytes): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const wordBits = BigInt(64);
  const odd = bytes.length % 8;
  let number = BigInt(0);
  for (let at = 0; at < odd; at++) number = (number << BigInt(8)) | BigInt(view.getUint8(at));
  for (let at = odd; at < bytes.length; at += 8) number = (number << wordBits) | view.getBigUint64(at);
  return number;
}

function fromBigInt(number: bigint, length: number): Bytes {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  const wordBits = BigInt(64);
  let rest = number;
  let at = length;
  for (; at >= 8; at -= 8) {
    view.setBigUint64(at - 8, rest); // takes the lowest 64 bits
    rest >>= wordBits;
  }
  for (; at > 0; at--) {
    bytes[at - 1] = Number(BigInt.asUintN(8, rest));
    rest >>= BigInt(8);
  }
  return bytes;
}

/**
 * Copies the three numbers and checks the copies, because shared memory could change after a check and make an engine
 * hang. Wipes the copy of the base, which can be a padded message.
 */
function modPowBy(owner: string, powerOf: PowerOf, base: Uint8Array, exponent: Uint8Array, modulus: Uint8Array): Bytes {
  const b = bytes(`${owner}: "base"`, base);
  try {
    const e = bytes(`${owner}: "exponent"`, exponent);
    const n = bytes(`${owner}: "modulus"`, modulus);
    checkOperands(owner, b, e, n);
    return powerOf(owner, e, n)(owner, b);
  } finally {
    b.fill(0);
  }
}

function checkOperands(owner: string, base: Bytes, exponent: Bytes, modulus: Bytes): void {
  for (const [name, number] of Object.entries({ base, exponent, modulus })) {
    if (number.length > MOST_BYTES) throw outside(owner, `"${name}" of at most ${MOST_BYTES} bytes`);
  }
  const last = modulus[modulus.length - 1] ?? 0; // not .at(), which Hermes 0.12 lacks
  if ((last & 1) === 0 || (last === 1 && isZero(modulus.subarray(0, -1)))) {
    throw outside(owner, 'an odd modulus of at least 3');
  }
  if (isZero(exponent)) throw outside(owner, 'an exponent of at least 1');
  if (!isBelow(base, modulus)) throw outside(owner, 'a base below the modulus');
}

/** Whether every byte is zero. @internal */
export function isZero(number: Uint8Array): boolean {
  return number.every((byte) => byte === 0);
}

/** Whether a big-endian number is less than another, ignoring leading zeros. @internal */
export function isBelow(number: Uint8Array, limit: Uint8Array): boolean {
  for (let fromEnd = Math.max(number.length, limit.length); fromEnd > 0; fromEnd--) {
    const difference = (number[number.length - fromEnd] ?? 0) - (limit[limit.length - fromEnd] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function outside(owner: string, expected: string): InputError {
  return new InputError('ERR_ARGUMENT_VALUE', `${owner}: expected ${expected}`);
}

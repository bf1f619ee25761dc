/**
 * Modular exponentiation with jsbn, for engines and realms without BigInt: pass it as the option `modPow`.
 *
 * @module jsbn
 */
import { BigInteger } from 'jsbn';
import type { Bytes } from '../core/check.js';
import { fromHex, toHex } from './hex.js';
import { engine, type ModPow, type Power } from './mod-pow.js';

export type { ModPow } from './mod-pow.js';

/**
 * Modular exponentiation with jsbn; the same contract as `bigintModPow` in `credwire/codecs`.
 *
 * @param base - Big-endian bytes, at most 2,048 of them: a number below the modulus.
 * @param exponent - Big-endian bytes, at most 2,048 of them: a number of at least 1.
 * @param modulus - Big-endian bytes, at most 2,048 of them: an odd number of at least 3.
 * @returns Big-endian bytes, padded with leading zeros to the length of `modulus`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if an argument isn't a Uint8Array; `ERR_ARGUMENT_VALUE` for a number
 * outside these limits.
 * @see RFC 8017, section 5.1.1 (RSAEP).
 *
 * @example
 * ```ts
 * import { jsbnModPow } from 'credwire/jsbn';
 *
 * [...jsbnModPow(Uint8Array.of(4), Uint8Array.of(13), Uint8Array.of(1, 0xf1))]; // => [1, 189]
 * ```
 */
export const jsbnModPow: ModPow = /* @__PURE__ */ engine('jsbnModPow', jsbnPower);

function jsbnPower(_owner: string, exponent: Bytes, modulus: Bytes): Power {
  // From hex, never from bytes (jsbn's are signed), and with modPow, never modPowInt (it fails silently past 32 bits).
  const e = new BigInteger(toHex(exponent), 16);
  const n = new BigInteger(toHex(modulus), 16);
  return (_caller, base) => fromHex(new BigInteger(toHex(base), 16).modPow(e, n).toString(16), modulus.length);
}

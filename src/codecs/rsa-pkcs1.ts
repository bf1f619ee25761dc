/** RSAES-PKCS1-v1_5, only encryption. Legacy cryptography that the vendor requires; new designs use OAEP. */
import { type Bytes, bytes, bytesInPlace, callback, describe, optional, readOptions } from '../core/check.js';
import { CredwireError, InputError } from '../core/errors.js';
import { forget } from '../core/forget.js';
import { drawInto, type RandomBytes, systemRandom } from '../core/random.js';
import { bigintModPow, isBelow, isZero, type ModPow, ownPowerOf, type Power, type PowerOf } from './mod-pow.js';
import { type RsaPublicKey, rsaKey } from './rsa-key.js';

/** The bytes of the padding: 00 02, at least 8 random ones, 00. */
const OVERHEAD = 11;

/** Where the padding comes from, and what does the arithmetic. */
export interface EncryptPkcs1Options {
  /** Source of the padding, which is its first non-zero bytes. Default: the platform's. */
  readonly random?: RandomBytes | undefined;
  /**
   * Engine of the modular exponentiation, such as `nodeModPow` from `credwire/node` or `jsbnModPow` from
   * `credwire/jsbn`. Default: the platform's BigInt.
   */
  readonly modPow?: ModPow | undefined;
}

/** The checks of {@link EncryptPkcs1Options}, for functions that pass them on. @internal */
export const ENCRYPT_PKCS1_OPTIONS = {
  random: optional(callback<RandomBytes>, systemRandom),
  modPow: optional(callback<ModPow>),
};

/**
 * Encrypts with RSAES-PKCS1-v1_5.
 *
 * @param key - An RSA public key.
 * @param message - At most the bytes of the modulus, minus 11: 117 at 1024 bits, 245 at 2048; can be empty.
 * @param options - The random source and the engine, or just the random source.
 * @returns The ciphertext, always exactly as long as the modulus.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if an argument has the wrong type; `ERR_UNKNOWN_OPTION`;
 * `ERR_MESSAGE_TOO_LONG` with the limit; `ERR_ARGUMENT_VALUE` if `modPow` throws, or doesn't return the power as bytes
 * of the modulus's length.
 * @throws {@link CryptoError} `ERR_NO_RANDOM` if the platform has no random source; `ERR_RANDOM` for a faulty one;
 * `ERR_NO_BIGINT` if the platform has no BigInt and `modPow` isn't passed.
 * @see RFC 8017, section 7.2.1.
 *
 * @example
 * ```ts
 * import { encodeText, encryptPkcs1, rsaPublicKey } from 'credwire/codecs';
 * import { seededRandom } from 'credwire/sandbox';
 *
 * const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(1, 0, 1) });
 * encryptPkcs1(key, encodeText('secret'), { random: seededRandom('only in tests') }).length; // => 128
 * ```
 */
export function encryptPkcs1(
  key: RsaPublicKey,
  message: Uint8Array,
  options: EncryptPkcs1Options | RandomBytes = {},
): Uint8Array<ArrayBuffer> {
  const checkedKey = rsaKey('encryptPkcs1: "key"', key);
  const { random, modPow } =
    typeof options === 'function'
      ? { random: options, modPow: undefined }
      : readOptions('encryptPkcs1', options, ENCRYPT_PKCS1_OPTIONS);
  return encryptPkcs1Of('encryptPkcs1', checkedKey, bytesInPlace('encryptPkcs1: "message"', message), random, modPow);
}

/** The same, for checked arguments. @internal */
export function encryptPkcs1Of(
  owner: string,
  key: RsaPublicKey,
  plaintext: Uint8Array,
  random: RandomBytes,
  modPow: ModPow | undefined,
): Bytes {
  const length = Math.ceil(key.bits / 8);
  const limit = length - OVERHEAD;
  if (plaintext.length > limit) {
    throw new InputError(
      'ERR_MESSAGE_TOO_LONG',
      `${owner}: expected at most ${limit} bytes for a key of ${length} bytes, got ${plaintext.length}`,
    );
  }
  // EM = 00 02 PS 00 M. The message is written before the source runs, because the source's code could change it.
  const encoded = new Uint8Array(length);
  encoded.set(plaintext, length - plaintext.length);
  try {
    encoded[1] = 2;
    drawInto(encoded.subarray(2, length - 1 - plaintext.length), random, isFilled, `${owner}: "random"`);
    // The encoded message is below the modulus, whose first byte isn't zero.
    return power(owner, key, encoded, modPow);
  } finally {
    encoded.fill(0);
  }
}

const isFilled = (byte: number) => byte !== 0;

/** Each key's numbers, as each of the library's engines needs them. */
const powers = /* @__PURE__ */ new WeakMap<PowerOf, WeakMap<RsaPublicKey, Power>>();

function power(owner: string, key: RsaPublicKey, encoded: Bytes, modPow: ModPow = bigintModPow): Bytes {
  const powerOf = ownPowerOf(modPow);
  if (powerOf === undefined) return powerBy(`${owner}: "modPow"`, modPow, key, encoded);
  let known = powers.get(powerOf);
  if (known === undefined) {
    known = new WeakMap();
    powers.set(powerOf, known);
  }
  let ready = known.get(key);
  if (ready === undefined) {
    ready = powerOf(owner, key.exponent, key.modulus);
    known.set(key, ready);
  }
  return ready(owner, encoded);
}

// An engine that the caller passed. It gets copies, and its result is copied and checked, so that neither the padded
// message nor zeros are sent as the ciphertext.
function powerBy(label: string, modPow: ModPow, key: RsaPublicKey, encoded: Bytes): Bytes {
  const { modulus } = key;
  const base = encoded.slice();
  let returned: unknown;
  let found = 'an error'; // without its message, which could repeat the base
  let power: Bytes | undefined;
  try {
    returned = modPow(base, key.exponent, key.modulus);
    found = describe(returned);
    power = bytes(label, returned);
  } catch (error) {
    if (CredwireError.isOurs(error) && error.code === 'ERR_NO_BIGINT') throw error; // its message says what to do
  } finally {
    base.fill(0);
  }
  if (
    power?.length === modulus.length &&
    isBelow(power, modulus) &&
    !isZero(power) &&
    power.some((byte, at) => byte !== encoded[at])
  ) {
    return power;
  }
  power?.fill(0); // it could be the padded message
  forget(returned);
  throw new InputError(
    'ERR_ARGUMENT_VALUE',
    `${label}: expected it to return the power as a Uint8Array of length ${modulus.length}, got ${found}`,
  );
}

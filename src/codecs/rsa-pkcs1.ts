/** RSAES-PKCS1-v1_5, encryption only. Legacy cryptography that the vendor requires; new designs use OAEP. */
import { type Bytes, bytesInPlace, callback, guarded, isBytes, optional, readOptions } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { drawBytes, type RandomBytes, systemRandom } from '../core/random.js';
import { bigintPower, type ModPow, type Power } from './mod-pow.js';
import { type RsaPublicKey, rsaKey } from './rsa-key.js';

/** Bytes that the padding takes: 00 02, at least 8 random ones, 00. */
const OVERHEAD = 11;

/** Where the padding comes from, and what does the arithmetic. */
export interface EncryptPkcs1Options {
  /** Source of the padding: its first bytes that are not zero. Default: the platform's. */
  readonly random?: RandomBytes | undefined;
  /** Engine of the modular exponentiation, such as `jsbnModPow` of `credwire/jsbn`. Default: the platform's BigInt. */
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
 * @param message - At most the modulus' bytes less 11: 117 at 1024 bits, 245 at 2048; may be empty.
 * @param options - The random source and the engine, or the random source alone.
 * @returns The ciphertext, always exactly as long as the modulus.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where an argument is of the wrong type; `ERR_UNKNOWN_OPTION`;
 * `ERR_MESSAGE_TOO_LONG` with the limit; `ERR_ARGUMENT_VALUE` where `modPow` throws or returns something else than bytes of
 * the modulus's length.
 * @throws {@link CryptoError} `ERR_NO_RANDOM` where the platform has no random source; `ERR_RANDOM` for a faulty one;
 * `ERR_NO_BIGINT` where the platform has no BigInt and no `modPow` is passed.
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

/** The same, of checked arguments. @internal */
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
      `${owner}: expected at most ${limit} bytes under a key of ${length} bytes, got ${plaintext.length}`,
    );
  }
  // EM = 00 02 PS 00 M. The message goes in before the source runs, which may be code that changes it.
  const encoded = new Uint8Array(length);
  encoded.set(plaintext, length - plaintext.length);
  try {
    encoded[1] = 2;
    const padding = drawBytes(random, length - 3 - plaintext.length, isFilled);
    encoded.set(padding, 2);
    padding.fill(0);
    // Below the modulus, which has no zero byte in front.
    return modPow === undefined ? bigintPowerOf(key)(encoded) : powerBy(owner, modPow, key, encoded);
  } finally {
    encoded.fill(0);
  }
}

const isFilled = (byte: number) => byte !== 0;

/** What BigInt has read of each key: 6 % of an encryption under 1024 bits. */
const powers = /* @__PURE__ */ new WeakMap<RsaPublicKey, Power>();

function bigintPowerOf(key: RsaPublicKey): Power {
  const known = powers.get(key);
  if (known !== undefined) return known;
  const power = bigintPower(key.exponent, key.modulus);
  powers.set(key, power);
  return power;
}

// An engine of the caller's: what it returns is copied, and is never a message that came back as it was.
function powerBy(owner: string, modPow: ModPow, key: RsaPublicKey, encoded: Bytes): Bytes {
  const { modulus } = key;
  const power: unknown = guarded(`${owner}: "modPow"`, () => modPow(encoded, key.exponent, modulus));
  const copy = isBytes(power) ? guarded(`${owner}: "modPow"`, () => new Uint8Array(power)) : undefined;
  if (copy?.length === modulus.length && copy.some((byte, at) => byte !== encoded[at])) return copy;
  throw new InputError(
    'ERR_ARGUMENT_VALUE',
    `${owner}: "modPow": expected it to return the power as ${modulus.length} bytes`,
  );
}

/** RSAES-PKCS1-v1_5, encryption only. Legacy cryptography that the vendor requires; new designs use OAEP. */
import { bytesInPlace, callback } from '../check.js';
import { InputError } from '../errors.js';
import { drawBytes, type RandomBytes, systemRandom } from '../random.js';
import { bigintPower, jsbnPower, type Power } from './mod-pow.js';
import { type RsaPublicKey, rsaKey } from './rsa-key.js';

/** Bytes that the padding takes: 00 02, at least 8 random ones, 00. */
const OVERHEAD = 11;

/**
 * Encrypts with RSAES-PKCS1-v1_5.
 *
 * @param key - An RSA public key.
 * @param message - At most the modulus' bytes less 11: 117 at 1024 bits, 245 at 2048; may be empty.
 * @param random - Source of the padding: its first bytes that are not zero. Default: the platform's.
 * @returns The ciphertext, always exactly as long as the modulus.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where an argument is of the wrong type; `ERR_MESSAGE_TOO_LONG` with the
 * limit.
 * @throws {@link CryptoError} `ERR_NO_RANDOM` where the platform has no random source; `ERR_RANDOM` for a faulty one.
 * @see RFC 8017, section 7.2.1.
 *
 * @example
 * ```ts
 * import { seededRandom } from 'credwire';
 * import { encodeText, encryptPkcs1, rsaPublicKey } from 'credwire/codecs';
 *
 * const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(1, 0, 1) });
 * encryptPkcs1(key, encodeText('secret'), seededRandom('only in tests')).length; // => 128
 * ```
 */
export function encryptPkcs1(
  key: RsaPublicKey,
  message: Uint8Array,
  random: RandomBytes = systemRandom,
): Uint8Array<ArrayBuffer> {
  const { bits } = rsaKey('encryptPkcs1: "key"', key);
  const source = callback<RandomBytes>('encryptPkcs1: "random"', random);
  const plaintext = bytesInPlace('encryptPkcs1: "message"', message);
  const length = Math.ceil(bits / 8);
  const limit = length - OVERHEAD;
  if (plaintext.length > limit) {
    throw new InputError(
      'ERR_MESSAGE_TOO_LONG',
      `encryptPkcs1: expected at most ${limit} bytes under a key of ${length} bytes, got ${plaintext.length}`,
    );
  }
  // EM = 00 02 PS 00 M. The message goes in before the source runs, which may be code that changes it.
  const encoded = new Uint8Array(length);
  encoded.set(plaintext, length - plaintext.length);
  try {
    encoded[1] = 2;
    const padding = drawBytes(source, length - 3 - plaintext.length, isFilled);
    encoded.set(padding, 2);
    padding.fill(0);
    return powerOf(key)(encoded); // below the modulus, which has no zero byte in front
  } finally {
    encoded.fill(0);
  }
}

const isFilled = (byte: number) => byte !== 0;

/** What the engines have read of each key: 2 µs of 35 under 1024 bits. */
const bigintPowers = /* @__PURE__ */ new WeakMap<RsaPublicKey, Power>();
const jsbnPowers = /* @__PURE__ */ new WeakMap<RsaPublicKey, Power>();

// The engine is looked up at each call: some realms take BigInt away while they run.
function powerOf(key: RsaPublicKey): Power {
  const [powers, prepare] =
    typeof BigInt === 'function' ? ([bigintPowers, bigintPower] as const) : ([jsbnPowers, jsbnPower] as const);
  const known = powers.get(key);
  if (known !== undefined) return known;
  const power = prepare(key.exponent, key.modulus);
  powers.set(key, power);
  return power;
}

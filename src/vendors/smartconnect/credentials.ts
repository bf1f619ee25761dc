/** Step 2: the password, encrypted with the public key. */
import { base64Of, decodeBase64Of } from '../../codecs/base64.js';
import type { ModPow } from '../../codecs/mod-pow.js';
import { type RsaPublicKey, rsaKey, thumbprint } from '../../codecs/rsa-key.js';
import { spkiPin } from '../../codecs/rsa-key-spki.js';
import { ENCRYPT_PKCS1_OPTIONS, type EncryptPkcs1Options, encryptPkcs1Of } from '../../codecs/rsa-pkcs1.js';
import { encodeTextOf } from '../../codecs/text.js';
import { sameDigest } from '../../core/bytes.js';
import { type Bytes, type Check, oneOf, optional, readOptions, text } from '../../core/check.js';
import { InputError, ResponseError } from '../../core/errors.js';
import type { RandomBytes } from '../../core/random.js';

/** Options of {@link encryptPassword}. */
export interface EncryptPasswordOptions extends EncryptPkcs1Options {
  /**
   * Charset of the password before encryption. The vendor's samples disagree: `utf-8` in Python (the default), ASCII in
   * C#, Latin-1 in JavaScript. They differ for non-ASCII passwords. `latin1` and `ascii` reject characters that they
   * don't have, while the samples would send something else.
   */
  readonly charset?: 'utf-8' | 'latin1' | 'ascii' | undefined;
  /**
   * The expected key: its RFC 7638 thumbprint (43 characters of base64url) or its RFC 7469 pin (44 of Base64). Any
   * other key is refused before anything is encrypted.
   */
  readonly pin?: string | undefined;
}

/** The checks of {@link EncryptPasswordOptions}. @internal */
export const ENCRYPT_PASSWORD_OPTIONS = {
  ...ENCRYPT_PKCS1_OPTIONS,
  charset: optional(oneOf('utf-8', 'latin1', 'ascii'), 'utf-8'),
  pin: optional(pinCheck),
};

/**
 * Encrypts a password with the vendor's key: RSAES-PKCS1-v1_5, in Base64. The ciphertext is different each time, even
 * for the same password.
 *
 * @param password - A well-formed string; encoded, at most the bytes of the modulus, minus 11: 117 at 1024 bits.
 * @param key - The result of {@link parsePublicKeyResponse}.
 * @param options - Random source, big-integer engine, charset, pin.
 * @returns Base64 of exactly as many bytes as the modulus has. {@link tokenRequest} percent-encodes it, {@link
 * companiesRequest} doesn't.
 * @throws {@link InputError} `ERR_MESSAGE_TOO_LONG` with the limit; `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`,
 * `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_TEXT_NOT_ENCODABLE`.
 * @throws {@link ResponseError} `ERR_PIN_MISMATCH` if the key doesn't match the pin.
 * @throws {@link CryptoError} `ERR_NO_RANDOM` if the platform has no random source; `ERR_RANDOM` for a faulty one;
 * `ERR_NO_BIGINT` if the platform has no BigInt and `modPow` isn't passed.
 * @see SmartConnect API, Authentication: Password Encryption; RFC 8017 section 7.2.1.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 * import { rsaPublicKey } from 'credwire/codecs';
 *
 * const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(1, 0, 1) });
 * smartconnect.encryptPassword('secret', key).length; // => 172
 * ```
 */
export function encryptPassword(password: string, key: RsaPublicKey, options: EncryptPasswordOptions = {}): string {
  const owner = 'smartconnect.encryptPassword';
  const { charset, ...encryption } = readOptions(owner, options, ENCRYPT_PASSWORD_OPTIONS);
  const checkedKey = rsaKey(`${owner}: "key"`, key);
  return encrypt(owner, encryption, checkedKey, encodeTextOf(`${owner}: "password"`, password, charset));
}

/** How to encrypt checked text. @internal */
export interface Encryption {
  readonly random: RandomBytes;
  readonly modPow: ModPow | undefined;
  readonly pin: string | undefined;
}

/** Encrypts an encoded password, and wipes it. @internal */
export function encrypt(owner: string, encryption: Encryption, key: RsaPublicKey, plaintext: Bytes): string {
  const { random, modPow, pin } = encryption;
  try {
    if (pin !== undefined && !isPinned(key, pin)) {
      throw new ResponseError('ERR_PIN_MISMATCH', `${owner}: the key does not match the pin`);
    }
    return base64Of(encryptPkcs1Of(owner, key, plaintext, random, modPow));
  } finally {
    plaintext.fill(0);
  }
}

const THUMBPRINT = /^[\w-]{43}$/;
const SPKI_PIN = /^[A-Za-z0-9+/]{43}=$/;

function pinCheck(label: string, value: unknown): string {
  const pin = text(label, value);
  if (THUMBPRINT.test(pin) || SPKI_PIN.test(pin)) return pin;
  throw new InputError(
    'ERR_ARGUMENT_VALUE',
    `${label}: expected a thumbprint (43 characters of base64url) or an SPKI pin (44 of Base64), got ${pin.length}`,
  );
}

function isPinned(key: RsaPublicKey, pin: string): boolean {
  return sameDigest(THUMBPRINT.test(pin) ? thumbprint(key) : spkiPin(key), pin);
}

/** The lengths of a modulus of 1024 to 16384 bits. */
const [LEAST_BYTES, MOST_BYTES] = [128, 2048];

/**
 * The check of what `encryptPassword` returned. Passing the password itself would put it into a URL, and the vendor's
 * "should end with %3D" leads people to percent-encode the ciphertext once too often. @internal
 */
export const ENCRYPTED_PASSWORD: Check<string> = (label, value) => {
  const ciphertext = text(label, value);
  const { length } = ciphertext;
  if (length <= MOST_BYTES * 2 && isBlock(ciphertext)) return ciphertext;
  const hint = /%[0-9a-f]{2}/i.test(ciphertext)
    ? 'do not percent-encode it, because it is encoded here'
    : 'pass what encryptPassword returned, unchanged, not the password itself';
  throw new InputError(
    'ERR_ARGUMENT_VALUE',
    `${label}: expected Base64 of a whole RSA block (${LEAST_BYTES} to ${MOST_BYTES} bytes), got a string of length ${length}; ${hint}`,
  );
};

// No block looks like hexadecimal digits, or like the Base64 of Base64: by chance, less than once in 2^200 times.
function isBlock(ciphertext: string): boolean {
  if (/^[0-9a-f]{256,}$/i.test(ciphertext)) return false;
  try {
    const block = decodeBase64Of('', ciphertext);
    const { length } = block;
    return length >= LEAST_BYTES && length <= MOST_BYTES && !block.every(isBase64Digit);
  } catch {
    return false; // it isn't Base64
  }
}

const isBase64Digit = (byte: number) => /[\w+/=-]/.test(String.fromCharCode(byte));

/** AES-128 in CBC mode with PKCS#7 padding, on `@noble/ciphers`. CBC hides, it does not authenticate. */
import { cbc, unsafe } from '@noble/ciphers/aes.js';
import { type Bytes, bytes as bytesCheck } from '../check.js';
import { CryptoError, type ErrorCode, InputError } from '../errors.js';

const BLOCK = 16;

/**
 * Encrypts with AES-128-CBC and PKCS#7 padding.
 *
 * @param key - 16 bytes.
 * @param iv - 16 bytes, the initialisation vector.
 * @param plaintext - Any number of bytes.
 * @returns The ciphertext: whole blocks, between 1 and 16 bytes longer than the plaintext.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where an argument is no Uint8Array; `ERR_AES_KEY_LENGTH`,
 * `ERR_AES_IV_LENGTH` for other lengths than 16.
 * @see FIPS 197 (AES), NIST SP 800-38A section 6.2 (CBC), RFC 5652 section 6.3 (PKCS#7 padding).
 *
 * @example
 * ```ts
 * import { decodeBase64, encodeBase64, encodeText, encryptAesCbc } from 'credwire/codecs';
 *
 * const key = decodeBase64('YGjDImfP5bf8F7kGbdqWcA==');
 * const iv = decodeBase64('bDA11yRcbUsTC9jl5LnuiQ==');
 * encodeBase64(encryptAesCbc(key, iv, encodeText('password'))); // => 'EKclpDnPPGiHI66zyK906w=='
 * ```
 */
export function encryptAesCbc(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Uint8Array<ArrayBuffer> {
  return prepareAesCbc(key, iv)(plaintext);
}

/**
 * Expands a key once, for many encryptions under it. A cipher object of `@noble/ciphers` expands the key at each call,
 * which takes longer than to encrypt a password.
 *
 * @internal
 */
export function prepareAesCbc(key: Uint8Array, iv: Uint8Array): (plaintext: Uint8Array) => Bytes {
  // `unsafe` means: block cipher without a mode. The mode is below, and a test holds it against the package's own.
  const schedule = unsafe.expandKeyLE(sized('key', 'ERR_AES_KEY_LENGTH', key));
  const start = new DataView(sized('iv', 'ERR_AES_IV_LENGTH', iv).buffer);
  return (plaintext) => {
    const message = bytesCheck('AES-CBC: "plaintext"', plaintext);
    const padding = BLOCK - (message.length % BLOCK);
    const blocks = new Uint8Array(message.length + padding).fill(padding);
    blocks.set(message);
    message.fill(0);
    // A block is four little-endian words, the order that `unsafe` takes; each is first mixed with the block before.
    const view = new DataView(blocks.buffer);
    let previous = start;
    let before = 0;
    for (let at = 0; at < blocks.length; at += BLOCK) {
      const mixed = (word: number) => view.getUint32(at + word, true) ^ previous.getUint32(before + word, true);
      const { s0, s1, s2, s3 } = unsafe.encrypt(schedule, mixed(0), mixed(4), mixed(8), mixed(12));
      view.setUint32(at, s0, true);
      view.setUint32(at + 4, s1, true);
      view.setUint32(at + 8, s2, true);
      view.setUint32(at + 12, s3, true);
      previous = view;
      before = at;
    }
    return blocks;
  };
}

/**
 * Decrypts AES-128-CBC and takes the PKCS#7 padding off. Do not let a stranger learn whether it failed: that is a
 * padding oracle.
 *
 * @param key - 16 bytes.
 * @param iv - 16 bytes, the initialisation vector.
 * @param ciphertext - Whole blocks, at least one.
 * @returns The plaintext, in a buffer of its own.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_AES_KEY_LENGTH`, `ERR_AES_IV_LENGTH`.
 * @throws {@link CryptoError} `ERR_DECRYPT` where the ciphertext is no whole blocks or its padding is wrong.
 * @see NIST SP 800-38A section 6.2, RFC 5652 section 6.3.
 *
 * @example
 * ```ts
 * import { decodeBase64, decryptAesCbc } from 'credwire/codecs';
 *
 * const key = decodeBase64('YGjDImfP5bf8F7kGbdqWcA==');
 * const iv = decodeBase64('bDA11yRcbUsTC9jl5LnuiQ==');
 * decryptAesCbc(key, iv, decodeBase64('zJie8rSL/rAUs3FHjy7sYA==')).length; // => 0
 * ```
 */
export function decryptAesCbc(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array<ArrayBuffer> {
  const cipher = cbc(sized('key', 'ERR_AES_KEY_LENGTH', key), sized('iv', 'ERR_AES_IV_LENGTH', iv));
  const blocks = bytesCheck('AES-CBC: "ciphertext"', ciphertext);
  try {
    const plaintext = cipher.decrypt(blocks);
    const copy = new Uint8Array(plaintext); // the package returns a view on a larger buffer
    plaintext.fill(0);
    return copy;
  } catch {
    throw new CryptoError('ERR_DECRYPT', `AES-CBC: ${blocks.length} bytes are no ciphertext with PKCS#7 padding`);
  }
}

function sized(name: string, code: ErrorCode, value: Uint8Array): Bytes {
  const checked = bytesCheck(`AES-CBC: "${name}"`, value);
  if (checked.length === BLOCK) return checked;
  throw new InputError(code, `AES-CBC: "${name}": expected 16 bytes, got ${checked.length}`);
}

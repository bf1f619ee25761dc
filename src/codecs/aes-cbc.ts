/** AES-128 in CBC mode with PKCS#7 padding, on `@noble/ciphers`. CBC encrypts, but doesn't authenticate. */
import { cbc, unsafe } from '@noble/ciphers/aes.js';
import { bytesInPlace } from '../core/check.js';
import { CryptoError, type ErrorCode, InputError } from '../core/errors.js';

const BLOCK = 16;

/** The bit operators on positions work with 32 bits. */
const MOST_BYTES = 0x4000_0000; // 2^30, as in core/random.ts

/**
 * Encrypts with AES-128-CBC and PKCS#7 padding.
 *
 * @param key - 16 bytes.
 * @param iv - 16 bytes, the initialization vector.
 * @param plaintext - At most 2^30 bytes.
 * @returns The ciphertext: whole blocks, between 1 and 16 bytes longer than the plaintext.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if an argument isn't a Uint8Array; `ERR_AES_KEY_LENGTH`,
 * `ERR_AES_IV_LENGTH` for lengths other than 16; `ERR_ARGUMENT_VALUE` for a longer plaintext.
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
  const owner = 'encryptAesCbc';
  const keyBytes = sized(`${owner}: "key"`, 'ERR_AES_KEY_LENGTH', key);
  const { encrypt, wipe } = prepareAesCbc(keyBytes, sized(`${owner}: "iv"`, 'ERR_AES_IV_LENGTH', iv));
  try {
    const words = wordsOf(data(`${owner}: "plaintext"`, plaintext));
    encrypt(words);
    const ciphertext = new Uint8Array(words.length * 4);
    // `as number`: four bytes per word
    for (let at = 0; at < ciphertext.length; at++) ciphertext[at] = (words[at >> 2] as number) >> (8 * (at & 3));
    return ciphertext;
  } finally {
    wipe();
  }
}

/** An expanded key, for any number of encryptions. @internal */
export interface AesCbc {
  /** Turns padded plaintext, in little-endian words, into ciphertext in place. */
  readonly encrypt: (words: Int32Array) => void;
  /** Wipes the expanded key. */
  readonly wipe: () => void;
}

/**
 * Expands a key once. A cipher object from `@noble/ciphers` expands it on each call, which takes longer than encrypting
 * a password.
 *
 * @param key - 16 bytes, like the vector: the callers have checked both.
 * @internal
 */
export function prepareAesCbc(key: Uint8Array, iv: Uint8Array): AesCbc {
  const vector = wordsOf(iv); // and a block of padding, which isn't used
  // `unsafe` means a block cipher without a mode. The mode is below, and a test compares it with the package's own.
  const schedule = unsafe.expandKeyLE(key);
  const encrypt = (words: Int32Array): void => {
    // `as number`: the vector has four words, and the rest is whole blocks
    let s0 = vector[0] as number;
    let s1 = vector[1] as number;
    let s2 = vector[2] as number;
    let s3 = vector[3] as number;
    for (let at = 0; at < words.length; at += 4) {
      s0 ^= words[at] as number;
      s1 ^= words[at + 1] as number;
      s2 ^= words[at + 2] as number;
      s3 ^= words[at + 3] as number;
      const block = unsafe.encrypt(schedule, s0, s1, s2, s3);
      // Converted to signed words right away: unsigned ones don't fit V8's small integers, which makes each block much
      // slower.
      words[at] = s0 = block.s0 | 0;
      words[at + 1] = s1 = block.s1 | 0;
      words[at + 2] = s2 = block.s2 | 0;
      words[at + 3] = s3 = block.s3 | 0;
    }
  };
  return { encrypt, wipe: () => void schedule.fill(0) };
}

/** Bytes as words, padded. @internal */
export function wordsOf(bytes: Uint8Array): Int32Array {
  const words = paddedWords(bytes.length);
  for (let at = 0; at < bytes.length; at++) putByte(words, at, bytes[at] as number); // in range
  return words;
}

/** Words for this many bytes, with the padding already after them. @internal */
export function paddedWords(length: number): Int32Array {
  const padding = BLOCK - (length % BLOCK);
  const words = new Int32Array((length + padding) / 4);
  for (let at = length; at < length + padding; at++) putByte(words, at, padding);
  return words;
}

/** Writes a byte to a position that's still zero. @internal */
export function putByte(words: Int32Array, at: number, byte: number): void {
  words[at >> 2] = (words[at >> 2] as number) | (byte << (8 * (at & 3))); // nobody writes past the end
}

/**
 * Decrypts AES-128-CBC and removes the PKCS#7 padding. Don't reveal to an untrusted party whether it failed: that's a
 * padding oracle.
 *
 * @param key - 16 bytes.
 * @param iv - 16 bytes, the initialization vector.
 * @param ciphertext - Whole blocks, at least one, at most 2^30 bytes.
 * @returns The plaintext, in its own buffer.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_AES_KEY_LENGTH`,
 * `ERR_AES_IV_LENGTH`.
 * @throws {@link CryptoError} `ERR_DECRYPT` if the ciphertext isn't a whole number of blocks, or its padding is wrong.
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
  const owner = 'decryptAesCbc';
  const keyBytes = sized(`${owner}: "key"`, 'ERR_AES_KEY_LENGTH', key);
  const cipher = cbc(keyBytes, sized(`${owner}: "iv"`, 'ERR_AES_IV_LENGTH', iv));
  const blocks = data(`${owner}: "ciphertext"`, ciphertext);
  const decrypted = new Uint8Array(blocks.length); // ours, so it's wiped: the package doesn't return text with wrong padding
  try {
    return new Uint8Array(cipher.decrypt(blocks, decrypted)); // a copy, because the package returns a view
  } catch {
    throw new CryptoError(
      'ERR_DECRYPT',
      `${owner}: these ${blocks.length} bytes are not a ciphertext with PKCS#7 padding for this key and iv`,
    );
  } finally {
    decrypted.fill(0);
  }
}

function data(label: string, value: Uint8Array): Uint8Array {
  const checked = bytesInPlace(label, value);
  if (checked.length <= MOST_BYTES) return checked;
  throw new InputError('ERR_ARGUMENT_VALUE', `${label}: expected at most 2^30 bytes, got ${checked.length}`);
}

// In place: without a copy, there's nothing to wipe.
function sized(label: string, code: ErrorCode, value: Uint8Array): Uint8Array {
  const checked = bytesInPlace(label, value);
  if (checked.length === BLOCK) return checked;
  throw new InputError(code, `${label}: expected 16 bytes, got ${checked.length}`);
}

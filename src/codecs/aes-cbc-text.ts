/**
 * Encrypts text and encodes it as Base64 in one go. Without byte arrays between the steps, it takes half the time for a
 * password, which is one or two blocks; tests compare it with the separate steps.
 */

import { encodeUtf8 } from '../core/bytes.js';
import { text as textCheck } from '../core/check.js';
import { paddedWords, prepareAesCbc, putByte, wordsOf } from './aes-cbc.js';
import { binaryToBase64 } from './base64.js';
import { encodeUtf16le } from './text.js';

/** An expanded key, for any number of texts. */
export interface TextEncryption {
  /** Returns the Base64 of the ciphertext. Checks the text, which messages call by the given name. */
  readonly encrypt: (label: string, text: unknown) => string;
  /** Wipes the expanded key. */
  readonly wipe: () => void;
}

/** Expands the key once. */
export function prepareTextEncryption(key: Uint8Array, iv: Uint8Array, charset: 'utf-8' | 'utf-16le'): TextEncryption {
  const cipher = prepareAesCbc(key, iv);
  const encrypt = (label: string, text: unknown): string => {
    // ASCII can't contain lone surrogates.
    const words = (charset === 'utf-8' ? asciiWords(text) : undefined) ?? encodedWords(textCheck(label, text), charset);
    cipher.encrypt(words); // in place, so no copy of the text needs wiping
    return binaryToBase64(binaryOf(words));
  };
  return { encrypt, wipe: cipher.wipe };
}

// The UTF-8 of ASCII text, which most passwords are; undefined for any other value.
function asciiWords(text: unknown): Int32Array | undefined {
  if (typeof text !== 'string') return undefined;
  const words = paddedWords(text.length);
  let units = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    units |= unit;
    putByte(words, at, unit);
  }
  if (units < 0x80) return words;
  words.fill(0);
  return undefined;
}

function encodedWords(text: string, charset: 'utf-8' | 'utf-16le'): Int32Array {
  const bytes = charset === 'utf-8' ? encodeUtf8(text) : encodeUtf16le(text);
  const words = wordsOf(bytes);
  bytes.fill(0);
  return words;
}

// One character per byte, sixteen per call: the time depends on the number of calls, not characters.
function binaryOf(words: Int32Array): string {
  let binary = '';
  for (let at = 0; at < words.length; at += 4) {
    // `as number`: whole blocks of four words
    const a = words[at] as number;
    const b = words[at + 1] as number;
    const c = words[at + 2] as number;
    const d = words[at + 3] as number;
    // biome-ignore format: a word a line
    binary += String.fromCharCode(
      a & 0xff, (a >> 8) & 0xff, (a >> 16) & 0xff, a >>> 24,
      b & 0xff, (b >> 8) & 0xff, (b >> 16) & 0xff, b >>> 24,
      c & 0xff, (c >> 8) & 0xff, (c >> 16) & 0xff, c >>> 24,
      d & 0xff, (d >> 8) & 0xff, (d >> 16) & 0xff, d >>> 24,
    );
  }
  return binary;
}

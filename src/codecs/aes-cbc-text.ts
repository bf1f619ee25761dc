/**
 * A text to the Base64 of its AES-128-CBC ciphertext in one go. Without arrays of bytes between the steps it takes half
 * the time for a password, which is one block or two; tests hold it against the steps.
 */

import { encodeUtf8 } from '../core/bytes.js';
import { text as textCheck } from '../core/check.js';
import { paddedWords, prepareAesCbc, putByte, wordsOf } from './aes-cbc.js';
import { binaryToBase64 } from './base64.js';
import { encodeUtf16le } from './text.js';

/** A key expanded, for as many texts as come. */
export interface TextEncryption {
  /** Base64 of the ciphertext. The text is checked, under the name that comes with it. */
  readonly encrypt: (label: string, text: unknown) => string;
  /** Ends it: what the key was expanded to is wiped. */
  readonly wipe: () => void;
}

/** Expands the key once. */
export function prepareTextEncryption(key: Uint8Array, iv: Uint8Array, charset: 'utf-8' | 'utf-16le'): TextEncryption {
  const cipher = prepareAesCbc(key, iv);
  const encrypt = (label: string, text: unknown): string => {
    // ASCII needs no look for lone surrogates.
    const words = (charset === 'utf-8' ? asciiWords(text) : undefined) ?? encodedWords(textCheck(label, text), charset);
    cipher.encrypt(words); // in place, so that nothing of the text is left to wipe
    return binaryToBase64(binaryOf(words));
  };
  return { encrypt, wipe: cipher.wipe };
}

// UTF-8 of a text that is ASCII, as most passwords are; undefined for any other value.
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

// A character for each byte. Sixteen a call: the time goes by calls and not by characters.
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

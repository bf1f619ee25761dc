/** Bytes: UTF-8, one character per byte, and the comparison of digests. */
import type { Bytes } from './check.js';

/**
 * The UTF-8 bytes (RFC 3629) of a string that's known to be well formed. Written by hand because some engines have no
 * TextEncoder, and because TextEncoder would replace a lone surrogate instead of rejecting it.
 */
export function encodeUtf8(text: string): Bytes {
  // ASCII, which most passwords are, is its own UTF-8, so its length is known in advance.
  const encoded = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) {
      encoded.fill(0); // it may have held a password
      return encodeBeyondAscii(text);
    }
    encoded[at] = unit;
  }
  return encoded;
}

function encodeBeyondAscii(text: string): Bytes {
  const buffer = new Uint8Array(text.length * 3); // a UTF-16 unit takes at most 3 bytes; a pair of them 4
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    let point = text.charCodeAt(at);
    if (point < 0x80) {
      buffer[length++] = point;
      continue;
    }
    if (point < 0x800) {
      buffer[length++] = 0xc0 | (point >> 6);
    } else {
      if (point >= 0xd800 && point < 0xdc00) {
        point = 0x10000 + ((point - 0xd800) << 10) + (text.charCodeAt(++at) - 0xdc00);
        buffer[length++] = 0xf0 | (point >> 18);
        buffer[length++] = 0x80 | ((point >> 12) & 0x3f);
      } else {
        buffer[length++] = 0xe0 | (point >> 12);
      }
      buffer[length++] = 0x80 | ((point >> 6) & 0x3f);
    }
    buffer[length++] = 0x80 | (point & 0x3f);
  }
  const encoded = buffer.slice(0, length);
  buffer.fill(0);
  return encoded;
}

/** A string with one character per byte: "binary" as in `btoa`. */
export function binaryOf(bytes: Uint8Array): string {
  const at = (index: number) => bytes[index] as number; // never read past the end
  let binary = '';
  let done = 0;
  // Eight bytes per call, because the calls take the time; not all at once, because arguments go on the stack.
  for (; done + 8 <= bytes.length; done += 8) {
    const [a, b, c, d] = [at(done), at(done + 1), at(done + 2), at(done + 3)];
    binary += String.fromCharCode(a, b, c, d, at(done + 4), at(done + 5), at(done + 6), at(done + 7));
  }
  for (; done < bytes.length; done++) binary += String.fromCharCode(at(done));
  return binary;
}

/** Whether two digests, as bytes or strings, are equal. It compares all of them, wherever they differ. */
export function sameDigest(one: Uint8Array | string, other: Uint8Array | string): boolean {
  const at = (digest: Uint8Array | string, index: number) =>
    typeof digest === 'string' ? digest.charCodeAt(index) : Number(digest[index]);
  let difference = one.length ^ other.length; // for example the digests of one secret and of a pair
  for (let index = 0; index < one.length; index++) difference |= at(one, index) ^ at(other, index);
  return difference === 0;
}

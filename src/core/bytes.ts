/**
 * UTF-8 (RFC 3629). Written out because some engines that this library runs in have no TextEncoder, and because
 * TextEncoder would replace a lone surrogate: here the caller has refused it before.
 */
import type { Bytes } from './check.js';

/** The UTF-8 bytes of a text that is known to be well formed. */
export function encodeUtf8(text: string): Bytes {
  // ASCII, as most passwords are, is its own UTF-8: three times as fast as to find out the length on the way.
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

/** Bytes compared, joined and read as text. */
import type { Bytes } from '../core/check.js';

/** Whether two arrays hold the same bytes. */
export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && startsWith(one, other);

/** Whether an array begins with the bytes of another. */
export const startsWith = (bytes: Uint8Array, start: Uint8Array): boolean =>
  bytes.length >= start.length && start.every((byte, at) => bytes[at] === byte);

/** Arrays one behind the other. */
export function joined(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The characters of bytes, one each. */
export function latin1Text(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** The text of UTF-8 bytes; `undefined` where they are not UTF-8. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  let escaped = '';
  for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

/** Whether a text could have been typed: no control characters, nothing that stands for a broken character. */
export const isPrintable = (text: string): boolean => /^[^\p{Cc}\uFFFD]*$/u.test(text);

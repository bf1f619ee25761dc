/** Hexadecimal, the form in which both big-integer engines take and give numbers. */
import type { Bytes } from '../check.js';

/** Two lower-case digits a byte. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Big-endian bytes of a number in hex, filled up with zeros in front. */
export function fromHex(digits: string, length: number): Bytes {
  const padded = digits.padStart(length * 2, '0');
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(padded.slice(2 * at, 2 * at + 2), 16));
}

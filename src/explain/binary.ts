/** Reads bytes from a string that should be Base64, in any format that people send. */
import { decodeBase64 } from '../codecs/base64.js';
import type { Bytes } from '../core/check.js';
import { latin1Text } from './bytes.js';
import { type Fault, fault } from './findings.js';

/** Bytes, and what's wrong with their encoding. */
export interface Decoding {
  readonly bytes: Bytes;
  readonly faults: readonly Fault[];
}

/** Every way to read a string as bytes, the right one first. */
export function decodings(text: string): readonly Decoding[] {
  const found = simple(text);
  const nested = found.flatMap(({ bytes, faults }) => {
    const inner = latin1Text(bytes.subarray(0, 65_536));
    if (inner.length < 4 || bytes.length > 65_536 || !/^[\w+/=\s-]+$/.test(inner)) return [];
    return simple(inner).map((decoding) => {
      const isHex = decoding.faults.some(({ code }) => code === 'HEX_NOT_BASE64');
      const own = isHex ? [] : [fault('ENCODED_TWICE', { stage: 'base64' as const })];
      return { bytes: decoding.bytes, faults: [...faults, ...decoding.faults, ...own] };
    });
  });
  return [...found, ...nested];
}

function simple(text: string): readonly Decoding[] {
  const hex = hexBytes(text);
  const list = listBytes(text);
  return [
    ...base64(text),
    ...(hex === undefined ? [] : [{ bytes: hex, faults: [fault('HEX_NOT_BASE64')] }]),
    ...(list === undefined ? [] : [{ bytes: list, faults: [fault('BYTES_AS_LIST')] }]),
  ];
}

function base64(text: string): readonly Decoding[] {
  const hasLines = /[\r\n]/.test(text);
  const line = hasLines ? text.replace(/[ \t\r\n]+/g, '') : text;
  const isUrlSafe = /[-_]/.test(line) && !/[+/]/.test(line);
  const standard = isUrlSafe ? line.replaceAll('-', '+').replaceAll('_', '/') : line;
  const digits = withoutPadding(standard);
  if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1) return [];
  const padded = digits + '='.repeat(-digits.length & 3);
  const faults = [
    ...(hasLines ? [fault('BASE64_LINES')] : []),
    ...(isUrlSafe ? [fault('BASE64_URL')] : padded === standard ? [] : [fault('BASE64_PADDING')]),
  ];
  try {
    return [{ bytes: decodeBase64(padded), faults }];
  } catch {
    return []; // bits after the end: cut off or damaged
  }
}

function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && text.charAt(end - 1) === '=') end--;
  return text.slice(0, end);
}

// "8d3a67f8", "8D-3A-67-F8" as .NET's BitConverter prints it, "8d:3a:67:f8", "0x8d3a".
function hexBytes(text: string): Bytes | undefined {
  const digits = text.replace(/^0x/i, '').replace(/(?<=[0-9a-f]{2})[-: \r\n](?=[0-9a-f]{2})/gi, '');
  if (digits === '' || digits.length % 2 === 1 || !/^[0-9a-f]+$/i.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) => Number(`0x${digits.slice(2 * at, 2 * at + 2)}`));
}

// "16,167,37" as JavaScript prints a Uint8Array, "[16, -89, 37]" as Java and Python print theirs.
function listBytes(text: string): Bytes | undefined {
  const items = text
    .replace(/^\s*\[/, '')
    .replace(/\]\s*$/, '')
    .split(',');
  if (items.length < 4 || !items.every((item) => /^\s{0,2}-?\d{1,3}\s{0,2}$/.test(item))) return undefined;
  return Uint8Array.from(items, (item) => Number(item) & 0xff);
}

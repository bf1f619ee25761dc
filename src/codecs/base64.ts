/**
 * Strict Base64.
 *
 * Not `@scure/base`: it's just as strict (with the same verdict on every published case in the tests), but its errors
 * print the offending character, which can be part of a password or token.
 */
import { binaryOf } from '../core/bytes.js';
import { type Bytes, bytesInPlace, text as textCheck } from '../core/check.js';
import { InputError } from '../core/errors.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Encodes bytes as Base64 with padding, on one line.
 *
 * @param bytes - Any number of bytes.
 * @returns A string of `A`–`Z`, `a`–`z`, `0`–`9`, `+`, `/`, padded with `=` to a multiple of 4 characters.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `bytes` isn't a Uint8Array.
 * @see RFC 4648, section 4.
 *
 * @example
 * ```ts
 * import { encodeBase64 } from 'credwire/codecs';
 *
 * encodeBase64(Uint8Array.of(0xfb, 0xff)); // => '+/8='
 * ```
 */
export function encodeBase64(bytes: Uint8Array): string {
  return base64Of(bytesInPlace('encodeBase64: "bytes"', bytes));
}

/** The same, for checked bytes. @internal */
export function base64Of(bytes: Uint8Array): string {
  // The fastest way that the platform has at this moment. The package needs no ambient types, so anything that the
  // platform might lack is declared here.
  const { toBase64 } = Uint8Array.prototype as { toBase64?(this: Uint8Array): string };
  if (typeof toBase64 === 'function') return toBase64.call(bytes);
  return typeof btoa === 'function' ? btoa(binaryOf(bytes)) : toBase64ByTable(bytes);
}

/** The same, for a string with one character per byte. @internal */
export function binaryToBase64(binary: string): string {
  return typeof btoa === 'function' ? btoa(binary) : toBase64ByTable(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
}

declare const btoa: ((binary: string) => string) | undefined;

function toBase64ByTable(bytes: Uint8Array): string {
  const byte = (at: number) => bytes[at] ?? 0; // the last group can be incomplete
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (byte(at) << 16) | (byte(at + 1) << 8) | byte(at + 2);
    encoded += ALPHABET.charAt(group >> 18) + ALPHABET.charAt((group >> 12) & 63);
    encoded += ALPHABET.charAt((group >> 6) & 63) + ALPHABET.charAt(group & 63);
  }
  const padding = (3 - (bytes.length % 3)) % 3; // the missing bytes of the last group, as digits without meaning
  return encoded.slice(0, encoded.length - padding) + '='.repeat(padding);
}

/**
 * Decodes Base64 and rejects everything that an encoder wouldn't have written: missing or extra padding, whitespace,
 * other alphabets, bits set after the end.
 *
 * @param text - Base64 with padding; can be empty.
 * @returns The bytes, in their own buffer.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `text` isn't a string; `ERR_TEXT_NOT_WELL_FORMED` for a lone
 * surrogate; `ERR_BASE64` for anything else, with the position.
 * @see RFC 4648, sections 3.2, 3.3, 3.5 and 4.
 *
 * @example
 * ```ts
 * import { decodeBase64 } from 'credwire/codecs';
 *
 * [...decodeBase64('+/8=')]; // => [0xfb, 0xff]
 * ```
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const label = 'decodeBase64: "text"';
  return decodeBase64Of(label, textCheck(label, text));
}

/**
 * The same, for a checked string that the caller knows by another name.
 *
 * @param note - What else an error says, in parentheses.
 * @internal
 */
export function decodeBase64Of(label: string, input: string, note?: string): Bytes {
  const { length } = input;
  if (length % 4 !== 0) throw malformed(label, `a length that is a multiple of 4, got ${length}`, note);
  const padding = paddingOf(input);
  const byteLength = (length / 4) * 3 - padding;
  const decoded = new Uint8Array(byteLength);
  const digits = length - padding;
  let filled = 0;
  let group = 0;
  for (let at = 0; at < length; at += 4) {
    // Zeros instead of the padding; writes past the end of the array have no effect.
    group = (digitValue(input, at) << 18) | (digitValue(input, at + 1) << 12);
    if (at + 2 < digits) group |= digitValue(input, at + 2) << 6;
    if (at + 3 < digits) group |= digitValue(input, at + 3);
    if (group < 0) {
      decoded.fill(0); // the text can be a secret key
      throw malformed(
        label,
        `a digit of the standard alphabet at position ${wrongDigit(input, at)} of ${length}`,
        note,
      );
    }
    decoded[filled++] = group >> 16;
    decoded[filled++] = group >> 8;
    decoded[filled++] = group;
  }
  if ((group & (2 ** (8 * padding) - 1)) !== 0) {
    decoded.fill(0);
    throw malformed(label, 'no bits set after the last byte', note);
  }
  return decoded;
}

function malformed(label: string, expected: string, note: string | undefined): InputError {
  return new InputError('ERR_BASE64', `${label}: expected Base64 with ${expected}${note ? ` (${note})` : ''}`);
}

function wrongDigit(text: string, from: number): number {
  let at = from;
  while (digitValue(text, at) >= 0) at++;
  return at;
}

function paddingOf(text: string): number {
  return text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
}

/**
 * The first and last bytes of Base64, without decoding the rest; undefined if the encoding is invalid. Only for
 * texts of which a regular expression has found that they have digits and then at most two "=". @internal
 */
export function endsOfBase64(text: string): { byteLength: number; first: number; last: number } | undefined {
  const { length } = text;
  const padding = paddingOf(text);
  const digits = length - padding;
  const [beforeLast, last] = [digitValue(text, digits - 2), digitValue(text, digits - 1)];
  const bits = ((beforeLast << 6) | last) >> (2 * padding);
  const rest = last & (2 ** (2 * padding) - 1); // bits set after the last byte
  if (length % 4 !== 0 || rest !== 0) return undefined;
  const first = (digitValue(text, 0) << 2) | (digitValue(text, 1) >> 4);
  return { byteLength: (length / 4) * 3 - padding, first, last: bits & 0xff };
}

/** Base64url without padding (RFC 4648 section 5, as in RFC 7515). @internal */
export function encodeBase64Url(bytes: Uint8Array): string {
  return base64Of(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Decodes it again, from a checked string; also strict. @internal */
export function decodeBase64Url(text: string): Bytes {
  if (!/^[\w-]*$/.test(text)) {
    throw new InputError('ERR_BASE64', 'base64url: expected digits of the URL-safe alphabet only');
  }
  return decodeBase64Of('base64url', text.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat(-text.length & 3));
}

const VALUES = /* @__PURE__ */ Int8Array.from({ length: 0x80 }, (_, code) =>
  ALPHABET.indexOf(String.fromCharCode(code)),
);

// -1 for anything but a digit; its sign survives shifting and combining.
function digitValue(text: string, at: number): number {
  return VALUES[text.charCodeAt(at)] ?? -1;
}

/** An AES-128 key or initialization vector as an option: 16 bytes, or their Base64. */
import { type Bytes, bytes, type Check, text } from '../core/check.js';
import { type ErrorCode, InputError } from '../core/errors.js';
import { decodeBase64Of } from './base64.js';

const BYTES = 16;

/** An AES-128 key: a copy of the bytes, which must be wiped after use. @internal */
export const aesKey: Check<Bytes> = /* @__PURE__ */ sized('key', 'ERR_AES_KEY_LENGTH');

/** An initialization vector, in the same forms. @internal */
export const aesIv: Check<Bytes> = /* @__PURE__ */ sized('initialization vector', 'ERR_AES_IV_LENGTH');

function sized(meaning: string, code: ErrorCode): Check<Bytes> {
  return (label, value) => {
    const isText = typeof value === 'string';
    // .NET ignores whitespace around Base64, and the vendor's C# sample contains some.
    const found = isText
      ? decodeBase64Of(label, withoutOuterSpace(text(label, value)), hint(meaning))
      : bytes(label, value);
    if (found.length === BYTES) return found;
    const { length } = found;
    found.fill(0);
    const got = isText ? `a Base64 string of ${length} bytes (${hint(meaning)})` : String(length);
    throw new InputError(code, `${label}: expected ${BYTES} bytes, got ${got}`);
  };
}

function hint(meaning: string): string {
  return `a string is decoded as Base64; if your ${meaning} is ${BYTES} characters of plain text, pass its bytes: encodeText(…)`;
}

function withoutOuterSpace(text: string): string {
  let [start, end] = [0, text.length];
  while (/[ \t\r\n]/.test(text.charAt(start))) start++;
  while (/[ \t\r\n]/.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

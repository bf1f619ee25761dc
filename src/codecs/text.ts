/** Encodes text as bytes, in the charsets that the vendors' servers and sample programs use. */

import { encodeUtf8 } from '../core/bytes.js';
import { type Bytes, oneOf, text as textCheck } from '../core/check.js';
import { InputError } from '../core/errors.js';

/** A charset of {@link encodeText}. `latin1` is ISO 8859-1, U+0000 to U+00FF; `utf-16le` is what .NET calls Unicode. */
export type Charset = 'utf-8' | 'utf-16le' | 'latin1' | 'ascii';

const charsetCheck = /* @__PURE__ */ oneOf<Charset>('utf-8', 'utf-16le', 'latin1', 'ascii');

/**
 * Encodes text, without a byte order mark. Characters that the charset doesn't have are rejected, not replaced: with
 * `?` instead of `é`, a password is a different password.
 *
 * @param text - Well-formed UTF-16 of any length.
 * @param charset - `utf-8` (default), `utf-16le`, `latin1` (U+0000 to U+00FF) or `ascii` (U+0000 to U+007F).
 * @returns The bytes, in their own buffer.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `text` isn't a string; `ERR_ARGUMENT_VALUE` for an unknown charset;
 * `ERR_TEXT_NOT_WELL_FORMED` for a lone surrogate; `ERR_TEXT_NOT_ENCODABLE` for a character that the charset doesn't
 * have, with its position.
 * @see RFC 3629 (UTF-8), RFC 2781 (UTF-16LE), ISO/IEC 8859-1, RFC 20 (ASCII).
 *
 * @example
 * ```ts
 * import { encodeText } from 'credwire/codecs';
 *
 * [...encodeText('pé')]; // => [0x70, 0xc3, 0xa9]
 * [...encodeText('pé', 'latin1')]; // => [0x70, 0xe9]
 * ```
 */
export function encodeText(text: string, charset: Charset = 'utf-8'): Uint8Array<ArrayBuffer> {
  return encodeTextOf('encodeText: "text"', text, charsetCheck('encodeText: "charset"', charset));
}

/** The same, for a string that the caller knows by another name. This is where the string is checked. @internal */
export function encodeTextOf(label: string, text: string, charset: Charset): Bytes {
  const checked = textCheck(label, text);
  switch (charset) {
    case 'utf-8':
      return encodeUtf8(checked);
    case 'utf-16le':
      return encodeUtf16le(checked);
    case 'latin1':
      return encodeSingleBytes(label, checked, 'latin1', 0xff);
    case 'ascii':
      return encodeSingleBytes(label, checked, 'ascii', 0x7f);
  }
}

/** The UTF-16LE of a string that's known to be well formed. @internal */
export function encodeUtf16le(text: string): Bytes {
  const encoded = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    encoded[2 * at] = unit & 0xff;
    encoded[2 * at + 1] = unit >> 8;
  }
  return encoded;
}

function encodeSingleBytes(label: string, text: string, charset: Charset, most: number): Bytes {
  const encoded = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > most) {
      encoded.fill(0);
      throw new InputError(
        'ERR_TEXT_NOT_ENCODABLE',
        `${label}: expected only ${charset} characters, got a different one at position ${at} of ${text.length}`,
      );
    }
    encoded[at] = unit;
  }
  return encoded;
}

/**
 * Percent-encoding and form encoding. They differ in five characters and the space. In both, a literal `+` must become
 * `%2B`, because an unencoded `+` reaches the server as a space.
 */
import { guarded, text as textCheck, unexpected } from '../core/check.js';

/**
 * Percent-encodes text for a query value or a path segment: the unreserved characters (letters, digits, `-`, `.`, `_`,
 * `~`) stay, and every other byte of its UTF-8 becomes `%XX` in upper case.
 *
 * @param text - Well-formed UTF-16 of any length.
 * @returns ASCII text; don't encode it again.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `text` isn't a string; `ERR_TEXT_NOT_WELL_FORMED` for a lone
 * surrogate.
 * @see RFC 3986, sections 2.1 to 2.4.
 *
 * @example
 * ```ts
 * import { percentEncode } from 'credwire/codecs';
 *
 * percentEncode("a+b c*é'"); // => 'a%2Bb%20c%2A%C3%A9%27'
 * ```
 */
export function percentEncode(text: string): string {
  return encodeAscii(PERCENT_ESCAPES, text) ?? percentEncodeOthers(textCheck('percentEncode: "text"', text));
}

/** The same, for a checked string. @internal */
export function percentEncodeOf(text: string): string {
  return encodeAscii(PERCENT_ESCAPES, text) ?? percentEncodeOthers(text);
}

/** A query of checked names and values, in order, percent-encoded and without the "?". @internal */
export function encodeQuery(pairs: readonly Pair[]): string {
  return pairs.map(([name, value]) => `${percentEncodeOf(name)}=${percentEncodeOf(value)}`).join('&');
}

function percentEncodeOthers(text: string): string {
  return encodeAllBut(text, /[!'()*]/g);
}

type Pair = readonly [name: string, value: string];

/**
 * Serialises pairs as `application/x-www-form-urlencoded`: letters, digits, `*`, `-`, `.` and `_` stay, a space becomes
 * `+`, and every other byte of the UTF-8 becomes `%XX`. The result is the same as `URLSearchParams`, except that a lone
 * surrogate is rejected and not replaced.
 *
 * @param pairs - Name and value pairs, in order; names can repeat.
 * @returns ASCII text, `name=value` joined with `&`; empty if there are no pairs.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `pairs` isn't an iterable of pairs of strings;
 * `ERR_TEXT_NOT_WELL_FORMED` for a lone surrogate.
 * @see WHATWG URL Standard, section 5.2 (the application/x-www-form-urlencoded serializer).
 *
 * @example
 * ```ts
 * import { formUrlEncode } from 'credwire/codecs';
 *
 * formUrlEncode([['grant_type', 'password'], ['password', 'a+b c~']]); // => 'grant_type=password&password=a%2Bb+c%7E'
 * ```
 */
export function formUrlEncode(pairs: Iterable<readonly [string, string]>): string {
  const label = 'formUrlEncode: "pairs"';
  return guarded(label, () => {
    if (typeof pairs !== 'object' || typeof pairs?.[Symbol.iterator] !== 'function') {
      throw unexpected('ERR_ARGUMENT_TYPE', label, 'an iterable of pairs of strings', pairs);
    }
    let form = '';
    let position = 0;
    for (const pair of pairs) {
      if (!Array.isArray(pair) || pair.length !== 2) {
        throw unexpected('ERR_ARGUMENT_TYPE', `formUrlEncode: pair ${position}`, 'a name and a value', pair);
      }
      if (position > 0) form += '&';
      form += `${encodeFormPart(position, pair[0])}=${encodeFormPart(position, pair[1])}`;
      position++;
    }
    return form;
  });
}

/** The same, for checked names and values. @internal */
export function encodeForm(pairs: readonly Pair[]): string {
  const encode = (part: string) => encodeAscii(FORM_ESCAPES, part) ?? formEncodeOthers(part);
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

function encodeFormPart(position: number, part: unknown): string {
  return encodeAscii(FORM_ESCAPES, part) ?? formEncodeOthers(textCheck(`formUrlEncode: pair ${position}`, part));
}

function formEncodeOthers(text: string): string {
  return encodeAllBut(text, /[!'()~]/g).replaceAll('%20', '+');
}

const PERCENT_ESCAPES = /* @__PURE__ */ escapesOfAllBut(/[A-Za-z0-9._~-]/, '%20');
const FORM_ESCAPES = /* @__PURE__ */ escapesOfAllBut(/[A-Za-z0-9*._-]/, '+');

// The replacement of each ASCII character; none for those that stay.
function escapesOfAllBut(kept: RegExp, space: string): readonly string[] {
  return Array.from({ length: 0x80 }, (_, code) => {
    const character = String.fromCharCode(code);
    return kept.test(character) ? '' : character === ' ' ? space : escaped(code);
  });
}

// Encodes ASCII text, which most text is, in one pass; undefined for any other value. ASCII has no surrogates, so
// there's nothing left to check. A sign-in form takes a third of the time of encodeURIComponent and its corrections
// (see docs/benchmarks.md).
function encodeAscii(escapes: readonly string[], text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  let encoded = '';
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) return undefined;
    if (escapes[code] === '') continue;
    encoded += text.slice(start, at) + escapes[code];
    start = at + 1;
  }
  return start === 0 ? text : encoded + text.slice(start);
}

// encodeURIComponent doesn't encode A-Z a-z 0-9 - . _ ~ ! ' ( ) * (ECMA-262, section 19.2.6.4); `surplus` are the ones
// among them that this encoding does encode.
function encodeAllBut(text: string, surplus: RegExp): string {
  return encodeURIComponent(text).replace(surplus, (character) => escaped(character.charCodeAt(0)));
}

function escaped(code: number): string {
  return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Encodes text as bytes: the right bytes, and those that people get instead. */
import { encodeTextOf, encodeUtf16le } from '../codecs/text.js';
import { encodeUtf8 } from '../core/bytes.js';
import type { Bytes } from '../core/check.js';
import { joined, latin1Text } from './bytes.js';
import { type Fault, fault } from './findings.js';

/** A charset that a vendor's dialect can use. */
export type TextCharset = 'utf-8' | 'utf-16le' | 'latin1' | 'ascii';

/** Bytes, and the mistakes that produce them. */
export interface Variant {
  readonly bytes: Bytes;
  readonly faults: readonly Fault[];
}

/**
 * Every known way to turn text into bytes, the right one first, then by the number of mistakes.
 *
 * @param text - Well formed, and encodable in `charset`.
 */
export function plaintextVariants(text: string, charset: TextCharset): readonly Variant[] {
  const variants: Variant[] = [];
  const known = new Set<string>();
  const add = (bytes: Bytes, faults: readonly Fault[]) => {
    const key = latin1Text(bytes);
    if (!known.has(key)) variants.push({ bytes, faults });
    known.add(key);
  };
  add(encodeTextOf('', text, charset), []);
  const spelled = spellings(text);
  for (const [spelling, faults] of spelled)
    for (const [bytes, more] of charsets(spelling, charset)) add(bytes, [...faults, ...more]);
  return variants.sort((one, other) => one.faults.length - other.faults.length);
}

type Spelling = readonly [text: string, faults: readonly Fault[]];

/** The text itself, and the text after common accidents. */
export function spellings(text: string): readonly Spelling[] {
  const space = [fault('SPACE_ADDED', { stage: 'text' })];
  const quoted = [fault('QUOTED_VALUE', { stage: 'text' })];
  const spaces = ['\n', '\r\n', '\r', ' ', '\t'].map((end): Spelling => [`${text}${end}`, space]);
  const quotes = ['"', "'"].map((mark): Spelling => [`${mark}${text}${mark}`, quoted]);
  const forms = [text.normalize('NFC'), text.normalize('NFD')]
    .filter((form) => form !== text)
    .map((form): Spelling => [form, [fault('UNICODE_FORM')]]);
  return [[text, []], ...spaces, [` ${text}`, space], ...quotes, [`\u201c${text}\u201d`, quoted], ...forms];
}

function charsets(text: string, charset: TextCharset): readonly (readonly [Bytes, readonly Fault[]])[] {
  const utf8 = encodeUtf8(text);
  const utf16 = encodeUtf16le(text);
  const asAsked = charset === 'utf-16le' ? utf16 : narrow(text, charset);
  const utf16be = utf16.map((_, at) => Number(utf16[at ^ 1]));
  const latin1 = narrow(text, 'latin1');
  const bom = [fault('BOM_ADDED')];
  return [
    [asAsked, []],
    [utf8, charset === 'utf-8' ? [] : [fault('CHARSET_UTF8')]],
    [utf16, charset === 'utf-16le' ? [] : [fault('CHARSET_UTF16')]],
    [utf16be, [fault('CHARSET_UTF16')]],
    [latin1, charset === 'latin1' ? [] : [fault('CHARSET_LATIN1')]],
    [replaced(text), [fault('CHARSET_ASCII')]],
    [encodeUtf8(latin1Text(utf8)), [fault('UTF8_TWICE')]],
    [joined(Uint8Array.from([0xef, 0xbb, 0xbf]), utf8), bom],
    [joined(Uint8Array.from([0xff, 0xfe]), utf16), [...bom, fault('CHARSET_UTF16')]],
    [joined(Uint8Array.from([0xfe, 0xff]), utf16be), [...bom, fault('CHARSET_UTF16')]],
    [joined(asAsked, Uint8Array.from([0])), [fault('NUL_ADDED')]],
  ];
}

// One byte per character: anything that the charset doesn't have becomes "?", as in .NET and Java.
function narrow(text: string, charset: TextCharset): Bytes {
  if (charset === 'utf-8') return encodeUtf8(text);
  const most = charset === 'latin1' ? 0xff : 0x7f;
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    return character.length > 1 || code > most ? 0x3f : code;
  });
}

const replaced = (text: string) => narrow(text, 'ascii');

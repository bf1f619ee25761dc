/** Undoes the encoding of a field's value step by step, until it's the intended value. */
import { encodeBase64 } from '../codecs/base64.js';
import { encodeUtf8 } from '../core/bytes.js';
import { decodeFormPart, decodePart } from '../core/url.js';
import { latin1Text } from './bytes.js';
import { type Fault, fault } from './findings.js';
import { spellings } from './plaintext.js';

/** How a value was sent. */
export type Via = 'query' | 'form' | 'json' | 'multipart';

/** A value as it was seen. */
export interface SeenValue {
  /** As in the message: encoded in a query or form, plain elsewhere. */
  readonly raw: string;
  readonly via: Via;
}

/** Text that a value could stand for, and the mistakes if it does. */
export interface Reading {
  readonly text: string;
  readonly faults: readonly Fault[];
}

/** Longer values are only read in the right way. */
const MOST_CHARACTERS = 8192;
const MOST_READINGS = 80;
const MOST_STEPS = 3;

/** Whether a value is percent-encoded in transit. */
const isEncoded = ({ via }: SeenValue) => via === 'query' || via === 'form';

/** What the server reads as the value. */
export const received = (value: SeenValue): string => (isEncoded(value) ? decodeFormPart(value.raw) : value.raw);

/** Every reading of a value, by the number of mistakes; the first is what the server sees. */
export function readings(value: SeenValue): readonly Reading[] {
  const found: Reading[] = [{ text: received(value), faults: [] }];
  if (value.raw.length > MOST_CHARACTERS) return found;
  const known = new Set(found.map(({ text }) => text));
  const add = (text: string | undefined, faults: readonly Fault[]) => {
    if (text === undefined || known.has(text) || found.length >= MOST_READINGS) return;
    known.add(text);
    found.push({ text, faults });
  };
  if (isEncoded(value)) for (const { text, faults } of misread(value.raw)) add(text, faults);
  for (let at = 0; at < found.length; at++) {
    const { text, faults } = found[at] as Reading; // in range
    if (faults.length < MOST_STEPS)
      for (const [undone, more] of undo(text, value, faults)) add(undone, [...faults, more]);
  }
  return found.sort((one, other) => one.faults.length - other.faults.length);
}

// What the sender could have meant by part of a query that was encoded partly, or not at all.
function* misread(raw: string): Generator<Reading> {
  if (raw.includes('+')) yield { text: decodePart(raw), faults: [fault('PLUS_LOST')] };
  if (/%[0-9a-f]{2}/i.test(raw)) yield { text: raw, faults: [fault('NOT_ENCODED')] };
  const bytes = raw.replaceAll('+', ' ').replace(/%([0-9a-f]{2})/gi, (_, hex: string) => character(hex));
  const isUtf8 = decodeFormPart(raw) !== raw.replaceAll('+', ' ');
  if (!isUtf8 && /%[89a-f]/i.test(raw)) yield { text: bytes, faults: [fault('CHARSET_LATIN1')] };
  if (/%u[0-9a-f]{4}/i.test(raw)) {
    const text = raw.replace(/%u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_, unit?: string, hex?: string) =>
      character(String(unit ?? hex)),
    );
    yield { text, faults: [fault('PERCENT_U')] };
  }
}

const character = (hex: string) => String.fromCharCode(Number(`0x${hex}`));

type Step = readonly [text: string, fault: Fault];

function* undo(text: string, value: SeenValue, done: readonly Fault[]): Generator<Step> {
  const isFirstInJson = !isEncoded(value) && !done.some(({ code }) => code === 'PERCENT_IN_JSON');
  const again = isFirstInJson ? fault('PERCENT_IN_JSON') : fault('ENCODED_TWICE');
  if (text.includes(' ') && isEncoded(value) && !done.some(({ code }) => code === 'PLUS_LOST'))
    yield [text.replaceAll(' ', '+'), fault('PLUS_LOST')];
  if (/%[0-9a-f]{2}/i.test(text)) yield [decodePart(text), again];
  if (/%[0-9a-f]{2}|\+/i.test(text)) yield [decodeFormPart(text), again];
  if (/^b(['"])[\s\S]*\1$/.test(text)) yield [text.slice(2, -1), fault('BYTES_LITERAL')];
  if (QUOTED.test(text)) yield [text.slice(1, -1), fault('QUOTED_VALUE')];
  const trimmed = text.trim();
  if (trimmed !== text) yield [trimmed, fault('SPACE_ADDED')];
  if (/&(?:amp|lt|gt|quot|#\d+|#x[0-9a-f]+);/i.test(text)) yield [withoutEntities(text), fault('HTML_ESCAPED')];
}

const QUOTED = /^(?:"[\s\S]*"|'[\s\S]*'|`[\s\S]*`|[“”„«][\s\S]*[“”»]|[‘’‚][\s\S]*[‘’])$/;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function withoutEntities(text: string): string {
  return text.replace(
    /&(?:(amp|lt|gt|quot)|#(\d{1,6})|#x([0-9a-f]{1,4}));/gi,
    (_, name?: string, decimal?: string, hex?: string) =>
      name === undefined ? String.fromCharCode(Number(decimal ?? `0x${hex}`)) : String(ENTITIES[name.toLowerCase()]),
  );
}

/** Looks for the matching reading with the fewest mistakes; `undefined` if none matches. */
export function fewestFaults(
  found: readonly Reading[],
  match: (text: string) => readonly Fault[] | undefined,
): readonly Fault[] | undefined {
  let best: readonly Fault[] | undefined;
  for (const { text, faults } of found) {
    if (best !== undefined && faults.length >= best.length) break; // they are sorted
    const more = match(text);
    const total = more && [...faults, ...more];
    if (total !== undefined && (best === undefined || total.length < best.length)) best = total;
  }
  return best;
}

/** How text differs from the intended text; `undefined` if it's something else entirely. */
export function plainMatch(expected: string): (text: string) => readonly Fault[] | undefined {
  const utf8 = encodeUtf8(expected);
  const others = new Map<string, readonly Fault[]>([
    [encodeBase64(utf8), [fault('BASE64_EXTRA')]],
    [`\uFEFF${expected}`, [fault('BOM_ADDED')]],
    [`${expected}\0`, [fault('NUL_ADDED')]],
    [latin1Text(utf8), [fault('UTF8_TWICE')]],
    [expected.replace(/[^\0-\x7f]/gu, '?'), [fault('CHARSET_ASCII')]],
    [expected.replace(/[^\0-\x7f]/gu, '\uFFFD'), [fault('CHARSET_LATIN1')]],
    ...spellings(expected),
    [expected, []],
  ]);
  return (text) => others.get(text);
}

/** The fault of a placeholder: a variable that wasn't filled in, or a hidden value. */
export function placeholderFault(text: string): Fault | undefined {
  if (/^(?:\*{3,}|•{3,}|\[?<?redacted>?\]?)$/i.test(text)) return fault('REDACTED');
  const isUnset =
    /^(?:undefined|null|None|nil|NaN|\[object \w{1,20}\]|\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$[A-Z_]{2,}|%[A-Z_]{2,}%|<[\w -]{1,40}>|\{\w{1,40}\})$/;
  return isUnset.test(text) ? fault('VALUE_UNSET') : undefined;
}

/** Whether the server reads a value correctly, but in a format that it doesn't have to accept. */
export function isUnescaped({ raw, via }: SeenValue, isBase64: boolean): boolean {
  if (via === 'json' || via === 'multipart') return false;
  return (isBase64 ? /[^!-~]|["<>\\^`{|}=/]/ : /[^!-~]|["<>\\^`{|}]/).test(raw) || /%(?![0-9a-f]{2})/i.test(raw);
}

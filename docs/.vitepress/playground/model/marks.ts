/** Values as the page shows them: long ones are cut, and the parts that matter are marked. */

/** A piece of a value. */
export interface Run {
  readonly text: string;
  /** Why it is marked. */
  readonly mark?: 'plus' | 'escape' | 'padding' | 'frame';
}

/** At most this much is shown: nobody reads a megabyte. */
export const MOST_TEXT = 3000;
const MOST_BYTES = 512;
const ROW = 16;

const MARKED = /(?<plus>[+/=]+)|(?<escape>(?:%[0-9A-F]{2})+)/g;

/** Base64 with its three special characters marked, or an encoded value with its escapes and each `+`. */
export function markedText(text: string): readonly Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const { index, groups, 0: found } of text.matchAll(MARKED)) {
    if (index > at) runs.push({ text: text.slice(at, index) });
    runs.push({ text: found, mark: groups?.plus === undefined ? 'escape' : 'plus' });
    at = index + found.length;
  }
  if (at < text.length) runs.push({ text: text.slice(at) });
  return runs;
}

/** Cuts a long string, never inside a character. */
export function cut(text: string): { readonly text: string; readonly hidden: number } {
  if (text.length <= MOST_TEXT) return { text, hidden: 0 };
  const end = /[\uD800-\uDBFF]/.test(text.charAt(MOST_TEXT - 1)) ? MOST_TEXT - 1 : MOST_TEXT;
  return { text: text.slice(0, end), hidden: text.length - end };
}

/** A byte, and what it is part of. */
export interface ShownByte {
  readonly hex: string;
  readonly mark?: 'padding' | 'frame';
}

/** A row of sixteen bytes. */
export interface HexRow {
  readonly offset: string;
  readonly bytes: readonly ShownByte[];
  /** As ASCII, with dots for what can't be shown. */
  readonly ascii: string;
}

/** Bytes in rows, the padding marked; at most the first ones. */
export function hexRows(stage: string, hex: string): { readonly rows: readonly HexRow[]; readonly hidden: number } {
  const pairs = hex.match(/../g) ?? [];
  const mark = stage === 'padded' ? paddingOf(pairs) : () => undefined;
  const rows: HexRow[] = [];
  for (let start = 0; start < Math.min(pairs.length, MOST_BYTES); start += ROW) {
    const part = pairs.slice(start, start + ROW);
    rows.push({
      offset: start.toString(16).padStart(4, '0'),
      bytes: part.map((pair, index) => {
        const why = mark(start + index);
        return why === undefined ? { hex: pair } : { hex: pair, mark: why };
      }),
      ascii: part.map(printable).join(''),
    });
  }
  return { rows, hidden: Math.max(0, pairs.length - MOST_BYTES) };
}

const printable = (pair: string): string => {
  const code = Number.parseInt(pair, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
};

/** Which bytes are padding: PKCS#1 v1.5 begins with 00 02 and ends its padding with 00; PKCS#7 says its length at the end. */
function paddingOf(pairs: readonly string[]): (index: number) => 'padding' | 'frame' | undefined {
  if (pairs[0] === '00' && pairs[1] === '02' && pairs.length >= 64) {
    const end = pairs.indexOf('00', 2);
    return (index) => (index < 2 || index === end ? 'frame' : index < end ? 'padding' : undefined);
  }
  const count = Number.parseInt(pairs.at(-1) ?? '00', 16);
  return (index) => (index >= pairs.length - count ? 'padding' : undefined);
}

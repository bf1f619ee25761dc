/** Grammar-based fuzzing: valid documents, cut into the pieces of their grammar and put together wrong. */
import fc from 'fast-check';

/** Everything that Unicode, XML, JavaScript or some old reader treats as whitespace or doesn't show. */
export const WHITE_SPACE: readonly string[] = [
  ...'\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A',
  ...'\u2028\u2029\u202F\u205F\u3000\u180E\u200B\u200C\u200D\u2060\uFEFF\u00AD\u034F\u061C\u115F\u3164\uFFA0\0',
];

/** What a document is cut into: markup of XML, JSON, PEM and HTTP as a whole, words as a whole, all else by character. */
const PIECE = /<!--|-->|<!\[CDATA\[|\]\]>|<!|<\?|\?>|<\/|\/>|-----|\r\n|%[0-9A-Fa-f]{2}|[\w+=.-]+|./gs;

/** The pieces of a document; joined, they are the document again. */
export function piecesOf(document: string): string[] {
  return document.match(PIECE) ?? [];
}

interface Edit {
  readonly kind: 'delete' | 'repeat' | 'swap' | 'insert' | 'replace' | 'split' | 'cut' | 'splice' | 'wrap' | 'case';
  readonly at: number;
  readonly length: number;
  readonly other: number;
  readonly word: string;
}

function apply(pieces: readonly string[], edit: Edit, documents: readonly string[]): string[] {
  const at = edit.at % (pieces.length + 1);
  const end = Math.min(at + edit.length, pieces.length);
  const [before, middle, behind] = [pieces.slice(0, at), pieces.slice(at, end), pieces.slice(end)];
  const piece = middle[0] ?? '';
  const half = edit.other % (piece.length + 1);
  switch (edit.kind) {
    case 'delete':
      return [...before, ...behind];
    case 'repeat':
      return [...before, ...Array.from({ length: 2 + (edit.other % 3) }, () => middle).flat(), ...behind];
    case 'swap': {
      const place = edit.other % (behind.length + 1);
      return [...before, ...behind.slice(0, place), ...middle, ...behind.slice(place)];
    }
    case 'insert':
      return [...before, edit.word, ...middle, ...behind];
    case 'replace':
      return [...before, edit.word, ...behind];
    case 'split':
      return [...before, piece.slice(0, half), edit.word, piece.slice(half), ...middle.slice(1), ...behind];
    case 'cut':
      return before;
    case 'splice': {
      const donor = piecesOf(documents[edit.other % documents.length] ?? '');
      return [...before, ...donor.slice(edit.length % (donor.length + 1))];
    }
    case 'wrap':
      return [...before, edit.word, ...middle, edit.word, ...behind];
    case 'case':
      return [
        ...before,
        ...middle.map((text) => (edit.other % 2 ? text.toUpperCase() : text.toLowerCase())),
        ...behind,
      ];
  }
}

/**
 * One of the documents after a few edits: pieces deleted, repeated, moved, replaced, split, wrapped, cut off, spliced
 * with another document, in other case; what is put in comes from the words.
 */
export function edited(documents: readonly string[], words: readonly string[], most = 4): fc.Arbitrary<string> {
  const edit: fc.Arbitrary<Edit> = fc.record({
    kind: fc.constantFrom('delete', 'repeat', 'swap', 'insert', 'replace', 'split', 'cut', 'splice', 'wrap', 'case'),
    at: fc.nat(),
    length: fc.nat(6),
    other: fc.nat(10_000),
    word: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...words) },
      { weight: 1, arbitrary: fc.constantFrom(...WHITE_SPACE) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
    ),
  });
  return fc
    .tuple(fc.constantFrom(...documents), fc.array(edit, { minLength: 1, maxLength: most }))
    .map(([document, edits]) =>
      edits.reduce((pieces, change) => apply(pieces, change, documents), piecesOf(document)).join(''),
    );
}

/** Every document that begins like this one and ends too early. */
export function cutShort(document: string): string[] {
  return Array.from({ length: document.length }, (_, length) => document.slice(0, length));
}

/** The document once for each place between two pieces, with something put in there. */
export function putEverywhere(document: string, inserted: string): string[] {
  const pieces = piecesOf(document);
  return Array.from({ length: pieces.length + 1 }, (_, at) =>
    [...pieces.slice(0, at), inserted, ...pieces.slice(at)].join(''),
  );
}

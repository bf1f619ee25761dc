import { decodeBase64, encodeBase64, encodeText, formUrlEncode, percentEncode } from 'credwire/codecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64Url, encodeBase64Url } from '../../src/codecs/base64.js';
import { anyText, bytesUpTo, mutationOf, wellFormedText } from '../support/arbitraries.js';
import { hexDigits } from '../support/bytes.js';
import { outcomeOf } from '../support/thrown.js';

// Node's own encoder replaces lone surrogates, so that the text does not come back.
const isWellFormed = (text: string) => Buffer.from(text, 'utf8').toString('utf8') === text;

describe('encodeText', () => {
  it.each(['utf-8', 'utf-16le'] as const)('writes %s that TextDecoder reads back', (charset) => {
    const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: true });
    fc.assert(
      fc.property(wellFormedText(), (text) => {
        expect(decoder.decode(encodeText(text, charset))).toBe(text);
      }),
    );
  });

  it.each([
    ['latin1', 0xff],
    ['ascii', 0x7f],
  ] as const)('writes %s that Node reads back, and refuses exactly what it does not have', (charset, most) => {
    const mostlyEncodable = fc
      .array(fc.oneof({ weight: 20, arbitrary: fc.nat(most) }, { weight: 1, arbitrary: fc.nat(0xd7ff) }))
      .map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(mostlyEncodable, (text) => {
        const fits = [...text].every((character) => character.charCodeAt(0) <= most);
        if (fits) expect(Buffer.from(encodeText(text, charset)).toString('latin1')).toBe(text);
        else expect(outcomeOf(() => encodeText(text, charset))).toBe('ERR_TEXT_NOT_ENCODABLE');
      }),
    );
  });

  it('refuses exactly the strings with a lone surrogate', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('utf-8', 'utf-16le'), (text, charset) => {
        const expected = isWellFormed(text) ? 'returned' : 'ERR_TEXT_NOT_WELL_FORMED';
        expect(outcomeOf(() => encodeText(text, charset))).toBe(expected);
      }),
    );
  });
});

describe('percentEncode', () => {
  it('writes what decodeURIComponent and a URL read back, in unreserved characters and escapes', () => {
    fc.assert(
      fc.property(wellFormedText(), (text) => {
        const encoded = percentEncode(text);
        expect(encoded).toMatch(/^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(text);
        expect(new URL(`https://host/?a=${encoded}&b=`).searchParams.get('a')).toBe(text);
      }),
    );
  });

  it('writes what encodeURIComponent writes, and escapes the five characters that RFC 3986 reserves besides', () => {
    fc.assert(
      fc.property(fc.oneof(wellFormedText(), fc.string({ unit: 'binary-ascii' })), (text) => {
        const plain = encodeURIComponent(text).replace(
          /[!'()*]/g,
          (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
        );
        expect(percentEncode(text)).toBe(plain);
      }),
    );
  });

  it('encodes piece by piece as it encodes the whole', () => {
    fc.assert(
      fc.property(wellFormedText(), wellFormedText(), (one, other) => {
        expect(percentEncode(one + other)).toBe(percentEncode(one) + percentEncode(other));
      }),
    );
  });

  it('refuses exactly the strings with a lone surrogate', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const expected = isWellFormed(text) ? 'returned' : 'ERR_TEXT_NOT_WELL_FORMED';
        expect(outcomeOf(() => percentEncode(text))).toBe(expected);
        expect(outcomeOf(() => formUrlEncode([[text, text]]))).toBe(expected);
      }),
    );
  });
});

describe('formUrlEncode', () => {
  const part = fc.oneof(wellFormedText(12), fc.string({ unit: 'binary-ascii' }));
  const pairs = fc.array(fc.tuple(part, part), { maxLength: 6 });

  it('writes what URLSearchParams writes and reads back', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const encoded = formUrlEncode(list);
        expect(encoded).toBe(new URLSearchParams(list).toString());
        expect([...new URLSearchParams(encoded)]).toEqual(list);
      }),
    );
  });
});

describe('Base64', () => {
  it('is what Node writes, and reads back', () => {
    fc.assert(
      fc.property(bytesUpTo(100), (bytes) => {
        const encoded = encodeBase64(bytes);
        expect(encoded).toBe(Buffer.from(bytes).toString('base64'));
        expect(hexDigits(decodeBase64(encoded))).toBe(hexDigits(bytes));
        expect(encodeBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(hexDigits(decodeBase64Url(encodeBase64Url(bytes)))).toBe(hexDigits(bytes));
      }),
    );
  });

  it('is refused exactly if writing it again would give different text', () => {
    const inserted = fc.oneof(
      fc.constantFrom('', '=', '==', 'A', '+', '/', '-', '_', ' ', '\n', '\r\n', '\u00A0', '\uFEFF', 'Ａ'),
      fc.string({ maxLength: 2 }),
    );
    const text = bytesUpTo(12).chain((bytes) => mutationOf(Buffer.from(bytes).toString('base64'), inserted));
    fc.assert(
      fc.property(text, (mutated) => {
        const isCanonical = Buffer.from(mutated, 'base64').toString('base64') === mutated;
        expect(outcomeOf(() => decodeBase64(mutated))).toBe(isCanonical ? 'returned' : 'ERR_BASE64');
      }),
      { numRuns: 1000 },
    );
  });
});

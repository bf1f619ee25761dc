import { formatRsaKeyValue, parseRsaKeyValue, type RsaPublicKey } from 'credwire/codecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexDigits } from '../support/bytes.js';
import { cutShort, edited, piecesOf, putEverywhere, WHITE_SPACE } from '../support/edits.js';
import { EXPONENT, keyXml, MODULUS } from '../support/rsa-key-value.js';
import { hasTricks, numbersByEye } from '../support/rsa-key-value-search.js';
import { KEY_1024, KEY_2048 } from '../support/rsa-keys.js';
import { tally, verdictOf, wordOf } from '../support/verdict.js';

/** A modulus that no test key has: a parser that returns it has been misled. */
const HIDDEN = Buffer.alloc(128, 0xee).fill(0xed, 127).toString('base64');
const HIDDEN_ELEMENT = `<Modulus>${HIDDEN}</Modulus>`;

const numbersOf = ({ modulus, exponent }: RsaPublicKey) => [hexDigits(modulus), hexDigits(exponent)];
const KEY = numbersOf(KEY_1024.key);
const REFUSALS = ['ERR_RSA_XML', 'ERR_RSA_KEY', 'ERR_RSA_KEY_SIZE', 'ERR_TEXT_NOT_WELL_FORMED'];

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const DOCUMENTS = [
  formatRsaKeyValue(KEY_1024.key),
  formatRsaKeyValue(KEY_2048.key),
  keyXml({ before: '\uFEFF<?xml version="1.0" encoding="utf-8"?>\r\n<!-- key -->', between: '\n  ', behind: '\n' }),
  `<ds:RSAKeyValue xmlns:ds="${DSIG}">\n <ds:Exponent>${EXPONENT}</ds:Exponent><!--n-->\n <ds:Modulus>\n${MODULUS.slice(
    0,
    64,
  )}\n${MODULUS.slice(64)}\n </ds:Modulus>\n</ds:RSAKeyValue>`,
];

const WORDS = [
  ...[
    '<!--',
    '-->',
    '--',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '<',
    '>',
    '/',
    '=',
    '"',
    "'",
    '&',
    ';',
    ' ',
    ':',
    'AQAB',
    '====',
  ],
  ...['<Modulus>', '</Modulus>', '<Exponent>', '</Exponent>', '<RSAKeyValue>', '</RSAKeyValue>', '<D>AQAB</D>', '<P/>'],
  ...[HIDDEN, HIDDEN_ELEMENT, `<!--${HIDDEN_ELEMENT}-->`, ' xmlns="x"', ' xmlns:ds="y"', 'ds:', 'x:', '<x:Modulus>'],
  ...[
    '<!DOCTYPE x>',
    '<!DOCTYPE x [<!ENTITY e "AQAB">]>',
    '&e;',
    '&#65;',
    '&#x41;',
    '&amp;',
    '%e;',
    '<?xml version="1.0"?>',
  ],
];

describe('RSAKeyValue, edited at random', () => {
  it('is refused with a code, or read as the numbers in it', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(edited(DOCUMENTS, WORDS), (xml) => {
        const verdict = verdictOf(() => parseRsaKeyValue(xml));
        seen.add(wordOf(verdict));
        if ('code' in verdict) expect(REFUSALS).toContain(verdict.code);
        else {
          expect(numbersOf(verdict.value)).toEqual(numbersByEye(xml));
          expect(hasTricks(xml)).toBe(false);
        }
      }),
      { numRuns: 3000 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['returned', 'ERR_RSA_XML']));
  });
});

describe('RSAKeyValue, edited at every place', () => {
  it('is refused wherever it is cut short', () => {
    for (const document of DOCUMENTS) {
      const whole = document.trimEnd(); // whitespace after the root may be missing
      const words = cutShort(whole).map((xml) => wordOf(verdictOf(() => parseRsaKeyValue(xml))));
      expect(tally(words)).toEqual({ ERR_RSA_XML: whole.length });
    }
  });

  it("takes only XML's four whitespace characters, and reads the same key between them", () => {
    for (const space of WHITE_SPACE) {
      for (const xml of DOCUMENTS.flatMap((document) => putEverywhere(document, space))) {
        const verdict = verdictOf(() => parseRsaKeyValue(xml));
        if ('code' in verdict) expect(REFUSALS).toContain(verdict.code);
        else {
          // In comments, in the name of a namespace and at the start, a document may hold more.
          const plain = xml.replace(/<!--.*?-->|"[^"]*"/gs, '').replace(/^\uFEFF/, '');
          expect(plain).toMatch(/^[\t\n\r -~]*$/);
          expect(numbersOf(verdict.value)).toEqual(numbersByEye(xml));
        }
      }
    }
  });

  it('is refused, or read as written, with any piece missing or doubled', () => {
    for (const document of DOCUMENTS) {
      const pieces = piecesOf(document);
      const changed = pieces.flatMap((piece, at) => {
        return [
          pieces.filter((_, other) => other !== at),
          pieces.flatMap((one, other) => (other === at ? [one, piece] : one)),
        ].map((list) => list.join(''));
      });
      for (const xml of changed) {
        const verdict = verdictOf(() => parseRsaKeyValue(xml));
        if (!('code' in verdict)) expect(numbersOf(verdict.value)).toEqual(numbersByEye(xml));
      }
    }
  });
});

describe('a second modulus', () => {
  const places: readonly (readonly [string, string])[] = [
    ['as an element', HIDDEN_ELEMENT],
    ['as an element of a declared prefix', `<x:Modulus xmlns:x="u">${HIDDEN}</x:Modulus>`],
    ['in a comment', `<!--${HIDDEN_ELEMENT}-->`],
    ['in a comment that ends early', `<!--x-->${HIDDEN_ELEMENT}<!--`],
    ['in CDATA', `<![CDATA[${HIDDEN_ELEMENT}]]>`],
    ['in an attribute', ` xmlns:x="${HIDDEN}"`],
    ['as markup in an attribute', ` xmlns:x="${HIDDEN_ELEMENT}"`],
    ['in a processing instruction', `<?x ${HIDDEN_ELEMENT}?>`],
    ['in a document type', `<!DOCTYPE x [<!ENTITY m "${HIDDEN_ELEMENT}">]>`],
    ['in a root of its own', keyXml({ modulus: HIDDEN })],
    ['behind the end of the first', `</Modulus>${HIDDEN_ELEMENT}<Modulus>`],
    ['as bare digits', HIDDEN],
  ];

  it.each(places)('%s is never read instead of the first, wherever it is', (_where, hidden) => {
    for (const xml of DOCUMENTS.flatMap((document) => putEverywhere(document, hidden))) {
      const verdict = verdictOf(() => parseRsaKeyValue(xml));
      if ('code' in verdict) expect(REFUSALS).toContain(verdict.code);
      else {
        // Digits next to digits make one longer number: nobody reads the second by itself.
        expect(hexDigits(verdict.value.modulus)).not.toBe(Buffer.from(HIDDEN, 'base64').toString('hex'));
        expect(numbersOf(verdict.value)).toEqual(numbersByEye(xml));
      }
    }
  });

  it('does not change the key from inside a comment or a namespace name', () => {
    expect(numbersOf(parseRsaKeyValue(keyXml({ between: `<!--${HIDDEN_ELEMENT}-->` })))).toEqual(KEY);
    expect(numbersOf(parseRsaKeyValue(keyXml({ attributes: ` xmlns="${HIDDEN}"` })))).toEqual(KEY);
  });
});

describe('the tricks of XML', () => {
  const lol = Array.from({ length: 10 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
  const tricks: readonly (readonly [string, string])[] = [
    ['an external entity', '<!ENTITY l SYSTEM "file:///etc/passwd">'],
    ['an external entity over the network', '<!ENTITY l PUBLIC "-//x//y" "http://evil.example/x">'],
    ['a billion laughs', `<!ENTITY l0 "lol">${lol}<!ENTITY l "&l10;">`],
    ['a quadratic blow-up', `<!ENTITY l "${'A'.repeat(60_000)}">`],
    ['a parameter entity', '<!ENTITY % p SYSTEM "http://evil.example/x.dtd"> %p;<!ENTITY l "AQAB">'],
    ['a default attribute', '<!ATTLIST RSAKeyValue xmlns CDATA "u"><!ENTITY l "AQAB">'],
    ['an entity of itself', '<!ENTITY l "&l;">'],
  ];

  it.each(tricks)('are refused at their first character: %s', (_what, subset) => {
    for (const exponent of ['&l;', '&l;&l;&l;&l;', EXPONENT]) {
      const xml = keyXml({ before: `<!DOCTYPE RSAKeyValue [${subset}]>`, exponent });
      expect(verdictOf(() => parseRsaKeyValue(xml))).toEqual({ code: 'ERR_RSA_XML' });
    }
  });

  it.each([
    '<!DOCTYPE RSAKeyValue SYSTEM "http://evil.example/x.dtd">',
    '<!DOCTYPE RSAKeyValue PUBLIC "-//x//y" "http://evil.example/x.dtd">',
    '<!doctype RSAKeyValue>',
    '<?xml-stylesheet href="http://evil.example/x.xsl"?>',
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
  ])('are refused wherever they stand: %s', (trick) => {
    for (const xml of putEverywhere(DOCUMENTS[0] ?? '', trick)) {
      expect(verdictOf(() => parseRsaKeyValue(xml))).toEqual({ code: 'ERR_RSA_XML' });
    }
  });
});

describe('large documents', () => {
  const room = (xml: string) => 65_536 - xml.length;

  it('are read up to the limit, wherever the bulk stands', () => {
    const parts = (bulk: string): readonly Parameters<typeof keyXml>[0][] => [
      { before: bulk },
      { attributes: ` xmlns="${bulk}"` },
      { between: bulk },
      { behind: bulk },
      { between: `<!--${bulk}-->` },
    ];
    for (const [at, empty] of parts('').entries()) {
      const fill = (extra: number) => keyXml(parts(' '.repeat(room(keyXml(empty)) + extra))[at]);
      expect(numbersOf(parseRsaKeyValue(fill(0)))).toEqual(KEY);
      expect(verdictOf(() => parseRsaKeyValue(fill(1)))).toEqual({ code: 'ERR_RSA_XML' });
    }
  });

  it.each([
    ['elements within elements', (count: number) => '<RSAKeyValue>'.repeat(count)],
    ['comments within comments', (count: number) => '<!--'.repeat(count)],
    ['attributes without end', (count: number) => `<RSAKeyValue${' xmlns:a="b"'.repeat(count)}`],
    ['moduli', (count: number) => `<RSAKeyValue>${`<Modulus>${EXPONENT}</Modulus>`.repeat(count)}`],
    ['end tags', (count: number) => keyXml() + '</RSAKeyValue>'.repeat(count)],
  ])('are refused without going deep: %s', (_what, documentOf) => {
    for (const count of [10, 1000, 2500]) {
      expect(verdictOf(() => parseRsaKeyValue(documentOf(count)))).toEqual({ code: 'ERR_RSA_XML' });
    }
  });
});

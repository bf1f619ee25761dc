import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edited, piecesOf, putEverywhere } from '../support/edits.js';

describe('a property that fails', () => {
  it('tells its seed, the path to the smallest case, and the case', () => {
    const fails = () =>
      fc.assert(
        fc.property(fc.nat(), (number) => number < 0),
        { seed: 4711 },
      );
    expect(fails).toThrow(/seed: 4711, path: "0(?::0)*".*Counterexample: \[0\]/s);
  });

  it('fails again by its seed', () => {
    const runs = [1, 2].map(() => {
      const details = fc.check(
        fc.property(edited(['<a b="c">d</a>'], ['x', '<!--']), (text) => text.length > 14),
        { seed: 4711 },
      );
      return [details.failed, details.counterexample];
    });
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]?.[0]).toBe(true);
  });
});

describe('edits', () => {
  it('cut a document into pieces that are the document when they are joined', () => {
    const document = '<?xml v="1"?>\r\n<!-- a --><![CDATA[b]]> {"c":[1,-2.5e3]} %2Bd=\u{1F600}&-----END';
    expect(piecesOf(document).join('')).toBe(document);
    expect(piecesOf(document)).toEqual(
      expect.arrayContaining(['<?', '?>', '\r\n', '<!--', '-->', '<![CDATA[', '%2B', '-----']),
    );
  });

  it('put something between any two pieces, at the start and at the end', () => {
    expect(putEverywhere('a<b', '!')).toEqual(['!a<b', 'a!<b', 'a<!b', 'a<b!']);
  });

  it('change nearly every document that they are given', () => {
    const same = fc
      .sample(edited(['<a b="c">d</a>'], ['x']), { numRuns: 1000, seed: 1 })
      .filter((text) => text === '<a b="c">d</a>');
    expect(same.length).toBeLessThan(300);
  });
});

import { parseRsaKeyValue } from 'credwire/codecs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { EXPONENT, keyXml } from '../support/rsa-key-value.js';
import { outcomeOf } from '../support/thrown.js';

afterEach(() => {
  vi.restoreAllMocks();
});

/**
 * How often the parser searches, and over how many characters. Counted and not timed, so that no slow machine fails
 * the test. What a regular expression does before it fails is not seen.
 */
function workOn(xml: string): number {
  let work = 0;
  const { exec } = RegExp.prototype;
  const { indexOf, startsWith } = String.prototype;
  vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text) {
    const match = Reflect.apply(exec, this, [text]);
    work += 1 + (match?.[0].length ?? 0);
    return match;
  });
  vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, search, from = 0) {
    const found = Reflect.apply(indexOf, this, [search, from]);
    work += 1 + (found < 0 ? this.length : found) - from;
    return found;
  });
  vi.spyOn(String.prototype, 'startsWith').mockImplementation(function (this: string, search, from) {
    work += 1;
    return Reflect.apply(startsWith, this, [search, from]);
  });
  outcomeOf(() => parseRsaKeyValue(xml));
  vi.restoreAllMocks();
  return work;
}

const attributes = (count: number) => Array.from({ length: count }, (_, at) => ` xmlns:p${at + 1000}="u"`).join('');

describe('parseRsaKeyValue', () => {
  it.each<[string, (count: number) => string]>([
    ['white space', (count) => keyXml({ before: ' '.repeat(count) })],
    ['white space in a declaration', (count) => keyXml({ before: `<?xml version="1.0"${' '.repeat(count)}?>` })],
    ['comments', (count) => keyXml({ between: '<!---->'.repeat(count) })],
    ['one long comment', (count) => keyXml({ between: `<!--${'<!-'.repeat(count)}-->` })],
    ['a comment without end', (count) => keyXml({ before: `<!--${'- '.repeat(count)}` })],
    ['comments that begin and do not end', (count) => keyXml({ before: '<!--'.repeat(count) })],
    ['attributes', (count) => keyXml({ attributes: attributes(count) })],
    ['one attribute too many', (count) => keyXml({ attributes: `${attributes(count)} x="y"` })],
    ['a long namespace', (count) => keyXml({ attributes: ` xmlns="${'u'.repeat(count)}"` })],
    ['a long prefix', (count) => keyXml({ attributes: ` xmlns:${'p'.repeat(count)}="u"` })],
    ['a name that does not end', (count) => `<${'R'.repeat(count)}`],
    ['a long value', (count) => keyXml({ modulus: 'A'.repeat(4 * count) })],
    ['a value in many lines', (count) => keyXml({ exponent: `${EXPONENT}${'\n'.repeat(count)}` })],
    ['nested elements', (count) => '<RSAKeyValue>'.repeat(count)],
  ])('does at most four times the work on four times as much: %s', (_what, documentOf) => {
    const [some, more] = [workOn(documentOf(500)), workOn(documentOf(2000))];
    expect(some).toBeGreaterThan(0);
    expect(more).toBeLessThanOrEqual(4 * some);
  });
});

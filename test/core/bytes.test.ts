import { describe, expect, it } from 'vitest';
import { binaryOf, encodeUtf8, sameDigest } from '../../src/core/bytes.js';
import { hexDigits } from '../support/bytes.js';

describe('encodeUtf8', () => {
  // The first and last character of each length, by the table of RFC 3629 section 3.
  it.each([
    ['', ''],
    ['\u0000', '00'],
    ['\u007F', '7f'],
    ['\u0080', 'c280'],
    ['\u07FF', 'dfbf'],
    ['\u0800', 'e0a080'],
    ['\uD7FF', 'ed9fbf'],
    ['\uE000', 'ee8080'],
    ['\uFFFF', 'efbfbf'],
    ['\u{10000}', 'f0908080'],
    ['\u{10FFFF}', 'f48fbfbf'],
  ])('encodes text %# as %2$s', (text, expected) => {
    expect(hexDigits(encodeUtf8(text))).toBe(expected);
  });

  it('agrees with TextEncoder on every character there is', () => {
    const reference = new TextEncoder();
    for (let first = 0; first <= 0x10ffff; first += 0x800) {
      if (first === 0xd800) continue; // the surrogates: 0x800 of them, and no characters
      const block = String.fromCodePoint(...Array.from({ length: 0x800 }, (_, offset) => first + offset));
      expect(Buffer.compare(encodeUtf8(block), reference.encode(block))).toBe(0);
    }
  });

  it('adds no byte order mark, and keeps one that is there', () => {
    expect(hexDigits(encodeUtf8('\uFEFFa'))).toBe('efbbbf61');
  });

  it('returns bytes in a buffer of their own length', () => {
    expect(encodeUtf8('aé').buffer.byteLength).toBe(3);
  });
});

describe('binaryOf', () => {
  it.each([0, 1, 7, 8, 9, 256])('gives a character for each of %i bytes', (length) => {
    const bytes = Uint8Array.from({ length }, (_, at) => at);
    expect(binaryOf(bytes)).toBe(Buffer.from(bytes).toString('latin1'));
  });

  it('takes a megabyte, which as arguments of one call would not fit the stack', () => {
    expect(binaryOf(new Uint8Array(2 ** 20).fill(0x41))).toBe('A'.repeat(2 ** 20));
  });
});

describe('sameDigest', () => {
  it('compares texts as it compares bytes', () => {
    expect(sameDigest('abc', 'abc')).toBe(true);
    expect(sameDigest('abc', 'abd')).toBe(false);
    expect(sameDigest('bbc', 'abc')).toBe(false);
    expect(sameDigest(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(sameDigest(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
  });

  it('tells a digest from its beginning', () => {
    expect(sameDigest('ab', 'a')).toBe(false);
    expect(sameDigest('a', 'ab')).toBe(false);
    expect(sameDigest('', 'a')).toBe(false);
    expect(sameDigest(Uint8Array.of(1), Uint8Array.of(1, 0))).toBe(false);
    expect(sameDigest(Uint8Array.of(1, 0), Uint8Array.of(1))).toBe(false);
  });
});

import { type Charset, encodeText } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { hexDigits } from '../support/bytes.js';
import { callUntyped, refusal, thrownBy } from '../support/thrown.js';

const CHARSETS: readonly Charset[] = ['utf-8', 'utf-16le', 'latin1', 'ascii'];

describe('encodeText', () => {
  it.each<[Charset, string, string]>([
    ['utf-8', 'pé€😀', '70c3a9e282acf09f9880'],
    ['utf-16le', 'pé€😀', '7000e900ac203dd800de'],
    ['latin1', 'pé\u0000\u0080ÿ', '70e90080ff'],
    ['ascii', '\u0000 ~\u007F', '00207e7f'],
  ])('knows %s', (charset, text, expected) => {
    expect(hexDigits(encodeText(text, charset))).toBe(expected);
  });

  it('uses UTF-8 if no charset is given', () => {
    expect(hexDigits(encodeText('é'))).toBe('c3a9');
    expect(hexDigits(encodeText('é', undefined))).toBe('c3a9');
  });

  it.each(CHARSETS)('makes no bytes of the empty text in %s', (charset) => {
    expect(encodeText('', charset)).toEqual(new Uint8Array(0));
  });

  it('writes no byte order mark, and takes one in the text for a character', () => {
    expect(hexDigits(encodeText('\uFEFFa', 'utf-16le'))).toBe('fffe6100');
    expect(hexDigits(encodeText('a', 'utf-16le'))).toBe('6100');
  });

  it.each<[Charset, string, number]>([
    ['latin1', '\u0100', 0],
    ['latin1', 'abc€', 3],
    ['latin1', 'a😀', 1],
    ['ascii', '\u0080', 0],
    ['ascii', 'passwordé', 8],
    ['ascii', 'ＡＢＣ', 0],
  ])('refuses what %s does not have instead of replacing it, %#', (charset, text, position) => {
    const error = thrownBy(() => encodeText(text, charset));
    expect([error.name, error.code]).toEqual(['InputError', 'ERR_TEXT_NOT_ENCODABLE']);
    expect(error.message).toContain(`${charset} characters`);
    expect(error.message).toContain(`at position ${position} of ${text.length}`);
  });

  it.each(CHARSETS)('refuses a lone surrogate in %s and says at which position', (charset) => {
    const error = thrownBy(() => encodeText('ab\uD800', charset));
    expect(error.code).toBe('ERR_TEXT_NOT_WELL_FORMED');
    expect(error.message).toContain('at position 2 of 3');
  });

  it.each(['UTF-8', 'utf8', 'unicode', 'iso-8859-1', '', 'toString', '__proto__'])(
    'refuses the charset name "%s"',
    (charset) => {
      expect(refusal(() => callUntyped(encodeText, 'a', charset))).toBe('InputError ERR_ARGUMENT_VALUE');
    },
  );

  it.each([null, 8, ['utf-8']])('refuses charset %j by its type', (charset) => {
    expect(refusal(() => callUntyped(encodeText, 'a', charset))).toBe('InputError ERR_ARGUMENT_TYPE');
  });

  it.each([undefined, null, 7, ['a'], new Uint8Array(1)])('refuses text %# by its type', (text) => {
    expect(refusal(() => callUntyped(encodeText, text))).toBe('InputError ERR_ARGUMENT_TYPE');
  });

  it.each(CHARSETS)('returns bytes in a buffer of their own in %s', (charset) => {
    const encoded = encodeText('abc', charset);
    expect(encoded.buffer.byteLength).toBe(encoded.length);
  });
});

/** Text to Base64 in one go, compared with its three steps. */
import { encodeBase64, encodeText, encryptAesCbc } from 'credwire/codecs';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { prepareTextEncryption } from '../../src/codecs/aes-cbc-text.js';
import { bytesOf, wellFormedText } from '../support/arbitraries.js';
import { fromHexDigits } from '../support/bytes.js';
import { thrownBy } from '../support/thrown.js';

const KEY = fromHexDigits('2b7e151628aed2a6abf7158809cf4f3c');
const IV = fromHexDigits('000102030405060708090a0b0c0d0e0f');
const CHARSETS = ['utf-8', 'utf-16le'] as const;

const inSteps = (key: Uint8Array, iv: Uint8Array, text: string, charset: Charset) =>
  encodeBase64(encryptAesCbc(key, iv, encodeText(text, charset)));

type Charset = (typeof CHARSETS)[number];

/** The function under test, for texts that have no name. */
function prepare(key: Uint8Array, iv: Uint8Array, charset: Charset): (text: string) => string {
  const { encrypt } = prepareTextEncryption(key, iv, charset);
  return (text) => encrypt('text', text);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each(CHARSETS)('prepareTextEncryption in %s', (charset) => {
  it('gives what the steps give, for ASCII of every length up to six blocks', () => {
    const encrypt = prepare(KEY, IV, charset);
    const text = Array.from({ length: 96 }, (_, at) => String.fromCharCode((at * 5) % 128)).join('');
    for (let length = 0; length <= text.length; length++) {
      expect(encrypt(text.slice(0, length))).toBe(inSteps(KEY, IV, text.slice(0, length), charset));
    }
  });

  it('gives what the steps give, where the one character beyond ASCII stands anywhere', () => {
    const encrypt = prepare(KEY, IV, charset);
    for (const character of ['\u0080', 'é', '\u0100', '€', '\uFFFF', '😀']) {
      for (let before = 0; before < 20; before++) {
        const text = `${'a'.repeat(before)}${character}${'b'.repeat(19 - before)}`;
        expect(encrypt(text)).toBe(inSteps(KEY, IV, text, charset));
      }
    }
  });

  it('gives what the steps give, even if only the first non-ASCII character shows the charset', () => {
    const encrypt = prepare(KEY, IV, charset);
    for (const text of ['\u0080', '\0\u0080', '\u0080\u0080\0']) {
      expect(encrypt(text)).toBe(inSteps(KEY, IV, text, charset));
    }
  });

  it('gives what the steps give, for any text under any key', () => {
    fc.assert(
      fc.property(bytesOf(16), bytesOf(16), wellFormedText(), (key, iv, text) => {
        expect(prepare(key, iv, charset)(text)).toBe(inSteps(key, iv, text, charset));
      }),
    );
  });

  it('gives the same where the platform has no btoa', () => {
    const encrypt = prepare(KEY, IV, charset);
    const expected = encrypt('p😀ssword');
    vi.stubGlobal('btoa', undefined);
    expect(encrypt('p😀ssword')).toBe(expected);
  });
});

describe('prepareTextEncryption', () => {
  it.each(CHARSETS)('refuses a lone surrogate in %s, and anything but a string, under the given name', (charset) => {
    const { encrypt } = prepareTextEncryption(KEY, IV, charset);
    for (const [value, code] of [
      ['ab\uD800', 'ERR_TEXT_NOT_WELL_FORMED'],
      ['\uDC00ab', 'ERR_TEXT_NOT_WELL_FORMED'],
      [undefined, 'ERR_ARGUMENT_TYPE'],
      [['a'], 'ERR_ARGUMENT_TYPE'],
      [KEY, 'ERR_ARGUMENT_TYPE'],
    ] as const) {
      const error = thrownBy(() => encrypt('f: "text"', value));
      expect([error.name, error.code]).toEqual(['InputError', code]);
      expect(error.message).toMatch(/^f: "text": expected /);
    }
  });
});

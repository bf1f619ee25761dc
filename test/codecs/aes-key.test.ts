import { encodeBase64, encodeText } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { aesIv, aesKey } from '../../src/codecs/aes-key.js';
import { refusal, thrownBy } from '../support/thrown.js';

const BYTES = Uint8Array.from({ length: 16 }, (_, at) => at);
const TEXT = 'sixteen letters!';

describe.each([
  ['aesKey', aesKey, 'ERR_AES_KEY_LENGTH', 'key'],
  ['aesIv', aesIv, 'ERR_AES_IV_LENGTH', 'initialization vector'],
] as const)('%s', (_, check, code, meaning) => {
  it('takes 16 bytes, and copies them', () => {
    const found = check('f: "key"', BYTES);
    expect(found).toEqual(BYTES);
    expect(found.buffer).not.toBe(BYTES.buffer);
  });

  it('takes their Base64, with whitespace around it', () => {
    expect(check('f: "key"', encodeBase64(BYTES))).toEqual(BYTES);
    expect(check('f: "key"', ` \t\r\n${encodeBase64(BYTES)}\n \r\t`)).toEqual(BYTES);
  });

  it.each([0, 12, 15, 17, 24, 32])('refuses %i bytes', (length) => {
    const error = thrownBy(() => check('f: "key"', new Uint8Array(length)));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(new RegExp(`^f: "key": .*\\b16\\b.* ${length}$`));
  });

  it('says of a string of the wrong length that it was read as Base64', () => {
    for (const [given, length] of [
      ['abcdefghijklmnop', 12],
      ['00112233445566778899aabbccddeeff', 24],
      ['', 0],
    ] as const) {
      const error = thrownBy(() => check('f: "key"', given));
      expect(error.code).toBe(code);
      expect(error.message).toMatch(new RegExp(`^f: "key": .*\\b16\\b.*Base64.* ${length} .*${meaning}.*encodeText`));
      if (given !== '') expect(error.message).not.toContain(given);
    }
  });

  it('says the same about a string that is not Base64, and never shows it', () => {
    const error = thrownBy(() => check('f: "key"', TEXT));
    expect(error.code).toBe('ERR_BASE64');
    expect(error.message).toContain('pass its bytes: encodeText');
    expect(error.message).not.toContain('sixteen');
    expect(check('f: "key"', encodeText(TEXT))).toEqual(encodeText(TEXT));
  });

  it('rejects whitespace inside it, or of a different kind around it', () => {
    const text = encodeBase64(BYTES);
    for (const given of [`${text.slice(0, 4)} ${text.slice(4)}`, `\u00A0${text}`, `${text}\u2028`, `\v${text}`]) {
      expect(refusal(() => check('f: "key"', given))).toBe('InputError ERR_BASE64');
    }
  });

  it('refuses other types and lone surrogates', () => {
    for (const given of [undefined, null, 5, {}, [], new ArrayBuffer(16), new Int8Array(16)]) {
      expect(refusal(() => check('f: "key"', given))).toBe('InputError ERR_ARGUMENT_TYPE');
    }
    expect(refusal(() => check('f: "key"', '\uD800'))).toBe('InputError ERR_TEXT_NOT_WELL_FORMED');
  });
});

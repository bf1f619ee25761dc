import { decodeBase64, encodeBase64 } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { decodeBase64Url, encodeBase64Url, endsOfBase64 } from '../../src/codecs/base64.js';
import { detachedBytes, hexDigits } from '../support/bytes.js';
import { callUntyped, codeOf, outcomeOf, refusal, thrownBy } from '../support/thrown.js';

const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

// RFC 4648 section 10.
const RFC_4648 = [
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
] as const;

describe('encodeBase64', () => {
  it.each(RFC_4648)('encodes "%s" as RFC 4648 does', (text, expected) => {
    expect(encodeBase64(ascii(text))).toBe(expected);
  });

  it('agrees with Node on all values of two bytes, in every place of a group', () => {
    const bytes = Uint8Array.from({ length: 3 * 65_536 }, (_, at) => ((at >> 1) * 40_503) >> (at % 2 ? 8 : 0));
    for (const length of [bytes.length, bytes.length - 1, bytes.length - 2]) {
      const part = bytes.subarray(0, length);
      expect(encodeBase64(part) === Buffer.from(part).toString('base64')).toBe(true);
    }
  });

  it('encodes what a view shows of a larger buffer', () => {
    expect(encodeBase64(Buffer.from('xxfooxx').subarray(2, 5))).toBe('Zm9v');
  });

  it('does not change its argument', () => {
    const bytes = ascii('foo');
    encodeBase64(bytes);
    expect(bytes).toEqual(ascii('foo'));
  });

  it.each([undefined, null, 'foo', [1], new ArrayBuffer(1), new Uint16Array(1)])('refuses value %#', (value) => {
    expect(refusal(() => callUntyped(encodeBase64, value))).toBe('InputError ERR_ARGUMENT_TYPE');
  });

  it('refuses bytes whose buffer has been transferred away', () => {
    expect(codeOf(() => encodeBase64(detachedBytes(3)))).toBe('ERR_ARGUMENT_TYPE');
  });
});

describe('decodeBase64', () => {
  it.each(RFC_4648)('decodes what stands for "%s" in RFC 4648', (text, encoded) => {
    expect(decodeBase64(encoded)).toEqual(ascii(text));
  });

  it('knows all 64 digits', () => {
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    expect(hexDigits(decodeBase64(digits))).toBe(Buffer.from(digits, 'base64').toString('hex'));
  });

  it('returns bytes in a buffer of their own length', () => {
    expect(decodeBase64('Zm9vYg==').buffer.byteLength).toBe(4);
  });

  it('refuses every character outside the alphabet, in every place, and says where', () => {
    const outside = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code)).filter(
      (character) => !/[A-Za-z0-9+/]/.test(character),
    );
    for (const character of [...outside, '\uFF21', '\uFEFF', '\u2028']) {
      for (const position of [0, 1, 2]) {
        const text = `${'A'.repeat(position)}${character}`.padEnd(4, 'A');
        const error = thrownBy(() => decodeBase64(text));
        expect(error.code).toBe('ERR_BASE64');
        expect(error.message).toMatch(new RegExp(`^decodeBase64: "text": .*Base64.* ${position} of 4$`));
      }
    }
  });

  it.each(['A', 'AA', 'AAA', 'AAAAA', 'AA=', 'A===B', 'Zm9v\n', ' Zm9v', 'Zm9vYg=', 'Zm9vYg', '=', '=='])(
    'refuses %j: no multiple of 4 characters',
    (text) => {
      const error = thrownBy(() => decodeBase64(text));
      expect(error.code).toBe('ERR_BASE64');
      expect(error.message).toContain(`multiple of 4, got ${text.length}`);
    },
  );

  it.each(['====', 'A===', '=AAA', 'A=AA', 'AA=A', 'AA==AAAA', 'AAA=AAAA', 'AAAA====', 'Zm9v\r\nYg', 'Zm 9v   '])(
    'refuses %j: padding or whitespace where a digit belongs',
    (text) => {
      expect(codeOf(() => decodeBase64(text))).toBe('ERR_BASE64');
    },
  );

  it('refuses every bit that is set after the last byte', () => {
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const texts = [...digits].flatMap((digit) => [`A${digit}==`, `AA${digit}=`]);
    const isCanonical = (text: string) => Buffer.from(text, 'base64').toString('base64') === text;
    const expected = texts.map((text) => (isCanonical(text) ? 'returned' : 'ERR_BASE64'));
    expect(texts.map((text) => outcomeOf(() => decodeBase64(text)))).toEqual(expected);
    expect(expected.filter((outcome) => outcome === 'returned')).toHaveLength(4 + 16);
  });

  it('shows nothing of the text in its errors', () => {
    expect(thrownBy(() => decodeBase64('s3cr!t==')).message).not.toMatch(/s3cr|!/);
  });

  it('refuses a lone surrogate with its own code, and anything but a string', () => {
    expect(codeOf(() => decodeBase64('AAA\uD800'))).toBe('ERR_TEXT_NOT_WELL_FORMED');
    for (const value of [undefined, null, 0, ['AAAA'], ascii('AAAA')]) {
      expect(refusal(() => callUntyped(decodeBase64, value))).toBe('InputError ERR_ARGUMENT_TYPE');
    }
  });
});

describe('Base64url', () => {
  it('writes its own two digits and no padding', () => {
    expect(encodeBase64Url(Uint8Array.of(0xfb, 0xff))).toBe('-_8');
    expect(encodeBase64Url(Uint8Array.of(0xfb))).toBe('-w');
    expect(encodeBase64Url(new Uint8Array(0))).toBe('');
  });

  it('reads what it writes', () => {
    for (let length = 0; length < 10; length++) {
      const bytes = Uint8Array.from({ length }, (_, at) => 0xff - at * 7);
      expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual(bytes);
    }
  });

  it.each(['+/8', '-_8=', '-_8 ', '-_9', 'A', 'AAAAA', '-_é', 'AA\n'])('refuses %j', (text) => {
    const { code, message } = thrownBy(() => decodeBase64Url(text));
    expect([code, message.split(':')[0]]).toEqual(['ERR_BASE64', 'base64url']);
  });
});

describe('endsOfBase64', () => {
  it.each([1, 2, 3, 4, 5, 6])('finds the first and last of %d bytes, whatever they are', (byteLength) => {
    for (let byte = 0; byte < 0x100; byte++) {
      const bytes = Uint8Array.from({ length: byteLength }, (_, at) => byte ^ (0x55 * at));
      const ends = { byteLength, first: bytes[0], last: bytes[byteLength - 1] };
      expect(endsOfBase64(encodeBase64(bytes))).toEqual(ends);
    }
  });

  const oneBitTooMany = ['Zh==', 'Zi==', 'Zk==', 'Zo==', 'Zm9=', 'Zm+=', 'Zm9vYh=='];
  it.each([...oneBitTooMany, 'Zm9vYg=', 'Zm9vY'])('finds none in %j, which no encoder writes', (text) => {
    expect(endsOfBase64(text)).toBeUndefined();
  });
});

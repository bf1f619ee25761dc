/** The short ways that the codecs take for ordinary input: seen by what they do not do, since the results are the same. */
import { InputError } from 'credwire';
import {
  bigintModPow,
  encodeBase64,
  encryptPkcs1,
  formatRsaKeyValue,
  formUrlEncode,
  parseRsaKeyValue,
  percentEncode,
  rsaPublicKey,
} from 'credwire/codecs';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { prepareTextEncryption } from '../../src/codecs/aes-cbc-text.js';
import { binaryToBase64 } from '../../src/codecs/base64.js';
import { binaryOf, encodeUtf8 } from '../../src/core/bytes.js';
import { systemRandom } from '../../src/core/random.js';
import { hexDigits } from '../support/bytes.js';
import { keyXml } from '../support/rsa-key-value.js';
import { KEY_1024, KEY_2048 } from '../support/rsa-keys.js';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const forbidden = (name: string) => () => {
  throw new Error(`${name} is used`);
};

describe('an ASCII text', () => {
  it.each(['', 'abc', "a b+c%/=~!'()*"])('is percent-encoded and form-encoded without the platform: %j', (text) => {
    const [percent, form] = [percentEncode(text), formUrlEncode([[text, text]])];
    vi.stubGlobal('encodeURIComponent', forbidden('encodeURIComponent'));
    expect(percentEncode(text)).toBe(percent);
    expect(formUrlEncode([[text, text]])).toBe(form);
  });

  it('is encoded as UTF-8 in one array, which nobody wipes', () => {
    const fill = vi.spyOn(Uint8Array.prototype, 'fill');
    const encoded = encodeUtf8('abc');
    expect(fill).not.toHaveBeenCalled();
    expect([...encoded]).toEqual([0x61, 0x62, 0x63]);
  });

  it('is encrypted without an array of its bytes', () => {
    const { encrypt } = prepareTextEncryption(new Uint8Array(16), new Uint8Array(16), 'utf-8');
    const expected = encrypt('a text', 'password');
    vi.stubGlobal('Uint8Array', forbidden('Uint8Array'));
    const found = encrypt('a text', 'password');
    vi.unstubAllGlobals();
    expect(found).toBe(expected);
  });
});

describe('Base64', () => {
  it("uses the platform's btoa if there is no toBase64", () => {
    const own = Object.getOwnPropertyDescriptor(Uint8Array.prototype, 'toBase64');
    Reflect.deleteProperty(Uint8Array.prototype, 'toBase64');
    vi.stubGlobal('btoa', (binary: string) => `by btoa: ${binary}`);
    const found = [encodeBase64(Uint8Array.of(0x61, 0x62)), binaryToBase64('ab')];
    if (own !== undefined) Object.defineProperty(Uint8Array.prototype, 'toBase64', own);
    expect(found).toEqual(['by btoa: ab', 'by btoa: ab']);
  });

  it.each([
    [7, 7],
    [8, 1],
    [9, 2],
    [24, 3],
  ])('takes eight characters a call: %i bytes in %i', (length, calls) => {
    const fromCharCode = vi.spyOn(String, 'fromCharCode');
    binaryOf(new Uint8Array(length));
    expect(fromCharCode).toHaveBeenCalledTimes(calls);
  });
});

describe('a number', () => {
  it('is written eight bytes at a time', () => {
    const setBigUint64 = vi.spyOn(DataView.prototype, 'setBigUint64');
    const modulus = new Uint8Array(19).fill(0xff);
    expect(bigintModPow(Uint8Array.of(2), Uint8Array.of(3), modulus)).toHaveLength(19);
    expect(setBigUint64).toHaveBeenCalledTimes(2);
    bigintModPow(Uint8Array.of(2), Uint8Array.of(3), modulus.subarray(3));
    expect(setBigUint64).toHaveBeenCalledTimes(4);
  });

  it('of a key is read at its first encryption alone', () => {
    const key = rsaPublicKey({ modulus: KEY_1024.modulus, exponent: KEY_1024.exponent });
    const getBigUint64 = vi.spyOn(DataView.prototype, 'getBigUint64');
    const readsOf = () => {
      getBigUint64.mockClear();
      encryptPkcs1(key, Uint8Array.of(1));
      return getBigUint64.mock.calls.length;
    };
    expect([readsOf(), readsOf(), readsOf()]).toEqual([32, 16, 16]);
  });
});

describe('an RSAKeyValue as .NET writes it', () => {
  it.each([
    formatRsaKeyValue(KEY_1024.key),
    formatRsaKeyValue(KEY_2048.key),
    formatRsaKeyValue(rsaPublicKey({ modulus: new Uint8Array(129).fill(0xff), exponent: Uint8Array.of(3) })),
    keyXml({ exponent: 'AAM=' }),
    keyXml({ exponent: 'AAAD' }),
  ])('is read without the scanner, %#', (xml) => {
    const startsWith = vi.spyOn(String.prototype, 'startsWith');
    const key = parseRsaKeyValue(xml);
    const calls = startsWith.mock.calls.length;
    expect(calls).toBe(0);
    startsWith.mockRestore();
    expect(parseRsaKeyValue(`${xml}\n`).toJSON()).toEqual(key.toJSON());
  });
});

describe('a modulus that is decoded at its first use', () => {
  // Whitespace at the end leaves the document to the scanner, which decodes at once.
  const documentOf = (digits: string) =>
    `<RSAKeyValue><Modulus>${digits}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`;
  const outcome = (xml: string) => {
    try {
      const key = parseRsaKeyValue(xml);
      return [key.bits, hexDigits(key.modulus), key.toJSON()];
    } catch (error) {
      return error instanceof InputError && error.code;
    }
  };

  it('is the same key, or the same refusal, as one that is decoded at once', () => {
    const endings = fc.constantFrom(
      '',
      '=',
      '==',
      'A',
      'AA',
      'AAA',
      'B',
      'B=',
      'B==',
      'w==',
      'g==',
      '8=',
      '9=',
      'BB',
      'BBB=',
    );
    const digits = fc
      .tuple(fc.constantFrom('', 'A', 'AA', 'AB', '/'), fc.uint8Array({ minLength: 120, maxLength: 140 }), endings)
      .map(([start, bytes, end]) => start + Buffer.from(bytes).toString('base64').replaceAll('=', '') + end);
    fc.assert(
      fc.property(digits, (text) => {
        expect(outcome(documentOf(text))).toEqual(outcome(`${documentOf(text)}\n`));
      }),
      { numRuns: 3000 },
    );
  });

  it('is decoded once', () => {
    const key = parseRsaKeyValue(documentOf(`${'/'.repeat(170)}8=`));
    const [one, other] = [key.modulus, key.modulus];
    expect(hexDigits(one)).toBe('ff'.repeat(128));
    one.fill(0);
    expect([hexDigits(other), hexDigits(key.modulus)]).toEqual(['ff'.repeat(128), 'ff'.repeat(128)]);
  });
});

describe('the platform\u2019s random source', () => {
  it('costs no promise where it returns what it was given', () => {
    vi.stubGlobal('Promise', forbidden('Promise'));
    const bytes = systemRandom(16);
    vi.unstubAllGlobals();
    expect(bytes).toHaveLength(16);
  });
});

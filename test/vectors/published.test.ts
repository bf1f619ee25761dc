/** Published figures, compared with the library's; see `vectors/README.md` for their sources. */
import { CredwireError } from 'credwire';
import {
  bigintModPow,
  decodeBase64,
  decryptAesCbc,
  encodeBase64,
  encryptAesCbc,
  encryptPkcs1,
  formatRsaKeyValue,
  formUrlEncode,
  parseRsaKeyValue,
  percentEncode,
  rsaPublicKey,
} from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { describe, expect, it } from 'vitest';
import { type Exception, type Published, published } from './files.js';
import { fromHex, toHex } from './spelling.mjs';

type Texts = readonly (string | null)[];

/** Each case by its number, with its exception if there is one. */
function casesOf<Row>({ cases, exceptions }: Published<Row>): { at: number; row: Row; exception?: Exception }[] {
  return cases.map((row, at) => {
    const exception = exceptions.find((candidate) => candidate.case === at);
    return exception === undefined ? { at, row } : { at, row, exception };
  });
}

/** The code of the error that a call throws. */
function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof CredwireError) return error.code;
    throw error;
  }
  return 'no error';
}

const readKey = (xml: string) => {
  const { modulus, exponent } = parseRsaKeyValue(xml);
  return [toHex(modulus), toHex(exponent)];
};

describe('AES-128-CBC', () => {
  it.each(casesOf(published<[string, string, string, string]>('nist-aes-128-cbc')))('NIST $at', ({ row }) => {
    const [key = new Uint8Array(), iv = key, plaintext = key, ciphertext = key] = row.map(fromHex);
    const padded = encryptAesCbc(key, iv, plaintext);
    expect(toHex(padded.subarray(0, ciphertext.length))).toBe(toHex(ciphertext)); // NIST pads nothing
    expect(padded.length).toBe(ciphertext.length + 16);
    expect(toHex(decryptAesCbc(key, iv, padded))).toBe(toHex(plaintext));
  });

  const cases = casesOf(published<[string, string, string, string, string]>('wycheproof-aes-cbc-pkcs7'));
  it.each(cases)('Wycheproof $at', ({ row: [key, iv, plaintext, ciphertext, result] }) => {
    const decrypt = () => toHex(decryptAesCbc(fromHex(key), fromHex(iv), fromHex(ciphertext)));
    if (result === 'valid') {
      expect(decrypt()).toBe(plaintext);
      expect(toHex(encryptAesCbc(fromHex(key), fromHex(iv), fromHex(plaintext)))).toBe(ciphertext);
    } else {
      expect(codeOf(decrypt)).toBe('ERR_DECRYPT');
    }
  });
});

describe.each(['rsalabs-rsaes-pkcs1', 'wycheproof-rsaes-pkcs1'])('%s', (name) => {
  const { keys = [], ...set } = published<[number, string, string, string]>(name);
  it.each(casesOf(set))('$at', ({ row: [position, message, padding, ciphertext] }) => {
    const [modulus, exponent] = (keys[position] ?? ['', '']).map(fromHex) as [Uint8Array, Uint8Array]; // two in, two out
    const key = rsaPublicKey({ modulus, exponent });
    const encrypted = encryptPkcs1(key, fromHex(message), () => fromHex(padding));
    expect(toHex(encrypted)).toBe(ciphertext);
    const block = fromHex(`0002${padding}00${message}`);
    for (const modPow of [bigintModPow, jsbnModPow]) expect(toHex(modPow(block, exponent, modulus))).toBe(ciphertext);
  });
});

describe('RSA keys', () => {
  const keys = casesOf(published<[string, string, string]>('dotnet-rsa-keys'));
  it.each(keys)('.NET key $at', ({ row: [modulus, exponent, xml], exception }) => {
    const make = () => rsaPublicKey({ modulus: fromHex(modulus), exponent: fromHex(exponent) });
    if (exception !== undefined) {
      expect(codeOf(make)).toBe(exception.error);
      expect(codeOf(() => parseRsaKeyValue(xml))).toBe(exception.error);
    } else {
      expect(formatRsaKeyValue(make())).toBe(xml);
      expect(readKey(xml)).toEqual([modulus, exponent]);
    }
  });

  describe.each(['dotnet-rsa-key-value', 'rsa-key-value-in-the-wild'])('%s', (name) => {
    const documents = casesOf(published<[string, string, string, string]>(name));
    it.each(documents)('$at', ({ row: [xml, result, ...numbers], exception }) => {
      if (exception !== undefined) {
        expect(codeOf(() => parseRsaKeyValue(xml))).toBe(exception.error);
      } else if (result === 'valid') {
        expect(readKey(xml)).toEqual(numbers);
      } else {
        expect(codeOf(() => parseRsaKeyValue(xml))).toMatch(/^ERR_RSA_/);
      }
    });
  });
});

describe('Base64', () => {
  it.each(casesOf(published<Texts>('base64')))('$at', ({ row: [text, bytes] }) => {
    if (bytes === null) {
      expect(codeOf(() => decodeBase64(text ?? ''))).toMatch(/^ERR_(BASE64|TEXT_NOT_WELL_FORMED)$/);
    } else {
      expect(toHex(decodeBase64(text ?? ''))).toBe(bytes);
      expect(encodeBase64(fromHex(bytes ?? ''))).toBe(text);
    }
  });
});

describe('URLs', () => {
  type Pairs = [string, string][];

  describe.each(['wpt-form-urlencoded', 'dotnet-form-urlencoded'])('%s', (name) => {
    it.each(casesOf(published<[Pairs, string]>(name)))('$at', ({ row: [pairs, text] }) => {
      expect(formUrlEncode(pairs)).toBe(text);
    });
  });

  it.each(casesOf(published<[string, Pairs]>('wpt-form-urlencoded-parser')))(
    'parsed form $at',
    ({ row: [, pairs] }) => {
      expect([...new URLSearchParams(formUrlEncode(pairs))]).toEqual(pairs);
    },
  );

  const percent = [
    ...casesOf(published<Texts>('wpt-percent-encoding')),
    ...casesOf(published<Texts>('test262-encode-uri-component')),
  ];
  it.each(percent)('percent-encoding $at', ({ row: [text, encoded], exception }) => {
    if (encoded === null) expect(codeOf(() => percentEncode(text ?? ''))).toBe('ERR_TEXT_NOT_WELL_FORMED');
    else expect(percentEncode(text ?? '')).toBe(exception?.here ?? encoded);
  });
});

/** What refusals of keys and of their documents say: what was expected, and where. */
import {
  encryptPkcs1,
  formatRsaKeyValue,
  fromJwk,
  fromSpkiPem,
  parseRsaKeyValue,
  rsaPublicKey,
  spkiPin,
  thumbprint,
  toJwk,
  toSpkiPem,
} from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { der, derAlgorithm, derInteger, derSpki, pem } from '../support/der.js';
import { keyXml, MODULUS } from '../support/rsa-key-value.js';
import { KEY_1024 } from '../support/rsa-keys.js';
import { callUntyped, thrownBy } from '../support/thrown.js';

const { key, modulus, exponent } = KEY_1024;
const noKey = 'expected an RsaPublicKey, got null';
const messageOf = (call: () => unknown) => thrownBy(call).message;

describe('the message of a key', () => {
  const ofOnes = (bytes: number) => rsaPublicKey({ modulus: new Uint8Array(bytes).fill(0xff), exponent });
  const withExponent = (...bytes: number[]) => rsaPublicKey({ modulus, exponent: Uint8Array.from(bytes) });
  const badExponent = 'rsaPublicKey: expected an odd exponent from 3 to 2^64 - 1';

  it.each<readonly [string, () => unknown]>([
    ['rsaPublicKey: expected a modulus of 1024 to 16384 bits, got 1016', () => ofOnes(127)],
    ['rsaPublicKey: expected a modulus of 1024 to 16384 bits, got 16392', () => ofOnes(2049)],
    ['rsaPublicKey: expected a modulus of 1024 to 16384 bits, got 0', () => ofOnes(0)],
    ['rsaPublicKey: expected an odd modulus', () => rsaPublicKey({ modulus: modulus.slice().fill(0xfe), exponent })],
    [badExponent, () => withExponent(1)],
    [badExponent, () => withExponent(2)],
    [badExponent, () => withExponent()],
    [badExponent, () => withExponent(1, 0, 0, 0, 0, 0, 0, 0, 1)],
    ['rsaPublicKey: expected an object, got null', () => callUntyped(rsaPublicKey, null)],
    [`toJwk: "key": ${noKey}`, () => callUntyped(toJwk, null)],
    [`thumbprint: "key": ${noKey}`, () => callUntyped(thumbprint, null)],
    [`toSpkiPem: "key": ${noKey}`, () => callUntyped(toSpkiPem, null)],
    [`spkiPin: "key": ${noKey}`, () => callUntyped(spkiPin, null)],
    [`formatRsaKeyValue: "key": ${noKey}`, () => callUntyped(formatRsaKeyValue, null)],
    [`encryptPkcs1: "key": ${noKey}`, () => callUntyped(encryptPkcs1, null)],
    ['encryptPkcs1: "message": expected a Uint8Array, got undefined', () => callUntyped(encryptPkcs1, key)],
    ['encryptPkcs1: expected an object, got null', () => callUntyped(encryptPkcs1, key, Uint8Array.of(1), null)],
    [
      'encryptPkcs1: "random": expected a function, got null',
      () => callUntyped(encryptPkcs1, key, Uint8Array.of(1), { random: null }),
    ],
    [
      'encryptPkcs1: "modPow": expected a function, got null',
      () => callUntyped(encryptPkcs1, key, Uint8Array.of(1), { modPow: null }),
    ],
    [
      'encryptPkcs1: "random": expected the source to return a Uint8Array of length 124, got undefined',
      () => callUntyped(encryptPkcs1, key, Uint8Array.of(1), () => undefined),
    ],
    [
      'encryptPkcs1: "random": no usable bytes in 64 calls; 124 missing',
      () => encryptPkcs1(key, Uint8Array.of(1), (length) => new Uint8Array(length)),
    ],
    [
      'encryptPkcs1: "modPow": expected it to return the power as a Uint8Array of length 128, got an error',
      () =>
        encryptPkcs1(key, Uint8Array.of(1), {
          modPow: () => {
            throw new Error('sentinel');
          },
        }),
    ],
    [
      'encryptPkcs1: "modPow": expected it to return the power as a Uint8Array of length 128, got an object of another kind',
      () => callUntyped(encryptPkcs1, key, Uint8Array.of(1), { modPow: async () => new Uint8Array(128) }),
    ],
    [
      'encryptPkcs1: expected at most 117 bytes under a key of 128 bytes, got 118',
      () => encryptPkcs1(key, new Uint8Array(118)),
    ],
  ])('reads %s', (message, call) => {
    expect(messageOf(call)).toBe(message);
  });
});

describe('the message of a JWK', () => {
  const jwk = toJwk(key);

  it.each<readonly [string, unknown]>([
    ['fromJwk: expected a JWK, got null', null],
    ['fromJwk: expected a JWK, got a string of length 2', '{}'],
    ['fromJwk: expected "kty" to be "RSA"', { ...jwk, kty: 'EC' }],
    ['fromJwk: expected "n" in base64url without padding', { ...jwk, n: '=' }],
    ['fromJwk: expected "e" in base64url without padding', { ...jwk, e: 1 }],
    ...['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'].map((name): readonly [string, unknown] => [
      'fromJwk: expected a public key, got one with private members',
      { ...jwk, [name]: undefined },
    ]),
  ])('reads %s', (message, value) => {
    expect(messageOf(() => callUntyped(fromJwk, value))).toBe(message);
  });

  it('says that reading it threw', () => {
    const hostile = Object.defineProperty({}, 'kty', {
      enumerable: true,
      get: () => {
        throw new Error('sentinel');
      },
    });
    expect(messageOf(() => callUntyped(fromJwk, hostile))).toBe('fromJwk: reading it threw');
  });
});

describe('the message of a PEM file', () => {
  const numbers = der(0x30, derInteger(modulus), derInteger(exponent));
  const spki = (parts: Partial<Parameters<typeof derSpki>[0]>) => pem(derSpki({ key: numbers, ...parts }));
  const ofNumbers = (...parts: (readonly number[])[]) => spki({ key: der(0x30, ...parts) });

  it.each<readonly [string, unknown]>([
    ['fromSpkiPem: "pem": expected a string, got null', null],
    ['fromSpkiPem: expected at most 65536 characters, got 65537', ' '.repeat(65_537)],
    ['fromSpkiPem: expected one PEM block PUBLIC KEY', ''],
    ['fromSpkiPem: expected Base64 between the PEM lines', pem([1]).replace('AQ==', 'AQ=')],
    ['fromSpkiPem: expected more DER bytes', pem([])],
    ['fromSpkiPem: expected more DER bytes', pem([0x30])],
    ['fromSpkiPem: expected a DER element with tag 48', pem([0x31, 0])],
    ['fromSpkiPem: expected a DER element with tag 3', pem(der(0x30, derAlgorithm(), [4, 0]))],
    ['fromSpkiPem: expected a DER element with tag 2', ofNumbers([4, 0])],
    ['fromSpkiPem: expected a DER length within the document', pem([0x30, 1])],
    ['fromSpkiPem: expected a DER length of at most 2 bytes', pem([0x30, 0x80])],
    ['fromSpkiPem: expected a DER length of at most 2 bytes', pem([0x30, 0x83, 0, 0, 0])],
    ['fromSpkiPem: expected the shortest DER length', pem([0x30, 0x81, 0x7f])],
    ['fromSpkiPem: expected the shortest DER length', pem([0x30, 0x82, 0, 0xff])],
    ['fromSpkiPem: expected nothing behind the last DER element', pem([0x30, 0, 0])],
    ['fromSpkiPem: expected nothing behind the last DER element', spki({ behind: [5, 0] })],
    [
      'fromSpkiPem: expected nothing behind the last DER element',
      ofNumbers(derInteger(modulus), derInteger(exponent), [5, 0]),
    ],
    ['fromSpkiPem: expected the algorithm identifier of rsaEncryption', spki({ algorithm: derAlgorithm([1, 2]) })],
    ['fromSpkiPem: expected a bit string of whole bytes', spki({ unusedBits: [1] })],
    ['fromSpkiPem: expected a positive DER integer', ofNumbers([2, 1, 0x80], derInteger(exponent))],
    ['fromSpkiPem: expected a positive DER integer', ofNumbers([2, 0], derInteger(exponent))],
    ['fromSpkiPem: expected the shortest DER integer', ofNumbers([2, 2, 0, 0x7f], derInteger(exponent))],
    ['fromSpkiPem: expected a modulus of 1024 to 16384 bits, got 0', ofNumbers([2, 1, 0], derInteger(exponent))],
    ['fromSpkiPem: expected a modulus of 1024 to 16384 bits, got 8', ofNumbers([2, 2, 0, 0x80], derInteger(exponent))],
  ])('reads %s (%#)', (message, text) => {
    expect(messageOf(() => callUntyped(fromSpkiPem, text))).toBe(message);
  });
});

describe('the message of an RSAKeyValue', () => {
  const xml = keyXml();
  const expected = (what: string, position: number, text: string) =>
    `parseRsaKeyValue: expected ${what} at position ${position} of ${text.length}`;
  const row = (what: string, position: number, text: string): readonly [string, unknown] => [
    expected(what, position, text),
    text,
  ];
  const withAttribute = (attribute: string) => keyXml({ attributes: ` ${attribute}` });
  const behindModulus = '<RSAKeyValue><Modulus></Modulus>'.length + MODULUS.length;

  it.each<readonly [string, unknown]>([
    ['parseRsaKeyValue: "xml": expected a string, got null', null],
    ['parseRsaKeyValue: expected at most 65536 characters, got 65537', ' '.repeat(65_537)],
    row('"<"', 0, ''),
    row('"<"', 2, '  key'),
    row('"<"', 10, '<!-- a -->\0'),
    row('an element RSAKeyValue', 0, '<RSAKeyValues>'),
    row('an element RSAKeyValue', 1, '\uFEFF<!DOCTYPE a>'),
    row('an element Modulus or Exponent', 13, '<RSAKeyValue><X></X>'),
    row('an element Exponent', behindModulus, xml.replaceAll('Exponent', 'Modulus')),
    row('an element Modulus', 40, '<RSAKeyValue> <Exponent>AQAB</Exponent> <Exponent>AQAB</Exponent></RSAKeyValue>'),
    row('">"', 12, '<RSAKeyValue/>'),
    row('Modulus in Base64', 23, '<RSAKeyValue> <Modulus></Modulus>'),
    row('Modulus in strict Base64 (white space apart)', 22, xml.replace(MODULUS, 'A')),
    row('"</Modulus"', 27, '<RSAKeyValue> <Modulus>AAAA</Exponent>'),
    row('">"', 36, '<RSAKeyValue> <Modulus>AAAA</Modulus'),
    row('"-->" at the end of the comment', 0, '<!-- a'),
    row('characters of XML', 0, '<!-- \0 -->'),
    row('"-->"', 6, '<!--aa--b -->'),
    row('no attribute but xmlns', 13, withAttribute('id="a"')),
    row('no attribute but xmlns', 13, withAttribute('xml:xmlns="a"')),
    row('each attribute once', 23, withAttribute('xmlns="a" xmlns="b"')),
    row('no reserved prefix', 13, withAttribute('xmlns:xml="a"')),
    row('no reserved prefix', 13, withAttribute('xmlns:xmlns="a"')),
    row('"="', 18, withAttribute('xmlns "a"')),
    row('a quoted value without "<" and "&"', 19, withAttribute('xmlns=a')),
    row('a quoted value without "<" and "&"', 19, withAttribute('xmlns="&"')),
    row('the name of a namespace', 13, withAttribute('xmlns:a=""')),
    row('the name of a namespace', 13, withAttribute('xmlns="\0"')),
    row('a prefix that is declared', 0, xml.replace('<RSAKeyValue', '<a:RSAKeyValue')),
    row('nothing behind the root element', xml.length, `${xml}x`),
    row('"</RSAKeyValue"', xml.length - '</RSAKeyValue>'.length, keyXml({ within: 'x' })),
  ])('reads %s (%#)', (message, text) => {
    expect(messageOf(() => callUntyped(parseRsaKeyValue, text))).toBe(message);
  });
});

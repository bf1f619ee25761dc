/** What keys and their documents refuse. */
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
import { der, derAlgorithm, derInteger, derSpki, pem } from '../support/der.js';
import { keyXml, MODULUS } from '../support/rsa-key-value.js';
import { KEY_1024 } from '../support/rsa-keys.js';
import type { Provocation } from './provocation.js';

const { key, modulus, exponent } = KEY_1024;

const ofOnes = (bytes: number) => rsaPublicKey({ modulus: new Uint8Array(bytes).fill(0xff), exponent });
const withExponent = (...bytes: number[]) => rsaPublicKey({ modulus, exponent: Uint8Array.from(bytes) });

const NUMBERS: readonly Provocation[] = [
  ['rsaPublicKey', 'ERR_RSA_KEY_SIZE', () => ofOnes(127)],
  ['rsaPublicKey', 'ERR_RSA_KEY_SIZE', () => ofOnes(2049)],
  ['rsaPublicKey', 'ERR_RSA_KEY_SIZE', () => ofOnes(0)],
  ['rsaPublicKey', 'ERR_RSA_KEY', () => rsaPublicKey({ modulus: modulus.slice().fill(0xfe), exponent })],
  ['rsaPublicKey', 'ERR_RSA_KEY', () => withExponent(1)],
  ['rsaPublicKey', 'ERR_RSA_KEY', () => withExponent(2)],
  ['rsaPublicKey', 'ERR_RSA_KEY', () => withExponent()],
  ['rsaPublicKey', 'ERR_RSA_KEY', () => withExponent(1, 0, 0, 0, 0, 0, 0, 0, 1)],
  ['rsaPublicKey', 'ERR_ARGUMENT_TYPE', rsaPublicKey, null],
  ['toJwk', 'ERR_ARGUMENT_TYPE', toJwk, null],
  ['thumbprint', 'ERR_ARGUMENT_TYPE', thumbprint, null],
  ['toSpkiPem', 'ERR_ARGUMENT_TYPE', toSpkiPem, null],
  ['spkiPin', 'ERR_ARGUMENT_TYPE', spkiPin, null],
  ['formatRsaKeyValue', 'ERR_ARGUMENT_TYPE', formatRsaKeyValue, null],
  ['encryptPkcs1', 'ERR_ARGUMENT_TYPE', encryptPkcs1, null],
  ['encryptPkcs1', 'ERR_ARGUMENT_TYPE', encryptPkcs1, key],
  ['encryptPkcs1', 'ERR_ARGUMENT_TYPE', encryptPkcs1, key, Uint8Array.of(1), null],
  ['encryptPkcs1', 'ERR_MESSAGE_TOO_LONG', () => encryptPkcs1(key, new Uint8Array(118))],
];

const jwk = toJwk(key);
const hostile = Object.defineProperty({}, 'kty', {
  enumerable: true,
  get: () => {
    throw new Error('sentinel');
  },
});

const JWK: readonly Provocation[] = [
  ['fromJwk', 'ERR_ARGUMENT_TYPE', fromJwk, null],
  ['fromJwk', 'ERR_ARGUMENT_TYPE', fromJwk, '{}'],
  ['fromJwk', 'ERR_RSA_KEY', fromJwk, { ...jwk, kty: 'EC' }],
  ['fromJwk', 'ERR_RSA_KEY', fromJwk, { ...jwk, n: '=' }],
  ['fromJwk', 'ERR_RSA_KEY', fromJwk, { ...jwk, e: 1 }],
  ['fromJwk', 'ERR_RSA_KEY', fromJwk, { ...jwk, e: '00010001' }],
  ...['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'].map(
    (name): Provocation => ['fromJwk', 'ERR_RSA_KEY', fromJwk, { ...jwk, [name]: undefined }],
  ),
  ['fromJwk', 'ERR_ARGUMENT_TYPE', fromJwk, hostile],
];

const numbers = der(0x30, derInteger(modulus), derInteger(exponent));
const spki = (parts: Partial<Parameters<typeof derSpki>[0]>) => pem(derSpki({ key: numbers, ...parts }));
const ofNumbers = (...parts: (readonly number[])[]) => spki({ key: der(0x30, ...parts) });

const PEM: readonly Provocation[] = [
  ['fromSpkiPem', 'ERR_ARGUMENT_TYPE', fromSpkiPem, null],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, ' '.repeat(65_537)],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, ''],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, pem([1]).replace('AQ==', 'AQ=')],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, pem([])],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, pem([0x30])],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, pem([0x31, 0])],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, pem(der(0x30, derAlgorithm(), [4, 0]))],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, ofNumbers([4, 0])],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, pem([0x30, 1])],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, pem([0x30, 0x80])],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, pem([0x30, 0x83, 0, 0, 0])],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, pem([0x30, 0x81, 0x7f])],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, pem([0x30, 0x82, 0, 0xff])],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, pem([0x30, 0, 0])],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, spki({ behind: [5, 0] })],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, ofNumbers(derInteger(modulus), derInteger(exponent), [5, 0])],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, spki({ algorithm: derAlgorithm([1, 2]) })],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, spki({ unusedBits: [1] })],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, ofNumbers([2, 1, 0x80], derInteger(exponent))],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, ofNumbers([2, 0], derInteger(exponent))],
  ['fromSpkiPem', 'ERR_RSA_KEY', fromSpkiPem, ofNumbers([2, 2, 0, 0x7f], derInteger(exponent))],
  ['fromSpkiPem', 'ERR_RSA_KEY_SIZE', fromSpkiPem, ofNumbers([2, 1, 0], derInteger(exponent))],
  ['fromSpkiPem', 'ERR_RSA_KEY_SIZE', fromSpkiPem, ofNumbers([2, 2, 0, 0x80], derInteger(exponent))],
];

const xml = keyXml();
const withAttribute = (attribute: string) => keyXml({ attributes: ` ${attribute}` });

const DOCUMENTS: readonly string[] = [
  ' '.repeat(65_537),
  '',
  '  key',
  '<!-- a -->\0',
  '<RSAKeyValues>',
  '\uFEFF<!DOCTYPE a>',
  '<RSAKeyValue><P></P>',
  xml.replaceAll('Exponent', 'Modulus'),
  '<RSAKeyValue> <Exponent>AQAB</Exponent> <Exponent>AQAB</Exponent></RSAKeyValue>',
  '<RSAKeyValue/>',
  '<RSAKeyValue> <Modulus></Modulus>',
  xml.replace(MODULUS, 'A'),
  '<RSAKeyValue> <Modulus>AAAA</Exponent>',
  '<RSAKeyValue> <Modulus>AAAA</Modulus',
  '<!-- a',
  '<!-- \0 -->',
  '<!--aa--b -->',
  withAttribute('id="a"'),
  withAttribute('xml:xmlns="a"'),
  withAttribute('xmlns="a" xmlns="b"'),
  withAttribute('xmlns:xml="a"'),
  withAttribute('xmlns:xmlns="a"'),
  withAttribute('xmlns "a"'),
  withAttribute('xmlns=a'),
  withAttribute('xmlns="&"'),
  withAttribute('xmlns:a=""'),
  withAttribute('xmlns="\0"'),
  xml.replace('<RSAKeyValue', '<a:RSAKeyValue'),
  `${xml}x`,
  keyXml({ within: 'x' }),
];

const XML: readonly Provocation[] = [
  ['parseRsaKeyValue', 'ERR_ARGUMENT_TYPE', parseRsaKeyValue, null],
  ...DOCUMENTS.map((text): Provocation => ['parseRsaKeyValue', 'ERR_RSA_XML', parseRsaKeyValue, text]),
];

export const KEYS: readonly Provocation[] = [...NUMBERS, ...JWK, ...PEM, ...XML];

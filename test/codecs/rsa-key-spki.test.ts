import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { fromSpkiPem, rsaPublicKey, spkiPin, toSpkiPem } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { hexDigits } from '../support/bytes.js';
import { der, derAlgorithm, derInteger, derSpki, pem } from '../support/der.js';
import { throwingProxy } from '../support/hostile-values.js';
import { KEY_1024, KEY_2048, TEST_KEYS, testKey } from '../support/rsa-keys.js';
import { callUntyped, codeOf, refusal, thrownBy } from '../support/thrown.js';

const { modulus, exponent } = KEY_1024;
const PEM = toSpkiPem(KEY_1024.key);
const PEM_WITH_PADDING = toSpkiPem(testKey('test-only-1024-3').key);
const BODY = PEM.split('\n').slice(1, -2).join('');

describe('toSpkiPem', () => {
  it.each(TEST_KEYS)('writes $id as OpenSSL does', ({ key, publicKey }) => {
    expect(toSpkiPem(key)).toBe(publicKey.export({ type: 'spki', format: 'pem' }));
  });

  it('writes the smallest and the largest key so that OpenSSL reads them', () => {
    // 2047 bits take 256 bytes without a zero in front: the first length of two bytes.
    for (const bits of [1024, 2047, 16_384]) {
      const modulus = new Uint8Array(Math.ceil(bits / 8)).fill(0xff);
      modulus[0] = 0xff >> (-bits & 7);
      const key = rsaPublicKey({ modulus, exponent: Uint8Array.of(3) });
      expect(createPublicKey(toSpkiPem(key)).asymmetricKeyDetails?.modulusLength).toBe(bits);
    }
  });
});

describe('fromSpkiPem', () => {
  const read = (text: string) => hexDigits(fromSpkiPem(text).modulus);

  it.each(TEST_KEYS)('reads $id as OpenSSL writes it', ({ publicKey, ...expected }) => {
    const key = fromSpkiPem(String(publicKey.export({ type: 'spki', format: 'pem' })));
    expect(hexDigits(key.modulus)).toBe(hexDigits(expected.modulus));
    expect(hexDigits(key.exponent)).toBe(hexDigits(expected.exponent));
  });

  it.each([
    ['CRLF at the line ends', PEM.replaceAll('\n', '\r\n')],
    ['CR at the line ends', PEM.replaceAll('\n', '\r')],
    ['one long line', pem(Buffer.from(BODY, 'base64'))],
    ['lines of one character', PEM.replace(BODY.slice(0, 64), BODY.slice(0, 64).split('').join('\n'))],
    ['white space around', ` \t\r\n${PEM}\n \t`],
    ['blanks in the lines and empty lines', PEM.replace('\n', '\n\n').replaceAll('A', 'A ')],
    ['no line end at the end', PEM.trimEnd()],
    ['no line ends at all', PEM.replaceAll('\n', '')],
  ])('reads a file with %s', (_what, text) => {
    // "BEGIN PUBLIC KEY" has an A-free spelling, so that the replacements above touch the Base64 alone.
    expect(read(text)).toBe(hexDigits(modulus));
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['Base64 alone', BODY],
    ['no end', PEM.replace('-----END PUBLIC KEY-----', '')],
    ['no beginning', PEM.replace('-----BEGIN PUBLIC KEY-----', '')],
    ['text before', `Key:\n${PEM}`],
    ['text behind', `${PEM}Key`],
    ['a byte order mark before', `\uFEFF${PEM}`],
    ['a no-break space before', `\u00A0${PEM}`],
    ['two blocks', PEM + PEM],
    ['another label', pem(derSpki({ key: [] }), 'RSA PUBLIC KEY')],
    ['a certificate', pem(derSpki({ key: [] }), 'CERTIFICATE')],
    ['a private key', String(KEY_1024.privateKey.export({ type: 'pkcs8', format: 'pem' }))],
    ['the form of PKCS#1', String(KEY_1024.publicKey.export({ type: 'pkcs1', format: 'pem' }))],
    ['four dashes', PEM.replaceAll('-----', '----')],
    ['a label in lower case', PEM.replace('BEGIN PUBLIC KEY', 'begin public key')],
    ['two labels', PEM.replace('END PUBLIC KEY', 'END RSA PUBLIC KEY')],
    ['a header in the block', PEM.replace('\n', '\nProc-Type: 4\n\n')],
    ['Base64url', PEM.replace('/', '_').replace('+', '-')],
    ['a character outside the alphabet', PEM.replace('MIG', 'M!G')],
    ['a form feed before', `\f${PEM}`],
    ['a form feed behind', `${PEM}\f`],
    ['a form feed in the Base64', PEM.replace('MIG', 'M\fIG')],
  ])('refuses %s: no such block', (_what, text) => {
    const error = thrownBy(() => fromSpkiPem(text));
    expect([error.name, error.code]).toEqual(['InputError', 'ERR_RSA_KEY']);
    expect(error.message).toMatch(/^fromSpkiPem: .*PEM.*PUBLIC KEY/);
  });

  it.each([
    ['without padding', PEM_WITH_PADDING.replace('==', '')],
    ['cut short', pem(Buffer.from(BODY, 'base64')).replace(/.\n---/, '\n---')],
    ['with padding in the middle', PEM.replace('MIG', 'M==IG')],
  ])('refuses Base64 %s', (_what, text) => {
    const error = thrownBy(() => fromSpkiPem(text));
    expect([error.name, error.code]).toEqual(['InputError', 'ERR_RSA_KEY']);
    expect(error.message).toMatch(/^fromSpkiPem: .*Base64/);
  });

  const numbers = der(0x30, derInteger(modulus), derInteger(exponent));

  it('reads DER put together by hand, which the next test writes wrong', () => {
    expect(read(pem(derSpki({ key: numbers })))).toBe(hexDigits(modulus));
  });

  const other = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]; // id-ecPublicKey
  const pss = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a]; // id-RSASSA-PSS
  const withModulus = (...content: number[]) => der(0x30, der(0x02, content), derInteger(exponent));

  const spki = derSpki({ key: numbers });

  it.each<readonly [what: string, expected: string, bytes: readonly number[]]>([
    ['another outer tag', 'a DER element with tag 48', [0x31, ...spki.slice(1)]],
    ['no bit string', 'a DER element with tag 3', der(0x30, derAlgorithm(), der(0x04, [0], numbers))],
    [
      'a modulus of another tag',
      'a DER element with tag 2',
      derSpki({ key: der(0x30, der(0x04, [0, ...modulus]), derInteger(exponent)) }),
    ],
    [
      'no sequence of numbers',
      'a DER element with tag 48',
      derSpki({ key: [...derInteger(modulus), ...derInteger(exponent)] }),
    ],
    ['bytes behind the document', 'nothing after the last DER element', [...spki, 0]],
    ['a third element', 'nothing after the last DER element', derSpki({ key: numbers, behind: [0x05, 0x00] })],
    ['bytes behind the numbers', 'nothing after the last DER element', derSpki({ key: [...numbers, 0] })],
    [
      'a third number',
      'nothing after the last DER element',
      derSpki({ key: der(0x30, derInteger(modulus), derInteger(exponent), derInteger(exponent)) }),
    ],
    ['one number', 'more DER bytes', derSpki({ key: der(0x30, derInteger(modulus)) })],
    ['no numbers', 'more DER bytes', derSpki({ key: der(0x30) })],
    ['another algorithm', 'the algorithm identifier', derSpki({ algorithm: derAlgorithm(other), key: numbers })],
    ['RSASSA-PSS', 'the algorithm identifier', derSpki({ algorithm: derAlgorithm(pss), key: numbers })],
    ['128 zeros', 'the algorithm identifier', der(0x30, new Uint8Array(128))], // the shortest length of two bytes
    ['no content', 'more DER bytes', []],
    ['no parameters', 'the algorithm identifier', derSpki({ algorithm: derAlgorithm(undefined, []), key: numbers })],
    [
      'parameters that are not NULL',
      'the algorithm identifier',
      derSpki({ algorithm: derAlgorithm(undefined, [0x30, 0x00]), key: numbers }),
    ],
    ['an empty bit string', 'more DER bytes', der(0x30, derAlgorithm(), der(0x03))],
    ['unused bits', 'a bit string of whole bytes', derSpki({ unusedBits: [1], key: numbers })],
    ['a negative modulus', 'a positive DER integer', derSpki({ key: withModulus(...modulus) })],
    ['an empty modulus', 'a positive DER integer', derSpki({ key: withModulus() })],
    ['a zero byte too many', 'the shortest DER integer', derSpki({ key: withModulus(0, 0, ...modulus) })],
    [
      'a zero byte before a small number',
      'the shortest DER integer',
      derSpki({ key: der(0x30, derInteger(modulus), der(0x02, [0, 3])) }),
    ],
    ['a length past the end', 'a DER length within the document', [0x30, 0x81, spki.length - 2, ...spki.slice(3)]],
    ['a tag alone', 'more DER bytes', [0x30]],
    ['a long length cut short', 'more DER bytes', [0x30, 0x82, 0x01]],
    ['an indefinite length', 'a DER length of at most 2 bytes', [0x30, 0x80, ...spki.slice(3), 0, 0]],
    ['a length of three bytes', 'a DER length of at most 2 bytes', [0x30, 0x83, 0, 0, ...spki.slice(2)]],
    ['a length of one byte too many', 'the shortest DER length', [0x30, 0x82, 0, ...spki.slice(2)]],
    [
      'a long length for a short element',
      'the shortest DER length',
      derSpki({ key: der(0x30, derInteger(modulus), [0x02, 0x81, 3, 1, 0, 1]) }),
    ],
  ])('refuses DER with %s: it expects %s', (_what, expected, bytes) => {
    const error = thrownBy(() => fromSpkiPem(pem(bytes)));
    expect([error.name, error.code]).toEqual(['InputError', 'ERR_RSA_KEY']);
    expect(error.message).toContain(`fromSpkiPem: expected ${expected}`);
  });

  it('refuses every document that is cut short', () => {
    const bytes = derSpki({ key: numbers });
    for (let length = 0; length < bytes.length; length++) {
      expect(codeOf(() => fromSpkiPem(pem(bytes.slice(0, length))))).toBe('ERR_RSA_KEY');
    }
  });

  it('refuses the keys that rsaPublicKey refuses', () => {
    const pemOf = (n: readonly number[], e: readonly number[]) =>
      pem(derSpki({ key: der(0x30, derInteger(Uint8Array.from(n)), derInteger(Uint8Array.from(e))) }));
    expect(codeOf(() => fromSpkiPem(pemOf([...modulus.subarray(1)], [3])))).toBe('ERR_RSA_KEY_SIZE');
    expect(codeOf(() => fromSpkiPem(pemOf([0], [3])))).toBe('ERR_RSA_KEY_SIZE');
    expect(codeOf(() => fromSpkiPem(pemOf([...modulus], [0])))).toBe('ERR_RSA_KEY');
    expect(codeOf(() => fromSpkiPem(pemOf([...modulus], [1])))).toBe('ERR_RSA_KEY');
    expect(codeOf(() => fromSpkiPem(pemOf([...modulus.subarray(0, 127), 2], [3])))).toBe('ERR_RSA_KEY');
  });

  it('refuses a different type of key, as OpenSSL writes it', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(codeOf(() => fromSpkiPem(String(publicKey.export({ type: 'spki', format: 'pem' }))))).toBe('ERR_RSA_KEY');
  });

  it('takes 65,536 characters and refuses one more', () => {
    const padded = PEM.padEnd(65_536, '\n');
    expect(read(padded)).toBe(hexDigits(modulus));
    const error = thrownBy(() => fromSpkiPem(`${padded}\n`));
    expect(error.code).toBe('ERR_RSA_KEY');
    expect(error.message).toContain('at most 65536 characters, got 65537');
  });

  it('refuses anything but a string, and a lone surrogate with its own code', () => {
    for (const wrong of [undefined, null, 7, Buffer.from(PEM), [PEM], throwingProxy({})]) {
      expect(refusal(() => callUntyped(fromSpkiPem, wrong))).toBe('InputError ERR_ARGUMENT_TYPE');
    }
    expect(codeOf(() => fromSpkiPem(`${PEM}\uD800`))).toBe('ERR_TEXT_NOT_WELL_FORMED');
  });
});

describe('spkiPin', () => {
  it.each(TEST_KEYS)('hashes the SubjectPublicKeyInfo of $id as OpenSSL writes it', ({ key, publicKey }) => {
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    expect(spkiPin(key)).toBe(createHash('sha256').update(spki).digest('base64'));
  });

  it('tells apart two keys that differ only in the exponent', () => {
    const { key } = KEY_2048;
    const sibling = rsaPublicKey({ modulus: key.modulus, exponent: Uint8Array.of(3) });
    expect(spkiPin(sibling)).not.toBe(spkiPin(key));
  });
});

describe.each([
  ['toSpkiPem', toSpkiPem],
  ['spkiPin', spkiPin],
] as const)('%s', (_name, write) => {
  it('refuses everything that is not a key of this library', () => {
    for (const wrong of [undefined, null, PEM, Object.create(KEY_1024.key), new Proxy(KEY_1024.key, {})]) {
      expect(refusal(() => callUntyped(write, wrong))).toBe('InputError ERR_ARGUMENT_TYPE');
    }
  });
});

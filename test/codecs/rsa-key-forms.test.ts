/** What people pass instead of an RSAKeyValue or a PEM file: the message says what it is, and what to do. */
import { formatRsaKeyValue, fromJwk, fromSpkiPem, parseRsaKeyValue, toSpkiPem } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { hexDigits } from '../support/bytes.js';
import { EXPONENT, keyXml, MODULUS } from '../support/rsa-key-value.js';
import { KEY_1024, KEY_2048 } from '../support/rsa-keys.js';
import { thrownBy } from '../support/thrown.js';

const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
const pem = (kind: string, content: string) => `-----BEGIN ${kind}-----\n${content}\n-----END ${kind}-----\n`;
const HEX = hexDigits(KEY_1024.modulus);
const unpadded = (text: string) => text.replaceAll('=', '');

function refusalOf(call: () => unknown, code: string): string {
  const error = thrownBy(call);
  expect([error.name, error.code]).toEqual(['InputError', code]);
  return error.message;
}

describe('parseRsaKeyValue says of a number that it is', () => {
  it.each<[string, string, string]>([
    ['hexadecimal', HEX, 'hexadecimal'],
    ['hexadecimal in upper case', HEX.toUpperCase(), 'hexadecimal'],
    ['hexadecimal with a zero byte in front', `00${HEX}`, 'hexadecimal'],
    ['hexadecimal with 0x in front', `0x${HEX}`, 'hexadecimal'],
    ['hexadecimal of 2048 bits', hexDigits(KEY_2048.modulus), 'hexadecimal'],
    ['hexadecimal in lines', HEX.replace(/.{64}/g, '$&\n'), 'hexadecimal'],
    ['hexadecimal with spaces between the bytes', HEX.replace(/../g, '$& '), 'hexadecimal'],
    ['hexadecimal with colons, as OpenSSL prints it', HEX.replace(/..(?!$)/g, '$&:'), 'hexadecimal'],
    [
      'hexadecimal with hyphens, as BitConverter prints it',
      HEX.replace(/..(?!$)/g, '$&-').toUpperCase(),
      'hexadecimal',
    ],
    ['too short a number in hexadecimal', '0f'.repeat(86), 'hexadecimal'],
    ['Base64 without padding', unpadded(MODULUS), 'Base64 without its padding'],
    ['Base64 without padding, in lines', unpadded(MODULUS).replace(/.{64}/g, '$&\n'), 'Base64 without its padding'],
    ['a decimal number', BigInt(`0x${HEX}`).toString(), 'a decimal number'],
    ['as few decimal digits as Base64 would have', '7'.repeat(172), 'a decimal number'],
    ['URL-safe Base64', `${MODULUS.slice(0, 8)}-${MODULUS.slice(9)}`, 'the URL-safe alphabet'],
    [
      'URL-safe Base64 without padding',
      unpadded(`${MODULUS.slice(0, 8)}_${MODULUS.slice(9)}`),
      'the URL-safe alphabet',
    ],
  ])('%s, of a modulus', (_what, modulus, words) => {
    for (const xml of [keyXml({ modulus }), `\n${keyXml({ modulus })}`]) {
      const message = refusalOf(() => parseRsaKeyValue(xml), 'ERR_RSA_XML');
      expect(message).toContain(`parseRsaKeyValue: expected Modulus in Base64, got ${words}`);
    }
  });

  it.each([
    ['10001', 'hexadecimal'],
    ['010001', 'hexadecimal'],
    ['00010001', 'hexadecimal'],
    ['0x10001', 'hexadecimal'],
    ['0x010001', 'hexadecimal'],
    ['01:00:01', 'hexadecimal'],
    ['01-00-01', 'hexadecimal'],
    ['65537', 'a decimal number'],
    ['Aw', 'Base64 without its padding'],
    ['03', 'Base64 without its padding'],
    ['AA10001', 'Base64 without its padding'],
    ['100010', 'Base64 without its padding'],
    ['03</Exponent><!--:03--><Exponent>', 'Base64 without its padding'],
    ['_w==', 'the URL-safe alphabet'],
  ])('%s, of an exponent: %s', (exponent, words) => {
    const message = refusalOf(() => parseRsaKeyValue(keyXml({ exponent })), 'ERR_RSA_XML');
    expect(message).toContain(`expected Exponent in Base64, got ${words}`);
  });

  it.each(['AQAB:01:01', 'AQ01:01:01', '01AQ:01:01', '00010001AAAA'])('but not hexadecimal, of %s', (exponent) => {
    expect(thrownBy(() => parseRsaKeyValue(keyXml({ exponent }))).message).not.toContain('hexadecimal');
  });

  it('and takes a long exponent that ends like 65537 in hexadecimal', () => {
    const exponent = 'AAAA00010001';
    const digits = Buffer.from(exponent, 'base64').toString('hex').replace(/^0+/, '');
    expect(hexDigits(parseRsaKeyValue(keyXml({ exponent })).exponent)).toBe(digits);
  });

  it('and recognizes Base64, even if a short number has only hexadecimal digits', () => {
    expect(hexDigits(parseRsaKeyValue(keyXml({ exponent: 'ADAD' })).exponent)).toBe('3003');
    expect(thrownBy(() => parseRsaKeyValue(keyXml({ modulus: 'a'.repeat(168) }))).code).toBe('ERR_RSA_KEY_SIZE');
    expect(thrownBy(() => parseRsaKeyValue(keyXml({ modulus: 'a'.repeat(172) }))).code).toBe('ERR_RSA_XML');
  });
});

const PRIVATE = ['P', 'Q', 'DP', 'DQ', 'InverseQ', 'D'].map((name) => `<${name}>${MODULUS}</${name}>`).join('');

describe('parseRsaKeyValue says of a private key that it is one', () => {
  it.each([
    keyXml().replace('</RSAKeyValue>', `${PRIVATE}</RSAKeyValue>`),
    keyXml().replace('<Modulus>', `${PRIVATE}<Modulus>`),
    keyXml().replace('<Exponent>', `<D>${MODULUS}</D><Exponent>`),
    keyXml().replace('</RSAKeyValue>', '\n <!-- d -->\n<D />\n</RSAKeyValue>'),
    keyXml().replace('</RSAKeyValue>', `<x:InverseQ>${MODULUS}</x:InverseQ></RSAKeyValue>`),
    keyXml().replace('</RSAKeyValue>', `<long-prefix:DQ>${MODULUS}</long-prefix:DQ></RSAKeyValue>`),
  ])('and that only Modulus and Exponent belong there, %#', (xml) => {
    const message = refusalOf(() => parseRsaKeyValue(xml), 'ERR_RSA_XML');
    expect(message).toMatch(/^parseRsaKeyValue: expected only Modulus and Exponent \(this is a private key/);
  });

  it('but not for an element whose name merely begins the same way', () => {
    for (const name of ['Data', 'PP', 'Inverse', 'Data><D']) {
      const message = thrownBy(() => parseRsaKeyValue(keyXml().replace('<Modulus>', `<${name}><Modulus>`))).message;
      expect(message).toContain('an element Modulus or Exponent');
      expect(message).not.toContain('private');
    }
  });
});

const SPKI = toSpkiPem(KEY_1024.key);
const XML = formatRsaKeyValue(KEY_1024.key);

describe('the form that a different document uses', () => {
  it.each<[string, string, string]>([
    ['a PEM file', SPKI, 'got a PEM block PUBLIC KEY; pass it to fromSpkiPem'],
    ['a PEM file behind white space', `\uFEFF\r\n ${SPKI}`, 'pass it to fromSpkiPem'],
    ['PEM lines around Base64-encoded XML', pem('PUBLIC KEY', base64(XML)), 'got PEM lines around Base64-encoded XML'],
    [
      'the same with a byte order mark',
      pem('PUBLIC KEY', base64(`\uFEFF${XML}`)),
      'PEM lines around Base64-encoded XML',
    ],
    ['the same with a declaration', pem('RSA PUBLIC KEY', base64(`<?xml version="1.0"?>${XML}`)), 'PEM lines around'],
    ['a private PEM file', pem('PRIVATE KEY', 'MIIC'), 'got a private key'],
    ['another private PEM file', pem('RSA PRIVATE KEY', 'MIIC'), 'got a private key'],
    ['an encrypted PEM file', pem('ENCRYPTED PRIVATE KEY', 'MIIC'), 'got a private key'],
    ['a PKCS#1 PEM file', pem('RSA PUBLIC KEY', 'MIGJ'), 'PKCS#1'],
    ['a certificate', pem('CERTIFICATE', 'MIIC'), 'got a certificate'],
    ['another PEM file', pem('X509 CRL', 'MIIC'), 'got another PEM block'],
    ['an HTML page', '<!DOCTYPE html><html><body>Bad gateway</body></html>', 'got an HTML page'],
    ['another HTML page', '\n<HTML lang="en">', 'got an HTML page'],
    ['the Base64 of XML', base64(XML), 'got Base64-encoded XML; decode it first'],
    ['a JSON string', JSON.stringify(XML), 'got a JSON string; parse the JSON first'],
    ['a JWK', JSON.stringify(KEY_1024.key), 'got a JSON object; pass a JWK to fromJwk'],
    ['a piece of a page', '<h1>502 Bad Gateway</h1>', 'got an HTML page'],
    ['XML with entities', XML.replaceAll('<', '&lt;').replaceAll('>', '&gt;'), 'got XML with "&lt;" for "<"'],
    ['percent-encoded XML', encodeURIComponent(XML), 'got percent-encoded XML'],
    ['XML with the escapes of JSON', XML.replaceAll('<', '\\u003c'), 'got XML with the escapes of a JSON string'],
    ['Base64 without PEM lines', SPKI.replace(/-----.*/g, '').trim(), 'got Base64 without its PEM lines'],
    ['an OpenSSH key', 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB demo', 'got an OpenSSH key'],
    ['JSON that contains a page', '{"page":"<html> "}', 'got a JSON object'],
    ['JSON that contains a PEM file', '{"pem":"-----BEGIN PUBLIC KEY-----"}', 'got a JSON object'],
    ['a certificate with the Base64 of XML in it', pem('CERTIFICATE', 'MIICPD94bWw'), 'got a certificate'],
  ])('is told by parseRsaKeyValue: %s', (_what, text, words) => {
    const message = refusalOf(() => parseRsaKeyValue(text), 'ERR_RSA_XML');
    expect(message).toMatch(/^parseRsaKeyValue: expected an element RSAKeyValue, got /);
    expect(message).toContain(words);
  });

  it.each<[string, string, string]>([
    ['XML', XML, 'got XML; pass it to parseRsaKeyValue'],
    [
      'PEM lines around Base64-encoded XML',
      pem('PUBLIC KEY', `${base64(XML)}!`),
      'PEM lines around Base64-encoded XML',
    ],
    ['the same without a fault in the Base64', pem('PUBLIC KEY', base64(XML)), 'PEM lines around Base64-encoded XML'],
    [
      'the same with a byte order mark',
      pem('PUBLIC KEY', base64(`\uFEFF${XML}`)),
      'PEM lines around Base64-encoded XML',
    ],
    ['Base64 without PEM lines', SPKI.replace(/-----.*/g, '').trim(), 'got Base64 without its PEM lines'],
    ['an OpenSSH key', 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB demo', 'got an OpenSSH key'],
    ['an HTML page', '<html><body>Bad gateway</body></html>', 'got an HTML page'],
    ['a private PEM file', pem('PRIVATE KEY', 'MIIC'), 'got a private key'],
    ['a PKCS#1 PEM file', pem('RSA PUBLIC KEY', 'MIGJ'), 'PKCS#1'],
    ['a certificate', pem('CERTIFICATE', 'MIIC'), 'got a certificate'],
    ['a JWK', JSON.stringify(KEY_1024.key), 'pass a JWK to fromJwk'],
    ['a JWK after white space', ' \n{}', 'pass a JWK to fromJwk'],
  ])('is told by fromSpkiPem: %s', (_what, text, words) => {
    const message = refusalOf(() => fromSpkiPem(text), 'ERR_RSA_KEY');
    expect(message).toMatch(/^fromSpkiPem: expected one PEM block PUBLIC KEY, got /);
    expect(message).toContain(words);
  });

  it.each([
    ['hexadecimal', HEX],
    ['hexadecimal', HEX.toUpperCase()],
    ['a decimal number', BigInt(`0x${HEX}`).toString()],
  ])('is told by fromJwk, of a number: %s, %#', (words, n) => {
    const message = refusalOf(() => fromJwk({ kty: 'RSA', n, e: 'AQAB' }), 'ERR_RSA_KEY');
    expect(message).toBe(`fromJwk: expected "n" in base64url without padding, got ${words}`);
    expect(refusalOf(() => fromJwk({ kty: 'RSA', n: 'AQAB', e: '00010001' }), 'ERR_RSA_KEY')).toContain('"e"');
  });

  it('is not guessed at', () => {
    const inside = ['x"', 'x{}', 'x&lt;', 'x%3C', 'x\\u003c', 'xMIIBIjANBg', 'x ssh-rsa AAAA', 'MIIB'];
    for (const text of ['', 'key', '<a/>', EXPONENT, '-----BEGIN-----', '<htmlx>', ...inside]) {
      expect(thrownBy(() => parseRsaKeyValue(text)).message).not.toContain(', got');
    }
    expect(thrownBy(() => fromSpkiPem(`${' '.repeat(512)}{}`)).message).not.toContain(', got');
    expect(thrownBy(() => fromSpkiPem(`${SPKI}x`)).message).toMatch(/^fromSpkiPem: (?!.*, got).*PUBLIC KEY/);
    // A prefix may have any name.
    const xml = `<html:RSAKeyValue xmlns:html="u"><Modulus>${MODULUS}</Modulus><Exponent>AQAB</Exponent></html:RSAKeyValue>`;
    expect(parseRsaKeyValue(xml).bits).toBe(1024);
  });
});

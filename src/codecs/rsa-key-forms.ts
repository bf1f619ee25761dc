/** Recognizes what someone passed instead of the expected key document, by its first characters. */
import { isHtmlText } from '../core/html.js';

const SPACE_AND_MARK = /^[\uFEFF \t\r\n]*/;

/** This many characters identify the form, so no search grows with the document. */
const TELLING = 512;

/** The first letters of `<RSAKeyValue`, `<?xml` and a byte order mark, in Base64. */
const BASE64_OF_XML = /^(?:PFJTQUtleVZhbHVl|PD94bWw|77u\/P)/;

const PEM_LINE = /^-----BEGIN ([A-Z0-9 ]{1,40})-----/;

/**
 * The end of a message: what the document is, and what to do about it; empty if it's unknown.
 *
 * @param document - The rejected text.
 * @param wanted - What was expected.
 */
export function foundInstead(document: string, wanted: 'XML' | 'PEM'): string {
  const start = document.slice(0, TELLING).replace(SPACE_AND_MARK, '');
  const found = pemForm(start, wanted) ?? otherForm(start, wanted);
  return found === undefined ? '' : `, got ${found}`;
}

function pemForm(start: string, wanted: 'XML' | 'PEM'): string | undefined {
  const [line = '', kind = ''] = PEM_LINE.exec(start) ?? [];
  if (kind === '') return undefined;
  if (kind.endsWith('PRIVATE KEY')) return 'a private key, which only its owner may have; pass the public key';
  if (BASE64_OF_XML.test(start.slice(line.length).trimStart())) {
    return 'PEM lines around Base64-encoded XML; remove the lines, decode the Base64 and pass the XML to parseRsaKeyValue';
  }
  if (kind === 'PUBLIC KEY') return wanted === 'XML' ? 'a PEM block PUBLIC KEY; pass it to fromSpkiPem' : undefined;
  if (kind === 'RSA PUBLIC KEY') {
    return 'a PEM block RSA PUBLIC KEY (PKCS#1); convert it with `openssl rsa -RSAPublicKey_in -pubout`, then use fromSpkiPem';
  }
  return kind === 'CERTIFICATE'
    ? 'a certificate; extract its key with `openssl x509 -pubkey -noout`'
    : 'another PEM block';
}

function otherForm(start: string, wanted: 'XML' | 'PEM'): string | undefined {
  if (isHtmlText(start)) return 'an HTML page: something answered instead of the vendor';
  if (wanted === 'PEM' && start.startsWith('<')) return 'XML; pass it to parseRsaKeyValue';
  return FORMS.find(([pattern]) => pattern.test(start))?.[1];
}

const FORMS: readonly (readonly [start: RegExp, words: string])[] = [
  [/^"/, 'a JSON string; parse the JSON first'],
  [/^\{/, 'a JSON object; pass a JWK to fromJwk'],
  [BASE64_OF_XML, 'Base64-encoded XML; decode it first'],
  [/^&lt;/i, 'XML with "&lt;" for "<"; decode it first'],
  [/^%3C/i, 'percent-encoded XML; decode it first'],
  [/^\\u003c/i, 'XML with the escapes of a JSON string; parse the JSON first'],
  [/^MI[A-Za-z0-9+/]{6}/, 'Base64 without its PEM lines; add them and pass it to fromSpkiPem'],
  [/^ssh-rsa\s/, 'an OpenSSH key; convert it with `ssh-keygen -e -m PKCS8`, then use fromSpkiPem'],
];

/**
 * What digits that could be Base64 are instead: a modulus of any length in use, or the usual exponent with leading
 * zeros. As Base64 they would give a different key, to which nobody has the private half.
 */
export function numeralIn(digits: string): 'hexadecimal' | 'a decimal number' | undefined {
  if (!isNumeral(digits)) return undefined;
  return digits.length >= LEAST_DIGITS && /^\d*$/.test(digits) ? 'a decimal number' : 'hexadecimal';
}

/**
 * Whether they are a number that isn't Base64.
 *
 * @param least - The digits of the shortest modulus.
 */
export function isNumeral(digits: string, least = LEAST_DIGITS): boolean {
  const isLong = digits.length >= least && /^(?:0[xX])?[0-9a-fA-F]*$/.test(digits);
  return isLong || /^(?:000|0[xX]0)10001$/.test(digits);
}

/**
 * The Base64 of the smallest modulus has 172 digits, and only once in 2^250 times are all of them hexadecimal digits
 * too.
 */
const LEAST_DIGITS = 172;

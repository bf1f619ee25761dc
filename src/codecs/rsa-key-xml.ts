/**
 * RSAKeyValue, the XML format of .NET and XMLDSig for an RSA public key.
 *
 * This parses just this grammar, not XML. It rejects anything that could make a general parser read something different
 * from what a person reads (DOCTYPE, entities, CDATA, processing instructions, comments inside a value, duplicates). It
 * scans the text once, from left to right.
 */
import { type Bytes, text as textCheck } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { base64Of, decodeBase64Of, endsOfBase64 } from './base64.js';
import { type Modulus, RsaPublicKey, rsaKey } from './rsa-key.js';
import { foundInstead, isNumeral, numeralIn } from './rsa-key-forms.js';

const MOST_CHARACTERS = 65_536;

/**
 * Reads the public key in an RSAKeyValue document.
 *
 * It accepts a byte order mark, an XML declaration, comments and whitespace around the elements, `Modulus` and
 * `Exponent` in either order, declared prefixes and namespaces (ignored, as in .NET), and whitespace inside the Base64.
 *
 * @param xml - The document, at most 65,536 characters.
 * @returns The checked key, without leading zero bytes in its numbers.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `xml` isn't a string; `ERR_TEXT_NOT_WELL_FORMED` for a lone
 * surrogate; `ERR_RSA_XML` for any other document, including private keys, with the position; `ERR_RSA_KEY_SIZE` and
 * `ERR_RSA_KEY` for numbers that `rsaPublicKey` rejects.
 * @see XMLDSig (RFC 3275) section 4.4.2.2; .NET `RSA.FromXmlString`.
 *
 * @example
 * ```ts
 * import { parseRsaKeyValue } from 'credwire/codecs';
 *
 * const modulus = '/'.repeat(170) + '8=';
 * parseRsaKeyValue(`<RSAKeyValue><Modulus>${modulus}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`).bits; // => 1024
 * ```
 */
export function parseRsaKeyValue(xml: string): RsaPublicKey {
  return parseRsaKeyValueOf('parseRsaKeyValue', xml);
}

/** The same, for a document from elsewhere. @internal */
export function parseRsaKeyValueOf(owner: string, xml: string): RsaPublicKey {
  const [modulus, exponent] = numbersAsWritten(xml) ?? numbersOf(owner, textCheck(`${owner}: "xml"`, xml));
  return new RsaPublicKey(owner, modulus, exponent);
}

type Numbers = readonly [modulus: Bytes | Modulus, exponent: Bytes];

// Reads what `formatRsaKeyValue` and .NET write, in a fraction of the scanner's time; everything else is left to the
// scanner.
const AS_WRITTEN =
  /^<RSAKeyValue><Modulus>([A-Za-z0-9+/]+={0,2})<\/Modulus><Exponent>([A-Za-z0-9+/]+={0,2})<\/Exponent><\/RSAKeyValue>$/;

function numbersAsWritten(xml: unknown): Numbers | undefined {
  if (typeof xml !== 'string' || xml.length > MOST_CHARACTERS) return undefined;
  const [, modulus, exponent] = AS_WRITTEN.exec(xml) ?? [];
  if (modulus === undefined || exponent === undefined || isNumeral(modulus) || isNumeral(exponent)) return undefined;
  const ends = endsOfBase64(modulus);
  if (ends === undefined || ends.first === 0) return undefined;
  const { byteLength, first, last } = ends;
  const bits = byteLength * 8 - (Math.clz32(first) - 24);
  try {
    let decoded: Bytes | undefined;
    const bytes = () => {
      decoded ??= decodeBase64Of('', modulus);
      return decoded;
    };
    return [{ bits, isOdd: (last & 1) === 1, bytes }, decodeBase64Of('', exponent)];
  } catch {
    return undefined; // the scanner says where
  }
}

function numbersOf(owner: string, document: string): Numbers {
  if (document.length > MOST_CHARACTERS) {
    throw malformed(owner, `at most ${MOST_CHARACTERS} characters, got ${document.length}`);
  }
  const scanner = new Scanner(owner, document);
  scanner.skip(/\uFEFF/y);
  scanner.skip(XML_DECLARATION);
  skipMisc(scanner);
  const root = openRoot(scanner);
  let modulus: Bytes | undefined;
  let exponent: Bytes | undefined;
  while (modulus === undefined || exponent === undefined) {
    skipMisc(scanner);
    refusePrivatePart(scanner);
    const missing = [modulus === undefined ? ['Modulus'] : [], exponent === undefined ? ['Exponent'] : []].flat();
    const child = openTag(scanner, missing, root.prefixes);
    const number = readNumber(scanner, child.localName);
    if (child.localName === 'Modulus') modulus = number;
    else exponent = number;
    closeTag(scanner, child);
  }
  skipMisc(scanner);
  refusePrivatePart(scanner);
  closeTag(scanner, root);
  skipMisc(scanner);
  if (!scanner.atEnd) throw scanner.refusal('nothing after the root element');
  return [modulus, exponent];
}

/**
 * Writes a key like .NET's `ToXmlString(false)`: one line, `Modulus` first, no namespace.
 *
 * @param key - An RSA public key.
 * @returns `<RSAKeyValue><Modulus>…</Modulus><Exponent>…</Exponent></RSAKeyValue>`, with the numbers in Base64 without
 * leading zero bytes.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `key` isn't an RsaPublicKey.
 * @see XMLDSig (RFC 3275) section 4.4.2.2.
 *
 * @example
 * ```ts
 * import { formatRsaKeyValue, rsaPublicKey } from 'credwire/codecs';
 *
 * const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(1, 0, 1) });
 * formatRsaKeyValue(key).endsWith('<Exponent>AQAB</Exponent></RSAKeyValue>'); // => true
 * ```
 */
export function formatRsaKeyValue(key: RsaPublicKey): string {
  const { modulus, exponent } = rsaKey('formatRsaKeyValue: "key"', key);
  const numbers = `<Modulus>${base64Of(modulus)}</Modulus><Exponent>${base64Of(exponent)}</Exponent>`;
  return `<RSAKeyValue>${numbers}</RSAKeyValue>`;
}

// The productions, all sticky. The numbers in brackets are those of XML 1.0 and of Namespaces in XML 1.0.
const SPACE = /[ \t\r\n]+/y; // [3]
const XML_DECLARATION = // [23] to [26], [32], [80]
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.[01]"|'1\.[01]')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/y;
const CHARACTERS = /^[\t\n\r\u0020-\uFFFD]*$/; // [2]
const NAME = /(?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*/y; // [7], ASCII only
const EQUALS = /[ \t\r\n]*=[ \t\r\n]*/y; // [25]
const QUOTED = /"[^"<&]*"|'[^'<&]*'/y; // [10], without references
const BASE64 = /[A-Za-z0-9+/= \t\r\n]*/y;

interface Tag {
  readonly qualifiedName: string;
  readonly localName: string;
  readonly prefixes: ReadonlySet<string>;
}

/** The start of a private number, which .NET's `ToXmlString(true)` writes after the public ones. */
const PRIVATE_PART = /^<(?:[\w.-]{1,64}:)?(?:P|Q|DP|DQ|InverseQ|D)[ \t\r\n/>]/;

/** A position in a document that only moves forward. */
class Scanner {
  position = 0;
  constructor(
    readonly owner: string,
    readonly document: string,
  ) {}

  get atEnd(): boolean {
    return this.position === this.document.length;
  }

  /** The next few characters. */
  get ahead(): string {
    return this.document.slice(this.position, this.position + 96);
  }

  /** The error with what was expected, and where. */
  refusal(expected: string, position = this.position): InputError {
    return malformed(this.owner, `${expected} at position ${position} of ${this.document.length}`);
  }

  startsWith(literal: string): boolean {
    return this.document.startsWith(literal, this.position);
  }

  /** The text from a position to the current one. */
  since(start: number): string {
    return this.document.slice(start, this.position);
  }

  skip(production: RegExp): RegExpExecArray | null {
    production.lastIndex = this.position;
    const match = production.exec(this.document);
    if (match !== null) this.position = production.lastIndex;
    return match;
  }

  expect(literal: string): void {
    if (!this.startsWith(literal)) throw this.refusal(`"${literal}"`);
    this.position += literal.length;
  }
}

// Any number of whitespace characters and comments.
function skipMisc(scanner: Scanner): void {
  for (;;) {
    scanner.skip(SPACE);
    if (!scanner.startsWith('<!--')) return;
    const start = scanner.position + 4;
    const end = scanner.document.indexOf('--', start);
    if (end < 0) throw scanner.refusal('"-->" at the end of the comment');
    if (!CHARACTERS.test(scanner.document.slice(start, end))) throw scanner.refusal('characters of XML');
    scanner.position = end;
    scanner.expect('-->'); // [15] forbids "--" inside a comment
  }
}

function refusePrivatePart(scanner: Scanner): void {
  if (!PRIVATE_PART.test(scanner.ahead)) return;
  throw scanner.refusal('only Modulus and Exponent (this is a private key, which only its owner may have)');
}

function openRoot(scanner: Scanner): Tag {
  const found = foundInstead(scanner.ahead, 'XML');
  if (found !== '') throw scanner.refusal(`an element RSAKeyValue${found}`);
  return openTag(scanner, ['RSAKeyValue'], new Set());
}

function openTag(scanner: Scanner, names: readonly string[], inherited: ReadonlySet<string>): Tag {
  const at = scanner.position;
  scanner.expect('<');
  scanner.skip(NAME);
  const qualifiedName = scanner.since(at + 1);
  const colon = qualifiedName.indexOf(':');
  const localName = qualifiedName.slice(colon + 1);
  if (!names.includes(localName)) throw scanner.refusal(`an element ${names.join(' or ')}`, at);
  const prefixes = readNamespaces(scanner, inherited);
  scanner.expect('>');
  const isDeclared = colon < 0 || prefixes.has(qualifiedName.slice(0, colon));
  if (!isDeclared) throw scanner.refusal('a declared prefix', at);
  return { qualifiedName, localName, prefixes };
}

// Attributes: only namespace declarations, each at most once.
function readNamespaces(scanner: Scanner, inherited: ReadonlySet<string>): ReadonlySet<string> {
  const declared = new Set<string>();
  while (scanner.skip(SPACE) !== null && !scanner.startsWith('>')) {
    const at = scanner.position;
    scanner.skip(NAME);
    const attribute = scanner.since(at);
    const isDefault = attribute === 'xmlns';
    if (!isDefault && !attribute.startsWith('xmlns:')) throw scanner.refusal('no attribute but xmlns', at);
    if (declared.has(attribute)) throw scanner.refusal('each attribute once', at);
    if (/:xml(?:ns)?$/.test(attribute)) throw scanner.refusal('no reserved prefix', at);
    if (scanner.skip(EQUALS) === null) throw scanner.refusal('"="');
    const value = scanner.skip(QUOTED);
    if (value === null) throw scanner.refusal('a quoted value without "<" and "&"');
    const uri = value[0].slice(1, -1);
    if (!CHARACTERS.test(uri) || (uri === '' && !isDefault)) throw scanner.refusal('a namespace name', at);
    declared.add(attribute);
  }
  const prefixes = [...declared].map((name) => name.slice('xmlns:'.length)); // the default namespace gives an empty prefix, which no name has
  return new Set([...inherited, ...prefixes]);
}

function closeTag(scanner: Scanner, tag: Tag): void {
  scanner.expect(`</${tag.qualifiedName}`);
  scanner.skip(SPACE);
  scanner.expect('>');
}

function readNumber(scanner: Scanner, name: string): Bytes {
  const at = scanner.position;
  scanner.skip(BASE64);
  const digits = scanner.since(at).replace(/[ \t\r\n]+/g, '');
  const other = otherSpelling(digits, scanner.ahead);
  if (other !== undefined) throw scanner.refusal(`${name} in Base64, got ${other}`, at);
  if (digits === '') throw scanner.refusal(`${name} in Base64`, at);
  try {
    return decodeBase64Of(scanner.owner, digits);
  } catch {
    throw scanner.refusal(`${name} in strict Base64 (except for whitespace)`, at);
  }
}

// What programs write instead of Base64.
function otherSpelling(digits: string, ahead: string): string | undefined {
  const numeral = numeralIn(digits);
  if (numeral !== undefined) return numeral;
  // With separators, such as those of OpenSSL and of .NET's BitConverter.
  if (/^[0-9a-fA-F]{2}$/.test(digits) && /^[:-][0-9a-fA-F]{2}(?![^:-])/.test(ahead)) return 'hexadecimal';
  if (/^[-_]/.test(ahead)) return 'the URL-safe alphabet of a JWK ("-" and "_" for "+" and "/")';
  // If its length is impossible for Base64: the digits of 65537 in base 16 or 10.
  if (/^(?:0x)?0*10001$/.test(digits)) return 'hexadecimal';
  if (digits === '65537') return 'a decimal number';
  return digits.length % 4 > 1 && !digits.includes('=') ? 'Base64 without its padding' : undefined;
}

function malformed(owner: string, expected: string): InputError {
  return new InputError('ERR_RSA_XML', `${owner}: expected ${expected}`);
}

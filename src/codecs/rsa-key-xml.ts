/**
 * RSAKeyValue, the XML in which .NET and XMLDSig write an RSA public key.
 *
 * A parser of this one grammar, not of XML: what could make a general parser read something else than a person does
 * (DOCTYPE, entities, CDATA, processing instructions, comments inside a value, duplicates) is refused. It goes through
 * the text once, from left to right.
 */
import { type Bytes, text as textCheck } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { decodeBase64, encodeBase64 } from './base64.js';
import { RsaPublicKey, rsaKey } from './rsa-key.js';

const MOST_CHARACTERS = 65_536;

/**
 * Reads the public key of an RSAKeyValue document.
 *
 * Accepted are a byte order mark, an XML declaration, comments and white space around the elements, `Modulus` and
 * `Exponent` in either order, declared prefixes and namespaces (ignored, as .NET does), and white space inside the
 * Base64.
 *
 * @param xml - The document, at most 65,536 characters.
 * @returns The checked key; leading zero bytes of the numbers are dropped.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where `xml` is no string; `ERR_TEXT_NOT_WELL_FORMED` for a lone
 * surrogate; `ERR_RSA_XML` for any other document, private parts included, with the position; `ERR_RSA_KEY_SIZE` and
 * `ERR_RSA_KEY` for numbers that `rsaPublicKey` refuses.
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
  return parseAsWritten(xml) ?? parse(xml);
}

// What `formatRsaKeyValue` and .NET write, a fifth of the time of the scanner; anything else is left to that one.
const AS_WRITTEN =
  /^<RSAKeyValue><Modulus>([A-Za-z0-9+/]+={0,2})<\/Modulus><Exponent>([A-Za-z0-9+/]+={0,2})<\/Exponent><\/RSAKeyValue>$/;

function parseAsWritten(xml: unknown): RsaPublicKey | undefined {
  if (typeof xml !== 'string' || xml.length > MOST_CHARACTERS) return undefined;
  const [, modulus, exponent] = AS_WRITTEN.exec(xml) ?? [];
  if (modulus === undefined || exponent === undefined) return undefined;
  let numbers: readonly [Bytes, Bytes];
  try {
    numbers = [decodeBase64(modulus), decodeBase64(exponent)];
  } catch {
    return undefined; // the scanner says where
  }
  return new RsaPublicKey(...numbers);
}

function parse(xml: string): RsaPublicKey {
  const document = textCheck('parseRsaKeyValue: "xml"', xml);
  if (document.length > MOST_CHARACTERS) {
    throw malformed(`at most ${MOST_CHARACTERS} characters, got ${document.length}`);
  }
  const scanner = new Scanner(document);
  scanner.skip(/\uFEFF/y);
  scanner.skip(XML_DECLARATION);
  skipMisc(scanner);
  const root = openTag(scanner, ['RSAKeyValue'], new Set());
  let modulus: Bytes | undefined;
  let exponent: Bytes | undefined;
  while (modulus === undefined || exponent === undefined) {
    skipMisc(scanner);
    const missing = [modulus === undefined ? ['Modulus'] : [], exponent === undefined ? ['Exponent'] : []].flat();
    const child = openTag(scanner, missing, root.prefixes);
    const number = readNumber(scanner, child.localName);
    if (child.localName === 'Modulus') modulus = number;
    else exponent = number;
    closeTag(scanner, child);
  }
  skipMisc(scanner);
  closeTag(scanner, root);
  skipMisc(scanner);
  if (!scanner.atEnd) throw malformed('nothing behind the root element', scanner);
  return new RsaPublicKey(modulus, exponent);
}

/**
 * Writes a key as .NET's `ToXmlString(false)` does: one line, `Modulus` first, no namespace.
 *
 * @param key - An RSA public key.
 * @returns `<RSAKeyValue><Modulus>…</Modulus><Exponent>…</Exponent></RSAKeyValue>`, numbers in Base64 without leading
 * zero bytes.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where `key` is no RsaPublicKey.
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
  const numbers = `<Modulus>${encodeBase64(modulus)}</Modulus><Exponent>${encodeBase64(exponent)}</Exponent>`;
  return `<RSAKeyValue>${numbers}</RSAKeyValue>`;
}

// The productions, all sticky. Numbers in brackets are those of XML 1.0 and of Namespaces in XML 1.0.
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

/** A place in a document that only moves forward. */
class Scanner {
  position = 0;
  constructor(readonly document: string) {}

  get atEnd(): boolean {
    return this.position === this.document.length;
  }

  startsWith(literal: string): boolean {
    return this.document.startsWith(literal, this.position);
  }

  /** The text from a place to where the scanner is. */
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
    if (!this.startsWith(literal)) throw malformed(`"${literal}"`, this);
    this.position += literal.length;
  }
}

// White space and comments, as many as there are.
function skipMisc(scanner: Scanner): void {
  for (;;) {
    scanner.skip(SPACE);
    if (!scanner.startsWith('<!--')) return;
    const start = scanner.position + 4;
    const end = scanner.document.indexOf('--', start);
    if (end < 0) throw malformed('"-->" at the end of the comment', scanner);
    if (!CHARACTERS.test(scanner.document.slice(start, end))) throw malformed('characters of XML', scanner);
    scanner.position = end;
    scanner.expect('-->'); // [15] forbids "--" inside a comment
  }
}

function openTag(scanner: Scanner, names: readonly string[], inherited: ReadonlySet<string>): Tag {
  const at = scanner.position;
  scanner.expect('<');
  scanner.skip(NAME);
  const qualifiedName = scanner.since(at + 1);
  const colon = qualifiedName.indexOf(':');
  const localName = qualifiedName.slice(colon + 1);
  if (!names.includes(localName)) throw malformed(`an element ${names.join(' or ')}`, scanner, at);
  const prefixes = readNamespaces(scanner, inherited);
  scanner.expect('>');
  const isDeclared = colon < 0 || prefixes.has(qualifiedName.slice(0, colon));
  if (!isDeclared) throw malformed('a prefix that is declared', scanner, at);
  return { qualifiedName, localName, prefixes };
}

// Attributes: namespace declarations only, each of them once.
function readNamespaces(scanner: Scanner, inherited: ReadonlySet<string>): ReadonlySet<string> {
  const declared = new Set<string>();
  while (scanner.skip(SPACE) !== null && !scanner.startsWith('>')) {
    const at = scanner.position;
    scanner.skip(NAME);
    const attribute = scanner.since(at);
    const isDefault = attribute === 'xmlns';
    if (!isDefault && !attribute.startsWith('xmlns:')) throw malformed('no attribute but xmlns', scanner, at);
    if (declared.has(attribute)) throw malformed('each attribute once', scanner, at);
    if (/:xml(?:ns)?$/.test(attribute)) throw malformed('no reserved prefix', scanner, at);
    if (scanner.skip(EQUALS) === null) throw malformed('"="', scanner);
    const value = scanner.skip(QUOTED);
    if (value === null) throw malformed('a quoted value without "<" and "&"', scanner);
    const uri = value[0].slice(1, -1);
    if (!CHARACTERS.test(uri) || (uri === '' && !isDefault)) throw malformed('the name of a namespace', scanner, at);
    declared.add(attribute);
  }
  const prefixes = [...declared].map((name) => name.slice('xmlns:'.length)); // of the default an empty one, which none has
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
  if (digits === '') throw malformed(`${name} in Base64`, scanner, at);
  try {
    return decodeBase64(digits);
  } catch {
    throw malformed(`${name} in strict Base64 (white space apart)`, scanner, at);
  }
}

function malformed(expected: string, scanner?: Scanner, position = scanner?.position): InputError {
  const where = scanner === undefined ? '' : ` at position ${position} of ${scanner.document.length}`;
  return new InputError('ERR_RSA_XML', `RSAKeyValue: expected ${expected}${where}`);
}

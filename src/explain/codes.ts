/** What `diagnose` can find: one table of codes, each with the stage that it belongs to, what is wrong, and the fix. */

/** A step between the password and the request, in the order of {@link STAGES}. */
export type StageName = (typeof STAGES)[number];

/** Every stage, from what was read to the whole request. Findings come in this order. */
export const STAGES = /* @__PURE__ */ Object.freeze([
  'read',
  'text',
  'prefix',
  'padded',
  'ciphertext',
  'base64',
  'encoded',
  'field',
  'request',
] as const);

/** What a code means. */
export interface Diagnosis {
  /** The stage that goes wrong, unless a finding names another one. */
  readonly stage: StageName;
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

const entry = (stage: StageName, message: string, fix: string): Diagnosis => Object.freeze({ stage, message, fix });

const TABLE = /* @__PURE__ */ Object.freeze({
  UNREADABLE: entry(
    'read',
    'this cannot be read as a request',
    'pass an HttpRequest, one curl command, a HAR entry, raw HTTP/1.1 text or a URL',
  ),
  FILE_BODY: entry(
    'read',
    'the body or an option comes from a file, and diagnose never opens files',
    "paste the file's text in its place",
  ),
  SHELL_SPLIT: entry(
    'read',
    'an "&" outside quotes ends the command: the shell cuts the URL there',
    'put the URL in quotes',
  ),
  SHELL_EXPANDED: entry(
    'read',
    'the shell replaces "$", "`" or "%NAME%" in this command, so the server gets another text',
    'use single quotes, or escape the character for your shell',
  ),
  REDACTED: entry('read', 'the value is hidden behind asterisks', 'pass the request as it was sent'),
  VALUE_UNSET: entry(
    'read',
    'a placeholder was sent in place of the value',
    'fill in the variable before the request is built',
  ),
  OTHER_PASSWORD: entry(
    'text',
    'it is well encoded, but another password than the one you passed',
    'check which password your code reads, and when',
  ),
  OTHER_USER: entry('text', 'another user name than the one you passed', 'check which user name your code reads'),
  OTHER_VALUE: entry('text', 'another value than the one you passed', 'check which value your code reads'),
  CHARSET_UTF16: entry('text', 'the text was encoded as UTF-16', 'encode it as UTF-8: Encoding.UTF8 in .NET'),
  CHARSET_LATIN1: entry('text', 'the text was encoded as Latin-1', 'encode it as UTF-8'),
  CHARSET_UTF8: entry('text', 'the text was encoded as UTF-8', 'encode it in the charset that you passed'),
  CHARSET_ASCII: entry(
    'text',
    'characters outside ASCII were replaced by "?"',
    'encode the text as UTF-8: Encoding.ASCII loses characters',
  ),
  UTF8_TWICE: entry(
    'text',
    'UTF-8 bytes were taken for Latin-1 text and encoded as UTF-8 a second time',
    'hand the text on as text, and encode it once',
  ),
  BOM_ADDED: entry(
    'text',
    'a byte order mark stands in front of the text',
    'use an encoder without one, such as new UTF8Encoding(false)',
  ),
  NUL_ADDED: entry('text', 'a NUL byte stands behind the text', 'leave out the terminator of the C string'),
  UNICODE_FORM: entry(
    'text',
    'the same characters, but composed in another way (Unicode NFC and NFD)',
    'normalize the text to the form in which the password was set, usually NFC',
  ),
  SPACE_ADDED: entry(
    'text',
    'white space or a line end was added',
    'trim what you read from a file; use printf or echo -n in a shell',
  ),
  QUOTED_VALUE: entry('text', 'quotation marks were sent with the value', 'send the value without quotation marks'),
  PREFIX_MISSING: entry(
    'prefix',
    'no random letters stand in front of the password',
    'put as many random letters as the server cuts off (13 in the document) in front, then encode',
  ),
  PREFIX_LENGTH: entry(
    'prefix',
    'the random prefix has another length than the one you passed',
    'make the prefix exactly as long as the server cuts off: option prefixLength',
  ),
  PREFIX_OUTSIDE: entry(
    'prefix',
    'the random prefix stands outside the Base64, or behind the password',
    'encode the prefix and the password together, the prefix first',
  ),
  PADDING_MISSING: entry('padded', 'the text was not padded', 'use the padding of the scheme (PKCS#7, or PKCS#1 v1.5)'),
  PADDING_ZERO: entry('padded', 'the text was filled up with zero bytes', 'use PKCS#7 padding'),
  PADDING_OTHER: entry('padded', 'the text was filled up in another way than PKCS#7', 'use PKCS#7 padding'),
  NOT_ENCRYPTED: entry('ciphertext', 'the password was not encrypted', 'encrypt it first, then encode the ciphertext'),
  KEY_AS_TEXT: entry(
    'ciphertext',
    'the text of the key was used as the key',
    'decode the key from Base64: it is 16 bytes, not 24 characters',
  ),
  KEY_DERIVED: entry(
    'ciphertext',
    'the key was taken for a passphrase, and another key was derived from it',
    'pass the 16 bytes themselves; in CryptoJS, CryptoJS.enc.Base64.parse(key)',
  ),
  KEY_SIZE: entry(
    'ciphertext',
    'the key was stretched for AES-192 or AES-256',
    'use AES-128 with the 16 bytes of the key',
  ),
  KEY_IV_SWAPPED: entry('ciphertext', 'key and initialization vector were exchanged', 'swap the two arguments'),
  OTHER_KEY: entry(
    'ciphertext',
    'the ciphertext does not open under the key that you passed',
    'compare the key and the initialization vector with the server: another key, or another password, was used',
  ),
  IV_AS_TEXT: entry(
    'ciphertext',
    'the text of the initialization vector was used as the vector',
    'decode the initialization vector from Base64: it is 16 bytes',
  ),
  IV_ZERO: entry(
    'ciphertext',
    'the initialization vector was all zeros',
    'pass the initialization vector: many libraries take zeros where it is missing',
  ),
  IV_PREPENDED: entry(
    'ciphertext',
    'the initialization vector stands in front of the ciphertext',
    'send the ciphertext alone, under the fixed initialization vector',
  ),
  OTHER_IV: entry('ciphertext', 'another initialization vector was used', 'use the fixed initialization vector'),
  MODE_ECB: entry(
    'ciphertext',
    'the mode was ECB, or for a single block CBC with an initialization vector of zeros (the two are the same)',
    'use CBC with the initialization vector: AES/CBC/PKCS5Padding in Java, aes-128-cbc in OpenSSL',
  ),
  MODE_OTHER: entry('ciphertext', 'the mode was CFB, OFB or CTR', 'use CBC with PKCS#7 padding'),
  CIPHERTEXT_LENGTH: entry(
    'ciphertext',
    'the ciphertext has a length that the scheme never gives',
    'keep every byte: AES gives whole blocks of 16 bytes, RSA as many bytes as the modulus has, zeros in front included',
  ),
  HEX_NOT_BASE64: entry('base64', 'the bytes were written in hexadecimal', 'write them in standard Base64'),
  BASE64_URL: entry(
    'base64',
    'the Base64 is of the URL-safe kind ("-" and "_")',
    'use the standard alphabet ("+" and "/"), then percent-encode it',
  ),
  BASE64_LINES: entry(
    'base64',
    'the Base64 is broken into lines',
    'write it on one line: base64 -w0, Base64.NO_WRAP, no MIME encoder',
  ),
  BASE64_PADDING: entry(
    'base64',
    'the "=" at the end of the Base64 is missing or too much',
    'keep the padding as it is',
  ),
  BASE64_EXTRA: entry('base64', 'the value was written in Base64, and is taken as it is', 'send the plain value'),
  BYTES_AS_LIST: entry(
    'base64',
    'the bytes were written as a list of numbers',
    'write them in standard Base64: an array of bytes turned into text is a list of numbers',
  ),
  BYTES_LITERAL: entry(
    'base64',
    "the value is written as Python prints bytes: b'…'",
    "turn the bytes into text with .decode('ascii'), not with str()",
  ),
  NOT_BASE64: entry('base64', 'the value is not Base64', 'write it in standard Base64'),
  CIPHERTEXT_NOT_BASE64: entry(
    'base64',
    'the ciphertext is not Base64, or was damaged on the way',
    'write the bytes of the ciphertext in standard Base64; never convert them to text',
  ),
  NOT_ENCODED: entry(
    'encoded',
    'the value was not encoded',
    'percent-encode it once: encodeURIComponent, Uri.EscapeDataString, urllib.parse.quote(value, safe="")',
  ),
  ENCODED_TWICE: entry(
    'encoded',
    'the value was encoded twice',
    'encode it once: most HTTP clients encode query parameters and forms themselves',
  ),
  PLUS_LOST: entry('encoded', 'a "+" was not encoded, and arrives as a space', 'write "+" as %2B'),
  PERCENT_IN_JSON: entry('encoded', 'the value was percent-encoded inside JSON', 'put the plain value into JSON'),
  PERCENT_U: entry(
    'encoded',
    'characters were written as %uXXXX, which is no percent-encoding',
    'use encodeURIComponent in place of escape',
  ),
  HTML_ESCAPED: entry(
    'encoded',
    'characters were escaped for HTML ("&amp;")',
    'send the plain characters: the text was copied from a page or went through an HTML encoder',
  ),
  FIELD_MISSING: entry('field', 'a field is missing or empty', 'send every field that the endpoint asks for'),
  FIELD_NAME: entry('field', 'a field has another name', "spell the name as the vendor's document does"),
  FIELD_TWICE: entry('field', 'a field was sent twice', 'send it once'),
  AREA_VALUE: entry(
    'field',
    'the area is not the one you passed',
    'send "scanning" for uploads or "investigation" for retrievals, in lower case',
  ),
  GRANT_TYPE: entry('field', 'the grant type is not "password"', 'send grant_type=password'),
  WRONG_METHOD: entry('request', 'another HTTP method', "use the endpoint's method"),
  WRONG_HOST: entry('request', 'another host, port or scheme than the base URL', 'check the base URL of your code'),
  WRONG_PATH: entry('request', 'another path', "compare the path with the document's, slash by slash"),
  CONTENT_TYPE: entry(
    'request',
    'the header Content-Type does not match the body',
    'set it: application/json for JSON, application/x-www-form-urlencoded for a form',
  ),
  BODY_JSON: entry(
    'request',
    'the fields were sent as JSON',
    'send them as the endpoint takes them: a form or a query',
  ),
  BODY_FORM: entry(
    'request',
    'the fields were sent as a form',
    'send them as the endpoint takes them: JSON or a query',
  ),
  BODY_MULTIPART: entry(
    'request',
    'the fields were sent as multipart/form-data',
    'send application/x-www-form-urlencoded or JSON, as the endpoint takes it; no FormData, no curl -F',
  ),
  BODY_OTHER: entry(
    'request',
    'the body is neither a form nor JSON',
    'check what your client made of the object that you passed',
  ),
  JSON_TWICE: entry('request', 'the body is JSON inside a JSON string', 'serialize the object once'),
  JSON_BROKEN: entry(
    'request',
    'the body looks like JSON but is not: quotation marks are missing or of the wrong kind',
    'serialize it with a JSON library; on Windows the shell takes quotation marks away',
  ),
  FIELDS_IN_QUERY: entry('request', 'the fields were sent in the query', 'send them in the body'),
  BEARER_EXTRA: entry(
    'request',
    'an Authorization header with "Bearer" that this server does not take',
    'leave "Bearer" out: this vendor takes its token in another form',
  ),
  BEARER_MISSING: entry(
    'request',
    'the token was sent without "Bearer"',
    'send Authorization: Bearer, a space, and the token',
  ),
  TOKEN_HEADER: entry(
    'request',
    'the token was sent in another place than the one where this vendor reads it',
    'use authorize: it puts the token where the vendor reads it',
  ),
} as const satisfies Readonly<Record<string, Diagnosis>>);

/** One of the codes of {@link DIAGNOSES}. */
export type DiagnosisCode = keyof typeof TABLE;

/**
 * Every diagnosis. Codes are stable: new ones may come, none changes its meaning.
 *
 * @example
 * ```ts
 * import { DIAGNOSES } from 'credwire/explain';
 *
 * DIAGNOSES.PLUS_LOST.stage; // => 'encoded'
 * ```
 */
export const DIAGNOSES: Readonly<Record<DiagnosisCode, Diagnosis>> = TABLE;

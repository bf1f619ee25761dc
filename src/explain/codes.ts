/** Everything that `diagnose` can find: a table of codes, each with its stage, the problem and the fix. */

/** A step between the password and the request, in the order of {@link STAGES}. */
export type StageName = (typeof STAGES)[number];

/** Every stage, from reading the request to the request as a whole. Findings are in this order. */
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
  /** The stage that goes wrong, unless a finding names a different one. */
  readonly stage: StageName;
  /** What's wrong. */
  readonly message: string;
  /** How to fix it. */
  readonly fix: string;
}

const entry = (stage: StageName, message: string, fix: string): Diagnosis => Object.freeze({ stage, message, fix });

const TABLE = /* @__PURE__ */ Object.freeze({
  UNREADABLE: entry(
    'read',
    "this isn't readable as a request",
    'pass a curl command, a HAR file or entry, raw HTTP/1.1, a line of an access log, a fetch call, a URL, or an object with "url"',
  ),
  FILE_BODY: entry(
    'read',
    'the body or an option comes from a file, and diagnose never opens files',
    "paste the file's contents instead",
  ),
  SHELL_SPLIT: entry(
    'read',
    'an "&" outside quotes ends the command: the shell cuts the URL there',
    'put the URL in quotes',
  ),
  SHELL_EXPANDED: entry(
    'read',
    'the shell expands "$", "`" or "%NAME%" in this command, so the server receives something else',
    'use single quotes, or escape the character for your shell',
  ),
  REDACTED: entry('read', 'the value is hidden by asterisks', 'pass the request exactly as it was sent'),
  VALUE_UNSET: entry(
    'read',
    'a placeholder was sent instead of the value',
    'fill in the variable before the request is built',
  ),
  OTHER_PASSWORD: entry(
    'text',
    "the encoding is right, but the password isn't the one you passed",
    'check which password your code reads, and when',
  ),
  OTHER_USER: entry('text', "the user name isn't the one you passed", 'check which user name your code reads'),
  OTHER_VALUE: entry('text', "the value isn't the one you passed", 'check which value your code reads'),
  CHARSET_UTF16: entry('text', 'the text was encoded as UTF-16', 'encode it as UTF-8: Encoding.UTF8 in .NET'),
  CHARSET_LATIN1: entry('text', 'the text was encoded as Latin-1', 'encode it as UTF-8'),
  CHARSET_UTF8: entry('text', 'the text was encoded as UTF-8', 'encode it in the charset that you passed'),
  CHARSET_ASCII: entry(
    'text',
    'non-ASCII characters were replaced by "?"',
    'encode the text as UTF-8: Encoding.ASCII loses characters',
  ),
  UTF8_TWICE: entry(
    'text',
    'UTF-8 bytes were read as Latin-1 and encoded as UTF-8 a second time',
    'pass the text as a string, and encode it once',
  ),
  BOM_ADDED: entry(
    'text',
    'the text starts with a byte order mark',
    'use an encoder without one, such as new UTF8Encoding(false)',
  ),
  NUL_ADDED: entry('text', 'the text ends with a NUL byte', "leave out the C string's terminator"),
  UNICODE_FORM: entry(
    'text',
    'the characters are the same, but composed differently (Unicode NFC and NFD)',
    'normalize the text to the form that the password was set in, usually NFC',
  ),
  SPACE_ADDED: entry(
    'text',
    'whitespace or a line break was added',
    'trim what you read from a file; in a shell, use printf or echo -n',
  ),
  QUOTED_VALUE: entry('text', 'quotation marks were sent with the value', 'send the value without quotation marks'),
  PREFIX_MISSING: entry(
    'prefix',
    "the password doesn't start with random letters",
    'put as many random letters as the server strips (13 in the document) before the password, then encode',
  ),
  PREFIX_LENGTH: entry(
    'prefix',
    "the random prefix isn't as long as the length you passed",
    'make the prefix exactly as long as the server expects: option prefixLength',
  ),
  PREFIX_OUTSIDE: entry(
    'prefix',
    'the random prefix is outside the Base64, or after the password',
    'encode the prefix and the password together, prefix first',
  ),
  PADDING_MISSING: entry('padded', 'the text was not padded', "use the scheme's padding (PKCS#7, or PKCS#1 v1.5)"),
  PADDING_ZERO: entry('padded', 'the text was padded with zero bytes', 'use PKCS#7 padding'),
  PADDING_OTHER: entry('padded', "the text wasn't padded with PKCS#7", 'use PKCS#7 padding'),
  NOT_ENCRYPTED: entry('ciphertext', "the password wasn't encrypted", 'encrypt it first, then encode the ciphertext'),
  KEY_AS_TEXT: entry(
    'ciphertext',
    "the key's characters were used as the key",
    'decode the key from Base64: it is 16 bytes, not 24 characters',
  ),
  KEY_DERIVED: entry(
    'ciphertext',
    'the key was treated as a passphrase, and a different key was derived from it',
    'pass the 16 bytes; in CryptoJS, CryptoJS.enc.Base64.parse(key)',
  ),
  KEY_SIZE: entry(
    'ciphertext',
    'the key was stretched for AES-192 or AES-256',
    'use AES-128 with the 16 bytes of the key',
  ),
  KEY_IV_SWAPPED: entry(
    'ciphertext',
    'the key and the initialization vector were swapped',
    'swap the two arguments back',
  ),
  OTHER_KEY: entry(
    'ciphertext',
    "the ciphertext doesn't decrypt with the key that you passed",
    'compare the key and the initialization vector with the server: a different key, or a different password, was used',
  ),
  IV_AS_TEXT: entry(
    'ciphertext',
    "the initialization vector's characters were used as the vector",
    'decode the initialization vector from Base64: it is 16 bytes',
  ),
  IV_ZERO: entry(
    'ciphertext',
    'the initialization vector was all zeros',
    'pass the initialization vector: many libraries default to zeros',
  ),
  IV_PREPENDED: entry(
    'ciphertext',
    'the ciphertext starts with the initialization vector',
    'send only the ciphertext, encrypted with the fixed initialization vector',
  ),
  OTHER_IV: entry('ciphertext', 'a different initialization vector was used', 'use the fixed initialization vector'),
  MODE_ECB: entry(
    'ciphertext',
    'the mode was ECB, or CBC with an initialization vector of zeros (for a single block the two are the same)',
    'use CBC with the initialization vector: AES/CBC/PKCS5Padding in Java, aes-128-cbc in OpenSSL',
  ),
  MODE_OTHER: entry('ciphertext', 'the mode was CFB, OFB or CTR', 'use CBC with PKCS#7 padding'),
  CIPHERTEXT_LENGTH: entry(
    'ciphertext',
    'the ciphertext has a length that the scheme never produces',
    'keep every byte: AES produces whole blocks of 16 bytes, RSA as many bytes as the modulus has, including leading zeros',
  ),
  HEX_NOT_BASE64: entry('base64', 'the bytes were encoded as hexadecimal', 'encode them as standard Base64'),
  BASE64_URL: entry(
    'base64',
    'the Base64 is URL-safe ("-" and "_")',
    'use the standard alphabet ("+" and "/"), then percent-encode it',
  ),
  BASE64_LINES: entry(
    'base64',
    'the Base64 is broken into lines',
    'keep it on one line: base64 -w0, Base64.NO_WRAP, no MIME encoder',
  ),
  BASE64_PADDING: entry('base64', 'the Base64 has too few or too many "=" at the end', 'keep the padding unchanged'),
  BASE64_EXTRA: entry(
    'base64',
    'the value was encoded as Base64, but the server takes it literally',
    'send the plain value',
  ),
  BYTES_AS_LIST: entry(
    'base64',
    'the bytes were written as a list of numbers',
    'encode them as standard Base64: converting an array of bytes to a string gives a list of numbers',
  ),
  BYTES_LITERAL: entry(
    'base64',
    "the value is a Python bytes literal: b'…'",
    "convert the bytes with .decode('ascii'), not with str()",
  ),
  NOT_BASE64: entry('base64', "the value isn't Base64", 'encode it as standard Base64'),
  CIPHERTEXT_NOT_BASE64: entry(
    'base64',
    "the ciphertext isn't Base64, or was damaged on the way",
    "encode the ciphertext's bytes as standard Base64; never convert them to text",
  ),
  NOT_ENCODED: entry(
    'encoded',
    "the value wasn't encoded",
    'percent-encode it once: encodeURIComponent, Uri.EscapeDataString, urllib.parse.quote(value, safe="")',
  ),
  ENCODED_TWICE: entry(
    'encoded',
    'the value was encoded twice',
    'encode it once: most HTTP clients encode query parameters and forms themselves',
  ),
  PLUS_LOST: entry('encoded', 'a "+" wasn\'t encoded, and arrives as a space', 'write "+" as %2B'),
  PERCENT_IN_JSON: entry('encoded', 'the value was percent-encoded inside JSON', 'put the plain value into the JSON'),
  PERCENT_U: entry(
    'encoded',
    "characters were written as %uXXXX, which isn't percent-encoding",
    'use encodeURIComponent instead of escape',
  ),
  HTML_ESCAPED: entry(
    'encoded',
    'characters were escaped for HTML ("&amp;")',
    'send the plain characters: the text was copied from a page or passed through an HTML encoder',
  ),
  FIELD_MISSING: entry('field', 'a field is missing or empty', 'send every field that the endpoint asks for'),
  FIELD_NAME: entry('field', 'a field has the wrong name', "spell the name as the vendor's document does"),
  FIELD_TWICE: entry('field', 'a field was sent twice', 'send it once'),
  AREA_VALUE: entry(
    'field',
    "the area isn't the one you passed",
    'send "scanning" for uploads or "investigation" for retrievals, in lower case',
  ),
  GRANT_TYPE: entry('field', 'the grant type isn\'t "password"', 'send grant_type=password'),
  WRONG_METHOD: entry('request', 'the HTTP method is wrong', "use the endpoint's method"),
  WRONG_HOST: entry('request', "the host, port or scheme isn't the base URL's", 'check the base URL in your code'),
  WRONG_PATH: entry('request', 'the path is wrong', 'compare the path with the expected one, slash by slash'),
  CONTENT_TYPE: entry(
    'request',
    "the header Content-Type doesn't match the body",
    'set it: application/json for JSON, application/x-www-form-urlencoded for a form',
  ),
  BODY_JSON: entry(
    'request',
    'the fields were sent as JSON',
    'send them as the endpoint expects: in a form or a query',
  ),
  BODY_FORM: entry(
    'request',
    'the fields were sent as a form',
    'send them as the endpoint expects: as JSON or in a query',
  ),
  BODY_MULTIPART: entry(
    'request',
    'the fields were sent as multipart/form-data',
    'send application/x-www-form-urlencoded or JSON, whichever the endpoint expects; no FormData, no curl -F',
  ),
  BODY_OTHER: entry(
    'request',
    'the body is neither a form nor JSON',
    'check how your client serialized the object that you passed',
  ),
  JSON_TWICE: entry('request', 'the body is JSON inside a JSON string', 'serialize the object once'),
  JSON_BROKEN: entry(
    'request',
    "the body looks like JSON but isn't: quotation marks are missing or of the wrong kind",
    'serialize it with a JSON library; on Windows, the shell removes quotation marks',
  ),
  FIELDS_IN_QUERY: entry('request', 'the fields were sent in the query', 'send them in the body'),
  BEARER_EXTRA: entry(
    'request',
    'there is a "Bearer" where this server doesn\'t accept one',
    'leave "Bearer" out: this vendor expects its token in a different form',
  ),
  BEARER_MISSING: entry(
    'request',
    'the token was sent without "Bearer"',
    'send Authorization: Bearer, a space, and the token',
  ),
  TOKEN_HEADER: entry(
    'request',
    "the token isn't where this vendor reads it",
    "send it in the header or parameter that the vendor's document names",
  ),
  TOKEN_MISSING: entry(
    'request',
    'this is a call without a token',
    "sign in first, then send the token in the header or parameter that the vendor's document names",
  ),
} as const satisfies Readonly<Record<string, Diagnosis>>);

/** One of the codes of {@link DIAGNOSES}. */
export type DiagnosisCode = keyof typeof TABLE;

/**
 * Every diagnosis. Codes are stable: new ones can be added, but none changes its meaning.
 *
 * @example
 * ```ts
 * import { DIAGNOSES } from 'credwire/explain';
 *
 * DIAGNOSES.PLUS_LOST.stage; // => 'encoded'
 * ```
 */
export const DIAGNOSES: Readonly<Record<DiagnosisCode, Diagnosis>> = TABLE;

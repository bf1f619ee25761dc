/**
 * iFactory, Jabil's MES, by way of its StackTest Gateway: the password goes AES-encrypted into a GET query.
 *
 * Key and initialisation vector stand in the vendor's public document, so that the encryption hides the password from
 * nobody who has read it. TLS protects it, nothing else.
 *
 * @module ifactory
 */

import { prepareTextEncryption, type TextEncryption } from '../codecs/aes-cbc-text.js';
import { decodeBase64, decodeBase64Of, decodeBase64Url } from '../codecs/base64.js';
import { percentEncode } from '../codecs/url.js';
import { type Bytes, bytes, flag, oneOf, optional, readMembers, readOptions, text } from '../core/check.js';
import { headerToken } from '../core/headers.js';
import { firstString, frozen, isObject, ownMember } from '../core/json.js';
import { baseUrl } from '../core/url.js';
import { readAnswer, readJson, readToken } from '../http/answer.js';
import type { HttpRequest, HttpResponse } from '../http/message.js';
import { ACCEPT_JSON, makeRequest, readRequest, withHeader } from '../http/message.js';
import type { SessionOf, SignIn } from '../http/run.js';
import { makeProfile, type Profile } from './vendor.js';

/** What a program can ask about iFactory. */
export const profile: Profile<'ifactory'> = /* @__PURE__ */ makeProfile({
  id: 'ifactory',
  name: 'iFactory (Jabil MES), StackTest Gateway API',
  fields: [
    { name: 'baseUrl', secret: false, required: true },
    { name: 'userLogin', secret: false, required: true },
    { name: 'password', secret: true, required: true },
  ],
  tokenLife: { description: 'not documented; where the token is a JWT, its exp is read as a hint' },
  document: 'iFactory JGP MES, StackTest Gateway API: Establish Connection',
});

/** How the password is encrypted. */
export interface EncryptionOptions {
  /** AES key: 16 bytes, or their Base64, which white space may surround. Default: the document's. */
  readonly key?: string | Uint8Array | undefined;
  /** Initialisation vector, in the same forms. Default: the document's. */
  readonly iv?: string | Uint8Array | undefined;
  /**
   * Charset of the password before encryption. The document leaves it open; the vendor's C# sample takes `utf-8`, the
   * default. `utf-16le` is what .NET calls Unicode.
   */
  readonly charset?: 'utf-8' | 'utf-16le' | undefined;
}

/** Options of {@link tokenRequest} and {@link signIn}. */
export interface TokenRequestOptions extends EncryptionOptions {
  /** Where the gateway listens, often `http://HOST:60200`; may carry a path. */
  readonly baseUrl: string;
  /** The user name. */
  readonly userLogin: string;
  /** The password as the user types it. */
  readonly password: string;
  /** Allows plain HTTP to a host that is not loopback, such as an intranet's. Default: `false`. */
  readonly allowInsecureHttp?: boolean | undefined;
}

/** A signed-in user; `expiresAt` is a hint, read from a token that is a JWT and never verified. */
export type Session = SessionOf<'ifactory'>;

const DOCUMENT_KEY = 'YGjDImfP5bf8F7kGbdqWcA==';
const DOCUMENT_IV = 'bDA11yRcbUsTC9jl5LnuiQ==';

// The key comes last, so that none has been copied where another option is refused.
const ENCRYPTION_OPTIONS = {
  charset: optional(oneOf('utf-8', 'utf-16le'), 'utf-8'),
  iv: optional(keyBytes),
  key: optional(keyBytes),
};

/**
 * Encrypts a password as the gateway expects it: AES-128-CBC with PKCS#7 padding, in standard Base64. It still has to
 * be percent-encoded, once, to go into a query: {@link tokenRequest} does that.
 *
 * @param password - Well-formed text of any length; may be empty.
 * @param options - Key, initialisation vector and charset, where they differ from the document's.
 * @returns Base64 of whole 16-byte blocks.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION` for wrong options;
 * `ERR_TEXT_NOT_WELL_FORMED` for a lone surrogate; `ERR_BASE64`, `ERR_AES_KEY_LENGTH`, `ERR_AES_IV_LENGTH` for a key or
 * vector that is none.
 * @see iFactory, Establish Connection: Retrieve Security Token, parameter `password`.
 *
 * @example
 * ```ts
 * import { ifactory } from 'credwire';
 *
 * ifactory.encryptPassword('P@ss+word/=1'); // => 'jTpn+KK/TcRsHhUeGU2FsQ=='
 * ```
 */
export function encryptPassword(password: string, options?: EncryptionOptions): string {
  const label = 'ifactory.encryptPassword: "password"';
  if (options === undefined) return encrypt(DOCUMENT_ENCRYPTION, label, password); // half the time of reading options
  text(label, password); // what is wrong with it is told before what is wrong with the options
  return encrypt(readOptions('ifactory.encryptPassword', options, ENCRYPTION_OPTIONS), label, password);
}

/**
 * Expands the key once, to encrypt many passwords under it.
 *
 * @param options - As for {@link encryptPassword}.
 * @returns A function that does what `encryptPassword` does, and throws what it throws for a password.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_BASE64`, `ERR_AES_KEY_LENGTH`, `ERR_AES_IV_LENGTH` for wrong options.
 * @see iFactory, Establish Connection: Retrieve Security Token, parameter `password`.
 *
 * @example
 * ```ts
 * import { ifactory } from 'credwire';
 *
 * const encrypt = ifactory.preparePasswordEncryption();
 * encrypt('password'); // => 'EKclpDnPPGiHI66zyK906w=='
 * ```
 */
export function preparePasswordEncryption(options: EncryptionOptions = {}): (password: string) => string {
  const { encrypt } = encryption(readOptions('ifactory.preparePasswordEncryption', options, ENCRYPTION_OPTIONS));
  return (password) => encrypt('ifactory.preparePasswordEncryption: "password"', password);
}

const TOKEN_REQUEST_OPTIONS = {
  baseUrl: text,
  userLogin: text,
  password: text,
  allowInsecureHttp: optional(flag, false),
  ...ENCRYPTION_OPTIONS,
};

/**
 * Builds the request for a token: `GET {baseUrl}/api/tokens?userLogin=…&password=…`.
 *
 * @param options - Where to sign in, as whom, and how the password is encrypted.
 * @returns A frozen request. Its URL holds the credentials: keep it out of logs (`redact` helps).
 * @throws {@link InputError} what {@link encryptPassword} throws; `ERR_URL`, `ERR_INSECURE_URL` for the base URL.
 * @see iFactory, Establish Connection: Retrieve Security Token.
 *
 * @example
 * ```ts
 * import { ifactory } from 'credwire';
 *
 * const request = ifactory.tokenRequest({ baseUrl: 'https://mes.example', userLogin: 'demo', password: 'password' });
 * request.url; // => 'https://mes.example/api/tokens?userLogin=demo&password=EKclpDnPPGiHI66zyK906w%3D%3D'
 * ```
 */
export function tokenRequest(options: TokenRequestOptions): HttpRequest {
  const checked = readOptions('ifactory.tokenRequest', options, TOKEN_REQUEST_OPTIONS);
  try {
    const base = baseUrl('ifactory.tokenRequest: "baseUrl"', checked.baseUrl, checked.allowInsecureHttp);
    // Base64's "+" becomes a space at the server unless it is encoded here, exactly once.
    const password = percentEncode(encrypt(checked, 'ifactory.tokenRequest: "password"', checked.password));
    const query = `userLogin=${percentEncode(checked.userLogin)}&password=${password}`;
    return makeRequest('GET', `${base}/api/tokens?${query}`, ACCEPT_JSON);
  } finally {
    checked.key?.fill(0); // where the base URL is refused: `encrypt` wipes it
  }
}

/**
 * Reads the gateway's answer to {@link tokenRequest}.
 *
 * @param response - The answer, of any status.
 * @returns The session: `token`, and `expiresAt` where the token is a JWT that has an `exp`.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and the gateway's `message` as `vendorMessage`;
 * `ERR_RESPONSE_FORMAT` for an answer without a token.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for what is no response.
 * @see iFactory, Establish Connection: Retrieve Security Token, Return; RFC 7519 section 4.1.4 for `exp`.
 *
 * @example
 * ```ts
 * import { ifactory } from 'credwire';
 *
 * const response = { status: 200, headers: {}, body: '{"token":"abc"}' };
 * ifactory.parseTokenResponse(response); // => { vendor: 'ifactory', token: 'abc' }
 * ```
 */
export function parseTokenResponse(response: HttpResponse): Session {
  const answer = readAnswer('ifactory.parseTokenResponse', response, findMessage);
  // The document writes `token`; a published .NET client reads `Token`.
  const token = readToken(answer, '"token"', firstString(readJson(answer), 'token', 'Token'));
  return frozen<Session>({ vendor: 'ifactory', token, expiresAt: jwtExpiry(token) });
}

/**
 * Signs a request with the token: `Authorization: Bearer {token}`.
 *
 * @param request - Any request to the gateway.
 * @param session - What {@link parseTokenResponse} returned, or its JSON read again.
 * @returns A new frozen request; the given one stays as it is.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_TEXT_NOT_WELL_FORMED` for what is no request or no session of iFactory; `ERR_HEADER_VALUE` for a token or header
 * that would break the header lines.
 * @see iFactory, Establish Connection: How To.
 *
 * @example
 * ```ts
 * import { ifactory } from 'credwire';
 *
 * const request = { method: 'GET', url: 'https://mes.example/api/ping', headers: {} } as const;
 * ifactory.authorize(request, { vendor: 'ifactory', token: 'abc' }).headers; // => { Authorization: 'Bearer abc' }
 * ```
 */
export function authorize(request: HttpRequest, session: Session): HttpRequest {
  const { token } = readMembers('ifactory.authorize: session', session, {
    vendor: oneOf('ifactory'),
    token: headerToken,
  });
  return withHeader(readRequest('ifactory.authorize', request), 'Authorization', `Bearer ${token}`);
}

/**
 * The whole sign-in, one request: pass it to `run`.
 *
 * @param options - As for {@link tokenRequest}; they are read when the flow starts.
 * @returns A flow that yields the request and returns the session.
 * @throws {@link InputError} what {@link tokenRequest} throws, when the flow starts.
 * @throws {@link ResponseError} what {@link parseTokenResponse} throws.
 * @see iFactory, Establish Connection.
 *
 * @example
 * ```ts
 * import { ifactory, run } from 'credwire';
 *
 * const flow = ifactory.signIn({ baseUrl: 'https://mes.example', userLogin: 'demo', password: 'secret' });
 * const session = await run(flow, async () => ({ status: 200, headers: {}, body: '{"token":"abc"}' }));
 * session.token; // => 'abc'
 * ```
 */
export function* signIn(options: TokenRequestOptions): SignIn<Session> {
  return parseTokenResponse(yield tokenRequest(options));
}

interface CheckedEncryption {
  readonly key: Bytes | undefined;
  readonly iv: Bytes | undefined;
  readonly charset: 'utf-8' | 'utf-16le';
}

const DOCUMENT_ENCRYPTION: CheckedEncryption = { key: undefined, iv: undefined, charset: 'utf-8' };

let documentEncryption: TextEncryption | undefined;

// One password. Key expansion takes longer than that: of the document's key, a constant, it is kept from its first use.
function encrypt(options: CheckedEncryption, label: string, password: unknown): string {
  if (options.key === undefined && options.iv === undefined && options.charset === 'utf-8') {
    documentEncryption ??= encryption(options);
    return documentEncryption.encrypt(label, password);
  }
  const own = encryption(options);
  try {
    return own.encrypt(label, password);
  } finally {
    own.wipe();
  }
}

function encryption({ key = decodeBase64(DOCUMENT_KEY), iv, charset }: CheckedEncryption): TextEncryption {
  try {
    return prepareTextEncryption(key, iv ?? decodeBase64(DOCUMENT_IV), charset);
  } finally {
    key.fill(0); // a copy in any case: see keyBytes
  }
}

// Bytes, or Base64: .NET ignores white space around it, and the vendor's C# sample has some.
function keyBytes(label: string, value: unknown): Bytes {
  if (typeof value !== 'string') return bytes(label, value);
  return decodeBase64Of(label, withoutOuterSpace(text(label, value)));
}

function withoutOuterSpace(text: string): string {
  let [start, end] = [0, text.length];
  while (/[ \t\r\n]/.test(text.charAt(start))) start++;
  while (/[ \t\r\n]/.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

// An object or a list of objects, each with `message`, in either case like `token`: a list of strings.
function findMessage(body: unknown): string {
  const failures: readonly unknown[] = Array.isArray(body) ? body : [body];
  return failures
    .filter(isObject)
    .flatMap((failure) => ownMember(failure, 'message') ?? ownMember(failure, 'Message'))
    .filter((words) => typeof words === 'string')
    .join('\n');
}

// The `exp` of a JWT in milliseconds; undefined for any other token.
function jwtExpiry(token: string): number | undefined {
  const payload = /^[^.]*\.([^.]*)\.[^.]*$/.exec(token)?.[1];
  if (payload === undefined) return undefined;
  try {
    // Taken as Latin-1: names and numbers of JSON are ASCII, and no other text of the claims is used.
    const claims = String.fromCharCode(...decodeBase64Url(payload));
    const exp = ownMember(JSON.parse(claims), 'exp');
    const isDate = typeof exp === 'number' && exp > 0 && exp <= 8.64e12; // what a Date can hold
    return isDate ? Math.floor(exp * 1000) : undefined;
  } catch {
    // no Base64, or no JSON in it
  }
  return undefined;
}

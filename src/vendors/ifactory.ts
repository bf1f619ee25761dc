/**
 * iFactory, Jabil's MES, through its StackTest Gateway: the password is AES-encrypted in a GET query.
 *
 * The key and the initialization vector are in the vendor's public document, so anyone who has read it can decrypt the
 * password. Only TLS protects it.
 *
 * @module ifactory
 */

import { decodeBase64Url } from '../codecs/base64.js';
import { encodeQuery } from '../codecs/url.js';
import { flag, ofType, optional, readOptions, text } from '../core/check.js';
import { replaceHeader } from '../core/headers.js';
import { firstString, frozen, isObject, ownMember } from '../core/json.js';
import { baseUrl, refuseUnsendable, type UrlObject } from '../core/url.js';
import { type Failures, isUnauthorized, readAnswer, readJson, readToken, refused } from '../http/answer.js';
import { ACCEPT_JSON, type HttpRequest, type HttpResponse, makeRequest } from '../http/message.js';
import type { SignIn } from '../http/run.js';
import { isServers } from '../http/server-words.js';
import { ENCRYPTION_OPTIONS, type EncryptionOptions, encrypt } from './ifactory/credentials.js';
import {
  type AuthorizeOptions,
  askedOrigin,
  linesOf,
  makeProfile,
  type ParseOptions,
  type Profile,
  problemWords,
  type SessionOf,
  type Signable,
  type Signed,
  sessionOf,
  sessionReader,
  signHeaders,
} from './vendor.js';

export { type EncryptionOptions, encryptPassword, preparePasswordEncryption } from './ifactory/credentials.js';

/** What a program can ask about iFactory. */
export const profile: Profile<'ifactory'> = /* @__PURE__ */ makeProfile({
  id: 'ifactory',
  name: 'iFactory (Jabil MES), StackTest Gateway API',
  fields: [
    { name: 'baseUrl', secret: false, required: true },
    { name: 'userLogin', secret: false, required: true },
    { name: 'password', secret: true, required: true },
  ],
  tokenLife: { description: 'not documented; if the token is a JWT, its exp is read as a hint' },
  document: 'iFactory JGP MES, StackTest Gateway API: Establish Connection',
});

/** Options of {@link tokenRequest} and {@link signIn}. */
export interface TokenRequestOptions extends EncryptionOptions {
  /** The gateway's address, often `http://HOST:60200`; can have a path, without `/api/tokens`. */
  readonly baseUrl: string | UrlObject;
  /** The user name. */
  readonly userLogin: string;
  /** The password as the user types it. */
  readonly password: string;
  /** Allows plain HTTP to a host that isn't loopback, such as an intranet's. Default: `false`. */
  readonly allowInsecureHttp?: boolean | undefined;
}

export type { ParseOptions };

/** A signed-in user. `expiresAt` is a hint, read from a JWT and never verified. */
export type Session = SessionOf<'ifactory'>;

const BASE_URL = baseUrl([/\/api\/tokens$/i, '/api/tokens'], [/\/api$/i, '/api']);

const TOKEN_REQUEST_OPTIONS = {
  baseUrl: BASE_URL,
  userLogin: text,
  password: ofType<string>('string', 'a string'), // its surrogates are checked when it's encrypted
  allowInsecureHttp: optional(flag, false),
  ...ENCRYPTION_OPTIONS,
};

/**
 * Builds the request for a token: `GET {baseUrl}/api/tokens?userLogin=…&password=…`.
 *
 * @param options - Where to sign in, as which user, and how to encrypt the password.
 * @returns A frozen request. Its URL contains the credentials: keep it out of logs (`redact` helps).
 * @throws {@link InputError} Everything that {@link encryptPassword} throws; `ERR_URL`, `ERR_INSECURE_URL` for the base
 * URL.
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
  return buildTokenRequest('ifactory.tokenRequest', options).request;
}

function buildTokenRequest(owner: string, options: TokenRequestOptions) {
  const { baseUrl, userLogin, password, allowInsecureHttp, ...encryption } = readOptions(
    owner,
    options,
    TOKEN_REQUEST_OPTIONS,
  );
  try {
    refuseUnsendable(`${owner}: "baseUrl"`, baseUrl, allowInsecureHttp);
    // Base64's "+" reaches the server as a space unless it's encoded here, exactly once.
    const query = encodeQuery([
      ['userLogin', userLogin],
      ['password', encrypt(encryption, `${owner}: "password"`, password)],
    ]);
    return {
      origin: baseUrl.origin,
      request: makeRequest('GET', `${baseUrl.base}/api/tokens?${query}`, ACCEPT_JSON),
    };
  } finally {
    encryption.key?.fill(0); // where the base URL is refused: `encrypt` wipes it
  }
}

/**
 * Reads the gateway's answer to {@link tokenRequest}.
 *
 * @param response - The answer, with any status.
 * @param options - The base URL of the request, which the session remembers.
 * @returns The session: `token`, `origin` if you pass `baseUrl`, and `expiresAt` if the token is a JWT with an `exp`.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and the gateway's `message` as `vendorMessage`;
 * `ERR_UNAVAILABLE` if the server can't answer now; `ERR_RESPONSE_FORMAT` for an answer without a token.
 * @throws {@link InputError} `ERR_ENDPOINT_NOT_FOUND` for 404, 405, 410 and redirects; `ERR_ARGUMENT_TYPE`,
 * `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL` for a value that isn't a response,
 * or for wrong options.
 * @see iFactory, Establish Connection: Retrieve Security Token, Return; RFC 7519 section 4.1.4 for `exp`.
 *
 * @example
 * ```ts
 * import { ifactory } from 'credwire';
 *
 * const response = { status: 200, headers: {}, body: '{"token":"abc"}' };
 * const session = ifactory.parseTokenResponse(response, { baseUrl: 'https://mes.example/gateway' });
 * session; // => { vendor: 'ifactory', token: 'abc', origin: 'https://mes.example' }
 * ```
 */
export function parseTokenResponse(response: HttpResponse, options: ParseOptions = {}): Session {
  const owner = 'ifactory.parseTokenResponse';
  return readSession(owner, response, askedOrigin(owner, options, BASE_URL));
}

function readSession(owner: string, response: HttpResponse, origin: string | undefined): Session {
  const answer = readAnswer(owner, response, FAILURES);
  // The document writes `token`; a published .NET client reads `Token`.
  const json = readJson(answer);
  if (isRefusal(json) || isProblem(json)) throw refused(answer);
  const token = readToken(answer, '"token"', firstString(json, 'token', 'Token'));
  return frozen<Session>({ vendor: 'ifactory', token, origin, expiresAt: jwtExpiry(token) });
}

/**
 * Signs a request with the token: `Authorization: Bearer {token}`. The token only goes to the origin that issued it,
 * and to origins that you list.
 *
 * @param request - Any object with an absolute `url` and optional `headers`; everything else is passed through
 * unchanged.
 * @param session - The result of {@link parseTokenResponse}, or the same parsed from JSON.
 * @param options - Other origins that can receive the token.
 * @returns A new frozen object of the same type, with the token added; the original is unchanged. An `Authorization`
 * that was there is replaced.
 * @throws {@link InputError} `ERR_ORIGIN_MISMATCH` for a different origin; `ERR_INSECURE_URL` for plain HTTP to a host
 * that isn't loopback; `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_TEXT_NOT_WELL_FORMED` for a value that isn't a request or isn't a iFactory session; `ERR_HEADER_VALUE` for a
 * token or header that would break the header lines.
 * @see iFactory, Establish Connection: How To.
 *
 * @example
 * ```ts
 * import { ifactory } from 'credwire';
 *
 * const session = { vendor: 'ifactory', token: 'abc', origin: 'https://mes.example' } as const;
 * const signed = ifactory.authorize({ method: 'GET', url: 'https://mes.example/api/ping' }, session);
 * signed.headers; // => { Authorization: 'Bearer abc' }
 * ```
 */
export function authorize<const R extends Signable>(
  request: R,
  session: Session,
  options?: AuthorizeOptions,
): Signed<R> {
  return signHeaders('ifactory.authorize', request, SESSION, session, options, (headers, { token }) =>
    replaceHeader(headers, 'Authorization', `Bearer ${token}`),
  );
}

const SESSION = /* @__PURE__ */ sessionReader(/* @__PURE__ */ sessionOf('ifactory'));

/**
 * Whether a response says that the session is over: HTTP 401. Then you need to sign in again.
 *
 * @param response - The response to any call that was signed with the token.
 * @returns `true` if you need to sign in again.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for a value that isn't a response.
 * @see iFactory, Establish Connection: How To.
 *
 * @example
 * ```ts
 * import { ifactory } from 'credwire';
 *
 * ifactory.isSessionOver({ status: 401, headers: {}, body: '' }); // => true
 * ```
 */
export function isSessionOver(response: HttpResponse): boolean {
  return isUnauthorized('ifactory.isSessionOver', response);
}

/**
 * The whole sign-in, with one request: pass it to `run`.
 *
 * @param options - As for {@link tokenRequest}; read when the flow starts.
 * @returns A flow that yields the request and returns the session.
 * @throws {@link InputError} Everything that {@link tokenRequest} throws, when the flow starts.
 * @throws {@link ResponseError} Everything that {@link parseTokenResponse} throws.
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
  const { request, origin } = buildTokenRequest('ifactory.signIn', options);
  return readSession('ifactory.signIn', yield request, origin);
}

// An object or a list of objects, each with `message`, capitalized or not like `token`: a list of strings, or a single
// one. ASP.NET, behind the gateway, has its own formats.
const FAILURES: Failures = {
  endpoint: '/api/tokens',
  own: (json) => linesOf(json, MESSAGE, ['ExceptionMessage']),
  // Some frameworks write a list too.
  isOwn: (json) => isRefusal(json) && !isServers(linesOf(json, MESSAGE) ?? ''),
  other: problemWords,
};

const MESSAGE = ['message', 'Message'];

// The documented form, which no gateway has: `message` is a list.
function isRefusal(json: unknown): boolean {
  const entries: readonly unknown[] = Array.isArray(json) ? json : [json];
  return entries.some((entry) => {
    const message = isObject(entry) ? (ownMember(entry, 'message') ?? ownMember(entry, 'Message')) : undefined;
    return Array.isArray(message) && message.some((words) => words);
  });
}

// ASP.NET's ProblemDetails, with a status that's a failure.
function isProblem(json: unknown): boolean {
  return isObject(json) && Number(ownMember(json, 'status')) >= 400 && problemWords(json) !== undefined;
}

// The `exp` of a JWT in milliseconds; undefined for any other token.
function jwtExpiry(token: string): number | undefined {
  const payload = /^[^.]*\.([^.]*)\.[^.]*$/.exec(token)?.[1];
  if (payload === undefined) return undefined;
  try {
    // Read as Latin-1: JSON's names and numbers are ASCII, and no other text in the claims is used.
    const claims = String.fromCharCode(...decodeBase64Url(payload));
    const exp = ownMember(JSON.parse(claims), 'exp');
    const isDate = typeof exp === 'number' && exp > 0 && exp <= 8.64e12; // what a Date can represent
    return isDate ? Math.floor(exp * 1000) : undefined;
  } catch {
    // not Base64, or not JSON inside it
  }
  return undefined;
}

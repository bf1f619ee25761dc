/**
 * Jacada Interaction Server: user name and password are sent in Base64, the password with a random prefix.
 *
 * Base64 isn't encryption: anyone who sees the request has the password. Only TLS protects it.
 *
 * @module jacada
 */

import { percentEncodeOf } from '../codecs/url.js';
import { filledText, flag, integer, ofType, optional, readOptions, unexpected } from '../core/check.js';
import { headerToken, headerValues, replaceHeader, withoutHeaders } from '../core/headers.js';
import { firstString, frozen, isObject, ownMember } from '../core/json.js';
import { baseUrl, doubled, refuseUnsendable, type UrlObject } from '../core/url.js';
import {
  type Answer,
  type Failures,
  readAnswer,
  readAnyAnswer,
  readObject,
  readToken,
  refused,
} from '../http/answer.js';
import { type HttpRequest, type HttpResponse, JSON_BOTH_WAYS, makeRequest } from '../http/message.js';
import type { SignIn } from '../http/run.js';
import { PASSWORD_OPTIONS, type PasswordOptions, passwordOf, userOf } from './jacada/credentials.js';
import {
  type AuthorizeOptions,
  askedOrigin,
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

/** What a program can ask about Jacada. */
export const profile: Profile<'jacada'> = /* @__PURE__ */ makeProfile({
  id: 'jacada',
  name: 'Jacada Interaction Server',
  fields: [
    { name: 'baseUrl', secret: false, required: true },
    { name: 'applicationName', secret: false, required: false },
    { name: 'version', secret: false, required: false },
    { name: 'accountId', secret: false, required: true },
    { name: 'user', secret: false, required: true },
    { name: 'password', secret: true, required: true },
    { name: 'prefixLength', secret: false, required: false },
  ],
  tokenLife: { description: 'set by the server: extended by use, fixed, or unlimited' },
  document: 'Jacada Interaction Server, HTTP/S API: Authentication Request',
});

export {
  encodePassword,
  encodeUser,
  type JacadaCharset,
  type PasswordOptions,
  type UserOptions,
} from './jacada/credentials.js';
export { type CredentialHeadersOptions, credentialHeaders } from './jacada/headers.js';

/** Options of {@link tokenRequest} and {@link signIn}. */
export interface TokenRequestOptions extends PasswordOptions {
  /** The server's address; can have a path. */
  readonly baseUrl: string | UrlObject;
  /** A path segment in the URL template that the document's example doesn't have. Default: none. */
  readonly applicationName?: string | undefined;
  /** Version of the API, a path segment. Default: `1`. */
  readonly version?: string | number | undefined;
  /** The account, a path segment. */
  readonly accountId: string | number;
  /** The user name, usually an e-mail address. */
  readonly user: string;
  /** The password as the user types it. */
  readonly password: string;
  /** Allows plain HTTP to a host that isn't loopback, such as an intranet's. Default: `false`. */
  readonly allowInsecureHttp?: boolean | undefined;
}

export type { ParseOptions };

/** A signed-in user. */
export interface Session extends SessionOf<'jacada'> {
  /** The server's `Session-Id`, if it sends one: a load balancer needs it on each later call. */
  readonly sessionId?: string;
}

// A short end is case-sensitive, like the server's paths, because other paths can end in it too.
const BASE_URL = baseUrl(
  [/\/version\/[^/]+$/, '/version/…/account/…/auth/'],
  [/\/version\/[^/]+\/account(?:\/[^/]+(?:\/auth)?)?$/i, '/version/…/account/…/auth/'],
);

const STRING = ofType<string>('string', 'a string'); // its surrogates are checked when it's encoded

const TOKEN_REQUEST_OPTIONS = {
  baseUrl: BASE_URL,
  applicationName: optional(segment),
  version: optional(segment, '1'),
  accountId: segment,
  user: STRING,
  password: STRING,
  ...PASSWORD_OPTIONS,
  allowInsecureHttp: optional(flag, false),
};

/**
 * Builds the request for a token: `POST {baseUrl}[/{applicationName}]/version/{version}/account/{accountId}/auth/`
 * with JSON.
 *
 * @param options - Where to sign in, as which user, and how to encode the password.
 * @returns A frozen request.
 * @throws {@link InputError} Everything that {@link encodePassword} throws; `ERR_URL`, `ERR_INSECURE_URL` for the base
 * URL; `ERR_ARGUMENT_VALUE` for a path segment that is empty, `.` or `..`.
 * @throws {@link CryptoError} `ERR_NO_RANDOM`, `ERR_RANDOM`.
 * @see Jacada, Authentication Request: URI Syntax and Example.
 *
 * @example
 * ```ts
 * import { jacada } from 'credwire';
 *
 * const options = { baseUrl: 'https://jacada.example', accountId: '12345678', user: 'admin', password: 'abcd' };
 * const request = jacada.tokenRequest({ ...options, prefixLength: 0 });
 * request.url; // => 'https://jacada.example/version/1/account/12345678/auth/'
 * request.body; // => '{"user":"YWRtaW4=","password":"YWJjZA=="}'
 * ```
 */
export function tokenRequest(options: TokenRequestOptions): HttpRequest {
  return buildTokenRequest('jacada.tokenRequest', options).request;
}

function buildTokenRequest(owner: string, options: TokenRequestOptions) {
  const checked = readOptions(owner, options, TOKEN_REQUEST_OPTIONS);
  const { baseUrl, applicationName, version, accountId, allowInsecureHttp } = checked;
  refuseUnsendable(`${owner}: "baseUrl"`, baseUrl, allowInsecureHttp);
  const application = applicationName === undefined ? '' : `/${applicationName}`;
  const path = baseUrl.base.slice('https://'.length);
  if (application !== '' && path.endsWith(application)) throw doubled(`${owner}: "baseUrl"`, application);
  const url = `${baseUrl.base}${application}/version/${version}/account/${accountId}/auth/`;
  const body = {
    user: userOf(`${owner}: "user"`, checked.user, checked.charset),
    password: passwordOf(owner, checked.password, checked),
  };
  return { origin: baseUrl.origin, request: makeRequest('POST', url, JSON_BOTH_WAYS, JSON.stringify(body)) };
}

/**
 * Reads the server's answer to {@link tokenRequest}.
 *
 * @param response - The answer, with any status.
 * @param options - The base URL of the request, which the session remembers.
 * @returns The session. Its token is the answer's `Security-Token`, its `sessionId` the header `Session-Id`.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and, if the server sends a message,
 * `vendorMessage`; `ERR_UNAVAILABLE` if the server can't answer now; `ERR_RESPONSE_FORMAT` for an answer without a
 * token.
 * @throws {@link InputError} `ERR_ENDPOINT_NOT_FOUND` for 404, 405, 410 and redirects; `ERR_ARGUMENT_TYPE`,
 * `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL` for a value that isn't a response,
 * or for wrong options.
 * @see Jacada, Authentication Request: Response.
 *
 * @example
 * ```ts
 * import { jacada } from 'credwire';
 *
 * const response = { status: 200, headers: {}, body: '{"Security-Token":"2097LSLW"}' };
 * jacada.parseTokenResponse(response).token; // => '2097LSLW'
 * ```
 */
export function parseTokenResponse(response: HttpResponse, options: ParseOptions = {}): Session {
  const owner = 'jacada.parseTokenResponse';
  return readSession(owner, response, askedOrigin(owner, options, BASE_URL));
}

function readSession(owner: string, response: HttpResponse, origin: string | undefined): Session {
  const answer = readAnswer(owner, response, FAILURES);
  const body = readObject(answer);
  if (isRefusal(body)) throw refused(answer);
  const token = readToken(answer, '"Security-Token"', firstString(body, 'Security-Token'));
  return frozen<Omit<Session, 'expiresAt'>>({ vendor: 'jacada', token, origin, sessionId: sessionIdOf(answer) });
}

// An id that doesn't fit into a header is left out: only the token matters.
function sessionIdOf({ headers }: Answer): string | undefined {
  const [id = ''] = headerValues(headers, 'session-id');
  return /^[!-~]+$/.test(id) ? id : undefined;
}

/**
 * Signs a request with the token: `Security-Token: {token}`, and `Session-Id` if the session has one. The token only
 * goes to the origin that issued it, and to origins that you list.
 *
 * @param request - Any object with an absolute `url` and optional `headers`; everything else is passed through
 * unchanged.
 * @param session - The result of {@link parseTokenResponse}, or the same parsed from JSON.
 * @param options - Other origins that can receive the token.
 * @returns A new frozen object of the same type, with the token added; the original is unchanged. Any token, user name
 * or password in its headers is removed, and so is a different session's `Session-Id`.
 * @throws {@link InputError} `ERR_ORIGIN_MISMATCH` for a different origin; `ERR_INSECURE_URL` for plain HTTP to a host
 * that isn't loopback; `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_TEXT_NOT_WELL_FORMED` for a value that isn't a request or isn't a Jacada session; `ERR_HEADER_VALUE` for a token
 * or header that would break the header lines.
 * @see Jacada, HTTP/S Request Header.
 *
 * @example
 * ```ts
 * import { jacada } from 'credwire';
 *
 * const session = { vendor: 'jacada', token: 'abc', origin: 'https://jacada.example' } as const;
 * const signed = jacada.authorize({ url: 'https://jacada.example/version/1/account/1/interaction' }, session);
 * signed.headers; // => { 'Security-Token': 'abc' }
 * ```
 */
export function authorize<const R extends Signable>(
  request: R,
  session: Session,
  options?: AuthorizeOptions,
): Signed<R> {
  return signHeaders('jacada.authorize', request, SESSION, session, options, (headers, { token, sessionId }) => {
    const others = withoutHeaders(headers, 'user-id', 'user-password');
    const known = replaceHeader(others, 'Security-Token', token);
    return sessionId === undefined ? known : replaceHeader(known, 'Session-Id', sessionId);
  });
}

const SESSION = /* @__PURE__ */ sessionReader({
  .../* @__PURE__ */ sessionOf('jacada'),
  sessionId: optional(headerToken),
});

/**
 * Whether a response says that the session is over: HTTP 401, or Jacada's code `0x7000400` for an unauthorized request,
 * with any status.
 *
 * @param response - The response to any call that was signed with the token.
 * @returns `true` if you need to sign in again.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for a value that isn't a response.
 * @see Jacada, help center: Request is unauthorized.
 *
 * @example
 * ```ts
 * import { jacada } from 'credwire';
 *
 * jacada.isSessionOver({ status: 403, headers: {}, body: '{"code":"0x7000400"}' }); // => true
 * ```
 */
export function isSessionOver(response: HttpResponse): boolean {
  const { status, json } = readAnyAnswer('jacada.isSessionOver', response, FAILURES);
  return status === 401 || (isObject(json) && ownMember(json, 'code') === '0x7000400');
}

/**
 * The whole sign-in, with one request: pass it to `run`.
 *
 * @param options - As for {@link tokenRequest}; read when the flow starts.
 * @returns A flow that yields the request and returns the session.
 * @throws {@link InputError} and {@link CryptoError} Everything that {@link tokenRequest} throws, when the flow starts.
 * @throws {@link ResponseError} Everything that {@link parseTokenResponse} throws.
 * @see Jacada, Authentication Request.
 *
 * @example
 * ```ts
 * import { jacada, run } from 'credwire';
 *
 * const flow = jacada.signIn({ baseUrl: 'https://jacada.example', accountId: '1', user: 'admin', password: 'abcd' });
 * const session = await run(flow, async () => ({ status: 200, headers: {}, body: '{"Security-Token":"abc"}' }));
 * session.token; // => 'abc'
 * ```
 */
export function* signIn(options: TokenRequestOptions): SignIn<Session> {
  const { request, origin } = buildTokenRequest('jacada.signIn', options);
  return readSession('jacada.signIn', yield request, origin);
}

const WHOLE = integer(0, Number.MAX_SAFE_INTEGER);

// A path segment; an empty one or dots would change the path.
function segment(label: string, value: unknown): string {
  if (typeof value === 'number') return String(WHOLE(label, value));
  const name = filledText(label, value);
  if (name === '.' || name === '..') throw unexpected('ERR_ARGUMENT_VALUE', label, 'a path segment', value);
  return percentEncodeOf(name);
}

const FAILURES: Failures = {
  endpoint: '/version/…/account/…/auth/',
  own: (json) => firstString(json, 'message', 'Message', 'error', 'errorMessage'),
  isOwn: isRefusal,
  other: problemWords,
  hint: 'prefixLength is not the number of letters that the server strips',
};

// The form of the refusals that people have seen: a code such as 0x7000400. No gateway has it.
function isRefusal(json: unknown): boolean {
  return /^0x0*[1-9a-f]/i.test(firstString(json, 'code') ?? '');
}

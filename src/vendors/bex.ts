/**
 * BEX, a courier platform: credentials are sent in plain text, in JSON or a query, and a failure comes with HTTP 200.
 *
 * Only TLS protects the password.
 *
 * @module bex
 */

import { flag, oneOf, optional, readOptions } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { replaceHeader } from '../core/headers.js';
import { firstString, frozen, ownMember } from '../core/json.js';
import { baseUrl, refuseUnsendable, type UrlObject } from '../core/url.js';
import { type Failures, readAnswer, readAnyAnswer, readObject, readToken, refused } from '../http/answer.js';
import { ACCEPT_JSON, type HttpRequest, type HttpResponse, JSON_BOTH_WAYS, makeRequest } from '../http/message.js';
import type { SignIn } from '../http/run.js';
import { CREDENTIALS, type Credentials, fieldsOf, queryOf } from './bex/credentials.js';
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

/** What a program can ask about BEX. */
export const profile: Profile<'bex'> = /* @__PURE__ */ makeProfile({
  id: 'bex',
  name: 'BEX',
  fields: [
    { name: 'baseUrl', secret: false, required: false },
    { name: 'username', secret: false, required: true },
    { name: 'password', secret: true, required: true },
  ],
  tokenLife: { description: 'no documented expiry: store it like a password' },
  document: 'BEX API: Login',
});

export { type Credentials, type CredentialsOptions, encodeCredentials } from './bex/credentials.js';
export { type DownloadSelection, downloadBody } from './bex/downloads.js';

/** Options of {@link tokenRequest} and {@link signIn}. */
export interface TokenRequestOptions extends Credentials {
  /** The host. Default: `https://api.bex.co.za`; the document also names `https://build.bex.co.za`. */
  readonly baseUrl?: string | UrlObject | undefined;
  /** Where the credentials go: a `json` body (default), which keeps them out of URLs and logs, or the `query`. */
  readonly transport?: 'json' | 'query' | undefined;
  /** `POST` (default, as the document recommends) or `GET`, which can't have a JSON body. */
  readonly method?: 'POST' | 'GET' | undefined;
  /** Allows plain HTTP to a host that isn't loopback. Default: `false`. */
  readonly allowInsecureHttp?: boolean | undefined;
}

export type { ParseOptions };

/** A signed-in user, with what the answer says about the account. */
export interface Session extends SessionOf<'bex'> {
  /** The user's internal number. */
  readonly id?: number;
  /** The recovery address. */
  readonly email?: string;
  /** Whether the password meets the platform's requirements. */
  readonly isStrongPassword?: boolean;
  /** Whether the address has been verified. */
  readonly isEmailVerified?: boolean;
  /** A feature flag of the platform. */
  readonly signalREnabled?: boolean;
  /** A feature flag of the platform; not needed to use the API. */
  readonly allowApiLogin?: boolean;
}

const BASE_URL = baseUrl(
  [/\/api\/service\/login$/i, '/api/service/login'],
  [/\/api\/service$/i, '/api/service'],
  [/\/api\/service\/[^/]+$/i, '/api/service/…'],
  [/\/api$/i, '/api'],
);

const TOKEN_REQUEST_OPTIONS = {
  baseUrl: optional(BASE_URL, { base: 'https://api.bex.co.za', origin: 'https://api.bex.co.za', isInsecure: false }),
  ...CREDENTIALS,
  transport: optional(oneOf('json', 'query'), 'json'),
  method: optional(oneOf('POST', 'GET'), 'POST'),
  allowInsecureHttp: optional(flag, false),
};

/**
 * Builds the request for a token: `POST {baseUrl}/api/service/login` with JSON, or with the credentials in the query.
 *
 * @param options - The credentials, and how to send them.
 * @returns A frozen request. With `transport: 'query'` its URL contains the password: keep it out of logs.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` (also for `GET` with a JSON body),
 * `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`, `ERR_INSECURE_URL`.
 * @see BEX API, Login: Endpoint, Transportation.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 *
 * const request = bex.tokenRequest({ username: 'user123', password: 'p"ss+1' });
 * request.url; // => 'https://api.bex.co.za/api/service/login'
 * request.body; // => '{"username":"user123","password":"p\\"ss+1"}'
 * ```
 */
export function tokenRequest(options: TokenRequestOptions): HttpRequest {
  return buildTokenRequest('bex.tokenRequest', options).request;
}

function buildTokenRequest(owner: string, options: TokenRequestOptions) {
  const { baseUrl, transport, method, allowInsecureHttp, ...credentials } = readOptions(
    owner,
    options,
    TOKEN_REQUEST_OPTIONS,
  );
  refuseUnsendable(`${owner}: "baseUrl"`, baseUrl, allowInsecureHttp);
  const endpoint = `${baseUrl.base}/api/service/login`;
  const { origin } = baseUrl;
  const fields = fieldsOf(credentials);
  if (transport === 'query') {
    return { origin, request: makeRequest(method, `${endpoint}?${queryOf(fields)}`, ACCEPT_JSON) };
  }
  if (method === 'GET') {
    throw new InputError('ERR_ARGUMENT_VALUE', `${owner}: "method": expected "POST" with a JSON body, got "GET"`);
  }
  return { origin, request: makeRequest('POST', endpoint, JSON_BOTH_WAYS, JSON.stringify(fields)) };
}

/**
 * Reads the platform's answer to {@link tokenRequest}. HTTP 200 doesn't mean success: a failure, with `ex`, is a 200
 * too.
 *
 * @param response - The answer, with any status.
 * @param options - The base URL of the request, which the session remembers.
 * @returns The session. Its token is the answer's `value`, and `"True"` and `"False"` become booleans.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and the platform's `ex` as `vendorMessage`, also if
 * `value` is missing or empty; `ERR_UNAVAILABLE` if the server can't answer now; `ERR_RESPONSE_FORMAT` for any other
 * answer.
 * @throws {@link InputError} `ERR_ENDPOINT_NOT_FOUND` for 404, 405, 410 and redirects; `ERR_ARGUMENT_TYPE`,
 * `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL` for a value that isn't a response,
 * or for wrong options.
 * @see BEX API, Login: Response.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 *
 * const response = { status: 200, headers: {}, body: '{"id":1,"value":"abc","isStrongPassword":"True"}' };
 * bex.parseTokenResponse(response); // => { vendor: 'bex', token: 'abc', id: 1, isStrongPassword: true }
 * ```
 */
export function parseTokenResponse(response: HttpResponse, options: ParseOptions = {}): Session {
  const owner = 'bex.parseTokenResponse';
  return readSession(owner, response, askedOrigin(owner, options, BASE_URL));
}

function readSession(owner: string, response: HttpResponse, origin: string | undefined): Session {
  const answer = readAnswer(owner, response, FAILURES);
  const body = readObject(answer);
  const value = ownMember(body, 'value');
  const isFailure = ['ex', 'Ex', 'error'].some((name) => ownMember(body, name));
  if (isFailure || value === undefined || value === null || value === '') throw refused(answer);
  const id = ownMember(body, 'id');
  return frozen<Omit<Session, 'expiresAt'>>({
    vendor: 'bex',
    token: readToken(answer, '"value"', value),
    origin,
    id: Number.isSafeInteger(id) ? (id as number) : undefined, // isSafeInteger doesn't narrow the type
    email: firstString(body, 'email'),
    isStrongPassword: readFlag(ownMember(body, 'isStrongPassword')),
    isEmailVerified: readFlag(ownMember(body, 'isEmailVerified')),
    // The document's sample and table spell it differently.
    signalREnabled: readFlag(ownMember(body, 'signalREnabled') ?? ownMember(body, 'signalRenabled')),
    allowApiLogin: readFlag(ownMember(body, 'allowApiLogin')),
  });
}

/**
 * Signs a request with the token: `token: {token}`. The token only goes to the origin that issued it, and to origins
 * that you list. Downloads need it in the body instead: see `downloadBody`.
 *
 * @param request - Any object with an absolute `url` and optional `headers`; everything else is passed through
 * unchanged.
 * @param session - The result of {@link parseTokenResponse}, or the same parsed from JSON.
 * @param options - Other origins that can receive the token.
 * @returns A new frozen object of the same type, with the token added; the original is unchanged. A `token` header that
 * was there is replaced.
 * @throws {@link InputError} `ERR_ORIGIN_MISMATCH` for a different origin; `ERR_INSECURE_URL` for plain HTTP to a host
 * that isn't loopback; `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_TEXT_NOT_WELL_FORMED` for a value that isn't a request or isn't a BEX session; `ERR_HEADER_VALUE` for a token or
 * header that would break the header lines.
 * @see BEX API, Login: the token in the headers.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 *
 * const session = { vendor: 'bex', token: 'abc', origin: 'https://api.bex.co.za' } as const;
 * bex.authorize({ method: 'POST', url: 'https://api.bex.co.za/api/service/track' }, session).headers;
 * // => { token: 'abc' }
 * ```
 */
export function authorize<const R extends Signable>(
  request: R,
  session: Session,
  options?: AuthorizeOptions,
): Signed<R> {
  return signHeaders('bex.authorize', request, SESSION, session, options, (headers, { token }) =>
    replaceHeader(headers, 'token', token),
  );
}

const SESSION = /* @__PURE__ */ sessionReader(/* @__PURE__ */ sessionOf('bex'));

/**
 * Whether a response suggests that the session is over: HTTP 401, or HTTP 200 with `ex`. The platform reports every
 * failure as `ex`, so an expired token looks like any other failure: sign in again once, and treat a second `ex` as the
 * result.
 *
 * @param response - The response to any call that was signed with the token.
 * @returns `true` if signing in again could help.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for a value that isn't a response.
 * @see BEX API, Login: Response.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 *
 * bex.isSessionOver({ status: 200, headers: {}, body: '{"ex":"Invalid token"}' }); // => true
 * ```
 */
export function isSessionOver(response: HttpResponse): boolean {
  const { status, json } = readAnyAnswer('bex.isSessionOver', response, FAILURES);
  return status === 401 || (status === 200 && firstString(json, 'ex') !== undefined);
}

/**
 * The whole sign-in, with one request: pass it to `run`.
 *
 * @param options - As for {@link tokenRequest}; read when the flow starts.
 * @returns A flow that yields the request and returns the session.
 * @throws {@link InputError} Everything that {@link tokenRequest} throws, when the flow starts.
 * @throws {@link ResponseError} Everything that {@link parseTokenResponse} throws.
 * @see BEX API, Login.
 *
 * @example
 * ```ts
 * import { bex, run } from 'credwire';
 *
 * const flow = bex.signIn({ username: 'user123', password: 'pass1234' });
 * const session = await run(flow, async () => ({ status: 200, headers: {}, body: '{"value":"abc"}' }));
 * session.token; // => 'abc'
 * ```
 */
export function* signIn(options: TokenRequestOptions): SignIn<Session> {
  const { request, origin } = buildTokenRequest('bex.signIn', options);
  return readSession('bex.signIn', yield request, origin);
}

// "True" and "False", as .NET prints them; also accepts a real boolean. Anything else is ignored.
function readFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' && value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

const FAILURES: Failures = {
  endpoint: '/api/service/login',
  own: (json) => firstString(json, 'ex', 'Ex'),
  other: (json) => firstString(json, 'Message', 'message', 'error') ?? problemWords(json),
};

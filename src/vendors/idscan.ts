/**
 * GBG IDscan Enterprise: a form, and a token that is valid for one area and is sent without `Bearer`.
 *
 * Only TLS protects the password.
 *
 * @module idscan
 */
import { flag, optional, readOptions, time } from '../core/check.js';
import { firstString, frozen, hasAny } from '../core/json.js';
import { baseUrl, decodePart, refuseUnsendable, type UrlObject } from '../core/url.js';
import { readAnswer, readToken, refused } from '../http/answer.js';
import { cookieOf } from '../http/cookies.js';
import { ACCEPT_JSON, type HttpRequest, type HttpResponse, makeRequest } from '../http/message.js';
import type { SignIn } from '../http/run.js';
import { AREA, type Area, CREDENTIALS, type Credentials, formOf } from './idscan/credentials.js';
import { csrfToken, expiry, wholeNumber } from './idscan/fields.js';
import { FAILURES, type Session } from './idscan/session.js';
import { makeProfile, originAsked, type Profile } from './vendor.js';

/** What a program can ask about IDscan. */
export const profile: Profile<'idscan'> = /* @__PURE__ */ makeProfile({
  id: 'idscan',
  name: 'GBG IDscan Enterprise',
  fields: [
    { name: 'baseUrl', secret: false, required: true },
    { name: 'username', secret: false, required: true },
    { name: 'password', secret: true, required: true },
    { name: 'area', secret: false, required: true },
  ],
  tokenLife: { seconds: 36_000, description: '10 hours; GBG advises a new token for each journey' },
  document: 'GBG IDscan Enterprise web service: Authentication',
});

export { type Area, type Credentials, encodeCredentials } from './idscan/credentials.js';
export { type ActionOf, type AuthorizeOptions, authorize, isSessionOver, type Session } from './idscan/session.js';

/** Options of {@link tokenRequest}. */
export interface TokenRequestOptions<A extends Area = Area> extends Credentials<A> {
  /** The server; `/idscanenterprisesvc` at the end isn't added a second time. */
  readonly baseUrl: string | UrlObject;
  /** Allows plain HTTP to a host that isn't loopback. Default: `false`. */
  readonly allowInsecureHttp?: boolean | undefined;
}

/** Options of {@link parseTokenResponse}. */
export interface ParseOptions<A extends Area = Area> {
  /** The area that the token was requested for; the answer doesn't say. */
  readonly area: A;
  /** The base URL of the request; the session belongs to its origin. */
  readonly baseUrl?: string | UrlObject | undefined;
  /** The current time in milliseconds since the Unix epoch, for answers that don't say when they were issued. */
  readonly now?: number | undefined;
}

/** Options of {@link signIn}. */
export type SignInOptions<A extends Area = Area> = TokenRequestOptions<A> & Pick<ParseOptions<A>, 'now'>;

const BASE_URL = baseUrl(
  [/\/idscanenterprisesvc\/token$/i, '/idscanenterprisesvc/token'],
  [/\/idscanenterprisesvc\/./i, '/idscanenterprisesvc/…'],
);

const TOKEN_REQUEST_OPTIONS = { ...CREDENTIALS, baseUrl: BASE_URL, allowInsecureHttp: optional(flag, false) };

/**
 * Builds the request for a token: `POST {baseUrl}/idscanenterprisesvc/token` with a form.
 *
 * @param options - Where to sign in, as which user, and for which area.
 * @returns A frozen request.
 * @throws {@link InputError} Everything that {@link encodeCredentials} throws; `ERR_URL`, `ERR_INSECURE_URL` for the
 * base URL.
 * @see IDscan, Authentication.
 *
 * @example
 * ```ts
 * import { idscan } from 'credwire';
 *
 * const credentials = { username: 'psc', password: 'secret', area: 'scanning' } as const;
 * const request = idscan.tokenRequest({ baseUrl: 'https://idscan.example', ...credentials });
 * request.url; // => 'https://idscan.example/idscanenterprisesvc/token'
 * request.body; // => 'grant_type=password&username=psc&password=secret&area=scanning'
 * ```
 */
export function tokenRequest(options: TokenRequestOptions): HttpRequest {
  const owner = 'idscan.tokenRequest';
  return buildTokenRequest(owner, readOptions(owner, options, TOKEN_REQUEST_OPTIONS));
}

type Checks = typeof TOKEN_REQUEST_OPTIONS;
type CheckedOptions = { readonly [K in keyof Checks]: ReturnType<Checks[K]> };

function buildTokenRequest(owner: string, { baseUrl, allowInsecureHttp, ...credentials }: CheckedOptions): HttpRequest {
  refuseUnsendable(`${owner}: "baseUrl"`, baseUrl, allowInsecureHttp);
  const headers = { ...ACCEPT_JSON, 'Content-Type': 'application/x-www-form-urlencoded' };
  // Clients store the service's own path in their base URL; IIS ignores its case.
  const service = /\/idscanenterprisesvc$/i.test(decodePart(baseUrl.base)) ? '' : '/idscanenterprisesvc';
  return makeRequest('POST', `${baseUrl.base}${service}/token`, headers, formOf(credentials));
}

/**
 * Reads the server's answer to {@link tokenRequest}, in any of its three published formats: `access_token` in JSON,
 * `Token` in JSON, or a `token` cookie.
 *
 * The session expires at `.expires`, else at `.issued` + `expires_in`, else at `now` + `expires_in`, else 10 hours
 * after `now` or with the cookie that contains the token, whichever is earlier. If none of these is known, it has no
 * `expiresAt`.
 *
 * @param response - The answer, with any status.
 * @param options - The area and the base URL of the request, and the current time.
 * @returns The session for that area.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and the server's `error_description` or `error` as
 * `vendorMessage`, also if the answer has an error as well as a token; `ERR_UNAVAILABLE` if the server can't answer
 * now; `ERR_RESPONSE_FORMAT` for an answer without a token.
 * @throws {@link InputError} `ERR_ENDPOINT_NOT_FOUND` for 404, 405, 410 and redirects; `ERR_ARGUMENT_TYPE`,
 * `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL` for a value that isn't a response,
 * or for wrong options.
 * @see IDscan, Authentication: Results, Response; RFC 6749 sections 5.1 and 5.2.
 *
 * @example
 * ```ts
 * import { idscan } from 'credwire';
 *
 * const response = { status: 200, headers: {}, body: '{"access_token":"abc","expires_in":35999}' };
 * const session = idscan.parseTokenResponse(response, { area: 'scanning', now: 1_000 });
 * session; // => { vendor: 'idscan', token: 'abc', expiresAt: 36_000_000, area: 'scanning' }
 * ```
 */
export function parseTokenResponse<A extends Area>(response: HttpResponse, options: ParseOptions<A>): Session<A> {
  const owner = 'idscan.parseTokenResponse';
  const { area, now, baseUrl } = readOptions(owner, options, PARSE_OPTIONS);
  return readSession(owner, response, area as A, now, originAsked(owner, baseUrl)); // checked to be one of the two; the type says which
}

const PARSE_OPTIONS = { area: AREA, now: optional(time), baseUrl: optional(BASE_URL) };

function readSession<A extends Area>(
  owner: string,
  response: HttpResponse,
  area: A,
  now: number | undefined,
  origin: string | undefined,
): Session<A> {
  const answer = readAnswer(owner, response, FAILURES);
  const { json, headers } = answer; // if the token is a cookie, the body can be anything
  if (hasAny(json, 'error', 'error_description', 'Message')) throw refused(answer);
  const named = firstString(json, 'access_token', 'Token', 'token');
  const cookie = named === undefined ? cookieOf(headers, 'token', now) : undefined;
  return frozen<Session<A>>({
    vendor: 'idscan',
    token: readToken(answer, 'a token', named ?? cookie?.value),
    origin,
    expiresAt: expiry(json, now, cookie?.expires),
    area,
    username: firstString(json, 'Username', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name'),
    fullName: firstString(json, 'FullName'),
    role: firstString(json, 'Role', 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'),
    idleSessionTimeout: wholeNumber(json, 'IdleSessionTimeout'),
    csrfToken: csrfToken(headers),
  });
}

/**
 * The whole sign-in, with one request: pass it to `run`.
 *
 * @param options - As for {@link tokenRequest}, and `now` as for {@link parseTokenResponse}; read when the flow starts.
 * @returns A flow that yields the request and returns the session for that area.
 * @throws {@link InputError} Everything that {@link tokenRequest} throws, when the flow starts.
 * @throws {@link ResponseError} Everything that {@link parseTokenResponse} throws.
 * @see IDscan, Authentication.
 *
 * @example
 * ```ts
 * import { idscan, run } from 'credwire';
 *
 * const credentials = { username: 'psc', password: 'secret', area: 'investigation' } as const;
 * const flow = idscan.signIn({ baseUrl: 'https://idscan.example', ...credentials });
 * const session = await run(flow, async () => ({ status: 200, headers: {}, body: '{"access_token":"abc"}' }));
 * session.area; // => 'investigation'
 * ```
 */
export function* signIn<A extends Area>(options: SignInOptions<A>): SignIn<Session<A>> {
  const owner = 'idscan.signIn';
  const { now, ...checked } = readOptions(owner, options, { ...TOKEN_REQUEST_OPTIONS, now: optional(time) });
  const response = yield buildTokenRequest(owner, checked);
  return readSession(owner, response, checked.area as A, now, checked.baseUrl.origin); // as in parseTokenResponse
}

/**
 * GBG IDscan Enterprise: a form, and a token that is good for one area only and goes without `Bearer`.
 *
 * TLS protects the password, nothing else.
 *
 * @module idscan
 */

import { formUrlEncode } from '../codecs/url.js';
import { flag, LAST_TIME, oneOf, optional, readMembers, readOptions, text, time } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { headerToken, replaceHeader } from '../core/headers.js';
import { firstString, frozen, isObject, ownMember, parseJson } from '../core/json.js';
import { baseUrl } from '../core/url.js';
import type { Answer } from '../http/answer.js';
import { readAnswer, readToken } from '../http/answer.js';
import { cookieValue, parseHttpDate, replaceCookie } from '../http/cookies.js';
import type { HttpRequest, HttpResponse } from '../http/message.js';
import { ACCEPT_JSON, makeRequest, readRequest } from '../http/message.js';
import type { SessionOf, SignIn } from '../http/run.js';
import { makeProfile, type Profile } from './vendor.js';

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

/** What a token is good for: `scanning` to upload, `investigation` to retrieve. */
export type Area = 'scanning' | 'investigation';

/** The action that an area allows. */
export type ActionOf<A extends Area> = {
  /** Sending documents and images. */
  readonly scanning: 'upload';
  /** Reading what became of them. */
  readonly investigation: 'retrieval';
}[A];

const ACTION_OF = { scanning: 'upload', investigation: 'retrieval' } as const;

/** User name, password, and what the token shall be good for. */
export interface Credentials<A extends Area = Area> {
  /** The user name. */
  readonly username: string;
  /** The password as the user types it. */
  readonly password: string;
  /** `scanning` to upload, `investigation` to retrieve. */
  readonly area: A;
  /**
   * Sends the user name in lower case. The document says of it "key and value should be lower case", which may mean
   * that or only that the case counts. Default: `false`, the name as it is given.
   */
  readonly lowerCaseUsername?: boolean | undefined;
}

/** Options of {@link tokenRequest}. */
export interface TokenRequestOptions<A extends Area = Area> extends Credentials<A> {
  /** The server, above `/idscanenterprisesvc`. */
  readonly baseUrl: string;
  /** Allows plain HTTP to a host that is not loopback. Default: `false`. */
  readonly allowInsecureHttp?: boolean | undefined;
}

/** Options of {@link parseTokenResponse}. */
export interface ParseOptions<A extends Area = Area> {
  /** The area that the token was asked for; the answer does not tell. */
  readonly area: A;
  /** The current time in milliseconds since the Unix epoch, for answers that do not say when they were issued. */
  readonly now?: number | undefined;
}

/** Options of {@link signIn}. */
export type SignInOptions<A extends Area = Area> = TokenRequestOptions<A> & Omit<ParseOptions<A>, 'area'>;

/** A signed-in user, in one area. */
export interface Session<A extends Area = Area> extends SessionOf<'idscan'> {
  /** What the token is good for. */
  readonly area: A;
  /** The user name, as the server knows it. */
  readonly username?: string;
  /** The user's full name. */
  readonly fullName?: string;
  /** The user's role. */
  readonly role?: string;
  /** Minutes without a call after which the session ends. */
  readonly idleSessionTimeout?: number;
  /** Goes back as `x-csrftoken`, where the server has set one. */
  readonly csrfToken?: string;
}

const CREDENTIALS = {
  username: text,
  password: text,
  area: oneOf('scanning', 'investigation'),
  lowerCaseUsername: optional(flag, false),
};

/**
 * Encodes the credentials as the form that the server takes. Keys are in lower case, as the document's prose and most
 * clients have them.
 *
 * @param credentials - User name and password, well-formed text of any length; the area.
 * @returns `grant_type=password&username=…&password=…&area=…`; ASCII.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`.
 * @see IDscan, Authentication: Parameters.
 *
 * @example
 * ```ts
 * import { idscan } from 'credwire';
 *
 * const form = idscan.encodeCredentials({ username: 'psc', password: 'a+b c', area: 'scanning' });
 * form; // => 'grant_type=password&username=psc&password=a%2Bb+c&area=scanning'
 * ```
 */
export function encodeCredentials(credentials: Credentials): string {
  const checked = readOptions('idscan.encodeCredentials', credentials, CREDENTIALS);
  return formUrlEncode([
    ['grant_type', 'password'],
    // toLowerCase does not depend on the locale: "I" becomes "i" in Turkey too, unlike with toLocaleLowerCase.
    ['username', checked.lowerCaseUsername ? checked.username.toLowerCase() : checked.username],
    ['password', checked.password],
    ['area', checked.area],
  ]);
}

const TOKEN_REQUEST_OPTIONS = { ...CREDENTIALS, baseUrl: text, allowInsecureHttp: optional(flag, false) };

/**
 * Builds the request for a token: `POST {baseUrl}/idscanenterprisesvc/token` with a form.
 *
 * @param options - Where to sign in, as whom, and for which area.
 * @returns A frozen request.
 * @throws {@link InputError} what {@link encodeCredentials} throws; `ERR_URL`, `ERR_INSECURE_URL` for the base URL.
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
  return buildTokenRequest(readOptions('idscan.tokenRequest', options, TOKEN_REQUEST_OPTIONS));
}

function buildTokenRequest(options: Required<TokenRequestOptions>): HttpRequest {
  const { baseUrl: base, allowInsecureHttp, username, password, area, lowerCaseUsername } = options;
  const headers = { ...ACCEPT_JSON, 'Content-Type': 'application/x-www-form-urlencoded' };
  const url = `${baseUrl('idscan.tokenRequest: "baseUrl"', base, allowInsecureHttp)}/idscanenterprisesvc/token`;
  return makeRequest('POST', url, headers, encodeCredentials({ username, password, area, lowerCaseUsername }));
}

/**
 * Reads the server's answer to {@link tokenRequest}, in any of its three published shapes: `access_token` in JSON,
 * `Token` in JSON, or a `token` cookie.
 *
 * The session ends at `.issued` + `expires_in`, else at `now` + `expires_in`, else 10 hours after `now`; it has no
 * `expiresAt` where neither `.issued` nor `now` is there to count from.
 *
 * @param response - The answer, of any status.
 * @param options - The area that was asked for, and the current time.
 * @returns The session of that area.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and the server's `error_description` or `error` as
 * `vendorMessage`; `ERR_RESPONSE_FORMAT` for an answer without a token.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION` for what is no response, or
 * for wrong options.
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
  const { area, now } = readOptions(owner, options, { area: CREDENTIALS.area, now: optional(time) });
  const answer = readAnswer(owner, response, findMessage);
  const body = parseJson(answer.body); // where the token comes as a cookie, the body is anything
  const token = firstString(body, 'access_token', 'Token', 'token') ?? cookieValue(answer.headers, 'token');
  return frozen<Session<A>>({
    vendor: 'idscan',
    token: readToken(answer, 'a token', token),
    expiresAt: expiry(body, now),
    area: area as A, // checked to be one of the two; which one, the caller's type says
    username: firstString(body, 'Username', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name'),
    fullName: firstString(body, 'FullName'),
    role: firstString(body, 'Role', 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'),
    idleSessionTimeout: wholeNumber(body, 'IdleSessionTimeout'),
    csrfToken: csrfToken(answer),
  });
}

/** Options of {@link authorize}. */
export interface AuthorizeOptions<A extends Area = Area> {
  /** What the request does. Given, it is held against the session's area. */
  readonly action?: ActionOf<A> | undefined;
  /** Header `authorization` (default) or `cookie`, which no browser lets a program set. */
  readonly via?: 'authorization' | 'cookie' | undefined;
}

/**
 * Signs a request with the token: `Authorization: {token}` without `Bearer`, or `Cookie: token={token}`.
 *
 * @param request - Any request to the server.
 * @param session - What {@link parseTokenResponse} returned, or its JSON read again.
 * @param options - The action, so that a session of the other area is refused; the header.
 * @returns A new frozen request; the given one stays as it is.
 * @throws {@link InputError} `ERR_AREA_MISMATCH` where the session's area does not allow the action (a compile-time
 * error too, where the types are known); `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_TEXT_NOT_WELL_FORMED` for what is no request or no session of IDscan; `ERR_HEADER_VALUE` for a token or header
 * that would break the header lines.
 * @see IDscan, Authentication: Areas Table, the token in the headers.
 *
 * @example
 * ```ts
 * import { idscan } from 'credwire';
 *
 * const request = { method: 'POST', url: 'https://idscan.example/idscanenterprisesvc/upload', headers: {} } as const;
 * const session = { vendor: 'idscan', area: 'scanning', token: 'abc' } as const;
 * idscan.authorize(request, session, { action: 'upload' }).headers; // => { Authorization: 'abc' }
 * idscan.authorize(request, session, { via: 'cookie' }).headers; // => { Cookie: 'token=abc' }
 * ```
 */
export function authorize<A extends Area>(
  request: HttpRequest,
  session: Session<A>,
  options: AuthorizeOptions<NoInfer<A>> = {}, // the session alone says what the area is
): HttpRequest {
  const owner = 'idscan.authorize';
  const { token, area, csrfToken } = readMembers(`${owner}: session`, session, {
    vendor: oneOf('idscan'),
    area: CREDENTIALS.area,
    token: headerToken,
    csrfToken: optional(headerToken),
  });
  const { action, via } = readOptions(owner, options, {
    action: optional(oneOf('upload', 'retrieval')),
    via: optional(oneOf('authorization', 'cookie')), // the header, unless told
  });
  if (action !== undefined && action !== ACTION_OF[area]) {
    throw new InputError('ERR_AREA_MISMATCH', `${owner}: a session of "${area}" is for "${ACTION_OF[area]}" alone`);
  }
  const { method, url, headers, body } = readRequest(owner, request);
  const signed =
    via === 'cookie' ? replaceCookie(headers, 'token', token) : replaceHeader(headers, 'Authorization', token);
  const all = csrfToken === undefined ? signed : replaceHeader(signed, 'x-csrftoken', csrfToken);
  return makeRequest(method, url, all, body);
}

/**
 * The whole sign-in, one request: pass it to `run`.
 *
 * @param options - As for {@link tokenRequest}, and `now` as for {@link parseTokenResponse}; read when the flow starts.
 * @returns A flow that yields the request and returns the session of that area.
 * @throws {@link InputError} what {@link tokenRequest} throws, when the flow starts.
 * @throws {@link ResponseError} what {@link parseTokenResponse} throws.
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
  const checks = { ...TOKEN_REQUEST_OPTIONS, now: optional(time) };
  const { now, ...checked } = readOptions('idscan.signIn', options, checks);
  const response = yield buildTokenRequest(checked);
  return parseTokenResponse(response, { area: checked.area as A, now }); // as in parseTokenResponse
}

const TEN_HOURS = 36_000_000;
const TEN_YEARS = 315_360_000;

// `.issued` and `expires_in`, where they make sense; a field that does not counts as missing.
function expiry(body: unknown, now: number | undefined): number | undefined {
  const date = firstString(body, '.issued');
  const issued = date === undefined ? undefined : parseHttpDate(date);
  const seconds = wholeNumber(body, 'expires_in');
  if (seconds !== undefined && issued !== undefined) return issued + seconds * 1000;
  if (now === undefined) return undefined;
  const end = now + (seconds === undefined ? TEN_HOURS : seconds * 1000);
  return end <= LAST_TIME ? end : undefined;
}

// A number, or digits: the document has both. Ten years in seconds, and no more, are a whole number that makes sense.
function wholeNumber(body: unknown, name: string): number | undefined {
  const value = isObject(body) ? ownMember(body, name) : undefined;
  const isDigits = typeof value === 'string' && /^\d{1,9}$/.test(value);
  const number = typeof value === 'number' || isDigits ? Number(value) : Number.NaN;
  return Number.isInteger(number) && number >= 0 && number <= TEN_YEARS ? number : undefined;
}

// The cookie is percent-encoded, the header is not: published clients decode `%2B`, `%2F` and `%3D` on the way. One that
// fits into no header counts as missing: the token is what matters.
function csrfToken(answer: Answer): string | undefined {
  const value = cookieValue(answer.headers, 'csrftoken');
  if (value === undefined) return undefined;
  let decoded = value;
  try {
    decoded = decodeURIComponent(value);
  } catch {
    // a stray percent sign: then it is not percent-encoded
  }
  return /^[!-~]+$/.test(decoded) ? decoded : undefined;
}

function findMessage(body: unknown): unknown {
  return firstString(body, 'error_description', 'error', 'Message', 'message');
}

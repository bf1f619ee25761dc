/** The newer REST API: a token for a user name and password as in OAuth 2.0, in one request and without a key. */
import { encodeForm } from '../../codecs/url.js';
import { LAST_TIME, optional, readOptions, text, time } from '../../core/check.js';
import { firstString, frozen, hasAny, ownMember } from '../../core/json.js';
import type { BaseUrl, UrlObject } from '../../core/url.js';
import { malformed, readAnswer, readObject, readToken, refused } from '../../http/answer.js';
import { ACCEPT_JSON, type HttpRequest, type HttpResponse, makeRequest } from '../../http/message.js';
import type { SignIn } from '../../http/run.js';
import { failuresOf, type KnownApi, type KnownApiOptions, knownApiOptions, REST_API_URL } from './endpoints.js';
import type { Session } from './session.js';

/** Options of {@link restTokenRequest}. */
export interface RestTokenRequestOptions {
  /**
   * The API's address, without `/token`; the default scheme is HTTPS. The vendor names `apina`, `apina2`, `apina3`,
   * `apieuk`, `apieuw`, `apieuw2` and `apiau`, each under `smartconnect.com`.
   */
  readonly apiUrl: string | UrlObject;
  /** The user's e-mail address. */
  readonly username: string;
  /** The password as the user types it. */
  readonly password: string;
  /** The program's identifier, which the vendor issues. */
  readonly clientId: string;
  /** The program's secret, which the vendor issues. */
  readonly clientSecret: string;
}

const REST_OPTIONS = { apiUrl: REST_API_URL, username: text, password: text, clientId: text, clientSecret: text };

/**
 * Builds the request for a token of the newer REST API: `POST {apiUrl}/token` with a form. The password isn't
 * encrypted: only TLS protects it.
 *
 * @param options - The API, the user, the program.
 * @returns A frozen request.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`,
 * `ERR_INSECURE_URL`.
 * @see SmartConnect REST API; RFC 6749 sections 2.3.1 and 4.3.2.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const program = { clientId: 'app', clientSecret: 'c+d' };
 * const user = { username: 'demo', password: 'a b' };
 * const request = smartconnect.restTokenRequest({ apiUrl: 'apina.smartconnect.com', ...user, ...program });
 * request.url; // => 'https://apina.smartconnect.com/token'
 * request.body; // => 'grant_type=password&username=demo&password=a+b&client_id=app&client_secret=c%2Bd'
 * ```
 */
export function restTokenRequest(options: RestTokenRequestOptions): HttpRequest {
  return buildRestTokenRequest(readOptions('smartconnect.restTokenRequest', options, REST_OPTIONS));
}

interface Checked extends Omit<RestTokenRequestOptions, 'apiUrl'> {
  readonly apiUrl: BaseUrl;
}

function buildRestTokenRequest({ apiUrl, username, password, clientId, clientSecret }: Checked): HttpRequest {
  const headers = { ...ACCEPT_JSON, 'Content-Type': 'application/x-www-form-urlencoded' };
  const form = encodeForm([
    ['grant_type', 'password'],
    ['username', username],
    ['password', password],
    ['client_id', clientId],
    ['client_secret', clientSecret],
  ]);
  return makeRequest('POST', `${apiUrl.base}/token`, headers, form);
}

/** What the caller knows about a token, and the answer doesn't say. */
export interface RestParseOptions extends KnownApiOptions {
  /** The current time in milliseconds since the Unix epoch. Without it, the session has no `expiresAt`. */
  readonly now?: number | undefined;
}

/**
 * Reads the answer to {@link restTokenRequest}. The vendor doesn't document it, so this follows OAuth 2.0.
 *
 * @param response - The answer, with any status.
 * @param options - The API of the request, and the current time.
 * @returns The session, with `tokenType: 'bearer'`, and with `expiresAt` if you pass `now` and the answer has
 * `expires_in`.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and the `error_description` or `error` as
 * `vendorMessage`; `ERR_UNAVAILABLE` if the API can't answer now; `ERR_RESPONSE_FORMAT` for an answer without a token,
 * or with a token that isn't of type bearer.
 * @throws {@link InputError} `ERR_ENDPOINT_NOT_FOUND` for 404, 405, 410 and redirects; `ERR_ARGUMENT_TYPE`,
 * `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`, `ERR_INSECURE_URL` for a value
 * that isn't a response, or for wrong options.
 * @see SmartConnect REST API; RFC 6749 sections 5.1 and 5.2.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const body = '{"access_token":"abc","token_type":"bearer","expires_in":3600}';
 * const session = smartconnect.parseRestTokenResponse({ status: 200, headers: {}, body }, { now: 1_000 });
 * session; // => { vendor: 'smartconnect', token: 'abc', expiresAt: 3_601_000, tokenType: 'bearer' }
 * ```
 */
export function parseRestTokenResponse(response: HttpResponse, options: RestParseOptions = {}): Session {
  const owner = 'smartconnect.parseRestTokenResponse';
  const checks = { ...knownApiOptions(REST_API_URL), now: optional(time) };
  const { apiUrl, baseUrl, now } = readOptions(owner, options, checks);
  return readRestSession(owner, response, apiUrl ?? baseUrl, now);
}

function readRestSession(
  owner: string,
  response: HttpResponse,
  known: KnownApi | undefined,
  now: number | undefined,
): Session {
  const answer = readAnswer(owner, response, FAILURES);
  const body = readObject(answer);
  if (hasAny(body, 'error', 'error_description', 'Message')) throw refused(answer);
  const token = readToken(answer, '"access_token"', firstString(body, 'access_token'));
  const type = firstString(body, 'token_type');
  if (type?.toLowerCase() !== 'bearer') throw malformed(answer, '"token_type" to be "bearer"');
  return frozen<Omit<Session, 'companyId'>>({
    vendor: 'smartconnect',
    token,
    origin: known?.origin,
    expiresAt: expiry(body, now),
    apiUrl: known?.apiUrl,
    tokenType: 'bearer',
  });
}

// A number of seconds, which some servers write as digits; anything else is ignored.
function expiry(body: object, now: number | undefined): number | undefined {
  const value = ownMember(body, 'expires_in');
  const seconds = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  if (now === undefined || typeof seconds !== 'number' || !(seconds >= 0)) return undefined;
  const end = now + Math.floor(seconds) * 1000;
  return end <= LAST_TIME ? end : undefined;
}

/** Options of {@link restSignIn}. */
export interface RestSignInOptions extends RestTokenRequestOptions, Pick<RestParseOptions, 'now'> {}

/**
 * The whole sign-in to the newer REST API, with one request: pass it to `run`.
 *
 * @param options - As for {@link restTokenRequest}, and `now` as for {@link parseRestTokenResponse}; read when the flow
 * starts.
 * @returns A flow that yields the request and returns the session.
 * @throws {@link InputError} Everything that {@link restTokenRequest} throws, when the flow starts;
 * `ERR_ARGUMENT_VALUE` for `now`.
 * @throws {@link ResponseError} Everything that {@link parseRestTokenResponse} throws.
 * @see SmartConnect REST API; RFC 6749 section 4.3.
 *
 * @example
 * ```ts
 * import { run, smartconnect } from 'credwire';
 *
 * const program = { clientId: 'app', clientSecret: 'hush' };
 * const user = { username: 'demo@example.com', password: 'secret' };
 * const flow = smartconnect.restSignIn({ apiUrl: 'apina.smartconnect.com', ...user, ...program });
 * const body = '{"access_token":"abc","token_type":"bearer"}';
 * const session = await run(flow, async () => ({ status: 200, headers: {}, body }));
 * session.origin; // => 'https://apina.smartconnect.com'
 * ```
 */
export function* restSignIn(options: RestSignInOptions): SignIn<Session> {
  const owner = 'smartconnect.restSignIn';
  const { now, ...checked } = readOptions(owner, options, { ...REST_OPTIONS, now: optional(time) });
  const { origin, base } = checked.apiUrl;
  return readRestSession(owner, yield buildRestTokenRequest(checked), { origin, apiUrl: base }, now);
}

const FAILURES = /* @__PURE__ */ failuresOf('/token');

/** Steps 4 and 5: the token for one company, and whether it's still valid. */
import { encodeQuery } from '../../codecs/url.js';
import { optional, readOptions, text } from '../../core/check.js';
import { headerToken } from '../../core/headers.js';
import { frozen } from '../../core/json.js';
import type { BaseUrl, UrlObject } from '../../core/url.js';
import { malformed, readAnswer, readJson, readToken, refused } from '../../http/answer.js';
import { ACCEPT_JSON, type HttpRequest, type HttpResponse, makeRequest } from '../../http/message.js';
import { USER_OPTIONS, type User } from './companies.js';
import { API_URL, failuresOf, type KnownApiOptions, knownApiOptions } from './endpoints.js';
import type { Session } from './session.js';

/** Options of {@link tokenRequest}. */
export interface TokenRequestOptions {
  /** The company's API, with or without a scheme; the default scheme is HTTPS. */
  readonly apiUrl: string | UrlObject;
  /** The user's e-mail address. */
  readonly email: string;
  /** The result of `encryptPassword`, unchanged. */
  readonly encryptedPassword: string;
  /** The company, called customer id on the API settings page. */
  readonly companyId: string;
}

/**
 * Builds the request for a token: `POST {apiUrl}/GetToken?email=…&password=…&companyId=…`, with the ciphertext
 * percent-encoded ("should end with %3D").
 *
 * @param options - The API, the user, the encrypted password, the company.
 * @returns A frozen request. Its URL contains the credentials: keep it out of logs.
 * @throws {@link InputError} `ERR_ARGUMENT_VALUE` for an encrypted password that isn't the Base64 of a whole block;
 * `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`, `ERR_INSECURE_URL`.
 * @see SmartConnect API, Authentication: GetToken.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const user = { email: 'demo', encryptedPassword: '+'.repeat(170) + '8=' }; // what encryptPassword returned
 * const request = smartconnect.tokenRequest({ apiUrl: 'api.example/API', ...user, companyId: '72b0' });
 * request.url.slice(0, 62); // => 'https://api.example/API/GetToken?email=demo&password=%2B%2B%2B'
 * ```
 */
export function tokenRequest(options: TokenRequestOptions): HttpRequest {
  const checks = { apiUrl: API_URL, ...USER_OPTIONS, companyId: text };
  const { apiUrl, companyId, ...user } = readOptions('smartconnect.tokenRequest', options, checks);
  return buildTokenRequest(apiUrl, user, companyId);
}

/** The same, for checked options. @internal */
export function buildTokenRequest(apiUrl: BaseUrl, user: User, companyId: string): HttpRequest {
  const query = encodeQuery([
    ['email', user.email],
    ['password', user.encryptedPassword],
    ['companyId', companyId],
  ]);
  return makeRequest('POST', `${apiUrl.base}/GetToken?${query}`, ACCEPT_JSON);
}

/** What the caller knows about a token, and the answer doesn't say. */
export interface ParseOptions extends KnownApiOptions {
  /** The company, which the session remembers. */
  readonly companyId?: string | undefined;
}

/**
 * Reads the answer to {@link tokenRequest}: a JSON string.
 *
 * @param response - The answer, with any status.
 * @param options - What else the session should remember.
 * @returns The session, without `expiresAt`: "3 months" is not a number of days.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and `vendorMessage`, also if HTTP 200 comes with an
 * empty string, `null`, `false`, an object with a message, or a word such as `"Unauthorized"` instead of a token;
 * `ERR_UNAVAILABLE` if the API can't answer now; `ERR_RESPONSE_FORMAT` for any other answer.
 * @throws {@link InputError} `ERR_ENDPOINT_NOT_FOUND` for 404, 405, 410 and redirects; `ERR_ARGUMENT_TYPE`,
 * `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`, `ERR_INSECURE_URL` for a value
 * that isn't a response, or for wrong options.
 * @see SmartConnect API, Authentication: GetToken.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const response = { status: 200, headers: {}, body: '"Um5UVA=="' };
 * const session = smartconnect.parseTokenResponse(response, { apiUrl: 'https://api.example/API' });
 * session.token; // => 'Um5UVA=='
 * session.origin; // => 'https://api.example'
 * ```
 */
export function parseTokenResponse(response: HttpResponse, options: ParseOptions = {}): Session {
  const owner = 'smartconnect.parseTokenResponse';
  const checks = { ...knownApiOptions(API_URL), companyId: optional(text) };
  const { apiUrl, baseUrl, companyId } = readOptions(owner, options, checks);
  // Every member is listed, so that a polluted Object.prototype can't add one.
  const known = apiUrl ?? baseUrl;
  return readSession(owner, response, { origin: known?.origin, apiUrl: known?.apiUrl, companyId });
}

/** What a session remembers in addition to its token. @internal */
export interface Remembered {
  readonly origin?: string | undefined;
  readonly apiUrl?: string | undefined;
  readonly companyId?: string | undefined;
}

/** The same, for checked options. @internal */
export function readSession(owner: string, response: HttpResponse, known: Remembered): Session {
  const answer = readAnswer(owner, response, TOKEN_FAILURES);
  const json = readJson(answer);
  if (json === '' || json === null || json === false || isRefusal(json)) throw refused(answer);
  const token = readToken(answer, 'a token as a JSON string', typeof json === 'object' ? undefined : json);
  if (!TOKEN.test(token)) throw malformed(answer, "a token as a JSON string, got a string that can't be a token");
  const { origin, apiUrl, companyId } = known;
  return frozen<Omit<Session, 'expiresAt' | 'tokenType'>>({
    vendor: 'smartconnect',
    token,
    origin,
    apiUrl,
    companyId,
  });
}

// The characters of Base64 in both alphabets, of a JWT, and of the "#" that joins the fields of the document's token. A
// number or punctuation alone isn't a token.
const TOKEN = /^(?=.*[a-z])[\w+/#.~-]+={0,2}$/i;

// A word or a sentence instead of the token. A real token is the Base64 of several fields and much longer. Any other
// opaque text is accepted, unless it says that something went wrong.
const WORDS =
  /^(?:true|false|null|nil|none|undefined|nan|n\/a|no|yes|ok(?:ay)?|success(?:ful)?|done|down|busy|nobody|empty|bad\s?request)[.!]?$/i;
const COMPLAINT =
  /error|exception|fail|unauthori[sz]ed|unauthenticated|forbidden|denied|invalid|incorrect|wrong|expired|locked|disabled|inactive|refused|rejected|missing|required|unknown|unavailable|time[sd]?.?out|not.?(?:found|auth|allowed|valid|permitted|active|licen|exist)|unsuccess|suspend|throttl|too.?many|rate.?limit|revoked|declined|maintenance|reset|two.?factor|no.?access|bad.?(?:cred|login|pass|user)/i;

/** Words that begin with capitals, as programs name what happened: `TooManyRequests`. */
const NAME = /^(?=.{4})(?:[A-Z][a-z]+)+$/;

/** Three words or more without a space. */
const JOINED = /^[a-z]+(?:[_.:-][a-z\d]+){2,}$/i;

function isRefusal(json: unknown): boolean {
  if (typeof json !== 'string') return false;
  const words = json.trim();
  const isShort = words.length <= 40;
  if (words.startsWith('<') || words.length > 1000) return false;
  if (WORDS.test(words) || (isShort && NAME.test(words))) return true;
  // Long Base64 contains any word sooner or later.
  const isOpaque = TOKEN.test(words) && !(isShort ? /^[\w.-]+$/ : JOINED).test(words);
  return !isOpaque && COMPLAINT.test(words);
}

const TOKEN_FAILURES = /* @__PURE__ */ failuresOf('/GetToken');

/** Options of {@link validateRequest}. */
export interface ValidateRequestOptions {
  /** The company's API, with or without a scheme; the default scheme is HTTPS. */
  readonly apiUrl: string | UrlObject;
  /** The token. */
  readonly token: string;
}

/**
 * Builds the request that asks whether a token is valid: `POST {apiUrl}/validate?token=…`.
 *
 * @param options - The API and the token.
 * @returns A frozen request. Its URL contains the token: keep it out of logs.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`,
 * `ERR_INSECURE_URL`; `ERR_HEADER_VALUE` for a token that isn't visible ASCII.
 * @see SmartConnect API, Authentication: Validate.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const request = smartconnect.validateRequest({ apiUrl: 'api.example/API', token: 'Um5UVA==' });
 * request.url; // => 'https://api.example/API/validate?token=Um5UVA%3D%3D'
 * ```
 */
export function validateRequest(options: ValidateRequestOptions): HttpRequest {
  const checks = { apiUrl: API_URL, token: headerToken };
  const { apiUrl, token } = readOptions('smartconnect.validateRequest', options, checks);
  return makeRequest('POST', `${apiUrl.base}/validate?${encodeQuery([['token', token]])}`, ACCEPT_JSON);
}

/**
 * Reads the answer to {@link validateRequest}: a bare `true` or `false`.
 *
 * @param response - The answer, with any status.
 * @returns Whether the token is valid.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` for a refusal; `ERR_UNAVAILABLE` if the API can't answer now;
 * `ERR_RESPONSE_FORMAT` for any other answer.
 * @throws {@link InputError} `ERR_ENDPOINT_NOT_FOUND` for 404, 405, 410 and redirects; `ERR_ARGUMENT_TYPE`,
 * `ERR_ARGUMENT_VALUE` for a value that isn't a response.
 * @see SmartConnect API, Authentication: Validate.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * smartconnect.parseValidateResponse({ status: 200, headers: {}, body: 'true' }); // => true
 * ```
 */
export function parseValidateResponse(response: HttpResponse): boolean {
  const answer = readAnswer('smartconnect.parseValidateResponse', response, VALIDATE_FAILURES);
  const json = readJson(answer);
  if (typeof json === 'boolean') return json;
  throw malformed(answer, 'a bare true or false');
}

const VALIDATE_FAILURES = /* @__PURE__ */ failuresOf('/validate');

/** Steps 4 and 5: the token of one company, and whether it is still good. */

import { encodeQuery } from '../../codecs/url.js';
import { optional, readMembers, readOptions, text } from '../../core/check.js';
import { headerToken } from '../../core/headers.js';
import { frozen } from '../../core/json.js';
import { decodeFormPart, splitRest } from '../../core/url.js';
import { malformed, readAnswer, readJson, readToken, refused } from '../../http/answer.js';
import { ACCEPT_JSON, type HttpRequest, type HttpResponse, makeRequest } from '../../http/message.js';
import {
  AUTHORIZE_OPTIONS,
  type AuthorizeOptions,
  readSignable,
  type SessionOf,
  type Signable,
  type Signed,
  sessionOf,
  signed,
} from '../vendor.js';
import { apiBase, FAILURES, query } from './endpoints.js';

/** Options of {@link tokenRequest}. */
export interface TokenRequestOptions {
  /** The company's API, with or without a scheme; without, HTTPS. */
  readonly apiUrl: string;
  /** The user's e-mail address. */
  readonly email: string;
  /** What `encryptPassword` returned. */
  readonly encryptedPassword: string;
  /** The company, called customer id on the page of API settings. */
  readonly companyId: string;
}

/** Options of {@link validateRequest}. */
export interface ValidateRequestOptions {
  /** The company's API, with or without a scheme; without, HTTPS. */
  readonly apiUrl: string;
  /** The token. */
  readonly token: string;
}

/** What the caller knows of a token that the answer does not tell. */
export interface ParseOptions {
  /** The company's API, kept in the session. */
  readonly apiUrl?: string | undefined;
  /** The company, kept in the session. */
  readonly companyId?: string | undefined;
}

/** A user signed in to one company. The token lives three months; nothing in it may be read to know more. */
export interface Session extends SessionOf<'smartconnect'> {
  /** The company's API. */
  readonly apiUrl?: string;
  /** The company that the token is for. */
  readonly companyId?: string;
}

/**
 * Builds the request for a token: `POST {apiUrl}/GetToken?email=…&password=…&companyId=…`, the ciphertext
 * percent-encoded ("should end with %3D").
 *
 * @param options - The API, the user, the encrypted password, the company.
 * @returns A frozen request. Its URL holds the credentials: keep it out of logs.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`,
 * `ERR_INSECURE_URL`.
 * @see SmartConnect API, Authentication: GetToken.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const user = { email: 'demo', encryptedPassword: 'Ua4r+w==' };
 * const request = smartconnect.tokenRequest({ apiUrl: 'api.example/API', ...user, companyId: '72b0' });
 * request.url; // => 'https://api.example/API/GetToken?email=demo&password=Ua4r%2Bw%3D%3D&companyId=72b0'
 * ```
 */
export function tokenRequest(options: TokenRequestOptions): HttpRequest {
  const owner = 'smartconnect.tokenRequest';
  const checks = { apiUrl: text, email: text, encryptedPassword: text, companyId: text };
  const { apiUrl, email, encryptedPassword, companyId } = readOptions(owner, options, checks);
  const parameters = query({ email, password: encryptedPassword, companyId });
  return makeRequest('POST', `${apiBase(`${owner}: "apiUrl"`, apiUrl)}/GetToken?${parameters}`, ACCEPT_JSON);
}

/**
 * Reads the answer to {@link tokenRequest}: a JSON string.
 *
 * @param response - The answer, of any status.
 * @param options - What the session shall remember beside the token.
 * @returns The session, without `expiresAt`: three months are no number of days.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` for a status from 400 on, and for an empty string, `null`,
 * `false` or an object with a message at HTTP 200; `ERR_RESPONSE_FORMAT` for another answer.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED` for what is no response, or for wrong options.
 * @see SmartConnect API, Authentication: GetToken.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const response = { status: 200, headers: {}, body: '"Um5UVA=="' };
 * smartconnect.parseTokenResponse(response, { companyId: '72b0' }).token; // => 'Um5UVA=='
 * ```
 */
export function parseTokenResponse(response: HttpResponse, options: ParseOptions = {}): Session {
  const owner = 'smartconnect.parseTokenResponse';
  const { apiUrl, companyId } = readOptions(owner, options, { apiUrl: optional(text), companyId: optional(text) });
  const answer = readAnswer(owner, response, FAILURES);
  const json = readJson(answer);
  if (json === '' || json === null || json === false) throw refused(answer);
  const token = readToken(answer, 'a token as a JSON string', typeof json === 'object' ? undefined : json);
  return frozen<Session>({ vendor: 'smartconnect', token, expiresAt: undefined, apiUrl, companyId });
}

/**
 * Builds the request that asks whether a token is good: `POST {apiUrl}/validate?token=…`.
 *
 * @param options - The API and the token.
 * @returns A frozen request. Its URL holds the token: keep it out of logs.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`,
 * `ERR_INSECURE_URL`; `ERR_HEADER_VALUE` for a token that is not visible ASCII.
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
  const owner = 'smartconnect.validateRequest';
  const { apiUrl, token } = readOptions(owner, options, { apiUrl: text, token: headerToken });
  return makeRequest('POST', `${apiBase(`${owner}: "apiUrl"`, apiUrl)}/validate?${query({ token })}`, ACCEPT_JSON);
}

/**
 * Reads the answer to {@link validateRequest}: a bare `true` or `false`.
 *
 * @param response - The answer, of any status.
 * @returns Whether the token is good.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` for a status from 400 on; `ERR_RESPONSE_FORMAT` for another answer.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for what is no response.
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
  const answer = readAnswer('smartconnect.parseValidateResponse', response, FAILURES);
  const json = readJson(answer);
  if (typeof json === 'boolean') return json;
  throw malformed(answer, 'a bare true or false');
}

/**
 * Signs a request with the token: the query parameter `token`, percent-encoded, as in `runmap?token=…&mapKey=…`. The
 * vendor's document has no header for it.
 *
 * @param request - Any request to the company's API.
 * @param session - What {@link parseTokenResponse} returned, or its JSON read again.
 * @returns A new frozen request; a `token` parameter that was there makes room, all others stay as
 * they are (empty ones, which say nothing, apart).
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_TEXT_NOT_WELL_FORMED` for what is no request or no session of SmartConnect; `ERR_HEADER_VALUE` for a token that
 * is not visible ASCII, or headers that would break the header lines; `ERR_INSECURE_URL` for plain HTTP to a host that is
 * not loopback.
 * @see SmartConnect API, Authentication: Validate; Map Runs.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const request = { method: 'POST', url: 'https://api.example/API/runmap?mapKey=1', headers: {} } as const;
 * const signed = smartconnect.authorize(request, { vendor: 'smartconnect', token: 'Um5UVA==' });
 * signed.url; // => 'https://api.example/API/runmap?mapKey=1&token=Um5UVA%3D%3D'
 * ```
 */
export function authorize<const R extends Signable>(
  request: R,
  session: Session,
  options: Pick<AuthorizeOptions, 'origins'> = {},
): Signed<R> {
  const owner = 'smartconnect.authorize';
  const checked = readMembers(`${owner}: session`, session, sessionOf('smartconnect'));
  const { origins } = AUTHORIZE_OPTIONS;
  const parts = readSignable(owner, request, checked, readOptions(owner, options, { origins }));
  const { path, query = '' } = splitRest(parts.target.rest);
  // ASP.NET reads names in either case, percent-encoded or not.
  const others = query
    .split('&')
    .filter((pair) => pair !== '' && !/^token$/i.test(decodeFormPart(pair.replace(/=.*/s, ''))));
  const target = `${parts.target.url.slice(0, -parts.target.rest.length || undefined)}${path}`;
  return signed(parts, parts.headers, `${target}?${[...others, encodeQuery([['token', checked.token]])].join('&')}`);
}

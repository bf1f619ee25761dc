/**
 * BEX, the courier's platform: credentials go plainly into JSON or a query, and a failure comes with HTTP 200.
 *
 * TLS protects the password, nothing else.
 *
 * @module bex
 */

import { percentEncode } from '../codecs/url.js';
import { flag, oneOf, optional, readMembers, readOptions, text } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { headerToken } from '../core/headers.js';
import { firstString, frozen, ownMember } from '../core/json.js';
import { baseUrl } from '../core/url.js';
import { readAnswer, readObject, readToken, refused } from '../http/answer.js';
import type { HttpRequest, HttpResponse } from '../http/message.js';
import { ACCEPT_JSON, JSON_BOTH_WAYS, makeRequest, readRequest, withHeader } from '../http/message.js';
import type { SessionOf, SignIn } from '../http/run.js';
import { makeProfile, type Profile } from './vendor.js';

/** What a program can ask about BEX. */
export const profile: Profile<'bex'> = /* @__PURE__ */ makeProfile({
  id: 'bex',
  name: 'BEX',
  fields: [
    { name: 'baseUrl', secret: false, required: false },
    { name: 'username', secret: false, required: true },
    { name: 'password', secret: true, required: true },
  ],
  tokenLife: { description: 'does not expire: keep it like a password' },
  document: 'BEX API: Login',
});

/** A user name and a password. */
export interface Credentials {
  /** The user name. */
  readonly username: string;
  /** The password as the user types it. */
  readonly password: string;
}

/** Options of {@link tokenRequest} and {@link signIn}. */
export interface TokenRequestOptions extends Credentials {
  /** The host. Default: `https://api.bex.co.za`; the document also names `https://build.bex.co.za`. */
  readonly baseUrl?: string | undefined;
  /** Where the credentials go: a `json` body (default) keeps them out of URLs and their logs; or the `query`. */
  readonly transport?: 'json' | 'query' | undefined;
  /** `POST` (default, as the document recommends) or `GET`, which carries no JSON body. */
  readonly method?: 'POST' | 'GET' | undefined;
  /** Allows plain HTTP to a host that is not loopback. Default: `false`. */
  readonly allowInsecureHttp?: boolean | undefined;
}

/** A signed-in user, with what the answer tells of the account. */
export interface Session extends SessionOf<'bex'> {
  /** The user's internal number. */
  readonly id?: number;
  /** The address for recovery. */
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

const CREDENTIALS = { username: text, password: text };

/**
 * Encodes the credentials for a query: `username=…&password=…`, percent-encoded.
 *
 * @param credentials - User name and password, well-formed text of any length.
 * @returns A query without the `?`; ASCII.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`.
 * @see BEX API, Login: Transportation.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 *
 * bex.encodeCredentials({ username: 'user 1', password: 'a+b' }); // => 'username=user%201&password=a%2Bb'
 * ```
 */
export function encodeCredentials(credentials: Credentials): string {
  const { username, password } = readOptions('bex.encodeCredentials', credentials, CREDENTIALS);
  return `username=${percentEncode(username)}&password=${percentEncode(password)}`;
}

/**
 * Builds the request for a token: `POST {baseUrl}/api/service/login` with JSON, or with the credentials in the query.
 *
 * @param options - The credentials, and how they travel.
 * @returns A frozen request. With `transport: 'query'` its URL holds the password: keep it out of logs.
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
  const owner = 'bex.tokenRequest';
  const checked = readOptions(owner, options, {
    baseUrl: optional(text, 'https://api.bex.co.za'),
    ...CREDENTIALS,
    transport: optional(oneOf('json', 'query')), // as JSON, unless told
    method: optional(oneOf('POST', 'GET'), 'POST'),
    allowInsecureHttp: optional(flag, false),
  });
  const { username, password, transport, method } = checked;
  const endpoint = `${baseUrl(`${owner}: "baseUrl"`, checked.baseUrl, checked.allowInsecureHttp)}/api/service/login`;
  if (transport === 'query') {
    return makeRequest(method, `${endpoint}?${encodeCredentials({ username, password })}`, ACCEPT_JSON);
  }
  if (method === 'GET') {
    throw new InputError('ERR_ARGUMENT_VALUE', `${owner}: "method": expected "POST" with a JSON body, got "GET"`);
  }
  return makeRequest('POST', endpoint, JSON_BOTH_WAYS, JSON.stringify({ username, password }));
}

/**
 * Reads the platform's answer to {@link tokenRequest}. HTTP 200 says nothing yet: a failure comes with it too, as `ex`.
 *
 * @param response - The answer, of any status.
 * @returns The session; its token is the answer's `value`, and the booleans that travel as `"True"` and `"False"` are
 * booleans.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and the platform's `ex` as `vendorMessage`, also
 * where `value` is missing or empty; `ERR_RESPONSE_FORMAT` for another answer.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for what is no response.
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
export function parseTokenResponse(response: HttpResponse): Session {
  const answer = readAnswer('bex.parseTokenResponse', response, findMessage);
  const body = readObject(answer);
  const value = ownMember(body, 'value');
  if (ownMember(body, 'ex') || value === undefined || value === null || value === '') throw refused(answer);
  const id = ownMember(body, 'id');
  return frozen<Omit<Session, 'expiresAt'>>({
    vendor: 'bex',
    token: readToken(answer, '"value"', value),
    id: Number.isSafeInteger(id) ? (id as number) : undefined, // isSafeInteger does not narrow
    email: firstString(body, 'email'),
    isStrongPassword: readFlag(ownMember(body, 'isStrongPassword')),
    isEmailVerified: readFlag(ownMember(body, 'isEmailVerified')),
    // The sample and the table of the document spell it differently.
    signalREnabled: readFlag(ownMember(body, 'signalREnabled') ?? ownMember(body, 'signalRenabled')),
    allowApiLogin: readFlag(ownMember(body, 'allowApiLogin')),
  });
}

/**
 * Signs a request with the token: `token: {token}`. Document downloads want it in the body instead.
 *
 * @param request - Any request to the platform.
 * @param session - What {@link parseTokenResponse} returned, or its JSON read again.
 * @returns A new frozen request; the given one stays as it is.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_TEXT_NOT_WELL_FORMED` for what is no request or no session of BEX; `ERR_HEADER_VALUE` for a token or header that
 * would break the header lines.
 * @see BEX API, Login: the token in the headers.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 *
 * const request = { method: 'POST', url: 'https://api.bex.co.za/api/service/track', headers: {} } as const;
 * bex.authorize(request, { vendor: 'bex', token: 'abc' }).headers; // => { token: 'abc' }
 * ```
 */
export function authorize(request: HttpRequest, session: Session): HttpRequest {
  const { token } = readMembers('bex.authorize: session', session, { vendor: oneOf('bex'), token: headerToken });
  return withHeader(readRequest('bex.authorize', request), 'token', token);
}

/**
 * The whole sign-in, one request: pass it to `run`.
 *
 * @param options - As for {@link tokenRequest}; they are read when the flow starts.
 * @returns A flow that yields the request and returns the session.
 * @throws {@link InputError} what {@link tokenRequest} throws, when the flow starts.
 * @throws {@link ResponseError} what {@link parseTokenResponse} throws.
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
  return parseTokenResponse(yield tokenRequest(options));
}

// "True" and "False" as .NET prints them; a real boolean is one already. Anything else tells nothing.
function readFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' && value.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

function findMessage(body: unknown): unknown {
  return firstString(body, 'ex', 'Message', 'message');
}

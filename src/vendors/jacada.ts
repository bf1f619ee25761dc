/**
 * Jacada Interaction Server: user and password go in Base64, the password behind a random prefix.
 *
 * Base64 is no encryption: whoever sees the request has the password. TLS protects it, nothing else.
 *
 * @module jacada
 */

import { encodeBase64 } from '../codecs/base64.js';
import { encodeText, encodeTextOf } from '../codecs/text.js';
import { percentEncode } from '../codecs/url.js';
import {
  callback,
  filledText,
  flag,
  integer,
  oneOf,
  optional,
  readMembers,
  readOptions,
  text,
  unexpected,
} from '../core/check.js';
import { headerToken } from '../core/headers.js';
import { firstString } from '../core/json.js';
import { drawBytes, type RandomBytes, systemRandom } from '../core/random.js';
import { baseUrl } from '../core/url.js';
import { readAnswer, readObject, readToken } from '../http/answer.js';
import type { HttpRequest, HttpResponse } from '../http/message.js';
import { JSON_BOTH_WAYS, makeRequest, readRequest, withHeader } from '../http/message.js';
import type { SessionOf, SignIn } from '../http/run.js';
import { makeProfile, type Profile } from './vendor.js';

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
  tokenLife: { description: 'set by the server: prolonged by use, fixed, or without end' },
  document: 'Jacada Interaction Server, HTTP/S API: Authentication Request',
});

/** Charsets of {@link encodeUser}: those in which an ASCII letter of the prefix is one byte. */
export type JacadaCharset = 'utf-8' | 'latin1' | 'ascii';

/** How the user name is encoded. */
export interface UserOptions {
  /** Charset under the Base64. The document leaves it open (Java's default of the time); default: `utf-8`. */
  readonly charset?: JacadaCharset | undefined;
}

/** How the password is encoded. */
export interface PasswordOptions extends UserOptions {
  /**
   * Number of random letters in front of the password, 0 to 1024. **The server cuts off a fixed number and the document
   * never says how many**: a wrong one reads as a wrong password. Default: 13, as in the document's sample; ask the
   * administrator. 0 is the other reading of that sample, which builds a prefix and then encodes the password alone.
   */
  readonly prefixLength?: number | undefined;
  /** Source of the letters. Default: the platform's. */
  readonly random?: RandomBytes | undefined;
}

/** Options of {@link tokenRequest} and {@link signIn}. */
export interface TokenRequestOptions extends PasswordOptions {
  /** The server's address; may carry a path. */
  readonly baseUrl: string;
  /** A path segment that the URL template has and the document's example has not. Default: none. */
  readonly applicationName?: string | undefined;
  /** Version of the API, a path segment. Default: `1`. */
  readonly version?: string | number | undefined;
  /** The account, a path segment. */
  readonly accountId: string | number;
  /** The user name, usually an e-mail address. */
  readonly user: string;
  /** The password as the user types it. */
  readonly password: string;
  /** Allows plain HTTP to a host that is not loopback, such as an intranet's. Default: `false`. */
  readonly allowInsecureHttp?: boolean | undefined;
}

/** A signed-in user. */
export type Session = SessionOf<'jacada'>;

const USER_OPTIONS = { charset: optional(oneOf('utf-8', 'latin1', 'ascii'), 'utf-8') };
const PASSWORD_OPTIONS = {
  ...USER_OPTIONS,
  prefixLength: optional(integer(0, 1024), 13),
  random: optional(callback<RandomBytes>, systemRandom),
};

/**
 * Encodes the user name: Base64 of its bytes.
 *
 * @param user - Well-formed text of any length.
 * @param options - The charset.
 * @returns Standard Base64.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_TEXT_NOT_ENCODABLE`.
 * @see Jacada, Authentication Request: field `user`.
 *
 * @example
 * ```ts
 * import { jacada } from 'credwire';
 *
 * jacada.encodeUser('admin'); // => 'YWRtaW4='
 * ```
 */
export function encodeUser(user: string, options: UserOptions = {}): string {
  const { charset } = readOptions('jacada.encodeUser', options, USER_OPTIONS);
  return encodeBase64(encodeTextOf('jacada.encodeUser: "user"', text('jacada.encodeUser: "user"', user), charset));
}

/**
 * Encodes the password: Base64 of a prefix of random lower-case letters and the password.
 *
 * A letter is the next byte of the random source that is below 234, modulo 26, counted from `a`: no letter is likelier
 * than another.
 *
 * @param password - Well-formed text of any length; may be empty.
 * @param options - Length of the prefix, random source, charset.
 * @returns Standard Base64.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_TEXT_NOT_ENCODABLE`.
 * @throws {@link CryptoError} `ERR_NO_RANDOM` where the platform has no random source; `ERR_RANDOM` for a faulty one.
 * @see Jacada, Authentication Request: field `password`.
 *
 * @example
 * ```ts
 * import { jacada } from 'credwire';
 *
 * jacada.encodePassword('abcd', { prefixLength: 0 }); // => 'YWJjZA=='
 * jacada.encodePassword('abcd', { prefixLength: 2, random: (length) => new Uint8Array(length) }); // => 'YWFhYmNk'
 * ```
 */
export function encodePassword(password: string, options: PasswordOptions = {}): string {
  const { prefixLength, random, charset } = readOptions('jacada.encodePassword', options, PASSWORD_OPTIONS);
  const label = 'jacada.encodePassword: "password"';
  const plaintext = encodeTextOf(label, text(label, password), charset);
  const encoded = new Uint8Array(prefixLength + plaintext.length);
  encoded.set(plaintext, prefixLength);
  plaintext.fill(0);
  try {
    const prefix = drawBytes(random, prefixLength, (byte) => byte < 234); // 234 = 9 × 26
    encoded.set(prefix.map((byte) => 0x61 + (byte % 26)));
    return encodeBase64(encoded);
  } finally {
    encoded.fill(0);
  }
}

const TOKEN_REQUEST_OPTIONS = {
  baseUrl: text,
  applicationName: optional(segment),
  version: optional(segment, '1'),
  accountId: segment,
  user: text,
  password: text,
  ...PASSWORD_OPTIONS,
  allowInsecureHttp: optional(flag, false),
};

/**
 * Builds the request for a token: `POST {baseUrl}[/{applicationName}]/version/{version}/account/{accountId}/auth/`
 * with JSON.
 *
 * @param options - Where to sign in, as whom, and how the password is encoded.
 * @returns A frozen request.
 * @throws {@link InputError} what {@link encodePassword} throws; `ERR_URL`, `ERR_INSECURE_URL` for the base URL;
 * `ERR_ARGUMENT_VALUE` for a path segment that is empty, `.` or `..`.
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
  const checked = readOptions('jacada.tokenRequest', options, TOKEN_REQUEST_OPTIONS);
  const { applicationName, version, accountId, charset, prefixLength, random } = checked;
  const base = baseUrl('jacada.tokenRequest: "baseUrl"', checked.baseUrl, checked.allowInsecureHttp);
  const application = applicationName === undefined ? '' : `/${applicationName}`;
  const body = {
    user: encodeUser(checked.user, { charset }),
    password: encodePassword(checked.password, { charset, prefixLength, random }),
  };
  const url = `${base}${application}/version/${version}/account/${accountId}/auth/`;
  return makeRequest('POST', url, JSON_BOTH_WAYS, JSON.stringify(body));
}

/**
 * Reads the server's answer to {@link tokenRequest}.
 *
 * @param response - The answer, of any status.
 * @returns The session; its token is the answer's `Security-Token`.
 * @throws {@link ResponseError} `ERR_SIGN_IN_REFUSED` with `status` and, where the server sends words, `vendorMessage`;
 * `ERR_RESPONSE_FORMAT` for an answer without a token.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for what is no response.
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
export function parseTokenResponse(response: HttpResponse): Session {
  const answer = readAnswer('jacada.parseTokenResponse', response, findMessage);
  const token = readToken(answer, '"Security-Token"', firstString(readObject(answer), 'Security-Token'));
  return Object.freeze({ vendor: 'jacada', token });
}

/**
 * Signs a request with the token: `Security-Token: {token}`.
 *
 * @param request - Any request to the server.
 * @param session - What {@link parseTokenResponse} returned, or its JSON read again.
 * @returns A new frozen request; the given one stays as it is.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_TEXT_NOT_WELL_FORMED` for what is no request or no session of Jacada; `ERR_HEADER_VALUE` for a token or header
 * that would break the header lines.
 * @see Jacada, HTTP/S Request Header.
 *
 * @example
 * ```ts
 * import { jacada } from 'credwire';
 *
 * const request = { method: 'GET', url: 'https://jacada.example/version/1/account/1/interaction', headers: {} } as const;
 * jacada.authorize(request, { vendor: 'jacada', token: 'abc' }).headers; // => { 'Security-Token': 'abc' }
 * ```
 */
export function authorize(request: HttpRequest, session: Session): HttpRequest {
  const { token } = readMembers('jacada.authorize: session', session, { vendor: oneOf('jacada'), token: headerToken });
  return withHeader(readRequest('jacada.authorize', request), 'Security-Token', token);
}

/**
 * The whole sign-in, one request: pass it to `run`.
 *
 * @param options - As for {@link tokenRequest}; they are read when the flow starts.
 * @returns A flow that yields the request and returns the session.
 * @throws {@link InputError} and {@link CryptoError} what {@link tokenRequest} throws, when the flow starts.
 * @throws {@link ResponseError} what {@link parseTokenResponse} throws.
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
  return parseTokenResponse(yield tokenRequest(options));
}

/** Options of {@link credentialHeaders}. */
export interface CredentialHeadersOptions {
  /** Header `Tenant-Id`. */
  readonly tenantId: string;
  /** Header `Application-Key`. */
  readonly applicationKey: string;
  /** Header `User-Id`: visible ASCII, as it is. */
  readonly user: string;
  /** The password as the user types it; `User-Password` holds the Base64 of its UTF-8, without a prefix. */
  readonly password: string;
}

/**
 * The credentials as headers, which newer servers take on every call in place of a token.
 *
 * @param options - Tenant, application key, user and password.
 * @returns A frozen object of four headers, to be spread into a request's.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`; `ERR_HEADER_VALUE`
 * for a tenant, key or user that is empty or not visible ASCII.
 * @see Jacada, HTTP/S Request Header.
 *
 * @example
 * ```ts
 * import { jacada } from 'credwire';
 *
 * const headers = jacada.credentialHeaders({ tenantId: 't', applicationKey: 'k', user: 'u', password: 'admin' });
 * headers['User-Password']; // => 'YWRtaW4='
 * ```
 */
export function credentialHeaders(options: CredentialHeadersOptions): Readonly<Record<string, string>> {
  const { tenantId, applicationKey, user, password } = readOptions('jacada.credentialHeaders', options, {
    tenantId: headerToken,
    applicationKey: headerToken,
    user: headerToken,
    password: text,
  });
  const plaintext = encodeText(password);
  const userPassword = encodeBase64(plaintext);
  plaintext.fill(0);
  return Object.freeze({
    'Tenant-Id': tenantId,
    'Application-Key': applicationKey,
    'User-Id': user,
    'User-Password': userPassword,
  });
}

// One path segment; an empty one or dots would make another path.
function segment(label: string, value: unknown): string {
  if (typeof value === 'number') return String(integer(0, Number.MAX_SAFE_INTEGER)(label, value));
  const name = filledText(label, value);
  if (name === '.' || name === '..') throw unexpected('ERR_ARGUMENT_VALUE', label, 'a path segment', value);
  return percentEncode(name);
}

function findMessage(body: unknown): unknown {
  return firstString(body, 'message', 'Message', 'error', 'errorMessage');
}

/** IDscan's session, the requests signed with its token, and how a call reports that it's over. */
import { oneOf, optional, readOptions } from '../../core/check.js';
import { InputError } from '../../core/errors.js';
import { headerToken, replaceHeader, withoutHeaders } from '../../core/headers.js';
import { firstString } from '../../core/json.js';
import { type Failures, readAnyAnswer } from '../../http/answer.js';
import { replaceCookie, withoutCookies } from '../../http/cookies.js';
import type { HttpResponse } from '../../http/message.js';
import {
  AUTHORIZE_OPTIONS,
  type AuthorizeOptions as CommonAuthorizeOptions,
  problemWords,
  readSignable,
  type SessionOf,
  type Signable,
  type Signed,
  sessionOf,
  sessionReader,
  signed,
} from '../vendor.js';
import { AREA, type Area } from './credentials.js';

/** The action that an area allows. */
export type ActionOf<A extends Area> = {
  /** Sending documents and images. */
  readonly scanning: 'upload';
  /** Reading the results. */
  readonly investigation: 'retrieval';
}[A];

const ACTION_OF = { scanning: 'upload', investigation: 'retrieval' } as const;

/** A signed-in user, in one area. */
export interface Session<A extends Area = Area> extends SessionOf<'idscan'> {
  /** The area that the token is for. */
  readonly area: A;
  /** The user name that the server knows. */
  readonly username?: string;
  /** The user's full name. */
  readonly fullName?: string;
  /** The user's role. */
  readonly role?: string;
  /** After this many minutes without a call, the session ends. */
  readonly idleSessionTimeout?: number;
  /** Sent back as `x-csrftoken`, if the server set one. */
  readonly csrfToken?: string;
}

/** Options of {@link authorize}. */
export interface AuthorizeOptions<A extends Area = Area> extends CommonAuthorizeOptions {
  /** What the request does. If you pass it, it's compared with the session's area. */
  readonly action?: ActionOf<A> | undefined;
  /** The header `authorization` (default) or `cookie`, which browsers don't let a program set. */
  readonly via?: 'authorization' | 'cookie' | undefined;
}

/**
 * Signs a request with the token: `Authorization: {token}` without `Bearer`, or `Cookie: token={token}`. The token only
 * goes to the origin that issued it, and to origins that you list.
 *
 * @param request - Any object with an absolute `url` and optional `headers`; everything else is passed through
 * unchanged.
 * @param session - The result of `parseTokenResponse`, or the same parsed from JSON.
 * @param options - The action, so that a session for the other area is refused; the header; other origins that can
 * receive the token.
 * @returns A new frozen object of the same type, with the token added; the original is unchanged. Any other IDscan
 * credentials in its headers or cookies are removed.
 * @throws {@link InputError} `ERR_AREA_MISMATCH` where the session's area does not allow the action (a compile-time
 * error too, where the types are known); `ERR_ORIGIN_MISMATCH` for a different origin; `ERR_INSECURE_URL` for plain
 * HTTP to a host that isn't loopback; `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_TEXT_NOT_WELL_FORMED` for a value that isn't a request or isn't a IDscan session; `ERR_HEADER_VALUE` for a token
 * or header that would break the header lines.
 * @see IDscan, Authentication: Areas Table, the token in the headers.
 *
 * @example
 * ```ts
 * import { idscan } from 'credwire';
 *
 * const origin = 'https://idscan.example';
 * const request = { method: 'POST', url: `${origin}/idscanenterprisesvc/journey/upload` };
 * const session = { vendor: 'idscan', area: 'scanning', token: 'abc', origin } as const;
 * idscan.authorize(request, session, { action: 'upload' }).headers; // => { Authorization: 'abc' }
 * idscan.authorize(request, session, { via: 'cookie' }).headers; // => { Cookie: 'token=abc' }
 * ```
 */
export function authorize<A extends Area, const R extends Signable>(
  request: R,
  session: Session<A>,
  options: AuthorizeOptions<NoInfer<A>> = {}, // only the session says what the area is
): Signed<R> {
  const owner = 'idscan.authorize';
  const checked = SESSION(owner, session);
  const { token, area, csrfToken } = checked;
  const { action, via, ...places } = readOptions(owner, options, {
    ...AUTHORIZE_OPTIONS,
    action: optional(oneOf('upload', 'retrieval')),
    via: optional(oneOf('authorization', 'cookie'), 'authorization'),
  });
  if (action !== undefined && action !== ACTION_OF[area]) {
    throw new InputError('ERR_AREA_MISMATCH', `${owner}: a session for "${area}" only allows "${ACTION_OF[area]}"`);
  }
  const parts = readSignable(owner, request, checked, places);
  // Nothing from another user's sign-in may remain: with two credentials in one request, either of them could win.
  const others = withoutCookies(withoutHeaders(parts.headers, 'authorization', 'x-csrftoken'), 'token', 'csrftoken');
  const headers =
    via === 'cookie'
      ? replaceCookie(`${owner}: session: "token"`, others, 'token', token)
      : replaceHeader(others, 'Authorization', token);
  return signed(parts, csrfToken === undefined ? headers : replaceHeader(headers, 'x-csrftoken', csrfToken));
}

const SESSION = /* @__PURE__ */ sessionReader({
  .../* @__PURE__ */ sessionOf('idscan'),
  area: AREA,
  csrfToken: optional(headerToken),
});

/**
 * Whether a response says that the session is over: HTTP 401, or the message of ASP.NET's authorization or RFC 6750's
 * `invalid_token` with any status.
 *
 * @param response - The response to any call that was signed with the token.
 * @returns `true` if you need to sign in again.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for a value that isn't a response.
 * @see IDscan, Authentication: Important Notes; RFC 6750 section 3.1.
 *
 * @example
 * ```ts
 * import { idscan } from 'credwire';
 *
 * idscan.isSessionOver({ status: 401, headers: {}, body: '' }); // => true
 * ```
 */
export function isSessionOver(response: HttpResponse): boolean {
  const { status, json } = readAnyAnswer('idscan.isSessionOver', response, FAILURES);
  return (
    status === 401 ||
    firstString(json, 'error') === 'invalid_token' ||
    /^Authorization has been denied/i.test(firstString(json, 'Message', 'message') ?? '')
  );
}

/** How to read IDscan's failures. @internal */
export const FAILURES: Failures = {
  endpoint: '/idscanenterprisesvc/token',
  own: (json) => firstString(json, 'error_description', 'error'),
  // Gateways have members of that name too, but not OAuth's codes.
  isOwn: (json) =>
    /^(?:invalid_|unauthorized_client|unsupported_|access_denied)/.test(firstString(json, 'error') ?? ''),
  other: (json) => firstString(json, 'Message', 'message') ?? problemWords(json),
};

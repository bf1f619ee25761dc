/** A session, the requests signed with its token, and how a call reports that it's over. */
import { encodeQuery } from '../../codecs/url.js';
import { oneOf, optional, readOptions } from '../../core/check.js';
import { replaceHeader, withoutHeaders } from '../../core/headers.js';
import { decodeFormPart, splitRest } from '../../core/url.js';
import { isUnauthorized } from '../../http/answer.js';
import type { HttpResponse } from '../../http/message.js';
import {
  AUTHORIZE_OPTIONS,
  type AuthorizeOptions,
  readSignable,
  type SessionOf,
  type Signable,
  type Signed,
  sessionOf,
  sessionReader,
  signed,
} from '../vendor.js';

/**
 * A signed-in user, of one company or of the newer REST API. A company's token is valid for three months; don't parse
 * it to find out more.
 */
export interface Session extends SessionOf<'smartconnect'> {
  /** The API that issued the token. */
  readonly apiUrl?: string;
  /** The company that the token is for. */
  readonly companyId?: string;
  /**
   * `bearer` for a token of the newer REST API, which is sent in a header; absent for a company's, which is sent as a
   * parameter.
   */
  readonly tokenType?: 'bearer';
}

/**
 * Signs a request with the token. A company's token becomes the query parameter `token`, as in
 * `runmap?token=…&mapKey=…`, since the vendor documents no header for it. A token of the newer REST API becomes
 * `Authorization: Bearer {token}`. The token only goes to the origin that issued it, and to origins that you list.
 *
 * @param request - Any object with an absolute `url` and optional `headers`; everything else is passed through
 * unchanged.
 * @param session - The result of a parser or sign-in, or the same parsed from JSON.
 * @param options - Other origins that can receive the token.
 * @returns A new frozen object of the same type, with the token added; the original is unchanged. Any `token` parameter
 * (in any capitalisation, percent-encoded or not) and `Authorization` header are removed.
 * @throws {@link InputError} `ERR_ORIGIN_MISMATCH` for a different origin; `ERR_INSECURE_URL` for plain HTTP to a host
 * that isn't loopback; `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_TEXT_NOT_WELL_FORMED` for a value that isn't a request or isn't a SmartConnect session; `ERR_HEADER_VALUE` for a
 * token or header that would break the header lines.
 * @see SmartConnect API, Authentication: Validate; Map Runs; SmartConnect REST API.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const request = { method: 'POST', url: 'https://api.example/API/runmap?mapKey=1' };
 * const session = { vendor: 'smartconnect', token: 'Um5UVA==', origin: 'https://api.example' } as const;
 * const signed = smartconnect.authorize(request, session);
 * signed.url; // => 'https://api.example/API/runmap?mapKey=1&token=Um5UVA%3D%3D'
 * ```
 */
export function authorize<const R extends Signable>(
  request: R,
  session: Session,
  options: Pick<AuthorizeOptions, 'origins'> = {},
): Signed<R> {
  const owner = 'smartconnect.authorize';
  const checked = SESSION(owner, session);
  const { origins } = AUTHORIZE_OPTIONS;
  const parts = readSignable(owner, request, checked, readOptions(owner, options, { origins }));
  const { url, rest } = parts.target;
  const { path, query } = splitRest(rest);
  const pairs = query?.split('&') ?? [];
  const others = pairs.filter((pair) => !isToken(pair));
  const target = `${url.slice(0, url.length - rest.length)}${path}?`;
  if (checked.tokenType === 'bearer') {
    const headers = replaceHeader(parts.headers, 'Authorization', `Bearer ${checked.token}`);
    return signed(parts, headers, others.length === 0 ? target.slice(0, -1) : `${target}${others.join('&')}`);
  }
  const all = [...others.filter((pair) => pair !== ''), encodeQuery([['token', checked.token]])];
  return signed(parts, withoutHeaders(parts.headers, 'authorization'), `${target}${all.join('&')}`);
}

const SESSION = /* @__PURE__ */ sessionReader({
  .../* @__PURE__ */ sessionOf('smartconnect'),
  tokenType: optional(oneOf('bearer')),
});

// ASP.NET ignores the case of names, and reads them percent-encoded or not.
function isToken(pair: string): boolean {
  return /^token$/i.test(decodeFormPart(pair.replace(/=.*/, '')));
}

/**
 * Whether a response says that the session is over: HTTP 401. Then you need to sign in again. To ask without a call of
 * your own, use {@link validateRequest}.
 *
 * @param response - The response to any call that was signed with the token.
 * @returns `true` if you need to sign in again.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for a value that isn't a response.
 * @see SmartConnect API, Authentication: Validate; RFC 6750 section 3.1.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * smartconnect.isSessionOver({ status: 401, headers: {}, body: '' }); // => true
 * ```
 */
export function isSessionOver(response: HttpResponse): boolean {
  return isUnauthorized('smartconnect.isSessionOver', response);
}

/** A session, the requests signed with its token, and how a call says that it is over. */
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
 * A signed-in user: of one company, or of the newer REST API. A company's token lives three months; nothing in it may be
 * read to know more.
 */
export interface Session extends SessionOf<'smartconnect'> {
  /** The API that issued the token. */
  readonly apiUrl?: string;
  /** The company that the token is for. */
  readonly companyId?: string;
  /** `bearer` for a token of the newer REST API, which travels in a header; absent for a company's, which is a parameter. */
  readonly tokenType?: 'bearer';
}

/**
 * Signs a request with the token. A company's token becomes the query parameter `token`, as in
 * `runmap?token=…&mapKey=…`, for the vendor's document has no header for it; a token of the newer REST API becomes
 * `Authorization: Bearer {token}`. It goes to the origin that issued it, and to no other one that you don't list.
 *
 * @param request - Any object with an absolute `url` and, if you like, `headers`; all else passes through untouched.
 * @param session - What a parser or sign-in returned, or its JSON read again.
 * @param options - Other origins that the token may go to.
 * @returns A new frozen object of the same type, with the token in it; the given one stays as it is. A `token` parameter
 * (its name in any case, percent-encoded or not) and an `Authorization` header that were there are gone.
 * @throws {@link InputError} `ERR_ORIGIN_MISMATCH` for another origin; `ERR_INSECURE_URL` for plain HTTP to a host that is
 * not loopback; `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`, `ERR_TEXT_NOT_WELL_FORMED`
 * for a value that is not a request or not a session of SmartConnect; `ERR_HEADER_VALUE` for a token or header that would
 * break the header lines.
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
    if (others.length === pairs.length) return signed(parts, headers);
    return signed(parts, headers, others.length === 0 ? target.slice(0, -1) : `${target}${others.join('&')}`);
  }
  const all = [...others.filter((pair) => pair !== ''), encodeQuery([['token', checked.token]])];
  return signed(parts, withoutHeaders(parts.headers, 'authorization'), `${target}${all.join('&')}`);
}

const SESSION = /* @__PURE__ */ sessionReader({
  .../* @__PURE__ */ sessionOf('smartconnect'),
  tokenType: optional(oneOf('bearer')),
});

// ASP.NET reads names in either case, percent-encoded or not.
function isToken(pair: string): boolean {
  return /^token$/i.test(decodeFormPart(pair.replace(/=.*/, '')));
}

/**
 * Whether an answer says that the session is over: HTTP 401. Then a new sign-in is needed. To ask without a call of your
 * own, use {@link validateRequest}.
 *
 * @param response - The answer to any call that was signed with the token.
 * @returns `true` where only a new sign-in helps.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for a value that is not a response.
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

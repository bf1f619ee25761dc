/** A request as HAR, the archive format of browsers, proxies and snippet generators. */

import { encodeText } from '../codecs/text.js';
import { flag, optional, readOptions } from '../core/check.js';
import { decodePairs, splitTarget } from '../core/url.js';
import { readRequest, type SendableRequest } from '../http/message.js';
import { redactChecked } from '../http/redact.js';

/** Options of {@link toHar}. */
export interface HarOptions {
  /** Hides the credentials. Default: `false`. */
  readonly redact?: boolean | undefined;
}

/** A name and its value. */
export interface HarPair {
  /** The name. */
  readonly name: string;
  /** The value. */
  readonly value: string;
}

/** The object `request` of HAR 1.2. */
export interface HarRequest {
  /** The request's method. */
  readonly method: string;
  /** The request's URL, encoded. */
  readonly url: string;
  /** The intended version. */
  readonly httpVersion: 'HTTP/1.1';
  /** Empty: cookies stay in their header, because tools that find them in both places send them twice. */
  readonly cookies: readonly never[];
  /** The request's headers, in order. */
  readonly headers: readonly HarPair[];
  /** The query, decoded. */
  readonly queryString: readonly HarPair[];
  /** The body, if there is one. */
  readonly postData?: {
    /** The content type; for a form, with its charset, because tools re-encode a form without one from its parts. */
    readonly mimeType: string;
    /** The body as it's sent. */
    readonly text: string;
  };
  /** Unknown. */
  readonly headersSize: -1;
  /** Length of the body in bytes. */
  readonly bodySize: number;
}

/**
 * Writes a request as HAR 1.2. Tools can turn it into a snippet in their language, or import it.
 *
 * It **contains the credentials**, also in decoded form: pass `redact: true` before you show or share it.
 *
 * @param request - Any request.
 * @param options - Whether to hide the credentials.
 * @returns The object `request` of a HAR entry.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED`.
 * @see HTTP Archive 1.2, section `request`.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { toHar } from 'credwire/clients';
 *
 * const har = toHar(bex.tokenRequest({ username: 'demo', password: 'a+b', transport: 'query' }));
 * har.url; // => 'https://api.bex.co.za/api/service/login?username=demo&password=a%2Bb'
 * har.queryString; // => [{ name: 'username', value: 'demo' }, { name: 'password', value: 'a+b' }]
 * ```
 */
export function toHar(request: SendableRequest, options: HarOptions = {}): HarRequest {
  const { redact } = readOptions('toHar', options, { redact: optional(flag, false) });
  const plain = readRequest('toHar', request);
  const { method, url, headers, body } = redact ? redactChecked(plain) : plain;
  const lines = Object.entries(headers).map(([name, value]) => ({ name, value }));
  const har: HarRequest = {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: lines,
    queryString: decodePairs(splitTarget(url).query ?? '').map(([name, value]) => ({ name, value })),
    headersSize: -1,
    bodySize: encodeText(body ?? '').length,
  };
  if (body === undefined) return har;
  const type = lines.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? 'application/octet-stream';
  const mimeType = /^application\/x-www-form-urlencoded$/i.test(type) ? `${type}; charset=utf-8` : type;
  return { ...har, postData: { mimeType, text: body } };
}

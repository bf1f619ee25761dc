/** HTTP messages as plain data: what builders make, clients send and parsers read. */
import { oneOf, optional, readOptions, text } from '../core/check.js';

import { headerValues, requestHeaders } from '../core/headers.js';

import { requestUrl } from '../core/url.js';

/** A method of {@link HttpRequest}. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD';

/**
 * A request, fully encoded: whatever sends it must not encode it again. Frozen, and equal requests have equal
 * `JSON.stringify`.
 */
export type HttpRequest = Readonly<{
  /** In upper case. */
  method: HttpMethod;
  /** Absolute; percent-encoded where needed. */
  url: string;
  /** Names as the vendor spells them, values in visible ASCII and spaces. */
  headers: Readonly<Record<string, string>>;
  /** Text that is sent as UTF-8; absent where nothing is sent. */
  body?: string;
}>;

/**
 * What adapters and writers take: an {@link HttpRequest} whose method TypeScript knows as any text, as of an object that is
 * written without `as const`. The call itself checks that it is one of {@link HttpMethod}.
 */
export type SendableRequest = Readonly<
  Omit<HttpRequest, 'method'> & {
    /** Any text for the compiler; a method of {@link HttpMethod} at run time. */
    method: string;
  }
>;

/** An answer, as a client hands it on. */
export type HttpResponse = Readonly<{
  /** HTTP status code. */
  status: number;
  /** Header names in any case; several `Set-Cookie` lines as an array. */
  headers: Readonly<Record<string, string | readonly string[]>>;
  /** The body as text, not parsed. */
  body: string;
}>;

/** Header `Accept` of a request whose answer is JSON. @internal */
export const ACCEPT_JSON = { Accept: 'application/json' } as const;

/** Headers of a request that sends and receives JSON. @internal */
export const JSON_BOTH_WAYS = { ...ACCEPT_JSON, 'Content-Type': 'application/json' } as const;

/** Builds a request of checked parts. @internal */
export function makeRequest(
  method: HttpMethod,
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): HttpRequest {
  const frozen = Object.freeze({ ...headers });
  return Object.freeze(body === undefined ? { method, url, headers: frozen } : { method, url, headers: frozen, body });
}

/** A request whose `body` is always a member of its own: a polluted Object.prototype cannot lend it one. */
export type CheckedRequest = Omit<HttpRequest, 'body'> & { readonly body: string | undefined };

/** Checks a request that came from the caller. @internal */
export function readRequest(owner: string, request: unknown): CheckedRequest {
  return readOptions(`${owner}: request`, request, {
    method: oneOf<HttpMethod>('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'),
    url: requestUrl,
    headers: optional(requestHeaders, {}),
    body: optional(text),
  });
}

/** What a request says about its body: the value of `Content-Type`, in whatever case that is spelled. @internal */
export function contentTypeOf({ headers }: Pick<HttpRequest, 'headers'>): string | undefined {
  return headerValues(headers, 'content-type')[0];
}

/** HTTP messages as plain data, which builders create, clients send and parsers read. */
import { oneOf, optional, readOptions, text } from '../core/check.js';

import { headerValues, requestHeaders } from '../core/headers.js';

import { requestUrl } from '../core/url.js';

/** A method of {@link HttpRequest}. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD';

/**
 * A request, fully encoded: a client must not encode it again. It's frozen, and equal requests have equal
 * `JSON.stringify`.
 */
export type HttpRequest = Readonly<{
  /** In upper case. */
  method: HttpMethod;
  /** Absolute; percent-encoded where needed. */
  url: string;
  /** Names with the vendor's capitalisation, values in visible ASCII and spaces. */
  headers: Readonly<Record<string, string>>;
  /** Text that's sent as UTF-8; absent if there's no body. */
  body?: string;
}>;

/**
 * What adapters and formats accept: an {@link HttpRequest} whose method is any string to TypeScript, as in an object
 * without `as const`. At run time it must be an {@link HttpMethod}.
 */
export type SendableRequest = Readonly<
  Omit<HttpRequest, 'method'> & {
    /** Any string for the compiler; an {@link HttpMethod} at run time. */
    method: string;
  }
>;

/** An answer, as a client returns it. */
export type HttpResponse = Readonly<{
  /** HTTP status code. */
  status: number;
  /** Header names are case-insensitive; several `Set-Cookie` lines are an array. */
  headers: Readonly<Record<string, string | readonly string[]>>;
  /** The body as text, not parsed. */
  body: string;
}>;

/** Header `Accept` of a request with a JSON answer. @internal */
export const ACCEPT_JSON = { Accept: 'application/json' } as const;

/** Headers of a request that sends and receives JSON. @internal */
export const JSON_BOTH_WAYS = { Accept: 'application/json', 'Content-Type': 'application/json' } as const;

/** Builds a request from checked parts. @internal */
export function makeRequest(
  method: HttpMethod,
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): HttpRequest {
  const frozen = Object.freeze({ ...headers });
  return Object.freeze(body === undefined ? { method, url, headers: frozen } : { method, url, headers: frozen, body });
}

/** A request whose `body` is always an own member, so that a polluted Object.prototype can't add one. */
export type CheckedRequest = Omit<HttpRequest, 'body'> & { readonly body: string | undefined };

/** Checks a request from the caller. @internal */
export function readRequest(owner: string, request: unknown): CheckedRequest {
  return readOptions(`${owner}: request`, request, {
    method: oneOf<HttpMethod>('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'),
    url: requestUrl,
    headers: optional(requestHeaders, {}),
    body: optional(text),
  });
}

/** What a request says about its body: the value of `Content-Type`, whatever the capitalisation. @internal */
export function contentTypeOf({ headers }: Pick<HttpRequest, 'headers'>): string | undefined {
  return headerValues(headers, 'content-type')[0];
}

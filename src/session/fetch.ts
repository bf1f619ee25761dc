/** `connection.fetch`: what a fetch call contains, and what its response says about the session. */
import { isObject } from '../core/json.js';
import type { HttpResponse } from '../http/message.js';
import type { SessionOf } from '../vendors/vendor.js';
import { type FetchResponse, fetchOf, headOf, plainHeaders } from './by-fetch.js';
import { type Means, type Perform, signalsOf } from './calls.js';
import { codeOf } from './events.js';
import type { Signal } from './platform.js';

/** The second argument of fetch: the parts that are used. Everything else in it is passed through. */
export interface FetchInit {
  /** The method. Default: `GET`. */
  readonly method?: string | undefined;
  /** The headers: a record, pairs, or `Headers`. */
  readonly headers?: unknown;
  /** The body, of any kind. */
  readonly body?: unknown;
  /** Aborts the call. */
  readonly signal?: Signal | null | undefined;
}

/** A function with fetch's signature, in an environment that doesn't declare one. */
export type FetchLike = (input: string | { readonly href: string }, init?: FetchInit) => Promise<FetchResponse>;

/** Any function with fetch's signature. */
export type AnyFetch = (input: never, init?: never) => Promise<unknown>;

/** The type of the platform's fetch, if the program's types declare it. */
export type PlatformFetch = typeof globalThis extends {
  /** The platform's function. */
  readonly fetch: infer F extends AnyFetch;
}
  ? F
  : FetchLike;

/** The init of a fetch, with what every call needs. */
export type Init = FetchInit & { readonly headers: Readonly<Record<string, string>> };

// The standard's Request: the parts that are read.
interface RequestLike extends FetchInit {
  readonly url: string;
  readonly arrayBuffer?: () => Promise<ArrayBuffer>;
}

/** The members of a Request that are passed to fetch again, for a different URL. Some engines lack some of them. */
const OF_REQUEST = [
  'method',
  'mode',
  'credentials',
  'cache',
  'redirect',
  'referrer',
  'referrerPolicy',
  'integrity',
  'keepalive',
  'signal',
];

/**
 * Reads the arguments of fetch. The body of a Request is read too, so that it can be sent again; `init` takes
 * precedence over the Request.
 */
export async function readFetch(
  input: unknown,
  init: FetchInit = {},
): Promise<{ readonly url: string; readonly init: Init }> {
  const request =
    isObject(input) && typeof (input as RequestLike).url === 'string' ? (input as RequestLike) : undefined;
  const own: Record<string, unknown> = { redirect: 'manual' }; // a token must not follow it anywhere
  if (request !== undefined) {
    for (const name of OF_REQUEST) {
      const value = (request as unknown as Record<string, unknown>)[name]; // looked up by name
      // Only a page can create a Request with this mode, and nobody asks for it; its default would override ours.
      if (value !== undefined && value !== 'navigate' && !(name === 'redirect' && value === 'follow'))
        own[name] = value;
    }
    const mayHaveBody = !/^(?:GET|HEAD)$/i.test(String(own.method)) && init.body === undefined;
    const body = mayHaveBody ? await request.arrayBuffer?.() : undefined;
    if (body?.byteLength) own.body = body;
  }
  const headers = plainHeaders(init.headers ?? request?.headers);
  return { url: request?.url ?? String(input), init: { ...own, ...init, headers } };
}

/** Longer JSON is data, and says nothing about a session. */
const MOST_CHARACTERS = 65_536;

/** Whether a response says that the session is over; the caller can still read its body. */
export async function saysOver(response: FetchResponse, isOver: (response: HttpResponse) => boolean): Promise<boolean> {
  const head = headOf(response);
  if (isOver(head)) return true;
  const { 'content-type': type = '', 'content-length': length = '0' } = head.headers;
  if (!/^(?:application\/(?:problem\+)?json|text\/plain)\b/i.test(String(type)) || Number(length) > MOST_CHARACTERS)
    return false;
  const body = await response.clone().text();
  return isOver({ ...head, body });
}

/** A fetch call. */
export async function fetchCall<S extends SessionOf<string>>(
  means: Means<S>,
  perform: Perform,
  input: unknown,
  given: FetchInit | undefined,
): Promise<FetchResponse> {
  const owner = 'connection.fetch';
  const { url, init } = await readFetch(input, given);
  const { signal } = init;
  try {
    return await perform<FetchResponse>(() => ({
      owner,
      signals: signalsOf(signal, means.signal),
      timeout: means.timeout,
      request: { ...init, url },
      send: ({ url: signed, ...others }, end) =>
        fetchOf(owner, means.fetch)(signed, end ? { ...others, signal: end } : others),
      isOver: (response, vendor) => saysOver(response, (plain) => vendor.isSessionOver(plain)),
    }));
  } catch (error) {
    // Like fetch: the reason that the caller gave.
    throw signal?.aborted && codeOf(error) === 'ERR_ABORTED' ? (signal.reason ?? error) : error;
  }
}

/** `connection.fetch`: what a call by fetch holds, and what its response says of the session. */
import { isObject } from '../core/json.js';
import type { HttpResponse } from '../http/message.js';
import type { SessionOf } from '../vendors/vendor.js';
import { type Means, type Perform, signalsOf } from './calls.js';
import { codeOf } from './events.js';
import type { Signal } from './platform.js';
import { type FetchResponse, headOf, plainHeaders } from './response.js';

/** The second argument of fetch, as far as it is used; whatever else it holds goes along. */
export interface FetchInit {
  /** The method. Default: `GET`. */
  readonly method?: string | undefined;
  /** The headers: a record, pairs, or `Headers`. */
  readonly headers?: unknown;
  /** The body, of any kind. */
  readonly body?: unknown;
  /** Gives the call up. */
  readonly signal?: Signal | null | undefined;
}

/** A function of fetch's shape, in an environment whose types have none. */
export type FetchLike = (input: string | { readonly href: string }, init?: FetchInit) => Promise<FetchResponse>;

/** Any function of fetch's shape. */
export type AnyFetch = (input: never, init?: never) => Promise<unknown>;

/** The type of the platform's fetch, where the program's types know it. */
export type PlatformFetch = typeof globalThis extends {
  /** The platform's function. */
  readonly fetch: infer F extends AnyFetch;
}
  ? F
  : FetchLike;

/** The init of a fetch with what every call has. */
export type Init = FetchInit & { readonly headers: Readonly<Record<string, string>> };

// The standard's Request, as far as it is read.
interface RequestLike extends FetchInit {
  readonly url: string;
  readonly arrayBuffer?: () => Promise<ArrayBuffer>;
}

/** The members of a Request that fetch is told again, for another URL. Some engines lack some. */
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
 * Takes the arguments of fetch apart. The body of a Request is read, so that it can be sent again; an `init` goes before
 * what a Request says.
 */
export async function readFetch(
  input: unknown,
  init: FetchInit = {},
): Promise<{ readonly url: string; readonly init: Init }> {
  const request =
    isObject(input) && typeof (input as RequestLike).url === 'string' ? (input as RequestLike) : undefined;
  const own: Record<string, unknown> = { redirect: 'manual' }; // a token must not follow it to another place
  if (request !== undefined) {
    for (const name of OF_REQUEST) {
      const value = (request as unknown as Record<string, unknown>)[name]; // looked at by name
      // A Request can only be made by a page with this mode, not asked for; and its default goes after ours.
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

/** JSON of more characters is data, and no word about a session. */
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

/** A call by fetch. */
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
      send: ({ url: signed, ...others }, end) => means.fetch(owner, signed, end ? { ...others, signal: end } : others),
      isOver: (response, vendor) => saysOver(response, (plain) => vendor.isSessionOver(plain)),
    }));
  } catch (error) {
    // As fetch does it: what the caller gave as the reason.
    throw signal?.aborted && codeOf(error) === 'ERR_ABORTED' ? (signal.reason ?? error) : error;
  }
}

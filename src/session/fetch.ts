/** `connection.fetch`: what a fetch call contains. */

import { CredwireError } from '../core/errors.js';
import { forget } from '../core/forget.js';
import { refuseForeignAnswer } from '../http/redirects.js';
import type { AbortSignalLike, PlatformSignal } from '../http/signals.js';
import type { SessionOf } from '../vendors/vendor.js';
import { defined, type FetchResponse, fetchOf, lasting, plainHeaders } from './by-fetch.js';
import { isRequest, type Means, type Perform, signalsOf } from './calls.js';
import { saysOver } from './peek.js';
import { signalCheck } from './platform.js';
import type { Call } from './settings.js';

/** The second argument of fetch: the parts that are used. Everything else in it is passed through. */
export interface FetchInit {
  /** The method. Default: `GET`. */
  readonly method?: string | undefined;
  /** The headers: a record, pairs, or `Headers`. */
  readonly headers?: unknown;
  /** The body, of any kind. */
  readonly body?: unknown;
  /** Aborts the call. */
  readonly signal?: AbortSignalLike | null | undefined;
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
  given: FetchInit | null | undefined,
): Promise<{ readonly url: string; readonly init: Init }> {
  // It can be the second argument, too.
  const request: RequestLike | undefined = isRequest(input) ? input : isRequest(given) ? given : undefined;
  const init = given === request ? {} : defined(given ?? {});
  const url = isRequest(input) ? input.url : String(input);
  const own: Record<string, unknown> = { redirect: 'manual' }; // a token must not follow it anywhere
  if (request === undefined) return { url, init: { ...own, ...init, headers: plainHeaders(init.headers) } };

  for (const name of OF_REQUEST) {
    const value = (request as unknown as Record<string, unknown>)[name]; // looked up by name
    // Only a page can create a Request with this mode, and nobody asks for it; its default would override ours.
    if (value !== undefined && value !== 'navigate' && !(name === 'redirect' && value === 'follow')) own[name] = value;
  }
  const { body, headers = request.headers, ...others } = init;
  const whole = { ...own, ...others, headers: plainHeaders(headers) };
  if (body !== undefined && body !== null) return { url, init: { ...whole, body } };
  const mayHaveBody = !/^(?:GET|HEAD)$/i.test(String(whole.method));
  const bytes = mayHaveBody ? await request.arrayBuffer?.() : undefined;
  return { url, init: bytes?.byteLength ? { ...whole, body: bytes } : whole };
}

/** A fetch call. */
export async function fetchCall<S extends SessionOf<string>>(
  means: Means<S>,
  perform: Perform,
  input: unknown,
  given: FetchInit | null | undefined,
): Promise<FetchResponse> {
  const owner = 'connection.fetch';
  const { url, init } = await readFetch(input, given);
  const signal = init.signal ? signalCheck(`${owner}: "signal"`, init.signal) : undefined;
  const mayRedirect = 'redirect' in init && init.redirect === 'follow';
  let isOver = false;
  const exchange = async (
    { url: signed, ...others }: Call,
    end: PlatformSignal | undefined,
  ): Promise<FetchResponse> => {
    const own = end && { signal: lasting(end, [signal, means.ownSignal]) };
    const response = await fetchOf(owner, means.fetch)(signed, { ...others, ...own });
    if (!mayRedirect && response.redirected !== false) refuseForeignAnswer(owner, signed, response.url);
    isOver = await saysOver(response, (plain) => means.vendor().isSessionOver(plain));
    return response;
  };
  try {
    return await perform<FetchResponse>(() => ({
      owner,
      signals: signalsOf(signal, means.signal),
      timeout: means.timeout,
      request: { ...init, url },
      send: exchange,
      isOver: () => isOver,
      discard,
    }));
  } catch (error) {
    // Like fetch: the reason that the caller gave.
    throw signal?.aborted && isAbort(error) ? (signal.reason ?? error) : error;
  }
}

function isAbort(error: unknown): boolean {
  return CredwireError.isOurs(error) && (error.code === 'ERR_ABORTED' || error.code === 'ERR_TIMEOUT');
}

// Unread, it would keep its socket, and the sign-in might wait for that.
function discard({ body }: FetchResponse): void {
  const { cancel, destroy } = (body ?? {}) as { readonly cancel?: unknown; readonly destroy?: unknown };
  const end = [cancel, destroy].find((member) => typeof member === 'function') as (() => unknown) | undefined;
  // Inside a promise, so that neither an exception nor a rejection goes anywhere.
  forget(new Promise((ended) => ended(end?.call(body))));
}

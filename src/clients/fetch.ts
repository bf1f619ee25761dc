/** The platform's fetch, or any function with the same signature (undici's, node-fetch, a test's). */
import { callback } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { type FetchResponse, readFetchResponse } from '../http/fetch-response.js';
import { type CheckedRequest, readRequest, type SendableRequest } from '../http/message.js';
import type { PlatformSignal } from '../http/signals.js';
import { limited, type Send, type ViaOptions } from './limit.js';
import { textOrBytes } from './shared.js';

/** What {@link toFetch} passes on: a subset of the standard's RequestInit. */
export interface FetchInit {
  /** The request's method. */
  readonly method: string;
  /** The request's headers, and nothing else. */
  readonly headers: Record<string, string>;
  /** The body; bytes if the request has no plain `Content-Type`, because fetch would add one to text. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** A redirect is a response: credentials don't follow it anywhere. */
  readonly redirect: 'manual';
  /** Stops the request when the wait ends; the `via…` function adds it. */
  readonly signal?: PlatformSignal;
}

/** A function with fetch's signature. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/**
 * Returns fetch's arguments for a request.
 *
 * @param request - Any request.
 * @returns `[url, init]`, to spread into the call: `fetch(...toFetch(request))`. Redirects aren't followed.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` if it isn't a request.
 * @see Fetch Standard, RequestInit.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { toFetch } from 'credwire/clients';
 *
 * const [url, init] = toFetch(bex.tokenRequest({ username: 'demo', password: 'secret' }));
 * url; // => 'https://api.bex.co.za/api/service/login'
 * init.method; // => 'POST'
 * ```
 */
export function toFetch(request: SendableRequest): [url: string, init: FetchInit] {
  const checked = readRequest('toFetch', request);
  return [checked.url, toInit(checked)];
}

/** The init for a checked request, for fetch and clients built on it. @internal */
export function toInit(request: CheckedRequest): FetchInit {
  const body = textOrBytes(request);
  const init: FetchInit = { method: request.method, headers: { ...request.headers }, redirect: 'manual' };
  return body === undefined ? init : { ...init, body };
}

/**
 * Sends requests with fetch, for `run`.
 *
 * @param fetch - A function with fetch's signature. Default: the platform's, looked up on each call. Pass your own to
 * add other settings: `viaFetch((url, init) => fetch(url, { ...init, dispatcher }))`.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status; a rejection from fetch is passed on.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `fetch` isn't a function; on sending, `ERR_NO_FETCH` if the
 * platform has no fetch, and everything that {@link toFetch} throws.
 * @throws {@link TransportError} `ERR_TRANSPORT` if fetch followed a redirect to another origin although it was told
 * not to, as React Native's does.
 *
 * @example
 * ```ts
 * import { bex, run } from 'credwire';
 * import { viaFetch } from 'credwire/clients';
 *
 * const send = viaFetch(async () => new Response('{"value":"abc"}'));
 * const session = await run(bex.signIn({ username: 'demo', password: 'secret' }), send);
 * session.token; // => 'abc'
 * ```
 */
export function viaFetch(fetch?: Fetch, options: ViaOptions = {}): Send {
  const given = fetch === undefined ? undefined : callback<Fetch>('viaFetch: "fetch"', fetch);
  return limited('viaFetch', options, async (request, { signal }) => {
    const { url } = request;
    const init = toInit(request);
    const call = given ?? platformFetch();
    return readFetchResponse('viaFetch', url, await call(url, signal === undefined ? init : { ...init, signal }));
  });
}

function platformFetch(): Fetch {
  // This package needs no ambient types, so the global is declared here.
  const { fetch } = globalThis as { fetch?: Fetch };
  if (typeof fetch === 'function') return fetch;
  throw new InputError('ERR_NO_FETCH', 'viaFetch: the platform has no fetch; pass one');
}

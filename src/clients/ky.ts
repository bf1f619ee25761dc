/** ky, a wrapper of fetch. */
import { callback } from '../core/check.js';
import { type FetchResponse, readFetchResponse } from '../http/fetch-response.js';
import { type CheckedRequest, readRequest, type SendableRequest } from '../http/message.js';
import { type FetchInit, toInit } from './fetch.js';
import { limited, type Send, type ViaOptions } from './limit.js';

/** What {@link toKy} passes on: a subset of ky's options. */
export interface KyOptions extends FetchInit {
  /** No retries. */
  readonly retry: 0;
  /** Every status is a response. */
  readonly throwHttpErrors: false;
  /** ky's own limit is off if `viaKy` was given one. */
  readonly timeout?: false;
}

/** ky itself, or an instance that `ky.extend` made. */
export type Ky = (url: string, options: KyOptions) => PromiseLike<FetchResponse>;

/**
 * Returns ky's arguments for a request.
 *
 * Turns off retries, throwing on error statuses, and following redirects.
 *
 * @param request - Any request.
 * @returns `[url, options]`, to spread into the call: `ky(...toKy(request))`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` if it isn't a request.
 * @see ky, Options.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { toKy } from 'credwire/clients';
 *
 * const [, options] = toKy(bex.tokenRequest({ username: 'demo', password: 'secret' }));
 * options.retry; // => 0
 * ```
 */
export function toKy(request: SendableRequest): [url: string, options: KyOptions] {
  return argumentsOf(readRequest('toKy', request));
}

function argumentsOf(checked: CheckedRequest): [url: string, options: KyOptions] {
  return [checked.url, { ...toInit(checked), retry: 0, throwHttpErrors: false }];
}

/**
 * Sends requests with ky, for `run`.
 *
 * @param ky - ky, or your own instance without `prefixUrl`. Its own limit of 10 seconds also applies, unless you pass a
 * `timeout` here.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status; a rejection from ky is passed on.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `ky` isn't a function; on sending, everything that {@link toKy}
 * throws.
 * @throws {@link TransportError} `ERR_TRANSPORT` if the underlying fetch followed a redirect to another origin.
 *
 * @example
 * ```ts
 * import { bex, run } from 'credwire';
 * import { viaKy } from 'credwire/clients';
 *
 * const ky = async () => new Response('{"value":"abc"}'); // or the real one
 * const session = await run(bex.signIn({ username: 'demo', password: 'secret' }), viaKy(ky));
 * session.token; // => 'abc'
 * ```
 */
export function viaKy(ky: Ky, options: ViaOptions = {}): Send {
  const call = callback<Ky>('viaKy: "ky"', ky);
  return limited('viaKy', options, async (request, { signal, timeout }) => {
    const [url, plain] = argumentsOf(request);
    const stopped = signal === undefined ? plain : { ...plain, signal };
    return readFetchResponse(
      'viaKy',
      url,
      await call(url, timeout === undefined ? stopped : { ...stopped, timeout: false }),
    );
  });
}

/** ky, a wrapper of fetch. */
import { callback } from '../core/check.js';
import { readRequest, type SendableRequest } from '../http/message.js';
import { type FetchInit, type FetchResponse, readFetchResponse, toInit } from './fetch.js';
import { limited, type Send, type ViaOptions } from './limit.js';

/** What {@link toKy} passes on; a part of ky's options. */
export interface KyOptions extends FetchInit {
  /** Nothing is tried twice. */
  readonly retry: 0;
  /** Every status is an answer. */
  readonly throwHttpErrors: false;
  /** ky's own limit is off where `viaKy` was given one. */
  readonly timeout?: false;
}

/** ky itself, or an instance that `ky.extend` made. */
export type Ky = (url: string, options: KyOptions) => PromiseLike<FetchResponse>;

/**
 * The arguments of ky for a request.
 *
 * Switched off: retries, throwing for a status, following redirects.
 *
 * @param request - Any request.
 * @returns `[url, options]`, to be spread: `ky(...toKy(request))`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` where it is no request.
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
  const checked = readRequest('toKy', request);
  return [checked.url, { ...toInit(checked), retry: 0, throwHttpErrors: false }];
}

/**
 * Sends requests by ky, for `run`.
 *
 * @param ky - ky, or an instance of your own without `prefixUrl`. Its own limit of 10 seconds holds as well, unless you
 * give a `timeout` here.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status; a rejection of ky comes through.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where `ky` is no function; when it sends, what {@link toKy} throws.
 * @throws {@link TransportError} `ERR_TRANSPORT` where the fetch behind it followed a redirect to another origin.
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
    const [url, plain] = toKy(request);
    const stopped = signal === undefined ? plain : { ...plain, signal };
    return readFetchResponse(
      'viaKy',
      url,
      await call(url, timeout === undefined ? stopped : { ...stopped, timeout: false }),
    );
  });
}

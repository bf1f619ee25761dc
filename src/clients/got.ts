/** got. */
import { callback } from '../core/check.js';
import { type HttpRequest, readRequest, type SendableRequest } from '../http/message.js';
import { limited, type PlatformSignal, type Send, type ViaOptions } from './limit.js';
import { plainResponse, signalFor } from './shared.js';

/** What {@link toGot} passes on; a part of got's options. */
export interface GotOptions {
  /** The request's method. */
  readonly method: HttpRequest['method'];
  /** The request's headers. */
  readonly headers: Record<string, string>;
  /** The body. */
  readonly body?: string;
  /** Nothing is tried twice. */
  readonly retry: {
    /** Further tries. */
    readonly limit: 0;
    /** None: an instance may have a function here, and got asks it whatever the limit says. */
    readonly calculateDelay: () => 0;
  };
  /** A redirect is an answer. */
  readonly followRedirect: false;
  /** Every status is an answer. */
  readonly throwHttpErrors: false;
  /** Text. */
  readonly responseType: 'text';
  /** Stops the request when the wait is over; a `via…` adds it. */
  readonly signal?: PlatformSignal;
}

/** The parts of got's answer that {@link viaGot} reads. */
export interface GotResponse {
  /** HTTP status code. */
  readonly statusCode: number;
  /** The headers; `set-cookie` is an array. */
  readonly headers: object;
  /** The body as text. */
  readonly body: string;
}

/** got itself, or an instance that `got.extend` made. */
export type Got = (url: string, options: GotOptions) => PromiseLike<GotResponse>;

/**
 * The arguments of got for a request.
 *
 * Switched off: retries, following redirects, throwing for a status.
 *
 * @param request - Any request.
 * @returns `[url, options]`, to be spread: `got(...toGot(request))`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` where it is no request.
 * @see got, Options.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { toGot } from 'credwire/clients';
 *
 * const [url, options] = toGot(bex.tokenRequest({ username: 'demo', password: 'secret' }));
 * url; // => 'https://api.bex.co.za/api/service/login'
 * options.retry.limit; // => 0
 * ```
 */
export function toGot(request: SendableRequest): [url: string, options: GotOptions] {
  const { method, url, headers, body } = readRequest('toGot', request);
  const options: GotOptions = {
    method,
    headers: { ...headers },
    retry: { limit: 0, calculateDelay: () => 0 },
    followRedirect: false,
    throwHttpErrors: false,
    responseType: 'text',
  };
  return [url, body === undefined ? options : { ...options, body }];
}

/**
 * Sends requests by got, for `run`.
 *
 * @param got - got, or an instance of your own without `prefixUrl`: `got.extend({ agent })`.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status; a rejection of got comes through.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where `got` is no function; when it sends, what {@link toGot} throws.
 *
 * @example
 * ```ts
 * import { bex, run } from 'credwire';
 * import { viaGot } from 'credwire/clients';
 *
 * const got = async () => ({ statusCode: 200, headers: {}, body: '{"value":"abc"}' }); // or the real one
 * const session = await run(bex.signIn({ username: 'demo', password: 'secret' }), viaGot(got));
 * session.token; // => 'abc'
 * ```
 */
export function viaGot(got: Got, options: ViaOptions = {}): Send {
  const call = callback<Got>('viaGot: "got"', got);
  return limited('viaGot', options, async (request, wait) => {
    const [url, plain] = toGot(request);
    const answer = await call(url, { ...plain, ...signalFor(got, wait) });
    return plainResponse('viaGot', () => ({ status: answer.statusCode, headers: answer.headers, body: answer.body }));
  });
}

/** got. */
import { callback } from '../core/check.js';
import { type CheckedRequest, type HttpRequest, readRequest, type SendableRequest } from '../http/message.js';
import type { PlatformSignal } from '../http/signals.js';
import { limited, type Send, type ViaOptions } from './limit.js';
import { plainResponse, signalFor } from './shared.js';

/** What {@link toGot} passes on: a subset of got's options. */
export interface GotOptions {
  /** The request's method. */
  readonly method: HttpRequest['method'];
  /** The request's headers. */
  readonly headers: Record<string, string>;
  /** The body. */
  readonly body?: string;
  /** No retries. */
  readonly retry: {
    /** How many retries. */
    readonly limit: 0;
    /** None: an instance can have a function here, and got asks it whatever the limit says. */
    readonly calculateDelay: () => 0;
  };
  /** A redirect is a response. */
  readonly followRedirect: false;
  /** Every status is a response. */
  readonly throwHttpErrors: false;
  /** Text. */
  readonly responseType: 'text';
  /** Stops the request when the wait ends; the `via…` function adds it. */
  readonly signal?: PlatformSignal;
}

/** The parts of got's response that {@link viaGot} reads. */
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
 * Returns got's arguments for a request.
 *
 * Turns off retries, following redirects, and throwing on error statuses.
 *
 * @param request - Any request.
 * @returns `[url, options]`, to spread into the call: `got(...toGot(request))`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` if it isn't a request.
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
  return argumentsOf(readRequest('toGot', request));
}

function argumentsOf({ method, url, headers, body }: CheckedRequest): [url: string, options: GotOptions] {
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
 * Sends requests with got, for `run`.
 *
 * @param got - got, or your own instance without `prefixUrl`: `got.extend({ agent })`.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status; a rejection from got is passed on.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `got` isn't a function; on sending, everything that {@link toGot}
 * throws.
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
    const [url, plain] = argumentsOf(request);
    const answer = await call(url, { ...plain, ...signalFor(got, wait) });
    return plainResponse('viaGot', () => ({ status: answer.statusCode, headers: answer.headers, body: answer.body }));
  });
}

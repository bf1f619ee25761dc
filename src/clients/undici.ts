/** undici's own `request`. For its fetch, use `viaFetch`. */
import { callback } from '../core/check.js';
import { type CheckedRequest, type HttpRequest, readRequest, type SendableRequest } from '../http/message.js';
import type { PlatformSignal } from '../http/signals.js';
import { limited, type Send, type ViaOptions } from './limit.js';
import { plainResponse } from './shared.js';

/** What {@link toUndici} passes on: a subset of undici's request options. */
export interface UndiciOptions {
  /** The request's method. */
  readonly method: HttpRequest['method'];
  /** The request's headers. */
  readonly headers: Record<string, string>;
  /** The body. */
  readonly body?: string;
  /** Redirects aren't followed, whatever the dispatcher would do: credentials don't go anywhere else. */
  readonly maxRedirections: 0;
  /** Stops the interceptor `retry` from retrying. */
  readonly retryOptions: {
    /** Retries after a network failure. */
    readonly maxRetries: 0;
    /** Status codes that are retried. */
    readonly statusCodes: number[];
  };
  /** Stops the request when the wait ends; the `via…` function adds it. */
  readonly signal?: PlatformSignal;
}

/** The parts of undici's response that {@link viaUndici} reads. */
export interface UndiciResponse {
  /** HTTP status code. */
  readonly statusCode: number;
  /** The headers; a name with several lines is an array. */
  readonly headers: object;
  /** The body. */
  readonly body: {
    /** The body, decoded as UTF-8. */
    text(): Promise<string>;
  };
}

/** undici's `request`, or a function with the same signature. */
export type UndiciRequest = (url: string, options: UndiciOptions) => Promise<UndiciResponse>;

/**
 * Returns the arguments of undici's `request` for a request. It doesn't follow redirects or retry, even if the
 * dispatcher has the interceptors `redirect` and `retry`. undici's RetryAgent and the interceptor `responseError`
 * ignore every option, so don't pass them.
 *
 * @param request - Any request.
 * @returns `[url, options]`, to spread into the call: `request(...toUndici(call))`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` if it isn't a request.
 * @see undici, Dispatcher.request.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { toUndici } from 'credwire/clients';
 *
 * const [url, { method }] = toUndici(bex.tokenRequest({ username: 'demo', password: 'secret' }));
 * [method, url]; // => ['POST', 'https://api.bex.co.za/api/service/login']
 * ```
 */
export function toUndici(request: SendableRequest): [url: string, options: UndiciOptions] {
  return argumentsOf(readRequest('toUndici', request));
}

function argumentsOf({ method, url, headers, body }: CheckedRequest): [url: string, options: UndiciOptions] {
  const options: UndiciOptions = {
    method,
    headers: { ...headers },
    maxRedirections: 0,
    retryOptions: { maxRetries: 0, statusCodes: [] },
  };
  return [url, body === undefined ? options : { ...options, body }];
}

/**
 * Sends requests with undici's `request`, for `run`. It doesn't ask for compression, and doesn't decompress.
 *
 * @param send - undici's `request`. Pass your own function to add a dispatcher: `viaUndici((url, options) =>
 * request(url, { ...options, dispatcher }))`.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status; a rejection from undici is passed on.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `send` isn't a function; on sending, everything that {@link
 * toUndici} throws.
 *
 * @example
 * ```ts
 * import { bex, run } from 'credwire';
 * import { viaUndici } from 'credwire/clients';
 *
 * const body = { text: async () => '{"value":"abc"}' };
 * const request = async () => ({ statusCode: 200, headers: {}, body }); // or the real one
 * const session = await run(bex.signIn({ username: 'demo', password: 'secret' }), viaUndici(request));
 * session.token; // => 'abc'
 * ```
 */
export function viaUndici(send: UndiciRequest, options: ViaOptions = {}): Send {
  const call = callback<UndiciRequest>('viaUndici: "send"', send);
  return limited('viaUndici', options, async (request, { signal }) => {
    const [url, plain] = argumentsOf(request);
    const answer = await call(url, signal === undefined ? plain : { ...plain, signal });
    const body = await answer?.body?.text?.();
    return plainResponse('viaUndici', () => ({ status: answer.statusCode, headers: answer.headers, body }));
  });
}

/** axios, with any of its adapters: node:http, XMLHttpRequest, fetch. */
import { type CheckedRequest, contentTypeOf, readRequest, type SendableRequest } from '../http/message.js';
import { refuseForeignAnswer } from '../http/redirects.js';
import type { PlatformSignal } from '../http/signals.js';
import { limited, type Send, type ViaOptions } from './limit.js';
import { plainResponse, requireMethod, signalFor, textOrBytes } from './shared.js';

/** What {@link toAxios} passes on: a subset of axios's request configuration. */
export interface AxiosConfig {
  /** The request's method. */
  readonly method: string;
  /** The request's URL. */
  readonly url: string;
  /** The request's headers; `false` stops axios from labelling a body that has no `Content-Type`. */
  readonly headers: Record<string, string | false>;
  /** The body; bytes if axios or XMLHttpRequest would change the `Content-Type` of text. */
  readonly data?: string | ArrayBuffer;
  /** Sends the data unchanged, without serialising it again. */
  readonly transformRequest: ((data: unknown) => unknown)[];
  /** Returns the data unchanged: axios would parse JSON whatever `responseType` says. */
  readonly transformResponse: ((data: unknown) => unknown)[];
  /** Text. */
  readonly responseType: 'text';
  /** Every status is a response. */
  readonly validateStatus: (status: number) => boolean;
  /** A redirect is a response, with axios's adapter for node:http. */
  readonly maxRedirects: 0;
  /** A redirect is a response, with axios's adapter for fetch. */
  readonly fetchOptions: {
    /** Lets that response through. */
    readonly redirect: 'manual';
  };
  /** Doesn't send a token from the page's own cookies. */
  readonly withXSRFToken: false;
  /** Stops the request when the wait ends; the `via…` function adds it. */
  readonly signal?: PlatformSignal;
}

/** The parts of axios's response that {@link viaAxios} reads. */
export interface AxiosResponse {
  /** HTTP status code. */
  readonly status: number;
  /** The headers; in Node, `set-cookie` is an array. */
  readonly headers: object;
  /** The body as text. */
  readonly data: string;
  /** The client's own request; in a browser an XMLHttpRequest, which knows where the response came from. */
  readonly request?:
    | {
        /** Where the response came from. */
        readonly responseURL?: unknown;
      }
    | undefined;
}

/** axios itself, or an instance that `axios.create` made. */
export interface Axios {
  /** Sends a request. */
  request(config: AxiosConfig): Promise<AxiosResponse>;
}

/**
 * Returns axios's configuration for a request.
 *
 * Turns off serialising the data, parsing the response, throwing on error statuses, following redirects, and axios's
 * own `Content-Type`. In a browser its XMLHttpRequest adapter follows redirects anyway: prefer `axios.create({ adapter:
 * 'fetch' })` there.
 *
 * @param request - Any request.
 * @returns A configuration: `axios.request(toAxios(request))`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` if it isn't a request.
 * @see axios, Request Config.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { toAxios } from 'credwire/clients';
 *
 * const config = toAxios(bex.tokenRequest({ username: 'demo', password: 'secret' }));
 * config.data; // => '{"username":"demo","password":"secret"}'
 * config.maxRedirects; // => 0
 * ```
 */
export function toAxios(request: SendableRequest): AxiosConfig {
  return configOf(readRequest('toAxios', request));
}

function configOf(checked: CheckedRequest): AxiosConfig {
  const { method, url, headers } = checked;
  const data = textOrBytes(checked);
  return {
    method,
    url,
    headers: contentTypeOf(checked) === undefined ? { ...headers, 'Content-Type': false } : { ...headers },
    ...(data === undefined ? {} : { data: typeof data === 'string' ? data : data.buffer }),
    transformRequest: [asItIs],
    transformResponse: [asItIs],
    responseType: 'text',
    validateStatus: () => true,
    maxRedirects: 0,
    fetchOptions: { redirect: 'manual' },
    withXSRFToken: false,
  };
}

/**
 * Sends requests with axios, for `run`.
 *
 * @param axios - axios, or your own instance: `axios.create({ httpsAgent })`.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status; a rejection from axios is passed on.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `axios` has no method `request`; on sending, everything that {@link
 * toAxios} throws.
 * @throws {@link TransportError} `ERR_TRANSPORT` if a browser followed a redirect to another origin.
 *
 * @example
 * ```ts
 * import { bex, run } from 'credwire';
 * import { viaAxios } from 'credwire/clients';
 *
 * const axios = { request: async () => ({ status: 200, headers: {}, data: '{"value":"abc"}' }) }; // or the real one
 * const session = await run(bex.signIn({ username: 'demo', password: 'secret' }), viaAxios(axios));
 * session.token; // => 'abc'
 * ```
 */
export function viaAxios(axios: Axios, options: ViaOptions = {}): Send {
  requireMethod('viaAxios: "axios"', axios, 'request');
  return limited('viaAxios', options, async (request, wait) => {
    const config = { ...configOf(request), ...signalFor(axios, wait) };
    const answer = await axios.request(config);
    return plainResponse('viaAxios', () => {
      const { status, headers, data, request: sent } = answer;
      refuseForeignAnswer('viaAxios', config.url, sent?.responseURL);
      return { status, headers, body: data };
    });
  });
}

function asItIs(data: unknown): unknown {
  return data;
}

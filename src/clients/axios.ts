/** axios, by any of its adapters: node:http, XMLHttpRequest, fetch. */
import { contentTypeOf, readRequest, type SendableRequest } from '../http/message.js';
import { limited, type PlatformSignal, type Send, type ViaOptions } from './limit.js';
import { plainResponse, refuseForeignAnswer, requireMethod, signalFor, textOrBytes } from './shared.js';

/** What {@link toAxios} passes on; a part of axios's request configuration. */
export interface AxiosConfig {
  /** The request's method. */
  readonly method: string;
  /** The request's URL. */
  readonly url: string;
  /** The request's headers; `false` keeps axios from labelling a body that has no `Content-Type`. */
  readonly headers: Record<string, string | false>;
  /** The body; bytes where axios or XMLHttpRequest would change the `Content-Type` of text. */
  readonly data?: string | ArrayBuffer;
  /** Data is sent as it is, not serialised again. */
  readonly transformRequest: ((data: unknown) => unknown)[];
  /** Data comes back as it is: axios would parse JSON whatever `responseType` says. */
  readonly transformResponse: ((data: unknown) => unknown)[];
  /** Text. */
  readonly responseType: 'text';
  /** Every status is an answer. */
  readonly validateStatus: (status: number) => boolean;
  /** A redirect is an answer, by axios's adapter for node:http. */
  readonly maxRedirects: 0;
  /** A redirect is an answer, by axios's adapter for fetch. */
  readonly fetchOptions: {
    /** The answer to it comes through. */
    readonly redirect: 'manual';
  };
  /** No token of the page's own cookies goes along. */
  readonly withXSRFToken: false;
  /** Stops the request when the wait is over; a `via…` adds it. */
  readonly signal?: PlatformSignal;
}

/** The parts of axios's answer that {@link viaAxios} reads. */
export interface AxiosResponse {
  /** HTTP status code. */
  readonly status: number;
  /** The headers; in Node, `set-cookie` is an array. */
  readonly headers: object;
  /** The body as text. */
  readonly data: string;
  /** The client's own request; in a browser an XMLHttpRequest, which knows where the answer came from. */
  readonly request?:
    | {
        /** Where the answer came from. */
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
 * The configuration of axios for a request.
 *
 * Switched off: serialising the data, parsing the answer, throwing for a status, following redirects, a `Content-Type`
 * of axios's own. In a browser its XMLHttpRequest adapter follows redirects all the same: prefer
 * `axios.create({ adapter: 'fetch' })` there.
 *
 * @param request - Any request.
 * @returns A configuration: `axios.request(toAxios(request))`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` where it is no request.
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
  const checked = readRequest('toAxios', request);
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
 * Sends requests by axios, for `run`.
 *
 * @param axios - axios, or an instance of your own: `axios.create({ httpsAgent })`.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status; a rejection of axios comes through.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where `axios` has no method `request`; when it sends, what
 * {@link toAxios} throws.
 * @throws {@link TransportError} `ERR_TRANSPORT` where a browser followed a redirect to another origin.
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
    const config = { ...toAxios(request), ...signalFor(axios, wait) };
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

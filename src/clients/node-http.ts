/** node:http and node:https. */

import { encodeText } from '../codecs/text.js';
import { TransportError } from '../core/errors.js';
import { headerValues } from '../core/headers.js';
import { splitUrl } from '../core/url.js';
import { type CheckedRequest, type HttpRequest, readRequest, type SendableRequest } from '../http/message.js';
import { limited, type Send, type ViaOptions, type Wait } from './limit.js';
import { plainResponse, requireMethod } from './shared.js';

/** What {@link toNodeHttp} passes on: a subset of the options of `http.request`. */
export interface NodeHttpOptions {
  /** Chooses the module: node:http or node:https. */
  readonly protocol: 'http:' | 'https:';
  /** The host, an IPv6 address without its brackets. */
  readonly hostname: string;
  /** The port, if the URL has one. */
  readonly port?: number;
  /** Path and query, exactly as in the URL. */
  readonly path: string;
  /** The request's method. */
  readonly method: string;
  /** The request's headers. */
  readonly headers: Record<string, string>;
}

/** The parts of node:http's ClientRequest that are used. */
export interface NodeClientRequest {
  /** Calls back if the request fails. */
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** Calls back when the connection closes, with or without a response. */
  on(event: 'close', listener: () => void): unknown;
  /** Sends the body. */
  end(body?: string): unknown;
  /** Closes the connection. */
  destroy?(): unknown;
}

/** The parts of node:http's IncomingMessage that are read. */
export interface NodeAnswer {
  /** HTTP status code. */
  readonly statusCode?: number | undefined;
  /** The headers; `set-cookie` is an array. */
  readonly headers: object;
  /** Decodes the chunks. */
  setEncoding(encoding: 'utf8'): unknown;
  /** Calls back with each chunk of the body. */
  on(event: 'data', listener: (chunk: string) => void): unknown;
  /** Calls back after the last chunk, or when the connection closes. */
  on(event: 'end' | 'close', listener: () => void): unknown;
  /** Calls back if the body is cut off. */
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** The module `node:http` or `node:https`, or any object with the same `request`. */
export interface NodeHttp {
  /** Opens a request. */
  request(options: NodeHttpOptions, listener: (answer: NodeAnswer) => void): NodeClientRequest;
}

/**
 * Returns the options of `http.request` for a request, and the body for its `end`. The path is sent exactly as in the
 * URL, without a URL parser in between.
 *
 * @param request - Any request.
 * @returns `[options, body]`: `http.request(options, listen).end(body)`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` if it isn't a request.
 * @see Node.js, http.request.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { toNodeHttp } from 'credwire/clients';
 *
 * const [options, body] = toNodeHttp(bex.tokenRequest({ username: 'demo', password: 'secret' }));
 * options.path; // => '/api/service/login'
 * body; // => '{"username":"demo","password":"secret"}'
 * ```
 */
export function toNodeHttp(request: SendableRequest): [options: NodeHttpOptions, body: string | undefined] {
  return argumentsOf(readRequest('toNodeHttp', request));
}

function argumentsOf(request: CheckedRequest): [options: NodeHttpOptions, body: string | undefined] {
  const { method, url, headers, body } = request;
  const { scheme, host, port, rest } = splitUrl('request: "url"', url); // one that has been checked
  const options: NodeHttpOptions = {
    protocol: `${scheme}:`,
    hostname: host.replace(/[[\]]/g, ''),
    path: rest.startsWith('/') ? rest : `/${rest}`,
    method,
    headers: { ...framing(body, headers), ...headers },
  };
  return [port === '' ? options : { ...options, port: Number(port) }, body];
}

/**
 * Sends requests with node:http and node:https, for `run`. They don't follow redirects, don't ask for compression, and
 * don't decompress.
 *
 * @param http - The module `node:http`.
 * @param https - The module `node:https`, for `https:` URLs. Default: `http` handles these too. For either, you can
 * pass your own object to add an agent or a certificate: `{ request: (options, listen) => https.request({ ...options,
 * agent }, listen) }`.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status; an error from Node is passed on.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if a module has no method `request`; on sending, everything that
 * {@link toNodeHttp} throws.
 * @throws {@link TransportError} `ERR_TRANSPORT` if the connection closes before the response is complete.
 *
 * @example
 * ```ts
 * import http from 'node:http';
 * import https from 'node:https';
 * import { viaNodeHttp } from 'credwire/clients';
 *
 * const send = viaNodeHttp(http, https); // run(flow, send)
 * typeof send; // => 'function'
 * ```
 */
export function viaNodeHttp(http: NodeHttp, https: NodeHttp = http, options: ViaOptions = {}): Send {
  requireMethod('viaNodeHttp: "http"', http, 'request');
  requireMethod('viaNodeHttp: "https"', https, 'request');
  return limited('viaNodeHttp', options, async (request, wait) => {
    const [target, body] = argumentsOf(request);
    const [answer, text] = await exchange(target.protocol === 'https:' ? https : http, target, body, wait);
    return plainResponse('viaNodeHttp', () => ({ status: answer.statusCode, headers: answer.headers, body: text }));
  });
}

function exchange(
  module: NodeHttp,
  options: NodeHttpOptions,
  body: string | undefined,
  wait: Wait,
): Promise<[NodeAnswer, string]> {
  return new Promise((resolve, reject) => {
    let answered = false;
    const closedEarly = () =>
      reject(
        new TransportError('ERR_TRANSPORT', 'viaNodeHttp: the connection closed before the response was complete'),
      );
    const sent = module.request(options, (answer) => {
      answered = true;
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => resolve([answer, text]));
      answer.on('error', reject);
      // No effect after the end or an error; without this, nothing would settle the promise.
      answer.on('close', closedEarly);
    });
    sent.on('error', reject);
    // An unexpected upgrade ends without a response and without an error.
    sent.on('close', () => {
      if (!answered) closedEarly();
    });
    wait.onEnd(() => sent.destroy?.());
    sent.end(body);
  });
}

// Node doesn't add a length to the body of GET, HEAD and DELETE: the server would read the body as the next request.
function framing(body: string | undefined, headers: HttpRequest['headers']): Record<string, string> {
  const isFramed = ['content-length', 'transfer-encoding'].some((name) => headerValues(headers, name).length > 0);
  return body === undefined || isFramed ? {} : { 'Content-Length': String(encodeText(body).length) };
}

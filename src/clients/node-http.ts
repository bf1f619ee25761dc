/** node:http and node:https. */

import { encodeText } from '../codecs/text.js';
import { TransportError } from '../core/errors.js';
import { headerValues } from '../core/headers.js';
import { splitUrl } from '../core/url.js';
import { type HttpRequest, readRequest, type SendableRequest } from '../http/message.js';
import { limited, type Send, type ViaOptions, type Wait } from './limit.js';
import { plainResponse, requireMethod } from './shared.js';

/** What {@link toNodeHttp} passes on; a part of the options of `http.request`. */
export interface NodeHttpOptions {
  /** Chooses the module: node:http or node:https. */
  readonly protocol: 'http:' | 'https:';
  /** The host, an IPv6 address without its brackets. */
  readonly hostname: string;
  /** The port, where the URL names one. */
  readonly port?: number;
  /** Path and query, as they stand in the URL. */
  readonly path: string;
  /** The request's method. */
  readonly method: string;
  /** The request's headers. */
  readonly headers: Record<string, string>;
}

/** The parts of node:http's ClientRequest that are used. */
export interface NodeClientRequest {
  /** Calls back where the request fails. */
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** Calls back where the connection is closed, with an answer or without. */
  on(event: 'close', listener: () => void): unknown;
  /** Sends the body. */
  end(body?: string): unknown;
  /** Closes the connection. */
  destroy?(): unknown;
}

/** The parts of node:http's IncomingMessage that are read of an answer. */
export interface NodeAnswer {
  /** HTTP status code. */
  readonly statusCode?: number | undefined;
  /** The headers; `set-cookie` is an array. */
  readonly headers: object;
  /** Has the chunks decoded. */
  setEncoding(encoding: 'utf8'): unknown;
  /** Calls back with each chunk of the body. */
  on(event: 'data', listener: (chunk: string) => void): unknown;
  /** Calls back behind the last chunk, or when the connection is closed. */
  on(event: 'end' | 'close', listener: () => void): unknown;
  /** Calls back where the body breaks off. */
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** The module `node:http` or `node:https`, or whatever has a `request` of that shape. */
export interface NodeHttp {
  /** Opens a request. */
  request(options: NodeHttpOptions, listener: (answer: NodeAnswer) => void): NodeClientRequest;
}

/**
 * The options of `http.request` for a request, and the body for its `end`. The path goes out as it stands in the URL:
 * no URL parser comes between.
 *
 * @param request - Any request.
 * @returns `[options, body]`: `http.request(options, listen).end(body)`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` where it is no request.
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
  const { method, url, headers, body } = readRequest('toNodeHttp', request);
  const { scheme, host, port, rest } = splitUrl('toNodeHttp: request: "url"', url);
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
 * Sends requests by node:http and node:https, for `run`. They follow no redirect, ask for no compression and undo none.
 *
 * @param http - The module `node:http`.
 * @param https - The module `node:https`, needed for URLs that begin so. Default: `http` is asked for these too. Pass an
 * object of your own in either place to add an agent or a certificate:
 * `{ request: (options, listen) => https.request({ ...options, agent }, listen) }`.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status; an error of Node comes through.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where a module has no method `request`; when it sends, what
 * {@link toNodeHttp} throws.
 * @throws {@link TransportError} `ERR_TRANSPORT` where the connection is closed before the answer is complete.
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
    const [target, body] = toNodeHttp(request);
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
        new TransportError('ERR_TRANSPORT', 'viaNodeHttp: the connection was closed before the answer was complete'),
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
      // Without effect behind an end or an error; else nothing would settle the promise.
      answer.on('close', closedEarly);
    });
    sent.on('error', reject);
    // An upgrade that nobody asked for ends without an answer and without an error.
    sent.on('close', () => {
      if (!answered) closedEarly();
    });
    wait.onEnd(() => sent.destroy?.());
    sent.end(body);
  });
}

// Node frames no body of GET, HEAD and DELETE by itself: the server would read it as the next request.
function framing(body: string | undefined, headers: HttpRequest['headers']): Record<string, string> {
  const isFramed = ['content-length', 'transfer-encoding'].some((name) => headerValues(headers, name).length > 0);
  return body === undefined || isFramed ? {} : { 'Content-Length': String(encodeText(body).length) };
}

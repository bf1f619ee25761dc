/** XMLHttpRequest: browsers, React Native. */
import { callback } from '../core/check.js';
import { InputError, TransportError } from '../core/errors.js';
import type { ClientFailure } from '../http/client-errors.js';
import { type CheckedRequest, type HttpResponse, readRequest, type SendableRequest } from '../http/message.js';
import { refuseForeignAnswer } from '../http/redirects.js';
import { unexplained } from './cors.js';
import { limited, type Send, type ViaOptions, type Wait } from './limit.js';
import { bodyBytes, parseHeaderLines, requireMethod } from './shared.js';

/** The parts of XMLHttpRequest that {@link toXhr} uses. */
export interface XhrRequest {
  /** Sets method and URL. */
  open(method: string, url: string, async: true): unknown;
  /** Sets a header. */
  setRequestHeader(name: string, value: string): unknown;
}

/** The parts of XMLHttpRequest that {@link viaXhr} uses. */
export interface Xhr extends XhrRequest {
  /** Sends the request. */
  send(body?: Uint8Array<ArrayBuffer>): unknown;
  /** The response's header lines. */
  getAllResponseHeaders(): string | null;
  /** HTTP status code. */
  readonly status: number;
  /** The body as text. */
  readonly responseText: string;
  /** Where the response came from. */
  readonly responseURL?: string;
  /** Stops the request. */
  abort?(): unknown;
  /** Called with the response. */
  onload: ((event: never) => unknown) | null;
  /** Called if the network fails. */
  onerror: ((event: never) => unknown) | null;
  /** Called when the request is aborted. */
  onabort: ((event: never) => unknown) | null;
  /** Called when its own time limit expires. */
  ontimeout: ((event: never) => unknown) | null;
}

/**
 * Opens an XMLHttpRequest for a request and sets its headers. A browser drops headers that it forbids, `Cookie` among
 * them, and always follows redirects.
 *
 * @param request - Any request.
 * @param xhr - A fresh XMLHttpRequest.
 * @returns The body as bytes, so that no browser reads a charset into it: `xhr.send(toXhr(request, xhr))`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` if it isn't a request, or `xhr` isn't an XMLHttpRequest.
 * @see XMLHttpRequest Standard, `open`, `setRequestHeader`, `send`.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { toXhr } from 'credwire/clients';
 *
 * const calls: unknown[] = [];
 * const xhr = { open: (...call: unknown[]) => calls.push(call), setRequestHeader: () => {} }; // or the real one
 * const body = toXhr(bex.tokenRequest({ username: 'demo', password: 'secret' }), xhr);
 * calls; // => [['POST', 'https://api.bex.co.za/api/service/login', true]]
 * body?.length; // => 39
 * ```
 */
export function toXhr(request: SendableRequest, xhr: XhrRequest): Uint8Array<ArrayBuffer> | undefined {
  return open('toXhr', readRequest('toXhr', request), xhr);
}

function open(owner: string, checked: CheckedRequest, xhr: XhrRequest): Uint8Array<ArrayBuffer> | undefined {
  for (const method of ['open', 'setRequestHeader']) requireMethod(`${owner}: "xhr"`, xhr, method);
  xhr.open(checked.method, checked.url, true);
  for (const [name, value] of Object.entries(checked.headers)) xhr.setRequestHeader(name, value);
  return bodyBytes(checked);
}

/**
 * Sends requests with XMLHttpRequest, for `run`.
 *
 * @param create - Creates a fresh XMLHttpRequest for each request. Default: the platform's.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `create` isn't a function; on sending, `ERR_ARGUMENT_VALUE` if the
 * platform has no XMLHttpRequest, and everything that {@link toXhr} throws.
 * @throws {@link TransportError} `ERR_TRANSPORT` if the network failed, for which XMLHttpRequest gives no error, or if
 * it followed a redirect to another origin; `ERR_TIMEOUT` and `ERR_ABORTED` also if the XMLHttpRequest's own limit or
 * an abort ended it.
 *
 * @example
 * ```ts
 * import { viaXhr } from 'credwire/clients';
 *
 * const send = viaXhr(); // in a browser: run(flow, send)
 * typeof send; // => 'function'
 * ```
 */
export function viaXhr(create?: () => Xhr, options: ViaOptions = {}): Send {
  const given = create === undefined ? undefined : callback<() => Xhr>('viaXhr: "create"', create);
  const exchange = (request: CheckedRequest, wait: Wait) =>
    new Promise<HttpResponse>((resolve, reject) => {
      const xhr = (given ?? platformXhr)();
      const body = open('viaXhr', request, xhr);
      wait.onEnd(() => xhr.abort?.());
      const fail = (code: ClientFailure, what: string) => () => reject(new TransportError(code, `viaXhr: ${what}`));
      xhr.onerror = fail('ERR_TRANSPORT', unexplained(request.url));
      xhr.onabort = fail('ERR_ABORTED', 'the XMLHttpRequest was aborted');
      xhr.ontimeout = fail('ERR_TIMEOUT', "the XMLHttpRequest's own time limit expired");
      xhr.onload = () => {
        try {
          refuseForeignAnswer('viaXhr', request.url, xhr.responseURL);
          const headers = parseHeaderLines(xhr.getAllResponseHeaders());
          resolve({ status: xhr.status, headers, body: xhr.responseText });
        } catch (error) {
          reject(error);
        }
      };
      xhr.send(body);
    });
  return limited('viaXhr', options, exchange);
}

function platformXhr(): Xhr {
  // This package needs no ambient types, so the global is declared here.
  const { XMLHttpRequest } = globalThis as { XMLHttpRequest?: new () => Xhr };
  if (typeof XMLHttpRequest === 'function') return new XMLHttpRequest();
  throw new InputError(
    'ERR_ARGUMENT_VALUE',
    'viaXhr: the platform has no XMLHttpRequest; pass a function that creates one',
  );
}

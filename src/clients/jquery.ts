/** jQuery.ajax. */
import { TransportError } from '../core/errors.js';
import { type CheckedRequest, type HttpResponse, readRequest, type SendableRequest } from '../http/message.js';
import { refuseForeignAnswer } from '../http/redirects.js';
import { unexplained } from './cors.js';
import { limited, type Send, type ViaOptions, type Wait } from './limit.js';
import { bodyBytes, parseHeaderLines, requireMethod } from './shared.js';

/** What {@link toJQuery} passes on: a subset of the settings of `jQuery.ajax`. */
export interface JQuerySettings<X = never> {
  /** The request's method. */
  readonly method: string;
  /** The request's URL. */
  readonly url: string;
  /** The request's headers. */
  readonly headers: Record<string, string>;
  /** The body, as bytes: jQuery turns `%20` in a form's text into `+`. */
  readonly data?: Uint8Array<ArrayBuffer>;
  /** The body is sent unchanged. */
  readonly processData: false;
  /** jQuery labels no body: the header does, if there is one. */
  readonly contentType: false;
  /** The response is text: it's neither parsed nor run as a script. */
  readonly dataType: 'text';
  /** No JSONP. */
  readonly jsonp: false;
  /** No `X-Requested-With`. */
  readonly crossDomain: true;
  /** Adds nothing to the URL. */
  readonly cache: true;
  /** Hides the request from the page's global handlers. */
  readonly global: false;
  /** Creates the XMLHttpRequest. */
  readonly xhr?: () => X;
}

/** The parts of jqXHR that {@link viaJQuery} uses. */
export interface JQueryXhr {
  /** HTTP status code; 0 if there is no response. */
  readonly status: number;
  /** The body as text. */
  readonly responseText?: string | undefined;
  /** The response's header lines. */
  getAllResponseHeaders(): string | null;
  /** Why there is no response: `timeout`, `abort`, `error`. */
  readonly statusText?: string | undefined;
  /** Stops the request. */
  abort?(): unknown;
  /** Calls back at the end, whether it succeeded or not. */
  always(settled: () => void): unknown;
}

/** The parts of an XMLHttpRequest that are read. */
export interface NativeXhr {
  /** Where the response came from. */
  readonly responseURL?: unknown;
}

/** jQuery. */
export interface JQuery<X = never> {
  /** Sends a request. */
  ajax(settings: JQuerySettings<X>): JQueryXhr;
  /**
   * Its defaults. Only the XMLHttpRequest knows where the response came from, so this needs the function that creates
   * it.
   */
  readonly ajaxSettings?: {
    /** Creates the XMLHttpRequest for a call. */
    xhr?: (() => X) | undefined;
  };
}

/**
 * Returns the settings of `jQuery.ajax` for a request.
 *
 * Turns off processing the data, jQuery's own `Content-Type`, parsing and running the response, JSONP,
 * `X-Requested-With`, anti-cache parameters, and global handlers. The browser still follows redirects.
 *
 * @param request - Any request.
 * @returns Settings: `jQuery.ajax(toJQuery(request))`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` if it isn't a request.
 * @see jQuery API, jQuery.ajax.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { toJQuery } from 'credwire/clients';
 *
 * const settings = toJQuery(bex.tokenRequest({ username: 'demo', password: 'secret' }));
 * settings.processData; // => false
 * ```
 */
export function toJQuery(request: SendableRequest): JQuerySettings {
  return settingsOf(readRequest('toJQuery', request));
}

function settingsOf(checked: CheckedRequest): JQuerySettings {
  const { method, url, headers } = checked;
  const data = bodyBytes(checked);
  return {
    method,
    url,
    headers: { ...headers },
    ...(data === undefined ? {} : { data }),
    processData: false,
    contentType: false,
    dataType: 'text',
    jsonp: false,
    crossDomain: true,
    cache: true,
    global: false,
  };
}

/**
 * Sends requests with jQuery.ajax, for `run`.
 *
 * @param jQuery - jQuery 1.9 or later. Pass your own object to add settings: `{ ...jQuery, ajax: (settings) =>
 * jQuery.ajax({ ...settings, xhrFields }) }`.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `jQuery` has no method `ajax`; on sending, everything that {@link
 * toJQuery} throws.
 * @throws {@link TransportError} `ERR_TRANSPORT` if there is no response, for which jQuery gives no error, or if the
 * browser followed a redirect to another origin.
 *
 * @example
 * ```ts
 * import { bex, run } from 'credwire';
 * import { viaJQuery } from 'credwire/clients';
 *
 * const answer = { status: 200, responseText: '{"value":"abc"}', getAllResponseHeaders: () => '' };
 * const jQuery = { ajax: () => ({ ...answer, always: (settled: () => void) => settled() }) }; // or the real one
 * const session = await run(bex.signIn({ username: 'demo', password: 'secret' }), viaJQuery(jQuery));
 * session.token; // => 'abc'
 * ```
 */
export function viaJQuery<X extends NativeXhr>(jQuery: JQuery<X>, options: ViaOptions = {}): Send {
  requireMethod('viaJQuery: "jQuery"', jQuery, 'ajax');
  const exchange = (request: CheckedRequest, wait: Wait) =>
    new Promise<HttpResponse>((resolve, reject) => {
      const settings = settingsOf(request);
      let native: NativeXhr = {};
      const create = jQuery.ajaxSettings?.xhr;
      const xhr = jQuery.ajax(create === undefined ? settings : { ...settings, xhr: () => (native = create()) });
      wait.onEnd(() => xhr.abort?.());
      xhr.always(() => {
        try {
          refuseForeignAnswer('viaJQuery', settings.url, native.responseURL);
          resolve(readAnswer(settings.url, xhr));
        } catch (error) {
          reject(error);
        }
      });
    });
  return limited('viaJQuery', options, exchange);
}

function readAnswer(url: string, xhr: JQueryXhr): HttpResponse {
  const { status, responseText = '', statusText } = xhr;
  if (status === 0) {
    if (statusText === 'timeout') throw new TransportError('ERR_TIMEOUT', "viaJQuery: jQuery's own time limit expired");
    if (statusText === 'abort') throw new TransportError('ERR_ABORTED', 'viaJQuery: jQuery aborted the request');
    throw new TransportError('ERR_TRANSPORT', `viaJQuery: ${unexplained(url)}`);
  }
  return { status, headers: parseHeaderLines(xhr.getAllResponseHeaders()), body: responseText };
}

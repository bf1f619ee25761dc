/** Angular's HttpClient, on XMLHttpRequest or fetch. */
import { TransportError } from '../core/errors.js';
import { type CheckedRequest, type HttpResponse, readRequest, type SendableRequest } from '../http/message.js';
import { refuseForeignAnswer } from '../http/redirects.js';
import { limited, type Send, type ViaOptions, type Wait } from './limit.js';
import { requireMethod, textOrBytes } from './shared.js';

/** What {@link toAngular} passes on: a subset of the options of `HttpClient.request`. */
export interface AngularOptions {
  /** The request's headers. */
  readonly headers: Record<string, string>;
  /** The body; bytes if Angular or XMLHttpRequest would change the `Content-Type` of text. */
  readonly body?: string | ArrayBuffer;
  /** The whole response, not just its body. */
  readonly observe: 'response';
  /** Text: nothing is parsed. */
  readonly responseType: 'text';
  /** A redirect is a response, with Angular's fetch backend from version 20 on. */
  readonly redirect: 'manual';
}

/** The parts of Angular's HttpResponse and HttpErrorResponse that {@link viaAngular} reads. */
export interface AngularResponse {
  /** HTTP status code; 0 if there is no response. */
  readonly status: number;
  /** Where the response came from. */
  readonly url: string | null;
  /** The headers. */
  readonly headers: {
    /** The names. */
    keys(): string[];
    /** The values of a name. */
    getAll(name: string): string[] | null;
  };
  /** The body of a response that Angular considers a success. */
  readonly body?: string | null;
  /** The body of a response that Angular considers an error. */
  readonly error?: unknown;
}

/** Angular's HttpClient. */
export interface AngularHttpClient {
  /** Makes a request that's sent on subscription. */
  request(
    method: string,
    url: string,
    options: AngularOptions,
  ): {
    /** Sends it. */
    subscribe(observer: {
      next(response: AngularResponse): void;
      error(error: unknown): void;
      complete(): void;
    }): unknown;
  };
}

/**
 * Returns the arguments of Angular's `HttpClient.request` for a request.
 *
 * Turns off parsing the response, following redirects (with the fetch backend from Angular 20 on; XMLHttpRequest
 * can't), and Angular's own `Content-Type`. The application's interceptors see the request.
 *
 * @param request - Any request.
 * @returns `[method, url, options]`, to spread into the call: `http.request(...toAngular(request))`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`, `ERR_URL`,
 * `ERR_HEADER_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` if it isn't a request.
 * @see Angular, HttpClient.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { toAngular } from 'credwire/clients';
 *
 * const [method, , options] = toAngular(bex.tokenRequest({ username: 'demo', password: 'secret' }));
 * [method, options.responseType]; // => ['POST', 'text']
 * ```
 */
export function toAngular(request: SendableRequest): [method: string, url: string, options: AngularOptions] {
  return argumentsOf(readRequest('toAngular', request));
}

function argumentsOf(checked: CheckedRequest): [method: string, url: string, options: AngularOptions] {
  const body = textOrBytes(checked);
  const options: AngularOptions = {
    headers: { ...checked.headers },
    observe: 'response',
    responseType: 'text',
    redirect: 'manual',
  };
  if (body === undefined) return [checked.method, checked.url, options];
  // Angular supports an ArrayBuffer, but would serialise a Uint8Array as JSON.
  return [checked.method, checked.url, { ...options, body: typeof body === 'string' ? body : body.buffer }];
}

/**
 * Sends requests with Angular's HttpClient, for `run`.
 *
 * @param http - The HttpClient.
 * @param options - A time limit (`ERR_TIMEOUT`) and a signal (`ERR_ABORTED`): {@link ViaOptions}.
 * @returns A function from a request to its response, of any status. If there's no response, Angular's
 * HttpErrorResponse is passed on.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `http` has no method `request`; on sending, everything that {@link
 * toAngular} throws.
 * @throws {@link TransportError} `ERR_TRANSPORT` if a browser followed a redirect to another origin, or an interceptor
 * completed the request without a response.
 *
 * @example
 * ```ts
 * import { bex, run } from 'credwire';
 * import { viaAngular, type AngularHttpClient } from 'credwire/clients';
 *
 * const answer = { status: 200, url: null, headers: { keys: () => [], getAll: () => [] }, body: '{"value":"abc"}' };
 * const http: AngularHttpClient = { request: () => ({ subscribe: ({ next }) => next(answer) }) }; // or the real one
 * const session = await run(bex.signIn({ username: 'demo', password: 'secret' }), viaAngular(http));
 * session.token; // => 'abc'
 * ```
 */
export function viaAngular(http: AngularHttpClient, options: ViaOptions = {}): Send {
  requireMethod('viaAngular: "http"', http, 'request');
  const exchange = (request: CheckedRequest, wait: Wait) =>
    new Promise<HttpResponse>((resolve, reject) => {
      const [method, url, settings] = argumentsOf(request);
      const subscription = http.request(method, url, settings).subscribe({
        next(response) {
          settle(response, response.body);
        },
        error(error) {
          if (isAnswer(error)) settle(error, error.error);
          else reject(error);
        },
        // No effect after a response; without this, an interceptor that swallows the response would leave the promise
        // pending.
        complete: () =>
          reject(new TransportError('ERR_TRANSPORT', 'viaAngular: the request completed without a response')),
      });
      wait.onEnd(() => (subscription as Subscription | undefined)?.unsubscribe?.()); // rxjs creates it

      function settle(response: AngularResponse, body: unknown): void {
        try {
          refuseForeignAnswer('viaAngular', url, response.url);
          resolve({
            status: response.status,
            headers: readHeaders(response),
            body: typeof body === 'string' ? body : '',
          });
        } catch (error) {
          reject(error);
        }
      }
    });
  return limited('viaAngular', options, exchange);
}

interface Subscription {
  unsubscribe?(): unknown;
}

// An HttpErrorResponse with a status is a response like any other.
function isAnswer(error: unknown): error is AngularResponse {
  try {
    const { status, headers } = error as Partial<AngularResponse>;
    return typeof status === 'number' && status > 0 && typeof headers?.getAll === 'function';
  } catch {
    // not an object, or one whose getters throw: an exception from the observer would leave the promise pending
  }
  return false;
}

function readHeaders({ headers }: AngularResponse): HttpResponse['headers'] {
  const lines = headers.keys().map((name) => {
    const values = headers.getAll(name) ?? [];
    return [name.toLowerCase(), name.toLowerCase() === 'set-cookie' ? values : values.join(', ')] as const;
  });
  return Object.fromEntries(lines);
}

/** Connects a handler to anything that speaks the Fetch API: MSW, Hono, Deno, Bun, workers. */
import { callback } from '../../core/check.js';
import type { HttpResponse } from '../../http/message.js';
import type { Handler } from '../handler.js';
import { answerTo, failedAnswer } from './adapter.js';
import { type Signal, wait } from './wait.js';

/** The parts of the standard's Request that are read. */
export interface FetchRequest {
  /** The method. */
  readonly method: string;
  /** The URL, absolute. */
  readonly url: string;
  /** The headers. */
  readonly headers: {
    /** Calls back with each header. */
    forEach(callback: (value: string, name: string) => void): void;
  };
  /** Aborts while the answer is delayed. */
  readonly signal?: Signal;
  /** The body, decoded as UTF-8. */
  text(): Promise<string>;
}

/** The parts of the standard's class Response that are used. */
export type ResponseClass<R> = new (
  body: string | null,
  init: { readonly status: number; readonly headers: [string, string][] },
) => R;

/**
 * Makes a handler for the Fetch API: `(Request) => Promise<Response>`.
 *
 * @param handler - One of the sandboxes.
 * @param responseClass - The platform's class `Response`.
 * @returns A function that answers each request, after the `delay` that `scripted` sets. If the request's signal aborts
 * before that, it rejects with the signal's reason.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if either argument isn't a function.
 * @see Fetch Standard, Request and Response.
 *
 * @example
 * ```ts
 * import { bex, run } from 'credwire';
 * import { viaFetch } from 'credwire/clients';
 * import { bexSandbox, toFetchHandler } from 'credwire/sandbox';
 *
 * const handle = toFetchHandler(bexSandbox({ accounts: [{ username: 'user123', password: 'pass1234' }] }), Response);
 * const send = viaFetch((url, init) => handle(new Request(url, init)));
 * const session = await run(bex.signIn({ username: 'user123', password: 'pass1234' }), send);
 * session.email; // => 'user123'
 * ```
 */
export function toFetchHandler<R>(
  handler: Handler,
  responseClass: ResponseClass<R>,
): (request: FetchRequest) => Promise<R> {
  const handle = callback<Handler>('toFetchHandler: "handler"', handler);
  callback('toFetchHandler: "responseClass"', responseClass);
  return async (request) => {
    const { method, url } = request;
    const headers: Record<string, string> = {};
    request.headers.forEach((value, name) => {
      headers[name] = value;
    });
    const answer = answerTo(handle, { method, url, headers, body: await request.text() });
    await wait(answer.delay, request.signal);
    try {
      return makeResponse(responseClass, answer);
    } catch {
      return makeResponse(responseClass, failedAnswer()); // a status or a header that Response doesn't allow
    }
  };
}

function makeResponse<R>(responseClass: ResponseClass<R>, { status, headers, body }: HttpResponse): R {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((line): [string, string] => [name, line]),
  );
  // A "null body status" of the Fetch standard must have no body, not even an empty one.
  const isBare = body === '' || [204, 205, 304].includes(status);
  return new responseClass(isBare ? null : body, { status, headers: lines });
}

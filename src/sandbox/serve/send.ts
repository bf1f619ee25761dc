/** Connects a handler to `run`, with nothing in between. */
import { callback, unexpected } from '../../core/check.js';
import { isObject } from '../../core/json.js';
import type { HttpRequest, HttpResponse, SendableRequest } from '../../http/message.js';
import type { Handler } from '../handler.js';
import type { TimedResponse } from './adapter.js';
import { wait } from './wait.js';

/**
 * Turns a handler into a `send` for `run`.
 *
 * @param handler - One of the sandboxes.
 * @returns A function from a request to its response, which comes after the `delay` that `scripted` sets.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `handler` isn't a function, or, on sending, returns no response;
 * everything that the handler throws.
 *
 * @example
 * ```ts
 * import { bex, run } from 'credwire';
 * import { bexSandbox, toSend } from 'credwire/sandbox';
 *
 * const send = toSend(bexSandbox({ accounts: [{ username: 'user123', password: 'pass1234' }] }));
 * const session = await run(bex.signIn({ username: 'user123', password: 'pass1234' }), send);
 * session.email; // => 'user123'
 * ```
 */
export function toSend(handler: Handler): (request: SendableRequest) => Promise<HttpResponse> {
  const handle = callback<Handler>('toSend: "handler"', handler);
  return async (request) => {
    const answer: TimedResponse = handle(request as HttpRequest); // the handler checks the method
    if (!isObject(answer)) {
      throw unexpected('ERR_ARGUMENT_TYPE', 'toSend: "handler"', 'a function that returns a response', answer);
    }
    await wait(answer.delay);
    return answer;
  };
}

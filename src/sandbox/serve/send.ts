/** Joins a handler to `run`, without anything between. */
import { callback } from '../../core/check.js';
import type { HttpRequest, HttpResponse, SendableRequest } from '../../http/message.js';
import type { Handler } from '../handler.js';
import type { TimedResponse } from './adapter.js';
import { wait } from './wait.js';

/**
 * Makes of a handler what `run` sends by.
 *
 * @param handler - One of the sandboxes.
 * @returns A function from a request to its answer, which comes after the `delay` that `scripted` gives it.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where `handler` is no function; when it sends, what the handler throws.
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
    const answer: TimedResponse = handle(request as HttpRequest); // which method it is, the handler looks at

    await wait(answer.delay);
    return answer;
  };
}

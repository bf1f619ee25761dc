/** Handlers that refuse or are slow on demand, to see what your own code does then. */
import { callback, integer, listOf, objectOf, optional, readOptions, text } from '../core/check.js';
import { answerHeaders } from '../core/headers.js';
import type { HttpRequest, HttpResponse } from '../http/message.js';
import { type Handler, revocable, revocationOf } from './handler.js';
import type { TimedResponse } from './serve/adapter.js';

/** One step of a script: what happens to one request. */
export interface ScriptStep {
  /** The answer to give, instead of the handler's. Default: the handler's. */
  readonly answer?: {
    /** HTTP status code, 200 to 599. */
    readonly status: number;
    /** Headers. Default: none. */
    readonly headers?: HttpResponse['headers'];
    /** The body. Default: empty. */
    readonly body?: string;
  };
  /** Milliseconds before the answer, 0 to 600,000. Default: the `delay` of the options. */
  readonly delay?: number;
}

/** Options of {@link scripted}. */
export interface ScriptOptions {
  /** What happens to the first requests, one step each; after the last step the handler answers. Default: none. */
  readonly steps?: readonly ScriptStep[];
  /** Milliseconds before each answer, 0 to 600,000. Default: 0. */
  readonly delay?: number;
}

const delayCheck = /* @__PURE__ */ integer(0, 600_000);

/**
 * Runs a script before a handler gets to answer: refusals, proxy faults, delays.
 *
 * The returned handler counts requests, so it isn't pure: create a new one for each test. It doesn't wait itself. Its
 * answers have the `delay`, and `listen`, `toNodeListener`, `toFetchHandler`, `intercept` and `toSend` do the waiting.
 *
 * @param handler - One of the sandboxes.
 * @param options - What happens to the first requests, and the delay of each answer.
 * @returns A handler.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { bexSandbox, scripted } from 'credwire/sandbox';
 *
 * const sandbox = bexSandbox({ accounts: [{ username: 'user123', password: 'pass1234' }] });
 * const busy = { answer: { status: 503, headers: { 'retry-after': '1' } } };
 * const handle = scripted(sandbox, { steps: [busy] });
 * const request = bex.tokenRequest({ username: 'user123', password: 'pass1234' });
 * [handle(request).status, handle(request).status]; // => [503, 200]
 * ```
 */
export function scripted(handler: Handler, options: ScriptOptions): Handler {
  const handle = callback<Handler>('scripted: "handler"', handler);
  const { steps, delay } = readOptions('scripted', options, {
    steps: optional(listOf(objectOf({ answer: optional(answerCheck), delay: optional(delayCheck) }))),
    delay: optional(delayCheck, 0),
  });
  let asked = 0;
  const play = (request: HttpRequest): TimedResponse => {
    const step = steps?.[asked++];
    const answer = step?.answer ?? handle(request);
    const late = step?.delay ?? delay;
    return late === 0 ? answer : Object.freeze({ ...answer, delay: late });
  };
  return revocable(play, revocationOf(handle));
}

function answerCheck(label: string, value: unknown): HttpResponse {
  const checks = { status: integer(200, 599), headers: optional(answerHeaders, {}), body: optional(text, '') };
  return Object.freeze(readOptions(label, value, checks));
}

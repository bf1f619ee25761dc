/** Sign-ins without I/O: a generator yields requests and receives responses, and `run` connects it to a client. */
import { callback, guarded } from '../core/check.js';
import { CredwireError, InputError, TransportError } from '../core/errors.js';
import { forget } from '../core/forget.js';
import { clientFailure, systemCode } from './client-errors.js';
import type { HttpRequest, HttpResponse } from './message.js';

/** A sign-in in progress: yields requests, is resumed with responses, and returns the session. */
export type SignIn<S> = Generator<HttpRequest, S, HttpResponse>;

/**
 * Flows that are running or have finished. A generator doesn't say whether it was started, and a mark on it would
 * change the caller's object; so the flow itself is the key here, for as long as the caller keeps it.
 */
const STARTED = /* @__PURE__ */ new WeakSet<object>();

/**
 * Runs a sign-in with an HTTP client. Errors from the flow are passed on: see the vendor's `signIn`.
 *
 * @param flow - The result of a vendor's `signIn`. It can only run once.
 * @param send - Sends one request and resolves to its response, whatever the status: `viaFetch()` creates one, and so
 * does every other adapter in `credwire/clients`.
 * @returns The session.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `flow` isn't a generator or `send` isn't a function;
 * `ERR_ARGUMENT_VALUE` if the flow is running or has already run.
 * @throws {@link TransportError} `ERR_TIMEOUT` if the HTTP client's time limit expired, `ERR_ABORTED` if its request
 * was aborted, `ERR_TRANSPORT` if it failed in any other way; `cause` is its error. An error with one of this library's
 * codes is passed on unchanged. Nothing is retried.
 * @see The guide "Use your HTTP client": what a `send` must do.
 *
 * @example
 * ```ts
 * import { bex, run } from 'credwire';
 *
 * const flow = bex.signIn({ username: 'demo', password: 'secret' });
 * const session = await run(flow, async () => ({ status: 200, headers: {}, body: '{"value":"token"}' }));
 * session.token; // => 'token'
 * ```
 */
export async function run<S>(flow: SignIn<S>, send: (request: HttpRequest) => Promise<HttpResponse>): Promise<S> {
  const sender = callback<typeof send>('run: "send"', send);
  const isFlow = guarded('run: "flow"', () => typeof flow?.next === 'function' && typeof flow.throw === 'function');
  if (!isFlow) throw notAFlow();
  if (STARTED.has(flow)) throw startedBefore();
  STARTED.add(flow);
  let step = checkStep(flow.next(NO_RESPONSE));
  for (let sent = 1; !step.done; sent++) {
    let response: HttpResponse;
    try {
      response = await sender(step.value);
    } catch (error) {
      // Thrown into the flow, so that it can clean up or continue differently.
      step = checkStep(flow.throw(CredwireError.isOurs(error) ? error : transportError(sent, error)));
      continue;
    }
    step = checkStep(flow.next(response));
  }
  return step.value;
}

/** A new flow ignores its first argument. A flow that somebody else has stepped reads it as a response. */
const NO_RESPONSE: HttpResponse = {
  get status(): never {
    throw startedBefore();
  },
  get headers(): never {
    throw startedBefore();
  },
  get body(): never {
    throw startedBefore();
  },
};

// An async generator returns promises. They are never done, so this would loop forever, and they can reject. A flow that
// somebody else steps to its end has no session left to return.
function checkStep<R, S>(step: IteratorResult<R, S>): IteratorResult<R, S> {
  const { done, value } = (step ?? {}) as Partial<IteratorResult<R, S>>; // the flow can be anything with two methods
  if (typeof done !== 'boolean') {
    forget(step);
    throw notAFlow();
  }
  if (done && value === undefined) throw startedBefore();
  return step;
}

function notAFlow(): InputError {
  return new InputError('ERR_ARGUMENT_TYPE', 'run: "flow": expected the generator that signIn returns');
}

function startedBefore(): InputError {
  return new InputError('ERR_ARGUMENT_VALUE', 'run: "flow": expected a flow that has not run yet');
}

const WHAT_HAPPENED = {
  ERR_TIMEOUT: 'got no response within the time limit of the HTTP client',
  ERR_ABORTED: 'was aborted',
  ERR_TRANSPORT: 'failed in the HTTP client',
} as const;

function transportError(sent: number, cause: unknown): TransportError {
  const failure = clientFailure(cause);
  const code = systemCode(cause);
  const shown = code === undefined ? '' : ` (${code})`;
  return new TransportError(failure, `run: request ${sent} ${WHAT_HAPPENED[failure]}${shown}; see "cause"`, { cause });
}

/** Sign-ins without I/O: a generator yields requests and receives responses, and `run` joins it to a client. */
import { callback, guarded } from '../core/check.js';
import { CredwireError, InputError, TransportError } from '../core/errors.js';
import { forget } from '../core/forget.js';
import { clientFailure, systemCode } from './client-errors.js';
import type { HttpRequest, HttpResponse } from './message.js';

/** A sign-in under way: yields requests, is resumed with responses, and returns the session. */
export type SignIn<S> = Generator<HttpRequest, S, HttpResponse>;

/**
 * Flows that are running or have been run. A generator doesn't tell whether it has been started, and a mark on it would
 * change an object of the caller's; so this is kept here, by the flow itself, for as long as the caller keeps the flow.
 */
const STARTED = /* @__PURE__ */ new WeakSet<object>();

/**
 * Runs a sign-in over an HTTP client. What the flow throws comes through: see the vendor's `signIn`.
 *
 * @param flow - What a vendor's `signIn` returned. It can be run once.
 * @param send - Sends one request and resolves to its response, whatever the status: `viaFetch()` makes one, and so does
 * every other adapter of `credwire/clients`.
 * @returns The session.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where `flow` is not a generator or `send` is not a function;
 * `ERR_ARGUMENT_VALUE` where the flow is running or has been run before.
 * @throws {@link TransportError} `ERR_TIMEOUT` where the time limit of the HTTP client is over, `ERR_ABORTED` where its
 * request was aborted, `ERR_TRANSPORT` where it fails otherwise; its error is the `cause`. An error that has a code of this
 * library comes through as it is. Nothing is tried twice.
 * @see The guide "Clients": what a `send` has to do.
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
  let step = checkStep(flow.next());
  if (step.done && step.value === undefined) throw startedBefore(); // stepped to its end by hand
  for (let sent = 1; !step.done; sent++) {
    let response: HttpResponse;
    try {
      response = await sender(step.value);
    } catch (error) {
      // Thrown into the flow, so that it can clean up or take another way.
      step = checkStep(flow.throw(CredwireError.isOurs(error) ? error : transportError(sent, error)));
      continue;
    }
    step = checkStep(flow.next(response));
  }
  return step.value;
}

// An asynchronous generator gives promises. They are never done, so that it would loop for ever, and may be rejected.
function checkStep<T>(step: T): T {
  if (typeof (step as { done?: unknown } | undefined)?.done === 'boolean') return step;
  forget(step);
  throw notAFlow();
}

function notAFlow(): InputError {
  return new InputError('ERR_ARGUMENT_TYPE', 'run: "flow": expected the generator that signIn returns');
}

function startedBefore(): InputError {
  return new InputError('ERR_ARGUMENT_VALUE', 'run: "flow": expected a flow that has not been run yet');
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

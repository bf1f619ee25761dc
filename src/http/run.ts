/** Sign-ins without I/O: a generator yields requests and receives answers, and `run` joins it to a client. */
import { callback, guarded } from '../core/check.js';
import { CredwireError, InputError, TransportError } from '../core/errors.js';
import type { HttpRequest, HttpResponse } from './message.js';

/** A sign-in under way: yields requests, is resumed with answers, and returns the session. */
export type SignIn<S> = Generator<HttpRequest, S, HttpResponse>;

/**
 * Runs a sign-in over an HTTP client. What the flow throws comes through: see the vendor's `signIn`.
 *
 * @param flow - What a vendor's `signIn` returned. It can be run once.
 * @param send - Sends one request and resolves to its answer, whatever the status: `viaFetch()` makes one, and so does
 * every other adapter of `credwire/clients`.
 * @returns The session.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` where `flow` is no generator or `send` no function;
 * `ERR_ARGUMENT_VALUE` where the flow has been run before.
 * @throws {@link TransportError} `ERR_TRANSPORT` where `send` fails; its error is the `cause`. An error that has a code
 * of this library comes through as it is. Nothing is tried twice.
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
  let step = checkStep(flow.next());
  if (step.done && step.value === undefined) {
    throw new InputError('ERR_ARGUMENT_VALUE', 'run: "flow": expected a flow that has not been run yet');
  }
  for (let sent = 1; !step.done; sent++) {
    let answer: HttpResponse;
    try {
      answer = await sender(step.value);
    } catch (error) {
      // Thrown into the flow, so that it can clean up or take another way.
      step = checkStep(flow.throw(CredwireError.isOurs(error) ? error : transportError(sent, error)));
      continue;
    }
    step = checkStep(flow.next(answer));
  }
  return step.value;
}

// An asynchronous generator gives promises, which are never done: it would loop for ever.
function checkStep<T>(step: T): T {
  if (typeof (step as { done?: unknown } | undefined)?.done === 'boolean') return step;
  throw notAFlow();
}

function notAFlow(): InputError {
  return new InputError('ERR_ARGUMENT_TYPE', 'run: "flow": expected the generator that signIn returns');
}

function transportError(sent: number, cause: unknown): TransportError {
  const code = systemCode(cause);
  return new TransportError('ERR_TRANSPORT', `run: request ${sent} failed in the HTTP client${code}; see "cause"`, {
    cause,
  });
}

// ECONNREFUSED and its kind say what to do next and hold nothing secret; fetch hides them one level down.
function systemCode(error: unknown): string {
  try {
    const { code, cause } = error as { code?: unknown; cause: { code?: unknown } };
    const name = code ?? cause.code;
    return typeof name === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(name) ? ` (${name})` : '';
  } catch {
    return ''; // not an object, or one without either, or one whose getters throw
  }
}

/** Runs the state machine: gives callers their session, starts sign-ins, and reports what happened. */

import { CredwireError } from '../core/errors.js';
import { forget } from '../core/forget.js';
import type { AbortSignalLike } from '../http/signals.js';
import { codeOf, type Tell } from './events.js';
import {
  type Action,
  COLD,
  type Event,
  type Held,
  isForgotten,
  type Rules,
  ready,
  type State,
  step,
  type Task,
  type Tokened,
} from './machine.js';
import { bounded, type Clock, makeSignal } from './platform.js';
import type { Taken, Wanted } from './shared.js';

/** Gets a session, from a store or by signing in. */
export type Take<S> = (
  wanted: Omit<Wanted<S>, 'signIn' | 'ask' | 'module' | 'signals'>,
  stopped: AbortSignalLike,
) => Promise<Taken<S>>;

/** Keeps one session. */
export interface Keeper<S> {
  /** The session, immediately if there's a valid one. */
  ask(owner: string, signals: readonly (AbortSignalLike | undefined)[]): Held<S> | Promise<Held<S>>;
  /** Reports that a response said that a session is over; `false` if the user has signed out of it. */
  over(held: Held<S>): boolean;
  /** Forgets everything; callers that are waiting get the error. */
  reset(error: CredwireError): void;
}

interface Caller<S> {
  give(held: Held<S>): void;
  refuse(error: unknown): void;
}

/** Creates a keeper. */
export function keep<S extends Tokened>(now: Clock, rules: Rules, tell: Tell, take: Take<S>): Keeper<S> {
  let state: State<S> = COLD;
  let callers = 0;
  const waiting = new Map<number, Caller<S>>();
  const stops = new Map<number, () => void>();

  const dispatch = (event: Event<S>, at: number): void => {
    const [next, actions] = step(state, event, at, rules);
    state = next;
    for (const action of actions) perform(action, at);
  };

  const perform = (action: Action<S>, at: number): void => {
    if (action.type === 'start') forget(run(action.task, at));
    else if (action.type === 'stop') stops.get(action.task.id)?.();
    else {
      const caller = waiting.get(action.caller);
      waiting.delete(action.caller);
      if (action.type === 'give') caller?.give(action.held);
      else caller?.refuse(action.error);
    }
  };

  const run = async ({ id, kind, over }: Task, started: number): Promise<void> => {
    const isWanted = () => state.task?.id === id;
    const { signal, raise } = makeSignal();
    stops.set(id, raise);
    let event: Event<S>;
    try {
      const { session, at, stored } = await take({ anyAge: kind === 'sign-in', over, isWanted }, signal);
      event = { type: 'done', task: id, session, at, stored };
    } catch (error) {
      const isOurs = CredwireError.isOurs(error);
      const retryAfter = isOurs ? error.retryAfter : undefined;
      event = { type: 'failed', task: id, error, refused: isOurs && isRefusal(error), retryAfter };
    }
    stops.delete(id);
    const ended = later(started);
    const mattered = isWanted();
    dispatch(event, ended);
    if (event.type === 'failed') {
      if (mattered) tell({ type: 'fault', part: kind, code: codeOf(event.error) });
    } else if (state.held?.session === event.session) {
      const { stored, session } = event;
      tell({ type: kind, stored, took: ended - started, expiresAt: session.expiresAt });
    }
  };

  // A clock that fails now must not lose the callers that are waiting.
  const later = (started: number): number => {
    try {
      return now();
    } catch {
      return started;
    }
  };

  return {
    ask: (owner, signals) => {
      const at = now();
      const held = ready(state, at);
      if (held !== undefined) return held;
      const caller = ++callers;
      const wait = () =>
        new Promise<Held<S>>((give, refuse) => {
          waiting.set(caller, { give, refuse });
          dispatch({ type: 'ask', caller }, at);
        });
      return bounded(owner, { signals }, wait).catch((error: unknown) => {
        waiting.delete(caller); // if it was aborted
        dispatch({ type: 'leave', caller }, at);
        throw error;
      });
    },
    over: (held) => {
      if (isForgotten(state, held)) return false;
      dispatch({ type: 'over', generation: held.generation }, 0);
      return true;
    },
    reset: (error) => dispatch({ type: 'reset', error }, 0),
  };
}

// A web server or a proxy can refuse a password with a page, which isn't the vendor's refusal. The account may be
// locked by the next one all the same.
function isRefusal({ code, status }: CredwireError): boolean {
  return code === 'ERR_SIGN_IN_REFUSED' || status === 401 || status === 403;
}

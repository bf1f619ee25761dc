/** Runs the state machine: gives callers their session, starts sign-ins, and reports what happened. */
import { CredwireError } from '../core/errors.js';
import { codeOf, type Tell } from './events.js';
import {
  type Action,
  COLD,
  type Event,
  type Held,
  type Rules,
  ready,
  type State,
  step,
  type Task,
  type Tokened,
} from './machine.js';
import { bounded, type Clock, makeSignal, type Signal } from './platform.js';
import type { Taken, Wanted } from './shared.js';

/** Gets a session, from a store or by signing in. */
export type Take<S> = (wanted: Omit<Wanted<S>, 'signIn' | 'ask'>, stopped: Signal) => Promise<Taken<S>>;

/** Keeps one session. */
export interface Keeper<S> {
  /** The session, immediately if there's a valid one. */
  ask(owner: string, signals: readonly (Signal | undefined)[]): Held<S> | Promise<Held<S>>;
  /** Reports that a response said that a session is over. */
  over(held: Held<S>): void;
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
    if (action.type === 'start') run(action.task, action.over, at);
    else if (action.type === 'stop') stops.get(action.task.id)?.();
    else {
      const caller = waiting.get(action.caller);
      waiting.delete(action.caller);
      if (action.type === 'give') caller?.give(action.held);
      else caller?.refuse(action.error);
    }
  };

  const run = ({ id, kind }: Task, over: string | undefined, started: number): void => {
    const isWanted = () => state.task?.id === id;
    const { signal, raise } = makeSignal();
    stops.set(id, raise);
    const end = (event: Event<S>, at: number): void => {
      stops.delete(id);
      dispatch(event, at);
    };
    // A clock that fails now must not lose the callers that are waiting.
    const later = (): number => {
      try {
        return now();
      } catch {
        return started;
      }
    };
    take({ anyAge: kind === 'sign-in', over, isWanted }, signal).then(
      ({ session, at, stored }) => {
        const ended = later();
        if (isWanted()) tell({ type: kind, stored, took: ended - started, expiresAt: session.expiresAt });
        end({ type: 'done', task: id, session, at, stored }, ended);
      },
      (error: unknown) => {
        const isOurs = CredwireError.isOurs(error);
        const refused = isOurs && error.code === 'ERR_SIGN_IN_REFUSED';
        if (isWanted()) tell({ type: 'fault', part: kind, code: codeOf(error) });
        end({ type: 'failed', task: id, error, refused, retryAfter: isOurs ? error.retryAfter : undefined }, later());
      },
    );
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
    over: ({ generation }) => dispatch({ type: 'over', generation }, 0),
    reset: (error) => dispatch({ type: 'reset', error }, 0),
  };
}

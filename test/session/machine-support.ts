/** The machine and its events, for tests that read like a conversation. */
import { type Action, COLD, type Event, type Rules, type State, step } from '../../src/session/machine.js';

export interface Token {
  readonly token: string;
  readonly expiresAt?: number;
}

export const RULES: Rules = { renewBefore: undefined, patience: 1000 };

/** A machine with its state, for tests that read like a conversation. */
export function machine(rules: Rules = RULES) {
  let state: State<Token> = COLD;
  return {
    get state() {
      return state;
    },
    after(event: Event<Token>, now = 0): readonly Action<Token>[] {
      const [next, actions] = step(state, event, now, rules);
      state = next;
      return actions;
    },
  };
}

export const done = (task: number, token: string, expiresAt?: number, stored = false): Event<Token> => ({
  type: 'done',
  task,
  session: expiresAt === undefined ? { token } : { token, expiresAt },
  at: 0,
  stored,
});
export const ask = (caller: number): Event<Token> => ({ type: 'ask', caller });
export const failed = (task: number, refused = false, retryAfter?: number): Event<Token> => {
  return { type: 'failed', task, error: `fault ${task}`, refused, retryAfter };
};
export const typesOf = (actions: readonly Action<Token>[]) => actions.map(({ type }) => type);

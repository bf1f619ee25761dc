import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Action,
  COLD,
  type Event,
  lifeOf,
  type Rules,
  ready,
  type State,
  step,
} from '../../src/session/machine.js';

interface Token {
  readonly token: string;
  readonly expiresAt?: number;
}

const RULES: Rules = { renewBefore: undefined, patience: 1000 };

/** A machine with its state, for tests that read like a conversation. */
function machine(rules: Rules = RULES) {
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

const done = (task: number, token: string, expiresAt?: number, stored = false): Event<Token> => ({
  type: 'done',
  task,
  session: expiresAt === undefined ? { token } : { token, expiresAt },
  at: 0,
  stored,
});
const ask = (caller: number): Event<Token> => ({ type: 'ask', caller });
const failed = (task: number, refused = false, retryAfter?: number): Event<Token> => {
  return { type: 'failed', task, error: `fault ${task}`, refused, retryAfter };
};
const typesOf = (actions: readonly Action<Token>[]) => actions.map(({ type }) => type);

/** A machine that has a session which ends at a time. */
function signedIn(expiresAt?: number, rules?: Rules) {
  const it = machine(rules);
  it.after(ask(1));
  it.after(done(1, 'A', expiresAt));
  return it;
}

describe('lifeOf', () => {
  it('renews a tenth of the life before the end, and at most 5 minutes', () => {
    expect(lifeOf({ token: '', expiresAt: 1000 }, 0, RULES)).toEqual({ renewAt: 900, endsAt: 1000 });
    expect(lifeOf({ token: '', expiresAt: 36_000_000 }, 0, RULES)).toEqual({ renewAt: 35_700_000, endsAt: 36_000_000 });
  });

  it('takes what is asked for, and always lets a tenth of the life pass', () => {
    expect(lifeOf({ token: '', expiresAt: 1000 }, 0, { ...RULES, renewBefore: 0 }).renewAt).toBe(1000);
    expect(lifeOf({ token: '', expiresAt: 1000 }, 0, { ...RULES, renewBefore: 300 }).renewAt).toBe(700);
    expect(lifeOf({ token: '', expiresAt: 1000 }, 0, { ...RULES, renewBefore: 5000 }).renewAt).toBe(100);
  });

  it.each([undefined, Number.NaN, 0, -1, 499, 500, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])(
    'takes an end of %s at 500 for none',
    (expiresAt) => {
      const session = expiresAt === undefined ? { token: '' } : { token: '', expiresAt };
      expect(lifeOf(session, 500, RULES)).toEqual({
        renewAt: Number.POSITIVE_INFINITY,
        endsAt: Number.POSITIVE_INFINITY,
      });
    },
  );

  it('takes an end beyond every date as it is', () => {
    expect(lifeOf({ token: '', expiresAt: 1e300 }, 0, RULES).endsAt).toBe(1e300);
  });
});

describe('the machine', () => {
  it('starts one sign-in for the first who asks, and gives the session to all', () => {
    const it = machine();
    expect(it.after(ask(1))).toEqual([{ type: 'start', task: { id: 1, kind: 'sign-in', deadline: 1000, over: [] } }]);
    expect(it.after(ask(2))).toEqual([]);
    expect(it.after(done(1, 'A'))).toMatchObject([
      { type: 'give', caller: 1, held: { session: { token: 'A' } } },
      { type: 'give', caller: 2, held: { session: { token: 'A' } } },
    ]);
    expect(ready(it.state, 1e9)?.session.token).toBe('A');
  });

  it('renews once in the time before the end, and keeps using the old session', () => {
    const it = signedIn(1000);
    expect(ready(it.state, 899)).toBeDefined();
    expect(ready(it.state, 900)).toBeUndefined();
    expect(typesOf(it.after(ask(2), 900))).toEqual(['give', 'start']);
    expect(typesOf(it.after(ask(3), 950))).toEqual(['give']);
    expect(it.after(done(3, 'B', 2000), 960)).toEqual([]);
    expect(it.after(ask(4), 990)).toMatchObject([{ type: 'give', held: { session: { token: 'B' } } }]);
  });

  it('lets those wait for a renewal under way whose session has ended', () => {
    const it = signedIn(1000);
    it.after(ask(2), 900);
    expect(it.after(ask(3), 1000)).toEqual([]);
    expect(it.after(done(3, 'B', 2000), 1010)).toMatchObject([{ type: 'give', caller: 3 }]);
  });

  it('rests after a renewal that failed: a second, a quarter of what is left, or what the server asks for', () => {
    for (const [retryAfter, pause] of [
      [undefined, 2500],
      [5000, 5000],
    ]) {
      const it = signedIn(100_000);
      it.after(ask(2), 90_000);
      expect(it.after(failed(3, false, retryAfter), 90_000)).toEqual([]);
      expect(typesOf(it.after(ask(3), 90_000 + Number(pause) - 1))).toEqual(['give']);
      expect(typesOf(it.after(ask(4), 90_000 + Number(pause)))).toEqual(['give', 'start']);
    }
    const it = signedIn(1000);
    it.after(ask(2), 900);
    it.after(failed(3), 900);
    expect(typesOf(it.after(ask(3), 999))).toEqual(['give']);
    expect(typesOf(it.after(ask(4), 1000))).toEqual(['start']); // who has none does not rest
  });

  it('refuses all who wait where the sign-in fails, and starts another for the next', () => {
    const it = machine();
    it.after(ask(1));
    it.after(ask(2));
    expect(it.after(failed(1))).toEqual([
      { type: 'refuse', caller: 1, error: 'fault 1' },
      { type: 'refuse', caller: 2, error: 'fault 1' },
    ]);
    expect(typesOf(it.after(ask(3)))).toEqual(['start']);
  });

  it('remembers a refused password until it is reset', () => {
    const it = machine();
    it.after(ask(1));
    it.after(failed(1, true));
    expect(it.after(ask(2), 1e12)).toEqual([{ type: 'refuse', caller: 2, error: 'fault 1' }]);
    expect(it.after({ type: 'reset', error: 'out' })).toEqual([]);
    expect(typesOf(it.after(ask(3)))).toEqual(['start']);
  });

  it('keeps using a valid session if its renewal is refused, and renews no more', () => {
    const it = signedIn(1000);
    it.after(ask(2), 900);
    it.after(failed(3, true), 910);
    expect(typesOf(it.after(ask(3), 999))).toEqual(['give']);
    expect(it.after(ask(4), 1000)).toEqual([{ type: 'refuse', caller: 4, error: 'fault 3' }]);
  });

  it('ends the session whose generation is named, and no later one', () => {
    const it = signedIn();
    const first = it.state.held?.generation ?? 0;
    it.after({ type: 'over', generation: first });
    expect(ready(it.state, 0)).toBeUndefined();
    expect(it.after(ask(2))).toMatchObject([{ type: 'start', task: { over: ['A'] } }]);
    it.after(done(3, 'B'));
    it.after({ type: 'over', generation: first });
    expect(ready(it.state, 0)?.session.token).toBe('B');
  });

  it('does not take a session back from the store that is over, and takes the same token from a sign-in', () => {
    const it = signedIn();
    it.after({ type: 'over', generation: it.state.held?.generation ?? 0 });
    it.after(ask(2));
    expect(it.after(done(3, 'A', undefined, true))).toMatchObject([{ type: 'start', task: { over: ['A'] } }]);
    expect(it.after(done(4, 'A'))).toMatchObject([{ type: 'give', caller: 2 }]);
    expect(it.state.over).toEqual([]);
  });

  it('forgets everything at a reset: waiting callers are refused, and work under way is stopped and discarded', () => {
    const it = machine();
    it.after(ask(1));
    expect(it.after({ type: 'reset', error: 'out' })).toEqual([
      { type: 'stop', task: { id: 1, kind: 'sign-in', deadline: 1000, over: [] } },
      { type: 'refuse', caller: 1, error: 'out' },
    ]);
    expect(it.after(done(1, 'A'))).toEqual([]);
    expect(it.after(failed(1))).toEqual([]);
    expect(ready(it.state, 0)).toBeUndefined();
  });

  it('keeps the token that it has forgotten from coming back from a store', () => {
    const it = signedIn();
    it.after({ type: 'reset', error: 'out' });
    expect(it.after(ask(2))).toMatchObject([{ type: 'start', task: { over: ['A'] } }]);
  });

  it('takes a sign-in for lost after its deadline, and starts another', () => {
    const it = machine();
    it.after(ask(1));
    expect(it.after(ask(2), 999)).toEqual([]);
    expect(typesOf(it.after(ask(3), 1000))).toEqual(['stop', 'start']);
    expect(it.after(done(1, 'A'), 1001)).toEqual([]);
    expect(it.after(done(2, 'B'), 1002).map((action) => 'caller' in action && action.caller)).toEqual([1, 2, 3]);
  });

  it('forgets who leaves', () => {
    const it = machine();
    it.after(ask(1));
    it.after(ask(2));
    it.after({ type: 'leave', caller: 1 });
    expect(it.after(done(1, 'A'))).toMatchObject([{ type: 'give', caller: 2 }]);
  });
});

/** What may happen next, as numbers that the run below gives a meaning. */
const happenings = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'ask',
      'ask',
      'done',
      'done',
      'stored',
      'failed',
      'refused',
      'over',
      'late over',
      'leave',
      'reset',
    ),
    pass: fc.constantFrom(0, 1, 10, 100, 1000, 31_536_000_000, -31_536_000_000),
    life: fc.constantFrom(undefined, 100, 1000, 0, -5, Number.NaN, 1e300),
    pick: fc.nat(20),
  }),
  { maxLength: 80 },
);

describe('over random interleavings', () => {
  it('has never two sign-ins at once, gives no ended or older session, and loses nobody', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const it = machine({ renewBefore: undefined, patience: Number.POSITIVE_INFINITY });
        // The reference: what an onlooker knows, in plain variables.
        let [now, callers, tokens] = [1e12, 0, 0];
        let running: number[] = [];
        const waiting = new Set<number>();
        const dead = new Set<string>();
        const generations: { readonly number: number; readonly token: string }[] = [];
        let newest = 0;
        const look = (actions: readonly Action<Token>[]) => {
          for (const action of actions) {
            if (action.type === 'start') running.push(action.task.id);
            if (action.type === 'stop') running = running.filter((id) => id !== action.task.id);
            if (action.type === 'give') {
              expect(waiting.delete(action.caller)).toBe(true); // once each
              expect(action.held.generation).toBeGreaterThanOrEqual(newest);
              expect(dead.has(action.held.session.token)).toBe(false);
              expect(now < action.held.endsAt).toBe(true);
              newest = action.held.generation;
              generations.push({ number: newest, token: action.held.session.token });
            }
            if (action.type === 'refuse') expect(waiting.delete(action.caller)).toBe(true);
          }
          expect(running.length).toBeLessThanOrEqual(1);
          // Nobody waits for nothing.
          if (waiting.size > 0) expect(running.length).toBe(1);
          expect([...waiting]).toEqual(it.state.waiting);
        };
        const finish = (): number | undefined => {
          const [task] = running;
          running = [];
          return task;
        };
        for (const { kind, pass, life, pick } of all) {
          now += pass;
          if (kind === 'ask') {
            waiting.add(++callers);
            look(it.after(ask(callers), now));
          } else if (kind === 'leave') {
            const caller = [...waiting][pick];
            if (caller !== undefined) waiting.delete(caller);
            look(it.after({ type: 'leave', caller: caller ?? -1 }, now));
          } else if (kind === 'reset') {
            const { held } = it.state;
            look(it.after({ type: 'reset', error: 'out' }, now));
            if (held !== undefined) dead.add(held.session.token);
            expect(waiting.size).toBe(0);
          } else if (kind === 'over' || kind === 'late over') {
            const known = kind === 'over' ? generations.at(-1) : generations[pick];
            const before = it.state.held;
            look(it.after({ type: 'over', generation: known?.number ?? -1 }, now));
            if (before !== undefined && it.state.held === undefined) {
              expect(before.generation).toBe(known?.number);
              dead.add(before.session.token);
            }
          } else {
            const task = finish();
            if (task === undefined) continue;
            if (kind === 'failed' || kind === 'refused') look(it.after(failed(task, kind === 'refused'), now));
            else {
              // A store has an old token at times; a sign-in has a new one.
              const old = [...dead].at(-1);
              const token = kind === 'stored' && pick > 10 && old !== undefined ? old : `token ${++tokens}`;
              const session = life === undefined ? { token } : { token, expiresAt: now + life };
              look(it.after({ type: 'done', task, session, at: now, stored: kind === 'stored' }, now));
            }
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('does what a simple keeper of one session does', () => {
    fc.assert(
      fc.property(happenings, (all) => {
        const it = machine();
        // The reference has neither generations nor renewals: one session, one sign-in, one queue.
        let session: { readonly token: string; readonly endsAt: number } | undefined;
        let [isRunning, refused, queue, now, callers] = [false, false, 0, 1e12, 0];
        for (const { kind, pick } of all) {
          now += pick;
          if (kind === 'ask') {
            if (session !== undefined && now >= session.endsAt) session = undefined;
            const expected = session !== undefined ? 'give' : refused ? 'refuse' : isRunning ? undefined : 'start';
            expect(it.after(ask(++callers), now)[0]?.type).toBe(expected);
            if (session === undefined && !refused) {
              queue++;
              isRunning = true;
            }
          } else if (kind === 'over') {
            it.after({ type: 'over', generation: it.state.held?.generation ?? -1 }, now);
            session = undefined;
          } else if (kind === 'reset') {
            expect(it.after({ type: 'reset', error: '' }, now).filter(({ type }) => type === 'refuse')).toHaveLength(
              queue,
            );
            [session, isRunning, refused, queue] = [undefined, false, false, 0];
          } else if (isRunning && (kind === 'failed' || kind === 'refused')) {
            expect(it.after(failed(it.state.task?.id ?? -1, kind === 'refused'), now)).toHaveLength(queue);
            [isRunning, refused, queue] = [false, kind === 'refused', 0];
          } else if (isRunning && kind === 'done') {
            const endsAt = pick > 10 ? now + 1e6 : Number.POSITIVE_INFINITY;
            session = { token: `token ${callers} ${now}`, endsAt };
            const made = Number.isFinite(endsAt)
              ? { token: session.token, expiresAt: endsAt }
              : { token: session.token };
            const event = {
              type: 'done',
              task: it.state.task?.id ?? -1,
              session: made,
              at: now,
              stored: false,
            } as const;
            expect(it.after(event, now).filter(({ type }) => type === 'give')).toHaveLength(queue);
            [isRunning, queue] = [false, 0];
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { isForgotten, lifeOf, type Rules, ready } from '../../src/session/machine.js';
import { ask, done, failed, machine, RULES, typesOf } from './machine-support.js';

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

  it('renews no more after a refusal, long after it was refused', () => {
    const it = signedIn(100_000);
    it.after(ask(2), 90_000);
    it.after(failed(3, true), 90_000);
    expect(typesOf(it.after(ask(3), 99_999))).toEqual(['give']);
  });

  it('ends the session whose generation is named, and no later one', () => {
    const it = signedIn();
    const first = it.state.held?.generation ?? 0;
    expect(it.after({ type: 'over', generation: first })).toEqual([]);
    expect(it.after({ type: 'over', generation: first })).toEqual([]);
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

  it('takes no token back that was reported over while its sign-in was under way', () => {
    const it = signedIn(1000);
    it.after(ask(2), 900);
    it.after({ type: 'over', generation: it.state.held?.generation ?? 0 }, 950);
    it.after(ask(3), 960);
    expect(it.after(done(3, 'A', 2000), 970)).toMatchObject([{ type: 'start', task: { over: ['A'] } }]);
    expect(it.after(done(4, 'A', 2000), 980)).toMatchObject([{ type: 'give', caller: 3 }]);
  });

  it('takes no token back from a store that a renewal has replaced', () => {
    const it = signedIn(1000);
    it.after(ask(2), 900);
    it.after(done(3, 'B', 2000), 910);
    it.after({ type: 'over', generation: it.state.held?.generation ?? 0 });
    it.after(ask(3), 920);
    expect(typesOf(it.after(done(it.state.last, 'A', 1000, true), 930))).toEqual(['start']);
  });

  it('remembers the last 16 tokens that were over: a store may still have any of them', () => {
    const it = machine();
    for (let round = 0; round < 20; round++) {
      it.after(ask(round));
      it.after(done(it.state.last, `token ${round}`));
      it.after({ type: 'over', generation: it.state.held?.generation ?? 0 });
    }
    expect(it.state.over).toEqual(Array.from({ length: 16 }, (_, index) => `token ${index + 4}`));
    it.after(ask(99));
    expect(typesOf(it.after(done(it.state.last, 'token 4', undefined, true)))).toEqual(['start']);
  });

  it('knows which sessions the user has signed out of', () => {
    const it = signedIn();
    const first = it.state.held;
    if (first === undefined) throw new Error('there is a session');
    expect(isForgotten(it.state, first)).toBe(false);
    it.after({ type: 'over', generation: first.generation });
    expect(isForgotten(it.state, first)).toBe(false);
    it.after({ type: 'reset', error: 'out' });
    expect(isForgotten(it.state, first)).toBe(true);
    it.after(ask(2));
    it.after(done(it.state.last, 'B'));
    expect(it.state.held && isForgotten(it.state, it.state.held)).toBe(false);
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
    expect(it.after({ type: 'leave', caller: 1 })).toEqual([]);
    expect(it.after(done(1, 'A'))).toMatchObject([{ type: 'give', caller: 2 }]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/session/machine.js';
import { ask, failed, machine, type Token } from './machine-support.js';

/** What may happen next, as numbers that the run below gives a meaning. */
const happenings = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'ask',
      'ask',
      'done',
      'done',
      'stored',
      'same',
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
        let deadAtStart: ReadonlySet<string> = new Set();
        const generations: { readonly number: number; readonly token: string }[] = [];
        let newest = 0;
        const look = (actions: readonly Action<Token>[]) => {
          for (const action of actions) {
            if (action.type === 'start') {
              running.push(action.task.id);
              deadAtStart = new Set(dead);
            }
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
              // A store has an old token at times.
              // A vendor can repeat one: what is over only lives again by a sign-in that started later.
              const old = kind === 'same' ? generations[pick]?.token : pick > 10 ? [...dead].at(-1) : undefined;
              const token = kind !== 'done' && old !== undefined ? old : `token ${++tokens}`;
              if (kind === 'same' && deadAtStart.has(token)) dead.delete(token);
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

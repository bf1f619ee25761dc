/** What bench/scale.mjs makes of its measurements. The measurements themselves take minutes, in a command of their own. */
import { describe, expect, it } from 'vitest';
import { goals } from '../../bench/goals.mjs';
import { BY_HAND } from '../../bench/scale/by-hand.mjs';
import { faultsOf, isFlat, MOST_GROWTH, MOST_LEFT } from '../../bench/scale/results.mjs';
import { scaleTables } from '../../bench/scale/tables.mjs';

const EARLY = 9_000_000;
const HELD = { count: 1000, bytes: 2000, left: 0.5, seconds: 0.1 };
const stretch = (late: number) => ({ name: 'sign-ins', count: 1000, early: EARLY, late, seconds: 2 });
const turns = (...perSecond: number[]) => perSecond.map((each) => ({ perSecond: each, cpu: 1e6 }));

describe('memory', () => {
  it('is flat up to what V8 itself learns, and may shrink', () => {
    expect(
      [EARLY - 1, EARLY, EARLY + MOST_GROWTH, EARLY + MOST_GROWTH + 1].map((late) => isFlat(stretch(late))),
    ).toEqual([true, true, true, false]);
  });

  it("that grows is a fault, and so are connections that aren't freed", () => {
    expect(faultsOf({ stretches: [stretch(EARLY)], held: HELD })).toEqual([]);
    const leaking = { stretches: [stretch(EARLY), stretch(EARLY + 2e6)], held: { ...HELD, left: MOST_LEFT + 1 } };
    expect(faultsOf(leaking)).toEqual([
      'sign-ins: memory grew by 2,000,000 bytes',
      'connections leave 17.0 bytes each behind',
    ]);
  });

  it('is among the figures to reach: the stretch that grows most', () => {
    const scale = {
      stretches: [stretch(EARLY + 5000), stretch(EARLY)],
      ...{ held: HELD, loopback: [], inFlight: 1, load: { before: 0, after: 0 } },
    };
    const results = { runtime: 'Node 1', processor: '', clock: '', workloads: [] };
    const atScale = goals.filter(({ name }) => name.startsWith('at scale'));
    expect(atScale.map((goal) => goal.figure({ ...results, scale }))).toEqual([5, 0.5]);
    expect(atScale.map((goal) => goal.figure(results))).toEqual([undefined, undefined]);
  });
});

describe('the tables', () => {
  const tables = scaleTables({
    stretches: [stretch(EARLY + 900)],
    held: HELD,
    loopback: [
      {
        name: 'BEX',
        rounds: { credwire: turns(90, 80, 100, 90, 90, 90), 'by hand': turns(100, 100, 100, 90, 100, 100) },
      },
    ],
    inFlight: 16,
    load: { before: 0, after: 0 },
  });

  it('tell the memory and the time of each operation', () => {
    expect(tables[0]).toContain('| sign-ins | 1,000 | 2.00 ms | 8,789 | 8,790 | 1.00 |');
    expect(tables[1]).toContain('| 1,000 | 100 µs | 2,000 | 0.50 |');
  });

  it('compare sign-ins a second round by round', () => {
    expect(tables[2]).toContain('| BEX | 90.0 | 100 | 0.900 | 0.800 to 1.000 | 1.00 ms | 1.00 ms |');
  });
});

it('has every vendor by hand', () => {
  expect(Object.keys(BY_HAND)).toEqual(['iFactory', 'IDscan', 'Jacada', 'BEX', 'SmartConnect']);
});

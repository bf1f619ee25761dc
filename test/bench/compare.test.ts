/** What a comparison of two builds concludes from its pairs. */
import { describe, expect, it } from 'vitest';
import { isWide, judged } from '../../bench/pairs.mjs';
import { interval, verdict } from '../../bench/statistics.mjs';

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

describe('the interval of a median', () => {
  it('runs between the ranks that the tables of the sign test give, in whatever order the values came', () => {
    expect(interval(range(6))).toEqual({ median: 3.5, low: 1, high: 6, level: 1 - 2 / 64 });
    expect(interval(range(11).reverse())).toMatchObject({ median: 6, low: 2, high: 10, level: 1 - 24 / 2048 });
    expect(interval(range(25))).toMatchObject({ median: 13, low: 8, high: 18 });
    expect(interval(range(25), 0.99)).toMatchObject({ low: 6, high: 20 });
  });

  it('needs enough values', () => {
    expect(() => interval(range(5))).toThrow('5 values are too few for an interval of 95 %');
    expect(() => interval([])).toThrow('0 values');
  });

  it('does not move for one value that is far out', () => {
    expect(interval([...range(10), 1e9]).high).toBe(10);
  });
});

describe('the verdict', () => {
  it.each([
    [1.03, 1.2, 'slower'],
    [1.02, 1.2, 'no difference found'],
    [0.9, 1.1, 'no difference found'],
    [0.8, 0.98, 'no difference found'],
    [0.8, 0.97, 'faster'],
  ])('of %d to %d is: %s', (low, high, found) => {
    expect(verdict({ median: (low + high) / 2, low, high })).toBe(found);
  });
});

describe('what bench/compare-trial.mjs measured of RSA on a busy machine', () => {
  const SAME = [
    0.98, 0.954, 1.046, 0.946, 0.992, 1.108, 0.939, 1.02, 0.94, 1.014, 0.991, 1.014, 0.975, 0.889, 0.999, 1.03, 0.987,
    0.968, 1.004, 0.997,
  ];
  const FIFTH_MORE = [
    1.204, 1.182, 1.147, 1.262, 1.23, 1.167, 1.109, 1.202, 1.266, 1.161, 1.17, 1.211, 1.173, 1.12, 1.247, 1.232, 1.171,
    1.243, 1.258, 1.187, 1.247, 1.251, 1.148, 1.234, 1.158, 1.208, 1.155, 1.212, 1.281, 1.17, 1.215,
  ];

  it('finds no difference between two copies of a build', () => {
    expect(verdict(interval(SAME))).toBe('no difference found');
  });

  it('finds that a build is slower if every fifth call does its work twice, and by how much', () => {
    const quotient = interval(FIFTH_MORE);
    expect(verdict(quotient)).toBe('slower');
    expect(quotient.low).toBeLessThan(1.2);
    expect(quotient.high).toBeGreaterThan(1.2);
  });
});

describe('a comparison', () => {
  const EQUAL = [0.99, 1.01, 1, 1.02, 0.98, 1.01];
  const SLOW = [1.1, 1.12, 1.09, 1.11, 1.1, 1.13];
  const measurements = (...all: readonly (readonly number[])[]) => {
    const left = [...all];
    return { measure: async () => left.shift() ?? expect.fail('measured too often'), left };
  };

  it('measures again before it calls anything slower', async () => {
    const twice = measurements(SLOW, SLOW);
    expect(await judged(twice.measure)).toEqual({ found: 'slower', values: SLOW });
    expect(twice.left).toEqual([]);
    expect(await judged(measurements(SLOW, EQUAL).measure)).toEqual({ found: 'no difference found', values: EQUAL });
  });

  it('takes more pairs while they differ by too much from each other, whichever build is faster', () => {
    expect([EQUAL, SLOW, SLOW.map((each) => each / 2)].map(isWide)).toEqual([false, false, false]);
    expect([0.7, 1, 1.3].map((factor) => isWide(EQUAL.map((each, at) => each * (at % 2 ? factor : 1))))).toEqual([
      ...[true, false, true],
    ]);
  });

  it('measures once if nothing seems slower', async () => {
    expect((await judged(measurements(EQUAL).measure)).found).toBe('no difference found');
    expect((await judged(measurements(EQUAL.map((each) => each / 1.1)).measure)).found).toBe('faster');
  });
});

// Medians, how far the middle half of the rounds spreads, and how far a median can be trusted.

/** @typedef {{ readonly median: number, readonly low: number, readonly high: number }} Summary - The quartiles. */

/** @param {readonly number[]} values @returns {Summary} */
export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  /** @param {number} share */
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/**
 * How many times as fast as the reference, round by round.
 *
 * @param {readonly number[]} reference
 * @param {readonly number[]} times
 */
export const ratio = (reference, times) => summary(times.map((time, round) => (reference[round] ?? Number.NaN) / time));

/** The share of the reference's time, round by round. @param {readonly number[]} times @param {readonly number[]} reference */
export const quotients = (times, reference) => times.map((time, round) => time / (reference[round] ?? Number.NaN));

/**
 * The median with a confidence interval that assumes nothing of how the values are distributed: the k-th value from
 * either end, where k comes from the binomial distribution of how many lie on either side of the true median.
 *
 * @param {readonly number[]} values - Independent of each other; at least 6 for 95 %.
 * @param {number} [level]
 * @returns {Summary & { readonly level: number }} `level` is what the interval really has, at least what was asked.
 */
export function interval(values, level = 0.95) {
  const sorted = [...values].sort((a, b) => a - b);
  const count = sorted.length;
  let outside = 2 * 0.5 ** count; // the chance that the true median lies beyond the outermost values
  if (!(outside <= 1 - level)) throw new Error(`${count} values are too few for an interval of ${level * 100} %`);
  let [ways, beyond, depth] = [1, outside, 0];
  for (;;) {
    ways = (ways * (count - depth)) / (depth + 1);
    beyond += 2 * ways * 0.5 ** count;
    if (beyond > 1 - level) break;
    outside = beyond;
    depth++;
  }
  /** @param {number} at */
  const value = (at) => sorted[at] ?? Number.NaN;
  const median = (value(Math.floor((count - 1) / 2)) + value(Math.ceil((count - 1) / 2))) / 2;
  return { median, low: value(depth), high: value(count - 1 - depth), level: 1 - outside };
}

/** A smaller difference isn't reported: it would not be worth a line of code. */
export const MARGIN = 0.02;

/**
 * What an interval of "time after / time before" says.
 *
 * @param {Summary} quotient
 * @returns {'slower' | 'faster' | 'no difference found'}
 */
export function verdict({ low, high }) {
  if (low > 1 + MARGIN) return 'slower';
  return high < 1 - MARGIN ? 'faster' : 'no difference found';
}

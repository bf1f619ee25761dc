// Medians, and how far the middle half of the rounds spreads.

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

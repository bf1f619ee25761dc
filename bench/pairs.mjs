// Compares a candidate in two builds. Each figure is the median of pairs of processes, one per build, whose rounds alternate.
// The interval is that of the median, by the ranks of the pairs (as in a sign test), so it assumes nothing of how times
// are distributed. On a busy machine it takes more pairs until it is narrow enough. A candidate that seems slower is
// measured again, and counts only if it is slower twice.
import { join } from 'node:path';
import { start } from './measure.mjs';
import { interval, summary, verdict } from './statistics.mjs';

/**
 * @typedef {{ readonly before: string, readonly after: string }} Builds - Folders, each with its dist/ and its bench/.
 * @typedef {{ readonly pairs: number, readonly most: number, readonly rounds: number, readonly roundMs: number }} Settings
 * `pairs` are measured at least, and `most` where their times differ too much from each other to tell anything.
 */

/** @type {Settings} */
export const FULL = { pairs: 11, most: 31, rounds: 15, roundMs: 15 };

/** Only shows that everything works. @type {Settings} */
export const QUICK = { pairs: 6, most: 6, rounds: 1, roundMs: 1 };

/**
 * Time now as a share of the time before: one value per pair of processes.
 *
 * @param {string} workload
 * @param {string} candidate
 * @param {Builds} builds
 * @param {Settings} settings
 */
async function measurePairs(workload, candidate, builds, { pairs, most, rounds, roundMs }) {
  /** @type {number[]} */
  const quotients = [];
  for (let pair = 0; pair < pairs || (pair < most && isWide(quotients)); pair++) {
    const running = [];
    try {
      const before = await start(workload, candidate, roundMs, join(builds.before, 'bench/candidate.mjs'));
      running.push(before);
      const after = await start(workload, candidate, roundMs, join(builds.after, 'bench/candidate.mjs'));
      running.push(after);
      const times = [];
      for (let round = 0; round < rounds; round++) {
        const isFirst = (pair + round) % 2 === 0;
        const early = isFirst ? Number(await before.ask('round')) : undefined;
        const now = Number(await after.ask('round'));
        times.push(now / (early ?? Number(await before.ask('round'))));
      }
      for (const runner of running) await runner.end();
      quotients.push(summary(times).median);
    } finally {
      for (const runner of running) runner.stop(); // where the other one failed
    }
  }
  return quotients;
}

/**
 * An interval of this width is enough. The width doesn't say which build is faster, so waiting for it favours neither; the level
 * of the interval is then a little lower than the one shown.
 */
const WIDTH = 0.06;

/** @param {readonly number[]} quotients */
export function isWide(quotients) {
  const { low, high } = interval(quotients);
  return high - low > WIDTH;
}

/**
 * What pairs say, and a line about it.
 *
 * @param {string} workload
 * @param {string} candidate
 * @param {Builds} builds
 * @param {Settings} settings
 */
export async function comparison(workload, candidate, builds, settings) {
  const label = `${workload}: ${candidate}`;
  try {
    const { found, values } = await judged(() => measurePairs(workload, candidate, builds, settings));
    const quotient = interval(values);
    const [median, low, high] = [quotient.median, quotient.low, quotient.high].map((value) => value.toFixed(3));
    const range = `${low} to ${high}, ${(quotient.level * 100).toFixed(1)} %, ${values.length} pairs`;
    return { found, values, text: `${found}  ${label}: ${median} (${range})` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    return { found: 'not compared', values: [], text: `not compared  ${label}: ${reason}` };
  }
}

/**
 * Measures, and measures again before it calls anything slower.
 *
 * @param {() => Promise<readonly number[]>} measure - Times after as shares of times before.
 */
export async function judged(measure) {
  let values = await measure();
  if (verdict(interval(values)) === 'slower') values = await measure();
  return { found: verdict(interval(values)), values };
}

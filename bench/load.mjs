// Whether the machine is idle enough to measure on it.
import { cpus } from 'node:os';

/** From here on, figures are to be measured again. */
export const BUSY = 0.5;

/** Busy and all milliseconds of all cores since the machine started. */
function spent() {
  const times = cpus().map((cpu) => cpu.times);
  const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0);
  return { all, busy: all - times.reduce((sum, { idle }) => sum + idle, 0) };
}

/**
 * How many cores other programs keep busy while this one waits. The system's load average would count the benchmark
 * itself for minutes after its end.
 *
 * @param {number} [seconds]
 * @returns {Promise<number>}
 */
export async function load(seconds = 5) {
  const before = spent();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const after = spent();
  return Number((((after.busy - before.busy) / (after.all - before.all)) * cpus().length).toFixed(2));
}

/** In words, with a warning where it was too much. @param {{ readonly before: number, readonly after: number }} load */
export function loadLine({ before, after }) {
  const line = `Other programs kept ${before} cores busy before the run and ${after} after it.`;
  return before >= BUSY || after >= BUSY
    ? `${line} **That's ${BUSY} or more: measure again on an idle machine.**`
    : line;
}

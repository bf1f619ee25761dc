// The side of the browser: the same workloads as in Node, but for the candidates that need Node.
import { workloads } from './workloads/index.mjs';

/** @type {{ run: () => unknown, waits: boolean } | undefined} */
let candidate;

/** @param {number} count */
async function rounds(count) {
  if (candidate === undefined) throw new Error('no candidate has been set up');
  const { run, waits } = candidate;
  if (waits) {
    for (let done = 0; done < count; done++) await run();
  } else {
    for (let done = 0; done < count; done++) run();
  }
}

const bench = {
  /** Names of the workloads and of their candidates. */
  list: () =>
    workloads.map(({ name, reference, nodeOnly = [], candidates }) => ({
      name,
      reference,
      candidates: Object.keys(candidates).filter((candidate) => !nodeOnly.includes(candidate)),
    })),

  /**
   * Sets a candidate up, checks its output, warms it up, and returns how many operations make a round.
   *
   * @param {string} workloadName
   * @param {string} candidateName
   * @param {number} roundMs
   */
  async setUp(workloadName, candidateName, roundMs) {
    const workload = workloads.find(({ name }) => name === workloadName);
    const made = await workload?.candidates[candidateName]?.();
    if (workload === undefined || made === undefined) throw new Error(`no candidate ${workloadName}: ${candidateName}`);
    const { run, read = (/** @type {unknown} */ output) => output } = made;
    workload.check(read(await run()));
    candidate = { run, waits: workload.waits === true };
    let count = 1;
    for (;;) {
      const start = performance.now();
      await rounds(count);
      const used = performance.now() - start;
      if (used >= roundMs) break;
      count = used < roundMs / 10 ? count * 4 : Math.ceil((count * roundMs * 1.2) / used);
    }
    for (let round = 0; round < 4; round++) await rounds(count);
    workload.check(read(await run()));
    return count;
  },

  rounds,
};

/** @typedef {typeof bench} Bench */

Object.assign(globalThis, { bench });

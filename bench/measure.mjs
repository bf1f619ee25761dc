// Measures the candidates of a workload: each in a process of its own, in rounds that alternate between them.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Settings
 * @property {number} rounds
 * @property {number} roundMs - CPU time of one round, in milliseconds.
 *
 * @typedef {Readonly<Record<string, readonly number[]>>} Rounds - Nanoseconds per operation, by candidate, round by round.
 */

/**
 * @param {import('./workload.mjs').Workload} workload
 * @param {Settings} settings
 * @returns {Promise<Rounds>}
 */
export async function measure({ name, candidates }, { rounds, roundMs }) {
  const runners = [];
  for (const candidate of Object.keys(candidates)) runners.push(await start(name, candidate, roundMs));
  for (let round = 0; round < rounds; round++) {
    for (const { ask, times } of runners) times.push(Number(await ask('round')));
  }
  for (const { end } of runners) await end();
  return Object.fromEntries(runners.map(({ candidate, times }) => [candidate, times]));
}

const SCRIPT = fileURLToPath(new URL('candidate.mjs', import.meta.url));

/**
 * Starts a candidate in a process of its own, and waits until it is warm.
 *
 * @param {string} workload
 * @param {string} candidate
 * @param {number} roundMs
 * @param {string} [script] - The one to start; of another build, in a comparison.
 */
export async function start(workload, candidate, roundMs, script = SCRIPT) {
  const child = fork(script, [workload, candidate, String(roundMs)], { execArgv: [] });
  const exit = once(child, 'exit');
  /** The child's next message; an error where it ends instead. */
  const answer = async () => {
    const failure = exit.then(([code]) => {
      throw new Error(`${workload}: ${candidate} ended with status ${code}`);
    });
    const [message] = await Promise.race([once(child, 'message'), failure]);
    return message;
  };
  await answer();
  return {
    candidate,
    /** @type {number[]} */
    times: [],
    /** @param {string} message */
    ask: (message) => {
      const reply = answer();
      child.send(message);
      return reply;
    },
    /** Ends it at once, if it still runs. */
    stop: () => void child.kill(),
    end: async () => {
      child.send('end');
      const [code] = await exit;
      if (code !== 0) throw new Error(`${workload}: ${candidate} ended with status ${code}`);
    },
  };
}

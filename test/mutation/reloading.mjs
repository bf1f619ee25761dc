// The second step: for each mutant that's left, all of the area's tests are loaded again with it active from the start, and
// the slow ones run last.
import { fork } from 'node:child_process';
import { resolve } from 'node:path';

/** @typedef {{ together: readonly string[], alone: readonly string[] }} Tests paths of test files */

/**
 * Resolves to the numbers of the mutants that no test kills.
 * @param {string} copy the instrumented project
 * @param {Tests} tests
 * @param {readonly string[]} ids
 * @returns {Promise<string[]>}
 */
export async function aliveFromLoad(copy, tests, ids) {
  if (ids.length === 0) return [];
  const queue = [...ids];
  /** @type {string[]} */
  const alive = [];
  const work = async () => {
    let worker = start(copy, tests);
    const began = Date.now();
    if ((await worker.ask('', 300_000)) !== true) throw new Error(`the tests fail in ${copy} without a mutant`);
    const took = Date.now() - began;
    const limit = 5_000 + 2 * took;
    console.log(`${ids.length} to load; all tests take ${Math.round(took / 1000)} s`);
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const passes = await worker.ask(id, limit);
      if (process.env.MUTATION_LOUD) console.log(id, passes === undefined ? 'hangs' : passes ? 'lives' : 'fails');
      if (passes) alive.push(id);
      if (passes === undefined) worker = start(copy, tests); // it hung, or the mutant ended it
      if (queue.length % 20 === 0) console.log(`${queue.length} to load, ${alive.length} alive`);
    }
    worker.stop();
  };
  await Promise.all([work(), work()]);
  return alive;
}

/** @type {'inherit'[]} */
const LOUD = ['inherit', 'inherit', 'inherit'];
/** @type {'ignore'[]} */
const SILENT = ['ignore', 'ignore', 'ignore'];

/** @param {string} copy @param {Tests} tests */
function start(copy, tests) {
  const child = fork(resolve(copy, 'test/mutation/from-load.mjs'), {
    cwd: copy,
    env: {
      ...process.env,
      CI: '1', // so that no snapshot is written
      MUTATION_STEP: 'load',
      MUTATION_TESTS: tests.together.join(' '),
      MUTATION_ALONE: tests.alone.join(' '),
    },
    stdio: [...(process.env.MUTATION_LOUD ? LOUD : SILENT), 'ipc'],
  });
  /** @type {Promise<void>} */
  const ready = new Promise((settle) => {
    child.once('message', () => settle());
    child.once('exit', () => settle());
  });
  return {
    /**
     * Whether the tests pass with a mutant; undefined if nothing came back.
     * @param {string} id
     * @param {number} limit
     * @returns {Promise<boolean | undefined>}
     */
    async ask(id, limit) {
      await ready;
      return new Promise((settle) => {
        const end = (/** @type {boolean | undefined} */ passes) => {
          clearTimeout(timer);
          child.removeAllListeners();
          if (passes === undefined) child.kill('SIGKILL');
          settle(passes);
        };
        const timer = setTimeout(end, limit, undefined);
        child.on('message', (/** @type {{ passes: boolean }} */ { passes }) => end(passes));
        child.on('exit', () => end(undefined));
        child.send(id);
      });
    },
    stop: () => child.kill(),
  };
}

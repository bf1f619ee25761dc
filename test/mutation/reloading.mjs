// The second step: each mutant that's left is set before anything loads. The tests that are named after its file run first,
// with those of all messages; if they pass, the quick ones of the area; and if these pass, all.
import { fork } from 'node:child_process';
import { basename, dirname, resolve } from 'node:path';

/**
 * @typedef {import('./instrument.mjs').Mutant} Mutant
 * @typedef {{ quick: readonly string[], slow: readonly string[], alone: readonly string[] }} Tests paths of test files
 * @typedef {{ id: string, order: readonly string[], isAll: boolean }} Wanted what a process is sent
 */

/**
 * Resolves to the mutants that no test kills.
 * @param {string} copy the instrumented project
 * @param {Tests} tests
 * @param {readonly Mutant[]} mutants
 * @returns {Promise<Mutant[]>}
 */
export async function aliveFromLoad(copy, tests, mutants) {
  if (mutants.length === 0) return [];
  const queue = [...mutants];
  /** @type {Mutant[]} */
  const alive = [];
  const together = [...new Set([...tests.quick, ...tests.slow])];
  const work = async () => {
    let worker = start(copy, together, tests.alone);
    const began = Date.now();
    if ((await worker.ask({ id: '', order: together, isAll: true }, 300_000)) !== true) {
      throw new Error(`the tests fail in ${copy} without a mutant`);
    }
    const took = Date.now() - began;
    console.log(`${mutants.length} to load; all tests take ${Math.round(took / 1000)} s`);
    const limit = 5000 + 2 * took; // for each load: after a mutant that hung, even a few tests are bundled again
    const lives = async (/** @type {Wanted} */ wanted) => {
      if (wanted.order.length === 0) return true;
      const passes = await worker.ask(wanted, limit);
      if (passes === undefined) worker = start(copy, together, tests.alone); // it hung, or the mutant ended it
      return passes === true;
    };
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const { id, file } = mutant;
      const isAlive =
        (await lives({ id, order: testsOf(file, together), isAll: false })) &&
        (await lives({ id, order: tests.quick, isAll: false })) &&
        (await lives({ id, order: together, isAll: true }));
      if (isAlive) {
        alive.push(mutant);
        console.log(`alive: ${shown(mutant)}`); // at once, because a run can take hours
      }
      if (queue.length % 50 === 0) console.log(`${queue.length} to load, ${alive.length} alive`);
    }
    worker.stop();
  };
  await Promise.all([work(), work()]);
  return alive;
}

/** @param {Mutant} mutant */
function shown({ file, line, mutator, original, replacement }) {
  return `${file}:${line} ${mutator}: ${original} → ${replacement}`;
}

// What kills most mutants of labels.
const MESSAGES = 'test/messages/messages.test.ts';

/**
 * The tests that are named after a source file, or after the folder of a vendor or a part, and those of all messages.
 * @param {string} file
 * @param {readonly string[]} tests
 */
function testsOf(file, tests) {
  const names = [basename(file, '.ts'), basename(dirname(file))];
  const isOwn = (/** @type {string} */ test) =>
    names.some((name) => new RegExp(`/${name}\\b[^/]*(?:/[^/]*)?\\.test\\.ts$`).test(test) && !isArea(name, test));
  return tests.filter((test) => isOwn(test) || test === MESSAGES);
}

// Not all tests of an area, such as test/http/, for each file of src/http/.
const isArea = (/** @type {string} */ name, /** @type {string} */ test) => test.startsWith(`test/${name}/`);

/** @type {'inherit'[]} */
const LOUD = ['inherit', 'inherit', 'inherit'];
/** @type {'ignore'[]} */
const SILENT = ['ignore', 'ignore', 'ignore'];

/** @param {string} copy @param {readonly string[]} together @param {readonly string[]} alone */
function start(copy, together, alone) {
  const child = fork(resolve(copy, 'test/mutation/from-load.mjs'), {
    cwd: copy,
    env: {
      ...process.env,
      CI: '1', // so that no snapshot is written
      MUTATION_STEP: 'load',
      MUTATION_TESTS: together.join(' '),
      MUTATION_ALONE: alone.join(' '),
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
     * @param {Wanted} wanted
     * @param {number} limit
     * @returns {Promise<boolean | undefined>}
     */
    async ask(wanted, limit) {
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
        child.send(wanted);
      });
    },
    stop: () => child.kill(),
  };
}

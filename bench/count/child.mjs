// Counts in a process of its own, started by bench/count.mjs with flags that make V8 repeatable:
//
//   child.mjs work            the work of every operation
//   child.mjs bytes           the bytes that every operation allocates
//   child.mjs import <url>    the work and the modules of an import
import { Session } from 'node:inspector';
import { workOf } from './counts.mjs';

const [mode, subject = ''] = process.argv.slice(2);
/** Enough for what is made at first use; bytes need more of them until V8 has sized its tables. */
const WARM_UP = { work: 30, bytes: 300 };
const COUNTED = 10;
const CHUNK = 100;
const CHUNKS = 8;

/** @param {unknown} result */
const print = (result) => console.log(JSON.stringify(result));

if (mode === 'work') await work();
else if (mode === 'bytes') await bytes();
else if (mode === 'import') await imported(subject);
else throw new Error(`no mode "${mode}"`);

/** Starts counting, before what is counted is loaded: V8 adds its counters while it compiles. */
async function coverage() {
  const session = new Session();
  session.connect();
  /** @param {string} method @param {object} [parameters] @returns {Promise<any>} what V8 answers has no useful type */
  const post = (method, parameters) =>
    new Promise((resolve, reject) => {
      session.post(method, parameters, (error, result) => (error ? reject(error) : resolve(result)));
    });
  await post('Profiler.enable');
  await post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  /** The work since the last call, in the library and its packages. */
  return async () => {
    /** @type {{ result: { url: string, functions: { ranges: import('./counts.mjs').Range[] }[] }[] }} */
    const { result } = await post('Profiler.takePreciseCoverage');
    const own = result.filter(({ url }) => /^file:.*\/(?:dist|node_modules)\//.test(url));
    const functions = own.flatMap((script) => script.functions);
    return { work: functions.reduce((sum, { ranges }) => sum + workOf(ranges), 0), modules: own.length };
  };
}

async function work() {
  const take = await coverage();
  const { OPERATIONS } = await import('./operations.mjs');
  /** @type {Record<string, number>} */
  const counts = {};
  for (const [name, run] of Object.entries(OPERATIONS)) {
    for (let done = 0; done < WARM_UP.work; done++) await run();
    await take();
    for (let done = 0; done < COUNTED; done++) await run();
    counts[name] = (await take()).work / COUNTED;
  }
  print(counts);
}

async function bytes() {
  const { OPERATIONS } = await import('./operations.mjs');
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('bytes need --expose-gc');
  /** @type {Record<string, number>} */
  const counts = {};
  for (const [name, run] of Object.entries(OPERATIONS)) {
    for (let done = 0; done < WARM_UP.bytes; done++) await run();
    let least = Number.POSITIVE_INFINITY;
    for (let chunk = 0; chunk < CHUNKS; chunk++) {
      collect();
      const before = process.memoryUsage().heapUsed;
      for (let done = 0; done < CHUNK; done++) await run();
      least = Math.min(least, (process.memoryUsage().heapUsed - before) / CHUNK);
    }
    counts[name] = Math.round(least);
  }
  print(counts);
}

/** @param {string} url */
async function imported(url) {
  const take = await coverage();
  await take();
  await import(url);
  print(await take());
}

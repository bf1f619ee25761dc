// Where the time of a workload goes: the functions with the most time of their own, from V8's sampling profiler. The
// sources are compiled to a temporary folder first, since the names in dist/ are shortened.
//
//   node bench/profile.mjs "BEX tokenRequest"                               its candidate "credwire"
//   node bench/profile.mjs "RSA-1024 encryption" "credwire, nodeModPow"     any other
//   node bench/profile.mjs session                                          connect().send over a good session
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from './format.mjs';
import { selfTimes } from './profile/self-times.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const [SECONDS, TOP] = [3, 14];

/** A copy of the benchmark beside a build with all names. @param {string} folder */
function buildReadable(folder) {
  const tsc = join(ROOT, 'node_modules/.bin/tsc');
  for (const project of ['build', 'file']) {
    const words = ['-p', join(ROOT, `tsconfig.${project}.json`), '--outDir', join(folder, 'dist')];
    execFileSync(tsc, [...words, '--incremental', 'false']);
  }
  for (const name of ['bench', 'vectors/test-keys.json', 'package.json']) {
    cpSync(join(ROOT, name), join(folder, name), {
      recursive: true,
      filter: (source) => !source.endsWith('node_modules'),
    });
  }
  for (const name of ['node_modules', 'bench/node_modules']) symlinkSync(join(ROOT, name), join(folder, name));
}

/** @param {string} workload @param {string} candidate */
async function operationOf(workload, candidate) {
  if (workload === 'session') {
    const { startServer, callers } = await import('./session.mjs');
    const { url, stop } = await startServer();
    return { run: (await callers(url)).connected, stop };
  }
  const { workloads } = await import('./workloads/index.mjs');
  const setUp = workloads.find(({ name }) => name === workload)?.candidates[candidate];
  if (setUp === undefined) throw new Error(`no candidate "${candidate}" of a workload "${workload}"`);
  return { run: (await setUp()).run, stop: () => {} };
}

/** Runs an operation for some seconds. @param {() => unknown} run @param {number} seconds */
async function runFor(run, seconds) {
  const end = performance.now() + seconds * 1000;
  let count = 0;
  for (; performance.now() < end; count += 20) {
    for (let done = 0; done < 20; done++) {
      const result = run();
      if (result instanceof Promise) await result;
    }
  }
  return count;
}

/** @param {string} workload @param {string} candidate */
async function profile(workload, candidate) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 100 });
  const { run, stop } = await operationOf(workload, candidate);
  await runFor(run, 1); // until the engine has compiled what is hot
  await session.post('Profiler.start');
  const count = await runFor(run, SECONDS);
  const { profile: found } = await session.post('Profiler.stop');
  stop();
  const all = selfTimes(found);
  const own = all.filter(({ where }) => where.startsWith('dist/')).reduce((sum, { share }) => sum + share, 0);
  const rows = all.slice(0, TOP);
  console.log(`${workload}: ${candidate}, Node ${process.versions.node}, ${count.toLocaleString('en')} operations`);
  console.log(`The library's own functions take ${(own * 100).toFixed(1)} % together.\n`);
  console.log(
    table(
      ['function', 'share of the time', 'where'],
      rows.map(({ name, share, where }) => [name, `${(share * 100).toFixed(1)} %`, where]),
    ),
  );
}

const [first = '', second = 'credwire', third] = process.argv.slice(2);
if (first === '') throw new Error('usage: node bench/profile.mjs <workload> [candidate]');
if (first === '--child') await profile(second, String(third));
else {
  const folder = mkdtempSync(join(tmpdir(), 'credwire-profile-'));
  try {
    buildReadable(folder);
    // A function that V8 has put into another would count as that one.
    const words = ['--no-turbo-inlining', join(folder, 'bench/profile.mjs'), '--child', first, second];
    process.exitCode = spawnSync(process.execPath, words, { stdio: 'inherit' }).status ?? 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// The workloads in Chromium: each candidate in a page, and so a process, of its own; CPU time as the browser tells it.
//
//   npm run bench:browser          everything; writes RESULTS.md and results/
//   npm run bench:browser -- rsa   the workloads whose names contain "rsa"; writes nothing
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { workloadTable, writePage } from './report.mjs';
import { keep } from './results.mjs';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium'; // where Debian's package puts it
const ROUNDS = 15;
const ROUND_MS = 60; // the browser's own part in a round is some milliseconds

if (!existsSync(EXECUTABLE)) throw new Error(`no browser at ${EXECUTABLE}: install chromium, or set CHROMIUM`);

/** @typedef {{ readonly bench: import('./page.mjs').Bench }} Page */

const wanted = process.argv[2]?.toLowerCase() ?? '';
const server = await serve();
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
const browser = await chromium.launch({ executablePath: EXECUTABLE, args });
const context = await browser.newContext();

/** @type {import('./results.mjs').Results['workloads'][number][]} */
const measured = [];
const first = await open();
const listed = await first.evaluate(() => /** @type {Page} */ (/** @type {unknown} */ (globalThis)).bench.list());
await first.close();
for (const { name, reference, candidates } of listed.filter(({ name }) => name.toLowerCase().includes(wanted))) {
  const runners = [];
  for (const candidate of candidates) runners.push(await start(name, candidate));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { times, measure } of runners) times.push(await measure());
  }
  for (const { close } of runners) await close();
  const rounds = Object.fromEntries(runners.map(({ candidate, times }) => [candidate, times]));
  measured.push({ name, reference, rounds });
  console.log(`${measured.slice(-1).map(workloadTable)}\n`);
}
const version = browser.version();
await browser.close();
server.close();

if (wanted === '') {
  keep('chromium', {
    runtime: `Chromium ${version.split('.')[0]}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    clock: `CPU time of the main thread of a page of its own for each candidate; ${ROUNDS} rounds that alternate.`,
    workloads: measured,
  });
  writePage();
}

/** Serves an empty page and the script of page.mjs on loopback. */
async function serve() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.mjs', import.meta.url))],
    ...{ bundle: true, write: false, format: 'esm', platform: 'browser', target: 'es2022' },
    external: ['node:*', 'crypto', '*/entries.mjs'], // what only Node's candidates load
  });
  const script = outputFiles[0]?.text ?? '';
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>');
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  return server;
}

/** A page with the workloads. */
async function open() {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${address.port}/`);
  await page.waitForFunction(() => 'bench' in globalThis);
  return page;
}

/** @param {string} workload @param {string} candidate */
async function start(workload, candidate) {
  const page = await open();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  /** Nanoseconds of CPU time that the page's main thread has used; its process is only told in steps of 10 ms. */
  const cpuTime = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const seconds = metrics.find(({ name }) => name === 'ThreadTime')?.value;
    if (seconds === undefined) throw new Error('this browser does not tell the CPU time of a page');
    return seconds * 1e9;
  };
  const count = await page.evaluate(
    ([workload = '', candidate = '', roundMs]) =>
      /** @type {Page} */ (/** @type {unknown} */ (globalThis)).bench.setUp(workload, candidate, Number(roundMs)),
    [workload, candidate, String(ROUND_MS)],
  );
  return {
    candidate,
    /** @type {number[]} */
    times: [],
    measure: async () => {
      const before = await cpuTime();
      await page.evaluate(
        (count) => /** @type {Page} */ (/** @type {unknown} */ (globalThis)).bench.rounds(count),
        count,
      );
      return ((await cpuTime()) - before) / count;
    },
    close: () => page.close(),
  };
}

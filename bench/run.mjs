// npm run bench                 everything; writes RESULTS.md, chart.svg and results/ for the runtime at hand
// npm run bench -- rsa          the workloads whose names contain "rsa"; writes nothing
// npm run bench -- --rounds 7   the same, with so many rounds instead of fifteen
// npm run bench -- --nodes 20,newest   the same on each of these versions of Node, one after the other
// npm run bench -- --compare    whether the library is slower than at another commit: see compare.mjs
// npm run bench -- --page       writes RESULTS.md again from results/, without measuring
// npm run bench -- --quick      every check and every step once, as fast as can be; the figures mean nothing
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { chart } from './chart.mjs';
import { coldStart } from './cold-start.mjs';
import { growth } from './growth.mjs';
import { BUSY, load, loadLine } from './load.mjs';
import { measure } from './measure.mjs';
import { runOnAskedNodes } from './nodes.mjs';
import {
  coldStartTable,
  goalsTable,
  growthTable,
  sessionTable,
  sizesTable,
  workloadTable,
  writePage,
} from './report.mjs';
import { keep } from './results.mjs';
import { measureSession } from './session.mjs';
import { sizes } from './sizes.mjs';
import { workloads } from './workloads/index.mjs';

const words = process.argv.slice(2);
const isQuick = words.includes('--quick');
runOnAskedNodes(import.meta.url, words);
if (words.includes('--page')) {
  writePage();
  process.exit();
}
console.log(`Node ${process.versions.node}\n`);
if (words.includes('--compare')) {
  const { compare } = await import('./compare.mjs');
  const isSlower = await compare(
    words.filter((word) => !word.startsWith('--')),
    isQuick,
  );
  process.exit(isSlower ? 1 : 0);
}
const rounds = words.includes('--rounds') ? Number(words.splice(words.indexOf('--rounds'), 2)[1]) : 15;
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number of at least 1');
const wanted = words.find((word) => !word.startsWith('--'))?.toLowerCase();
const settings = isQuick ? { rounds: 1, roundMs: 1 } : { rounds, roundMs: 30 };

const chosen = workloads.filter(({ name }) => name.toLowerCase().includes(wanted ?? ''));
if (chosen.length === 0) throw new Error(`no workload's name contains "${wanted}"`);

const before = await load(isQuick ? 0.1 : 5);
if (before >= BUSY && !isQuick) console.warn(`Warning: other programs keep ${before} cores busy.\n`);

/** @type {import('./results.mjs').Results['workloads'][number][]} */
const measured = [];
for (const workload of chosen) {
  const { name, reference } = workload;
  measured.push({ name, reference, rounds: await measure(workload, settings) });
  console.log(`${measured.slice(-1).map(workloadTable)}\n`);
}

if (wanted === undefined) {
  const coldStarts = await coldStart(isQuick ? 1 : Math.min(rounds, 11));
  const session = await measureSession(isQuick ? { blocks: 6, calls: 1 } : undefined);
  const grown = growth(isQuick ? 1e3 : 1e6);
  const bundles = await sizes();
  const results = {
    runtime: `Node ${process.versions.node}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    clock: `CPU time of a process of its own for each candidate; ${settings.rounds} rounds that alternate.`,
    workloads: measured,
    load: { before, after: await load(isQuick ? 0.1 : 5) },
    coldStart: coldStarts,
    session,
    sizes: bundles,
    growth: grown,
  };
  console.log(
    [coldStartTable(coldStarts), sessionTable(session), growthTable(grown), sizesTable(bundles)].join('\n\n'),
  );
  console.log(`\n${loadLine(results.load)}`);
  if (!isQuick) {
    console.log(`\n${goalsTable([results])}`);
    keep(`node-${process.versions.node.split('.')[0]}`, results);
    writePage();
    writeFileSync(new URL('chart.svg', import.meta.url), chart(results));
  }
}

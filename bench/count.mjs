// Counts the work of each operation and of each import, and compares it with the counts in bench/count/. No clock is
// read, so it tells the same on a busy machine as on an idle one.
//
//   npm run bench:count               fails if anything takes more work than before
//   npm run bench:count -- --update   makes the counts at hand the ones to compare with
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { changeLine, compareCounts } from './count/counts.mjs';
import { entries } from './entries.mjs';

/** Repeatable: an interpreter alone, one thread, the same hashes, and no collection while bytes are counted. */
const FLAGS = ['--jitless', '--single-threaded', '--hash-seed=1', '--random-seed=1', '--expose-gc', '--no-warnings'];
const HEAP = ['--min-semi-space-size=64', '--max-semi-space-size=64'];

const child = fileURLToPath(new URL('count/child.mjs', import.meta.url));
const run = promisify(execFile);

/** @param {readonly string[]} words */
async function count(...words) {
  const { stdout } = await run(process.execPath, [...FLAGS, ...HEAP, child, ...words], { encoding: 'utf8' });
  return JSON.parse(stdout);
}

async function countAll() {
  const imports = async () => {
    const counts = [];
    for (const { name, url } of entries) counts.push([`import ${name}`, await count('import', url)]);
    return Object.fromEntries(counts);
  };
  const [work, bytes, imported] = await Promise.all([count('work'), count('bytes'), imports()]);
  const operations = Object.keys(work).map((name) => [name, { work: work[name], bytes: bytes[name] }]);
  return { ...Object.fromEntries(operations), ...imported };
}

if (!existsSync(new URL('../dist/index.js', import.meta.url))) {
  throw new Error('dist/ is missing: run "npm run build" first');
}
const major = process.versions.node.split('.')[0];
const kept = new URL(`count/node-${major}.json`, import.meta.url);
const counts = await countAll();

if (process.argv.includes('--update')) {
  const lines = Object.entries(counts).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  writeFileSync(kept, `{\n${lines.join(',\n')}\n}\n`);
  console.log(`${lines.length} counts written to bench/count/node-${major}.json`);
} else if (!existsSync(kept)) {
  console.log(`There are no counts of Node ${major} to compare with: V8 differs from version to version.`);
} else {
  const { more, less, added, removed } = compareCounts(JSON.parse(readFileSync(kept, 'utf8')), counts);
  for (const change of more) console.error(`MORE  ${changeLine(change)}`);
  for (const change of less) console.log(`less  ${changeLine(change)}`);
  for (const name of added) console.error(`NEW   ${name} has no count yet`);
  for (const name of removed) console.error(`GONE  ${name} isn't counted any more`);
  const failed = more.length + added.length + removed.length;
  const all = Object.keys(counts).length;
  console.log(`${all} counts, ${more.length} above and ${less.length} below, by more than the tolerance`);
  if (failed + less.length > 0) {
    console.log('If that is meant, run "npm run bench:count -- --update" and commit bench/count/.');
  }
  process.exitCode = failed > 0 ? 1 : 0;
}

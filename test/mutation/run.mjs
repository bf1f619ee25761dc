// Mutation testing, one area after the other: `node test/mutation/run.mjs [--again] [area …]`, all if none is named.
// StrykerJS tries every mutant against the area's tests; what it calls alive is tried again by survivors.mjs; what lives then must
// be on the list of mutants that do what the original does, or the run fails. `--again` takes StrykerJS's last report as
// it is, and tries what it calls alive by the tests and the list of now.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { AREAS } from './areas.mjs';
import { readReport, stillAlive } from './survivors.mjs';

const FOLDER = 'coverage/mutation';

/** @typedef {import('./survivors.mjs').Found} Found */

/**
 * Mutants that no test can kill, because they do what the original does, each with the reason.
 * @type {readonly { file: string, line: string, original: string, replacement: string, why: string }[]}
 */
const equivalent = JSON.parse(readFileSync(new URL('./equivalent.json', import.meta.url), 'utf8'));

const lineOf = (/** @type {Found} */ { code, line }) => (code.split('\n')[line - 1] ?? '').trim();
const isEquivalent = (/** @type {Found} */ mutant) =>
  equivalent.some(
    ({ file, line, original, replacement }) =>
      file === mutant.file &&
      line === lineOf(mutant) &&
      original === mutant.original &&
      replacement === mutant.replacement,
  );

const named = process.argv.slice(2).filter((argument) => argument !== '--again');
const names = named.length > 0 ? named : Object.keys(AREAS);
const rows = [];
for (const name of names) {
  const area = AREAS[name];
  if (area === undefined) throw new Error(`no area "${name}": there are ${Object.keys(AREAS).join(', ')}`);
  if (!process.argv.includes('--again')) mutate(name, area);
  const isStillOut = (/** @type {string} */ pattern) => !area.slow.includes(pattern.replace(/^!/, ''));
  const tests = { together: [...area.tests.filter(isStillOut), ...area.slow], alone: area.alone ?? [] };
  rows.push(await judge(name, readReport(`${FOLDER}/${name}.json`), tests));
}
console.table(rows);
process.exitCode = rows.every(({ left }) => left === 0) ? 0 : 1;

/** @param {string} name @param {{ sources: readonly string[], tests: readonly string[] }} area */
function mutate(name, area) {
  const stryker = spawnSync(
    process.execPath,
    ['test/mutation/node_modules/@stryker-mutator/core/bin/stryker.js', 'run', 'test/mutation/stryker.config.mjs'],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        MUTATION_AREA: name,
        MUTATION_SOURCES: area.sources.join(' '),
        MUTATION_TESTS: area.tests.join(' '),
      },
    },
  );
  if (stryker.status !== 0) throw new Error(`StrykerJS ended with status ${stryker.status}`);
}

/**
 * @param {string} area
 * @param {readonly Found[]} all
 * @param {import('./survivors.mjs').Tests} tests
 */
async function judge(area, all, tests) {
  // Besides what survives, what ends the runner: an error of the mutant then looks like one of StrykerJS.
  const called = all.filter(({ status }) => status !== 'Killed' && status !== 'Timeout');
  const tried = called.filter((mutant) => !isEquivalent(mutant));
  const copies = `${FOLDER}/${area}.copies`;
  const alive = await stillAlive(tried, tests, copies);
  rmSync(copies, { recursive: true, force: true });
  writeFileSync(
    `${FOLDER}/${area}.left.json`,
    JSON.stringify(
      alive.map(({ code, ...rest }) => rest),
      null,
      1,
    ),
  );
  for (const mutant of alive) {
    console.log(`${mutant.file}:${mutant.line} ${mutant.mutator}: ${mutant.original} → ${mutant.replacement}`);
  }
  const same = called.length - tried.length;
  const killed = all.length - same - alive.length;
  return { area, mutants: all.length, killed, equivalent: same, left: alive.length, score: score(killed, all.length) };
}

/** @param {number} killed @param {number} all */
function score(killed, all) {
  return `${((100 * killed) / all).toFixed(1)} %`;
}

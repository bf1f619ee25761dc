// Mutation testing, one area after the other: `node test/mutation/run.mjs [--again] [area …]`, all if none is named.
// StrykerJS's instrumenter makes the mutants. Two steps try them: at run time, with nothing loaded again; and then, what is
// still alive, from the load and with the slow tests too. What lives then must be on the list of mutants that do what the
// original does, or the run fails. `--again` only tries what lived last time.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { AREAS } from './areas.mjs';
import { killedAtRuntime } from './at-runtime.mjs';
import { copyProject, instrument } from './instrument.mjs';
import { aliveFromLoad } from './reloading.mjs';

const FOLDER = 'coverage/mutation';

/** @typedef {import('./instrument.mjs').Mutant} Mutant */

/**
 * Mutants that no test can kill, because they do what the original does, each with the reason.
 * @type {readonly { file: string, line: string, original: string, replacement: string, why: string }[]}
 */
const equivalent = JSON.parse(readFileSync(new URL('./equivalent.json', import.meta.url), 'utf8'));
const equivalentKeys = new Set(equivalent.map(({ line, ...mutant }) => keyOf({ text: line, ...mutant })));

const isAgain = process.argv.includes('--again');
const named = process.argv.slice(2).filter((argument) => argument !== '--again');
const names = named.length > 0 ? named : Object.keys(AREAS);
mkdirSync(FOLDER, { recursive: true });
const rows = [];
for (const name of names) {
  const area = AREAS[name];
  if (area === undefined) throw new Error(`no area "${name}": there are ${Object.keys(AREAS).join(', ')}`);
  rows.push(await judge(name, area));
  console.table(rows);
}
process.exitCode = rows.every(({ left }) => left === 0) ? 0 : 1;

/** @param {string} name @param {import('./areas.mjs').Area} area */
async function judge(name, area) {
  const [tests, slow, alone] = [filesOf(area.tests), filesOf(area.slow), filesOf(area.alone ?? [])];
  const copy = `${FOLDER}/${name}.copy`;
  copyProject(copy);
  const mutants = await instrument(copy, filesOf(area.sources));
  const unsure = mutants.filter((mutant) => !equivalentKeys.has(keyOf(mutant)));
  const same = mutants.length - unsure.length;
  const report = `${FOLDER}/${name}.json`;
  /** @type {readonly Mutant[] | undefined} */
  const last = isAgain && existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  const lastKeys = last && new Set(last.map(keyOf));
  const killed = last ? new Set() : await killedAtRuntime(copy, [...new Set([...tests, ...slow, ...alone])]);
  const afterFirst = unsure.filter((mutant) => (lastKeys ? lastKeys.has(keyOf(mutant)) : !killed.has(mutant.id)));
  const left = await aliveFromLoad(copy, { quick: tests, slow, alone }, afterFirst);
  rmSync(copy, { recursive: true, force: true });

  writeFileSync(report, JSON.stringify(left, null, 1));
  const first = unsure.length - afterFirst.length;
  const second = afterFirst.length - left.length;
  const all = mutants.length;
  return {
    area: name,
    mutants: all,
    first,
    second,
    equivalent: same,
    left: left.length,
    score: score(first + second, all),
  };
}

/**
 * What a mutant keeps when lines move.
 * @param {Pick<Mutant, 'file' | 'text' | 'original' | 'replacement'>} mutant
 */
function keyOf({ file, text, original, replacement }) {
  return [file, text, original, replacement].join('\n');
}

/**
 * The files that patterns name, in their order, without those that patterns with "!" name.
 * @param {readonly string[]} patterns
 */
function filesOf(patterns) {
  const list = (/** @type {string} */ glob) =>
    execFileSync('git', ['ls-files', '-co', '--exclude-standard', `:(glob)${glob}`], { encoding: 'utf8' })
      .split('\n')
      .filter((path) => path !== '' && existsSync(path));
  const isOut = (/** @type {string} */ pattern) => pattern.startsWith('!');
  const out = new Set(patterns.filter(isOut).flatMap((pattern) => list(pattern.slice(1))));
  return [...new Set(patterns.filter((pattern) => !isOut(pattern)).flatMap(list))].filter((path) => !out.has(path));
}

/** @param {number} killed @param {number} all */
function score(killed, all) {
  return `${((100 * killed) / all).toFixed(1)} %`;
}

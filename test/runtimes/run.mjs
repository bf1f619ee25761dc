/**
 * Runs the suite in every engine that is installed and prints the table.
 *
 *   node test/runtimes/run.mjs [--only node20,deno] [--require node20,node22] [--cases 100000]
 *
 * `--cases` says how many random cases nodeModPow gets, in each variant; 200 are the default.
 * An engine that is not installed is named as such; it is a failure if `--require` names it. What an engine lacks must be
 * what docs/runtimes.md says of it.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readVectors } from '../../scripts/vectors/files.mjs';
import { plainText } from '../../scripts/vectors/table.mjs';
import { installPackage } from '../package/install.mjs';
import { browsers } from './engines/browsers.mjs';
import { modules } from './engines/modules.mjs';
import { shells } from './engines/shells.mjs';
import { workers } from './engines/workers.mjs';
import { PARTS } from './suite/platform.mjs';
import { VARIANTS } from './suite/variants.mjs';
import { bundle, vectorScript } from './support/bundle.mjs';

/** @typedef {import('./suite/index.mjs').Report} Report */

const ENGINES = [...modules, ...workers, ...shells, ...browsers];
const LANGUAGE_ALONE = VARIANTS.at(-1)?.name;
const numberOfVectors = readVectors().reduce((sum, [, file]) => sum + file.numberOfTests, 0);
const page = readFileSync(new URL('../../docs/runtimes.md', import.meta.url), 'utf8');

/** Engines by their ids. @param {string | undefined} list */
function named(list) {
  const ids = list === undefined ? [] : list.split(',');
  const unknown = ids.filter((id) => !ENGINES.some((engine) => engine.id === id));
  if (unknown.length > 0) throw new Error(`no such engine: ${unknown.join(', ')}`);
  return ids;
}

/** @param {string} folder @param {string} cases @returns {Promise<import('./engines/engine.mjs').Kit>} */
async function prepare(folder, cases) {
  installPackage(folder);
  for (const entry of ['module.mjs', 'required.cjs']) {
    copyFileSync(new URL(`entries/${entry}`, import.meta.url), join(folder, entry));
  }
  const vectors = vectorScript();
  const [script, module] = [await bundle(folder, 'iife'), await bundle(folder, 'esm')];
  const [printing, evaluated] = [join(folder, 'printing.js'), join(folder, 'evaluated.js')];
  writeFileSync(
    printing,
    `${vectors}${script}\ncredwireReport().then(print, function (error) { print(String(error)); });\n`,
  );
  writeFileSync(evaluated, `${vectors}${script}\ncredwireReport();\n`);
  return { folder, cases, vectors, module, printing, evaluated };
}

/** What is wrong with a report, in lines. @param {Report} report @param {readonly string[]} [keeps] @returns {string[]} */
function problemsOf({ results, tests }, keeps = /** @type {readonly string[]} */ ([])) {
  const names = results.map(({ name }) => name).join();
  return [
    ...(names === VARIANTS.map(({ name }) => name).join() ? [] : [`it ran other variants: ${names}`]),
    ...(tests > numberOfVectors ? [] : [`it has ${tests} tests and there are ${numberOfVectors} vectors`]),
    ...results.flatMap(({ name, failures }) => failures.map((failure) => `${name}: ${failure}`)),
    ...results.flatMap(({ name, passed }) => (passed === tests ? [] : [`${name}: ${passed} of ${tests} passed`])),
    // Anything that the library could read must be hidden, whatever else an engine keeps.
    ...results.flatMap(({ name, stays }) => {
      const wrong = stays.filter((part) => name !== LANGUAGE_ALONE || (part in PARTS && !keeps.includes(part)));
      return wrong.length === 0 ? [] : [`${name}: ${wrong} stays`];
    }),
  ];
}

/** What docs/runtimes.md says that an engine lacks. @param {string} name */
function documented(name) {
  const row = page.split('\n').find((line) => line.startsWith(`| ${name} |`));
  return row?.split('|')[3]?.trim().replaceAll('`', '');
}

/** @param {import('./engines/engine.mjs').Engine} engine @param {import('./engines/engine.mjs').Kit} kit */
async function tryEngine({ name, find, version, run, keeps }, kit) {
  const program = find();
  if (program === undefined)
    return { row: [name, '-', '-', '-', '-', 'not installed'], problems: [], installed: false };
  const start = performance.now();
  let known = '-';
  try {
    known = await version(program);
    const reports = await run(program, kit);
    const lacks = reports[0]?.missing.join(', ') || 'nothing';
    const problems = reports.flatMap((report) => problemsOf(report, keeps));
    if (lacks !== documented(name)) problems.push(`it lacks ${lacks}; docs/runtimes.md says ${documented(name)}`);
    const passed = reports.flatMap(({ results }) => results).reduce((sum, result) => sum + result.passed, 0);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    return {
      row: [name, known, String(passed), lacks, seconds, problems.length === 0 ? 'passed' : 'FAILED'],
      problems,
      installed: true,
    };
  } catch (error) {
    return { row: [name, known, '-', '-', '-', 'FAILED'], problems: [String(error)], installed: true };
  }
}

const { values } = parseArgs({
  options: { only: { type: 'string' }, require: { type: 'string' }, cases: { type: 'string', default: '200' } },
});
const [only, required] = [named(values.only), named(values.require)];
const folder = mkdtempSync(join(tmpdir(), 'credwire-runtimes-'));
try {
  const kit = await prepare(folder, values.cases);
  const rows = [['engine', 'version', 'tests', 'lacks', 'seconds', 'result']];
  for (const engine of ENGINES.filter(({ id }) => only.length === 0 || only.includes(id))) {
    const { row, problems, installed } = await tryEngine(engine, kit);
    if (!installed && required.includes(engine.id)) problems.push('it is required and not installed');
    rows.push(row);
    console.error(row.join('  '));
    for (const problem of problems) console.error(`  ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  }
  const skipped = required.filter((id) => only.length > 0 && !only.includes(id));
  if (skipped.length > 0) throw new Error(`required and not among --only: ${skipped.join(', ')}`);
  console.log(`\n${plainText(rows)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

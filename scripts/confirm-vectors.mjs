// Puts every vector to every oracle that is installed, and prints which stack confirms how many of which file.
//
//   node scripts/confirm-vectors.mjs [--require python,openssl] [--only go,php] [--verbose] [--write]
//
// --write puts the table into vectors/README.md, for which every stack must be there.
//
// Fails if a stack disagrees, if a required one is missing, and, with all stacks installed, if a vector has fewer than
// two confirmations besides the stack that made it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readTestKeys, readVectors } from './vectors/files.mjs';
import { fromLine } from './vectors/protocol.mjs';
import { stageQuestions, wholeQuestion } from './vectors/questions.mjs';
import { sampleQuestions } from './vectors/samples.mjs';
import { ask, isInstalled, STACKS } from './vectors/stacks.mjs';
import { LEGEND, markdown, plainText, tableOf } from './vectors/table.mjs';

const PAGE = new URL('../vectors/README.md', import.meta.url);
const NEEDED = 2;

const { values } = parseArgs({
  options: {
    require: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    verbose: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const listOf = (/** @type {string} */ names) => names.split(',').filter((name) => name !== '');

const keys = readTestKeys();
const items = readVectors().flatMap(([file, { testGroups }]) =>
  testGroups.flatMap(({ type, made, tests }) =>
    tests.map((vector) => ({
      file,
      made,
      type,
      vector,
      name: `${file} ${vector.tcId} (${type}: ${vector.comment})`,
      // A definition isn't a calculation: no stack knows it.
      whole: made === 'definition' ? { line: 'definition', expected: [] } : wholeQuestion(type, vector),
      stages: made === 'definition' ? [] : stageQuestions(type, vector, keys),
      confirmedBy: /** @type {string[]} */ ([]),
    })),
  ),
);

let failed = false;

/** @typedef {(typeof items)[number]} Item */
/** @typedef {'whole' | 'stages' | 'unknown' | 'disagrees'} Verdict */

/**
 * @param {import('./vectors/questions.mjs').Question} question
 * @param {string} line
 * @returns {Verdict}
 */
function judge({ expected, code }, line) {
  const answer = fromLine(line);
  if (answer.verdict === 'unknown') return 'unknown';
  if (answer.verdict === 'error' ? answer.code !== code : code !== undefined) return 'disagrees';
  const wanted = new Map(expected);
  for (const [path, value] of answer.fields) {
    const isSurplus = path.startsWith('stages.') && !wanted.has(path); // a step that was not asked for
    if (!isSurplus && wanted.get(path) !== value) return 'disagrees';
  }
  const left = expected.filter(([path]) => !answer.fields.has(path));
  if (left.some(([path]) => !path.startsWith('stages.'))) return 'disagrees';
  // A request is text in its order: so are the fields that spell it.
  const order = (/** @type {Iterable<string>} */ paths) =>
    [...paths].filter((path) => /(^|\.)request\./.test(path)).join();
  return order(answer.fields.keys()) === order(wanted.keys()) ? 'whole' : 'disagrees';
}

/** @param {import('./vectors/stacks.mjs').Stack} stack @returns {Promise<Verdict[]>} One for each item. */
async function confirm(stack) {
  const folder = mkdtempSync(join(tmpdir(), `credwire-${stack.name}-`));
  try {
    const questions = items.flatMap(({ whole, stages }) => [whole, ...stages]);
    const samples = askable(stack);
    const answers = await ask(
      stack,
      folder,
      [...questions, ...samples].map(({ line }) => line),
    );
    judgeSamples(stack.name, samples, answers.slice(questions.length));
    const verdicts = questions.map((question, at) => judge(question, answers[at] ?? ''));
    verdicts.forEach((verdict, at) => {
      if (verdict === 'disagrees') complain(stack.name, questions[at], answers[at]);
    });
    let position = 0;
    return items.map(({ stages }) => {
      const [whole = 'unknown', ...steps] = verdicts.slice(position, position + 1 + stages.length);
      position += 1 + stages.length;
      if ([whole, ...steps].includes('disagrees')) return 'disagrees';
      if (whole === 'whole') return 'whole';
      return steps.includes('whole') ? 'stages' : 'unknown';
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {import('./vectors/stacks.mjs').Stack} stack */
function askable({ sampleCharset }) {
  if (sampleCharset === undefined) return [];
  return items.flatMap(({ type, vector, name }) =>
    sampleQuestions(type, vector, keys, sampleCharset).map((question) => ({ ...question, name })),
  );
}

/** @param {string} stack @param {ReturnType<typeof askable>} questions @param {readonly string[]} answers */
function judgeSamples(stack, questions, answers) {
  for (const vendor of new Set(questions.map(({ sample }) => sample))) {
    const asked = questions
      .map((question, at) => ({ ...question, answer: answers[at] ?? '' }))
      .filter(({ sample }) => sample === vendor);
    if (asked.some(({ answer }) => answer === 'unknown')) continue; // no sample in this stack
    const wrong = asked.filter(({ accepts, answer }) => !accepts(answer));
    for (const { name } of wrong) console.error(`${stack}'s sample of ${vendor} disagrees: ${name}`);
    if (wrong.length > 0) failed = true;
    console.log(
      `${stack}: the sample of ${vendor} agrees on ${asked.length - wrong.length} of ${asked.length} passwords`,
    );
  }
}

/** @param {string} stack @param {import('./vectors/questions.mjs').Question | undefined} question @param {string | undefined} answer */
function complain(stack, question, answer) {
  const item = items.find(({ whole, stages }) => [whole, ...stages].some((other) => other === question));
  console.error(`${stack} disagrees: ${item?.name}`);
  if (!values.verbose || question === undefined) return;
  console.error(`  asked:    ${question.line.slice(0, 2000)}`);
  console.error(
    `  expected: ${question.code ?? ''} ${question.expected
      .map((field) => field.join('='))
      .join('  ')
      .slice(0, 2000)}`,
  );
  console.error(`  answered: ${answer?.slice(0, 2000)}`);
}

const required = listOf(values.require);
const wanted = listOf(values.only);
/** @type {Map<string, Verdict[] | undefined>} */
const results = new Map();
const asked = STACKS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
// All at once: the slowest of them starts a process for each question, and leaves the other core idle.
const answered = await Promise.all(asked.map((stack) => (isInstalled(stack) ? confirm(stack) : undefined)));
asked.forEach((stack, place) => {
  const verdicts = answered[place];
  results.set(stack.name, verdicts);
  if (verdicts === undefined) {
    console.log(`${stack.name}: not installed (${stack.install})`);
    return;
  }
  if (verdicts.includes('disagrees')) failed = true;
  verdicts.forEach((verdict, at) => {
    const item = /** @type {Item} */ (items[at]);
    const isMaker = stack.name === 'python' || stack.name === item.made;
    if (!isMaker && (verdict === 'whole' || verdict === 'stages')) item.confirmedBy.push(stack.name);
  });
});
for (const name of required) {
  const isThere = results.get(name)?.some((verdict) => verdict === 'whole' || verdict === 'stages');
  if (!isThere) console.error(`${name} is required and confirms nothing here`);
  failed ||= !isThere;
}

const table = tableOf(items, results);
console.log(plainText(table));
console.log(LEGEND);
const isComplete = wanted.length === 0 && ![...results.values()].includes(undefined);
if (isComplete) {
  const weak = items.filter(({ made, confirmedBy }) => made !== 'definition' && confirmedBy.length < NEEDED);
  for (const { name, confirmedBy } of weak) console.error(`confirmed by ${confirmedBy.join() || 'none'} only: ${name}`);
  if (weak.length > 0) failed = true;
}
if (values.write && isComplete && !failed) {
  const renewed = `<!-- confirmations -->\n${markdown(table)}\n<!-- end -->`;
  writeFileSync(
    PAGE,
    readFileSync(PAGE, 'utf8').replace(/<!-- confirmations -->.*<!-- end -->/s, () => renewed),
  );
}
if (values.write && !isComplete) failed = true;
if (failed) process.exitCode = 1;

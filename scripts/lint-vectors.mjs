// Checks every file of vectors/ against its schema and against rules that no schema can express; prints each fault, and
// fails.
//
// The rules besides the schema: the one spelling of the JSON, numbers of the tests, a note for each flag and a flag for
// each note, no two tests alike, and no test that no runner reads.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CALLS } from '../test/vectors/registry.mjs';
import { OTHERS, VECTORS, vectorNames } from './vectors/files.mjs';

const MOST_BYTES = 500_000;

/**
 * @param {URL} folder
 * @returns {string[]} The faults, each with the name of its file.
 */
export function lint(folder) {
  const published = readdirSync(new URL('published/', folder)).filter((name) => name !== 'schema.json');
  const vectors = vectorNames(folder);
  const read = (/** @type {string} */ name) => readFileSync(new URL(name, folder), 'utf8');
  return [
    ...vectors.flatMap((name) => withName(name, lintVectors(read(name), validator(read('schema.json'))))),
    ...Object.entries(OTHERS).flatMap(([name, schema]) =>
      withName(name, lintSpelling(read(name), validator(read(schema)))),
    ),
    ...published.flatMap((name) =>
      withName(`published/${name}`, lintPublished(read(`published/${name}`), validator(read('published/schema.json')))),
    ),
    ...lintReaders(vectors.map((name) => JSON.parse(read(name)))),
  ];
}

/** @param {string} name @param {string[]} faults */
const withName = (name, faults) => faults.map((fault) => `${name}: ${fault}`);

/** @typedef {(value: any) => string[]} Validator */

/** @type {Map<string, Validator>} */
const validators = new Map();

/** @param {string} schema @returns {Validator} */
function validator(schema) {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  // A type or member is described once; these two rules would want that again in every `if` and `then`.
  const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(JSON.parse(schema));
  /** @type {Validator} */
  const made = (value) =>
    validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
  validators.set(schema, made);
  return made;
}

/**
 * @param {string} text
 * @param {Validator} validate
 * @returns {string[]}
 */
export function lintVectors(text, validate) {
  const faults = lintSpelling(text, validate);
  if (faults.length > 0) return faults; // what follows takes the shape for granted
  if (text.length > MOST_BYTES) faults.push(`${text.length} bytes, more than ${MOST_BYTES}`);
  const { numberOfTests, notes, testGroups } = JSON.parse(text);
  /** @type {any[]} */
  const tests = testGroups.flatMap((/** @type {any} */ group) => group.tests);
  if (tests.length !== numberOfTests) faults.push(`numberOfTests is ${numberOfTests}, there are ${tests.length}`);
  tests.forEach(({ tcId }, position) => {
    if (tcId !== position + 1) faults.push(`tcId ${tcId} stands at place ${position + 1}`);
  });
  const flags = new Set(tests.flatMap((test) => test.flags));
  for (const flag of flags) if (!(flag in notes)) faults.push(`flag ${flag} has no note`);
  for (const flag of Object.keys(notes)) if (!flags.has(flag)) faults.push(`note ${flag} has no flag`);
  if (!isSorted(Object.keys(notes))) faults.push('the notes are not in order');
  for (const { tcId, flags: own } of tests) if (!isSorted(own)) faults.push(`tcId ${tcId}: the flags are not in order`);
  return [...faults, ...lintTwins(testGroups)];
}

/** Two tests of one group that ask the same. @param {any[]} groups @returns {string[]} */
function lintTwins(groups) {
  return groups.flatMap(({ tests }) => {
    const seen = new Map();
    return tests.flatMap((/** @type {any} */ { tcId, input, random, exchanges }) => {
      const answers = exchanges?.map((/** @type {any} */ { response }) => response);
      const question = JSON.stringify([input, random, answers]);
      const twin = seen.get(question);
      seen.set(question, tcId);
      return twin === undefined ? [] : [`tcId ${tcId} asks what ${twin} asks`];
    });
  });
}

/**
 * Schema, and the one spelling: two spaces, pure ASCII, a line feed at the end.
 *
 * @param {string} text
 * @param {Validator} validate
 * @returns {string[]}
 */
export function lintSpelling(text, validate) {
  const value = JSON.parse(text);
  const faults = validate(value);
  return text === `${ascii(JSON.stringify(value, null, 2))}\n` ? faults : [...faults, 'not in the one spelling'];
}

/**
 * Published figures have their own spelling: one case per line.
 *
 * @param {string} text
 * @param {Validator} validate
 * @returns {string[]}
 */
export function lintPublished(text, validate) {
  const value = JSON.parse(text);
  const faults = validate(value);
  if (faults.length > 0) return faults;
  /** @type {any[][]} */
  const cases = value.cases;
  cases.forEach((row, at) => {
    if (row.length !== value.columns.length) faults.push(`case ${at} has ${row.length} columns`);
  });
  for (const { case: at } of value.exceptions) if (cases[at] === undefined) faults.push(`there is no case ${at}`);
  const unspelled = cases.filter((row) => !text.includes(`\n    ${ascii(JSON.stringify(row))}`));
  if (unspelled.length > 0 || ascii(text) !== text) faults.push('not in the one spelling');
  return faults;
}

/** Types without a reader, and readers without a vector. @param {any[]} files @returns {string[]} */
function lintReaders(files) {
  const types = new Set(files.flatMap(({ testGroups }) => testGroups.map((/** @type {any} */ { type }) => type)));
  return [
    ...[...types].filter((type) => !(type in CALLS)).map((type) => `${type}: no test reads this type`),
    ...Object.keys(CALLS)
      .filter((type) => !types.has(type))
      .map((type) => `${type}: no vector is of this type`),
  ];
}

/** @param {readonly string[]} list */
const isSorted = (list) => list.every((item, at) => at === 0 || (list[at - 1] ?? '') < item);

/** @param {string} text */
const ascii = (text) =>
  text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = lint(VECTORS);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  else console.log('vectors: schema, counts, notes and spelling are as they should be');
}

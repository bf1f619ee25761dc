// A copy of the project in which StrykerJS's instrumenter has put all mutants of an area's sources: each is a branch that
// runs if `globalThis.__stryker__.activeMutant` is its number.
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonTokens } from '@stryker-mutator/api/plugin';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { createInjector } from 'typed-inject';

const COPIED = ['src', 'test', 'vitest.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json', 'README.md'];
const LINKED = ['node_modules', 'vectors', 'docs', 'examples', 'scripts'];

/**
 * @typedef {object} Mutant
 * @property {string} id
 * @property {string} file
 * @property {number} line
 * @property {string} text the line itself, without the space around it
 * @property {string} mutator
 * @property {string} original
 * @property {string} replacement
 */

/**
 * Copies what the tests need.
 * @param {string} folder
 */
export function copyProject(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const isOurs = (/** @type {string} */ path) => !path.includes('node_modules');
  for (const name of COPIED) cpSync(name, join(folder, name), { recursive: true, filter: isOurs });
  for (const name of LINKED) symlinkSync(join(process.cwd(), name), join(folder, name));
}

/**
 * Puts every mutant of the sources into the copy.
 * @param {string} copy
 * @param {readonly string[]} sources paths
 * @returns {Promise<Mutant[]>}
 */
export async function instrument(copy, sources) {
  const silent = new Proxy({}, { get: () => () => false }); // its messages aren't needed
  const instrumenter = createInjector()
    .provideValue(commonTokens.logger, silent)
    .provideValue(commonTokens.getLogger, () => silent)
    .provideValue(commonTokens.options, { mutator: {} }) // the rest isn't read
    .injectFunction(createInstrumenter);
  const files = sources.map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const options = { ignorers: [], plugins: null, excludedMutations: [], noHeader: false };
  const { files: changed, mutants } = await instrumenter.instrument(files, options);
  for (const { name, content } of changed) writeFileSync(join(copy, name), content);
  const codes = new Map(files.map(({ name, content }) => [name, { code: content, lines: content.split('\n') }]));
  return mutants.map(({ id, fileName, mutatorName, replacement, location: { start, end } }) => {
    const { code = '', lines = [] } = codes.get(fileName) ?? {};
    const offset = (/** @type {{ line: number, column: number }} */ { line, column }) =>
      lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, column);
    return {
      id,
      file: fileName,
      line: start.line + 1,
      text: (lines[start.line] ?? '').trim(),
      mutator: mutatorName,
      original: code.slice(offset(start), offset(end)),
      replacement,
    };
  });
}

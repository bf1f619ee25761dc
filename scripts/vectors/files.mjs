/** The files of `vectors/`, for the linter, the confirmation and the tests. */
import { readdirSync, readFileSync } from 'node:fs';

/** The folder of the vectors. */
export const VECTORS = new URL('../../vectors/', import.meta.url);

/** Other data next to the vectors, each file with its schema. */
export const OTHERS = { 'mistakes.json': 'mistakes.schema.json', 'test-keys.json': 'test-keys.schema.json' };

/**
 * Names of the vector files of a folder, without schemas, keys and the package's own manifest.
 *
 * @param {URL} folder
 */
export const vectorNames = (folder) =>
  readdirSync(folder).filter(
    (name) => name.endsWith('.json') && !/(?:schema|package)\.json$/.test(name) && !(name in OTHERS),
  );

/** @param {string} name @returns {unknown} */
export const readJson = (name) => JSON.parse(readFileSync(new URL(name, VECTORS), 'utf8'));

/** @returns {[string, import('../../vectors/vectors.cjs').VectorFile][]} Name and contents of each. */
export const readVectors = () => vectorNames(VECTORS).map((name) => [name, /** @type {any} */ (readJson(name))]);

/** @returns {readonly import('../../vectors/test-keys.cjs').TestKey[]} The keys of the vectors with their private halves. */
export const readTestKeys = () => /** @type {any} */ (readJson('test-keys.json')).keys;

/** The vectors and the published figures, as they lie in `vectors/`. */
import { readJson, readTestKeys, readVectors } from '../../scripts/vectors/files.mjs';

export type { TestKey } from '../../vectors/test-keys.cjs';

/** Names and contents of all files of vectors. */
export const vectorFiles = readVectors();

/** The keys of the vectors with their private halves. */
export const testKeys = readTestKeys();

/** A case that the library decides otherwise on purpose: it refuses, or returns something else. */
export interface Exception {
  readonly case: number;
  readonly reason: string;
  readonly error?: string;
  readonly here?: string;
}

/** A set of published figures, one row per case. */
export interface Published<Row> {
  readonly title: string;
  readonly keys?: readonly (readonly [string, string])[];
  readonly exceptions: readonly Exception[];
  readonly cases: readonly Row[];
}

/** One of the published sets; `Row` tells its columns. */
export function published<Row extends readonly unknown[]>(name: string): Published<Row> {
  return readJson(`published/${name}.json`) as Published<Row>; // its schema is the linter's matter
}

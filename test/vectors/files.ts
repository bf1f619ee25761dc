/** The vector files, as they lie in `vectors/`. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Vector } from './run-vector.mjs';

export interface VectorFile {
  readonly algorithm: string;
  readonly testGroups: readonly {
    readonly type: string;
    readonly profile: string;
    readonly tests: readonly Vector[];
  }[];
}

export interface TestKey {
  readonly id: string;
  readonly bits: number;
  readonly modulusHex: string;
  readonly exponentHex: string;
  readonly testOnlyPrivate: Readonly<Record<'dHex' | 'pHex' | 'qHex' | 'dpHex' | 'dqHex' | 'qiHex', string>>;
}

const folder = new URL('../../vectors/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

/** Names and contents of all files of vectors. */
export const vectorFiles: readonly (readonly [string, VectorFile])[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !name.endsWith('schema.json') && name !== 'test-keys.json')
  .map((name) => [name, read(name) as VectorFile]); // their schema is the linter's matter

/** The private halves of the keys of the vectors. */
export const testKeys: readonly TestKey[] = (read('test-keys.json') as { keys: TestKey[] }).keys;

/** A case that the library decides otherwise on purpose: it refuses, or returns something else. */
export interface Exception {
  readonly case: number;
  readonly reason: string;
  readonly error?: string;
  readonly here?: string;
}

/** A set of published figures, one row a case. */
export interface Published<Row> {
  readonly title: string;
  readonly keys?: readonly (readonly [string, string])[];
  readonly exceptions: readonly Exception[];
  readonly cases: readonly Row[];
}

/** One of the published sets; `Row` tells its columns. */
export function published<Row extends readonly unknown[]>(name: string): Published<Row> {
  return read(`published/${name}.json`) as Published<Row>; // as above
}

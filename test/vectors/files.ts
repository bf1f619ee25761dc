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
const NO_VECTORS = ['schema.json', 'published.schema.json', 'test-keys.json'];

/** Names and contents of all files of vectors. */
export const vectorFiles: readonly (readonly [string, VectorFile])[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !NO_VECTORS.includes(name))
  .map((name) => [name, read(name) as VectorFile]); // their schema is the linter's matter

/** The private halves of the keys of the vectors. */
export const testKeys: readonly TestKey[] = (read('test-keys.json') as { keys: TestKey[] }).keys;

/** One of the published sets. */
export function published<T>(name: string): T {
  return read(`published/${name}.json`) as T; // as above
}

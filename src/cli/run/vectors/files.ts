/** Finds the golden vectors and reads them. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import nodeModule from 'node:module'; // as a whole, because the bundle's first line declares its members' names
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearest } from '../../../core/check.js';
import { isObject } from '../../../core/json.js';
import { usageError } from '../../exit.js';
import type { Io } from '../../io.js';

/** A vector, as in its file. */
export interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly flags: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
  readonly random?: string;
  readonly stages?: Readonly<Record<string, unknown>>;
  readonly exchanges?: readonly { readonly request: unknown; readonly response: unknown }[];
  readonly result: 'valid' | 'invalid';
  readonly error?: Readonly<Record<string, unknown>>;
  readonly [outcome: string]: unknown;
}

/** A vector and its origin. */
export interface Item {
  /** `bex:3`. */
  readonly id: string;
  /** `bex`. */
  readonly file: string;
  /** The function. */
  readonly type: string;
  readonly profile: string;
  /** Whether it only defines a code, so there is nothing to compute. */
  readonly isDefinition: boolean;
  readonly vector: Vector;
}

const NAME = 'credwire-vectors';
const MOST_BYTES = 64 * 1024 * 1024;

/** The folder of the vectors: the given one, the installed package's, or the repository's. */
export function vectorsFolder(io: Io, given: string | undefined): string {
  if (given !== undefined) {
    const folder = resolve(io.cwd, given);
    if (isVectors(folder)) return folder;
    throw usageError(`--vectors: ${folder} isn't the folder of ${NAME}`);
  }
  const places = [installed(io.cwd), join(io.cwd, 'vectors'), ownRepository()];
  const found = places.find((place) => place !== undefined && isVectors(place));
  if (found !== undefined) return found;
  throw usageError(
    `the golden vectors aren't installed; run "npm install ${NAME}", or pass --vectors with their folder`,
  );
}

function installed(cwd: string): string | undefined {
  try {
    return dirname(nodeModule.createRequire(join(cwd, 'here.js')).resolve(`${NAME}/package.json`));
  } catch {
    return undefined;
  }
}

/** The folder next to dist/, in a clone. */
function ownRepository(): string {
  return fileURLToPath(new URL('../../vectors', import.meta.url));
}

function isVectors(folder: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return isObject(manifest) && (manifest as { readonly name?: unknown }).name === NAME;
  } catch {
    return existsSync(join(folder, 'schema.json')) && existsSync(join(folder, 'bex.json')); // unpacked by hand
  }
}

/** All vectors of a folder. */
export function readVectors(folder: string): readonly Item[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'package.json');
  return names.sort().flatMap((name) => {
    const path = join(folder, name);
    const { size } = statSync(path);
    if (size > MOST_BYTES) throw usageError(`${path}: expected at most ${MOST_BYTES} bytes, got ${size}`);
    const file = name.replace(/\.json$/, '');
    return groupsOf(path).flatMap(({ type, profile, made, tests }) =>
      tests.map((vector) => ({
        id: `${file}:${vector.tcId}`,
        file,
        type,
        profile,
        isDefinition: made === 'definition',
        vector,
      })),
    );
  });
}

interface Group {
  readonly type: string;
  readonly profile: string;
  readonly made: string;
  readonly tests: readonly Vector[];
}

/** The groups of a file; a schema or other data has none. */
function groupsOf(path: string): readonly Group[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw usageError(`${path}: isn't JSON`);
    throw error;
  }
  const { schema, testGroups } = json as { readonly schema?: unknown; readonly testGroups?: readonly Group[] }; // the package's own
  return schema === 'schema.json' && Array.isArray(testGroups) ? testGroups : [];
}

/** The vectors that fit one of `only`, and none of `skip`: files, functions, flags, ids. */
export function chosen(items: readonly Item[], only: readonly string[], skip: readonly string[]): readonly Item[] {
  const known = new Set(items.flatMap((item) => namesOf(item)));
  for (const [flag, names] of [
    ['--only', only],
    ['--skip', skip],
  ] as const) {
    const unknown = names.find((name) => !known.has(plain(name)));
    if (unknown === undefined) continue;
    const near = nearest(unknown, [...known]);
    throw usageError(
      `${flag}: there is no file, function, flag or id with that name; ${near ? `did you mean "${near}"?` : 'credwire vectors list shows them'}`,
    );
  }
  const fits = (item: Item, names: readonly string[]) => names.some((name) => namesOf(item).includes(plain(name)));
  return items.filter((item) => (only.length === 0 || fits(item, only)) && !fits(item, skip));
}

const plain = (name: string): string => name.replace(/\.json$/, '');

const namesOf = ({ id, file, type, vector }: Item): readonly string[] => [file, type, id, ...vector.flags];

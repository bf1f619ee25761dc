/** Runs a collection by newman's command, as a user does. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kit = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const parsed = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

/** A folder or request of a collection. */
export interface Item {
  readonly name: string;
  readonly item?: readonly Item[];
  readonly event?: readonly object[];
  readonly request?: object;
}

/** A collection. */
export interface Collection {
  readonly info: object;
  readonly item: readonly Item[];
  readonly variable: readonly { readonly key: string; readonly value: string }[];
}

/** Variables, by name. */
export type Values = Readonly<Record<string, string>>;

interface Environment {
  readonly values: readonly { readonly key: string; readonly value: string }[];
}

/** The built collection. */
export const collection: Collection = parsed(kit('dist/credwire.postman_collection.json'));

/** The built collection with other items. */
export const collectionOf = (...item: readonly Item[]): Collection => ({ ...collection, item });

/** A folder of the built collection. */
export function folderOf(name: string): Item {
  const all = collection.item.flatMap((item) => [item, ...(item.item ?? [])]);
  const found = all.find((item) => item.name === name);
  if (!found) throw new Error(`the collection has no folder "${name}"`);
  return found;
}

/** The built environment, with values for some of its variables. */
export function environment(values: Values): Environment {
  const built: Environment = parsed(kit('dist/credwire.postman_environment.json'));
  const known = new Set(built.values.map(({ key }) => key));
  const others = Object.keys(values).filter((key) => !known.has(key));
  if (others.length > 0) throw new Error(`the environment lacks ${others.join(', ')}`);
  return { ...built, values: built.values.map((entry) => ({ ...entry, value: values[entry.key] ?? entry.value })) };
}

/** What a run came to. */
export interface Run {
  readonly status: number;
  readonly output: string;
  /** The environment after the run. */
  readonly left: Values;
}

/** What to run. */
export interface Options {
  readonly collection?: Collection;
  /** Rows of variables, one for an iteration. */
  readonly data?: readonly Values[];
  readonly reporter?: string;
}

/** Runs newman; resolves whatever its exit status. */
export function newman(values: Values, options: Options = {}): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'credwire-newman-'));
  const save = (name: string, content: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  const after = join(folder, 'after.json');
  const args = [
    kit('node_modules/newman/bin/newman.js'),
    ...['run', save('collection.json', options.collection ?? collection)],
    ...['--environment', save('environment.json', environment(values)), '--export-environment', after],
    ...['--reporters', options.reporter ?? 'credwire', '--color', 'off', '--disable-unicode'],
    ...(options.data === undefined ? [] : ['--iteration-data', save('data.json', options.data)]),
  ];
  const env = { ...process.env, NODE_PATH: kit('dist') };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, cwd: folder }, (error, stdout, stderr) => {
      const { values: kept }: Environment = existsSync(after) ? parsed(after) : { values: [] };
      const left = kept.map(({ key, value }) => [key, value]);
      rmSync(folder, { recursive: true });
      const status = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      resolve({ status, output: stdout + stderr, left: Object.fromEntries(left) });
    });
  });
}

/**
 * Writes results: one JSON object per line, in the order of the rows. A result that is ready before an earlier row's is
 * written to a second file at once, so even a killed run loses nothing.
 */
import {
  closeSync,
  createReadStream,
  existsSync,
  fchmodSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { isObject } from '../../../core/json.js';
import { EXIT, usageError } from '../../exit.js';
import { type Io, write } from '../../io.js';

/** What is written about a row. */
export interface Result {
  readonly row: number;
  readonly user: string;
  readonly ok: boolean;
  readonly exit: number;
  readonly [more: string]: unknown;
}

/** A result with its session is far shorter. */
const MOST_BYTES = 1_048_576;

const LINE_FEED = 10;

/** Only the user may read them, because they can contain tokens. */
const PRIVATE = 0o600;

/** Results of this run and earlier ones. */
export interface Results {
  /** An earlier run's result for this row. Call it once per row, in order. */
  before(row: number): Promise<Result | undefined>;
  /** How many results wait for an earlier row. */
  waiting(): number;
  /** Writes a result once those of all earlier rows are written. */
  put(result: Result): Promise<void>;
  /** Ends; whatever is left without an earlier row is kept for the next run, or written to stdout. */
  close(): Promise<void>;
}

/** Results on stdout. */
export function toStdout(io: Io): Results {
  const waiting = new Map<number, Result>();
  let next = 1;
  let writing = Promise.resolve();
  const send = (result: Result) => {
    writing = writing.then(() => write(io.stdout, `${JSON.stringify(result)}\n`));
    writing.catch(() => undefined); // the caller of put gets the error
  };
  return {
    before: async () => undefined,
    waiting: () => waiting.size,
    put: (result) => {
      waiting.set(result.row, result);
      for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
        waiting.delete(next++);
        send(ready);
      }
      return writing;
    },
    close: () => {
      for (const result of [...waiting.values()].sort((one, other) => one.row - other.row)) send(result);
      return writing;
    },
  };
}

/**
 * Results in a file.
 *
 * @param path - The file. If it has results, `resume` must be set.
 * @param resume - Whether to continue with the results in the file.
 */
export async function toFile(path: string, resume: boolean): Promise<Results> {
  const early = `${path}.early`;
  const about = existsSync(path) ? statSync(path) : undefined;
  if (about?.isFile() === false) throw usageError(`--results: expected a file, got something else at ${path}`);
  if (!resume && about !== undefined && about.size > 0) {
    throw usageError(`--results: ${path} already exists; --resume continues it`);
  }
  if (!resume) rmSync(early, { force: true });
  const [done, kept] = [await scan(path), await scanEarly(early)]; // both are empty without `resume`
  const [file, earlyFile] = [openSync(path, 'a', PRIVATE), openSync(early, 'a', PRIVATE)];
  for (const each of [file, earlyFile]) fchmodSync(each, PRIVATE); // a file from before can have another mode
  ftruncateSync(earlyFile, kept.end); // drops what a killed run has half written
  // Results after the first row that is tried again wait for it. They are on disk there before they go here.
  for (const result of done.after) writeSync(earlyFile, `${JSON.stringify(result)}\n`);
  if (done.after.length > 0) fsyncSync(earlyFile);
  ftruncateSync(file, done.end);
  let next = done.count + 1;
  const ready = [...kept.results, ...done.after].filter((result) => result.row >= next && isFinal(result));
  const waiting = new Map(ready.map((result) => [result.row, result]));
  const old = new Set(waiting.keys());
  const lines = done.count === 0 ? undefined : resultsOf(path);
  const writeReady = () => {
    const had = waiting.size;
    for (let ready = waiting.get(next); ready !== undefined && !old.has(next); ready = waiting.get(next)) {
      writeSync(file, `${JSON.stringify(ready)}\n`);
      waiting.delete(next++);
    }
    if (had > 0 && waiting.size === 0) ftruncateSync(earlyFile, 0);
  };
  return {
    before: async (row) => {
      if (row <= done.count) return (await lines?.next())?.value?.result;
      if (!old.delete(row)) return undefined; // it isn't written before it's asked for, so it's still waiting
      const result = waiting.get(row);
      writeReady();
      return result;
    },
    waiting: () => waiting.size - old.size,
    put: async (result) => {
      waiting.set(result.row, result);
      if (result.row !== next) writeSync(earlyFile, `${JSON.stringify(result)}\n`);
      writeReady();
    },
    close: async () => {
      await lines?.return(undefined);
      closeSync(file);
      closeSync(earlyFile);
      if (waiting.size === 0) rmSync(early, { force: true });
    },
  };
}

/** Whether a row isn't tried again: it was signed in, or refused. A refused password is never sent twice. */
const isFinal = ({ exit }: Result): boolean => exit === EXIT.done || exit === EXIT.refused;

interface Done {
  /** How many rows, from the first on, have a final result. */
  readonly count: number;
  /** Where the last of them ends in the file. */
  readonly end: number;
  /** The final results after the first row that hasn't one. */
  readonly after: readonly Result[];
}

async function scan(path: string): Promise<Done> {
  let [count, end, number] = [0, 0, 0];
  const after: Result[] = [];
  for await (const line of resultsOf(path)) {
    const { result } = line;
    if (result.row !== ++number)
      throw usageError(`--results: ${path}: line ${number} isn't the result of row ${number}`);
    if (!isFinal(result)) continue;
    if (count === number - 1) [count, end] = [number, line.end];
    else after.push(result);
  }
  return { count, end, after };
}

async function scanEarly(path: string): Promise<{ readonly results: readonly Result[]; readonly end: number }> {
  const results: Result[] = [];
  let end = 0;
  for await (const line of resultsOf(path)) {
    results.push(line.result);
    end = line.end;
  }
  return { results, end };
}

/** The results of a file, with the position of each one's end; a half-written last line is left out. */
async function* resultsOf(
  path: string,
): AsyncGenerator<{ readonly result: Result; readonly end: number }, undefined, undefined> {
  if (!existsSync(path)) return undefined;
  const decoder = new TextDecoder();
  let rest: Uint8Array = new Uint8Array();
  let [number, end] = [0, 0];
  for await (const chunk of createReadStream(path)) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (let at = rest.indexOf(LINE_FEED); at >= 0; at = rest.indexOf(LINE_FEED)) {
      number++;
      end += at + 1;
      const result = parsed(decoder.decode(rest.subarray(0, at)));
      if (result === undefined) throw noResult(path, number);
      yield { result, end };
      rest = rest.subarray(at + 1);
    }
    if (rest.length > MOST_BYTES) throw noResult(path, number + 1);
  }
  return undefined;
}

function noResult(path: string, line: number): Error {
  return usageError(`--results: ${path}: line ${line} isn't a result of credwire batch`);
}

function parsed(line: string): Result | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const { row, user, ok, exit } = (isObject(value) ? value : {}) as Partial<Result>; // looked at member by member
    const isResult =
      Number.isSafeInteger(row) && typeof user === 'string' && typeof ok === 'boolean' && typeof exit === 'number';
    return isResult ? (value as Result) : undefined;
  } catch {
    return undefined;
  }
}

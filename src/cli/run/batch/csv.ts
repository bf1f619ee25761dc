/** Reads the rows of a CSV file one at a time, so a file can be larger than memory. */
import type { Readable } from 'node:stream';
import { CsvError, Parser } from 'csv-parse';
import type { InputError } from '../../../core/errors.js';
import { usageError } from '../../exit.js';

/** No row of credentials is longer. Without a limit, a quote that is never closed would swallow the rest of the file. */
const MOST_CHARACTERS = 65_536;

const TROUBLE: Readonly<Record<string, string>> = {
  CSV_MAX_RECORD_SIZE: `is longer than ${MOST_CHARACTERS} bytes; is a quote left open?`,
  CSV_QUOTE_NOT_CLOSED: 'has a quote that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'has text after a closing quote; a quote within a cell is written twice',
  INVALID_OPENING_QUOTE: 'has a quote within a cell that is not quoted; quote the cell and write it twice',
};

/** How to read. */
export interface CsvOptions {
  readonly delimiter: string;
  /** Called with the number of bytes read so far. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * The rows of a file: its cells unchanged, without empty lines. Every row before a fault is returned first.
 *
 * @param source - The file's bytes; destroyed when no more rows are wanted.
 * @param options - The delimiter, and who counts the bytes.
 * @throws `ERR_ARGUMENT_VALUE` if the file isn't UTF-8 text, or its quotes don't match.
 */
export async function* rowsOf(
  source: Readable,
  { delimiter, onBytes }: CsvOptions,
): AsyncGenerator<readonly string[], void, undefined> {
  const rows: (readonly string[])[] = [];
  const parser = new Parser({
    delimiter,
    relax_column_count: true, // the caller reports which row is wrong
    skip_empty_lines: true,
    max_record_size: MOST_CHARACTERS,
    // The stream's own buffer is dropped on a fault, along with the rows in it.
    on_record: (row: unknown) => {
      rows.push(row as readonly string[]); // a list of strings, without the option `columns`
      return undefined;
    },
  });
  parser.on('error', () => undefined); // the callback below gets it
  parser.resume();
  const parse = (text?: string): Promise<Error | undefined> =>
    new Promise((resolve) => {
      const end = (error?: Error | null): void => resolve(error ?? undefined);
      if (text === undefined) parser.end(end);
      else parser.write(text, end);
    });
  try {
    const texts = textOf(source, onBytes);
    for (;;) {
      const { done, value } = await texts.next();
      const error = await parse(done ? undefined : value);
      yield* rows.splice(0);
      if (error !== undefined) throw faultOf(error);
      if (!done) continue;
      if (value !== undefined) throw value;
      return;
    }
  } finally {
    parser.destroy();
    source.destroy();
  }
}

function faultOf(error: Error): Error {
  if (!(error instanceof CsvError)) return error;
  const words = TROUBLE[error.code] ?? "can't be read as CSV";
  // For a quote that is never closed, only the message has the line. The rest of a message can quote the file.
  const line = /at line (\d+)/.exec(error.message)?.[1] ?? String(error.lines);
  return usageError(`line ${line} of the CSV file ${words}`);
}

const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

type Fault = InputError | undefined;

/** The file's text in whole lines up to the first that isn't UTF-8 or is too long; returns what's wrong. */
async function* textOf(source: Readable, onBytes: CsvOptions['onBytes']): AsyncGenerator<string, Fault, undefined> {
  let [bytes, lines] = [0, 0];
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    const read = Buffer.from(chunk as Buffer | string); // streams yield bytes or text
    bytes += read.length;
    onBytes(bytes);
    const part = Buffer.concat([rest, read]);
    // Some programs end lines with CR. If the chunk ends with it, an LF can follow in the next one.
    const end = Math.max(part.lastIndexOf(LINE_FEED), part.lastIndexOf(CARRIAGE_RETURN, -2)) + 1;
    rest = part.subarray(end);
    const { fault, count } = yield* textsOf(part.subarray(0, end), lines);
    if (fault !== undefined) return fault;
    lines += count;
    // No row is longer, quoted or not.
    if (rest.length > 4 * MOST_CHARACTERS)
      return usageError(`line ${lines + 1} of the CSV file ${TROUBLE.CSV_MAX_RECORD_SIZE}`);
  }
  return (yield* textsOf(rest, lines)).fault;
}

/** The text of some lines: all at once, or one by one up to the first that isn't UTF-8. */
function* textsOf(
  bytes: Buffer,
  before: number,
): Generator<string, { readonly fault?: InputError; readonly count: number }, undefined> {
  const ends = [...lineEnds(bytes)];
  const whole = decoded(bytes, before === 0);
  if (whole !== undefined) {
    yield whole;
    return { count: ends.length };
  }
  let [start, count] = [0, 0];
  for (const end of [...ends, bytes.length]) {
    const line = before + ++count;
    const text = decoded(bytes.subarray(start, end), line === 1);
    if (text === undefined) return { fault: usageError(`line ${line} of the CSV file isn't UTF-8 text`), count };
    yield text;
    start = end;
  }
  return { count };
}

/** Where each line ends: after LF, CR LF, or CR. */
function* lineEnds(bytes: Buffer): Generator<number, void, undefined> {
  for (let at = 0; at < bytes.length; at++) {
    const isEnd = bytes[at] === LINE_FEED || (bytes[at] === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED);
    if (isEnd) yield at + 1;
  }
}

function decoded(bytes: Buffer, isFirst: boolean): string | undefined {
  try {
    // A byte order mark is dropped where it belongs, at the beginning.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: !isFirst }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

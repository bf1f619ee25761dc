/** Reads the rows of a CSV file one at a time, so a file can be larger than memory. */
import type { Readable } from 'node:stream';
import { CsvError, Parser } from 'csv-parse';
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
    for await (const text of textOf(source, onBytes)) {
      const error = await parse(text);
      yield* rows.splice(0);
      if (error !== undefined) throw faultOf(error);
    }
    const error = await parse();
    yield* rows.splice(0);
    if (error !== undefined) throw faultOf(error);
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

async function* textOf(source: Readable, onBytes: CsvOptions['onBytes']): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true }); // a byte order mark is dropped
  let bytes = 0;
  const decoded = (chunk?: Uint8Array): string => {
    try {
      const text = chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
      if (!text.includes('\0')) return text;
    } catch {
      // reported below
    }
    throw usageError(`expected a CSV file in UTF-8, got other bytes among the first ${bytes}`);
  };
  for await (const chunk of source) {
    const part = Buffer.from(chunk as Buffer | string); // streams yield bytes or text
    bytes += part.length;
    onBytes(bytes);
    yield decoded(part);
  }
  yield decoded();
}

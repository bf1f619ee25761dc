/** Rows of a CSV file, one at a time, so that a file may be larger than memory. */
import { pipeline, Readable } from 'node:stream';
import { CsvError, Parser } from 'csv-parse';
import { usageError } from '../../exit.js';

/** No row of credentials is longer; a quote that is never closed would swallow the rest of the file. */
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
  /** Told how many bytes have been read so far. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * The rows of a file: cells as they stand, without empty lines.
 *
 * @param source - The file's bytes; destroyed when nobody wants more rows.
 * @param options - What stands between cells.
 * @throws `ERR_ARGUMENT_VALUE` for a file that is not UTF-8 text, or whose quotes don't match.
 */
export async function* rowsOf(
  source: Readable,
  { delimiter, onBytes }: CsvOptions,
): AsyncGenerator<readonly string[], void, undefined> {
  const parser = new Parser({
    delimiter,
    relax_column_count: true, // whoever reads the row says which it is
    skip_empty_lines: true,
    max_record_size: MOST_CHARACTERS,
  });
  let failure: unknown;
  pipeline(Readable.from(textOf(source, onBytes)), parser, (error) => {
    failure = error;
  });
  try {
    // Without the option `columns` it makes lists of text.
    for await (const row of parser) yield row as readonly string[];
  } catch (error) {
    const cause = failure ?? error;
    if (!(cause instanceof CsvError)) throw cause;
    const words = TROUBLE[cause.code] ?? "can't be read as CSV";
    // Of a quote that is never closed, only the message tells the line. The rest of a message may quote the file.
    const line = /at line (\d+)/.exec(cause.message)?.[1] ?? String(cause.lines);
    throw usageError(`line ${line} of the CSV file ${words}`);
  } finally {
    source.destroy();
  }
}

async function* textOf(source: Readable, onBytes: CsvOptions['onBytes']): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true }); // a byte order mark is dropped
  let bytes = 0;
  const decoded = (chunk?: Uint8Array): string => {
    try {
      const text = chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
      if (!text.includes('\0')) return text;
    } catch {
      // told below
    }
    throw usageError(`expected a CSV file in UTF-8, got other bytes among the first ${bytes}`);
  };
  for await (const chunk of source) {
    const part = Buffer.from(chunk as Buffer | string); // what streams of bytes and of text give
    bytes += part.length;
    onBytes(bytes);
    yield decoded(part);
  }
  yield decoded();
}

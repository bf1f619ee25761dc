/** `credwire batch`: signs in the accounts of a CSV file. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { CredwireError } from '../../../core/errors.js';
import type { VendorTask } from '../../definition.js';
import { EXIT, usageError } from '../../exit.js';
import { type Io, note } from '../../io.js';
import { collect, numberOf, textOf } from '../../options.js';
import { type Attempts, attempt, failure, type Outcome } from './attempt.js';
import { Columns, type Row } from './columns.js';
import { rowsOf } from './csv.js';
import { Pace } from './pace.js';
import { type End, pool, type Verdict } from './pool.js';
import { inWords, progressOf } from './progress.js';
import { type Result, type Results, toFile, toStdout } from './results.js';

type Given = VendorTask['given'];

/** How many results may wait for an earlier row that is being tried again. */
const MOST_WAITING = 1000;

/** Does the work. */
export async function run({ io, secrets, vendor, given, operands: [file = ''] }: VendorTask): Promise<number> {
  if (file === '-' && given.passwordStdin === true) {
    throw usageError('- and --password-stdin: stdin can be one of them');
  }
  const limits = limitsOf(given);
  const { options } = await collect(io, secrets, vendor, given);
  const input = await inputOf(io, file);
  let bytes = 0;
  const rows = rowsOf(input.stream, {
    delimiter: delimiterOf(given),
    onBytes: (read) => {
      bytes = read;
    },
  });
  const stop = () => input.stream.destroy();
  io.signal.addEventListener('abort', stop, { once: true });
  try {
    const head = await headOf(rows);
    const columns = new Columns(vendor, head, options, given.ignoreUnknownColumns === true);
    const results = await resultsOf(io, file, given);
    const progress = progressOf(io, input.size);
    const tally = new Tally(results);
    const how: Attempts = {
      ...limits,
      vendor,
      withSession: given.tokens === true,
      pace: new Pace(limits.rate, io.signal),
    };
    try {
      const end = await pool(
        jobsOf(rows, columns, results, tally),
        async ({ row, job }) => {
          const outcome = 'error' in job ? failure(job.error) : await attempt(io, job, how);
          if (outcome === undefined) return 'not sent';
          const verdict = await tally.take({ row, user: job.user, ...outcome }, 'error' in job);
          progress.tell(tally, bytes);
          return verdict;
        },
        { ...limits, signal: io.signal, mayStart: () => results.waiting() < MOST_WAITING },
      );
      if (end === 'all done') await tally.settle();
      progress.end();
      await tell(io, end, tally, given);
      return end === 'stopped' ? EXIT.interrupted : Math.max(tally.exit, end === 'refusals' ? EXIT.refused : 0);
    } catch (error) {
      progress.end();
      // The rows before a fault in the file.
      if (CredwireError.isOurs(error) && tally.rows > 0) await note(io, `credwire: ${inWords(tally)}`);
      throw error;
    } finally {
      progress.end();
      await results.close();
    }
  } catch (error) {
    if (io.signal.aborted && !CredwireError.isOurs(error)) return EXIT.interrupted; // reading was cut off
    throw error;
  } finally {
    io.signal.removeEventListener('abort', stop);
    input.stream.destroy();
  }
}

/** Counts results, and holds back those that aren't certain yet. */
class Tally {
  readonly #results: Results;
  /** Rows without a usable answer since the last row with one: if the run stops here, the next one tries them again. */
  #unanswered: Result[] = [];
  rows = 0;
  signedIn = 0;
  refused = 0;
  /** The highest of all rows. */
  exit = 0;

  constructor(results: Results) {
    this.#results = results;
  }

  count({ ok, exit }: Outcome): void {
    this.rows++;
    if (ok) this.signedIn++;
    if (exit === EXIT.refused) this.refused++;
    this.exit = Math.max(this.exit, exit);
  }

  async take(result: Result, isUnsent: boolean): Promise<Verdict> {
    this.count(result);
    const isWrongUrl = result.code === 'ERR_ENDPOINT_NOT_FOUND'; // for every row, not only this one
    if (result.exit >= EXIT.later || isWrongUrl) {
      this.#unanswered.push(result);
      return 'no answer';
    }
    if (!isUnsent) await this.settle();
    await this.#results.put(result);
    if (isUnsent || result.exit === EXIT.usage) return 'not sent';
    return result.exit === EXIT.refused ? 'refused' : 'signed in';
  }

  /** The server does answer, so the rows that it had no answer for have failed. */
  async settle(): Promise<void> {
    for (const result of this.#unanswered.splice(0)) await this.#results.put(result);
  }
}

interface Job {
  readonly row: number;
  readonly job: Row;
}

/** The rows that have no result yet. */
async function* jobsOf(
  rows: AsyncIterable<readonly string[]>,
  columns: Columns,
  results: Results,
  tally: Tally,
): AsyncGenerator<Job, void, undefined> {
  let row = 0;
  for await (const cells of rows) {
    row++;
    const job = columns.read(cells);
    const before = await results.before(row);
    if (before === undefined) yield { row, job };
    else if (before.user === job.user) tally.count(before);
    else throw usageError(`--resume: row ${row} is for a different user than its result; is it the same CSV file?`);
  }
}

async function headOf(rows: AsyncGenerator<readonly string[], void, undefined>): Promise<readonly string[]> {
  const { value, done } = await rows.next();
  if (done !== true && value) return value;
  throw usageError('the CSV file is empty; expected a line with the column names', 'ERR_ARGUMENT_TYPE');
}

async function inputOf(
  io: Io,
  file: string,
): Promise<{ readonly stream: Readable; readonly size: number | undefined }> {
  if (file === '-') return { stream: io.stdin, size: undefined };
  const path = resolve(io.cwd, file);
  const about = await stat(path);
  if (about.isDirectory()) throw usageError(`${path}: expected a CSV file, got a folder`);
  return { stream: createReadStream(path), size: about.isFile() ? about.size : undefined };
}

async function resultsOf(io: Io, file: string, given: Given): Promise<Results> {
  const named = textOf(given.results);
  if (named === undefined) {
    if (given.resume === true) throw usageError('--resume: expected --results with the file to continue');
    return toStdout(io);
  }
  const path = resolve(io.cwd, named);
  if (path === resolve(io.cwd, file)) throw usageError('--results: expected a file other than the CSV file');
  return toFile(path, given.resume === true);
}

function limitsOf(given: Given) {
  const whole = (name: string, flag: string, fallback: number, most: number): number =>
    given[name] === undefined ? fallback : numberOf(flag, String(given[name]), most);
  const concurrency = whole('concurrency', '--concurrency', 4, 1000);
  if (concurrency === 0) throw usageError('--concurrency: expected at least 1');
  const rate = given.rate === undefined ? undefined : Number(given.rate);
  if (rate !== undefined && !(rate > 0 && rate <= 10_000)) {
    throw usageError('--rate: expected a number above 0 and up to 10000, such as 0.5');
  }
  return {
    concurrency,
    rate,
    maxRefusals: whole('maxRefusals', '--max-refusals', 5, 1_000_000),
    retries: whole('retries', '--retries', 2, 20),
    timeout: Math.max(1, whole('timeout', '--timeout', 30, 86_400)) * 1000,
  };
}

function delimiterOf({ delimiter }: Given): string {
  const text = textOf(delimiter) ?? ',';
  if (text === 'tab') return '\t';
  if (/^[^"\r\n\w\s]$/.test(text) || text === '\t') return text;
  throw usageError('--delimiter: expected one character, such as ";", or "tab"');
}

async function tell(io: Io, end: End, tally: Tally, given: Given): Promise<void> {
  await note(io, `credwire: ${inWords(tally)}`);
  const how = given.results === undefined ? '' : '; --resume continues from there';
  const why: Readonly<Record<End, string | undefined>> = {
    'all done': undefined,
    stopped: `stopped; every sign-in that had started is in the results${how}`,
    refusals: `stopped after ${given.maxRefusals ?? 5} refusals in a row, before accounts are locked; check the passwords${how}`,
    'no answers': `stopped after several rows in a row without a usable response${how}`,
  };
  if (why[end] !== undefined) await note(io, `credwire: ${why[end]}`);
}

/**
 * Shows progress: a bar on a terminal, otherwise a line now and then. The prompts library has bars too, but they take
 * over the keyboard, so Ctrl-C would end the process before the sign-ins in flight are written.
 */
import { type Io, note } from '../../io.js';
import { painter } from '../../style.js';

/** Rows between two lines if there is no terminal. */
const EVERY = 1000;

const MILLISECONDS = 100;
const CELLS = 20;

/** What has been counted so far. */
export interface Counts {
  readonly rows: number;
  readonly signedIn: number;
  readonly refused: number;
}

/** Shows progress. */
export interface Progress {
  /** Updates the counts. */
  tell(counts: Counts, bytes: number): void;
  /** Clears the bar. */
  end(): void;
}

/**
 * Starts showing progress.
 *
 * @param io - The world.
 * @param size - Size of the file in bytes, if known.
 */
export function progressOf(io: Io, size: number | undefined): Progress {
  return io.stderr.isTTY === true && io.env.TERM !== 'dumb' ? bar(io, size) : lines(io);
}

/** The counts in words. */
export function inWords({ rows, signedIn, refused }: Counts): string {
  const failed = rows - signedIn - refused;
  return [
    `${number(rows)} ${rows === 1 ? 'row' : 'rows'}: ${number(signedIn)} signed in`,
    ...(refused > 0 ? [`${number(refused)} refused`] : []),
    ...(failed > 0 ? [`${number(failed)} failed`] : []),
  ].join(', ');
}

const number = (value: number): string => value.toLocaleString('en-US');

function lines(io: Io): Progress {
  return {
    tell: (counts) => {
      if (counts.rows % EVERY === 0) void note(io, `credwire: ${inWords(counts)}`);
    },
    end: () => undefined,
  };
}

function bar(io: Io, size: number | undefined): Progress {
  const paint = painter(io, io.stderr);
  const start = io.now();
  let drawn = 0;
  return {
    tell: (counts, bytes) => {
      const now = io.now();
      if (now - drawn < MILLISECONDS) return;
      drawn = now;
      const part = size ? Math.min(1, bytes / size) : undefined;
      const full = Math.round((part ?? 0) * CELLS);
      const meter =
        part === undefined ? '' : `${'━'.repeat(full)}${' '.repeat(CELLS - full)} ${Math.floor(part * 100)}% `;
      const speed = Math.round(counts.rows / Math.max(1, (now - start) / 1000));
      const text = `${meter}${inWords(counts)}, ${number(speed)}/s`.slice(0, (io.stderr.columns ?? 80) - 1);
      io.stderr.write(`\r\u001B[K${paint('cyan', text)}`);
    },
    end: () => {
      if (drawn > 0) io.stderr.write('\r\u001B[K');
    },
  };
}

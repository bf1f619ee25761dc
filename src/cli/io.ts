/** The command's arguments, environment and streams, passed in so that tests can run it. */
import type { Readable, Writable } from 'node:stream';

/** An input stream; can be a terminal. */
export type Input = Readable & {
  readonly isTTY?: boolean | undefined;
  /** Makes keys arrive one at a time, without echo. */
  setRawMode?(isRaw: boolean): unknown;
};

/** An output stream; can be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };

/** The world of one run. */
export interface Io {
  /** The arguments after the program's name. */
  readonly argv: readonly string[];
  /** The environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory. */
  readonly cwd: string;
  readonly stdin: Input;
  /** Results, and nothing else. */
  readonly stdout: Output;
  /** Everything else: prompts, progress, errors. */
  readonly stderr: Output;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Raised by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

/** Whether there is a user at a terminal who can be asked. */
export function canAsk({ stdin, stderr }: Io): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}

/** Whether a stream gets colours: a terminal, unless `NO_COLOR` is set (no-color.org) or the terminal is dumb. */
export function hasColour({ env }: Io, stream: Output): boolean {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}

/** The reader of stdout has gone, as with `| head`. That isn't a failure. */
export class PipeClosed extends Error {}

/**
 * Writes to a stream and waits until it has room for more.
 *
 * @throws {@link PipeClosed} if the reader has gone.
 */
export function write(stream: Output, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (!error) resolve();
      else if (['EPIPE', 'ERR_STREAM_DESTROYED'].includes(String((error as NodeJS.ErrnoException).code)))
        reject(new PipeClosed());
      else reject(error);
    });
  });
}

/** Writes a line of the result. */
export const print = ({ stdout }: Io, line: string): Promise<void> => write(stdout, `${line}\n`);

/** Writes a line that isn't part of the result. */
export const note = ({ stderr }: Io, line: string): Promise<void> => write(stderr, `${line}\n`).catch(() => undefined);

/** A real pseudo-terminal, by Python's `pty`, and somebody who types into it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

/** What to wait for on the terminal, and what to do then. */
export type Step = { readonly wait: string } & ({ readonly send: string } | { readonly signal: string });

/** What happened. */
export interface Dialogue {
  readonly exit: number | null;
  /** All that was shown, as it came. */
  readonly terminal: string;
  /** The same without colours and movements of the cursor. */
  readonly text: string;
  /** What went into a pipe instead of the terminal. */
  readonly stdout: string;
  /** Whether the terminal was left as it was found. */
  readonly restored: boolean;
  /** Output that was waited for and never came. */
  readonly missing: string | null;
}

/** How the terminal is set up. */
export interface Setup {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly columns?: number;
  /** Whether stdout is a pipe, as in `$(…)`. */
  readonly pipe?: boolean;
}

export const [ENTER, DOWN, CTRL_C, CTRL_D] = ['\r', '\u001b[B', '\u0003', '\u0004'] as const;

/** Runs a program in a terminal. */
export async function dialogue(setup: Setup, steps: readonly Step[]): Promise<Dialogue> {
  const { columns = 80, pipe = false, ...rest } = setup;
  const python = spawn('python3', [fileURLToPath(new URL('terminal.py', import.meta.url))]);
  let [out, err] = ['', ''];
  python.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  python.stderr.setEncoding('utf8').on('data', (text) => (err += text));
  python.stdin.end(JSON.stringify({ ...rest, columns, pipe, steps }));
  await new Promise((resolve) => python.on('close', resolve));
  if (out === '') throw new Error(`the terminal failed: ${err}`);
  const told = JSON.parse(out) as Omit<Dialogue, 'text'>; // what terminal.py prints
  return { ...told, text: stripVTControlCharacters(told.terminal).replaceAll('\r\n', '\n') };
}

/** `credwire diagnose`: says what is wrong with a request that your code sends. Nothing is sent or executed. */
import type { Finding } from '../../explain/index.js';
import type { VendorTask } from '../definition.js';
import { EXIT, usageError } from '../exit.js';
import { decodeUtf8, readAll, readPath } from '../input.js';
import { type Io, print } from '../io.js';
import { painter } from '../style.js';
import { tokenOptions } from '../token-options.js';
import { wrap } from '../wrap.js';

/** The library doesn't read more either. */
const MOST_BYTES = 16_777_216;

/** Does the work. */
export async function run(task: VendorTask): Promise<number> {
  const { io, vendor, given } = task;
  const [file] = task.operands;
  const isStdin = file === undefined || file === '-';
  if (isStdin && given.passwordStdin === true) {
    throw usageError('--password-stdin: stdin is the request; use a file for one of them');
  }
  // Problems with the file are reported before the user types a password.
  const early = isStdin && io.stdin.isTTY === true ? undefined : await readSeen(io, file);
  const options = await tokenOptions(task, false);
  const seen = early ?? (await pasted(io));
  const { diagnose } = await import('../../explain/index.js');
  // The library checks the options; the vendor is only known at run time.
  const findings = diagnose(vendor, options as never, seen);
  if (given.output === 'json') await print(io, JSON.stringify(findings, null, 2));
  else if (findings.length === 0) await print(io, `${vendor}: found nothing wrong`);
  else await print(io, findings.map((finding) => written(io, finding)).join('\n\n'));
  return findings.length === 0 ? EXIT.done : EXIT.refused;
}

async function readSeen(io: Io, file: string | undefined): Promise<string> {
  const isStdin = file === undefined || file === '-';
  const label = isStdin ? 'stdin' : file;
  const bytes = isStdin
    ? await readAll(io.stdin, label, MOST_BYTES, io.signal)
    : await readPath(io, label, file, MOST_BYTES);
  return filled(label, decodeUtf8(label, bytes));
}

async function pasted(io: Io): Promise<string> {
  const { readPaste } = await import('../paste.js');
  return filled('stdin', await readPaste(io, 'the request: a curl command, HAR, raw HTTP or a URL', MOST_BYTES));
}

function filled(label: string, text: string): string {
  if (text.trim() !== '') return text;
  throw usageError(`${label}: expected a curl command, HAR, raw HTTP or a URL, got nothing`);
}

function written(io: Io, { code, stage, message, fix }: Finding): string {
  const paint = painter(io, io.stdout);
  const width = Math.max(24, io.stdout.columns ?? 100);
  const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const part = (label: string, text: string): string =>
    wrap(text, width - 7)
      .map((line, at) => (at === 0 ? `  ${label} ` : '       ') + line)
      .join('\n');
  return [
    `${paint(['bold', 'red'], code)} ${paint('dim', `(stage: ${stage})`)}`,
    ...wrap(message, width - 2).map((line) => `  ${line}`),
    paint('green', part('fix:', sentence(fix))),
  ].join('\n');
}

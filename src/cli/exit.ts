/** Exit codes, and the line that explains an error. */
import { CredwireError, type ErrorCode, InputError, TransportError } from '../core/errors.js';
import { PipeClosed } from './io.js';
import type { Secrets } from './secrets.js';
import { type Speaker, wordsOf } from './words.js';

/** The exit codes. */
export const EXIT = {
  /** Done. */
  done: 0,
  /** The vendor refused, or a request that was diagnosed is wrong. */
  refused: 1,
  /** The command line, a file or a setting is wrong. */
  usage: 2,
  /** The server is unavailable. */
  later: 3,
  /** There was no response. */
  network: 4,
  /** The response couldn't be understood. */
  answer: 5,
  /** A bug in this program. */
  defect: 70,
  /** Stopped by SIGINT, as shells count it. */
  interrupted: 130,
} as const;

/** One of the exit codes. */
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Something that the user can fix: the same kind of error as the library's own. */
export function usageError(message: string, code: ErrorCode = 'ERR_ARGUMENT_VALUE'): InputError {
  return new InputError(code, message);
}

/** Codes whose exit code differs from their class's. */
const BY_CODE: Partial<Readonly<Record<ErrorCode, Exit>>> = {
  ERR_SIGN_IN_REFUSED: EXIT.refused,
  ERR_UNAVAILABLE: EXIT.later,
  ERR_ABORTED: EXIT.interrupted,
  ERR_PIN_MISMATCH: EXIT.answer,
  ERR_NO_RANDOM: EXIT.defect,
  ERR_RANDOM: EXIT.defect,
};

/** The exit code of what was thrown. */
export function exitOf(error: unknown): Exit {
  if (error instanceof PipeClosed) return EXIT.done;
  if (CredwireError.isOurs(error)) {
    const ofClass = error instanceof InputError ? EXIT.usage : EXIT.answer;
    return BY_CODE[error.code] ?? (error instanceof TransportError ? EXIT.network : ofClass);
  }
  return fileTrouble(error) === undefined ? EXIT.defect : EXIT.usage;
}

/** What the file system says, in words; a path is the user's own and may be shown. */
const FILE_TROUBLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: "you aren't allowed to use it",
  EPERM: "you aren't allowed to use it",
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'part of its path is a file, not a folder',
  EMFILE: 'too many files are open',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EROFS: 'the disk is read-only',
  ELOOP: 'it has too many symbolic links, or they form a loop',
  ENAMETOOLONG: 'its name is longer than the file system allows',
  EBUSY: 'another program is using it',
  EIO: 'the disk reported an error while reading or writing it',
  EADDRINUSE: 'the port is in use; choose another, or leave out --port to use a free one',
  EADDRNOTAVAIL: "the address doesn't belong to this machine",
};

function fileTrouble(error: unknown): string | undefined {
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException; // looked at member by member
  const words = typeof code === 'string' && Object.hasOwn(FILE_TROUBLE, code) ? FILE_TROUBLE[code] : undefined;
  return words && (typeof path === 'string' ? `${path}: ${words}` : words);
}

/** The line that says what went wrong: without secrets, control characters and line breaks. */
export function lineOf(error: unknown, secrets: Secrets, speaker: Speaker = {}): string {
  if (CredwireError.isOurs(error)) {
    const { vendorMessage } = error as { readonly vendorMessage?: string | undefined }; // errors that come from the vendor have it
    const words = vendorMessage ? `; the vendor says: ${shown(secrets.scrub(vendorMessage))}` : '';
    return `credwire: ${shown(secrets.scrub(wordsOf(error, speaker)))}${words} [${error.code}]`;
  }
  const trouble = fileTrouble(error);
  if (trouble !== undefined) return `credwire: ${shown(secrets.scrub(trouble))} [ERR_ARGUMENT_VALUE]`;
  return 'credwire: this is a bug in credwire, please report it; --verbose shows more';
}

/** The error and what led to it, for `--verbose`: names, codes and messages, never a request. */
export function chainOf(error: unknown, secrets: Secrets): string[] {
  const lines: string[] = [];
  for (let each = error, depth = 0; each instanceof Error && depth < 8; each = each.cause, depth++) {
    const { code } = each as NodeJS.ErrnoException;
    const tag = typeof code === 'string' ? ` [${code}]` : '';
    lines.push(`  ${depth === 0 ? '' : 'caused by '}${each.name}: ${shown(secrets.scrub(each.message))}${tag}`);
    if (exitOf(error) === EXIT.defect && each.stack) {
      lines.push(
        ...each.stack
          .split('\n')
          .slice(1)
          .map((line) => shown(secrets.scrub(`  ${line}`))),
      );
    }
  }
  return lines;
}

/** Text on one line of a terminal: without control characters, which could move the cursor, and at most 500 characters. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '');
  return line.length > 500 ? `${line.slice(0, 499)}…` : line;
}

/** Reads secrets, and keeps them out of everything that is shown. A secret never comes from an argument. */
import { usageError } from './exit.js';
import { decodeUtf8, readAll, readPath } from './input.js';
import type { Io } from './io.js';

/** No password is longer. Naming a video by mistake is an error at once. */
const MOST_BYTES = 65_536;

/** The secrets of this run: everything that is shown goes through `scrub`. */
export class Secrets {
  readonly #values = new Set<string>();

  /** Remembers a secret, and returns it. */
  add(value: string): string {
    if (value.length >= 3) this.#values.add(value); // shorter ones are parts of ordinary words
    return value;
  }

  /** The text with every secret, as it is or percent-encoded, replaced. */
  scrub(text: string): string {
    let clean = text;
    // The longest first: a secret can contain another secret.
    for (const value of [...this.#values].sort((one, other) => other.length - one.length)) {
      for (const form of [value, percentEncoded(value)]) clean = clean.replaceAll(form, '***');
    }
    return clean;
  }
}

function percentEncoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value; // a lone surrogate
  }
}

/** Reads a secret from a file: UTF-8, without the line break at its end. */
export async function secretFromFile(io: Io, option: string, path: string): Promise<string> {
  return textOfSecret(option, await readPath(io, option, path, MOST_BYTES));
}

/** Reads a secret from stdin, to its end. */
export async function secretFromStdin(io: Io, option: string): Promise<string> {
  return textOfSecret(option, await readAll(io.stdin, option, MOST_BYTES, io.signal));
}

function textOfSecret(option: string, bytes: Uint8Array): string {
  const text = decodeUtf8(option, bytes).replace(/\r?\n$/, '');
  if (text === '') throw usageError(`${option}: expected a secret, got nothing`);
  if (/[\0\r\n]/.test(text)) throw usageError(`${option}: expected a secret on one line, got more`);
  return text;
}

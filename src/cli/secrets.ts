/** Where secrets come from, and how they stay out of everything that is shown. A secret never comes from an argument. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { usageError } from './exit.js';
import type { Input, Io } from './io.js';

/** No password is longer; whoever names a video by mistake gets an answer at once. */
const MOST_BYTES = 65_536;

/** The secrets of this run: whatever is shown goes through `scrub`. */
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
    for (const value of this.#values) {
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
  const file = resolve(io.cwd, path);
  const { size } = await stat(file);
  if (size > MOST_BYTES) throw usageError(`${option}: expected a file of at most ${MOST_BYTES} bytes, got ${size}`);
  return textOfSecret(option, await readFile(file));
}

/** Reads a secret from stdin, to its end. */
export async function secretFromStdin(stdin: Input, option: string): Promise<string> {
  return textOfSecret(option, await readAll(stdin, option, MOST_BYTES));
}

/** Reads a stream to its end; one that is longer than it may be is refused as soon as that is known. */
export async function readAll(stream: Input, label: string, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Buffer | string);
    length += bytes.length;
    if (length > most) throw usageError(`${label}: expected at most ${most} bytes, got more`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Bytes as text, or an error that tells where they are not UTF-8. */
export function decodeUtf8(label: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes); // a byte order mark goes, as everywhere
  } catch {
    throw usageError(`${label}: expected UTF-8 text, got ${bytes.length} bytes that aren't`);
  }
}

function textOfSecret(option: string, bytes: Uint8Array): string {
  const text = decodeUtf8(option, bytes).replace(/\r?\n$/, '');
  if (text === '') throw usageError(`${option}: expected a secret, got nothing`);
  if (/[\0\r\n]/.test(text)) throw usageError(`${option}: expected a secret on one line, got more`);
  return text;
}

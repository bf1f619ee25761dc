/** Reads files and streams up to a limit, so that naming a video by mistake is an error. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { TransportError } from '../core/errors.js';
import { usageError } from './exit.js';
import type { Io } from './io.js';

/**
 * Reads a stream to its end. A stream that's too long is refused as soon as that is known.
 *
 * @param stream - The stream; it's destroyed if it isn't read to its end.
 * @param label - What it is, for messages.
 * @param most - How many bytes are allowed.
 * @param signal - Stops the reading: a terminal or a pipe might never end.
 */
export async function readAll(stream: Readable, label: string, most: number, signal?: AbortSignal): Promise<Buffer> {
  const stop = (): void => void stream.destroy(new TransportError('ERR_ABORTED', `${label}: stopped while reading`));
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk as Buffer | string); // streams yield bytes or text
      length += bytes.length;
      if (length > most) throw tooLong(label, most);
      chunks.push(bytes);
    }
    return Buffer.concat(chunks);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** Reads a file, or a pipe of unknown size, such as a shell's `<(command)`. */
export async function readPath(io: Io, label: string, path: string, most: number): Promise<Buffer> {
  const file = resolve(io.cwd, path);
  const { size } = await stat(file);
  if (size > most) throw tooLong(label, most, size);
  return readAll(createReadStream(file), label, most, io.signal);
}

/** Bytes as text; a byte order mark is dropped. */
export function decodeUtf8(label: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw usageError(`${label}: expected UTF-8 text, got ${bytes.length} other bytes`);
  }
}

function tooLong(label: string, most: number, size?: number): Error {
  return usageError(`${label}: expected at most ${most} bytes, got ${size ?? 'more'}`);
}

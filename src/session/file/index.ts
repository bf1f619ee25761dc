/**
 * Sessions in files, for command-line tools, scheduled jobs and workers on one machine. Node.js only.
 *
 * @module session/file
 */

import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { filledText } from '../../core/check.js';
import type { Lock, TokenStore } from '../store.js';

/** What {@link fileStore} returns: two of the settings of `connect`. */
export interface FileStore {
  /** One file per session, with mode 0600, replaced atomically. */
  readonly store: TokenStore;
  /**
   * One sign-in at a time among the processes on this machine. If a process is killed, its lock ends within 10 seconds.
   */
  readonly lock: (key: string, task: () => Promise<void>, options?: Parameters<Lock>[2]) => Promise<void>;
}

/** A lock is free again if its holder has shown no sign of life for this many milliseconds. */
const STALE = 10_000;

/** Milliseconds between two attempts to get a lock. */
const PAUSE = 50;

/** Half a minute of attempts. */
const MOST_ATTEMPTS = 600;

/**
 * Keeps sessions in a directory, and allows one sign-in at a time among the processes that share it.
 *
 * The directory is created when it's needed, with mode 0700. Each session has its own file with mode 0600, which is
 * written to a temporary file and renamed. A token is worth as much as a password: use a directory that only the
 * program's own user can read.
 *
 * @param directory - Path of the directory, such as `/var/lib/my-job/sessions`.
 * @returns A store and a lock, to spread into the settings of `connect`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` if it isn't a path.
 *
 * @example
 * ```ts
 * import { bex } from 'credwire';
 * import { connect } from 'credwire/session';
 * import { fileStore } from 'credwire/session/file';
 *
 * const connection = connect(bex, { username: 'demo', password: 'secret' }, { ...fileStore('./sessions') });
 * typeof connection.send; // => 'function'
 * ```
 */
export function fileStore(directory: string): FileStore {
  const root = resolve(filledText('fileStore: "directory"', directory));
  // Keys end in a hash, so characters that a file system can't handle can be dropped.
  const pathOf = (key: string): string => join(root, `${key.replace(/[^\w.-]+/g, '_')}.json`);
  const prepare = (): Promise<unknown> => mkdir(root, { recursive: true, mode: 0o700 });
  return Object.freeze({
    store: Object.freeze({
      get: (key: string) =>
        readFile(pathOf(key), 'utf8').catch((error: { readonly code?: unknown }) => {
          if (error.code === 'ENOENT') return undefined;
          throw error;
        }),
      set: async (key: string, value: string) => {
        await prepare();
        // Only loaded here, because it listens for the end of the process.
        const { default: writeFileAtomic } = await import('write-file-atomic');
        await writeFileAtomic(pathOf(key), value, { mode: 0o600 });
      },
      delete: (key: string) => rm(pathOf(key), { force: true }),
    }),
    lock: async (key: string, task: () => Promise<void>, { signal }: Partial<Parameters<Lock>[2]> = {}) => {
      await prepare();
      const release = await acquire(pathOf(key), signal);
      try {
        await task();
      } finally {
        await release().catch(() => {}); // it was taken over
      }
    },
  });
}

// The library's own retries can't be stopped, and would keep the process alive.
async function acquire(path: string, signal: Parameters<Lock>[2]['signal']): Promise<() => Promise<void>> {
  const { default: lockfile } = await import('proper-lockfile');
  for (let attempt = 1; ; attempt++) {
    try {
      return await lockfile.lock(path, {
        realpath: false, // the file might not exist yet
        stale: STALE,
        onCompromised: () => {}, // another process considered it stale: at worst there are two sign-ins
      });
    } catch (error) {
      const isHeld = (error as { readonly code?: unknown }).code === 'ELOCKED';
      if (!isHeld || signal?.aborted || attempt === MOST_ATTEMPTS) throw error;
    }
    await pause(PAUSE);
  }
}

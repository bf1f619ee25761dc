/**
 * Sessions in files, for command-line tools, scheduled jobs and workers of one machine. Node.js only.
 *
 * @module session/file
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { filledText } from '../../core/check.js';
import type { Lock, TokenStore } from '../store.js';

/** What {@link fileStore} makes: two of the settings of `connect`. */
export interface FileStore {
  /** One file a session: mode 0600, replaced as a whole. */
  readonly store: TokenStore;
  /** One sign-in at a time among the processes of this machine. Of one that was killed it ends within 10 seconds. */
  readonly lock: Lock;
}

/** A lock whose holder has shown no life for so long is free again, in milliseconds. */
const STALE = 10_000;

/** Half a minute of attempts, a tenth of a second apart at most. */
const RETRIES = { retries: 320, factor: 1.2, minTimeout: 20, maxTimeout: 100 };

/**
 * Keeps sessions in a directory, and one sign-in at a time among the processes that share it.
 *
 * The directory is made when it is needed, with mode 0700; each session is a file of its own with mode 0600, written
 * beside the old one and renamed over it. A token is as good as a password: use a directory that only the program's own
 * user can read.
 *
 * @param directory - Path of the directory, such as `/var/lib/my-job/sessions`.
 * @returns A store and a lock, to be spread into the settings of `connect`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_TEXT_NOT_WELL_FORMED` where it is not a path.
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
  // Keys end in a hash, so that what a file system can't name may go.
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
        // Loaded here alone: it listens for the end of the process.
        const { default: writeFileAtomic } = await import('write-file-atomic');
        await writeFileAtomic(pathOf(key), value, { mode: 0o600 });
      },
      delete: (key: string) => rm(pathOf(key), { force: true }),
    }),
    lock: async (key: string, task: () => Promise<void>) => {
      await prepare();
      const { default: lockfile } = await import('proper-lockfile');
      const release = await lockfile.lock(pathOf(key), {
        realpath: false, // of a file that need not be there yet
        stale: STALE,
        retries: RETRIES,
        onCompromised: () => {}, // somebody took it for stale: at worst there are two sign-ins
      });
      try {
        await task();
      } finally {
        await release().catch(() => {}); // it has been taken over
      }
    },
  });
}

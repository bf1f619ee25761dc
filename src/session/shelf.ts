/** A user's place in a store that can throw, hang or be slow: nobody waits for it longer than they must. */
import type { AbortSignalLike } from '../http/signals.js';
import { codeOf } from './events.js';
import { bounded } from './platform.js';
import type { TokenStore } from './store.js';

/** A user's place in a store. */
export interface Shelf {
  /** What is there; `undefined` if nothing is, or if the store fails. */
  get(signals: readonly (AbortSignalLike | undefined)[]): Promise<unknown>;
  set(text: string, life: number | undefined): Promise<unknown>;
  /** Forgets what is there, and what is still being written. */
  clear(): Promise<void>;
  /** Whether the last attempt to read hasn't been answered. */
  hangs(): boolean;
}

/** No operation is waited for longer, in milliseconds. */
const MOST = 5000;

type Kind = 'read' | 'write';

/** A user's place in a store. */
export function makeShelf(store: TokenStore, key: string, timeout: number, fault: () => void): Shelf {
  // Of these kinds an operation hasn't been answered in time. Until one is, others start too, but nobody waits for them.
  const hanging = new Set<Kind>();
  let writes = 0;
  let cleared = 0;
  let writing: Promise<unknown> | undefined;

  const tried = async (
    kind: Kind,
    run: () => Promise<unknown>,
    signals: readonly (AbortSignalLike | undefined)[] = [],
  ): Promise<unknown> => {
    const isHanging = hanging.has(kind) || hanging.has('read');
    const running = new Promise((started) => started(run())); // inside a promise, so that an exception rejects
    const answered = (): void => {
      hanging.delete(kind);
    };
    running.then(answered, answered);
    if (isHanging) {
      running.catch(fault);
      return undefined;
    }
    try {
      return await bounded('connect: "store"', { timeout: Math.min(timeout, MOST), signals }, () => running);
    } catch (error) {
      if (codeOf(error) === 'ERR_TIMEOUT') hanging.add(kind);
      if (!signals.some((signal) => signal?.aborted)) fault();
      return undefined;
    }
  };
  const remove = () => tried('write', () => store.delete(key));

  return {
    get: (signals) => tried('read', () => store.get(key), signals),
    set: (text, life) => {
      const mine = ++writes;
      writing = tried('write', async () => {
        await (life === undefined ? store.set(key, text) : store.set(key, text, life));
        // A slow store can finish after the user has signed out. If it has a newer session, that costs a sign-in.
        if (mine <= cleared) await store.delete(key);
      });
      return writing;
    },
    clear: async () => {
      cleared = writes;
      await writing; // of a sign-in that was in progress
      await remove();
    },
    hangs: () => hanging.has('read'),
  };
}

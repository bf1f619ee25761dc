/** Sessions shared through a store: read, or signed in for and written, one process at a time. */

import type { Tell } from './events.js';
import { storeKey } from './key.js';
import { lifeOf, type Rules, type Tokened } from './machine.js';
import { bounded, type Clock } from './platform.js';
import { type Entry, formatEntry, type Lock, parseEntry, type TokenStore } from './store.js';
import type { Options } from './vendor.js';

/** What a shared session needs to know of its connection. */
export interface Shared {
  readonly store: TokenStore;
  readonly lock: Lock | undefined;
  readonly vendor: string;
  readonly options: Options;
  readonly now: Clock;
  readonly rules: Rules;
  /** Milliseconds that another process's sign-in is waited for. */
  readonly timeout: number;
  readonly tell: Tell;
}

/** A session, and whether it came from the store. */
export type Taken<S> = Entry<S> & { readonly stored: boolean };

/** What a task asks a shared session for. */
export interface Wanted<S> {
  /** Whether one that is to be renewed soon is good enough. */
  readonly anyAge: boolean;
  /** A token that is over. */
  readonly over: string | undefined;
  /** Whether the task still matters. */
  isWanted(): boolean;
  /** Signs in. */
  signIn(): Promise<Entry<S>>;
}

/** No operation of a store may take longer. */
const MOST_FOR_STORE = 5000;

/** The shared session of one user. */
export interface SharedSession<S> {
  take(wanted: Wanted<S>): Promise<Taken<S>>;
  forget(): Promise<void>;
}

/** The shared session of the user whom the options name. */
export function sharedSession<S extends Tokened>(shared: Shared): SharedSession<S> {
  const { store, lock, vendor, options, now, rules, timeout, tell } = shared;
  const key = storeKey(vendor, options);
  let writing: Promise<unknown> | undefined;

  const tried = (run: () => Promise<unknown>): Promise<unknown> =>
    bounded('connect: "store"', { timeout: Math.min(timeout, MOST_FOR_STORE), signals: [] }, run).catch(() =>
      tell({ type: 'fault', part: 'store' }),
    );

  const read = async ({ anyAge, over }: Wanted<S>): Promise<Taken<S> | undefined> => {
    const text = await tried(() => store.get(key));
    const entry = parseEntry<S>(key, vendor, text, now());
    if (entry === undefined || entry.session.token === over) return undefined;
    if (!anyAge && lifeOf(entry.session, entry.at, rules).renewAt <= now()) return undefined;
    return { ...entry, stored: true };
  };

  const signIn = async (wanted: Wanted<S>): Promise<Taken<S>> => {
    const entry = await wanted.signIn();
    const left = lifeOf(entry.session, entry.at, rules).endsAt - entry.at;
    if (wanted.isWanted()) {
      const ttl = left < Number.POSITIVE_INFINITY ? [left] : [];
      writing = tried(() => store.set(key, formatEntry(key, entry), ...ttl));
      await writing;
    }
    return { ...entry, stored: false };
  };

  return {
    take: async (wanted) => {
      const found = await read(wanted);
      if (found !== undefined) return found;
      if (lock === undefined) return signIn(wanted);
      // Whoever held the lock may have signed in meanwhile.
      return locked(lock, key, timeout, tell, async () => (await read(wanted)) ?? signIn(wanted));
    },
    forget: async () => {
      await writing; // of a sign-in that was under way
      await tried(() => store.delete(key));
    },
  };
}

// Runs a task under the lock, or without it where the lock fails or takes too long: once in any case.
function locked<T>(lock: Lock, key: string, timeout: number, tell: Tell, task: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let running: Promise<void> | undefined;
    const run = (): Promise<void> => {
      running ??= task().then(resolve, reject);
      return running;
    };
    const begun = (): Promise<void> =>
      new Promise((begin, fail) => {
        const locking = async () =>
          lock(key, () => {
            begin();
            return run();
          });
        // One that ends without having run the task has not locked. One that fails behind it has not been given back:
        // its own life ends it.
        locking().then(() => begin(), fail);
      });
    bounded('connect: "lock"', { timeout, signals: [] }, begun)
      .catch(() => tell({ type: 'fault', part: 'lock' }))
      .then(run);
  });
}

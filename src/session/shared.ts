/** Sessions shared through a store: reads them, or signs in and writes them, one process at a time. */
import { codeOf, type Tell } from './events.js';
import { storeKey } from './key.js';
import { lifeOf, type Rules, type Tokened } from './machine.js';
import { bounded, type Clock, type Limits, type Signal } from './platform.js';
import { type Entry, formatEntry, isLive, type Lock, parseEntry, type TokenStore } from './store.js';
import { isTrusted } from './trust.js';
import { type Asked, isStillValid } from './validate.js';
import type { LooseVendor, Options } from './vendor.js';

/** What a shared session needs to know about its connection. */
export interface Shared {
  readonly store: TokenStore;
  readonly lock: Lock | undefined;
  readonly vendor: string;
  readonly options: Options;
  readonly now: Clock;
  readonly rules: Rules;
  /** How many milliseconds to wait for another process's sign-in. */
  readonly timeout: number;
  readonly tell: Tell;
}

/** A session, and whether it came from the store. */
export type Taken<S> = Entry<S> & { readonly stored: boolean };

/** What a task asks a shared session for. */
export interface Wanted<S> {
  /** Whether a session that's due for renewal is good enough. */
  readonly anyAge: boolean;
  /** Tokens that are over. */
  readonly over: readonly string[];
  /** Whether the task still matters. */
  isWanted(): boolean;
  /** What ends the task. */
  readonly signals: readonly (Signal | undefined)[];
  /** The vendor's module. */
  readonly module: LooseVendor<S>;
  /** Signs in. */
  signIn(): Promise<Entry<S>>;
  /** How to ask the vendor about a session from the store; it isn't asked if this is `undefined`. */
  readonly ask: Asked<S> | undefined;
}

/** No store operation may take longer. */
const MOST_FOR_STORE = 5000;

/** A user's shared session. */
export interface SharedSession<S> {
  take(wanted: Wanted<S>): Promise<Taken<S>>;
  forget(): Promise<void>;
}

/** The shared session of the user in the options. */
export function sharedSession<S extends Tokened>(shared: Shared): SharedSession<S> {
  const { store, lock, vendor, options, now, rules, timeout, tell } = shared;
  const key = storeKey(vendor, options);
  let writing: Promise<unknown> | undefined;
  let writes = 0;
  let forgotten = 0;
  // While the store doesn't answer, nobody waits for it, or for a lock that's probably kept in the same place.
  let hangs = false;

  const tried = async (run: () => Promise<unknown>, signals: Limits['signals'] = []): Promise<unknown> => {
    try {
      const value = await bounded('connect: "store"', { timeout: Math.min(timeout, MOST_FOR_STORE), signals }, run);
      hangs = false;
      return value;
    } catch (error) {
      hangs = codeOf(error) === 'ERR_TIMEOUT';
      if (!signals.some((signal) => signal?.aborted)) tell({ type: 'fault', part: 'store' });
      return undefined;
    }
  };
  const remove = () => tried(() => store.delete(key));

  const read = async ({ anyAge, over, module, signals }: Wanted<S>): Promise<Taken<S> | undefined> => {
    const text = await tried(() => store.get(key), signals);
    if (text === undefined || text === null) return undefined;
    const entry = parseEntry<S>(key, vendor, text, now());
    if (entry === undefined || !isTrusted(module, options, entry.session)) {
      tell({ type: 'fault', part: 'entry' });
      return undefined;
    }
    if (!isLive(entry, now()) || over.includes(entry.session.token)) return undefined;
    if (!anyAge && lifeOf(entry.session, entry.at, rules).renewAt <= now()) return undefined;
    return { ...entry, stored: true };
  };

  const write = (entry: Entry<S>): Promise<unknown> => {
    const left = lifeOf(entry.session, entry.at, rules).endsAt - entry.at;
    const ttl = left < Number.POSITIVE_INFINITY ? [Math.ceil(left)] : [];
    const mine = ++writes;
    return tried(async () => {
      await store.set(key, formatEntry(key, entry), ...ttl);
      // A slow store can finish after the user has signed out.
      if (forgotten >= mine && writes === mine) await store.delete(key);
    });
  };

  const signIn = async (wanted: Wanted<S>): Promise<Taken<S>> => {
    const entry = await wanted.signIn();
    if (wanted.isWanted()) {
      const isSlow = hangs;
      writing = write(entry);
      if (!isSlow) await writing;
    }
    return { ...entry, stored: false };
  };

  return {
    take: async (wanted) => {
      const found = await read(wanted);
      const { ask, over } = wanted;
      if (found !== undefined && (ask === undefined || (await isStillValid(ask, found.session, tell)))) return found;
      if (lock === undefined || hangs) return signIn(wanted);
      // The process that had the lock may have signed in.
      const newer = found === undefined ? wanted : { ...wanted, over: [...over, found.session.token] };
      const limits = { timeout, signals: wanted.signals };
      return locked(lock, key, limits, tell, async () => (await read(newer)) ?? signIn(wanted));
    },
    forget: async () => {
      forgotten = writes;
      await writing; // from a sign-in that was in progress
      await remove();
    },
  };
}

// Runs a task exactly once: under the lock, or without it if the lock fails or takes too long.
function locked<T>(lock: Lock, key: string, limits: Limits, tell: Tell, task: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let isAborted = false;
    let running: Promise<void> | undefined;
    const run = async (): Promise<void> => {
      if (isAborted) return;
      running ??= task().then(resolve, reject);
      await running;
    };
    const begun = (signal: Signal | undefined): Promise<void> =>
      new Promise((begin, fail) => {
        const locking = async () =>
          lock(
            key,
            () => {
              begin();
              return run();
            },
            { signal },
          );
        // A lock that ends without running the task never locked. A lock that fails after the task wasn't released: it
        // expires.
        locking().then(() => begin(), fail);
      });
    bounded('connect: "lock"', limits, begun)
      .catch((error: unknown) => {
        isAborted = limits.signals.some((signal) => signal?.aborted);
        if (isAborted) reject(error);
        else tell({ type: 'fault', part: 'lock' });
      })
      .then(run);
  });
}

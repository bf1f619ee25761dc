/** Sessions shared through a store: reads them, or signs in and writes them, one process at a time. */
import type { AbortSignalLike, PlatformSignal } from '../http/signals.js';
import type { Tell } from './events.js';
import { storeKey } from './key.js';
import { lifeOf, type Rules, type Tokened } from './machine.js';
import { bounded, type Clock, type Limits } from './platform.js';
import { makeShelf } from './shelf.js';
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
  /** Options of `authorize` for every call. */
  readonly authorize: Options | undefined;
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
  readonly signals: readonly (AbortSignalLike | undefined)[];
  /** The vendor's module. */
  readonly module: LooseVendor<S>;
  /** Signs in. */
  signIn(): Promise<Entry<S>>;
  /** How to ask the vendor about a session from the store; it isn't asked if this is `undefined`. */
  readonly ask: Asked<S> | undefined;
}

/** A user's shared session. */
export interface SharedSession<S> {
  take(wanted: Wanted<S>): Promise<Taken<S>>;
  forget(): Promise<void>;
}

/** The shared session of the user in the options. */
export function sharedSession<S extends Tokened>(shared: Shared): SharedSession<S> {
  const { store, lock, vendor, options, authorize, now, rules, timeout, tell } = shared;
  const key = storeKey(vendor, options);
  const shelf = makeShelf(store, key, timeout, () => tell({ type: 'fault', part: 'store' }));

  const read = async ({ anyAge, over, module, signals }: Wanted<S>): Promise<Taken<S> | undefined> => {
    const text = await shelf.get(signals);
    if (text === undefined || text === null) return undefined;
    const entry = parseEntry<S>(key, vendor, text, now());
    if (entry === undefined || !isTrusted(module, options, authorize, entry.session)) {
      tell({ type: 'fault', part: 'entry' });
      return undefined;
    }
    if (!isLive(entry, now()) || over.includes(entry.session.token)) return undefined;
    if (!anyAge && lifeOf(entry.session, entry.at, rules).renewAt <= now()) return undefined;
    return { ...entry, stored: true };
  };

  const signIn = async (wanted: Wanted<S>): Promise<Taken<S>> => {
    const entry = await wanted.signIn();
    const left = lifeOf(entry.session, entry.at, rules).endsAt - entry.at;
    const life = left < Number.POSITIVE_INFINITY ? Math.ceil(left) : undefined;
    if (wanted.isWanted()) await shelf.set(formatEntry(key, entry), life);
    return { ...entry, stored: false };
  };

  return {
    take: async (wanted) => {
      const found = await read(wanted);
      const { ask, over } = wanted;
      if (found !== undefined && (ask === undefined || (await isStillValid(ask, found.session, tell)))) return found;
      // A lock is probably kept in the same place as the store.
      if (lock === undefined || shelf.hangs()) return signIn(wanted);
      // The process that had the lock may have signed in.
      const newer = found === undefined ? wanted : { ...wanted, over: [...over, found.session.token] };
      const limits = { timeout, signals: wanted.signals };
      return locked(lock, key, limits, tell, async () => (await read(newer)) ?? signIn(wanted));
    },
    forget: () => shelf.clear(),
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
    const begun = (signal: PlatformSignal | undefined): Promise<void> =>
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

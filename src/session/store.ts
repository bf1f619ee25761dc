/** Where sessions are kept outside a process: the interface of stores, and the format of an entry. */

import { LAST_TIME } from '../core/check.js';
import { isObject, ownMember, parseJson } from '../core/json.js';
import type { PlatformSignal } from '../http/signals.js';
import type { Tokened } from './machine.js';

/**
 * Keeps strings by key. A Keyv instance works as it is, and a Map almost does. Whatever goes wrong (it throws, hangs,
 * returns something else), the connection signs in on its own instead.
 */
export interface TokenStore {
  /** The value of a key; `undefined` if there is none. */
  get(key: string): Promise<unknown>;
  /** Keeps a value, for at least `ttlMs` milliseconds, or without a limit. */
  set(key: string, value: string, ttlMs?: number): Promise<unknown>;
  /** Forgets a key. */
  delete(key: string): Promise<unknown>;
}

/**
 * Runs a task while no other task, in any process, runs with the same key. A lock must expire if its process dies. A
 * lock that fails is ignored. When the signal aborts, nobody waits for the lock any more, so it can stop trying.
 */
export type Lock = (
  key: string,
  task: () => Promise<void>,
  options: {
    /** Aborts if the connection ends or the time expires while the lock waits. */
    readonly signal?: PlatformSignal | undefined;
  },
) => Promise<unknown>;

/** Change this whenever the format changes: an older program then treats a newer entry as missing. */
const VERSION = 1;

/** A stored session, and when it was issued. */
export interface Entry<S> {
  readonly session: S;
  /** When the vendor issued it. */
  readonly at: number;
}

/** The text of an entry. It contains the key, so that a store that mixes up keys is detected. */
export function formatEntry<S>(key: string, { session, at }: Entry<S>): string {
  return JSON.stringify({ v: VERSION, key, at, session });
}

/** Reads an entry; `undefined` for anything that isn't an entry for this key and vendor. */
export function parseEntry<S extends Tokened>(
  key: string,
  vendor: string,
  text: unknown,
  now: number,
): Entry<S> | undefined {
  const entry = typeof text === 'string' ? parseJson(text) : undefined;
  if (!isObject(entry) || ownMember(entry, 'v') !== VERSION || ownMember(entry, 'key') !== key) return undefined;
  const [session, at] = [ownMember(entry, 'session'), ownMember(entry, 'at')];
  if (!isObject(session) || ownMember(session, 'vendor') !== vendor) return undefined;
  const [token, expiresAt] = [ownMember(session, 'token'), ownMember(session, 'expiresAt')];
  if (typeof token !== 'string' || !/^[!-~]+$/.test(token)) return undefined;
  if (expiresAt !== undefined && !(typeof expiresAt === 'number' && Math.abs(expiresAt) <= LAST_TIME)) return undefined;
  const isPast = typeof at === 'number' && at <= now;
  // The vendor's own fields are checked where they're used.
  return { session: Object.freeze(session) as unknown as S, at: isPast ? at : now };
}

/** Whether a stored session hasn't expired. */
export function isLive({ session: { expiresAt } }: Entry<Tokened>, now: number): boolean {
  return expiresAt === undefined || expiresAt > now;
}

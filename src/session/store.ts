/** Where sessions are kept beyond one process: the interface of stores, and what an entry looks like. */
import { LAST_TIME } from '../core/check.js';
import { isObject, ownMember, parseJson } from '../core/json.js';
import type { Tokened } from './machine.js';

/**
 * Keeps texts by key. A Keyv instance is one as it is, and a Map nearly. Whatever it does (it throws, hangs, returns
 * something else), the connection falls back to a sign-in of its own.
 */
export interface TokenStore {
  /** The text of a key; `undefined` where there is none. */
  get(key: string): Promise<unknown>;
  /** Keeps a text, at least for `ttlMs` milliseconds, or without an end. */
  set(key: string, value: string, ttlMs?: number): Promise<unknown>;
  /** Forgets a key. */
  delete(key: string): Promise<unknown>;
}

/**
 * Runs a task while nobody else, in any process, runs one under the same key. A lock of a process that died must end by
 * itself. One that fails is done without.
 */
export type Lock = (key: string, task: () => Promise<void>) => Promise<unknown>;

/** The first thing that changes when entries do: an older program then takes a newer entry for a missing one. */
const VERSION = 1;

/** A session as it is stored, and when it was taken. */
export interface Entry<S> {
  readonly session: S;
  /** When the vendor gave it. */
  readonly at: number;
}

/** The text of an entry. It holds the key, so that a store that mixes keys up is found out. */
export function formatEntry<S>(key: string, { session, at }: Entry<S>): string {
  return JSON.stringify({ v: VERSION, key, at, session });
}

/** Reads an entry; `undefined` for whatever is not one of this key and vendor, or has ended. */
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
  if (expiresAt !== undefined && !(typeof expiresAt === 'number' && expiresAt > now && expiresAt <= LAST_TIME)) {
    return undefined;
  }
  const isPast = typeof at === 'number' && at <= now;
  // What the vendor's own fields hold is checked where they are used.
  return { session: Object.freeze(session) as unknown as S, at: isPast ? at : now };
}

/** The settings that `connect` takes in addition to the sign-in's own options, and the connection that it returns. */

import { type Check, callback, flag, guarded, integer, optional, unexpected } from '../core/check.js';
import { isObject } from '../core/json.js';
import type { HttpRequest, HttpResponse } from '../http/message.js';
import type { AbortSignalLike, PlatformSignal } from '../http/signals.js';
import type { Vendor } from '../vendors/index.js';
import type { ConnectionEvent } from './events.js';
import type { AnyFetch, PlatformFetch } from './fetch.js';
import { signalCheck } from './platform.js';
import type { Lock, TokenStore } from './store.js';
import type { AuthorizeOptionsOf, Options, VendorModule } from './vendor.js';

/** A call to the vendor's API, which the connection signs. Any other members are passed to the client. */
export interface Call {
  /** The method. Default: `GET`. */
  readonly method?: string | undefined;
  /** Absolute, with the session's origin; or relative to the sign-in's base URL: `/orders/1`, `orders?page=2`. */
  readonly url: string;
  /** The headers. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The body: anything that the client can send. Streams are only sent once. */
  readonly body?: unknown;
}

/** What ends a call early. */
export interface CallOptions {
  /** Aborts the call. */
  readonly signal?: AbortSignalLike | undefined;
  /** Milliseconds for each request of the call. Default: the connection's `timeout`, or no limit. */
  readonly timeout?: number | undefined;
}

/** The settings of a connection. */
export interface ConnectSettings<V extends Vendor | VendorModule, R extends HttpResponse, F extends AnyFetch> {
  /**
   * Sends a request: any adapter from `credwire/clients`. Its second argument has a `signal` that aborts when the time
   * expires. Default: uses `fetch`.
   */
  readonly send?:
    | ((request: HttpRequest, options?: { readonly signal?: PlatformSignal | undefined }) => Promise<R>)
    | undefined;
  /** Used by `connection.fetch`, and for signing in if there's no `send`. Default: the platform's. */
  readonly fetch?: F | undefined;
  /** The clock, in milliseconds since the Unix epoch. Default: the platform's. */
  readonly now?: (() => number) | undefined;
  /**
   * Milliseconds before a session expires at which it's renewed, while calls keep using it. Default: a tenth of its
   * lifetime, at most 5 minutes.
   */
  readonly renewBefore?: number | undefined;
  /** Keeps the session outside this process. Default: only in memory. */
  readonly store?: TokenStore | undefined;
  /** Lets one process sign in at a time; used with a store. Default: each process signs in on its own. */
  readonly lock?: Lock | undefined;
  /**
   * Asks SmartConnect whether a session from the store is still good before its first use; if not, signs in. A session
   * that this connection signed in for isn't asked about, nor one of the REST API. Default: `false`.
   */
  readonly validate?: boolean | undefined;
  /** Ends the connection: from then on, every call is `ERR_ABORTED`. */
  readonly signal?: AbortSignalLike | undefined;
  /**
   * Milliseconds for each request. Default: 30,000 for sign-in requests; calls only have their client's limits.
   */
  readonly timeout?: number | undefined;
  /** Options of the vendor's `authorize` for every call, such as `origins`. */
  readonly authorize?: AuthorizeOptionsOf<V> | undefined;
  /** Called for sign-ins, renewals, repeats and faults; no event contains a secret. */
  readonly onEvent?: ((event: ConnectionEvent) => unknown) | undefined;
}

/** A signed-in user whose session is kept valid. The functions work without `this`. */
export interface Connection<S, R extends HttpResponse = HttpResponse, F extends AnyFetch = PlatformFetch> {
  /** The current session, or a new one. No matter how many callers ask at once, there's one sign-in. */
  readonly session: (options?: Pick<CallOptions, 'signal'>) => Promise<S>;
  /** Sends a call with the token, and resolves to the client's own response, of any status. */
  readonly send: (call: Call, options?: CallOptions) => Promise<R>;
  /** The same with fetch: takes and returns what fetch does. Redirects aren't followed unless `init` says so. */
  readonly fetch: F;
  /**
   * Forgets the session, here and in the store, and any remembered refusal. The vendor isn't told, so the token stays
   * valid.
   */
  readonly signOut: () => Promise<void>;
}

const storeCheck: Check<TokenStore> = (label, value) => {
  const store = value as TokenStore | null | undefined; // checked member by member
  const isStore = guarded(label, () =>
    [store?.get, store?.set, store?.delete].every((method) => typeof method === 'function'),
  );
  if (store && isStore) return store;
  throw unexpected('ERR_ARGUMENT_TYPE', label, 'an object with get, set and delete', value);
};

/** A copy of an object. */
export const objectCheck: Check<Options> = (label, value) => {
  if (isObject(value)) return guarded(label, () => ({ ...value }));
  throw unexpected('ERR_ARGUMENT_TYPE', label, 'an object', value);
};

const MOST_TIME = 2_147_483_647; // what timers can count

/** A number of milliseconds that timers can count. */
export const timeoutCheck = /* @__PURE__ */ optional(/* @__PURE__ */ integer(1, MOST_TIME));

/** The checks of the settings. */
export const SETTINGS = {
  send: optional(
    callback<
      (request: HttpRequest, options?: { readonly signal?: PlatformSignal | undefined }) => Promise<HttpResponse>
    >,
  ),
  fetch: optional(callback<AnyFetch>),
  now: optional(callback<() => number>),
  renewBefore: optional(integer(0, Number.MAX_SAFE_INTEGER)),
  store: optional(storeCheck),
  lock: optional(callback<Lock>),
  validate: optional(flag, false),
  signal: optional(signalCheck),
  timeout: timeoutCheck,
  authorize: optional(objectCheck),
  onEvent: optional(callback<(event: ConnectionEvent) => unknown>),
};

/** How a connection works: what `connect` takes beside the sign-in's own options, and what it returns. */
import { type Check, callback, guarded, integer, optional, unexpected } from '../core/check.js';
import { isObject } from '../core/json.js';
import type { HttpRequest, HttpResponse } from '../http/message.js';
import type { Vendor } from '../vendors/index.js';
import type { ConnectionEvent } from './events.js';
import type { AnyFetch, PlatformFetch } from './fetch.js';
import { type Signal, signalCheck } from './platform.js';
import type { Lock, TokenStore } from './store.js';
import type { AuthorizeOptionsOf, Options, VendorModule } from './vendor.js';

/** A call to the vendor's API, signed by the connection. Whatever else it holds goes along to the client. */
export interface Call {
  /** The method. Default: `GET`. */
  readonly method?: string | undefined;
  /** Absolute, at the session's origin; or behind the base URL of the sign-in: `/orders/1`, `orders?page=2`. */
  readonly url: string;
  /** The headers. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The body: whatever the client sends. Streams are sent once. */
  readonly body?: unknown;
}

/** What ends a call early. */
export interface CallOptions {
  /** Gives the call up. */
  readonly signal?: Signal | undefined;
  /** Milliseconds for each request of the call. Default: the connection's `timeout`, or no limit of its own. */
  readonly timeout?: number | undefined;
}

/** How a connection works. */
export interface ConnectSettings<V extends Vendor | VendorModule, R extends HttpResponse, F extends AnyFetch> {
  /**
   * Sends a request: any adapter of `credwire/clients`. Its second argument has a `signal` that ends when the time is
   * over. Default: by `fetch`.
   */
  readonly send?:
    | ((request: HttpRequest, options?: { readonly signal?: Signal | undefined }) => Promise<R>)
    | undefined;
  /** What `connection.fetch` calls, and the sign-in where there is no `send`. Default: the platform's. */
  readonly fetch?: F | undefined;
  /** The clock, in milliseconds since the Unix epoch. Default: the platform's. */
  readonly now?: (() => number) | undefined;
  /**
   * Milliseconds before its end at which a session is renewed, while calls go on with it. Default: a tenth of its life,
   * at most 5 minutes.
   */
  readonly renewBefore?: number | undefined;
  /** Keeps the session beyond this process. Default: memory alone. */
  readonly store?: TokenStore | undefined;
  /** Lets one process at a time sign in; used with a store. Default: each signs in for itself. */
  readonly lock?: Lock | undefined;
  /** Ends the connection: every call from then on is `ERR_ABORTED`. */
  readonly signal?: Signal | undefined;
  /**
   * Milliseconds for each request. Default: 30,000 for those of a sign-in; calls have the limits of their client alone.
   */
  readonly timeout?: number | undefined;
  /** Options of the vendor's `authorize` for every call, such as `origins`. */
  readonly authorize?: AuthorizeOptionsOf<V> | undefined;
  /** Told of sign-ins, renewals, repeats and faults; no event holds a secret. */
  readonly onEvent?: ((event: ConnectionEvent) => unknown) | undefined;
}

/** A signed-in user whose session is kept good. The functions can be passed on by themselves. */
export interface Connection<S, R extends HttpResponse = HttpResponse, F extends AnyFetch = PlatformFetch> {
  /** The session: the one in use, or a new one. However many ask at once, one sign-in is sent. */
  readonly session: (options?: Pick<CallOptions, 'signal'>) => Promise<S>;
  /** Sends a call with the token, and resolves to the client's own response, of any status. */
  readonly send: (call: Call, options?: CallOptions) => Promise<R>;
  /** The same over fetch: takes and returns what fetch does. Redirects are not followed unless `init` says so. */
  readonly fetch: F;
  /** Forgets the session, here and in the store, and a remembered refusal. Vendors aren't told: a token lives on. */
  readonly signOut: () => Promise<void>;
}

const storeCheck: Check<TokenStore> = (label, value) => {
  const store = value as TokenStore | null | undefined; // looked at member by member
  const isStore = guarded(label, () =>
    [store?.get, store?.set, store?.delete].every((method) => typeof method === 'function'),
  );
  if (store && isStore) return store;
  throw unexpected('ERR_ARGUMENT_TYPE', label, 'an object with get, set and delete', value);
};

/** An object, copied. */
export const objectCheck: Check<Options> = (label, value) => {
  if (isObject(value)) return guarded(label, () => ({ ...value }));
  throw unexpected('ERR_ARGUMENT_TYPE', label, 'an object', value);
};

const MOST_TIME = 2_147_483_647; // what timers count

/** A number of milliseconds that timers count. */
export const timeoutCheck = /* @__PURE__ */ optional(/* @__PURE__ */ integer(1, MOST_TIME));

/** The checks of the settings. */
export const SETTINGS = {
  send: optional(
    callback<(request: HttpRequest, options?: { readonly signal?: Signal | undefined }) => Promise<HttpResponse>>,
  ),
  fetch: optional(callback<AnyFetch>),
  now: optional(callback<() => number>),
  renewBefore: optional(integer(0, Number.MAX_SAFE_INTEGER)),
  store: optional(storeCheck),
  lock: optional(callback<Lock>),
  signal: optional(signalCheck),
  timeout: timeoutCheck,
  authorize: optional(objectCheck),
  onEvent: optional(callback<(event: ConnectionEvent) => unknown>),
};

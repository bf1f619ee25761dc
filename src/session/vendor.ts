/** What a connection needs from a vendor's module, and how it finds one by id. */
import { oneOf, unexpected } from '../core/check.js';
import type { HttpRequest, HttpResponse } from '../http/message.js';
import type { SignIn } from '../http/run.js';
import type { Vendor, vendors } from '../vendors/index.js';
import type { SessionOf } from '../vendors/vendor.js';
import type { Clock } from './platform.js';

/** The parts of a vendor's module that a connection uses. Each of the five modules is one, and so is `vendors[id]`. */
export interface VendorModule {
  /** Identifies the vendor. */
  readonly profile: {
    /** The vendor's id. */
    readonly id: string;
  };
  /** Creates a sign-in. */
  readonly signIn: (options: never) => Generator<HttpRequest, SessionOf<string>, HttpResponse>;
  /** Creates a sign-in with SmartConnect's other protocol, for options with a `clientId`. */
  readonly restSignIn?: (options: never) => Generator<HttpRequest, SessionOf<string>, HttpResponse>;
  /** Adds a session's token to a request. */
  readonly authorize: (
    request: never,
    session: never,
    options?: never,
  ) => {
    /** Where the request goes. */
    readonly url: string;
  };
  /** Whether a response says that the session is over. */
  readonly isSessionOver: (response: HttpResponse) => boolean;
}

/** The module for an id or a module. */
export type ModuleOf<V extends Vendor | VendorModule> = V extends Vendor ? (typeof vendors)[V] : V;

type Made<M, Name extends string> = M extends {
  readonly [K in Name]: (options: infer O) => Generator<unknown, infer S, never>;
}
  ? { readonly options: O; readonly session: S }
  : never;

type FlowOf<V extends Vendor | VendorModule> =
  ModuleOf<V> extends infer M ? Made<M, 'signIn'> | Made<M, 'restSignIn'> : never;

/** The sign-in options of a vendor, by its id or its module; for SmartConnect, those of either protocol. */
export type OptionsOf<V extends Vendor | VendorModule> = FlowOf<V>['options'];

/** The session of a vendor, by its id or its module. */
export type SessionFor<V extends Vendor | VendorModule> = FlowOf<V>['session'];

/** The options of a vendor's `authorize`, by its id or its module. */
export type AuthorizeOptionsOf<V extends Vendor | VendorModule> =
  ModuleOf<V> extends infer M
    ? M extends {
        /** The vendor's `authorize`. */
        readonly authorize: (request: never, session: never, options?: infer O) => unknown;
      }
      ? O
      : never
    : never;

/** A sign-in's options, before anything is known about them. */
export type Options = Readonly<Record<string, unknown>>;

/** A vendor's module without its types: the caller's types have already checked that the options fit. */
export interface LooseVendor<S> {
  readonly profile: { readonly id: string };
  signIn(options: Options): SignIn<S>;
  restSignIn?(options: Options): SignIn<S>;
  authorize<R extends { readonly url: string }>(request: R, session: S, options: unknown): R;
  isSessionOver(response: HttpResponse): boolean;
  validateRequest?(options: Options): HttpRequest;
  parseValidateResponse?(response: HttpResponse): boolean;
}

const idCheck = /* @__PURE__ */ oneOf<Vendor>('ifactory', 'idscan', 'jacada', 'bex', 'smartconnect');

/** Reads the first argument of `connect`: the id, and a way to get the module. */
export function readVendor<S>(
  label: string,
  value: unknown,
): { readonly id: string; load(): LooseVendor<S> | Promise<LooseVendor<S>> } {
  if (typeof value === 'string') {
    const id = idCheck(label, value);
    // A page that passes modules loads none of this.
    return { id, load: async () => (await import('./by-id.js')).moduleOf(id) as Promise<LooseVendor<S>> };
  }
  const module = value as LooseVendor<S> | null | undefined; // checked member by member
  const isModule = [module?.signIn, module?.authorize, module?.isSessionOver].every(
    (member) => typeof member === 'function',
  );
  const id: unknown = module?.profile?.id;
  if (module && isModule && typeof id === 'string') return { id, load: () => module };
  throw unexpected('ERR_ARGUMENT_TYPE', label, "a vendor's id or module", value);
}

/** A sign-in that starts now. */
export function beginSignIn<S>(vendor: LooseVendor<S>, options: Options, now: Clock): SignIn<S> {
  const isRest = vendor.restSignIn !== undefined && options.clientId !== undefined;
  // These two calculate the token's expiry from this time.
  const timed = isRest || vendor.profile.id === 'idscan' ? { ...options, now: now() } : options;
  return isRest && vendor.restSignIn ? vendor.restSignIn(timed) : vendor.signIn(timed);
}

/** Where a vendor signs in if the options don't say. */
export const DEFAULT_BASE: Readonly<Record<string, string>> = {
  bex: 'https://api.bex.co.za',
  smartconnect: 'https://login.smartconnect.com',
};

/** The address in the options, as a string without trailing slashes; `undefined` if there is none. */
export function baseOf(options: Options): string | undefined {
  const base = options.baseUrl ?? options.apiUrl;
  if (base === undefined) return undefined;
  const text = String(base);
  let end = text.length;
  while (text.charAt(end - 1) === '/') end--;
  return (/^[a-z]+:\/\//i.test(text) ? '' : 'https://') + text.slice(0, end);
}

/** The base of relative URLs: the vendor's base URL. */
export function baseFor(options: Options, session: object): string {
  const { apiUrl, origin } = session as { readonly apiUrl?: string; readonly origin?: string }; // if the vendor has them
  return baseOf({ baseUrl: options.baseUrl ?? apiUrl ?? options.apiUrl ?? origin }) ?? '';
}

/** The absolute URL for any URL, relative or not. */
export function absoluteUrl(url: string, base: string): string {
  if (url.startsWith('/') || url.startsWith('?') || url === '') return base + url;
  return /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `${base}/${url}`;
}

/**
 * What the five vendors have in common: a profile, a session that belongs to an origin, requests signed with its token.
 */
import {
  type Check,
  type Checked,
  type Checks,
  flag,
  guarded,
  listOf,
  oneOf,
  optional,
  readMembers,
  readOptions,
  unexpected,
} from '../core/check.js';
import { InputError } from '../core/errors.js';
import { headerToken, type RequestHeaders, requestHeaders } from '../core/headers.js';
import { isObject, ownMember } from '../core/json.js';
import {
  type BaseUrl,
  originOf,
  refuseInsecure,
  refuseUnsendable,
  type Target,
  targetOf,
  type UrlObject,
} from '../core/url.js';

/** What a program can ask about a vendor, to build a form or a help page. Plain data. */
export interface Profile<V extends string> {
  /** Name of the module. */
  readonly id: V;
  /** Name of the vendor's product. */
  readonly name: string;
  /** What to ask the user or the administrator for. */
  readonly fields: readonly {
    /** Name of the option of `signIn`. */
    readonly name: string;
    /** Whether to hide it, during input and in logs. */
    readonly secret: boolean;
    /** Whether the sign-in needs it. */
    readonly required: boolean;
  }[];
  /** How long a token is valid: in seconds if the vendor gives a number, and in the vendor's words. */
  readonly tokenLife: {
    /** Seconds, if the vendor gives a number. */
    readonly seconds?: number;
    /** The vendor's words. */
    readonly description: string;
  };
  /** The vendor's document that the module follows. */
  readonly document: string;
}

/** Freezes a profile, including its fields. @internal */
// @__NO_SIDE_EFFECTS__
export function makeProfile<V extends string>(profile: Profile<V>): Profile<V> {
  for (const part of [...profile.fields, profile.fields, profile.tokenLife]) Object.freeze(part);
  return Object.freeze(profile);
}

/** What every session has; each vendor adds its own fields. Plain data: it survives `JSON.stringify`. */
export interface SessionOf<V extends string> {
  /** The vendor that issued the token. */
  readonly vendor: V;
  /** The token. Worth as much as a password until it expires. */
  readonly token: string;
  /** Scheme, host and port that issued the token, such as `https://mes.example:60200`: it only goes there. */
  readonly origin?: string;
  /** When the token expires, in milliseconds since the Unix epoch; absent if unknown. */
  readonly expiresAt?: number;
}

/** What the caller knows, and the answer doesn't say. */
export interface ParseOptions {
  /** The base URL of the request; the session belongs to its origin. */
  readonly baseUrl?: string | UrlObject | undefined;
}

/** The origin of the base URL in {@link ParseOptions}, if there is one. @internal */
export function askedOrigin(owner: string, options: ParseOptions, check: Check<BaseUrl>): string | undefined {
  return originAsked(owner, readOptions(owner, options, { baseUrl: optional(check) }).baseUrl);
}

/** The origin of a base URL that a request was sent to. @internal */
export function originAsked(owner: string, baseUrl: BaseUrl | undefined): string | undefined {
  if (baseUrl !== undefined) refuseUnsendable(`${owner}: "baseUrl"`, baseUrl, true); // allowed or not at sign-in
  return baseUrl?.origin;
}

/** Where a token can go, apart from its own origin. */
export interface AuthorizeOptions {
  /** More origins that can receive the token, such as `https://files.mes.example`. Default: none. */
  readonly origins?: readonly (string | UrlObject)[] | undefined;
  /**
   * Lets the token go over plain HTTP to a host that isn't loopback. The session's own origin doesn't need this: it was
   * allowed at sign-in. Default: `false`.
   */
  readonly allowInsecureHttp?: boolean | undefined;
}

/** Any object that describes a request: a method, any kind of body and everything else are passed through unchanged. */
export interface Signable {
  /** Absolute; percent-encoded where needed. */
  readonly url: string;
  /** A plain object; each value one line of visible ASCII. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The type of the request that was passed, with headers of any name. */
export type Signed<R extends Signable> = {
  [K in keyof R]: K extends 'url' ? string : K extends 'headers' ? Readonly<Record<string, string>> : R[K];
} & {
  /** The headers, including the token. */
  readonly headers: Readonly<Record<string, string>>;
};

/** The checks of the members that every session has. @internal */
// @__NO_SIDE_EFFECTS__
export const sessionOf = <const V extends string>(vendor: V) => ({
  vendor: oneOf(vendor),
  token: headerToken,
  origin: optional(originOf),
});

/**
 * Reads a vendor's sessions. A session that can't change any more, like the ones that this library returns, is checked
 * once, no matter how many calls it signs.
 *
 * @internal
 */
// @__NO_SIDE_EFFECTS__
export function sessionReader<C extends Checks>(checks: C): (owner: string, session: object) => Checked<C> {
  const known = new WeakMap<object, Checked<C>>();
  return (owner, session) => {
    const before = known.get(session);
    if (before !== undefined) return before;
    const label = `${owner}: session`;
    const checked = readMembers(label, session, checks);
    if (guarded(label, () => isConstant(session))) known.set(session, checked);
    return checked;
  };
}

// Plain values forever, even in a proxy: what it returns for a frozen member must be true (ECMA-262, section 10.5.5).
function isConstant(session: object): boolean {
  const members = Object.values(Object.getOwnPropertyDescriptors(session));
  return Object.isFrozen(session) && members.every(({ value }) => /^[snb]/.test(typeof value));
}

/** The checks of {@link AuthorizeOptions}. @internal */
export const AUTHORIZE_OPTIONS = { origins: optional(listOf(originOf), []), allowInsecureHttp: optional(flag, false) };

/**
 * {@link AuthorizeOptions}, checked; without `allowInsecureHttp` if the vendor's calls don't have that option.
 * @internal
 */
export interface Places {
  readonly origins: readonly string[];
  readonly allowInsecureHttp?: boolean;
}

const NO_OTHERS: Places = { origins: [], allowInsecureHttp: false };

/** A request that can carry the token. @internal */
export interface SignableParts<R> {
  readonly request: R;
  readonly target: Target;
  readonly headers: RequestHeaders;
}

/**
 * Reads a request once and checks that the token can go there.
 *
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_URL`, `ERR_HEADER_VALUE`, `ERR_INSECURE_URL`,
 * `ERR_ORIGIN_MISMATCH`
 * @internal
 */
export function readSignable<R extends Signable>(
  owner: string,
  request: R,
  { origin }: { readonly origin: string | undefined },
  { origins, allowInsecureHttp }: Places,
): SignableParts<R> {
  const label = `${owner}: request`;
  const copy = guarded(label, () => {
    if (isObject(request)) return copyOf(request);
    throw unexpected('ERR_ARGUMENT_TYPE', label, 'an object with url and headers', request);
  });
  const target = targetOf(`${label}: "url"`, ownMember(copy, 'url'), origin);
  const given = ownMember(copy, 'headers');
  const headers = given === undefined ? {} : requestHeaders(`${label}: "headers"`, given);
  if (target.origin !== origin) {
    const remedy = allowInsecureHttp === undefined ? 'https' : 'allowInsecureHttp';
    refuseInsecure(`${label}: "url"`, target.isInsecure && allowInsecureHttp !== true, remedy);
    if (origin !== undefined && !origins.includes(target.origin)) {
      throw new InputError(
        'ERR_ORIGIN_MISMATCH',
        `${label}: "url": the session belongs to a different origin; list any other origin that can have its token in "origins"`,
      );
    }
  }
  return { request: copy, target, headers };
}

// Each member once, in whatever way it is there: a spread, which is quick, leaves hidden ones out.
function copyOf<R extends object>(object: R): R {
  const copy = { ...object };
  for (const key of Reflect.ownKeys(object)) {
    if (!Object.hasOwn(copy, key))
      Object.defineProperty(copy, key, { value: Reflect.get(object, key), enumerable: true });
  }
  return copy;
}

/** The request with different headers, which are frozen, and a different URL if one is given. @internal */
export function signed<R extends Signable>(
  { request }: SignableParts<R>,
  headers: RequestHeaders,
  url?: string,
): Signed<R> {
  const target = url === undefined ? undefined : { url };
  return Object.freeze({ ...request, ...target, headers: Object.freeze(headers) }) as unknown as Signed<R>; // a spread loses R
}

/**
 * The `authorize` of a vendor that takes its token in headers.
 *
 * @param read - Reads the vendor's sessions.
 * @param sign - Returns the request's headers with the session's token: a new object, with no other credential for the
 * vendor.
 * @internal
 */
export function signHeaders<R extends Signable, C extends { readonly origin: string | undefined }>(
  owner: string,
  request: R,
  read: (owner: string, session: object) => C,
  session: object,
  options: AuthorizeOptions | undefined,
  sign: (headers: RequestHeaders, session: C) => RequestHeaders,
): Signed<R> {
  const checked = read(owner, session);
  const places = options === undefined ? NO_OTHERS : readOptions(owner, options, AUTHORIZE_OPTIONS);
  const parts = readSignable(owner, request, checked, places);
  return signed(parts, sign(parts.headers, checked));
}

/**
 * A failure's message: from each group of names, the first that exists, as a string or a list of strings, one line
 * each. The failure can be an object or a list of objects. @internal
 */
export function linesOf(json: unknown, ...groups: readonly (readonly string[])[]): string | undefined {
  const entries: readonly unknown[] = Array.isArray(json) ? json : [json];
  const lines = entries
    .filter(isObject)
    .flatMap((entry) => groups.flatMap((names) => names.map((name) => ownMember(entry, name)).find(isThere)))
    .filter((words) => typeof words === 'string' && words !== '');
  return lines.length === 0 ? undefined : lines.join('\n');
}

const isThere = (member: unknown) => member !== undefined;

/** The message in ASP.NET's ProblemDetails. @internal */
export const problemWords = (json: unknown) => linesOf(json, ['title'], ['detail']);

/**
 * Argument checks, shared by every public function.
 *
 * An option object is read once, key by key, with a table of checks. Unknown names, wrong types and throwing getters
 * all end in a coded error, and the result is plain data that the caller can't change afterwards.
 */
import { CredwireError, type ErrorCode, InputError } from './errors.js';
import { isObject, ownMember } from './json.js';

/** Bytes with their own buffer, which every function of this library returns. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Checks an argument and returns it with a narrower type; throws an {@link InputError} if it doesn't fit. */
export type Check<T> = (label: string, value: unknown) => T;

/** Checks, by the names of their members. */
export type Checks = Readonly<Record<string, Check<unknown>>>;

/** The result of {@link Checks}. */
export type Checked<C extends Checks> = { readonly [K in keyof C]: C[K] extends Check<infer T> ? T : never };

/** The type and length of a value, never the value. Safe for hostile objects: it runs none of their code. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `a string of length ${value.length}`;
  if (isBytes(value)) return `a Uint8Array of length ${lengthOf.call(value)}`;
  if (typeof value === 'number' && !Number.isInteger(value)) return 'a number that is not an integer';
  return typeof value === 'object' ? 'an object of the wrong kind' : typeof value;
}

/** An {@link InputError} with the standard message: label, what was expected, what was found. */
export function unexpected(code: ErrorCode, label: string, expected: string, value: unknown): InputError {
  return new InputError(code, `${label}: expected ${expected}, got ${describe(value)}`);
}

/** True for a Uint8Array from any realm (Node's Buffer too); none of the value's code runs. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && byteArrayTag.call(value) === 'Uint8Array';
}

// Getters of %TypedArray%.prototype read internal slots: they can't be spoofed, and none of the value's code runs.
const byteArrayTag = /* @__PURE__ */ typedArrayGetter<string | undefined>(Symbol.toStringTag);
const lengthOf = /* @__PURE__ */ typedArrayGetter<number>('length');
const offsetOf = /* @__PURE__ */ typedArrayGetter<number>('byteOffset');
const bufferOf = /* @__PURE__ */ typedArrayGetter<ArrayBuffer>('buffer');

function typedArrayGetter<T>(name: PropertyKey): (this: ArrayBufferView) => T {
  const prototype: object = Object.getPrototypeOf(Uint8Array.prototype);
  return Object.getOwnPropertyDescriptor(prototype, name)?.get as (this: ArrayBufferView) => T; // ECMA-262, 23.2.3
}

/**
 * Reads an option object with a table of checks; a name that isn't in the table is rejected.
 *
 * @param owner - Name of the public function, at the start of every message.
 * @param options - What the caller passed.
 * @param checks - The known options.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, and everything that the checks throw.
 */
export function readOptions<C extends Checks>(owner: string, options: unknown, checks: C): Checked<C> {
  const found = ownKeys(owner, options);
  const stray = found.find((key) => !Object.hasOwn(checks, key));
  if (stray === undefined) return checkMembers(owner, options, checks);
  const near = typeof stray === 'string' ? likelyName(stray, found, checks) : undefined;
  const hint = near === undefined ? `known options: ${Object.keys(checks).join(', ')}` : `did you mean "${near}"?`;
  throw new InputError('ERR_UNKNOWN_OPTION', `${owner}: unknown option; ${hint}`);
}

/** Reads some members of an object with a table of checks, and ignores the others. */
export function readMembers<C extends Checks>(owner: string, object: unknown, checks: C): Checked<C> {
  guarded(owner, () => requireRecord(owner, object));
  return checkMembers(owner, object, checks);
}

function checkMembers<C extends Checks>(owner: string, object: unknown, checks: C): Checked<C> {
  // A copy of the table, so that assignments only meet own members, and no setter of a polluted Object.prototype. Four
  // times as fast as Object.fromEntries over mapped entries.
  const members: Record<string, unknown> = { ...checks };
  for (const key of Object.keys(checks)) {
    const label = `${owner}: "${key}"`;
    let value: unknown;
    try {
      value = ownMember(object as object, key); // the callers have checked that it is one
    } catch (error) {
      throw coded(label, error);
    }
    members[key] = checks[key]?.(label, value);
  }
  return members as Checked<C>; // every key of `checks` has been through its check
}

// If a required option is missing, the unknown one is most likely meant to be it: `username` means SmartConnect's
// `email`, not its `clientName`, although that looks closer.
function likelyName(stray: string, found: Keys, checks: Checks): string | undefined {
  const absent = Object.keys(checks).filter((name) => !found.includes(name));
  const needed = absent.filter((name) => isNeeded(checks[name]));
  const kind = KINDS.find((pattern) => pattern.test(stray));
  const [same, another] = needed.filter((name) => kind?.test(name));
  return (
    nearest(stray, needed) ??
    (another === undefined ? same : undefined) ??
    nearest(stray, absent, needed.length > 0 ? TYPING_ERROR : undefined)
  );
}

/** What the vendors call a password, an address and a user. */
const KINDS = [/pass|pwd/i, /url|uri|host|server|address|endpoint/i, /user|mail|login|^name/i];

function isNeeded(check: Check<unknown> | undefined): boolean {
  try {
    check?.('', undefined);
    return false;
  } catch {
    return true;
  }
}

/** How much of a name's letters can differ, for the intended option and for a typo. */
const [SAME_MEANING, TYPING_ERROR] = [0.6, 0.3];

/** The known name that's closest to a mistyped one; `undefined` if none is close. */
export function nearest(typed: string, known: readonly string[], most = SAME_MEANING): string | undefined {
  const MOST = 40; // no option has a longer name, and the time grows with the square
  if (typed.length > MOST) return undefined;
  const distanceOf = (name: string) =>
    editDistance(typed.toLowerCase(), name.toLowerCase()) / Math.max(name.length, typed.length);
  const [[distance, name] = [1]] = known.map((each) => [distanceOf(each), each] as const).sort(([a], [b]) => a - b);
  return distance <= most ? name : undefined;
}

// Levenshtein distance: insertions, deletions and replacements, row by row.
function editDistance(typed: string, known: string): number {
  let row = [0, ...known].map((_, at) => at);
  for (const letter of typed) {
    let left = Number.POSITIVE_INFINITY;
    row = row.map((above, at) => {
      const replaced = at === 0 ? left : Number(row[at - 1]) + Number(letter !== known[at - 1]);
      left = Math.min(left + 1, above + 1, replaced);
      return left;
    });
  }
  return Number(row.pop());
}

type Keys = readonly (string | symbol)[];

function ownKeys(owner: string, object: unknown): Keys {
  return guarded(owner, () => {
    requireRecord(owner, object);
    return Reflect.ownKeys(object);
  });
}

function requireRecord(owner: string, object: unknown): asserts object is object {
  if (!isObject(object) || isBytes(object)) throw unexpected('ERR_ARGUMENT_TYPE', owner, 'an object', object);
}

/** The own entries of a plain record. A Map, `Headers` or array has its entries elsewhere, and is rejected. */
export function recordEntries(label: string, expected: string, value: unknown): readonly [string, unknown][] {
  return guarded(label, () => {
    if (typeof value === 'object' && value !== null && !(Symbol.iterator in value)) return Object.entries(value);
    throw unexpected('ERR_ARGUMENT_TYPE', label, expected, value);
  });
}

/** Runs the caller's code (a getter, a proxy, an iterator); an exception becomes a coded error without its message. */
export function guarded<T>(label: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw coded(label, error);
  }
}

function coded(label: string, error: unknown): CredwireError {
  if (CredwireError.isOurs(error)) return error;
  return new InputError('ERR_ARGUMENT_TYPE', `${label}: reading it threw`);
}

/** An optional option: `fallback` if it's left out (or `undefined`). */
export function optional<T>(check: Check<T>): Check<T | undefined>;
export function optional<T, const F>(check: Check<T>, fallback: F): Check<T | F>;
// @__NO_SIDE_EFFECTS__
export function optional<T>(check: Check<T>, fallback?: unknown): Check<unknown> {
  return (label, value) => (value === undefined ? fallback : check(label, value));
}

/** A value with a given `typeof`. */
// @__NO_SIDE_EFFECTS__
export const ofType =
  <T>(type: 'boolean' | 'number' | 'string', name: string): Check<T> =>
  (label, value) => {
    if (typeof value === type) return value as T; // its type says so
    throw unexpected('ERR_ARGUMENT_TYPE', label, name, value);
  };

/** A string that matches a pattern. */
// @__NO_SIDE_EFFECTS__
export const matching =
  (pattern: RegExp, code: ErrorCode, expected: string): Check<string> =>
  (label, value) => {
    const checked = text(label, value);
    if (pattern.test(checked)) return checked;
    throw unexpected(code, label, expected, value);
  };

/** A string of well-formed UTF-16. */
export const text: Check<string> = (label, value) => {
  if (typeof value !== 'string') throw unexpected('ERR_ARGUMENT_TYPE', label, 'a string', value);
  // With the u flag, a surrogate pair is one code point, so this only finds lone ones.
  const position = value.search(/[\uD800-\uDFFF]/u);
  if (position < 0) return value;
  throw new InputError(
    'ERR_TEXT_NOT_WELL_FORMED',
    `${label}: expected well-formed UTF-16, got a lone surrogate at position ${position} of ${value.length}`,
  );
};

/** A non-empty string of well-formed UTF-16. */
export const filledText: Check<string> = /* @__PURE__ */ matching(/[\s\S]/, 'ERR_ARGUMENT_VALUE', 'a non-empty string');

/** `true` or `false`. */
export const flag: Check<boolean> = /* @__PURE__ */ ofType('boolean', 'a boolean');

/** A copy of the bytes of a Uint8Array. */
export const bytes: Check<Bytes> = (label, value) => {
  if (!isBytes(value)) throw unexpected('ERR_ARGUMENT_TYPE', label, 'a Uint8Array', value);
  return guarded(label, () => new Uint8Array(value)); // throws if the buffer was transferred away
};

/**
 * The bytes of a Uint8Array without a copy, for a function that's done with them before the caller's code runs again.
 * Above 64 bytes, copying them takes as long as encoding them. This is a plain view, whatever class it came from.
 */
export const bytesInPlace: Check<Uint8Array> = (label, value) => {
  if (!isBytes(value)) throw unexpected('ERR_ARGUMENT_TYPE', label, 'a Uint8Array', value);
  return guarded(label, () => {
    const length = lengthOf.call(value);
    // A view that's out of bounds because its buffer was shrunk has length 0; every method except the getters rejects
    // it.
    if (length === 0) Uint8Array.prototype.values.call(value);
    return new Uint8Array(bufferOf.call(value), offsetOf.call(value), length);
  });
};

/** An integer within bounds, both included. */
// @__NO_SIDE_EFFECTS__
export const integer =
  (least: number, most: number): Check<number> =>
  (label, value) => {
    if (typeof value !== 'number') throw unexpected('ERR_ARGUMENT_TYPE', label, 'an integer', value);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InputError('ERR_ARGUMENT_VALUE', `${label}: expected an integer from ${least} to ${most}`);
  };

/** The last time that a Date can represent; negated, the first (ECMA-262, section 21.4.1.1). */
export const LAST_TIME = 8.64e15;

/** A time in milliseconds since the Unix epoch, within the range of a Date. */
export const time: Check<number> = (label, value) => {
  if (typeof value !== 'number') throw unexpected('ERR_ARGUMENT_TYPE', label, 'milliseconds as a number', value);
  if (Math.abs(value) <= LAST_TIME) return value; // false for NaN
  throw unexpected('ERR_ARGUMENT_VALUE', label, 'milliseconds since the Unix epoch', value);
};

/** One of a few strings. */
// @__NO_SIDE_EFFECTS__
export const oneOf =
  <const T extends string>(...allowed: readonly T[]): Check<T> =>
  (label, value) => {
    const match = allowed.find((name) => name === value);
    if (match !== undefined) return match;
    const expected = `one of ${allowed.map((name) => `"${name}"`).join(', ')}`;
    if (typeof value !== 'string') throw unexpected('ERR_ARGUMENT_TYPE', label, expected, value);
    const near = nearest(value, allowed);
    if (near === undefined) throw unexpected('ERR_ARGUMENT_VALUE', label, expected, value);
    throw new InputError('ERR_ARGUMENT_VALUE', `${label}: expected ${expected}; did you mean "${near}"?`);
  };

/** An array whose items all pass a check. */
// @__NO_SIDE_EFFECTS__
export const listOf =
  <T>(check: Check<T>): Check<readonly T[]> =>
  (label, value) => {
    const items: unknown[] = guarded(label, () => {
      if (!Array.isArray(value)) throw unexpected('ERR_ARGUMENT_TYPE', label, 'an array', value);
      return [...value];
    });
    return items.map((item, position) => check(`${label}[${position}]`, item));
  };

/** An object of options inside options. */
// @__NO_SIDE_EFFECTS__
export const objectOf =
  <C extends Checks>(checks: C): Check<Checked<C>> =>
  (label, value) =>
    readOptions(label, value, checks);

/** A function; its arguments and results are checked when it's called. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where a callback's signature is not known yet
export const callback = <F extends (...args: any[]) => unknown>(label: string, value: unknown): F => {
  if (typeof value === 'function') return value as F; // a signature can't be checked at run time
  throw unexpected('ERR_ARGUMENT_TYPE', label, 'a function', value);
};

/** JSON of the peer: parsed without trust, its members read one by one. */

/** An own member: `__proto__` and `constructor` of a hostile answer are nothing else than their names. */
export function ownMember(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;
}

/** An object of JSON, neither null nor an array. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A frozen object without the members that are undefined: `JSON.stringify` and `toEqual` see the same. */
export function frozen<T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }): Readonly<T> {
  const present = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.freeze(Object.fromEntries(present)) as Readonly<T>; // T's optional members are those that may be missing
}

/** The text as JSON, `undefined` where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // no JSON
  }
  return undefined;
}

/** The first own member of one of these names that is a string and not empty. */
export function firstString(value: unknown, ...names: readonly string[]): string | undefined {
  if (!isObject(value)) return undefined;
  for (const name of names) {
    const member = ownMember(value, name);
    if (typeof member === 'string' && member !== '') return member;
  }
  return undefined;
}

/** What JSON calls a value, for messages. */
export function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : typeof value;
}

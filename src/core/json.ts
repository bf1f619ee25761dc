/** JSON from the vendor: parsed without trust, its members read one by one. */

/** An own member: `__proto__` and `constructor` in a hostile answer are ordinary names. */
export function ownMember(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;
}

/** A JSON object, neither null nor an array. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A frozen object without its undefined members, so that `JSON.stringify` and `toEqual` see the same. */
export function frozen<T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }): Readonly<T> {
  const present = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.freeze(Object.fromEntries(present)) as Readonly<T>; // T's optional members are the ones that can be missing
}

/** The string parsed as JSON, `undefined` if it isn't JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // not JSON
  }
  return undefined;
}

/** The first own member with one of these names that's a non-empty string. */
export function firstString(value: unknown, ...names: readonly string[]): string | undefined {
  if (!isObject(value)) return undefined;
  for (const name of names) {
    const member = ownMember(value, name);
    if (typeof member === 'string' && member !== '') return member;
  }
  return undefined;
}

/** Whether an object has one of these members, with anything in it: null, false, 0, "", [] and {} are nothing. */
export function hasAny(value: unknown, ...names: readonly string[]): boolean {
  return (
    isObject(value) &&
    names.some((name) => {
      const member = ownMember(value, name);
      return typeof member === 'object' && member !== null ? Object.keys(member).length > 0 : member;
    })
  );
}

/** The JSON type of a value, for messages. */
export function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : typeof value;
}

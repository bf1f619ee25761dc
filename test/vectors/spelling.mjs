/** How vectors spell values: bytes in hex under a name in `Hex`, long texts as repeats. */

/**
 * Arguments as functions take them.
 *
 * @param {any} value
 * @returns {any}
 */
export function decoded(value) {
  if (Array.isArray(value)) return value.map(decoded);
  if (!isObject(value)) return value;
  if (isRepeat(value)) return expanded(value);
  return mapMembers(value, (name, item) =>
    name.endsWith('Hex') && typeof item === 'string' ? [name.slice(0, -3), fromHex(item)] : [name, decoded(item)],
  );
}

/**
 * What a function returned, spelled as vectors spell it.
 *
 * @param {any} value
 * @returns {any}
 */
export function spelled(value) {
  if (Array.isArray(value)) return value.map(spelled);
  if (!isObject(value)) return value;
  // A key has its numbers as getters, and its JSON is a JWK.
  if (value.modulus instanceof Uint8Array) {
    return { modulusHex: toHex(value.modulus), exponentHex: toHex(value.exponent) };
  }
  return mapMembers(value, (name, item) =>
    item instanceof Uint8Array ? [`${name}Hex`, toHex(item)] : [name, spelled(item)],
  );
}

/**
 * Repeats written out, all else as it is.
 *
 * @param {any} value
 * @returns {any}
 */
export function expanded(value) {
  if (Array.isArray(value)) return value.map(expanded);
  if (!isObject(value)) return value;
  if (isRepeat(value)) {
    /** @type {[string, number][]} */
    const parts = value.repeat;
    return parts.map(([part, times]) => part.repeat(times)).join('');
  }
  return mapMembers(value, (name, item) => [name, expanded(item)]);
}

/**
 * Members in alphabetical order, deep.
 *
 * @param {any} value
 * @returns {any}
 */
export function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}

/** @param {string} hex */
export const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));

/** @param {Uint8Array} bytes */
export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @param {any} value */
const isObject = (value) => typeof value === 'object' && value !== null;

/** @param {any} value */
const isRepeat = (value) => Object.keys(value).length === 1 && Array.isArray(value.repeat);

/** @param {object} value @param {(name: string, item: any) => [string, unknown]} change */
const mapMembers = (value, change) =>
  Object.fromEntries(Object.entries(value).map(([name, item]) => change(name, item)));

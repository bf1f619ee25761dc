/**
 * What an engine has besides the language itself. None of it is needed, but the first two have a coded error and a remedy
 * if they are missing; `docs/runtimes.md` has the table.
 */

/** The parts by their names, as the table calls them. @type {Readonly<Record<string, () => unknown>>} */
export const PARTS = {
  crypto: () => Reflect.get(globalThis, 'crypto')?.getRandomValues,
  fetch: () => Reflect.get(globalThis, 'fetch'),
  BigInt: () => Reflect.get(globalThis, 'BigInt'),
  TextEncoder: () => Reflect.get(globalThis, 'TextEncoder'),
  URL: () => Reflect.get(globalThis, 'URL'),
  btoa: () => Reflect.get(globalThis, 'btoa'),
  toBase64: () => Reflect.get(Uint8Array.prototype, 'toBase64'),
  setTimeout: () => Reflect.get(globalThis, 'setTimeout'),
  console: () => Reflect.get(globalThis, 'console')?.log,
};

/** @param {string} name */
export const has = (name) => typeof PARTS[name]?.() === 'function';

/** Names of the parts that are missing now. */
export const missing = () => Object.keys(PARTS).filter((name) => !has(name));

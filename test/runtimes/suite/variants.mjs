/**
 * The engine with something taken away or added, for the whole suite to run again. Each returns what puts everything
 * back. The packages are loaded before: `@noble/hashes` needs BigInt while it loads, and not afterwards.
 */

import { replaced } from '../../vectors/replaced.mjs';

/** The globals of ECMAScript itself (ECMA-262, 2026), with those of its annex B. */
const OF_THE_LANGUAGE = new Set([
  ...['globalThis', 'Infinity', 'NaN', 'undefined', 'eval', 'isFinite', 'isNaN', 'parseFloat', 'parseInt'],
  ...['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape'],
  ...['Object', 'Function', 'Boolean', 'Symbol', 'Number', 'BigInt', 'Math', 'Date', 'String', 'RegExp', 'JSON'],
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...[
    'Array',
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
  ],
  ...['BigInt64Array', 'BigUint64Array', 'Float16Array', 'Float32Array', 'Float64Array', 'ArrayBuffer', 'DataView'],
  ...['SharedArrayBuffer', 'Atomics', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry'],
  ...['Iterator', 'Promise', 'Proxy', 'Reflect', 'DisposableStack', 'AsyncDisposableStack', 'SuppressedError'],
  'HermesInternal', // an engine's own: its promises go by it
]);

/** Names of all other globals: engines keep them on the object itself and on its prototypes. */
function besideTheLanguage() {
  const names = new Set();
  for (let owner = globalThis; owner !== null && owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    for (const name of Object.getOwnPropertyNames(owner)) names.add(name);
  }
  const found = [...names].filter((name) => !OF_THE_LANGUAGE.has(name) && name !== 'constructor');
  for (const name of found) load(name);
  return found;
}

/** Has a global made that is made when it is first read: that takes others, which are hidden later. @param {string} name */
function load(name) {
  try {
    Reflect.get(globalThis, name);
  } catch {
    // it is there, and does not let itself be read
  }
}

/** Members of the newest JavaScript for Base64 and hex (ECMA-262, 2026). */
const BYTES_TO_TEXT = ['toBase64', 'toHex', 'setFromBase64', 'setFromHex'];
const TEXT_TO_BYTES = ['fromBase64', 'fromHex'];

/** @typedef {{ readonly name: string, readonly begin: () => Undo }} Variant */
/** @typedef {(() => void) & { readonly stays?: readonly string[] }} Undo With what the engine does not let go. */

/** @type {readonly Variant[]} */
export const VARIANTS = [
  { name: 'as it is', begin: () => () => {} },
  { name: 'no BigInt', begin: () => hideAll(globalThis, ['BigInt']) },
  { name: 'no crypto', begin: () => hideAll(globalThis, ['crypto']) },
  { name: 'no toBase64', begin: hideBase64 },
  {
    name: 'another toBase64',
    begin: () => {
      const undo = hideBase64();
      Object.defineProperty(Uint8Array.prototype, 'toBase64', { value: toBase64, configurable: true, writable: true });
      return undo;
    },
  },
  {
    name: 'the language alone',
    begin: () => {
      const { undo, stays } = hide(globalThis, besideTheLanguage());
      return Object.assign(both(hideBase64(), undo), { stays });
    },
  },
];

function hideBase64() {
  return both(hideAll(Uint8Array.prototype, BYTES_TO_TEXT), hideAll(Uint8Array, TEXT_TO_BYTES));
}

/** @param {() => void} one @param {() => void} other */
function both(one, other) {
  return () => {
    other();
    one();
  };
}

/** @param {object} owner @param {readonly string[]} names */
function hideAll(owner, names) {
  const { undo, stays } = hide(owner, names);
  if (stays.length > 0) throw new Error(`the engine does not let ${stays.join()} be hidden`);
  return undo;
}

/** @param {object} owner @param {readonly string[]} names */
function hide(owner, names) {
  /** @type {string[]} */
  const stays = [];
  const covered = names
    .filter((name) => name in owner)
    .map((name) => replaced(owner, name, undefined) ?? void stays.push(name));
  const undo = () => {
    for (const restore of covered) restore?.();
  };
  return { undo, stays };
}

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * As in the standard, with numbers instead of bits.
 *
 * @this {Uint8Array} @param {{ alphabet?: string, omitPadding?: boolean }} [options]
 */
function toBase64({ alphabet = 'base64', omitPadding = false } = {}) {
  const digits = alphabet === 'base64url' ? STANDARD.replace('+/', '-_') : STANDARD;
  let text = '';
  for (let at = 0; at < this.length; at += 3) {
    const [a = 0, b = 0, c = 0] = this.subarray(at, at + 3);
    const number = a * 65_536 + b * 256 + c;
    const group = [262_144, 4096, 64, 1].map((unit) => digits.charAt(Math.floor(number / unit) % 64));
    const filled = Math.min(this.length - at, 3) + 1;
    text += group.slice(0, filled).join('') + (omitPadding ? '' : '='.repeat(4 - filled));
  }
  return text;
}

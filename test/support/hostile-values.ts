/** Values that a careless or hostile caller may pass, for tests of bad input. */
import vm from 'node:vm';
import { detachedBytes } from './bytes.js';

/** Part of every hostile value that can hold it: no error message may show it. */
export const SENTINEL = 'sEnTiNeL-7f3a';

function fail(): never {
  throw new Error(SENTINEL);
}

/** A proxy whose every trap throws; it stands for the target's kind (object, array or function). */
export function throwingProxy(target: object): object {
  const traps: Required<ProxyHandler<object>> = {
    apply: fail,
    construct: fail,
    defineProperty: fail,
    deleteProperty: fail,
    get: fail,
    getOwnPropertyDescriptor: fail,
    getPrototypeOf: fail,
    has: fail,
    isExtensible: fail,
    ownKeys: fail,
    preventExtensions: fail,
    set: fail,
    setPrototypeOf: fail,
  };
  return new Proxy(target, traps);
}

/** A proxy that has been switched off: even Array.isArray throws on it. */
export function revokedProxy(target: object = {}): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** A Uint8Array of ones, of a class whose every method and getter throws. */
export function hostileBytes(length: number): Uint8Array {
  const members = ['length', 'byteLength', 'byteOffset', 'buffer', 'constructor', 'slice', Symbol.iterator];
  const prototype: object = Object.create(
    Uint8Array.prototype,
    Object.fromEntries(members.map((name) => [name, { get: fail }])),
  );
  return Object.setPrototypeOf(new Uint8Array(length).fill(1), prototype);
}

interface HostileValue {
  readonly name: string;
  readonly value: unknown;
}

const MEGABYTE = 1_048_576;

/** One of each kind. The names go into test titles. */
export const HOSTILE_VALUES: readonly HostileValue[] = [
  { name: 'undefined', value: undefined },
  { name: 'null', value: null },
  { name: 'a number', value: 4711 },
  { name: 'a fraction', value: 0.5 },
  { name: 'a negative number', value: -1 },
  { name: 'NaN', value: Number.NaN },
  { name: 'infinity', value: Number.POSITIVE_INFINITY },
  { name: 'a bigint', value: 4711n },
  { name: 'a symbol', value: Symbol(SENTINEL) },
  { name: 'a boolean', value: true },
  { name: 'an empty string', value: '' },
  { name: 'a string', value: SENTINEL },
  { name: 'a string of 1 MB', value: SENTINEL.padEnd(MEGABYTE, 'A') },
  { name: 'a lone surrogate', value: `${SENTINEL}\uD800` },
  { name: 'a String object', value: Object(SENTINEL) },
  { name: 'an array', value: [SENTINEL] },
  { name: 'an object', value: { [SENTINEL]: SENTINEL } },
  { name: 'an object without a prototype', value: Object.create(null) },
  { name: 'an array-like without end', value: { length: 2 ** 53 - 1 } },
  { name: 'a throwing getter', value: Object.defineProperty({}, 'modulus', { get: fail, enumerable: true }) },
  { name: 'a throwing toString', value: { toString: fail } },
  { name: 'a throwing valueOf', value: { valueOf: fail } },
  { name: 'a throwing Symbol.toPrimitive', value: { [Symbol.toPrimitive]: fail } },
  { name: 'a throwing Symbol.iterator', value: { [Symbol.iterator]: fail } },
  { name: 'an iterator that throws', value: { [Symbol.iterator]: () => ({ next: fail }) } },
  { name: 'a throwing Symbol.toStringTag', value: Object.defineProperty({}, Symbol.toStringTag, { get: fail }) },
  { name: 'a throwing proxy', value: throwingProxy({}) },
  { name: 'a throwing proxy of an array', value: throwingProxy([]) },
  { name: 'a throwing proxy of a Uint8Array', value: throwingProxy(new Uint8Array(16)) },
  { name: 'a throwing proxy as prototype', value: Object.create(throwingProxy({})) },
  { name: 'a proxy that throws a proxy', value: new Proxy({}, { ownKeys: throwProxy, get: throwProxy }) },
  { name: 'a revoked proxy', value: revokedProxy() },
  { name: 'a revoked proxy of an array', value: revokedProxy([]) },
  { name: 'a function', value: () => SENTINEL },
  { name: 'a function that throws', value: fail },
  { name: 'a promise', value: Promise.resolve(SENTINEL) },
  { name: 'a date', value: new Date(0) },
  { name: 'an empty Uint8Array', value: new Uint8Array(0) },
  { name: 'a Uint8Array of 1 MB', value: new Uint8Array(MEGABYTE).fill(0xff) },
  { name: 'a Buffer', value: Buffer.from(SENTINEL) },
  { name: "another realm's Uint8Array", value: vm.runInNewContext('new Uint8Array(16)') },
  { name: 'a detached Uint8Array', value: detachedBytes(16) },
  { name: 'a Uint8Array of a hostile class', value: hostileBytes(16) },
  { name: 'a Uint8Array without a prototype', value: Object.setPrototypeOf(new Uint8Array(16), null) },
  { name: 'an Int8Array', value: new Int8Array(16) },
  { name: 'an ArrayBuffer', value: new ArrayBuffer(16) },
];

function throwProxy(): never {
  throw throwingProxy({});
}

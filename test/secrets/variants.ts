/** Arguments with something wrong in one place, and a secret in what is wrong. */
import { detachedBytes } from '../support/bytes.js';
import { revokedProxy } from '../support/hostile-values.js';
import { SECRETS } from '../support/sentinels.js';

const { password, token, company } = SECRETS;

/** Errors that code of the caller throws; some functions are documented to let them through. */
const thrown = new WeakSet<object>();

/** Whether an error is one that a callback of these tests threw. */
export function isOfCallback(error: unknown): boolean {
  return typeof error === 'object' && error !== null && thrown.has(error);
}

export function fail(): never {
  const error = new Error(password, { cause: token });
  thrown.add(error);
  throw error;
}

/** Wrong values, each with a secret in it. */
const WRONG: readonly (() => unknown)[] = [
  () => `${password}\uD800`,
  () => `${token}\r\n${token}`,
  () => `http://${company}`,
  () => `https://${token}:${password}@host.example`,
  () => password.repeat(301),
  () => password,
  () => [password],
  () => ({ [password]: token }),
  () => Object(password),
  () => Symbol(password),
  () => new Error(password),
  () => new Uint8Array(Buffer.from(password)),
  () => Object.assign(detachedBytes(16), { password }),
  () => new Map([[password, token]]),
  () => ({
    toString: () => password,
    toJSON: () => password,
    valueOf: () => password,
    [Symbol.toPrimitive]: () => password,
  }),
  () => ({ [Symbol.toStringTag]: password, [Symbol.iterator]: fail }),
  () => new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail }),
  () => revokedProxy([password]),
  () => fail,
  () => () => password,
  () => Promise.resolve(password),
  () => undefined,
  () => null,
  () => Number(Buffer.from(password).readUInt32BE()) + 0.5,
];

type Replace = (value: unknown) => unknown;

/** The ways to put each wrong value in each place of a value, however deep, and to add a member that nobody knows. */
function* changesOf(value: unknown): Generator<Replace> {
  for (const wrong of WRONG) yield wrong;
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) {
      for (const change of changesOf(item))
        yield (list) => (list as unknown[]).map((old, other) => (other === at ? change(old) : old)); // an array, as above
    }
  } else if (isPlain(value)) {
    yield (object) => ({ ...(object as object), [password]: token });
    yield (object) => ({ ...(object as object), [Symbol(password)]: token });
    for (const [name, member] of Object.entries(value)) {
      yield (object) => Object.defineProperty({ ...(object as object) }, name, { get: fail, enumerable: true });
      for (const change of changesOf(member)) yield (object) => ({ ...(object as object), [name]: change(member) });
    }
  }
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The arguments as they are, then once for each thing that can be wrong with one of them. */
export function* variantsOf(args: readonly unknown[]): Generator<readonly unknown[]> {
  yield args;
  for (const [at, arg] of args.entries()) {
    for (const change of changesOf(arg)) yield args.map((old, other) => (other === at ? change(old) : old));
  }
}

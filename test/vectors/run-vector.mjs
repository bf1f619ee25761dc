/**
 * Runs one vector against the library and tells in what they differ, step by step. Knows no test framework.
 *
 * @typedef {import('./registry.mjs').Library} Library
 * @typedef {{ tcId: number, comment: string, flags: string[], input: Record<string, any>, random?: string, exchanges?: { request: unknown, response: unknown }[], stages?: Record<string, string>, output?: unknown, outputHex?: string, request?: unknown, session?: unknown, result: 'valid' | 'invalid', error?: { code: string, status?: number, vendorMessage?: unknown } }} Vector
 * @typedef {{ step: string, expected: unknown, actual: unknown }} Difference
 */
import { CALLS } from './registry.mjs';
import { observeStages } from './stages.mjs';

/**
 * @param {Library} library
 * @param {string} type
 * @param {Vector} vector
 * @returns {Promise<Difference[]>} Nothing where all agree.
 */
export async function runVector(library, type, vector) {
  /** @type {Difference[]} */
  const differences = [];
  /** @param {string} step @param {unknown} expected @param {unknown} actual */
  const compare = (step, expected, actual) => {
    // As text, so that the order of members counts: a request's JSON is part of the contract.
    if (JSON.stringify(expected) !== JSON.stringify(actual)) differences.push({ step, expected, actual });
  };
  const call = CALLS[type];
  if (call === undefined) return [{ step: 'type', expected: type, actual: undefined }];

  const stream = readStream(vector.random ?? '');
  const talk = readTalk(vector.exchanges ?? [], compare);
  const input = decoded(vector.input);
  let result;
  try {
    result = await call(library, input, { random: stream.random, exchange: talk.exchange });
  } catch (error) {
    compareError(library, vector, error, compare);
    compare('random', vector.random ?? '', stream.taken());
    compare('exchanges', vector.exchanges?.length ?? 0, talk.count());
    return differences;
  }
  if (vector.result === 'invalid') return [{ step: 'error', expected: vector.error?.code, actual: 'no error' }];
  compareResult(vector, result, compare);
  compare('random', vector.random ?? '', stream.taken());
  compare('exchanges', vector.exchanges?.length ?? 0, talk.count());
  for (const [name, actual] of Object.entries(observeStages(library, type, input, vector, result))) {
    compare(`stages.${name}`, vector.stages?.[name], actual);
  }
  return differences;
}

/** @param {Vector} vector @param {unknown} result @param {(step: string, expected: unknown, actual: unknown) => void} compare */
function compareResult(vector, result, compare) {
  const [step] = ['outputHex', 'output', 'request', 'session'].filter((name) => name in vector);
  const expected = expanded(/** @type {any} */ (vector)[step ?? 'output']);
  if (step === 'session') {
    // Plain data, whose members may stand in any order.
    compare(step, sorted(expected), sorted(spelled(result)));
  } else if (step === 'outputHex') {
    compare(step, expected, toHex(/** @type {Uint8Array} */ (result)));
  } else {
    compare(
      step ?? 'output',
      step === 'output' ? sorted(expected) : expected,
      step === 'output' ? sorted(spelled(result)) : result,
    );
  }
}

/** @param {Library} library @param {Vector} vector @param {any} error @param {(step: string, expected: unknown, actual: unknown) => void} compare */
function compareError(library, vector, error, compare) {
  if (!(error instanceof library.credwire.CredwireError)) throw error;
  const { code, status, vendorMessage } = /** @type {any} */ (error);
  compare('error.code', vector.error?.code, code);
  if (vector.error?.status !== undefined) compare('error.status', vector.error.status, status);
  if (vector.error?.code === 'ERR_SIGN_IN_REFUSED') {
    compare('error.vendorMessage', expanded(vector.error.vendorMessage), vendorMessage);
  }
}

/**
 * A random source that reads a stream, and once that is dry gives what is left.
 * @param {string} hex
 */
function readStream(hex) {
  const bytes = fromHex(hex);
  let position = 0;
  return {
    random: (/** @type {number} */ length) => {
      const part = bytes.slice(position, position + length);
      position += part.length;
      return part;
    },
    taken: () => toHex(bytes.subarray(0, position)),
  };
}

/**
 * Plays the servers of a sign-in.
 * @param {{ request: unknown, response: unknown }[]} exchanges
 * @param {(step: string, expected: unknown, actual: unknown) => void} compare
 */
function readTalk(exchanges, compare) {
  let position = 0;
  return {
    exchange: (/** @type {Generator<unknown, unknown, unknown>} */ flow) => {
      let step = flow.next();
      while (!step.done) {
        const next = exchanges[position];
        compare(`exchanges[${position}].request`, next?.request, step.value);
        if (next === undefined) return undefined;
        position++;
        step = flow.next(decoded(next.response));
      }
      return step.value;
    },
    count: () => position,
  };
}

/**
 * Arguments as functions take them: members in hex become bytes, repeats are written out.
 * @param {any} value
 * @returns {any}
 */
export function decoded(value) {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  if (isRepeat(value)) return expanded(value);
  return fromPairs(
    Object.entries(value).map(([name, item]) =>
      name.endsWith('Hex') && typeof item === 'string' ? [name.slice(0, -3), fromHex(item)] : [name, decoded(item)],
    ),
  );
}

/** What a function returned, spelled as vectors spell it. @param {any} value @returns {any} */
export function spelled(value) {
  if (Array.isArray(value)) return value.map(spelled);
  if (typeof value !== 'object' || value === null) return value;
  if (value.modulus instanceof Uint8Array) {
    return { modulusHex: toHex(value.modulus), exponentHex: toHex(value.exponent) };
  }
  return fromPairs(
    Object.entries(value).map(([name, item]) =>
      item instanceof Uint8Array ? [`${name}Hex`, toHex(item)] : [name, spelled(item)],
    ),
  );
}

/** Repeats written out, all else as it is. @param {any} value @returns {any} */
function expanded(value) {
  if (Array.isArray(value)) return value.map(expanded);
  if (typeof value !== 'object' || value === null) return value;
  if (isRepeat(value)) {
    /** @type {[string, number][]} */
    const parts = value.repeat;
    return parts.map(([part, times]) => part.repeat(times)).join('');
  }
  return fromPairs(Object.entries(value).map(([name, item]) => [name, expanded(item)]));
}

/** @param {object} value */
const isRepeat = (value) => Object.keys(value).length === 1 && Array.isArray(/** @type {any} */ (value).repeat);

/** @param {[string, unknown][]} pairs @returns {any} */
const fromPairs = (pairs) => Object.fromEntries(pairs);

/** Members in alphabetical order, deep. @param {any} value @returns {any} */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return fromPairs(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  );
}

/** @param {string} hex */
export const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));

/** @param {Uint8Array} bytes */
export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

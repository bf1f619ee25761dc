/**
 * Runs one vector against the library and tells in what they differ, step by step. Knows no test framework.
 *
 * @typedef {import('./registry.mjs').Library} Library
 * @typedef {import('../../vectors/vectors.cjs').Vector} Vector
 * @typedef {{ step: string, expected: unknown, actual: unknown }} Difference
 */
import { CALLS } from './registry.mjs';
import { decoded, expanded, fromHex, sorted, spelled, toHex } from './spelling.mjs';
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
    compare(`stages.${name}`, vector.stages?.[/** @type {import('../../vectors/vectors.cjs').Stage} */ (name)], actual);
  }
  return differences;
}

/** @param {Vector} vector @param {unknown} result @param {(step: string, expected: unknown, actual: unknown) => void} compare */
function compareResult(vector, result, compare) {
  const [step] = ['outputHex', 'output', 'request', 'session'].filter((name) => name in vector);
  const expected = expanded(/** @type {any} */ (vector)[step ?? 'output']);
  if (step === 'session') {
    // Plain data, whose members can be in any order.
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

/** The codes of failures that the same call may survive later. */
const RETRYABLE = ['ERR_UNAVAILABLE', 'ERR_TIMEOUT', 'ERR_TRANSPORT'];

/** @param {Library} library @param {Vector} vector @param {any} error @param {(step: string, expected: unknown, actual: unknown) => void} compare */
function compareError(library, vector, error, compare) {
  if (!(error instanceof library.credwire.CredwireError)) throw error;
  const { code, retryable, status, vendorMessage, retryAfter, host } = /** @type {any} */ (error);
  compare('error.code', vector.error?.code, code);
  compare('error.retryable', RETRYABLE.includes(code), retryable);
  compare('error.retryAfter', vector.error?.retryAfter, retryAfter);
  compare('error.host', vector.error?.host, host);
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
 * @param {readonly { request: unknown, response: unknown }[]} exchanges
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

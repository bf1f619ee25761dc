/**
 * Random sources: streams of bytes, passed in as arguments.
 *
 * A source returns the requested number of bytes, continuing from call to call. How they're used is defined byte by
 * byte, so the same stream gives the same result in any language.
 */
import { type Bytes, bytes, type Check, describe, integer } from './check.js';
import { CredwireError, CryptoError, InputError } from './errors.js';
import { forget } from './forget.js';

/** A source of random bytes: returns exactly `length` of them. */
export type RandomBytes = (length: number) => Uint8Array;

/** The most that one call to `crypto.getRandomValues` can fill (Web Cryptography API, section 10.1.1). */
const QUOTA = 65_536;

/**
 * A source that still hasn't returned anything usable after this many calls is faulty: a real one gets here once in
 * 2^200 runs.
 */
const MAX_CALLS = 64;

/**
 * A real source returns this many zeros in a row once in 2^64 times; a function that fills nothing does so each time.
 */
const TELLING = 8;

/** The lengths that a source accepts, up to 2^30: written so that bundlers see that it has no side effect. @internal */
export const lengthCheck: Check<number> = /* @__PURE__ */ integer(0, 0x4000_0000);

/**
 * The platform's cryptographically secure random source, `crypto.getRandomValues`. This is the default for every
 * `random` option.
 *
 * @param length - Number of bytes, 0 to 2^30.
 * @returns A new array of `length` random bytes.
 * @throws {@link CryptoError} `ERR_NO_RANDOM` if the platform has none (React Native without a polyfill such as
 * `react-native-get-random-values`, Hermes, QuickJS), never a weaker source instead; `ERR_RANDOM` if it fails, or fills
 * nothing.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for any other length.
 * @see Web Cryptography API, `getRandomValues`.
 *
 * @example
 * ```ts
 * import { systemRandom } from 'credwire';
 *
 * systemRandom(16).length; // => 16
 * ```
 */
export function systemRandom(length: number): Uint8Array<ArrayBuffer> {
  return systemBytes('systemRandom', lengthCheck('systemRandom: "length"', length));
}

function systemBytes(label: string, length: number): Bytes {
  const result = new Uint8Array(length);
  if (!fillBySystem(label, result)) {
    throw new CryptoError('ERR_NO_RANDOM', `${label}: this platform has no crypto.getRandomValues; pass "random"`);
  }
  const isFilled = result.length === length && (length < TELLING || result.some((byte) => byte !== 0));
  if (!isFilled) throw new CryptoError('ERR_RANDOM', `${label}: crypto.getRandomValues filled nothing`);
  return result;
}

// False if there is no such source.
function fillBySystem(label: string, array: Bytes): boolean {
  const { length } = array;
  try {
    // This package needs no ambient types, so the global is declared here.
    const { crypto } = globalThis as { crypto?: { getRandomValues?(array: Bytes): unknown } };
    if (typeof crypto?.getRandomValues !== 'function') return false;
    for (let at = 0; at < length; at += QUOTA) {
      const part = array.subarray(at, at + QUOTA);
      const answer = crypto.getRandomValues(part);
      if (answer !== part) forget(answer); // the standard's own returns what it was given: no promise for each call
    }
    return true;
  } catch {
    throw new CryptoError('ERR_RANDOM', `${label}: crypto.getRandomValues threw`);
  }
}

/**
 * The first `count` bytes of a stream that `accepts` accepts. The first call asks for all of them, each later call for
 * the missing ones; only the platform's source is asked for more.
 *
 * @param label - What messages call the source.
 * @internal
 */
export function drawBytes(
  random: RandomBytes,
  count: number,
  accepts: (byte: number) => boolean,
  label = 'random',
): Bytes {
  const drawn = new Uint8Array(count);
  drawInto(drawn, random, accepts, label);
  return drawn;
}

/** The same, into an array that's there already. @internal */
export function drawInto(target: Bytes, random: RandomBytes, accepts: (byte: number) => boolean, label: string): void {
  const count = target.length;
  let filled = 0;
  for (let calls = 0; filled < count; calls++) {
    if (calls === MAX_CALLS) {
      throw new CryptoError('ERR_RANDOM', `${label}: no usable bytes in ${MAX_CALLS} calls; ${count - filled} missing`);
    }
    const missing = count - filled;
    // A call to the platform's source takes longer than the rest of an encoding, so it gives a few bytes to spare. A
    // source that was passed gives only what's missing, so that its stream is used in the same way everywhere.
    const asked = ask(label, random, random === systemRandom ? missing + 8 + (missing >> 3) : missing);
    // Not `for … of`, which is slower for an array of bytes.
    for (let at = 0; at < asked.length && filled < count; at++) {
      const byte = asked[at] as number; // in range
      if (accepts(byte)) target[filled++] = byte;
    }
    asked.fill(0);
  }
}

function ask(label: string, random: RandomBytes, length: number): Bytes {
  if (random === systemRandom) return systemBytes(label, length); // under the name of the function that was called
  let given: unknown;
  let answer: Bytes | undefined;
  try {
    given = random(length);
    answer = bytes(label, given); // a copy, because the result could be of a hostile subclass
  } catch (error) {
    if (CredwireError.isOurs(error) && !(error instanceof InputError)) throw error;
  }
  if (answer?.length === length) return answer;
  forget(given); // an asynchronous source, whose promise can reject
  throw new CryptoError(
    'ERR_RANDOM',
    `${label}: expected the source to return a Uint8Array of length ${length}, got ${describe(given)}`,
  );
}

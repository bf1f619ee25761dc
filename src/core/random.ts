/**
 * Random sources: streams of bytes, passed in as arguments.
 *
 * A source is asked for a number of bytes and returns that many, reading on from call to call. What is made of them is
 * defined byte by byte, so that the same stream gives the same result in any language.
 */
import { type Bytes, bytes, type Check, describe, integer } from './check.js';
import { CredwireError, CryptoError, InputError } from './errors.js';
import { forget } from './forget.js';

/** A source of random bytes: returns exactly `length` of them. */
export type RandomBytes = (length: number) => Uint8Array;

/** What one call to `crypto.getRandomValues` may ask for (Web Cryptography API, section 10.1.1). */
const QUOTA = 65_536;

/** After so many calls a source that still gives nothing usable is faulty: an honest one gets here once in 2^200 runs. */
const MAX_CALLS = 64;

/** So many zeros in a row an honest source gives once in 2^64 times; what fills nothing gives them each time. */
const TELLING = 8;

/** What a source may be asked for. @internal */
export const lengthCheck: Check<number> = /* @__PURE__ */ integer(0, 2 ** 30);

/**
 * The platform's cryptographically secure random source, `crypto.getRandomValues`; the default wherever a function
 * takes a `random` option.
 *
 * @param length - Number of bytes, 0 to 2^30.
 * @returns A new array of `length` random bytes.
 * @throws {@link CryptoError} `ERR_NO_RANDOM` where the platform has none (React Native without a polyfill such as
 * `react-native-get-random-values`, Hermes, QuickJS): never a weaker source instead; `ERR_RANDOM` where it fails,
 * or fills nothing.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for a length that is not such an integer.
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
    throw new CryptoError(
      'ERR_NO_RANDOM',
      `${label}: this platform has no crypto.getRandomValues; pass a random source`,
    );
  }
  const isFilled = result.length === length && (length < TELLING || result.some((byte) => byte !== 0));
  if (!isFilled) throw new CryptoError('ERR_RANDOM', `${label}: crypto.getRandomValues filled nothing`);
  return result;
}

// False where there is no such source.
function fillBySystem(label: string, array: Bytes): boolean {
  const { length } = array;
  try {
    // No ambient type library is needed to use this package, so that the global is described here.
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
 * The first `count` bytes of a stream that `accepts` lets pass. The first call asks for all, each further one for what
 * is still missing.
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
  let filled = 0;
  for (let calls = 0; filled < count; calls++) {
    if (calls === MAX_CALLS) {
      throw new CryptoError('ERR_RANDOM', `${label}: no usable bytes in ${MAX_CALLS} calls; ${count - filled} missing`);
    }
    const asked = ask(label, random, count - filled);
    // Not `for … of`, which is slower over an array of bytes.
    for (let at = 0; at < asked.length; at++) {
      const byte = asked[at] as number; // within the array
      if (accepts(byte)) drawn[filled++] = byte;
    }
    asked.fill(0);
  }
  return drawn;
}

function ask(label: string, random: RandomBytes, length: number): Bytes {
  if (random === systemRandom) return systemBytes(label, length); // under the name of the function that was called
  let given: unknown;
  let answer: Bytes | undefined;
  try {
    given = random(length);
    answer = bytes(label, given); // a copy: the answer may be of a hostile subclass
  } catch (error) {
    if (CredwireError.isOurs(error) && !(error instanceof InputError)) throw error;
  }
  if (answer?.length === length) return answer;
  forget(given); // an asynchronous source: its promise may be rejected
  throw new CryptoError(
    'ERR_RANDOM',
    `${label}: expected the source to return a Uint8Array of length ${length}, got ${describe(given)}`,
  );
}

/** Random bytes for a sandbox without Web Crypto, from the user's secret seed. */
import { InputError, type RandomBytes } from 'credwire';
import { seededRandom } from 'credwire/sandbox';

const LEAST_CHARACTERS = 32;

/**
 * What to pass as `random`: nothing if the platform has its own source, or a stream from the seed. The time and
 * `Math.random` make every stream different; only the seed makes its bytes unpredictable.
 *
 * @throws {@link InputError} `ERR_ARGUMENT_VALUE` if the seed is too short.
 */
export function randomFrom(seed: unknown): RandomBytes | undefined {
  const { crypto } = globalThis as { readonly crypto?: { readonly getRandomValues?: unknown } };
  if (typeof crypto?.getRandomValues === 'function' || seed === undefined || seed === null || seed === '')
    return undefined;
  const text = String(seed);
  if (text.length < LEAST_CHARACTERS) {
    throw new InputError(
      'ERR_ARGUMENT_VALUE',
      `credwire: variable "credwire_seed": expected at least ${LEAST_CHARACTERS} characters of random text, got ${text.length}`,
    );
  }
  return seededRandom(`${text} ${Date.now()} ${Math.random()}`);
}

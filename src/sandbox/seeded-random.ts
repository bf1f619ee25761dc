/**
 * A random source that repeats itself on purpose. In a separate file from the real one, so that vendors don't need
 * SHA-3.
 */
import { shake256 } from '@noble/hashes/sha3.js';
import { encodeUtf8 } from '../core/bytes.js';
import { bytes, isBytes, text } from '../core/check.js';
import { lengthCheck } from '../core/random.js';

/**
 * A reproducible stream for tests: SHAKE256 of the seed, continued from call to call. **Not for production**: anyone
 * who knows the seed knows every byte.
 *
 * @param seed - A string (encoded as UTF-8) or bytes, of any length.
 * @returns A source. Two sources with the same seed give the same stream, however the calls divide it.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_TEXT_NOT_WELL_FORMED` for any other seed.
 * @see FIPS 202, section 6.3 (any SHAKE256 can produce the same bytes).
 *
 * @example
 * ```ts
 * import { seededRandom } from 'credwire/sandbox';
 *
 * const random = seededRandom('a test');
 * const again = seededRandom('a test');
 * [...random(2), ...random(2)]; // => [...again(4)]
 * ```
 */
export function seededRandom(seed: string | Uint8Array): (length: number) => Uint8Array<ArrayBuffer> {
  const label = 'seededRandom: "seed"';
  const stream = shake256.create().update(isBytes(seed) ? bytes(label, seed) : encodeUtf8(text(label, seed)));
  return (length) => {
    const drawn = new Uint8Array(lengthCheck('seededRandom: "length"', length));
    stream.xofInto(drawn);
    return drawn;
  };
}

/** The random sources: the platform's, if there is one, and the seeded one. */
import { equal, failureOf } from './expect.mjs';
import { has } from './platform.mjs';

/** Beyond what one call of `crypto.getRandomValues` gives. */
const LENGTHS = [0, 1, 16, 65_536, 65_537, 200_000];

/** @param {import('./index.mjs').Library} library @returns {import('./index.mjs').Test[]} */
export function randomTests({ credwire: { CryptoError, systemRandom }, sandbox: { seededRandom } }) {
  return [
    ...LENGTHS.map((length) => ({
      name: `systemRandom: ${length} bytes, or ERR_NO_RANDOM`,
      run: async () => {
        if (!has('crypto')) {
          const error = await failureOf(() => systemRandom(length));
          return equal(error instanceof CryptoError && error.code, 'ERR_NO_RANDOM');
        }
        const bytes = systemRandom(length);
        equal([bytes instanceof Uint8Array, bytes.length, bytes.buffer.byteLength], [true, length, length]);
        // 32 bytes at the end that are all zero have not been filled: by chance that happens once in 2^256 times.
        if (length > 32) equal(new Set(bytes.subarray(-32)).size > 1, true, 'filled to its end');
      },
    })),
    {
      name: 'systemRandom: never the same twice',
      run: () => {
        if (!has('crypto')) return;
        const draws = Array.from({ length: 100 }, () => systemRandom(16).join());
        equal(new Set(draws).size, 100);
      },
    },
    {
      name: 'seededRandom: one stream, however the calls are cut',
      run: () => {
        const [whole, cut] = [seededRandom('a seed'), seededRandom('a seed')];
        const parts = [0, 1, 7, 136, 856].flatMap((length) => [...cut(length)]);
        equal(parts, [...whole(1000)]);
      },
    },
  ];
}

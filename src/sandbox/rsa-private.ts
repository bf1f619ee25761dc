/**
 * The private side of RSA, using jsbn: key generation and decryption for the SmartConnect sandbox. For tests only: it
 * isn't constant-time, and it doesn't protect the key.
 */
import { BigInteger } from 'jsbn';
import { fromHex, toHex } from '../codecs/hex.js';
import { type RsaPublicKey, rsaPublicKey } from '../codecs/rsa-key.js';
import { type Bytes, bytes, type Check, callback, integer, readOptions, unexpected } from '../core/check.js';
import { CryptoError } from '../core/errors.js';
import { drawBytes, type RandomBytes } from '../core/random.js';

/** A key pair for tests. */
export interface RsaKeyPair {
  /** The public half. */
  readonly publicKey: RsaPublicKey;
  /**
   * Decrypts an RSAES-PKCS1-v1_5 ciphertext.
   *
   * @returns The message; `undefined` if the ciphertext has the wrong length or its padding is wrong.
   * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if it isn't a Uint8Array.
   */
  readonly decryptPkcs1: (ciphertext: Uint8Array) => Uint8Array<ArrayBuffer> | undefined;
}

const EXPONENT = /* @__PURE__ */ new BigInteger('65537', 10);
const ONE = BigInteger.ONE;

/** Rounds of Miller–Rabin for random numbers; FIPS 186-5 (table B.1) requires fewer. */
const ROUNDS = 8;

const SMALL_PRIMES = /* @__PURE__ */ smallPrimes(1000);

/**
 * Generates an RSA key pair for tests; the same random stream gives the same pair.
 *
 * @param options - `bits` of the modulus, a multiple of 16 from 1024 to 4096; `random`, the source.
 * @returns The key pair.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`.
 * @throws {@link CryptoError} `ERR_RANDOM` for a faulty source.
 * @see FIPS 186-5, appendix A.1.3 and B.3.1.
 *
 * @example
 * ```ts
 * import { seededRandom } from 'credwire/sandbox';
 * import { encodeText, encryptPkcs1 } from 'credwire/codecs';
 * import { generateRsaKeyPair } from 'credwire/sandbox';
 *
 * const { publicKey, decryptPkcs1 } = generateRsaKeyPair({ bits: 1024, random: seededRandom('a test') });
 * decryptPkcs1(encryptPkcs1(publicKey, encodeText('secret'))); // => encodeText('secret')
 * ```
 */
export function generateRsaKeyPair(options: { readonly bits: number; readonly random: RandomBytes }): RsaKeyPair {
  const owner = 'generateRsaKeyPair';
  const { bits, random } = readOptions(owner, options, { bits: keyBits, random: callback<RandomBytes> });
  const seen = new Set<string>();
  const p = prime(bits / 16, random, seen);
  const q = prime(bits / 16, random, seen);
  const n = p.multiply(q);
  const d = EXPONENT.modInverse(p.subtract(ONE).multiply(q.subtract(ONE)));
  const length = bits / 8;
  const publicKey = rsaPublicKey({ modulus: fromHex(n.toString(16), length), exponent: fromHex('10001', 3) });
  return Object.freeze({
    publicKey,
    decryptPkcs1(ciphertext: Uint8Array) {
      const digits = toHex(bytes('decryptPkcs1: "ciphertext"', ciphertext));
      if (digits.length !== 2 * length) return undefined;
      const c = new BigInteger(`0${digits}`, 16);
      return c.compareTo(n) >= 0 ? undefined : unpad(fromHex(c.modPow(d, n).toString(16), length));
    },
  });
}

// EM = 00 02 PS 00 M, PS of at least 8 bytes
function unpad(encoded: Bytes): Bytes | undefined {
  const separator = encoded.indexOf(0, 2);
  return encoded[0] === 0 && encoded[1] === 2 && separator >= 10 ? encoded.slice(separator + 1) : undefined;
}

const SIZE = integer(1024, 4096);

/** The bits of a modulus whose two primes are whole bytes. */
export const keyBits: Check<number> = (label, value) => {
  const bits = SIZE(label, value);
  if (bits % 16 === 0) return bits;
  throw unexpected('ERR_ARGUMENT_VALUE', label, 'a multiple of 16', value);
};

// A prime whose two top bits are set, so that the product of two has all its bits. A source that returns the same
// number twice repeats itself, and might never give a prime.
function prime(length: number, random: RandomBytes, seen: Set<string>): BigInteger {
  for (;;) {
    const drawn = new BigInteger(toHex(drawBytes(random, length, () => true)), 16);
    const candidate = [length * 8 - 1, length * 8 - 2, 0].reduce((number, bit) => number.setBit(bit), drawn);
    const digits = candidate.toString(16);
    if (seen.has(digits)) throw new CryptoError('ERR_RANDOM', 'generateRsaKeyPair: the random source repeats itself');
    seen.add(digits);
    if (isPrime(candidate) && candidate.subtract(ONE).gcd(EXPONENT).equals(ONE)) return candidate;
  }
}

// Trial division, then Miller–Rabin. jsbn has its own, but that uses Math.random.
function isPrime(candidate: BigInteger): boolean {
  if (SMALL_PRIMES.some((small) => candidate.mod(small).signum() === 0)) return false;
  const last = candidate.subtract(ONE);
  const twos = last.getLowestSetBit();
  const odd = last.shiftRight(twos);
  return SMALL_PRIMES.slice(0, ROUNDS).every((base) => {
    let power = base.modPow(odd, candidate);
    if (power.equals(ONE) || power.equals(last)) return true;
    for (let round = 1; round < twos; round++) {
      power = power.square().mod(candidate);
      if (power.equals(last)) return true;
    }
    return false;
  });
}

function smallPrimes(limit: number): readonly BigInteger[] {
  const numbers = Array.from({ length: limit - 2 }, (_, index) => index + 2);
  const primes = numbers.filter(
    (number) => !numbers.some((divisor) => divisor * divisor <= number && number % divisor === 0),
  );
  return primes.map((number) => new BigInteger(String(number), 10));
}

import { checkPrimeSync, constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { CryptoError } from 'credwire';
import { bigintModPow, encryptPkcs1, toSpkiPem } from 'credwire/codecs';
import { generateRsaKeyPair, seededRandom } from 'credwire/sandbox';
import { BigInteger } from 'jsbn';
import { describe, expect, it, vi } from 'vitest';
import { fromHexDigits, hexDigits } from '../support/bytes.js';
import { callUntyped, codeOf, thrownBy } from '../support/thrown.js';

const random = () => seededRandom('key 155'); // one that finds its primes soon
const pair = generateRsaKeyPair({ bits: 1024, random: random() });
const { publicKey, decryptPkcs1 } = pair;

describe('generateRsaKeyPair', () => {
  it.each([1024, 1040, 1056])('makes a key of exactly %i bits, that OpenSSL takes', (bits) => {
    const made = generateRsaKeyPair({ bits, random: seededRandom(`${bits} bits`) });
    expect(made.publicKey.bits).toBe(bits);
    expect([...made.publicKey.exponent]).toEqual([1, 0, 1]);
    const openssl = createPublicKey(toSpkiPem(made.publicKey));
    expect(openssl.asymmetricKeyDetails).toMatchObject({ modulusLength: bits, publicExponent: 65_537n });
    const message = Buffer.from(`for ${bits} bits`);
    const ciphertext = publicEncrypt({ key: openssl, padding: constants.RSA_PKCS1_PADDING }, message);
    expect(made.decryptPkcs1(ciphertext)).toEqual(new Uint8Array(message));
  });

  it('makes the same pair of the same stream, and is frozen', () => {
    const again = generateRsaKeyPair({ bits: 1024, random: random() });
    expect(again.publicKey.toJSON()).toEqual(publicKey.toJSON());
    expect(Object.isFrozen(pair)).toBe(true);
  });

  it('takes no composite for a prime that passes for one to the bases 2 to 13', () => {
    // p(2p - 1), a strong pseudoprime to the bases 2 to 9, 11 and 13, and not to 17; of 512 bits, the two topmost set.
    const p = BigInt('0xa0df8f9379a7c71088ebc874255960eed43cdf6cf2606176fdb7966c181489ed');
    const composite = p * (2n * p - 1n);
    expect([p, 2n * p - 1n].every((factor) => checkPrimeSync(factor))).toBe(true);
    const bytes = fromHexDigits(composite.toString(16));
    expect(bytes).toHaveLength(64);
    const others = random();
    let calls = 0;
    const source = (length: number) => (calls++ === 0 ? bytes : others(length));
    const made = generateRsaKeyPair({ bits: 1024, random: source });
    expect(calls).toBeGreaterThan(2);
    expect(BigInt(`0x${hexDigits(made.publicKey.modulus)}`) % composite).not.toBe(0n);
  });

  it('raises no number to a power that a prime below 1000 divides, and each prime to eight', () => {
    const raised = vi.spyOn(BigInteger.prototype, 'modPow');
    const drawn: bigint[] = [];
    const others = random();
    const source = (length: number) => {
      const bytes = others(length);
      drawn.push(BigInt(`0x${hexDigits(bytes)}`) | (3n << 510n) | 1n);
      return bytes;
    };
    generateRsaKeyPair({ bits: 1024, random: source });
    const tested = raised.mock.calls.map(([, modulus]) => BigInt(`0x${Object(modulus).toString(16)}`));
    raised.mockRestore();
    const primes = Array.from({ length: 998 }, (_, at) => BigInt(at + 2)).filter((n) => checkPrimeSync(n));
    const hasSmallFactor = (n: bigint) => primes.some((prime) => n % prime === 0n);
    expect(drawn.some(hasSmallFactor)).toBe(true);
    for (const number of drawn) {
      const times = tested.filter((other) => other === number).length;
      expect(times).toBe(hasSmallFactor(number) ? 0 : checkPrimeSync(number) ? 8 : 1);
    }
  });

  it('asks the source for whole primes, one after the other', () => {
    const source = vi.fn(random());
    generateRsaKeyPair({ bits: 1024, random: source });
    expect(new Set(source.mock.calls.flat())).toEqual(new Set([64]));
  });

  it.each([
    [{ bits: 1008 }, 'ERR_ARGUMENT_VALUE'],
    [{ bits: 1025 }, 'ERR_ARGUMENT_VALUE'],
    [{ bits: 1026 }, 'ERR_ARGUMENT_VALUE'],
    [{ bits: 1032 }, 'ERR_ARGUMENT_VALUE'],
    [{ bits: 4112 }, 'ERR_ARGUMENT_VALUE'],
    [{ bits: 1024.5 }, 'ERR_ARGUMENT_VALUE'],
    [{ bits: Number.NaN }, 'ERR_ARGUMENT_VALUE'],
    [{ bits: '1024' }, 'ERR_ARGUMENT_TYPE'],
    [{ bits: undefined }, 'ERR_ARGUMENT_TYPE'],
    [{ random: undefined }, 'ERR_ARGUMENT_TYPE'],
    [{ exponent: 3 }, 'ERR_UNKNOWN_OPTION'],
  ])('refuses the options %j', (wrong, code) => {
    expect(codeOf(() => callUntyped(generateRsaKeyPair, { bits: 1024, random: random(), ...wrong }))).toBe(code);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('sentinel');
      },
    ],
    ['gives too little', (length: number) => new Uint8Array(length - 1)],
    ['gives no bytes', () => 'random'],
    ['gives zeros only', (length: number) => new Uint8Array(length)],
    ['gives ones only', (length: number) => new Uint8Array(length).fill(0xff)],
    ['gives one number again and again', (length: number) => random()(length)],
  ])('ends where the source %s', (_, source) => {
    const error = thrownBy(() => callUntyped(generateRsaKeyPair, { bits: 1024, random: source }));
    expect(error).toBeInstanceOf(CryptoError);
    expect(error.code).toBe('ERR_RANDOM');
    expect(error.message).not.toContain('sentinel');
  });

  it('ends where the source gives the prime again that it gave first', () => {
    const source = random();
    let prime = new Uint8Array(0);
    const remembering = (length: number) => {
      prime = new Uint8Array(source(length));
      return prime;
    };
    generateRsaKeyPair({ bits: 1024, random: remembering });
    const constant = vi.fn(() => prime); // the last number that was drawn ended the search: it is a prime
    expect(codeOf(() => generateRsaKeyPair({ bits: 1024, random: constant }))).toBe('ERR_RANDOM');
    expect(constant).toHaveBeenCalledTimes(2);
  });
});

describe('the search for primes', () => {
  // Made in Python, and judged again below by OpenSSL.
  const PRIMES = [
    // One more than a multiple of 32 and of 256: most bases show it after several squarings only.
    'f1c5b60cd3dc7c113b6077b5b26efe6525a1181c3690271c0b6c78de83a7b0fa5f39def1d245cca0720a9ba55671a587852c169e6a1690851edfd5725c97f541',
    'd0bfc75d475615dfb62ee6ab5a3bb204d81457ebf1f4988eedd27a02baafb485cec540da38496209ab54f7df3d57c0dbc0b58e1d66791e0a428354d8c4fc6d01',
  ];
  // q(2q - 1): strong pseudoprimes to the base 2, to the base 3, and to 2, 3 and their products up to 24.
  const PSEUDOPRIMES = [
    'c68072973c9c4c09c965703e74657c06e5bf5d98df2c2cfa22c2ab05dced69dbedb86da57e4a0222373cc2748c02be0957aac269a40864277d569e244896f12d',
    'f3a7d3a94b7348cb47f2c8c1e4611a33cb807c22c62e0afe6327b8bf849c41ba4925645c91bab11a1df423924c46c56ea215cc98d5bcad120286152b9d502f2b',
    'f658525a4c5cec419077960c026aa681d375fd1c42f060c520f593eb353c29a6483a1b9b179bd9d7f5fe3da15d80036a286e757c5778e889f6aca7b57ff4aa1d',
  ];
  // One more than a multiple of 65537: the exponent has no inverse.
  const WITHOUT_INVERSE =
    'e263a04c04403e0c89e5efcd8c4bdbf5b7bd85d25f0b20c3dccd3a78775b770bbdb463afb03b4cbe04b21d61c82b56b572d440c8447cefebacb765d675afbf07';
  const [p = '', q = ''] = PRIMES;

  /** The modulus that a source of these numbers leads to, and how many of them were asked for. */
  const modulusOf = (...numbers: readonly string[]) => {
    const left = [...numbers];
    const made = generateRsaKeyPair({ bits: 1024, random: () => fromHexDigits(left.shift() ?? '00'.repeat(64)) });
    return [hexDigits(made.publicKey.modulus), numbers.length - left.length];
  };
  const product = (BigInt(`0x${p}`) * BigInt(`0x${q}`)).toString(16);

  it('accepts primes, no matter how many squarings the test takes', () => {
    expect(PRIMES.map((prime) => checkPrimeSync(BigInt(`0x${prime}`)))).toEqual([true, true]);
    expect(modulusOf(p, q)).toEqual([product, 2]);
  });

  it('passes over numbers that look like primes to some bases', () => {
    expect(PSEUDOPRIMES.map((number) => checkPrimeSync(BigInt(`0x${number}`)))).toEqual([false, false, false]);
    expect(modulusOf(...PSEUDOPRIMES, p, q)).toEqual([product, 5]);
  });

  it('passes over a prime that leaves the exponent without an inverse', () => {
    const prime = BigInt(`0x${WITHOUT_INVERSE}`);
    expect([checkPrimeSync(prime), prime % 65_537n]).toEqual([true, 1n]);
    expect(modulusOf(WITHOUT_INVERSE, p, q)).toEqual([product, 3]);
  });

  it('sets the two top bits and the lowest of what it draws', () => {
    const cleared = (BigInt(`0x${p}`) - (3n << 510n) - 1n).toString(16).padStart(128, '0');
    expect(modulusOf(cleared, q)).toEqual([product, 2]);
  });
});

describe('decryptPkcs1', () => {
  /** The ciphertext of an encoded message, with whatever padding it has, or none. */
  const raw = (...bytes: readonly number[]) => {
    const encoded = Uint8Array.from({ length: 128 }, (_, at) => bytes[at] ?? 7);
    return bigintModPow(encoded, publicKey.exponent, publicKey.modulus);
  };
  const padded = (padding: number, ...rest: readonly number[]) => [0, 2, ...Array(padding).fill(1), ...rest];

  it('opens what encryptPkcs1 closes, empty and full', () => {
    for (const length of [0, 1, 116, 117]) {
      const message = new Uint8Array(length).fill(length);
      expect(decryptPkcs1(encryptPkcs1(publicKey, message))).toEqual(message);
    }
  });

  it('keeps zero bytes that belong to the message', () => {
    const message = Uint8Array.of(0, 1, 0, 0);
    expect(decryptPkcs1(encryptPkcs1(publicKey, message))).toEqual(message);
  });

  it('takes padding of eight bytes, and no shorter one', () => {
    expect(decryptPkcs1(raw(...padded(8, 0, 5)))?.slice(0, 2)).toEqual(Uint8Array.of(5, 7));
    expect(decryptPkcs1(raw(...padded(7, 0, 5)))).toBeUndefined();
    expect(decryptPkcs1(raw(...padded(0, 0, 5)))).toBeUndefined();
  });

  it.each([
    ['no zero behind the padding', raw(0, 2)],
    ['another first byte', raw(1, 2, ...Array(8).fill(1), 0)],
    ['the block type of a signature', raw(0, 1, ...Array(8).fill(0xff), 0)],
    ['nothing', new Uint8Array(0)],
    ['one byte too few', new Uint8Array(127).fill(1)],
    ['one byte too many', new Uint8Array(129).fill(1)],
    ['zero', new Uint8Array(128)],
    ['a number past the modulus', new Uint8Array(128).fill(0xff)],
    ['the modulus itself', publicKey.modulus],
  ])('does not open %s', (_, ciphertext) => {
    expect(decryptPkcs1(ciphertext)).toBeUndefined();
  });

  it('does not open another number for the same message, nor the number with a zero in front', () => {
    const modulus = BigInt(`0x${hexDigits(publicKey.modulus)}`);
    let same = '';
    for (let seed = 0; same.length !== 256; seed++) {
      const ciphertext = encryptPkcs1(publicKey, Uint8Array.of(1), seededRandom(String(seed)));
      expect(decryptPkcs1(ciphertext)).toEqual(Uint8Array.of(1));
      expect(decryptPkcs1(Uint8Array.of(0, ...ciphertext))).toBeUndefined();
      same = (BigInt(`0x${hexDigits(ciphertext)}`) + modulus).toString(16); // of 257 digits, if it does not fit
    }
    expect(decryptPkcs1(fromHexDigits(same))).toBeUndefined();
  });

  it('refuses anything but a Uint8Array', () => {
    for (const wrong of [undefined, null, 'text', [1], new Int8Array(128)]) {
      expect(codeOf(() => callUntyped(decryptPkcs1, wrong))).toBe('ERR_ARGUMENT_TYPE');
    }
  });
});

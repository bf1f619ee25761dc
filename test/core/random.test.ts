import { createHash } from 'node:crypto';
import { systemRandom } from 'credwire';
import { seededRandom } from 'credwire/sandbox';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawBytes } from '../../src/core/random.js';
import { detachedBytes } from '../support/bytes.js';
import { hostileBytes, SENTINEL, throwingProxy } from '../support/hostile-values.js';
import { callUntyped, refusal, thrownBy } from '../support/thrown.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('systemRandom', () => {
  it.each([0, 1, 16, 65_535, 65_536, 65_537, 200_000])('returns %d bytes', (length) => {
    expect(systemRandom(length)).toHaveLength(length);
  });

  it('never asks the platform for more than it gives in one call, and for every byte once', () => {
    const asked: { offset: number; length: number }[] = [];
    const getRandomValues = (part: Uint8Array) => {
      asked.push({ offset: part.byteOffset, length: part.length });
      return part.fill(asked.length);
    };
    vi.stubGlobal('crypto', { getRandomValues });
    const drawn = systemRandom(2 * 65_536 + 10);
    expect(asked).toEqual([
      { offset: 0, length: 65_536 },
      { offset: 65_536, length: 65_536 },
      { offset: 131_072, length: 10 },
    ]);
    expect(drawn.indexOf(0)).toBe(-1);
    expect([drawn[65_535], drawn[65_536], drawn[131_072]]).toEqual([1, 2, 3]);
  });

  it('makes no call for nothing, and one for as much as one call gives', () => {
    const getRandomValues = vi.fn((part: Uint8Array) => part.fill(1));
    vi.stubGlobal('crypto', { getRandomValues });
    systemRandom(0);
    expect(getRandomValues).not.toHaveBeenCalled();
    systemRandom(65_536);
    expect(getRandomValues).toHaveBeenCalledTimes(1);
  });

  it('calls the platform function as a method: browsers refuse it otherwise', () => {
    const crypto = {
      getRandomValues(this: unknown, part: Uint8Array) {
        if (this !== crypto) throw new TypeError('Illegal invocation');
        return part.fill(7);
      },
    };
    vi.stubGlobal('crypto', crypto);
    expect(systemRandom(2)).toEqual(Uint8Array.of(7, 7));
  });

  it('differs from call to call', () => {
    expect(systemRandom(16)).not.toEqual(systemRandom(16));
  });

  it.each([undefined, null, {}, { getRandomValues: 'no function' }])(
    'refuses to draw from a weaker source where the platform has %o for crypto',
    (crypto) => {
      vi.stubGlobal('crypto', crypto);
      expect(refusal(() => systemRandom(1))).toBe('CryptoError ERR_NO_RANDOM');
    },
  );

  it('reports a platform function that throws, without its words', () => {
    vi.stubGlobal('crypto', {
      getRandomValues() {
        throw new Error(SENTINEL);
      },
    });
    const error = thrownBy(() => systemRandom(1));
    expect([error.name, error.code]).toEqual(['CryptoError', 'ERR_RANDOM']);
    expect(error.message).not.toContain(SENTINEL);
  });

  it('reports a platform whose members throw when they are read, without their words', () => {
    const thrower = () => {
      throw new Error(SENTINEL);
    };
    vi.stubGlobal('crypto', Object.defineProperty({}, 'getRandomValues', { get: thrower }));
    expect(refusal(() => systemRandom(1))).toBe('CryptoError ERR_RANDOM');
    const { crypto: original } = Object.getOwnPropertyDescriptors(globalThis);
    Object.defineProperty(globalThis, 'crypto', { get: thrower, configurable: true });
    try {
      const error = thrownBy(() => systemRandom(1));
      expect(error.code).toBe('ERR_RANDOM');
      expect(error.message).not.toContain(SENTINEL);
    } finally {
      Object.defineProperty(globalThis, 'crypto', original);
    }
  });

  it.each([
    ['does nothing', () => undefined],
    ['returns other bytes than it was given', (part: Uint8Array) => new Uint8Array(part.length).fill(7)],
    ['is asynchronous', async (part: Uint8Array) => part],
    ['is asynchronous and rejects', () => Promise.reject(new Error(SENTINEL))],
    ['takes the memory away', (part: Uint8Array<ArrayBuffer>) => structuredClone(part, { transfer: [part.buffer] })],
  ])('reports a platform function that %s', (_, getRandomValues) => {
    vi.stubGlobal('crypto', { getRandomValues });
    for (const length of [8, 16, 65_537]) {
      const error = thrownBy(() => systemRandom(length));
      expect([error.name, error.code]).toEqual(['CryptoError', 'ERR_RANDOM']);
      expect(error.message).toMatch(/^systemRandom: crypto\.getRandomValues /);
    }
  });

  it('accepts zeros as random if there are too few to tell', () => {
    vi.stubGlobal('crypto', { getRandomValues: (part: Uint8Array) => part.fill(0) });
    expect(systemRandom(7)).toEqual(new Uint8Array(7));
  });

  it('takes bytes that are not all zero, wherever the other stands', () => {
    vi.stubGlobal('crypto', { getRandomValues: (part: Uint8Array) => part.fill(1, part.length - 1) });
    expect(systemRandom(8)).toEqual(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1));
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 30 + 1])('refuses a length of %d', (length) => {
    expect(refusal(() => systemRandom(length))).toBe('InputError ERR_ARGUMENT_VALUE');
  });

  it.each([undefined, null, '1', 1n])('refuses length %# by its type', (length) => {
    expect(refusal(() => callUntyped(systemRandom, length))).toBe('InputError ERR_ARGUMENT_TYPE');
  });
});

function shake256(seed: string | Uint8Array, length: number): Uint8Array {
  return new Uint8Array(createHash('shake256', { outputLength: length }).update(seed).digest());
}

describe('seededRandom', () => {
  it.each(['', 'a test', 'пароль 😀', new Uint8Array(0), new Uint8Array(500).fill(0xa5), Buffer.from('a test')])(
    'is the SHAKE256 stream of seed %#, as OpenSSL makes it',
    (seed) => {
      expect(seededRandom(seed)(1000)).toEqual(shake256(seed, 1000));
    },
  );

  // 136 is the rate of SHAKE256: what is asked at once crosses its blocks, or ends at their edges.
  it.each([[[1, 1, 1, 1]], [[136, 136]], [[135, 2, 135]], [[0, 5, 0, 300, 0]], [[1000]], [[137, 1, 400, 3]]])(
    'goes on where it stopped when drawn in pieces of %j',
    (lengths) => {
      const random = seededRandom('pieces');
      const total = lengths.reduce((sum, length) => sum + length, 0);
      const pieces = lengths.map((length) => random(length));
      expect(pieces.map((piece) => piece.length)).toEqual(lengths);
      expect(new Uint8Array(Buffer.concat(pieces))).toEqual(shake256('pieces', total));
    },
  );

  it('gives two sources of one seed the same stream, each at its own place', () => {
    const [one, other] = [seededRandom('seed'), seededRandom('seed')];
    one(10);
    expect([...other(10), ...other(5)]).toEqual([...seededRandom('seed')(15)]);
    expect(one(5)).toEqual(shake256('seed', 15).slice(10));
  });

  it('does not hear of later changes to the seed', () => {
    const seed = Uint8Array.of(1, 2, 3);
    const random = seededRandom(seed);
    seed.fill(9);
    expect(random(8)).toEqual(shake256(Uint8Array.of(1, 2, 3), 8));
  });

  it('does not hear of changes to what it returned', () => {
    const random = seededRandom('seed');
    random(4).fill(0xff);
    expect(random(4)).toEqual(shake256('seed', 8).slice(4));
  });

  it('refuses a seed that is neither text nor bytes', () => {
    for (const seed of [undefined, null, 7, ['a'], new Int8Array(1), throwingProxy({})]) {
      expect(refusal(() => callUntyped(seededRandom, seed))).toBe('InputError ERR_ARGUMENT_TYPE');
    }
    expect(refusal(() => seededRandom(detachedBytes(4)))).toBe('InputError ERR_ARGUMENT_TYPE');
    expect(refusal(() => seededRandom('\uDC00'))).toBe('InputError ERR_TEXT_NOT_WELL_FORMED');
  });

  it('refuses anything but a length, and continues as if it had not been asked', () => {
    const random = seededRandom('seed');
    expect(refusal(() => random(-1))).toBe('InputError ERR_ARGUMENT_VALUE');
    expect(refusal(() => callUntyped(random, '4'))).toBe('InputError ERR_ARGUMENT_TYPE');
    expect(random(4)).toEqual(shake256('seed', 4));
  });
});

describe('drawBytes', () => {
  const isNotZero = (byte: number) => byte !== 0;

  /** A source that hands out a list byte by byte, and keeps a record of what it was asked for. */
  function listSource(...stream: number[]) {
    const asked: number[] = [];
    let position = 0;
    const random = (length: number) => {
      asked.push(length);
      const start = position;
      position += length;
      return Uint8Array.from({ length }, (_, at) => stream[start + at] ?? 0);
    };
    return { random, asked };
  }

  it('asks for all at first, and then for exactly what is missing', () => {
    const { random, asked } = listSource(1, 0, 2, 0, 0, 3, 0, 4, 5);
    expect(drawBytes(random, 5, isNotZero)).toEqual(Uint8Array.of(1, 2, 3, 4, 5));
    expect(asked).toEqual([5, 3, 1]); // 1 0 2 0 0 | 3 0 4 | 5
  });

  it('asks once where every byte is accepted, and not at all for none', () => {
    const { random, asked } = listSource(1, 2, 3);
    expect(drawBytes(random, 3, isNotZero)).toEqual(Uint8Array.of(1, 2, 3));
    expect(drawBytes(random, 0, isNotZero)).toEqual(new Uint8Array(0));
    expect(asked).toEqual([3]);
  });

  it('takes the bytes that are let pass, in the order of the stream, whatever the rule', () => {
    const isEven = (byte: number) => byte % 2 === 0;
    expect(drawBytes(listSource(9, 8, 7, 6, 5, 4).random, 3, isEven)).toEqual(Uint8Array.of(8, 6, 4));
  });

  it('gives up after 64 calls', () => {
    const { random, asked } = listSource(1, 2);
    const error = thrownBy(() => drawBytes(random, 7, isNotZero));
    expect([error.name, error.code]).toEqual(['CryptoError', 'ERR_RANDOM']);
    expect(asked).toEqual([7, ...Array.from({ length: 63 }, () => 5)]);
    expect(error.message).toMatch(/^random: .*\b64\b.*\b5\b/);
  });

  it('succeeds where the 64th call brings the last byte', () => {
    let calls = 0;
    const random = () => Uint8Array.of(++calls === 64 ? 1 : 0);
    expect(drawBytes(random, 1, isNotZero)).toEqual(Uint8Array.of(1));
  });

  it('takes views on larger buffers and Buffers, by what they show', () => {
    const pool = Uint8Array.of(9, 9, 1, 2, 9, 9);
    expect(drawBytes(() => pool.subarray(2, 4), 2, isNotZero)).toEqual(Uint8Array.of(1, 2));
    expect(drawBytes(() => Buffer.from([1, 2]), 2, isNotZero)).toEqual(Uint8Array.of(1, 2));
  });

  it('runs no code of the array that the source returns', () => {
    expect(drawBytes(() => hostileBytes(2), 2, isNotZero)).toEqual(Uint8Array.of(1, 1));
  });

  const FAULTY: readonly { readonly fault: string; readonly answer: () => unknown }[] = [
    { fault: 'nothing', answer: () => undefined },
    { fault: 'null', answer: () => null },
    { fault: 'too few bytes', answer: () => new Uint8Array(3) },
    { fault: 'too many bytes', answer: () => new Uint8Array(5) },
    { fault: 'no bytes', answer: () => new Uint8Array(0) },
    { fault: 'an array', answer: () => [1, 2, 3, 4] },
    { fault: 'another typed array', answer: () => new Uint32Array(4) },
    { fault: 'an ArrayBuffer', answer: () => new ArrayBuffer(4) },
    { fault: 'a string', answer: () => 'abcd' },
    { fault: 'a promise', answer: () => Promise.resolve(Uint8Array.of(1, 2, 3, 4)) },
    { fault: 'a promise that is rejected', answer: () => Promise.reject(new Error(SENTINEL)) },
    { fault: 'a detached Uint8Array', answer: () => detachedBytes(4) },
    { fault: 'a proxy of a Uint8Array', answer: () => throwingProxy(new Uint8Array(4)) },
  ];

  it.each(FAULTY)('refuses a source that returns $fault', ({ answer }) => {
    expect(refusal(() => callUntyped(drawBytes, answer, 4, isNotZero))).toBe('CryptoError ERR_RANDOM');
  });

  it('refuses a source that throws, without its words', () => {
    for (const thrown of [new Error(SENTINEL), SENTINEL, undefined, throwingProxy({})]) {
      const random = () => {
        throw thrown;
      };
      const error = thrownBy(() => drawBytes(random, 4, isNotZero));
      expect([error.name, error.code, 'cause' in error]).toEqual(['CryptoError', 'ERR_RANDOM', false]);
      expect(error.message).not.toContain(SENTINEL);
    }
  });

  it("passes on the platform's fault from a source that asks the platform", () => {
    vi.stubGlobal('crypto', undefined);
    const error = thrownBy(() => drawBytes((length) => systemRandom(length), 4, isNotZero));
    expect([error.name, error.code]).toEqual(['CryptoError', 'ERR_NO_RANDOM']);
  });

  it("reports the platform's faults under the name of the function that was called", () => {
    for (const [crypto, code] of [
      [undefined, 'ERR_NO_RANDOM'],
      [{ getRandomValues: () => undefined }, 'ERR_RANDOM'],
      [{ getRandomValues: throwingProxy(() => undefined) }, 'ERR_RANDOM'],
    ]) {
      vi.stubGlobal('crypto', crypto);
      const error = thrownBy(() => drawBytes(systemRandom, 32, isNotZero, 'f: "random"'));
      expect([error.name, error.code]).toEqual(['CryptoError', code]);
      expect(error.message).toMatch(/^f: "random": /);
    }
  });

  it('does not blame the caller of a function for an argument error inside its source', () => {
    const random = () => seededRandom('seed')(-1);
    expect(refusal(() => drawBytes(random, 4, isNotZero))).toBe('CryptoError ERR_RANDOM');
  });
});

describe('seededRandom', () => {
  it('returns no bytes if none are asked for, and reads on as if it had not been asked', () => {
    const random = seededRandom('a');
    expect(random(0)).toEqual(new Uint8Array(0));
    expect([...random(2), ...random(0), ...random(2)]).toEqual([...seededRandom('a')(4)]);
  });
});

/** An engine that is passed as `modPow` is code of the caller: whatever it does, no wrong bytes are sent for a ciphertext. */
import { bigintModPow, encryptPkcs1, type ModPow } from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { nodeModPow } from 'credwire/node';
import { seededRandom } from 'credwire/sandbox';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hexDigits } from '../support/bytes.js';
import { HOSTILE_VALUES } from '../support/hostile-values.js';
import { KEY_1024, KEY_2048, openPkcs1 } from '../support/rsa-keys.js';
import { callUntyped, thrownBy } from '../support/thrown.js';

const { key } = KEY_1024;
const MESSAGE = Uint8Array.from(Buffer.from('sentinel-password'));
const encryptBy = (modPow: unknown) =>
  callUntyped(encryptPkcs1, key, MESSAGE, { random: seededRandom('padding'), modPow });

afterEach(() => {
  vi.restoreAllMocks();
});

describe('an engine that is passed', () => {
  it.each([
    ['jsbnModPow', jsbnModPow],
    ['nodeModPow', nodeModPow],
    ['bigintModPow', bigintModPow],
  ])('gives what the default gives: %s', (_name, modPow) => {
    for (const testKey of [KEY_1024, KEY_2048]) {
      const random = () => seededRandom('padding');
      const ciphertext = encryptPkcs1(testKey.key, MESSAGE, { random: random(), modPow });
      expect(hexDigits(ciphertext)).toBe(hexDigits(encryptPkcs1(testKey.key, MESSAGE, random())));
      expect(hexDigits(openPkcs1(testKey, ciphertext).message)).toBe(hexDigits(MESSAGE));
    }
  });

  it('gets the padded message, the exponent and the modulus, in arrays of its own, and is called once', () => {
    const calls: (readonly Uint8Array[])[] = [];
    const modPow: ModPow = (...numbers) => {
      calls.push(numbers.map((number) => number.slice()));
      const power = bigintModPow(...numbers);
      for (const number of numbers) number.fill(0xff); // it may spoil what it got
      return power;
    };
    const ciphertext = encryptPkcs1(key, MESSAGE, { modPow });
    expect(calls).toHaveLength(1);
    const [base = MESSAGE, exponent, modulus] = calls[0] ?? [];
    expect(hexDigits(base)).toMatch(/^0002/);
    expect([exponent, modulus]).toEqual([key.exponent, key.modulus]);
    expect(hexDigits(openPkcs1(KEY_1024, ciphertext).message)).toBe(hexDigits(MESSAGE));
    expect(hexDigits(key.modulus)).toBe(hexDigits(KEY_1024.modulus));
  });

  it('returns bytes that are copied, of a subclass too', () => {
    class Other extends Uint8Array<ArrayBuffer> {}
    let returned: Uint8Array<ArrayBuffer> = new Other(new ArrayBuffer(0));
    const ciphertext = encryptBy((...numbers: Parameters<ModPow>) => {
      returned = Other.from(bigintModPow(...numbers));
      return returned;
    });
    expect(ciphertext).toBeInstanceOf(Uint8Array);
    expect(Object.getPrototypeOf(ciphertext)).toBe(Uint8Array.prototype);
    expect(Object(ciphertext).buffer).not.toBe(returned.buffer);
    expect(ciphertext).toEqual(Uint8Array.from(returned));
  });
});

const WRONG: readonly (readonly [string, (...numbers: Parameters<ModPow>) => unknown])[] = [
  ['returns nothing', () => undefined],
  ['returns the base itself', (base) => base],
  ['returns a copy of the base', (base) => base.slice()],
  [
    'returns the base, and wipes what it got',
    (base) => {
      const copy = base.slice();
      base.fill(0);
      return copy;
    },
  ],
  ['returns the base in a subclass', (base) => new (class extends Uint8Array<ArrayBuffer> {})(base.slice().buffer)],
  ['returns zeros', (_base, _exponent, modulus) => new Uint8Array(modulus.length)],
  ['returns the modulus', (_base, _exponent, modulus) => modulus],
  ['returns more than the modulus', (_base, _exponent, modulus) => modulus.fill(0xff)],
  ['returns a byte too few', (...numbers) => bigintModPow(...numbers).subarray(1)],
  ['returns a byte too many', (...numbers) => Uint8Array.of(0, ...bigintModPow(...numbers))],
  ['returns an array of numbers', (...numbers) => [...bigintModPow(...numbers)]],
  ['returns an Int8Array', (...numbers) => new Int8Array(bigintModPow(...numbers).buffer)],
  ['returns an ArrayBuffer', (...numbers) => bigintModPow(...numbers).buffer],
  ['returns a bigint', () => 1n],
  ['returns hexadecimal', (...numbers) => hexDigits(bigintModPow(...numbers))],
  ['returns a promise', async (...numbers) => bigintModPow(...numbers)],
  ['returns a promise that is rejected', async (base) => Promise.reject(new Error(hexDigits(base)))],
  [
    'returns a thenable whose "then" throws',
    (base) => ({
      // biome-ignore lint/suspicious/noThenProperty: it is what is tried
      get then() {
        throw new Error(hexDigits(base));
      },
    }),
  ],
  [
    'returns a revoked proxy',
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
  ],
  [
    'returns bytes whose buffer is gone',
    (...numbers) => {
      const power = bigintModPow(...numbers);
      structuredClone(power.buffer, { transfer: [power.buffer] });
      return power;
    },
  ],
  [
    'throws an error that repeats the base',
    (base) => {
      throw new Error(hexDigits(base));
    },
  ],
  [
    'throws something else',
    (base) => {
      throw hexDigits(base);
    },
  ],
  ['throws an error of this library', () => bigintModPow(Uint8Array.of(9), Uint8Array.of(3), Uint8Array.of(3))],
];

describe('an engine that is wrong', () => {
  it.each(WRONG)('leads to a coded error without its words: it %s', async (_what, modPow) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    try {
      const error = thrownBy(() => encryptBy(modPow));
      expect([error.name, error.code]).toEqual(['InputError', 'ERR_ARGUMENT_VALUE']);
      expect(error.message).toMatch(/^encryptPkcs1: "modPow": .*Uint8Array.*\b128\b.*, got /);
      expect(error.cause).toBe(undefined);
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).not.toHaveBeenCalled();
    } finally {
      process.off('unhandledRejection', unhandled);
    }
  });

  it.each(HOSTILE_VALUES)('leads to a coded error: it returns $name', ({ value }) => {
    expect(thrownBy(() => encryptBy(() => value)).code).toBe('ERR_ARGUMENT_VALUE');
  });

  it.each(WRONG)('leaves no padded message in an array that the library made: it %s', (_what, modPow) => {
    const made: Uint8Array[] = [];
    const { slice } = Uint8Array.prototype;
    vi.spyOn(Uint8Array.prototype, 'slice').mockImplementation(function (this: Uint8Array<ArrayBuffer>, ...range) {
      const copy: Uint8Array<ArrayBuffer> = Reflect.apply(slice, this, range);
      made.push(copy);
      return copy;
    });
    const native = Uint8Array;
    const recording = new Proxy(native, {
      construct(target, args, newTarget) {
        const array = Reflect.construct(target, args, newTarget);
        made.push(array);
        return array;
      },
    });
    let base = new native();
    vi.stubGlobal('Uint8Array', recording);
    try {
      thrownBy(() =>
        encryptBy((...numbers: Parameters<ModPow>) => {
          base = numbers[0] as typeof base; // of a plain buffer, as the library makes them
          const before = made.length;
          try {
            return modPow(...numbers);
          } finally {
            made.length = before; // what the engine makes is its own
          }
        }),
      );
    } finally {
      vi.unstubAllGlobals();
    }
    expect(base).toEqual(new native(128));
    const held = made.filter((array) => Buffer.from(array).includes('sentinel') && array !== MESSAGE);
    expect(held.filter(({ buffer }) => buffer !== MESSAGE.buffer)).toEqual([]);
  });
});

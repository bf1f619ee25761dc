import { constants, publicEncrypt } from 'node:crypto';
import { bigintModPow } from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { nodeModPow } from 'credwire/node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isBelow } from '../../src/codecs/mod-pow.js';
import { detachedBytes, fromHexDigits, hexDigits } from '../support/bytes.js';
import { TEST_KEYS } from '../support/rsa-keys.js';
import { callUntyped, thrownBy } from '../support/thrown.js';

const hex = fromHexDigits;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each([
  ['bigintModPow', bigintModPow],
  ['jsbnModPow', jsbnModPow],
  ['nodeModPow', nodeModPow],
] as const)('%s', (name, modPow) => {
  it.each([
    ['04', '0d', '01f1', '01bd'], // 4^13 mod 497 = 445
    ['02', '0a', '03e7', '0019'], // 2^10 mod 999 = 25
    ['02', '01', '03', '02'],
    ['00', '05', '0b', '00'],
    ['01', 'ffffffffffffffff', '0b', '01'],
    ['0a', '02', '0b', '01'], // (-1)^2
    ['03', '04', '51', '00'], // 3^4 = 81
    ['', '03', '07', '00'],
  ])('%s^%s mod %s = %s', (base, exponent, modulus, expected) => {
    expect(hexDigits(modPow(hex(base), hex(exponent), hex(modulus)))).toBe(expected);
  });

  it('computes with copies, because another thread could change the numbers after the checks', () => {
    const shared = (digits: string) => {
      const view = new Uint8Array(new SharedArrayBuffer(digits.length / 2));
      view.set(hex(digits));
      return view;
    };
    const numbers = [shared('04'), shared('0d'), shared('01f1')] as const;
    const read: unknown[] = [];
    vi.stubGlobal(
      'DataView',
      new Proxy(DataView, {
        construct(target, args) {
          read.push(args[0]);
          return Reflect.construct(target, args);
        },
      }),
    );
    const iterate = vi.spyOn(Uint8Array.prototype, Symbol.iterator);
    const every = vi.spyOn(Uint8Array.prototype, 'every');
    try {
      expect(hexDigits(modPow(...numbers))).toBe('01bd');
      read.push(
        ...[...iterate.mock.contexts, ...every.mock.contexts].map(
          (array) => array instanceof Uint8Array && array.buffer,
        ),
      );
    } finally {
      iterate.mockRestore();
      every.mockRestore();
    }
    expect(read.length).toBeGreaterThan(name === 'nodeModPow' ? 0 : 3); // OpenSSL reads most of them
    expect(read.filter((buffer) => buffer instanceof SharedArrayBuffer)).toEqual([]);
  });

  it.each(TEST_KEYS)('agrees with OpenSSL under $id', ({ bytes, exponent, modulus, publicKey }) => {
    const bases = ['00', '01', '02', 'ff'].map((first) => hex(`00${first}${'a5'.repeat(bytes - 2)}`));
    const largest = modulus.slice();
    largest[bytes - 1] = (modulus[bytes - 1] ?? 0) - 1; // n is odd, so that this is n - 1
    for (const base of [...bases, new Uint8Array(bytes), largest]) {
      const expected = publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, base);
      expect(hexDigits(modPow(base, exponent, modulus))).toBe(hexDigits(expected));
    }
  });

  it('returns exactly as many bytes as the modulus has, its leading zeros included', () => {
    expect(hexDigits(modPow(hex('04'), hex('0d'), hex('000001f1')))).toBe('000001bd');
    expect(hexDigits(modPow(hex('0000000004'), hex('00000d'), hex('01f1')))).toBe('01bd');
  });

  it.each(['', '00', '01', '0001', '02', '0100'])('refuses the modulus "%s": even, or below 3', (modulus) => {
    const error = thrownBy(() => modPow(hex('00'), hex('03'), hex(modulus)));
    expect([error.name, error.code, error.message]).toEqual([
      'InputError',
      'ERR_ARGUMENT_VALUE',
      `${name}: expected an odd modulus of at least 3`,
    ]);
  });

  it.each(['', '00', '0000'])('refuses the exponent "%s": zero', (exponent) => {
    const error = thrownBy(() => modPow(hex('02'), hex(exponent), hex('07')));
    expect([error.code, error.message]).toEqual(['ERR_ARGUMENT_VALUE', `${name}: expected an exponent of at least 1`]);
  });

  it.each(['07', '08', '0100', '0007', 'ffffff'])('refuses the base "%s": not below the modulus 7', (base) => {
    const error = thrownBy(() => modPow(hex(base), hex('03'), hex('07')));
    expect([error.code, error.message]).toEqual(['ERR_ARGUMENT_VALUE', `${name}: expected a base below the modulus`]);
  });

  it('refuses numbers of more than 2,048 bytes, which would take hours, and says which', () => {
    const long = new Uint8Array(2049).fill(1);
    const small = hex('03');
    const errors = [
      () => modPow(long, small, small),
      () => modPow(small, long, small),
      () => modPow(small, small, long),
    ].map(thrownBy);
    expect(errors.map(({ code }) => code)).toEqual(Array.from({ length: 3 }, () => 'ERR_ARGUMENT_VALUE'));
    expect(errors.map(({ message }) => /"(\w+)"/.exec(message)?.[1])).toEqual(['base', 'exponent', 'modulus']);
    expect(modPow(small, small, long.subarray(1))).toHaveLength(2048);
  });

  it('refuses anything but bytes, and names it', () => {
    const seven = hex('07');
    for (const wrong of [undefined, null, 7, 7n, '07', [7], detachedBytes(1)]) {
      const errors = [
        () => callUntyped(modPow, wrong, seven, seven),
        () => callUntyped(modPow, hex('02'), wrong, seven),
        () => callUntyped(modPow, hex('02'), seven, wrong),
      ].map(thrownBy);
      expect(errors.map(({ code }) => code)).toEqual(Array.from({ length: 3 }, () => 'ERR_ARGUMENT_TYPE'));
      expect(errors.map(({ message }) => message.split(':')[1]?.trim())).toEqual(['"base"', '"exponent"', '"modulus"']);
    }
  });

  it('changes none of its arguments', () => {
    const operands = [hex('04'), hex('0d'), hex('01f1')] as const;
    modPow(...operands);
    expect(operands.map(hexDigits)).toEqual(['04', '0d', '01f1']);
  });
});

describe('jsbnModPow', () => {
  it('works without BigInt', () => {
    vi.stubGlobal('BigInt', undefined);
    expect(hexDigits(jsbnModPow(hex('04'), hex('0d'), hex('01f1')))).toBe('01bd');
  });
});

describe('bigintModPow', () => {
  it("looks for BigInt at each call, and names the remedy if it's missing", () => {
    const counting = vi.fn(BigInt);
    vi.stubGlobal('BigInt', counting);
    expect(hexDigits(bigintModPow(hex('04'), hex('0d'), hex('01f1')))).toBe('01bd');
    expect(counting).toHaveBeenCalled();
    vi.stubGlobal('BigInt', undefined);
    const error = thrownBy(() => bigintModPow(hex('04'), hex('0d'), hex('01f1')));
    expect([error.name, error.code]).toEqual(['CryptoError', 'ERR_NO_BIGINT']);
    expect(error.message).toMatch(/^bigintModPow: .*"modPow".*credwire\/jsbn/);
    vi.unstubAllGlobals();
    expect(hexDigits(bigintModPow(hex('04'), hex('0d'), hex('01f1')))).toBe('01bd');
  });
});

describe('isBelow', () => {
  it.each([
    ['', '', false],
    ['', '01', true],
    ['01', '', false],
    ['00', '', false],
    ['', '00', false],
    ['01', '02', true],
    ['02', '01', false],
    ['0102', '0102', false],
    ['01ff', '0200', true],
    ['0200', '01ff', false],
    ['000001', '02', true],
    ['02', '000001', false],
    ['ff', '0100', true],
    ['0100', 'ff', false],
  ])('of "%s" and "%s": %s', (number, limit, expected) => {
    expect(isBelow(hex(number), hex(limit))).toBe(expected);
  });
});

describe.each([
  ['bigintModPow', bigintModPow],
  ['jsbnModPow', jsbnModPow],
])('%s', (_, modPow) => {
  it.each([
    ['0003', '02'],
    ['0101', '08'],
  ])('takes the modulus %s, one byte with something in front', (modulus, last) => {
    expect(hexDigits(modPow(hex('02'), hex('03'), hex(modulus)))).toBe(`00${last}`);
  });
});

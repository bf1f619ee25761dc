import { InputError } from 'credwire';
import { describe, expect, it } from 'vitest';
import {
  integer,
  nearest,
  objectOf,
  optional,
  readMembers,
  readOptions,
  recordEntries,
  text,
} from '../src/core/check.js';
import { revokedProxy, throwingProxy } from './support/hostile-values.js';
import { codeOf, thrownBy } from './support/thrown.js';

const THROWING: PropertyDescriptor = {
  enumerable: true,
  get() {
    throw new Error('secret');
  },
};

describe('readOptions', () => {
  const checks = { name: text, size: optional(integer(0, 9), 4) };

  it('returns the checked values, with fallbacks for what is missing or undefined', () => {
    expect(readOptions('f', { name: 'a' }, checks)).toEqual({ name: 'a', size: 4 });
    expect(readOptions('f', { name: 'a', size: undefined }, checks)).toEqual({ name: 'a', size: 4 });
    expect(readOptions('f', { name: 'a', size: 9 }, checks)).toEqual({ name: 'a', size: 9 });
  });

  const bytes = Object.assign(Uint8Array.of(1), { name: 'a' });

  it.each([undefined, null, 'text', 7, () => ({ name: 'a' }), [], ['a'], bytes])(
    "refuses options that aren't an object, %#",
    (options) => {
      const error = thrownBy(() => readOptions('f', options, checks));
      expect(error.code).toBe('ERR_ARGUMENT_TYPE');
      expect(error.message).toMatch(/^f: expected an object, got /);
    },
  );

  it('runs no setter of a polluted Object.prototype, and takes nothing from its getter', () => {
    let seen: unknown = 'nothing';
    Object.defineProperty(Object.prototype, 'size', {
      get: () => 9,
      set: (value) => {
        seen = value;
      },
      configurable: true,
    });
    try {
      const options = readOptions('f', { name: 'a' }, checks);
      expect([Object.getOwnPropertyDescriptor(options, 'size')?.value, seen]).toEqual([4, 'nothing']);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'size');
    }
  });

  it('refuses an option that it does not know, and names the closest one that it knows', () => {
    const error = thrownBy(() => readOptions('f', { name: 'a', sizee: 1 }, checks));
    expect(error.code).toBe('ERR_UNKNOWN_OPTION');
    expect(error.message).toMatch(/^f: .*"size"/);
    expect(error.message).not.toContain('sizee');
  });

  it('refuses an unknown option in every place', () => {
    const messages = [{ sizee: 1, name: 'a' }, { sizee: 1 }].map(
      (options) => thrownBy(() => readOptions('f', options, checks)).message,
    );
    expect(new Set(messages).size).toBe(1);
    expect(messages[0]).toMatch(/^f: .*"size"/);
  });

  it('lists what it knows if nothing is close, and never shows the unknown name', () => {
    const messageOf = (options: object) => thrownBy(() => readOptions('f', { name: 'a', ...options }, checks)).message;
    for (const options of [{ unrelatedThing: 1 }, { ['x'.repeat(100_000)]: 1 }, { [Symbol('size')]: 1 }]) {
      expect(messageOf(options)).toMatch(/^f: .{1,40}: name, size$/);
    }
  });

  it('refuses unknown options under a symbol and hidden ones', () => {
    expect(codeOf(() => readOptions('f', { name: 'a', [Symbol('size')]: 1 }, checks))).toBe('ERR_UNKNOWN_OPTION');
    const hidden = Object.defineProperty({ name: 'a' }, 'hidden', { value: 1, enumerable: false });
    expect(codeOf(() => readOptions('f', hidden, checks))).toBe('ERR_UNKNOWN_OPTION');
  });

  it('names function and option in the message of a failed check', () => {
    expect(thrownBy(() => readOptions('f', { name: 1 }, checks)).message).toMatch(/^f: "name": .*number$/);
    expect(thrownBy(() => readOptions('f', {}, checks)).message).toMatch(/^f: "name": .*undefined$/);
  });

  it('reads each option once, so that a getter cannot answer twice', () => {
    let reads = 0;
    const options = {
      get name() {
        reads += 1;
        return `answer ${reads}`;
      },
    };
    expect(readOptions('f', options, checks).name).toBe('answer 1');
    expect(reads).toBe(1);
  });

  it('ignores what the prototype holds, polluted or not', () => {
    expect(readOptions('f', Object.create({ size: 9 }, { name: { value: 'a' } }), checks)).toEqual({
      name: 'a',
      size: 4,
    });
    expect(codeOf(() => readOptions('f', Object.create({ name: 'a' }), checks))).toBe('ERR_ARGUMENT_TYPE');
  });

  it('takes objects without a prototype and frozen ones', () => {
    const bare: unknown = Object.assign(Object.create(null), { name: 'a' });
    expect(readOptions('f', bare, checks).name).toBe('a');
    expect(readOptions('f', Object.freeze({ name: 'a' }), checks).name).toBe('a');
  });

  it('turns a throwing getter or proxy into a coded error', () => {
    const getter = {
      get name(): string {
        throw new Error('secret');
      },
    };
    for (const hostile of [getter, throwingProxy({}), revokedProxy()]) {
      const error = thrownBy(() => readOptions('f', hostile, checks));
      expect(error.code).toBe('ERR_ARGUMENT_TYPE');
      expect(error.message).not.toContain('secret');
    }
  });
});

describe('an option whose getter throws', () => {
  const sizeOf = (options: object) => readOptions('f', options, { size: optional(integer(0, 9), 4) });

  it('is refused by its name, even if it could be left out', () => {
    const error = thrownBy(() => sizeOf(Object.defineProperty({}, 'size', THROWING)));
    expect(error.code).toBe('ERR_ARGUMENT_TYPE');
    expect(error.message).toMatch(/^f: "size": /);
    expect(error.message).not.toContain('secret');
  });

  it("throws the library's own errors as they are", () => {
    const own = new InputError('ERR_URL', 'from the getter');
    const get = () => {
      throw own;
    };
    expect(thrownBy(() => sizeOf(Object.defineProperty({}, 'size', { enumerable: true, get })))).toBe(own);
  });
});

describe('nearest', () => {
  it.each([
    ['passwrd', ['username', 'password'], 'password'],
    ['PASSWORD', ['password'], 'password'],
    ['abxyz', ['abcde'], 'abcde'], // three of five letters differ: as much as it takes
    ['awxyz', ['abcde'], undefined],
    ['a', ['bcd'], undefined],
    ['a', [], undefined],
    ['a'.repeat(40), ['a'.repeat(39)], 'a'.repeat(39)],
    ['a'.repeat(41), ['a'.repeat(40)], undefined], // nobody's name is as long, and it takes long to compare
  ])('finds for %j the closest of %j, if it is close enough: %j', (typed, known, name) => {
    expect(nearest(typed, known)).toBe(name);
  });

  it('can want less to differ', () => {
    expect(nearest('abcdefgxyz', ['abcdefghij'], 0.3)).toBe('abcdefghij');
    expect(nearest('abcdefwxyz', ['abcdefghij'], 0.3)).toBeUndefined();
  });
});

describe('readMembers', () => {
  it('leaves unknown members alone', () => {
    expect(readMembers('f', { name: 'a', other: 1 }, { name: text })).toEqual({ name: 'a' });
  });

  it('refuses anything but an object', () => {
    expect(codeOf(() => readMembers('f', 'text', { name: text }))).toBe('ERR_ARGUMENT_TYPE');
  });
});

describe('objectOf', () => {
  it('reads options within options, and names the way to them', () => {
    const check = objectOf({ inner: text });
    expect(check('f: "outer"', { inner: 'a' })).toEqual({ inner: 'a' });
    expect(thrownBy(() => check('f: "outer"', { inner: 1 })).message).toMatch(/^f: "outer": "inner": expected/);
  });
});

describe('recordEntries', () => {
  const entries = (value: unknown) => recordEntries('f', 'a record', value);

  it('lists the own members of a plain record, in their order', () => {
    expect(entries({ b: 1, a: undefined })).toEqual([
      ['b', 1],
      ['a', undefined],
    ]);
    expect(entries(Object.create({ inherited: 1 }))).toEqual([]);
    expect(entries(Object.assign(Object.create(null), { a: 1 }))).toEqual([['a', 1]]);
    expect(entries(JSON.parse('{"__proto__":1}'))).toEqual([['__proto__', 1]]);
  });

  it.each([undefined, null, 'text', 7, () => ({}), ['a'], new Map([['a', 'b']]), new Set(), new Headers({ a: 'b' })])(
    'refuses value %#, which keeps its entries elsewhere or has none',
    (value) => {
      const error = thrownBy(() => entries(value));
      expect(error.code).toBe('ERR_ARGUMENT_TYPE');
      expect(error.message).toMatch(/^f: expected a record, got /);
    },
  );

  it('turns a throwing getter or proxy into a coded error', () => {
    for (const hostile of [Object.defineProperty({}, 'a', THROWING), throwingProxy({}), revokedProxy()]) {
      const error = thrownBy(() => entries(hostile));
      expect(error.code).toBe('ERR_ARGUMENT_TYPE');
      expect(error.message).toMatch(/^f: /);
    }
  });
});

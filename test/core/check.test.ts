import vm from 'node:vm';
import { CredwireError, InputError } from 'credwire';
import { describe, expect, it } from 'vitest';
import {
  bytes,
  bytesInPlace,
  callback,
  describe as describeValue,
  filledText,
  flag,
  guarded,
  integer,
  isBytes,
  listOf,
  oneOf,
  optional,
  readOptions,
  text,
  time,
  unexpected,
} from '../../src/core/check.js';
import { detachedBytes } from '../support/bytes.js';
import { hostileBytes, revokedProxy, throwingProxy } from '../support/hostile-values.js';
import { codeOf, thrownBy } from '../support/thrown.js';

const OTHER_REALM_BYTES: unknown = vm.runInNewContext('Uint8Array.of(1, 2, 3)');

describe('describe', () => {
  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['secret', 'a string of length 6'],
    [new Uint8Array(5), 'a Uint8Array of length 5'],
    [Buffer.alloc(5), 'a Uint8Array of length 5'],
    [OTHER_REALM_BYTES, 'a Uint8Array of length 3'],
    [new Uint16Array(5), 'an object of the wrong kind'],
    [7, 'number'],
    [1.5, 'a number that is not an integer'],
    [Number.NaN, 'a number that is not an integer'],
    [7n, 'bigint'],
    [true, 'boolean'],
    [Symbol('secret'), 'symbol'],
    [() => 'secret', 'function'],
    [{ secret: 1 }, 'an object of the wrong kind'],
    [[1], 'an object of the wrong kind'],
  ])('says the type and length of value %#', (value, expected) => {
    expect(describeValue(value)).toBe(expected);
  });

  it('runs no code of the value', () => {
    expect(describeValue(throwingProxy({}))).toBe('an object of the wrong kind');
    expect(describeValue(throwingProxy(() => undefined))).toBe('function');
    expect(describeValue(hostileBytes(3))).toBe('a Uint8Array of length 3');
  });
});

describe('unexpected', () => {
  it('makes a message of label, expectation and finding, without the value', () => {
    const error = unexpected('ERR_ARGUMENT_TYPE', 'f: "x"', 'a flag', 'secret');
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toBe('f: "x": expected a flag, got a string of length 6');
  });
});

describe('isBytes', () => {
  it('knows a Uint8Array, its subclasses, and those from a different realm', () => {
    const all = [new Uint8Array(1), Buffer.alloc(1), OTHER_REALM_BYTES, new Uint8Array(new SharedArrayBuffer(1))];
    expect(all.map(isBytes)).toEqual([true, true, true, true]);
  });

  it('is not deceived by a prototype or a tag', () => {
    const impostors = [
      Object.create(Uint8Array.prototype),
      { [Symbol.toStringTag]: 'Uint8Array', length: 1 },
      Object.setPrototypeOf(new Int8Array(1), Uint8Array.prototype),
      new DataView(new ArrayBuffer(1)),
      new ArrayBuffer(1),
      new Uint8ClampedArray(1),
      [1],
      new Proxy(new Uint8Array(1), {}),
    ];
    expect(impostors.filter(isBytes)).toEqual([]);
    expect(isBytes(Object.setPrototypeOf(new Uint8Array(1), null))).toBe(true);
  });
});

describe('guarded', () => {
  it('returns what the callback returns', () => {
    expect(guarded('f', () => 7)).toBe(7);
  });

  it('turns what foreign code throws into a coded error without its words', () => {
    const error = thrownBy(() =>
      guarded('f: "x"', () => {
        throw new Error('secret');
      }),
    );
    expect([error.name, error.code, error.message]).toEqual([
      'InputError',
      'ERR_ARGUMENT_TYPE',
      'f: "x": reading it threw',
    ]);
    expect('cause' in error).toBe(false);
  });

  it('copes with whatever is thrown', () => {
    for (const thrown of [undefined, null, 'text', throwingProxy({}), revokedProxy()]) {
      const fail = () => {
        throw thrown;
      };
      expect(codeOf(() => guarded('f', fail))).toBe('ERR_ARGUMENT_TYPE');
    }
  });

  it('lets errors of this library through', () => {
    const own = new CredwireError('ERR_BASE64', 'below');
    const error = thrownBy(() =>
      guarded('f', () => {
        throw own;
      }),
    );
    expect(error).toBe(own);
  });
});

describe('readOptions, given an unknown name', () => {
  const messageOf = (options: object) =>
    thrownBy(() =>
      readOptions('f', options, { baseUrl: text, userLogin: text, password: text, clientName: optional(text) }),
    ).message;

  it.each([
    [{ host: 'a', userLogin: 'b', password: 'c' }, 'baseUrl'],
    [{ server: 'a' }, 'baseUrl'],
    [{ baseUrl: 'a', email: 'b', password: 'c' }, 'userLogin'],
    [{ mail: 'b' }, 'userLogin'],
    [{ baseUrl: 'a', userLogin: 'b', pwd: 'c' }, 'password'],
  ])('means the only required option of its kind that is missing, %#', (options, name) => {
    expect(messageOf(options)).toBe(`f: unknown option; did you mean "${name}"?`);
  });

  it('needs a closer name among the optional ones while a required one is missing', () => {
    const known = { baseUrl: text, userLogin: text, password: text, clientName: optional(text) };
    const all = { baseUrl: 'a', userLogin: 'b', password: 'c' };
    expect(messageOf({ ...all, cliemtXame: 'd' })).toContain('"clientName"'); // two of ten letters
    expect(messageOf({ ...all, cliemtXxxe: 'd' })).toContain('did you mean "clientName"'); // four of ten
    expect(messageOf({ userLogin: 'b', password: 'c', cliemtXxxe: 'd' })).toContain(
      `options: ${Object.keys(known)[0]}`,
    );
  });

  it('takes a name for a user only if it begins with that', () => {
    expect(messageOf({ baseUrl: 'a', password: 'c', nameOfUs: 'd' })).toContain('did you mean "userLogin"');
    expect(messageOf({ baseUrl: 'a', password: 'c', companysName: 'd' })).not.toContain('"userLogin"');
  });

  it('means nothing that is there, or that could be either of two', () => {
    expect(messageOf({ baseUrl: 'a', userLogin: 'b', password: 'c', host: 'd' })).toContain('known options: ');
    const two = thrownBy(() => readOptions('f', { host: 'a' }, { loginUrl: text, apiUrl: text }));
    expect(two.message).toContain('known options: ');
  });
});

describe('optional', () => {
  it('returns undefined if there is no fallback', () => {
    expect(optional(text)('f', undefined)).toBeUndefined();
  });

  it('hands everything else to its check, null too', () => {
    expect(optional(text, 'fallback')('f', 'given')).toBe('given');
    expect(codeOf(() => optional(text, 'fallback')('f', null))).toBe('ERR_ARGUMENT_TYPE');
  });
});

describe('text', () => {
  it.each(['', 'a', 'é', '\u0000', '\uFFFF', '😀', '\uDBFF\uDFFF'])('takes well-formed text %#', (value) => {
    expect(text('f', value)).toBe(value);
  });

  it.each([
    ['\uD800', 0],
    ['\uDFFF', 0],
    ['abc\uD83D', 3],
    ['😀\uDE00', 2],
    ['a\uDE00\uD83D', 1],
    ['\uD83D😀', 0],
  ])('refuses the lone surrogate in string %# and says at which position', (value, position) => {
    const error = thrownBy(() => text('f: "x"', value));
    expect(error.code).toBe('ERR_TEXT_NOT_WELL_FORMED');
    expect(error.message).toContain(`at position ${position} of ${value.length}`);
  });

  it('refuses a String object', () => {
    expect(codeOf(() => text('f', Object('text')))).toBe('ERR_ARGUMENT_TYPE');
  });
});

describe('filledText', () => {
  it('takes any text but the empty one', () => {
    expect(filledText('f', ' ')).toBe(' ');
    expect(codeOf(() => filledText('f', ''))).toBe('ERR_ARGUMENT_VALUE');
    expect(codeOf(() => filledText('f', '\uD800'))).toBe('ERR_TEXT_NOT_WELL_FORMED');
    expect(codeOf(() => filledText('f', undefined))).toBe('ERR_ARGUMENT_TYPE');
  });
});

describe('flag', () => {
  it('takes the two booleans and nothing that only looks like one', () => {
    expect([flag('f', true), flag('f', false)]).toEqual([true, false]);
    for (const value of [0, 1, 'true', null, undefined, Object(true)]) {
      expect(codeOf(() => flag('f', value))).toBe('ERR_ARGUMENT_TYPE');
    }
  });
});

describe('bytes', () => {
  it('copies, so that a later change of the argument changes nothing', () => {
    const given = Uint8Array.of(1, 2, 3);
    const copy = bytes('f', given);
    given.fill(9);
    expect(copy).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('copies the part that a view shows, into a plain Uint8Array with a buffer of its own', () => {
    const copy = bytes('f', Buffer.from('abcdef').subarray(1, 3));
    expect(copy).toEqual(Uint8Array.of(0x62, 0x63));
    expect(copy.constructor).toBe(Uint8Array);
    expect(copy.buffer.byteLength).toBe(2);
  });

  it('copies out of shared memory, where another thread could go on writing', () => {
    expect(bytes('f', new Uint8Array(new SharedArrayBuffer(2))).buffer).toBeInstanceOf(ArrayBuffer);
  });

  it('runs no code of a subclass', () => {
    expect(bytes('f', hostileBytes(2))).toEqual(Uint8Array.of(1, 1));
  });

  it('refuses bytes whose buffer has been transferred away', () => {
    expect(codeOf(() => bytes('f', detachedBytes(2)))).toBe('ERR_ARGUMENT_TYPE');
  });

  it.each([undefined, null, 'text', [1, 2], new ArrayBuffer(2), new Int8Array(2)])('refuses value %#', (value) => {
    expect(codeOf(() => bytes('f', value))).toBe('ERR_ARGUMENT_TYPE');
  });
});

describe('bytesInPlace', () => {
  it('is a plain view on the part that is shown', () => {
    const given = Buffer.from('abcdef').subarray(1, 3);
    const view = bytesInPlace('f', given);
    expect(view).toEqual(Uint8Array.of(0x62, 0x63));
    expect(view.constructor).toBe(Uint8Array);
    given.fill(9);
    expect(view).toEqual(Uint8Array.of(9, 9));
  });

  it('takes no bytes at all', () => {
    expect(bytesInPlace('f', new Uint8Array(0))).toEqual(new Uint8Array(0));
  });

  it('runs no code of a subclass', () => {
    expect(bytesInPlace('f', hostileBytes(2))).toEqual(Uint8Array.of(1, 1));
  });

  it('refuses bytes whose buffer has been transferred away', () => {
    expect(codeOf(() => bytesInPlace('f', detachedBytes(2)))).toBe('ERR_ARGUMENT_TYPE');
  });

  it('refuses bytes whose buffer has been shrunk to before where they begin, and takes the rest of those that shrank', () => {
    const buffer = Reflect.construct(ArrayBuffer, [8, { maxByteLength: 8 }]);
    const [fixed, tracking] = [new Uint8Array(buffer, 4, 4), new Uint8Array(buffer, 4)];
    buffer.resize(6);
    expect(codeOf(() => bytesInPlace('f', fixed))).toBe('ERR_ARGUMENT_TYPE');
    expect(bytesInPlace('f', tracking)).toEqual(new Uint8Array(2));
    buffer.resize(2);
    expect(codeOf(() => bytesInPlace('f', tracking))).toBe('ERR_ARGUMENT_TYPE');
  });

  it.each([undefined, null, 'text', [1, 2], new ArrayBuffer(2), new Int8Array(2)])('refuses value %#', (value) => {
    const error = thrownBy(() => bytesInPlace('f', value));
    expect(error.code).toBe('ERR_ARGUMENT_TYPE');
    expect(error.message).toMatch(/^f: expected a Uint8Array, got /);
  });
});

describe('integer', () => {
  const check = integer(-1, 3);

  it('takes the bounds and what is between them', () => {
    expect([-1, 0, 3].map((value) => check('f', value))).toEqual([-1, 0, 3]);
  });

  it.each([-2, 4, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d by its value', (value) => {
    const error = thrownBy(() => check('f: "n"', value));
    expect(error.code).toBe('ERR_ARGUMENT_VALUE');
    expect(error.message).toMatch(/^f: "n": .*-1 to 3\b/);
  });

  it.each(['1', 1n, null, undefined, Object(1)])('refuses value %# by its type', (value) => {
    expect(codeOf(() => check('f', value))).toBe('ERR_ARGUMENT_TYPE');
  });
});

describe('time', () => {
  it('takes what a Date can hold, fractions too', () => {
    for (const value of [0, -1, 1.5, 8.64e15, -8.64e15]) expect(time('f', value)).toBe(value);
  });

  it('refuses what a Date cannot hold, and anything but a number', () => {
    for (const value of [8.64e15 + 1, -8.64e15 - 1, Number.NaN, Number.NEGATIVE_INFINITY]) {
      expect(codeOf(() => time('f', value))).toBe('ERR_ARGUMENT_VALUE');
    }
    for (const value of [undefined, null, '0', 0n, new Date(0)]) {
      expect(codeOf(() => time('f', value))).toBe('ERR_ARGUMENT_TYPE');
    }
  });
});

describe('oneOf', () => {
  const check = oneOf('GET', 'POST');

  it('takes the names, as they are spelled', () => {
    expect(check('f', 'POST')).toBe('POST');
    expect(codeOf(() => check('f', 'post'))).toBe('ERR_ARGUMENT_VALUE');
    expect(codeOf(() => check('f', ''))).toBe('ERR_ARGUMENT_VALUE');
  });

  it('says what it would have taken, and not what it got', () => {
    const { message } = thrownBy(() => check('f', 'secret'));
    expect(message).toMatch(/^f: .*"GET".*"POST".*\b6$/);
    expect(message).not.toContain('secret');
  });

  it('refuses anything but a string, even if it would print as a name', () => {
    expect(codeOf(() => check('f', ['GET']))).toBe('ERR_ARGUMENT_TYPE');
  });
});

describe('listOf', () => {
  it('checks each item and returns a copy', () => {
    const given = ['a', 'b'];
    const checked = listOf(text)('f', given);
    expect(checked).toEqual(given);
    expect(checked).not.toBe(given);
  });

  it('names the item that fails, a hole too', () => {
    expect(thrownBy(() => listOf(text)('f', ['a', 1])).message).toMatch(/^f\[1\]: expected a string/);
    expect(thrownBy(() => listOf(text)('f', new Array(1))).message).toMatch(/^f\[0\]: expected a string/);
  });

  it('refuses anything but an array, and arrays that cannot be read', () => {
    for (const value of [undefined, 'ab', new Set(['a']), { length: 0 }, throwingProxy(['a']), revokedProxy([])]) {
      expect(codeOf(() => listOf(text)('f', value))).toBe('ERR_ARGUMENT_TYPE');
    }
  });
});

describe('callback', () => {
  it('takes functions as they are, and does not call them', () => {
    const fail = () => {
      throw new Error('called');
    };
    expect(callback('f', fail)).toBe(fail);
    expect(codeOf(() => callback('f', {}))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => callback('f', undefined))).toBe('ERR_ARGUMENT_TYPE');
  });
});

/** What the shared checks say: the label, what was expected, what was found. */
import { systemRandom, TransportError } from 'credwire';
import { seededRandom } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import {
  bytes,
  type Check,
  callback,
  filledText,
  flag,
  integer,
  listOf,
  objectOf,
  text,
  time,
} from '../src/core/check.js';
import { callUntyped, thrownBy } from './support/thrown.js';

describe('the message of a check', () => {
  it.each<readonly [string, Check<unknown>, unknown]>([
    ['f: expected a string, got number', text, 1],
    ['f: expected a string that is not empty, got a string of length 0', filledText, ''],
    ['f: expected a boolean, got a string of length 4', flag, 'true'],
    ['f: expected a Uint8Array, got an object of another kind', bytes, [1]],
    ['f: expected an integer, got bigint', integer(0, 9), 1n],
    ['f: expected milliseconds as a number, got a string of length 1', time, '0'],
    ['f: expected milliseconds since the Unix epoch, got a number that is not an integer', time, Number.NaN],
    ['f: expected an array, got a string of length 2', listOf(text), 'ab'],
    ['f[1]: expected a string, got null', listOf(text), ['a', null]],
    ['f: expected an object, got an object of another kind', objectOf({ a: text }), []],
    ['f: "a": expected a string, got undefined', objectOf({ a: text }), {}],
    ['f: option 2 of 2 is unknown (known: a, b)', objectOf({ a: text, b: text }), { a: 'x', c: 1 }],
    ['f: option 1 of 1 is unknown (known: a)', objectOf({ a: text }), { [Symbol('a')]: 1 }],
    ['f: expected a function, got an object of another kind', callback, {}],
  ])('reads %s', (message, check, value) => {
    expect(thrownBy(() => check('f', value)).message).toBe(message);
  });
});

describe('the message of a random source', () => {
  it.each<readonly [string, () => unknown]>([
    ['seededRandom: "seed": expected a string, got number', () => callUntyped(seededRandom, 1)],
    [
      'seededRandom: "seed": expected well-formed UTF-16, got a lone surrogate at position 1 of 2',
      () => seededRandom('a\uD800'),
    ],
    ['seededRandom: "length": expected an integer from 0 to 1073741824', () => seededRandom('a')(-1)],
    ['systemRandom: "length": expected an integer, got undefined', () => callUntyped(systemRandom)],
  ])('reads %s', (message, call) => {
    expect(thrownBy(call).message).toBe(message);
  });
});

describe('an error', () => {
  it('lets a program rename it and take its cause away, as any Error does', () => {
    const error = new TransportError('ERR_TRANSPORT', 'a message', { cause: new Error('below') });
    error.name = 'SignInFailed';
    expect(String(error)).toBe('SignInFailed: a message');
    expect(Reflect.deleteProperty(error, 'name')).toBe(true);
    expect(Reflect.deleteProperty(error, 'cause')).toBe(true);
    expect('cause' in error).toBe(false);
  });
});

describe('seededRandom', () => {
  it('gives no bytes where none are asked for, and reads on as if it had not been asked', () => {
    const random = seededRandom('a');
    expect(random(0)).toEqual(new Uint8Array(0));
    expect([...random(2), ...random(0), ...random(2)]).toEqual([...seededRandom('a')(4)]);
  });
});

/** What the shared checks of arguments refuse. */
import { systemRandom } from 'credwire';
import { vi } from 'vitest';
import { bytes, callback, filledText, flag, integer, listOf, objectOf, text, time } from '../../src/core/check.js';
import type { Provocation } from './provocation.js';

const SHARED: readonly Provocation[] = [
  ['f', 'ERR_ARGUMENT_TYPE', text, 'f', 1],
  ['f', 'ERR_ARGUMENT_VALUE', filledText, 'f', ''],
  ['f', 'ERR_ARGUMENT_TYPE', flag, 'f', 'true'],
  ['f', 'ERR_ARGUMENT_TYPE', bytes, 'f', [1]],
  ['f', 'ERR_ARGUMENT_TYPE', integer(0, 9), 'f', 1n],
  ['f', 'ERR_ARGUMENT_TYPE', time, 'f', '0'],
  ['f', 'ERR_ARGUMENT_VALUE', time, 'f', Number.NaN],
  ['f', 'ERR_ARGUMENT_TYPE', listOf(text), 'f', 'ab'],
  ['f', 'ERR_ARGUMENT_TYPE', listOf(text), 'f', ['a', null]],
  ['f', 'ERR_ARGUMENT_TYPE', objectOf({ a: text }), 'f', []],
  ['f', 'ERR_ARGUMENT_TYPE', objectOf({ a: text }), 'f', {}],
  ['f', 'ERR_UNKNOWN_OPTION', objectOf({ a: text, b: text }), 'f', { a: 'x', c: 1 }],
  ['f', 'ERR_UNKNOWN_OPTION', objectOf({ a: text }), 'f', { [Symbol('a')]: 1 }],
  ['f', 'ERR_ARGUMENT_TYPE', callback, 'f', {}],
];

/** Asks the platform for bytes while its `crypto` is this. */
const systemRandomOf = (crypto: unknown) => () => {
  vi.stubGlobal('crypto', crypto);
  return systemRandom(32);
};

export const CHECKS: readonly Provocation[] = [
  ...SHARED,
  ['systemRandom', 'ERR_ARGUMENT_TYPE', systemRandom],
  ['systemRandom', 'ERR_NO_RANDOM', systemRandomOf(undefined)],
  ['systemRandom', 'ERR_NO_RANDOM', systemRandomOf({})],
  ['systemRandom', 'ERR_RANDOM', systemRandomOf({ getRandomValues: () => undefined })],
  [
    'systemRandom',
    'ERR_RANDOM',
    systemRandomOf({
      getRandomValues: () => {
        throw new Error('sentinel');
      },
    }),
  ],
];

/** Messages name the function and the argument, say what was expected and what was found. */
import { decodeBase64, encodeBase64, encodeText, formUrlEncode, percentEncode } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { decodeBase64Url } from '../../src/codecs/base64.js';
import { callUntyped, refusal, thrownBy } from '../support/thrown.js';

describe('the message', () => {
  it.each<readonly [string, (...args: never[]) => unknown, readonly unknown[]]>([
    ['encodeBase64: "bytes": expected a Uint8Array, got a string of length 2', encodeBase64, ['ab']],
    ['decodeBase64: "text": expected a string, got null', decodeBase64, [null]],
    ['decodeBase64: "text": expected Base64 with no bits set behind the last byte', decodeBase64, ['AB==']],
    ['base64url: expected digits of the URL-safe alphabet only', decodeBase64Url, ['+/']],
    ['encodeText: "text": expected a string, got undefined', encodeText, []],
    [
      'encodeText: "charset": expected one of "utf-8", "utf-16le", "latin1", "ascii"; did you mean "utf-8"?',
      encodeText,
      ['a', 'utf-7'],
    ],
    ['percentEncode: "text": expected a string, got number', percentEncode, [1]],
    ['formUrlEncode: "pairs": expected an iterable of pairs of strings, got null', formUrlEncode, [null]],
    [
      'formUrlEncode: "pairs": expected an iterable of pairs of strings, got a string of length 2',
      formUrlEncode,
      ['ab'],
    ],
  ])('reads %s', (message, target, args) => {
    expect(thrownBy(() => callUntyped(target, ...args)).message).toBe(message);
  });
});

describe('formUrlEncode', () => {
  it('takes no text for a list without pairs, although it can be iterated', () => {
    expect(refusal(() => callUntyped(formUrlEncode, ''))).toBe('InputError ERR_ARGUMENT_TYPE');
    expect(formUrlEncode([])).toBe('');
  });
});

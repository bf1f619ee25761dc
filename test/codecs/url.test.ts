import { formUrlEncode, percentEncode } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { encodeForm, encodeQuery, percentEncodeOf } from '../../src/codecs/url.js';
import { callUntyped, codeOf, refusal, thrownBy } from '../support/thrown.js';

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const triplet = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

describe('percentEncode', () => {
  it('keeps the unreserved characters of RFC 3986, and escapes the rest of ASCII', () => {
    for (const character of ASCII) {
      const expected = /[A-Za-z0-9._~-]/.test(character) ? character : triplet(character);
      expect(percentEncode(character)).toBe(expected);
    }
  });

  it.each([
    ['', ''],
    ['a+b c%20', 'a%2Bb%20c%2520'],
    ['é', '%C3%A9'],
    ['€', '%E2%82%AC'],
    ['😀', '%F0%9F%98%80'],
    ['e\u0301', 'e%CC%81'],
    ['\uFEFF\uFFFF', '%EF%BB%BF%EF%BF%BF'],
  ])('encodes the UTF-8 of %j and does not normalise it', (text, expected) => {
    expect(percentEncode(text)).toBe(expected);
  });

  it('refuses a lone surrogate and says where', () => {
    const error = thrownBy(() => percentEncode('a\uDC00b'));
    expect(error.code).toBe('ERR_TEXT_NOT_WELL_FORMED');
    expect(error.message).toContain('at position 1 of 3');
  });

  it.each([undefined, null, 7, ['a'], {}])('refuses value %j by its type', (value) => {
    expect(refusal(() => callUntyped(percentEncode, value))).toBe('InputError ERR_ARGUMENT_TYPE');
  });
});

describe('formUrlEncode', () => {
  it('leaves what the URL Standard leaves alone, and no other of ASCII', () => {
    for (const character of ASCII) {
      const expected = /[A-Za-z0-9*._-]/.test(character) ? character : character === ' ' ? '+' : triplet(character);
      expect(formUrlEncode([[character, character]])).toBe(`${expected}=${expected}`);
    }
  });

  it('joins pairs in their order, names that repeat and empty ones too', () => {
    const pairs = [
      ['b', '2'],
      ['a', ''],
      ['b', '1'],
      ['', '3'],
    ] as const;
    expect(formUrlEncode(pairs)).toBe('b=2&a=&b=1&=3');
    expect(formUrlEncode([])).toBe('');
  });

  it('tells a space from a plus and from an escape that is already there', () => {
    expect(formUrlEncode([['q', 'a b+c%20']])).toBe('q=a+b%2Bc%2520');
  });

  it('leaves line ends as they are', () => {
    expect(formUrlEncode([['q', 'a\nb\r\nc']])).toBe('q=a%0Ab%0D%0Ac');
  });

  it('takes any iterable of pairs', () => {
    expect(formUrlEncode(new Map([['a', 'é']]))).toBe('a=%C3%A9');
    expect(formUrlEncode(new URLSearchParams('a=1&b=2'))).toBe('a=1&b=2');
    const once = (function* () {
      yield ['a', '1'] as const;
    })();
    expect(formUrlEncode(once)).toBe('a=1');
  });

  it.each([undefined, null, 5, true, 1n, 'ab', Object('ab'), {}, { a: '1' }, () => [], { length: 1, 0: ['a', '1'] }])(
    'refuses pairs %#: no iterable of pairs',
    (pairs) => {
      expect(refusal(() => callUntyped(formUrlEncode, pairs))).toBe('InputError ERR_ARGUMENT_TYPE');
    },
  );

  it.each([
    ['ab'],
    [['a']],
    [['a', '1', '2']],
    [[]],
    [{ 0: 'a', 1: '1', length: 2 }],
    [new Map()],
    [undefined],
    [null],
  ])('refuses the entry %j: no pair', (pair) => {
    const error = thrownBy(() => callUntyped(formUrlEncode, [['a', '1'], pair]));
    expect(error.code).toBe('ERR_ARGUMENT_TYPE');
    expect(error.message).toMatch(/^formUrlEncode: pair 1: expected a name and a value/);
  });

  it("refuses names and values that aren't strings or aren't well-formed, and says which pair", () => {
    expect(codeOf(() => callUntyped(formUrlEncode, [['a', 1]]))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => callUntyped(formUrlEncode, [[undefined, 'a']]))).toBe('ERR_ARGUMENT_TYPE');
    for (const pair of [
      ['\uD800', 'a'],
      ['a', '\uD800'],
    ] as const) {
      const error = thrownBy(() => formUrlEncode([['b', 'c'], pair]));
      expect(error.code).toBe('ERR_TEXT_NOT_WELL_FORMED');
      expect(error.message).toContain('pair 1');
    }
  });

  it('turns what an iterable throws into a coded error without its words', () => {
    const failing = (function* (): Generator<[string, string]> {
      yield ['a', '1'];
      throw new Error('secret');
    })();
    const error = thrownBy(() => formUrlEncode(failing));
    expect(error.code).toBe('ERR_ARGUMENT_TYPE');
    expect(error.message).not.toContain('secret');
  });
});

describe('the cores that vendors call with checked text', () => {
  const TEXTS = [...ASCII, '', 'a+b c', 'é', '€', '😀', "~!'()*é ~!'()*"];

  it('encode as the public functions do', () => {
    for (const text of TEXTS) {
      expect(percentEncodeOf(text)).toBe(percentEncode(text));
      expect(encodeForm([[text, text]])).toBe(formUrlEncode([[text, text]]));
      expect(encodeQuery([[text, text]])).toBe(`${percentEncode(text)}=${percentEncode(text)}`);
    }
  });

  it('join pairs in their order, and repeat names', () => {
    const pairs = [
      ['b', '1 2'],
      ['a', '+'],
      ['b', ''],
    ] as const;
    expect(encodeQuery(pairs)).toBe('b=1%202&a=%2B&b=');
    expect(encodeForm(pairs)).toBe('b=1+2&a=%2B&b=');
    expect(encodeQuery([])).toBe('');
    expect(encodeForm([])).toBe('');
  });
});

describe('formUrlEncode', () => {
  it('takes no text for a list without pairs, although it can be iterated', () => {
    expect(refusal(() => callUntyped(formUrlEncode, ''))).toBe('InputError ERR_ARGUMENT_TYPE');
    expect(formUrlEncode([])).toBe('');
  });
});

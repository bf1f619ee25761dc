import { describe, expect, it } from 'vitest';
import {
  bearerToken,
  decodeForm,
  decodeJson,
  foldNames,
  header,
  isLabelled,
  textOf,
} from '../../src/sandbox/requests.js';
import { get } from '../support/http-messages.js';

describe('decodeForm', () => {
  it('keeps the last of several parameters of one name, whatever the name', () => {
    expect([...decodeForm('a=1&__proto__=2+3&a=4')]).toEqual([
      ['a', '4'],
      ['__proto__', '2 3'],
    ]);
  });
});

describe('decodeJson', () => {
  const decode = (body: string | undefined, type = 'application/json') => {
    const request = { ...get('http://localhost', { 'Content-TYPE': type }), method: 'POST' as const };
    return [...decodeJson(body === undefined ? request : { ...request, body })];
  };

  it('reads an object that is labelled as JSON', () => {
    expect(decode('{"a":1,"__proto__":2}')).toEqual([
      ['a', 1],
      ['__proto__', 2],
    ]);
    expect(decode('{"a":1}', 'Application/JSON; charset=utf-8')).toEqual([['a', 1]]);
  });

  it('is empty for anything else, and if it is not labelled', () => {
    for (const body of ['null', '1', '"a"', '', '{', undefined]) expect(decode(body)).toEqual([]);
    for (const type of ['text/plain', 'application/jsonp', '']) expect(decode('{"a":1}', type)).toEqual([]);
  });
});

describe('header', () => {
  it('is found in any letter case', () => {
    expect(header(get('http://localhost', { 'X-A': 'b' }), 'x-a')).toBe('b');
    expect(header(get('http://localhost'), 'x-a')).toBe('');
  });
});

describe('bearerToken', () => {
  it('is what follows the scheme, in any letter case, and nothing without it', () => {
    const of = (value: string) => bearerToken(get('http://localhost', { AUTHORIZATION: value }));
    expect(['Bearer a.b', 'bearer a.b', 'BEARER   a.b'].map(of)).toEqual(['a.b', 'a.b', 'a.b']);
    expect(['a.b', 'Basic a.b', 'xBearer a.b', 'Bearera.b', ''].map(of)).toEqual(['', '', '', '', '']);
  });
});

describe('foldNames', () => {
  it('puts names in lower case and keeps values as they are', () => {
    expect([...foldNames(new Map([['UserName', 'Ab']]))]).toEqual([['username', 'Ab']]);
  });
});

describe('isLabelled', () => {
  it('looks at the whole media type, and at nothing after it', () => {
    const is = (label: string) => isLabelled(get('http://localhost', { 'content-type': label }), 'application/json');
    expect(['application/json', 'Application/JSON ; charset=utf-8'].map(is)).toEqual([true, true]);
    expect(['x-application/json', 'application/jsonp', 'text/plain; application/json', ''].map(is)).toEqual(
      Array(4).fill(false),
    );
  });
});

describe('textOf', () => {
  it('is the text, and empty for anything else', () => {
    expect(['a', 1, null, undefined, ['a']].map(textOf)).toEqual(['a', '', '', '', '']);
  });
});

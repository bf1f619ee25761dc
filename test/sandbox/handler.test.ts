import { bexSandbox, idscanSandbox, ifactorySandbox, jacadaSandbox } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import {
  decodeForm,
  decodeJson,
  findAccount,
  header,
  jsonAnswer,
  route,
  sameBytes,
  sameText,
  tokenOf,
} from '../../src/sandbox/handler.js';
import { callUntyped, codeOf } from '../support/codecs.js';
import { get } from '../support/vendors-messages.js';

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

  it('is empty for what is none, or not labelled', () => {
    for (const body of ['null', '1', '"a"', '', '{', undefined]) expect(decode(body)).toEqual([]);
    for (const type of ['text/plain', 'application/jsonp', '']) expect(decode('{"a":1}', type)).toEqual([]);
  });
});

describe('route and header', () => {
  it('split the URL', () => {
    expect(route(get('http://localhost/a/b?c=d'))).toEqual({ path: '/a/b', query: new Map([['c', 'd']]) });
    expect(route(get('http://localhost')).path).toBe('');
  });

  it('find a header in any case', () => {
    expect(header(get('http://localhost', { 'X-A': 'b' }), 'x-a')).toBe('b');
    expect(header(get('http://localhost'), 'x-a')).toBe('');
  });
});

describe('tokens', () => {
  it('follow from seed and parts, and do not run into each other', () => {
    const tokens = [
      ['s', 'a', 'b'],
      ['s', 'ab'],
      ['sa', 'b'],
      ['s', 'a,b'],
      ['s', 'a', 'b', ''],
    ] as const;
    const made = tokens.map(([seed, ...parts]) => tokenOf(seed, ...parts));
    expect(new Set(made).size).toBe(tokens.length);
    expect(made[0]).toBe(tokenOf('s', 'a', 'b'));
    for (const token of made) expect(token).toMatch(/^[\w-]{43}$/);
  });
});

describe('sameText and sameBytes', () => {
  it('compare whole texts', () => {
    expect(sameText('', '')).toBe(true);
    expect(sameText('a\u00E9', 'a\u00E9')).toBe(true);
    expect(sameText('a', 'a ')).toBe(false);
    expect(sameText('\u00E9', 'e\u0301')).toBe(false);
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false);
  });
});

describe('findAccount', () => {
  it('finds the first that fits, and tries all of them', () => {
    const tried: number[] = [];
    const fits = (account: number) => {
      tried.push(account);
      return account > 1;
    };
    expect(findAccount([1, 2, 3], fits)).toBe(2);
    expect(tried).toEqual([1, 2, 3]);
    expect(findAccount([], fits)).toBeUndefined();
  });
});

describe('jsonAnswer', () => {
  it('is frozen, labelled as JSON, with headers of its own beside', () => {
    const answer = jsonAnswer(201, { a: '\u00E9' }, { 'set-cookie': ['a=1'] });
    expect(answer).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json; charset=utf-8', 'set-cookie': ['a=1'] },
      body: '{"a":"\u00E9"}',
    });
    expect(Object.isFrozen(answer)).toBe(true);
    expect(Object.isFrozen(answer.headers)).toBe(true);
  });
});

describe('every handler', () => {
  const handlers = [bexSandbox, idscanSandbox, ifactorySandbox, jacadaSandbox].map((make) => make({ accounts: [] }));

  it('refuses what is no request', () => {
    for (const handle of handlers) {
      expect(codeOf(() => callUntyped(handle, undefined))).toBe('ERR_ARGUMENT_TYPE');
      expect(codeOf(() => callUntyped(handle, {}))).toBe('ERR_ARGUMENT_TYPE');
      expect(codeOf(() => handle(get('localhost')))).toBe('ERR_URL');
    }
  });
});

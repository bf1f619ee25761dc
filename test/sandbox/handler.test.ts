import { bexSandbox, idscanSandbox, ifactorySandbox, jacadaSandbox } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { sameDigest } from '../../src/core/bytes.js';
import {
  decodeForm,
  decodeJson,
  digestOf,
  findAccount,
  header,
  jsonAnswer,
  route,
  tokenOf,
} from '../../src/sandbox/handler.js';
import { get } from '../support/http-messages.js';
import { callUntyped, codeOf } from '../support/thrown.js';

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

describe('digestOf and sameDigest', () => {
  const isSame = (one: Secrets, other: Secrets) => sameDigest(digestOf(...one), digestOf(...other));

  it('compare whole texts and bytes', () => {
    expect(isSame([''], [''])).toBe(true);
    expect(isSame(['a\u00E9'], ['a\u00E9'])).toBe(true);
    expect(isSame(['a\u00E9'], [Uint8Array.of(0x61, 0xc3, 0xa9)])).toBe(true);
    expect(isSame(['a'], ['a '])).toBe(false);
    expect(isSame(['\u00E9'], ['e\u0301'])).toBe(false);
    expect(isSame([Uint8Array.of(1, 2)], [Uint8Array.of(1, 2, 0)])).toBe(false);
  });

  it('compare secrets that belong together, which do not run into each other', () => {
    expect(isSame(['a', 'b'], ['a', 'b'])).toBe(true);
    const others: readonly Secrets[] = [
      ['a', 'c'],
      ['c', 'b'],
      ['b', 'a'],
      ['ab', ''],
      ['', 'ab'],
      ['a'],
      ['a', 'b', ''],
    ];
    for (const other of others) {
      expect(isSame(['a', 'b'], other)).toBe(false);
      expect(isSame(other, ['a', 'b'])).toBe(false);
    }
  });

  it('make digests of one length, whatever the length of the secrets', () => {
    expect(digestOf('', 'b')).toHaveLength(64);
    expect(digestOf('a'.repeat(1000), 'b')).toHaveLength(64);
  });

  it('look at every byte, whichever differs', () => {
    const right = digestOf('a', 'b');
    const readsFor = (changed: number) => {
      let reads = 0;
      const digest = right.map((byte, at) => (at === changed ? byte ^ 1 : byte));
      const counted = new Proxy(digest, {
        get: (target, name) => {
          if (typeof name === 'string' && /^\d+$/.test(name)) reads++;
          return Reflect.get(target, name);
        },
      });
      expect(sameDigest(counted, right)).toBe(changed < 0);
      expect(sameDigest(right, counted)).toBe(changed < 0);
      return reads;
    };
    expect([-1, 0, 31, 32, 63].map(readsFor)).toEqual([128, 128, 128, 128, 128]);
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

type Secrets = readonly (string | Uint8Array)[];

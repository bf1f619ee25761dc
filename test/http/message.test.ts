import type { HttpRequest } from 'credwire';
import { describe, expect, it } from 'vitest';
import { headerToken, headerValues } from '../../src/core/headers.js';
import { makeRequest, readRequest } from '../../src/http/message.js';
import { get } from '../support/http-messages.js';
import { thrownBy } from '../support/thrown.js';

const read = (parts: object) => readRequest('test', { ...get('https://mes.example/'), ...parts });
const codeOf = (parts: object) => thrownBy(() => read(parts)).code;

describe('makeRequest', () => {
  it('freezes the request and its headers, and copies the headers', () => {
    const headers = { Accept: 'text/plain' };
    const request = makeRequest('POST', 'https://mes.example/', headers, 'body');
    headers.Accept = 'changed';
    expect(Object.isFrozen(request)).toBe(true);
    expect(Object.isFrozen(request.headers)).toBe(true);
    expect(request.headers.Accept).toBe('text/plain');
  });

  it('prints its members in one order, so that equal requests print alike', () => {
    const request = makeRequest('POST', 'https://mes.example/', { B: '1', A: '2' }, '');
    expect(JSON.stringify(request)).toBe(
      '{"method":"POST","url":"https://mes.example/","headers":{"B":"1","A":"2"},"body":""}',
    );
  });

  it('has no body at all if none is sent', () => {
    expect(Object.keys(makeRequest('GET', 'https://mes.example/', {}))).toEqual(['method', 'url', 'headers']);
  });
});

describe('readRequest', () => {
  it.each(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'])('takes the method %s', (method) => {
    expect(read({ method }).method).toBe(method);
  });

  it.each(['get', 'OPTIONS', 'CONNECT', '', 'GET '])('refuses the method %j', (method) => {
    expect(codeOf({ method })).toBe('ERR_ARGUMENT_VALUE');
  });

  it('takes a request without headers for one with none', () => {
    expect(readRequest('test', { method: 'GET', url: 'https://mes.example/' }).headers).toEqual({});
  });

  it('refuses members that no request has', () => {
    expect(codeOf({ data: 'body' })).toBe('ERR_UNKNOWN_OPTION');
  });

  it("refuses a body that isn't a string, or isn't well-formed", () => {
    expect(codeOf({ body: Uint8Array.of(1) })).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf({ body: { a: 1 } })).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf({ body: 'a\uDC00' })).toBe('ERR_TEXT_NOT_WELL_FORMED');
  });

  it('keeps a copy that later changes of the original do not reach', () => {
    const original = { method: 'PUT' as const, url: 'https://mes.example/', headers: { A: '1' }, body: 'a' };
    const request = readRequest('test', original);
    original.headers.A = '2';
    original.body = 'b';
    expect(request).toEqual({ method: 'PUT', url: 'https://mes.example/', headers: { A: '1' }, body: 'a' });
  });

  it('keeps names that mean something to JavaScript as mere names', () => {
    const headers: HttpRequest['headers'] = JSON.parse('{"__proto__":"a","constructor":"b"}');
    const request = read({ headers });
    expect(Object.entries(request.headers)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect(Object.getPrototypeOf(request.headers)).toBe(Object.prototype);
  });

  it("takes every character of a token of RFC 9110 in a header's name", () => {
    const name = "!#$%&'*+-.^_`|~09AZaz";
    expect(read({ headers: { [name]: 'a' } }).headers).toEqual({ [name]: 'a' });
  });

  it.each(['', ' ', 'A B', 'A:', 'A\r\nB', 'A\n', '\0', 'A(', 'A"', 'A/B', 'A{}', 'A\u00E9', 'A\uD800'])(
    'refuses the header name %j',
    (name) => {
      expect(codeOf({ headers: { [name]: 'a' } })).toBe('ERR_HEADER_VALUE');
    },
  );

  it('takes visible ASCII, spaces and tabs in a header value, and an empty one', () => {
    const headers = { A: '', B: ' a\tb ', C: '!"#~' };
    expect(read({ headers }).headers).toEqual(headers);
  });

  it.each(['a\rb', 'a\nb', 'a\r\nX-Injected: 1', '\n', 'a\0', '\x1f', '\x7f', 'caf\u00E9', '\u2028', '\u{1F600}'])(
    'refuses the header value %j',
    (value) => {
      expect(codeOf({ headers: { A: value } })).toBe('ERR_HEADER_VALUE');
    },
  );

  it.each([
    ['a string', 'A: b'],
    ['null', null],
    ['a function', () => ({})],
    ['an array', ['A: b']],
    ['a Map, whose entries are no properties', new Map([['A', 'b']])],
    ["fetch's Headers, whose entries are no properties", new Headers({ A: 'b' })],
  ])('refuses headers that are %s', (_, headers) => {
    expect(codeOf({ headers })).toBe('ERR_ARGUMENT_TYPE');
  });

  it('says which header is wrong by its place, without its name or value', () => {
    const { message } = thrownBy(() => read({ headers: { Accept: 'a', 'X-Sentinel': 'sentinel\r\n' } }));
    expect(message).toContain('header 2');
    expect(message.toLowerCase()).not.toContain('sentinel');
  });
});

describe('headerValues', () => {
  it('finds a header in any letter case, single, repeated and as an array', () => {
    const headers = { 'SET-COOKIE': 'a=1', 'set-cookie': ['b=2', 'c=3'], 'Set-Cookie2': 'd=4' };
    expect(headerValues(headers, 'set-cookie')).toEqual(['a=1', 'b=2', 'c=3']);
    expect(headerValues(headers, 'cookie')).toEqual([]);
  });
});

describe('headerToken', () => {
  it('takes visible ASCII without spaces', () => {
    const token = String.fromCharCode(...Array.from({ length: 0x7e - 0x21 + 1 }, (_, index) => 0x21 + index));
    expect(headerToken('test', token)).toBe(token);
  });

  it.each(['', ' ', 'a b', 'a\t', 'a\r', 'a\n', 'a\r\nX: y', '\0', '\x7f', '\u00E9', '\u0100', '\u{1F600}'])(
    'refuses %j',
    (token) => {
      expect(thrownBy(() => headerToken('test', token)).code).toBe('ERR_HEADER_VALUE');
    },
  );
});

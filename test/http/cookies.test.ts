import { describe, expect, it } from 'vitest';
import { cookieValue, parseHttpDate, replaceCookie } from '../../src/http/cookies.js';
import { thrownBy } from '../support/thrown.js';

describe('cookieValue', () => {
  const jar = (line: string | readonly string[], name = 'Set-Cookie') => cookieValue({ [name]: line }, 'token');

  it.each([
    ['alone', 'token=abc'],
    ['with attributes', 'token=abc; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; HttpOnly'],
    ['with white space', ' token = abc ;Path=/'],
    ['in quotes', 'token="abc"; Path=/'],
    ['behind another one in the same line', 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT, token=abc; Path=/'],
    ['in front of another one in the same line', 'token=abc,csrftoken=def'],
    ['behind one without a name', '=1, token=abc'],
    ['behind an empty one', 'token=; Path=/old, token=abc; Path=/'],
    ['in front of an empty one', 'token=abc; Path=/, token=; Path=/old'],
    ['behind an older one', 'token=old; Path=/, token=abc; Path=/'],
    ['in front of one that ends at once', 'token=abc, token=old; Path=/; Max-Age=0'],
    ['behind one that has ended', 'token=old; max-age = -1, token=abc'],
    ['with a life', 'token=abc; Max-Age=3600'],
    ['with an attribute that only looks like an end', 'token=abc; xMax-Age=0; Max-Ages=0'],
    ['with the words of an end in its comment', 'token=abc; Comment=max-age=0'],
    ['in front of one that ends, with white space wherever it may stand', 'token=abc, token=old;\t Max-Age \t= \t0'],
    ['in front of one that ends, without white space', 'token=abc, token=old;Max-Age=0'],
    ['behind one that only looks alike', 'xtoken=1, tokens=2, Token=3, token=abc'],
  ])('finds the cookie %s', (_, line) => {
    expect(jar(line)).toBe('abc');
  });

  it('keeps what belongs to the value: equals signs, percent signs, single quotes', () => {
    expect(jar('token=a=b==; Path=/')).toBe('a=b==');
    expect(jar('token=a%2Bb')).toBe('a%2Bb');
    expect(jar(`token='a'`)).toBe(`'a'`);
    expect(jar('token=a"b"')).toBe('a"b"');
    expect(jar('token="a"b')).toBe('"a"b');
  });

  it('finds it among several lines, whatever the case of the header', () => {
    expect(jar(['a=1', 'token=abc; Secure'], 'set-COOKIE')).toBe('abc');
    expect(cookieValue({ 'set-cookie': 'a=1', 'Set-Cookie': ['b=2', 'token=abc'] }, 'token')).toBe('abc');
  });

  it.each([
    ['no header', {}],
    ['another header', { cookie: 'token=abc' }],
    ['an empty line', { 'set-cookie': '' }],
    ['no line', { 'set-cookie': [] }],
    ['an empty value', { 'set-cookie': 'token=' }],
    ['empty quotes', { 'set-cookie': 'token=""' }],
    ['a name without a value', { 'set-cookie': 'token' }],
    ['a cookie that ends at once', { 'set-cookie': 'token=abc; Path=/; Max-Age=0' }],
    ['the name in an attribute', { 'set-cookie': 'a=1; token=abc' }],
  ])('finds nothing where there is %s', (_, headers) => {
    expect(cookieValue(headers, 'token')).toBeUndefined();
  });
});

describe('replaceCookie', () => {
  const cookie = (headers: Record<string, string>, value = 'abc') => replaceCookie(headers, 'token', value);

  it('sets the cookie without a space', () => {
    expect(cookie({ Accept: 'a' })).toEqual({ Accept: 'a', Cookie: 'token=abc' });
  });

  it('appends it to the cookies that are there, under whatever case they stand', () => {
    expect(cookie({ cookie: 'a=1;b=2' })).toEqual({ Cookie: 'a=1; b=2; token=abc' });
    expect(cookie({ COOKIE: 'a=1', Cookie: 'b=2' })).toEqual({ Cookie: 'a=1; b=2; token=abc' });
  });

  it('takes the place of an older one, and of no other cookie', () => {
    expect(cookie({ Cookie: 'token=old; xtoken=1;token=older; token2=2;' })).toEqual({
      Cookie: 'xtoken=1; token2=2; token=abc',
    });
  });

  it.each(['a;b', 'a,b', 'a"b', 'a\\b'])('refuses the value %j, which would end or change the cookie', (value) => {
    expect(thrownBy(() => cookie({}, value)).code).toBe('ERR_HEADER_VALUE');
  });
});

describe('parseHttpDate', () => {
  it.each([
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Sat, 21 Nov 2026 09:08:07 GMT', Date.UTC(2026, 10, 21, 9, 8, 7)],
    ['Thu, 29 Feb 2024 23:59:59 GMT', Date.UTC(2024, 1, 29, 23, 59, 59)],
    ['Fri, 31 Dec 1999 23:59:59 GMT', Date.UTC(1999, 11, 31, 23, 59, 59)],
    ['Fri, 31 Dec 9999 23:59:59 GMT', Date.UTC(9999, 11, 31, 23, 59, 59)],
  ])('reads %s', (date, expected) => {
    expect(parseHttpDate(date)).toBe(expected);
  });

  it('reads every month', () => {
    const firsts = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 1));
    expect(firsts.map((first) => parseHttpDate(new Date(first).toUTCString()))).toEqual(firsts);
  });

  it('reads every day of the week, and leaves it to the date to be right', () => {
    for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']) {
      expect(parseHttpDate(`${day}, 21 Nov 2026 09:08:07 GMT`)).toBe(Date.UTC(2026, 10, 21, 9, 8, 7));
    }
  });

  it.each([
    '',
    '0',
    'x Sat, 21 Nov 2026 09:08:07 GMT',
    '2026-11-21T09:08:07Z',
    'Sat, 21 Nov 2026 09:08:07',
    'Sat, 21 Nov 2026 09:08:07 UTC',
    'Sat, 21 Nov 2026 09:08:07 +0000',
    'Sat, 21 Nov 2026 09:08:07 GMT ',
    'Saturday, 21-Nov-26 09:08:07 GMT',
    'Sat Nov 21 09:08:07 2026',
    'Sat, 1 Nov 2026 09:08:07 GMT',
    'Xxx, 21 Nov 2026 09:08:07 GMT',
    'Sat, 21 Nop 2026 09:08:07 GMT',
    'sat, 21 nov 2026 09:08:07 gmt',
    'Sat, 00 Nov 2026 09:08:07 GMT',
    'Tue, 31 Nov 2026 09:08:07 GMT',
    'Sun, 29 Feb 2026 09:08:07 GMT',
    'Sat, 21 Nov 2026 24:00:00 GMT',
    'Sat, 21 Nov 2026 09:60:00 GMT',
    'Sat, 21 Nov 2026 09:08:61 GMT',
    'Sat, 21 Nov 0026 09:08:07 GMT',
    'Sat, 21 Nov 2026 09:08:07 GMT\n',
    'Sat, 21 Nov 2026 09:08:07 GMT, Sun, 22 Nov 2026 09:08:07 GMT',
  ])('takes %j for no date', (date) => {
    expect(parseHttpDate(date)).toBeUndefined();
  });
});

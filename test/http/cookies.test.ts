import { describe, expect, it } from 'vitest';
import { cookieOf, cookieValue, parseHttpDate, replaceCookie, withoutCookies } from '../../src/http/cookies.js';
import { parseCookieDate } from '../../src/http/set-cookie.js';
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
    ['in front of one that ends at once under another path', 'token=abc; Path=/, token=old; Path=/old; Max-Age=0'],
    ['behind one that has ended', 'token=old; max-age = -1, token=abc'],
    ['with a life', 'token=abc; Max-Age=3600'],
    ['with an attribute that only looks like an end', 'token=abc; xMax-Age=0; Max-Ages=0'],
    ['with the words of an end in its comment', 'token=abc; Comment=max-age=0'],
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

  it('finds it among several lines, in any letter case of the header', () => {
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
    ['one that ends, with white space wherever it may be', { 'set-cookie': 'token=abc, token=old;\t Max-Age \t= \t0' }],
    ['one that ends, without white space', { 'set-cookie': 'token=abc, token=old;Max-Age=0' }],
    ['one that is deleted afterwards', { 'set-cookie': ['token=abc; Path=/', 'token=deleted; Max-Age=0'] }],
    ['one that is set to nothing afterwards', { 'set-cookie': ['token=abc', 'token=; path=/'] }],
    ['the name in an attribute', { 'set-cookie': 'a=1; token=abc' }],
  ])('finds nothing if there is %s', (_, headers) => {
    expect(cookieValue(headers, 'token')).toBeUndefined();
  });
});

const EPOCH = 'Thu, 01 Jan 1970 00:00:00 GMT';
const now = Date.UTC(2026, 10, 21, 12);
const inAnHour = new Date(now + 3_600_000).toUTCString();
const anHourAgo = new Date(now - 3_600_000).toUTCString();

describe('cookieOf', () => {
  it.each<readonly [string, readonly string[]]>([
    ['deleted', [`token=deleted; Expires=${EPOCH}`]],
    ['deleted behind the real one', ['token=REAL', `token=deleted; Expires=${EPOCH}`]],
    ['deleted by the path of the real one', ['token=REAL; Path=/', `token=deleted; path=/; expires=${EPOCH}`]],
    ['deleted in the form of Netscape', ['token=x; Expires=Thu, 01-Jan-1970 00:00:01 GMT']],
    ['deleted with two digits of the year', ['token=x; Expires=Thu, 01-Jan-70 00:00:00 GMT']],
    ['deleted in the form of asctime', ['token=x; Expires=Sat Jan  1 00:00:00 1994']],
    ['deleted by the first date of .NET', ['token=x; Expires=Mon, 01 Jan 0001 00:00:00 GMT']],
    ['deleted by a date of long ago', ['token=x; Expires=Sat, 01 Jan 1600 00:00:00 GMT']],
    ['deleted by a date of some years ago', ['token=x; Expires=Thu, 01 Jan 2015 00:00:00 GMT']],
    ['deleted by a negative life', ['token=x; Max-Age=-1; Expires=Fri, 31 Dec 9999 23:59:59 GMT']],
    ['deleted by zeros', ['token=x; Max-Age=000']],
    ['deleted by the last of two lives', ['token=x; Max-Age=600; Max-Age=0']],
    ['deleted by the last life that is a number', ['token=x; Max-Age=0; Max-Age=soon']],
  ])("doesn't count if it is %s", (_, lines) => {
    expect(cookieOf({ 'set-cookie': lines }, 'token')).toBeUndefined();
    expect(cookieOf({ 'Set-Cookie': lines.join(', ') }, 'token')).toBeUndefined();
    expect(cookieOf({ 'set-cookie': lines, date: new Date(now).toUTCString() }, 'token')).toBeUndefined();
    expect(cookieOf({ 'set-cookie': lines }, 'token', now)).toBeUndefined();
  });

  it.each<readonly [string, readonly string[], string]>([
    ['a comma in another line', ['token=REAL; path=/', 'prefs=a,token=FAKE; path=/'], 'REAL'],
    ['a comma in its value', ['token=a,b=c'], 'a,b=c'],
    ['a deletion before it', [`token=deleted; Expires=${EPOCH}`, 'token=REAL'], 'REAL'],
    ['a deletion under another path', ['token=REAL; Path=/', 'token=x; Path=/old; Max-Age=0'], 'REAL'],
    ['one under another path before it', ['token=other; Path=/a', 'token=REAL; Path=/'], 'REAL'],
    ['the same path twice', ['token=a; Path=/', 'token=b; Path=/x', 'token=c; Path=/'], 'c'],
    ['a life that begins with 0', ['token=REAL; Max-Age=0600'], 'REAL'],
    ['a life that is not a number', ['token=REAL; Max-Age=0x0; max-age="0"; max-age=; max-age=+0'], 'REAL'],
    ['an end that is not a date', ['token=REAL; Expires=0; Expires=-1; Expires'], 'REAL'],
    ['a life that outdoes an end in the past', [`token=REAL; Expires=${EPOCH}; Max-Age=60`], 'REAL'],
    ['an end in the past that nobody can judge', ['token=REAL; Expires=Thu, 01 Jan 2015 00:00:01 GMT'], 'REAL'],
    ['quotes', ['token="REAL"; Path=/'], 'REAL'],
    ['a deletion of another case', ['token=REAL', 'TOKEN=x; Max-Age=0'], 'REAL'],
  ])('has its value with %s', (_, lines, value) => {
    expect(cookieOf({ 'set-cookie': lines }, 'token')?.value).toBe(value);
    expect(cookieValue({ 'set-cookie': lines }, 'token')).toBe(value);
  });

  it("judges Expires by the server's clock, else by the caller's", () => {
    const ends = (expires: string, date: string, clock?: number) =>
      cookieOf(
        { 'set-cookie': [`token=abc; Expires=${expires}`], ...(date === '' ? {} : { Date: date }) },
        'token',
        clock,
      );
    const server = new Date(now).toUTCString();
    expect(ends(inAnHour, server)).toEqual({ value: 'abc', expires: now + 3_600_000 });
    expect(ends(anHourAgo, server)).toBeUndefined();
    expect(ends(server, server)).toBeUndefined();
    expect(ends(inAnHour, server, now + 9_000_000)).toEqual({ value: 'abc', expires: now + 3_600_000 });
    expect(ends(anHourAgo, '', now)).toBeUndefined();
    expect(ends(inAnHour, '', now)).toEqual({ value: 'abc', expires: now + 3_600_000 });
    expect(ends(anHourAgo, '')).toEqual({ value: 'abc', expires: now - 3_600_000 });
  });

  it("counts Max-Age from the caller's clock, else from the server's", () => {
    const ends = (age: string, date: string, clock?: number) =>
      cookieOf({ 'set-cookie': `token=abc; Max-Age=${age}`, date }, 'token', clock);
    expect(ends('0600', anHourAgo, now)).toEqual({ value: 'abc', expires: now + 600_000 });
    expect(ends('600', anHourAgo)).toEqual({ value: 'abc', expires: now - 3_000_000 });
    expect(ends('600', 'no date')).toEqual({ value: 'abc' });
    expect(ends('9'.repeat(400), '', now)).toEqual({ value: 'abc' }); // no Date can hold such an end
  });
});

describe('the attributes of a cookie', () => {
  const of = (...lines: readonly string[]) => cookieOf({ 'Set-Cookie': lines }, 'a', 0);

  it('have no end that nobody gave', () => {
    expect(of('a=1; HttpOnly')).toStrictEqual({ value: '1' });
  });

  it('delete under every path if they have none themselves', () => {
    expect(of('a=1; Path=/p', 'a=; Path=x')).toBeUndefined();
    expect(of('a=1; Path=/p', 'a=; Path')).toBeUndefined();
    expect(of('a=1; Path=/p', 'a=; Path=/x')?.value).toBe('1');
  });

  it('end a cookie by Expires only', () => {
    expect(of('a=1; Comment=Thu, 01 Jan 1970 00:00:00 GMT')).toStrictEqual({ value: '1' });
  });

  it('end it at the last time that a date can have, or never', () => {
    const end = (maxAge: number) => cookieOf({ 'Set-Cookie': `a=1; Max-Age=${maxAge}` }, 'a', 0)?.expires;
    expect(end(8.64e12)).toBe(8.64e15);
    expect(end(8.64e12 + 1)).toBeUndefined();
  });

  it('need a name before them', () => {
    expect(of('ab')).toBeUndefined();
  });
});

describe('parseCookieDate', () => {
  it.each([
    ['Wed, 21 Oct 2026 07:28:00 GMT'],
    ['Wed, 21-Oct-26 07:28:00 GMT'],
    ['Wednesday, 21-Oct-2026 07:28:00 UTC'],
    ['Wed Oct 21 07:28:00 2026'],
    ['21 OCTOBER 2026 7:28:0'],
    ['07:28:00 2026 oct 21'],
    ['Wed,21/Oct/2026,07:28:00'],
    ['21th Oct 2026 07:28:00x 1:1:1 5 Nov 1999'],
  ])('reads %s', (text) => {
    expect(parseCookieDate(text)).toBe(Date.UTC(2026, 9, 21, 7, 28));
  });

  it('has the years of two digits from 1970 to 2069', () => {
    const yearOf = (year: string) => new Date(parseCookieDate(`1 Jan ${year} 0:0:0`) ?? Number.NaN).getUTCFullYear();
    expect(['69', '70', '99', '00', '1601'].map(yearOf)).toEqual([2069, 1970, 1999, 2000, 1601]);
  });

  it('has twelve months, and ends of minutes, hours and days', () => {
    for (let month = 0; month < 12; month++) {
      const time = Date.UTC(2026, month, 1, 23, 59, 59);
      expect(parseCookieDate(new Date(time).toUTCString())).toBe(time);
    }
  });

  it('takes longer years literally', () => {
    const yearOf = (year: string) => new Date(parseCookieDate(`29 Feb ${year} 1:2:3`) ?? Number.NaN).getUTCFullYear();
    expect(['0004', '0096', '096', '1600'].map(yearOf)).toEqual([4, 96, 96, 1600]);
    expect(parseCookieDate('01 Jan 0001 00:00:00')).toBe(Date.parse('0001-01-01T00:00:00Z'));
    expect(parseCookieDate('29 Feb 0001 00:00:00')).toBeUndefined();
  });

  it.each([
    '',
    '0',
    '21 Oct 2026',
    'Oct 2026 07:28:00',
    '21 2026 07:28:00',
    '21 Oct 07:28:00',
    '0 Oct 2026 07:28:00',
    '31 Nov 2026 07:28:00',
    '29 Feb 2026 07:28:00',
    '32 Oct 2026 07:28:00',
    '21 Oct 2026 24:00:00',
    '21 Oct 2026 07:60:00',
    '21 Oct 2026 07:28:60',
    '21 Oct 2026 07:28',
    '21 Oct 2026 07:28:000',
    '21 Oct 20260 07:28:00',
    'x21 Oct 2026 07:28:00',
    '21 Oct 5 07:28:00',
    '21 Oct 2026 x07:28:00',
  ])('takes %j for no date', (text) => {
    expect(parseCookieDate(text)).toBeUndefined();
  });
});

describe('withoutCookies', () => {
  it('removes cookies of these names, in upper or lower case, and only these', () => {
    expect(withoutCookies({ A: 'b', Cookie: 'a=1; Token=x;TOKEN=y; tokens=z' }, 'token')).toEqual({
      A: 'b',
      Cookie: 'a=1; tokens=z',
    });
    expect(withoutCookies({ A: 'b', cookie: 'token=x' }, 'token')).toEqual({ A: 'b' });
  });

  it('leaves headers without such a cookie as they are', () => {
    for (const headers of [{ A: 'b' }, { COOKIE: 'a=1;b=2' }, { cookie: '' }]) {
      expect(withoutCookies(headers, 'token')).toBe(headers);
    }
  });
});

describe('replaceCookie', () => {
  const cookie = (headers: Record<string, string>, value = 'abc') =>
    replaceCookie('idscan.authorize: session: "token"', headers, 'token', value);

  it('sets the cookie without a space', () => {
    expect(cookie({ Accept: 'a' })).toEqual({ Accept: 'a', Cookie: 'token=abc' });
  });

  it('appends it to the cookies that are there, under whatever case they stand', () => {
    expect(cookie({ cookie: 'a=1;b=2' })).toEqual({ Cookie: 'a=1; b=2; token=abc' });
    expect(cookie({ COOKIE: 'a=1', Cookie: 'b=2' })).toEqual({ Cookie: 'a=1; b=2; token=abc' });
  });

  it('takes the place of an older one, however it is capitalised, and of no other cookie', () => {
    expect(cookie({ Cookie: 'token=old; xtoken=1;Token=older; token2=2;' })).toEqual({
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

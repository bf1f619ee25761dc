import { idscan } from 'credwire';
import { describe, expect, it } from 'vitest';
import { json, text } from '../support/http-messages.js';
import { callUntyped, codeOf, refusedBy, thrownBy } from '../support/thrown.js';

const ISSUED = 'Sat, 21 Nov 2026 09:08:07 GMT';
const ISSUED_AT = Date.UTC(2026, 10, 21, 9, 8, 7);

const parse = (response: Parameters<typeof idscan.parseTokenResponse>[0], now?: number) =>
  idscan.parseTokenResponse(response, now === undefined ? { area: 'scanning' } : { area: 'scanning', now });

describe('the shapes of an IDscan session', () => {
  it('in JSON, as the document shows it today', () => {
    const body = {
      access_token: 'abc',
      token_type: 'bearer',
      expires_in: 35_999,
      BranchCode: '',
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name': 'psc',
      FullName: 'P. S. C.',
      IdleSessionTimeout: '15',
      'http://schemas.microsoft.com/ws/2008/06/identity/claims/role': 'Administrator',
      '.issued': ISSUED,
    };
    expect(parse(json(body))).toEqual({
      vendor: 'idscan',
      token: 'abc',
      expiresAt: ISSUED_AT + 35_999_000,
      area: 'scanning',
      username: 'psc',
      fullName: 'P. S. C.',
      role: 'Administrator',
      idleSessionTimeout: 15,
    });
  });

  it('in JSON, as its older text promises it', () => {
    const body = { Token: 'abc', Username: 'psc', FullName: 'P. S. C.', Role: 'User' };
    expect(parse(json(body))).toEqual({
      vendor: 'idscan',
      token: 'abc',
      area: 'scanning',
      username: 'psc',
      fullName: 'P. S. C.',
      role: 'User',
    });
  });

  it('in cookies, whatever the body, with the csrf token decoded', () => {
    const cookies = ['token=abc; path=/; HttpOnly', 'csrftoken=a%2Bb%2Fc%3D; path=/'];
    for (const body of ['', '{}', 'null', '[]', '<html></html>', '{"access_token":""}']) {
      expect(parse(text(body, 200, { 'SET-cookie': cookies }))).toEqual({
        vendor: 'idscan',
        token: 'abc',
        area: 'scanning',
        csrfToken: 'a+b/c=',
      });
    }
  });

  it('in both: access_token comes first, then Token, then token, then the cookie', () => {
    const cookie = { 'set-cookie': 'token=d' };
    const all = { access_token: 'a', Token: 'b', token: 'c' };
    const tokenOf = (body: object) => parse(text(JSON.stringify(body), 200, cookie)).token;
    expect(tokenOf(all)).toBe('a');
    expect(tokenOf({ ...all, access_token: '' })).toBe('b');
    expect(tokenOf({ ...all, access_token: 1, Token: null })).toBe('c');
    expect(tokenOf({})).toBe('d');
  });

  it('keep a csrf token as it is if it is not percent-encoded', () => {
    const csrfOf = (value: string) =>
      parse(text('', 200, { 'set-cookie': ['token=abc', `csrftoken=${value}`] })).csrfToken;
    expect(csrfOf('a+b/c=')).toBe('a+b/c=');
    expect(csrfOf('100%')).toBe('100%');
    expect(csrfOf('%zz')).toBe('%zz');
    expect(csrfOf('%ED%A0%80')).toBe('%ED%A0%80'); // no UTF-8
    expect(csrfOf('"%2B"')).toBe('+');
    expect(csrfOf('')).toBeUndefined();
  });

  it.each(['%0D%0AX-Injected: 1', 'a%0D%0AX-Injected: 1', '%20', 'a%20', '%C3%A9', '%00'])(
    'have no csrf token where that would break a header: %s',
    (value) => {
      const session = parse(text('{"access_token":"abc"}', 200, { 'set-cookie': `csrftoken=${value}` }));
      expect(session).toEqual({ vendor: 'idscan', token: 'abc', area: 'scanning' });
    },
  );

  it.each(['a\u00E9', 'a b', 'a\tb'])('are refused where the cookie holds no token but %j', (token) => {
    expect(codeOf(() => parse(text('', 200, { 'set-cookie': `token=${token}` })))).toBe('ERR_RESPONSE_FORMAT');
  });

  it('leave out values of the wrong type', () => {
    const body = { access_token: 'abc', Username: 1, FullName: null, Role: ['a'], IdleSessionTimeout: {} };
    expect(parse(json(body))).toEqual({ vendor: 'idscan', token: 'abc', area: 'scanning' });
  });

  it.each([
    ['15', 15],
    ['0', 0],
    [20, 20],
  ])('have the idle time %j in minutes', (value, minutes) => {
    expect(parse(json({ access_token: 'abc', IdleSessionTimeout: value })).idleSessionTimeout).toBe(minutes);
  });

  it.each(['', ' ', 'soon', '-1', -1, '1.5', 1.5, 'Infinity', '1e999', ' 0x10 ', 'NaN', true, ['15']])(
    'have no idle time if it is %j',
    (value) => {
      const session = parse(json({ access_token: 'abc', IdleSessionTimeout: value }));
      expect(session).not.toHaveProperty('idleSessionTimeout');
    },
  );
});

describe('the end of an IDscan session', () => {
  const NOW = 1_000_000;
  const end = (members: object, now?: number) => parse(json({ access_token: 'abc', ...members }), now).expiresAt;

  it('is the time of issue and its life, whatever time it is here', () => {
    for (const now of [undefined, NOW]) {
      expect(end({ '.issued': ISSUED, expires_in: 35_999 }, now)).toBe(ISSUED_AT + 35_999_000);
      expect(end({ '.issued': ISSUED, expires_in: '60' }, now)).toBe(ISSUED_AT + 60_000);
      expect(end({ '.issued': ISSUED, expires_in: 0 }, now)).toBe(ISSUED_AT);
    }
  });

  it('is now and its life where the time of issue is missing or none', () => {
    for (const issued of [undefined, '', 'yesterday', '2026-11-21T09:08:07Z', 1_800_000_000, null]) {
      expect(end({ '.issued': issued, expires_in: 60 }, NOW)).toBe(NOW + 60_000);
    }
  });

  it.each([
    ['missing', undefined],
    ['negative', -1],
    ['a fraction', 0.5],
    ['huge', 315_360_001],
    ['past every number', 1e308],
    ['null', null],
    ['NaN, which JSON writes as null', Number.NaN],
    ['an empty text', ''],
    ['a text', 'ten hours'],
    ['a negative text', '-60'],
    ['a fraction as text', '1.5'],
    ['an exponent', '1e3'],
    ['hexadecimal', '0x10'],
    ['white space', ' '],
    ['digits in white space', ' 60 '],
    ['ten digits', '0000000060'],
    ['other digits', '\u0666\u0660'],
    ['true', true],
    ['a list', [60]],
    ['an object', { seconds: 60 }],
  ])('is ten hours from now where the life is %s', (_, expiresIn) => {
    expect(end({ expires_in: expiresIn }, NOW)).toBe(NOW + 36_000_000);
    expect(end({ '.issued': ISSUED, expires_in: expiresIn }, NOW)).toBe(NOW + 36_000_000);
  });

  it('takes a life of ten years, and no more, for one that makes sense', () => {
    expect(end({ expires_in: 315_360_000 }, NOW)).toBe(NOW + 315_360_000_000);
    expect(end({ expires_in: '315360000' }, NOW)).toBe(NOW + 315_360_000_000);
  });

  it('is unknown if no date is that late', () => {
    expect(end({ expires_in: 60 }, 8.64e15 - 60_000)).toBe(8.64e15);
    expect(end({ expires_in: 60 }, 8.64e15 - 59_999)).toBeUndefined();
    expect(end({}, 8.64e15)).toBeUndefined();
  });

  it('is unknown without anything to count from', () => {
    expect(parse(json({ access_token: 'abc', expires_in: 60 }))).not.toHaveProperty('expiresAt');
    expect(parse(json({ access_token: 'abc', '.issued': ISSUED }))).not.toHaveProperty('expiresAt');
  });

  it('is ten hours from now where the token comes as a cookie', () => {
    expect(parse(text('', 200, { 'set-cookie': 'token=abc' }), NOW).expiresAt).toBe(NOW + 36_000_000);
  });

  it.each([
    ['token=abc; Max-Age=600', NOW, NOW + 600_000],
    ['token=abc; Max-Age=99999999', NOW, NOW + 36_000_000],
    ['token=abc; Expires=Sat, 28 Nov 2026 20:10:00 GMT', undefined, Date.UTC(2026, 10, 28, 20, 10)],
    ['token=abc; Max-Age=600', undefined, undefined],
  ])('never comes after the expiry of the cookie that holds the token: %s', (cookie, now, end) => {
    expect(parse(text('', 200, { 'set-cookie': cookie }), now).expiresAt).toBe(end);
  });

  it('is not that of a cookie where the token comes in the body', () => {
    const answer = text('{"access_token":"abc","expires_in":60}', 200, { 'set-cookie': 'token=abc; Max-Age=5' });
    expect(parse(answer, NOW).expiresAt).toBe(NOW + 60_000);
  });

  it('is what the body says where the token comes as a cookie', () => {
    const answer = text('{"expires_in":60}', 200, { 'set-cookie': 'token=abc; Max-Age=5' });
    expect(parse(answer, NOW).expiresAt).toBe(NOW + 60_000);
  });

  it('can be counted from any time that a Date can hold', () => {
    expect(end({ expires_in: 60 }, 0)).toBe(60_000);
    expect(end({ expires_in: 60 }, -8.64e15)).toBe(-8.64e15 + 60_000);
  });
});

describe('idscan.parseTokenResponse', () => {
  it.each(['scanning', 'investigation'] as const)('returns a session of the area that was asked for: %s', (area) => {
    expect(idscan.parseTokenResponse(json({ access_token: 'abc' }), { area }).area).toBe(area);
  });

  it.each([
    ['no options', undefined, 'ERR_ARGUMENT_TYPE'],
    ['no area', {}, 'ERR_ARGUMENT_TYPE'],
    ['an unknown area', { area: 'both' }, 'ERR_ARGUMENT_VALUE'],
    ['a date for now', { area: 'scanning', now: new Date() }, 'ERR_ARGUMENT_TYPE'],
    ['NaN for now', { area: 'scanning', now: Number.NaN }, 'ERR_ARGUMENT_VALUE'],
    ['a time past every date', { area: 'scanning', now: 8.64e15 + 2 }, 'ERR_ARGUMENT_VALUE'],
    ['an unknown option', { area: 'scanning', username: 'psc' }, 'ERR_UNKNOWN_OPTION'],
  ])('refuses %s', (_, options, code) => {
    expect(codeOf(() => callUntyped(idscan.parseTokenResponse, json({ access_token: 'abc' }), options))).toBe(code);
  });

  it.each([
    [{ error: 'invalid_grant', error_description: 'No such user' }, 'No such user'],
    [{ error: 'invalid_grant' }, 'invalid_grant'],
    [{ error: 'invalid_grant', error_description: '' }, 'invalid_grant'],
    [{ Message: 'Denied', message: 'denied' }, 'Denied'],
    [{ message: 'denied' }, 'denied'],
  ])('reads the words of a refusal: %j', (body, words) => {
    for (const status of [400, 401, 200]) {
      expect(refusedBy(() => parse(json(body, status)))).toMatchObject({
        code: 'ERR_SIGN_IN_REFUSED',
        status,
        vendorMessage: words,
      });
    }
  });

  it('reads a token next to an error as a refusal', () => {
    const answer = json({ access_token: 'abc', error: 'invalid_grant', error_description: 'Locked' });
    expect(thrownBy(() => parse(answer))).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', vendorMessage: 'Locked' });
  });

  it.each([
    { error: { code: 1 } },
    { error: true },
    { error: ['x'] },
    { error_description: 'Locked' },
    { Message: 'Locked' },
  ])('reads a token next to %j as a refusal', (failure) => {
    expect(codeOf(() => parse(json({ access_token: 'abc', ...failure })))).toBe('ERR_SIGN_IN_REFUSED');
  });

  it.each([null, '', false, 0, [], {}])('reads a token next to an error that is %j', (error) => {
    expect(parse(json({ access_token: 'abc', error, error_description: error, Message: error })).token).toBe('abc');
  });

  it("takes OAuth's codes for a refusal whatever the status, and any other error for a gateway's", () => {
    const codeAt = (error: string) => codeOf(() => parse(json({ error, error_description: 'x' }, 500)));
    for (const error of ['invalid_grant', 'invalid_client', 'unauthorized_client', 'unsupported_grant_type']) {
      expect(codeAt(error)).toBe('ERR_SIGN_IN_REFUSED');
    }
    expect(codeOf(() => parse(json({ error_description: 'x' }, 500)))).toBe('ERR_UNAVAILABLE');
    for (const error of ['slow_down', 'server_error', 'No such user', 'not invalid_grant'])
      expect(codeAt(error)).toBe('ERR_UNAVAILABLE');
  });

  it.each([
    'token=deleted; expires=Mon, 01 Jan 0001 00:00:00 GMT',
    'token=deleted; expires=Sat, 01 Jan 1600 00:00:00 GMT',
    'token=deleted; expires=Fri, 01 Jan 2010 00:00:00 GMT',
  ])('takes no deleted cookie for a token, with or without a clock: %s', (line) => {
    for (const lines of [line, [line], ['token=REAL', line]]) {
      for (const now of [undefined, 1_800_000_000_000]) {
        expect(codeOf(() => parse(text('{}', 200, { 'set-cookie': lines }), now))).toBe('ERR_RESPONSE_FORMAT');
      }
    }
  });

  it("has the words of ASP.NET's ProblemDetails", () => {
    const answer = json({ title: 'Unauthorized', detail: 'Locked' }, 401);
    expect(thrownBy(() => parse(answer))).toMatchObject({ vendorMessage: 'Unauthorized\nLocked' });
  });

  it('takes the end from .expires before anything else', () => {
    const end = { '.expires': 'Sat, 28 Nov 2026 20:00:00 GMT' };
    const answer = json({ access_token: 'abc', expires_in: 5, '.issued': 'Sat, 28 Nov 2026 10:00:00 GMT', ...end });
    expect(idscan.parseTokenResponse(answer, { area: 'scanning', now: 1 }).expiresAt).toBe(Date.UTC(2026, 10, 28, 20));
    const broken = json({ access_token: 'abc', expires_in: 5, '.expires': 'tomorrow' });
    expect(idscan.parseTokenResponse(broken, { area: 'scanning', now: 1 }).expiresAt).toBe(5001);
    // A cookie's end is only the end of a token that is in the cookie.
    const both = { status: 200, headers: { 'set-cookie': 'token=a; Max-Age=60' }, body: '{"token":"b"}' };
    expect(parse(both, 0)).toMatchObject({ token: 'b', expiresAt: 36_000_000 });
    expect(parse({ ...both, body: '' }, 0)).toMatchObject({ token: 'a', expiresAt: 60_000 });
  });

  it('remembers the origin that was asked', () => {
    const options = { area: 'scanning', baseUrl: 'https://IDscan.example/IDscanEnterpriseSvc' } as const;
    expect(idscan.parseTokenResponse(json({ access_token: 'abc' }), options).origin).toBe('https://idscan.example');
  });
});

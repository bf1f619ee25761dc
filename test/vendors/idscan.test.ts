import { idscan } from 'credwire';
import { describe, expect, it, vi } from 'vitest';
import { json } from '../support/http-messages.js';
import { callUntyped, codeOf, thrownBy } from '../support/thrown.js';

const credentials = { username: 'psc', password: 'a+b c', area: 'scanning' } as const;

describe('idscan.encodeCredentials', () => {
  it('writes a form with keys in lower case, in one order', () => {
    expect(idscan.encodeCredentials(credentials)).toBe(
      'grant_type=password&username=psc&password=a%2Bb+c&area=scanning',
    );
  });

  it('encodes as the form standard says, UTF-8 under it', () => {
    const form = idscan.encodeCredentials({ ...credentials, username: "*-._~!'()", password: '&=%\u00E9\u{1F600}\n' });
    expect(form).toContain('&username=*-._%7E%21%27%28%29&password=%26%3D%25%C3%A9%F0%9F%98%80%0A&');
  });

  it.each(['scanning', 'investigation'] as const)('asks for the area %s', (area) => {
    expect(idscan.encodeCredentials({ ...credentials, area })).toMatch(new RegExp(`&area=${area}$`));
  });

  it.each(['Scanning', 'SCANNING', 'upload', '', 'scanning '])('refuses the area %j', (area) => {
    expect(codeOf(() => callUntyped(idscan.encodeCredentials, { ...credentials, area }))).toBe('ERR_ARGUMENT_VALUE');
  });

  it('sends the user name as it is given, unless it is told to lower its case', () => {
    const username = 'J\u00D6RG.I\u0130';
    const name = (lowerCaseUsername?: boolean) => {
      const options = lowerCaseUsername === undefined ? {} : { lowerCaseUsername };
      return new URLSearchParams(idscan.encodeCredentials({ ...credentials, username, ...options })).get('username');
    };
    expect(name()).toBe(username);
    expect(name(false)).toBe(username);
    expect(name(true)).toBe('j\u00F6rg.ii\u0307');
  });

  it('lowers the case without asking for the locale, in which a Turkish I would lose its dot', () => {
    const localised = vi.spyOn(String.prototype, 'toLocaleLowerCase');
    const form = idscan.encodeCredentials({ ...credentials, username: 'I', lowerCaseUsername: true });
    expect(form).toContain('&username=i&');
    expect(localised).not.toHaveBeenCalled();
    localised.mockRestore();
  });

  it('does not touch the case of the password', () => {
    const form = idscan.encodeCredentials({ ...credentials, password: 'AbC', lowerCaseUsername: true });
    expect(form).toContain('&password=AbC&');
  });
});

describe('idscan.tokenRequest', () => {
  const options = { baseUrl: 'https://idscan.example/', ...credentials };

  it('posts the form', () => {
    expect(JSON.stringify(idscan.tokenRequest(options))).toBe(
      '{"method":"POST","url":"https://idscan.example/idscanenterprisesvc/token","headers":{"Accept":"application/json","Content-Type":"application/x-www-form-urlencoded"},"body":"grant_type=password&username=psc&password=a%2Bb+c&area=scanning"}',
    );
  });

  it('passes lowerCaseUsername on', () => {
    const { body } = idscan.tokenRequest({ ...options, username: 'PSC', lowerCaseUsername: true });
    expect(body).toContain('&username=psc&');
  });

  it('goes over plain http only if that is allowed', () => {
    const intranet = { ...options, baseUrl: 'http://idscan.intranet' };
    expect(codeOf(() => idscan.tokenRequest(intranet))).toBe('ERR_INSECURE_URL');
    const { url } = idscan.tokenRequest({ ...intranet, allowInsecureHttp: true });
    expect(url).toBe('http://idscan.intranet/idscanenterprisesvc/token');
  });
});

describe('idscan.authorize', () => {
  const request = { method: 'POST', url: 'https://idscan.example/x', headers: { Accept: 'a' } } as const;
  const scanning = { vendor: 'idscan', area: 'scanning', token: 'abc' } as const;
  const investigation = { ...scanning, area: 'investigation' } as const;
  const headersOf = (...args: Parameters<typeof idscan.authorize>) => idscan.authorize(...args).headers;

  it('sets Authorization without Bearer', () => {
    expect(headersOf(request, scanning)).toEqual({ Accept: 'a', Authorization: 'abc' });
    expect(headersOf(request, scanning, { via: 'authorization' })).toEqual({ Accept: 'a', Authorization: 'abc' });
  });

  it('or a cookie, next to existing ones', () => {
    const withCookies = {
      ...request,
      headers: { cookie: 'a=1; token=old', Authorization: 'Bearer old', Accept: 'kept' },
    };
    expect(headersOf(withCookies, scanning, { via: 'cookie' })).toEqual({
      Accept: 'kept',
      Cookie: 'a=1; token=abc',
    });
  });

  it('sends the csrfToken back, where the session has one', () => {
    const session = { ...scanning, csrfToken: 'd+e/=' };
    expect(headersOf(request, session)).toEqual({ Accept: 'a', Authorization: 'abc', 'x-csrftoken': 'd+e/=' });
    const older = { ...request, headers: { 'X-CSRFToken': 'old' } };
    expect(headersOf(older, session, { via: 'cookie' })).toEqual({ Cookie: 'token=abc', 'x-csrftoken': 'd+e/=' });
  });

  it('takes the action of the area, and none', () => {
    expect(headersOf(request, scanning, { action: 'upload' })).toHaveProperty('Authorization');
    expect(headersOf(request, investigation, { action: 'retrieval' })).toHaveProperty('Authorization');
    expect(headersOf(request, investigation)).toHaveProperty('Authorization');
  });

  it.each([
    [scanning, 'retrieval'],
    [investigation, 'upload'],
  ])('refuses the action of the other area (%#)', (session, action) => {
    expect(codeOf(() => callUntyped(idscan.authorize, request, session, { action }))).toBe('ERR_AREA_MISMATCH');
  });

  it.each([
    ['an unknown action', { action: 'delete' }, 'ERR_ARGUMENT_VALUE'],
    ['an unknown way', { via: 'bearer' }, 'ERR_ARGUMENT_VALUE'],
    ['an unknown option', { area: 'scanning' }, 'ERR_UNKNOWN_OPTION'],
    ['no options', null, 'ERR_ARGUMENT_TYPE'],
  ])('refuses %s', (_, options, code) => {
    expect(codeOf(() => callUntyped(idscan.authorize, request, scanning, options))).toBe(code);
  });

  it.each([
    ['no area', { vendor: 'idscan', token: 'abc' }, 'ERR_ARGUMENT_TYPE'],
    ['an unknown area', { ...scanning, area: 'both' }, 'ERR_ARGUMENT_VALUE'],
    ['a csrfToken that would inject a header', { ...scanning, csrfToken: 'a\r\nB: c' }, 'ERR_HEADER_VALUE'],
    ['an empty csrfToken', { ...scanning, csrfToken: '' }, 'ERR_HEADER_VALUE'],
    ['a csrfToken that is a number', { ...scanning, csrfToken: 1 }, 'ERR_ARGUMENT_TYPE'],
  ])('refuses a session with %s', (_, session, code) => {
    expect(codeOf(() => callUntyped(idscan.authorize, request, session))).toBe(code);
  });

  it('refuses a token in a cookie that would end the cookie, and takes it in the header', () => {
    const session = { ...scanning, token: 'a;b' };
    expect(codeOf(() => idscan.authorize(request, session, { via: 'cookie' }))).toBe('ERR_HEADER_VALUE');
    expect(headersOf(request, session)).toMatchObject({ Authorization: 'a;b' });
  });
});

describe('idscan.signIn', () => {
  const options = { baseUrl: 'https://idscan.example', ...credentials };
  const answer = json({ access_token: 'abc', expires_in: 60 });

  it('yields the request of tokenRequest and returns the session of that area', () => {
    const flow = idscan.signIn({ ...options, area: 'investigation', lowerCaseUsername: true });
    const { value } = flow.next();
    expect(value).toEqual(idscan.tokenRequest({ ...options, area: 'investigation', lowerCaseUsername: true }));
    expect(flow.next(answer).value).toEqual({
      vendor: 'idscan',
      area: 'investigation',
      token: 'abc',
      origin: 'https://idscan.example',
    });
  });

  it('counts the life of the token from now, if told when that is', () => {
    const flow = idscan.signIn({ ...options, now: 1000 });
    flow.next();
    expect(flow.next(answer).value).toMatchObject({ expiresAt: 61_000 });
  });

  it('refuses wrong options when it starts', () => {
    expect(codeOf(() => idscan.signIn({ ...options, now: Number.NaN }).next())).toBe('ERR_ARGUMENT_VALUE');
    const unknown = { ...options, action: 'upload' };
    expect(codeOf(() => idscan.signIn(unknown).next())).toBe('ERR_UNKNOWN_OPTION');
  });
});

describe('the dialects of IDscan', () => {
  const options = { baseUrl: 'https://idscan.example', ...credentials };

  it.each(['userName', 'UserName'] as const)('name the user %s', (usernameKey) => {
    expect(idscan.encodeCredentials({ ...credentials, usernameKey })).toContain(`&${usernameKey}=`);
  });

  it('add the type of the login form', () => {
    expect(idscan.encodeCredentials({ ...credentials, loginFormType: 'pwd' })).toMatch(/&login-form-type=pwd$/);
  });

  it.each(['/idscanenterprisesvc', '/IDscanEnterpriseSvc/', '/a/idscanenterprisesvc'])(
    'never have the service %s twice in the URL',
    (path) => {
      const { url } = idscan.tokenRequest({ ...options, baseUrl: `https://idscan.example${path}` });
      expect(url).toBe(`https://idscan.example${path.replace(/\/$/, '')}/token`);
    },
  );

  it('refuse a base URL that holds the whole endpoint', () => {
    const baseUrl = 'https://idscan.example/idscanenterprisesvc/token';
    expect(codeOf(() => idscan.tokenRequest({ ...options, baseUrl }))).toBe('ERR_URL');
  });

  it.each(['/idscanenterprisesvc/journey/upload', '/IDscanEnterpriseSvc/Journey/'])(
    'refuses a base URL that ends with %s: the service would be in it twice',
    (path) => {
      const error = thrownBy(() => idscan.tokenRequest({ ...options, baseUrl: `https://idscan.example${path}` }));
      expect(error.code).toBe('ERR_URL');
      expect(error.message).toContain('leave out');
    },
  );

  it('takes a path in front of the service', () => {
    const { url } = idscan.tokenRequest({ ...options, baseUrl: 'https://idscan.example/token/a' });
    expect(url).toBe('https://idscan.example/token/a/idscanenterprisesvc/token');
  });

  it('point to the area that was meant', () => {
    expect(thrownBy(() => callUntyped(idscan.tokenRequest, { ...options, area: 'Scanning' })).message).toContain(
      'did you mean "scanning"?',
    );
  });
});

describe('idscan.isSessionOver', () => {
  it.each([
    [401, '', true],
    [401, '<html>', true],
    [403, '{"Message":"Authorization has been denied for this request."}', true],
    [400, '{"error":"invalid_token"}', true],
    [403, '{"Message":"Not known. Authorization has been denied for this request."}', false],
    [200, '{"error":"none"}', false],
    [200, '{}', false],
    [403, '', false],
    [500, 'x', false],
  ])('of status %i with %s is %s', (status, body, isOver) => {
    expect(idscan.isSessionOver({ status, headers: {}, body })).toBe(isOver);
  });
});

import { bex, type HttpRequest } from 'credwire';
import { bexSandbox, revokeTokens } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { get } from '../../support/http-messages.js';
import { callUntyped, codeOf } from '../../support/thrown.js';

const user = { username: 'user 1', password: 'p+ss%20' };
const options = { baseUrl: 'http://localhost', ...user };
const accounts = [{ username: 'first', password: 'f', email: 'first@example.com' }, user];
const handle = bexSandbox({ accounts });
const json = bex.tokenRequest(options);
const query = bex.tokenRequest({ ...options, transport: 'query', method: 'GET' });

describe('bexSandbox', () => {
  it('answers with what the document promises, by JSON and by query', () => {
    const session = {
      vendor: 'bex',
      token: expect.stringMatching(/^[\w-]{43}$/),
      id: 2,
      email: 'user 1',
      isStrongPassword: true,
      isEmailVerified: true,
      signalREnabled: false,
      allowApiLogin: false,
    };
    expect(bex.parseTokenResponse(handle(json))).toEqual(session);
    expect(handle(query)).toEqual(handle(json));
    expect(handle({ ...query, method: 'POST' })).toEqual(handle(json));
    expect(handle({ ...json, url: `${json.url}?v=1` })).toEqual(handle(json));
    const first = bex.tokenRequest({ ...options, username: 'first', password: 'f' });
    expect(bex.parseTokenResponse(handle(first))).toMatchObject({ id: 1, email: 'first@example.com' });
  });

  it.each([
    ['a plus that is not encoded', { ...query, url: query.url.replace('%2B', '+') }],
    ['a query that is encoded twice', { ...query, url: query.url.replaceAll('%', '%25') }],
    ['JSON that is percent-encoded', { ...json, body: JSON.stringify({ ...user, password: 'p%2Bss%2520' }) }],
    ['a password that is no text', { ...json, body: '{"username":"user 1","password":1}' }],
    ['a user that is no text', { ...json, body: '{"username":["user 1"],"password":"p+ss%20"}' }],
    ['names in other case', { ...json, body: '{"Username":"user 1","Password":"p+ss%20"}' }],
    ['JSON that is cut off', { ...json, body: (json.body ?? '').slice(0, -1) }],
    ['nothing', { ...json, body: '' }],
  ])('refuses %s, with HTTP 200', (_, request) => {
    const answer = handle(request);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ ex: 'Invalid username or password.' });
    expect(codeOf(() => bex.parseTokenResponse(answer))).toBe('ERR_SIGN_IN_REFUSED');
  });

  it('gives tokens only by POST and GET', () => {
    expect(handle({ ...query, method: 'DELETE' }).status).toBe(405);
  });

  it('takes the token as a header, and refuses with HTTP 200 too', () => {
    const { token } = bex.parseTokenResponse(handle(json));
    const body = (headers: HttpRequest['headers']): unknown =>
      JSON.parse(handle(get('http://localhost/api/service/track', headers)).body);
    expect(body({ Token: token })).toEqual({ authorised: true, user: 'user 1' });
    expect(body({ Authorization: token })).toEqual({ ex: 'The token is invalid.' });
    expect(body({ token: '' })).toEqual({ ex: 'The token is invalid.' });
  });

  it('ignores the case of names in a query, as ASP.NET does, and prefers the query to the body', () => {
    const named = (names: string) => ({ ...query, url: query.url.replace(/username/, names) });
    expect(handle(named('userName')).body).toBe(handle(json).body);
    expect(handle(named('USERNAME')).body).toBe(handle(json).body);
    expect(handle({ ...query, method: 'POST', body: 'x' }).body).toBe(handle(json).body);
  });

  it.each([{}, { 'Content-Type': 'text/plain' }, { 'Content-Type': 'application/x-www-form-urlencoded' }])(
    'refuses a body that is labelled %j, with 415',
    (headers) => {
      const answer = handle({ ...json, headers });
      expect([answer.status, JSON.parse(answer.body)]).toEqual([415, { Message: expect.stringMatching(/\w/) }]);
      expect(handle({ ...json, method: 'GET', headers }).body).toContain('"ex"'); // GET needs no body
    },
  );

  describe('the alternate token', () => {
    const tokenFrom = (request: HttpRequest): string => JSON.parse(handle(request).body).value;
    const asked = (preferAlternateToken: unknown) => ({
      ...json,
      body: JSON.stringify({ ...user, preferAlternateToken }),
    });
    const alternate = tokenFrom(asked(true));
    const plain = tokenFrom(json);
    const download = (name: string, token: unknown, headers: HttpRequest['headers'] = json.headers) =>
      handle({
        method: 'POST',
        url: `http://localhost/api/service/${name}`,
        headers,
        body: JSON.stringify({ token, waybillNumber: '1' }),
      });

    it('is given to anyone who prefers it, in JSON or a query, as a boolean or its name', () => {
      expect(alternate).not.toBe(plain);
      for (const flag of ['true', 'True']) expect(tokenFrom(asked(flag))).toBe(alternate);
      for (const flag of [false, 'false', '', null, 1, 'untrue', 'true1']) expect(tokenFrom(asked(flag))).toBe(plain);
      const inQuery = (flag: string) => tokenFrom({ ...query, url: `${query.url}&preferAlternateToken=${flag}` });
      expect(['true', 'True', 'False'].map(inQuery)).toEqual([alternate, alternate, plain]);
    });

    it.each(['downloadewaybill', 'downloadparcellabels'])('alone opens %s, from the body', (name) => {
      const { status, headers, body } = download(name, alternate);
      expect([status, headers]).toEqual([200, { 'content-type': 'application/pdf' }]);
      expect(body).toMatch(/^%PDF-/);
      for (const wrong of [plain, '', undefined, 1]) {
        const refused = download(name, wrong);
        expect([refused.status, JSON.parse(refused.body)]).toEqual([200, { ex: 'The token is invalid.' }]);
      }
      expect(download(name, undefined, { ...json.headers, token: alternate }).body).toContain('"ex"');
      expect(download(name, alternate, {}).status).toBe(415);
      expect(handle(get(`http://localhost/api/service/${name}`, { token: plain })).status).toBe(405);
    });

    it('is not good as a header', () => {
      const url = 'http://localhost/api/service/track';
      expect(JSON.parse(handle(get(url, { token: alternate })).body)).toEqual({ ex: 'The token is invalid.' });
    });

    it('is revoked and ends with the other', () => {
      let time = 0;
      const ending = bexSandbox({ accounts, now: () => time, tokenLife: 10 });
      const { value } = JSON.parse(ending(asked(true)).body);
      const opens = () =>
        ending({
          ...asked(true),
          url: 'http://localhost/api/service/downloadewaybill',
          body: JSON.stringify({ token: value }),
        });
      expect(opens().body).toMatch(/^%PDF-/);
      time = 10;
      expect(opens().body).toContain('"ex"');
      time = 0;
      revokeTokens(ending);
      expect(opens().body).toContain('"ex"');
    });
  });

  it.each([
    [{ accounts: 'user' }, 'ERR_ARGUMENT_TYPE'],
    [{ accounts: [{ ...user, email: null }] }, 'ERR_ARGUMENT_TYPE'],
    [{ accounts: [{ ...user, username: '\uD800' }] }, 'ERR_TEXT_NOT_WELL_FORMED'],
    [{ seed: null }, 'ERR_ARGUMENT_TYPE'],
    [{ charset: 'utf-8' }, 'ERR_UNKNOWN_OPTION'],
  ])('refuses the options %j', (wrong, code) => {
    expect(codeOf(() => callUntyped(bexSandbox, { accounts, ...wrong }))).toBe(code);
  });
});

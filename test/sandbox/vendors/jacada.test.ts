import { type HttpRequest, jacada } from 'credwire';
import { type Handler, jacadaSandbox } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { get, jacadaHeaders } from '../../support/http-messages.js';
import { callUntyped, codeOf } from '../../support/thrown.js';

const user = { accountId: '12345678', user: 'admin@example.com', password: 'p\u00E9' };
const options = { baseUrl: 'http://localhost', ...user };
const accounts = [user];
const handle = jacadaSandbox({ accounts });
const withBody = (body: unknown): HttpRequest => ({
  ...jacada.tokenRequest(options),
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const base64 = (text: string) => Buffer.from(text).toString('base64');
const PREFIX = 'abcdefghijklm';

describe('jacadaSandbox', () => {
  it('answers with a token', () => {
    const answer = handle(jacada.tokenRequest(options));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ 'Security-Token': expect.stringMatching(/^[\w-]{43}$/) });
  });

  it('cuts off as many letters as it is told, and no other number', () => {
    for (const prefixLength of [0, 1, 12, 13, 14, 1024]) {
      const request = jacada.tokenRequest({ ...options, prefixLength });
      expect(handle(request).status).toBe(prefixLength === 13 ? 200 : 401);
      expect(jacadaSandbox({ accounts, prefixLength })(request).status).toBe(200);
    }
  });

  it('compares only in its charset', () => {
    const request = jacada.tokenRequest({ ...options, charset: 'latin1' });
    expect(handle(request).status).toBe(401);
    expect(jacadaSandbox({ accounts, charset: 'latin1' })(request).status).toBe(200);
  });

  it('knows an account however the path spells it, and not one that cannot be read', () => {
    const handler = jacadaSandbox({ accounts: [{ ...user, accountId: 'a@b' }] });
    const { url, ...rest } = jacada.tokenRequest({ ...options, accountId: 'a@b' });
    const statusOf = (spelled: string) => handler({ ...rest, url: url.replace('a%40b', spelled) }).status;
    expect([statusOf('a@b'), statusOf('%61@b'), statusOf('a%40b%'), statusOf('a%40B')]).toEqual([200, 200, 401, 401]);
  });

  it.each(["a'b", '!()*', 'a b/c', '\u00E9', '%2e', '0'])('knows the account %j in the path', (accountId) => {
    const handler = jacadaSandbox({ accounts: [{ ...user, accountId }] });
    expect(handler(jacada.tokenRequest({ ...options, accountId })).status).toBe(200);
    expect(handler(jacada.tokenRequest({ ...options, accountId: `${accountId}1` })).status).toBe(401);
    expect(handler(jacada.tokenRequest({ ...options, accountId: `1${accountId}` })).status).toBe(401);
  });

  it('takes any application and version in the path', () => {
    const request = jacada.tokenRequest({ ...options, applicationName: 'iact', version: '2.1' });
    expect(handle(request).status).toBe(200);
  });

  it("knows an empty password from one that is shorter than the prefix, and from one that isn't Base64", () => {
    const empty = { ...user, password: '' };
    const handler = jacadaSandbox({ accounts: [empty] });
    const statusOf = (password: string) =>
      handler(withBody({ user: base64(user.user), password: base64(password) })).status;
    expect([statusOf(PREFIX), statusOf(PREFIX.slice(1)), statusOf('')]).toEqual([200, 401, 401]);
    const withHeader = (value: string) =>
      handler(get('http://localhost/api', { ...jacadaHeaders(user.user, ''), 'User-Password': value })).status;
    expect([withHeader(''), withHeader('%')]).toEqual([200, 401]);
  });

  it.each([
    ['a prefix of other letters', { user: base64(user.user), password: base64(PREFIX.toUpperCase() + user.password) }],
    ['a password that is not encoded', { user: base64(user.user), password: PREFIX + user.password }],
    ['a password that is encoded twice', { user: base64(user.user), password: base64(base64(PREFIX + user.password)) }],
    ['a user that is not encoded', { user: user.user, password: base64(PREFIX + user.password) }],
    ['a password that is no text', { user: base64(user.user), password: 1 }],
    ['a password that is shorter than the prefix', { user: base64(user.user), password: base64('abc') }],
    ['no password', { user: base64(user.user) }],
    ['no user', { password: base64(PREFIX + user.password) }],
    ['a list', []],
    ['null', null],
    ['what is no JSON', 'user=admin'],
  ])('refuses %s', (_, body) => {
    const answer = handle(withBody(body));
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toEqual({
      code: '0x7000400',
      message: 'Request is unauthorized, missing or wrong credentials',
      moreInfoUrl: expect.stringMatching(/^https:/),
    });
    expect(codeOf(() => jacada.parseTokenResponse(answer))).toBe('ERR_SIGN_IN_REFUSED');
  });

  it('takes the right body written by hand, and refuses it if it is not labelled as JSON', () => {
    const right = withBody({ user: base64(user.user), password: base64(PREFIX + user.password) });
    expect(handle(right).status).toBe(200);
    const refused = handle({ ...right, headers: { 'Content-Type': 'text/plain' } });
    expect([refused.status, refused.body]).toEqual([415, expect.stringContaining('415 Unsupported Media Type')]);
    expect(handle({ ...right, headers: {} }).status).toBe(415);
  });

  it('gives tokens only by POST, on the path with its last slash', () => {
    const right = jacada.tokenRequest(options);
    expect(handle({ ...right, method: 'PUT' }).status).toBe(405);
    expect(handle({ ...right, url: right.url.slice(0, -1) }).status).toBe(404);
  });

  it('takes a token as a header, or the credentials of newer servers', () => {
    const { token } = jacada.parseTokenResponse(handle(jacada.tokenRequest(options)));
    const status = (headers: HttpRequest['headers']) => handle(get('http://localhost/x', headers)).status;
    const headers = jacadaHeaders(user.user, user.password);
    expect(status({ 'security-token': token })).toBe(200);
    expect(status({ 'Security-Token': `${token}x` })).toBe(401);
    expect(status(headers)).toBe(200);
    expect(status({ ...headers, 'User-Password': base64('wrong') })).toBe(401);
    expect(status({ ...headers, 'User-Password': 'no Base64' })).toBe(401);
    expect(status({ ...headers, 'User-Id': base64('nobody') })).toBe(401);
    expect(status({ ...headers, 'User-Id': user.user })).toBe(401);
  });

  it('gives a Session-Id, which is not wanted back unless it is told so, and never a wrong one', () => {
    const answer = handle(jacada.tokenRequest(options));
    const sessionId = String(answer.headers['session-id']);
    const { 'Security-Token': token } = JSON.parse(answer.body);
    expect(sessionId).toMatch(/^[\w-]{43}$/);
    expect(sessionId).not.toBe(token);
    const strict = jacadaSandbox({ accounts, requireSessionId: true });
    const status = (by: Handler, headers: HttpRequest['headers']) =>
      by(get('http://localhost/x', { 'Security-Token': token, ...headers })).status;
    expect([handle, strict].map((by) => status(by, { 'SESSION-ID': sessionId }))).toEqual([200, 200]);
    expect([handle, strict].map((by) => status(by, {}))).toEqual([200, 401]);
    expect([handle, strict].map((by) => status(by, { 'Session-Id': 'x' }))).toEqual([401, 401]);
  });

  describe('the headers of newer servers', () => {
    const right = jacadaHeaders(user.user, user.password);
    const ask = (by: Handler, headers: HttpRequest['headers']) => {
      const { status, body } = by(get('http://localhost/x', headers));
      return [status, JSON.parse(body)];
    };
    const without = (...names: readonly string[]) =>
      Object.fromEntries(Object.entries(right).filter(([name]) => !names.includes(name)));

    it('want a tenant and a key of any kind, unless it is told which', () => {
      expect(ask(handle, right)).toEqual([200, { authorised: true, user: user.user }]);
      for (const name of ['Tenant-Id', 'Application-Key']) {
        expect(ask(handle, without(name))[0]).toBe(401);
        expect(ask(handle, { ...right, [name]: '' })[0]).toBe(401);
      }
      const tenants = [
        { tenantId: 'other', applicationKey: 'k' },
        { tenantId: 't', applicationKey: 'k' },
      ];
      const told = jacadaSandbox({ accounts, tenants });
      expect(ask(told, right)[0]).toBe(200);
      expect(ask(told, { ...right, 'Tenant-Id': 'T' })[0]).toBe(401);
      expect(ask(told, { ...right, 'Application-Key': 'x' })[0]).toBe(401);
      expect(ask(jacadaSandbox({ accounts, tenants: [] }), right)[0]).toBe(401);
    });

    it('need no user if the tenant is known, but a user that is there must be right', () => {
      const told = jacadaSandbox({ accounts, tenants: [{ tenantId: 't', applicationKey: 'k' }] });
      const bare = without('User-Id', 'User-Password');
      expect(ask(told, bare)).toEqual([200, { authorised: true }]);
      expect(ask(told, { ...bare, 'Security-Token': 'x' })[0]).toBe(401);
      expect(ask(told, without('User-Password'))[0]).toBe(401);
      expect(ask(told, without('User-Id'))[0]).toBe(401);
      expect(ask(told, { ...bare, 'Tenant-Id': 'x' })[0]).toBe(401);
      expect(ask(handle, bare)[0]).toBe(401);
    });
  });

  describe('a lock', () => {
    const signIn = (by: Handler, password = user.password, name = user.user) =>
      by(jacada.tokenRequest({ ...options, user: name, password })).status;

    it('comes after that many wrong passwords in a row, and then refuses the right one', () => {
      const handle = jacadaSandbox({ accounts, lockAfter: 3 });
      expect([signIn(handle, 'x'), signIn(handle, 'x'), signIn(handle)]).toEqual([401, 401, 200]);
      expect([signIn(handle, 'x'), signIn(handle, 'x'), signIn(handle, 'x'), signIn(handle)]).toEqual(
        Array(4).fill(401),
      );
      expect(JSON.parse(handle(jacada.tokenRequest(options)).body)).toHaveProperty('code', '0x7000400');
    });

    it('forgets the wrong passwords before a right one, and counts no right one', () => {
      const handle = jacadaSandbox({ accounts, lockAfter: 2 });
      const passwords = [user.password, user.password, 'x', user.password, 'x', user.password];
      expect(passwords.map((password) => signIn(handle, password))).toEqual([200, 200, 401, 200, 401, 200]);
    });

    it('of one of two accounts with the same user name refuses the name in headers, which name no account', () => {
      const namesake = { ...user, accountId: '2', password: 'other' };
      const handle = jacadaSandbox({ accounts: [user, namesake], lockAfter: 1 });
      const call = () => handle(get('http://localhost/x', jacadaHeaders(user.user, namesake.password))).status;
      expect([call(), signIn(handle, 'x'), call()]).toEqual([200, 401, 401]);
    });

    it('is for one account, and never happens unless asked for', () => {
      const second = { ...user, user: 'second' };
      const handle = jacadaSandbox({ accounts: [user, second], lockAfter: 1 });
      expect([signIn(handle, 'x'), signIn(handle, 'x', 'nobody'), signIn(handle)]).toEqual([401, 401, 401]);
      expect(signIn(handle, second.password, second.user)).toBe(200);
      const lax = jacadaSandbox({ accounts });
      for (let at = 0; at < 20; at++) signIn(lax, 'x');
      expect(signIn(lax)).toBe(200);
    });

    it('comes by a wrong prefix too, for that reads as a wrong password', () => {
      const handle = jacadaSandbox({ accounts, lockAfter: 2 });
      for (const prefixLength of [12, 0]) handle(jacada.tokenRequest({ ...options, prefixLength }));
      expect(signIn(handle)).toBe(401);
    });

    it('comes by headers as well', () => {
      const handle = jacadaSandbox({ accounts, lockAfter: 2 });
      const status = (password: string) => handle(get('http://localhost/x', jacadaHeaders(user.user, password))).status;
      expect([status('x'), status(user.password)]).toEqual([401, 200]);
      expect([status('x'), status('x'), status(user.password), signIn(handle)]).toEqual(Array(4).fill(401));
    });
  });

  it.each([
    [{ prefixLength: -1 }, 'ERR_ARGUMENT_VALUE'],
    [{ prefixLength: '13' }, 'ERR_ARGUMENT_TYPE'],
    [{ charset: 'utf-16le' }, 'ERR_ARGUMENT_VALUE'],
    [{ charset: 'ascii' }, 'ERR_TEXT_NOT_ENCODABLE'],
    [{ accounts: [{ ...user, accountId: 1 }] }, 'ERR_ARGUMENT_TYPE'],
    [{ random: () => new Uint8Array(0) }, 'ERR_UNKNOWN_OPTION'],
    [{ lockAfter: 0 }, 'ERR_ARGUMENT_VALUE'],
    [{ requireSessionId: 1 }, 'ERR_ARGUMENT_TYPE'],
    [{ tenants: [{ tenantId: '', applicationKey: 'k' }] }, 'ERR_ARGUMENT_VALUE'],
    [{ tenants: [{ tenantId: 't' }] }, 'ERR_ARGUMENT_TYPE'],
  ])('refuses the options %j, before any request', (wrong, code) => {
    expect(codeOf(() => callUntyped(jacadaSandbox, { accounts, ...wrong }))).toBe(code);
  });
});

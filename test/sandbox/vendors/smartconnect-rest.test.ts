/** SmartConnect's newer REST API: a token by RFC 6749, sections 4.3 and 5. */
import type { HttpRequest } from 'credwire';
import { revokeTokens, seededRandom, smartconnectSandbox } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { get } from '../../support/http-messages.js';
import { callUntyped, codeOf } from '../../support/thrown.js';

const random = () => seededRandom('key 155');
const accounts = [
  { email: 'other', password: 'o', companies: [] },
  { email: 'demo@example.com', password: 'p+\u00E9', companies: [{ id: '1', name: 'A' }] },
];
const handle = smartconnectSandbox({ accounts, random: random() });
const right = {
  grant_type: 'password',
  username: 'demo@example.com',
  password: 'p+\u00E9',
  client_id: 'c1',
  client_secret: 's1',
};
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const request = (form: Record<string, string>, path = '/token'): HttpRequest => ({
  method: 'POST',
  url: `http://localhost${path}`,
  headers: FORM,
  body: String(new URLSearchParams(form)),
});
const ask = (form: Record<string, string>, by = handle) => {
  const { status, body } = by(request(form));
  return [status, JSON.parse(body)];
};
const without = (name: keyof typeof right) =>
  Object.fromEntries(Object.entries(right).filter(([other]) => other !== name));

describe('the token endpoint of the REST API', () => {
  it('gives a bearer token that no cache may keep, at the host or at the API', () => {
    for (const path of ['/token', '/API/token', '/api/Token']) {
      const { status, headers, body } = handle(request(right, path));
      expect([status, headers['cache-control'], headers.pragma]).toEqual([200, 'no-store', 'no-cache']);
      expect(JSON.parse(body)).toEqual({
        access_token: expect.stringMatching(/^[\w-]{43}$/),
        token_type: 'bearer',
        expires_in: 3600,
      });
    }
    expect(handle(get('http://localhost/token')).headers.allow).toBe('POST');
  });

  it.each([
    ['another password', { ...right, password: 'p' }, 400, 'invalid_grant'],
    ['a password with its plus lost', { ...right, password: 'p \u00E9' }, 400, 'invalid_grant'],
    ['another user', { ...right, username: 'other' }, 400, 'invalid_grant'],
    ['no user', without('username'), 400, 'invalid_grant'],
    ['no password', without('password'), 400, 'invalid_grant'],
    ['no client', without('client_id'), 401, 'invalid_client'],
    ['no secret', without('client_secret'), 401, 'invalid_client'],
    ['no grant type', without('grant_type'), 400, 'invalid_request'],
    ['another grant type', { ...right, grant_type: 'client_credentials' }, 400, 'unsupported_grant_type'],
  ])('refuses %s', (_, form, status, error) => {
    expect(ask(form)).toEqual([status, { error }]);
  });

  it('takes no name and no password as empty ones', () => {
    const { username, password, ...neither } = right;
    expect(ask(neither)).toEqual([400, { error: 'invalid_grant' }]);
    const empty = smartconnectSandbox({ accounts: [{ email: '', password: '', companies: [] }], random: random() });
    expect(ask(neither, empty)[0]).toBe(200);
  });

  it('refuses what is not labelled as a form, and a form without a body', () => {
    const { body, ...bare } = request(right);
    for (const headers of [{}, { 'Content-Type': 'application/json' }]) {
      const answer = handle({ ...request(right), headers });
      expect([answer.status, JSON.parse(answer.body)]).toEqual([400, { error: 'invalid_request' }]);
    }
    expect(handle(bare).status).toBe(401);
  });

  it('knows its clients, if given them', () => {
    const clients = [
      { clientId: 'c0', clientSecret: 's1' },
      { clientId: 'c1', clientSecret: 's1' },
    ];
    const told = smartconnectSandbox({ accounts, random: random(), clients });
    expect(ask(right, told)[0]).toBe(200);
    expect(ask({ ...right, client_secret: 's2' }, told)).toEqual([401, { error: 'invalid_client' }]);
    expect(ask({ ...right, client_id: 'C1' }, told)).toEqual([401, { error: 'invalid_client' }]);
    for (const wrong of [[{ clientId: '', clientSecret: 's' }], [{ clientId: 'c' }], {}, [null]]) {
      expect(codeOf(() => callUntyped(smartconnectSandbox, { accounts, clients: wrong }))).toMatch(/^ERR_ARGUMENT_/);
    }
  });

  it('gives a token that is taken with Bearer, and not in the query', () => {
    const [, { access_token: token }] = ask(right);
    const call = (query: string, headers: HttpRequest['headers'] = {}) => {
      const { status, body } = handle(get(`http://localhost/API/maps${query}`, headers));
      return [status, JSON.parse(body)];
    };
    expect(call('', { Authorization: `Bearer ${token}` })).toEqual([200, { authorised: true, user: right.username }]);
    expect(call('', { Authorization: token })[0]).toBe(401);
    expect(call('', { Authorization: `Bearer ${token}x` })[0]).toBe(401);
    expect(call(`?token=${token}`)[0]).toBe(401);
  });

  it('says how long a token lives, and lets it end', () => {
    let time = 0;
    const ending = smartconnectSandbox({ accounts, random: random(), now: () => time, tokenLife: 90_500 });
    const [, { access_token: token, expires_in: seconds }] = ask(right, ending);
    const status = () => ending(get('http://localhost/API/maps', { Authorization: `Bearer ${token}` })).status;
    expect([seconds, status()]).toEqual([90, 200]);
    time = 90_500;
    expect(status()).toBe(401);
    time = 0;
    revokeTokens(ending);
    expect(status()).toBe(401);
  });
});

import { type HttpRequest, ifactory } from 'credwire';
import { ifactorySandbox } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { get } from '../../support/http-messages.js';
import { callUntyped, codeOf } from '../../support/thrown.js';

const ZEROS = 'AAAAAAAAAAAAAAAAAAAAAA==';
// Its ciphertext holds a plus and a slash: jTpn+KK/…
const user = { userLogin: 'demo', password: 'P@ss+word/=1' };
const options = { baseUrl: 'http://localhost', ...user };
const accounts = [user];
const handle = ifactorySandbox({ accounts });

const change = (request: HttpRequest, url: (old: string) => string): HttpRequest => ({
  ...request,
  url: url(request.url),
});

describe('ifactorySandbox', () => {
  it('answers with a token', () => {
    const answer = handle(ifactory.tokenRequest(options));
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json; charset=utf-8' } });
    expect(JSON.parse(answer.body)).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/) });
    expect(Object.isFrozen(answer)).toBe(true);
  });

  it.each([
    ['a plus that is not encoded', (url: string) => url.replaceAll('%2B', '+'), 400],
    ['a password that is encoded twice', (url: string) => url.replaceAll('%', '%25'), 400],
    ['a password that is not encrypted', (url: string) => url.replace(/password=.*/, 'password=P%40ss'), 400],
    ['a ciphertext that is cut off', (url: string) => url.replace(/password=.*/, 'password=jTpn'), 400],
    ['no password', (url: string) => url.replace(/&password=.*/, ''), 400],
    ['no user', (url: string) => url.replace(/userLogin=[^&]*&/, ''), 401],
    ['a user in other case', (url: string) => url.replace('demo', 'DEMO'), 401],
  ])('refuses %s', (_, wrong, status) => {
    const answer = handle(change(ifactory.tokenRequest(options), wrong));
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({ message: [expect.stringMatching(/\w/)] });
    expect(codeOf(() => ifactory.parseTokenResponse(answer))).toBe('ERR_SIGN_IN_REFUSED');
  });

  it.each([
    ['another key', { key: ZEROS }],
    ['another vector', { iv: ZEROS }],
    ['another charset', { charset: 'utf-16le' }],
  ] as const)('refuses a password under %s, unless told to use that', (_, encryption) => {
    const request = ifactory.tokenRequest({ ...options, ...encryption });
    expect([400, 401]).toContain(handle(request).status);
    expect(ifactorySandbox({ accounts, ...encryption })(request).status).toBe(200);
  });

  it('takes the token with Bearer, in any letter case of the header', () => {
    const session = ifactory.parseTokenResponse(handle(ifactory.tokenRequest(options)));
    const call = (headers: HttpRequest['headers']) => handle(get('http://localhost/api/ping', headers)).status;
    expect(call({ Authorization: `Bearer ${session.token}` })).toBe(200);
    expect(call({ AUTHORIZATION: `Bearer ${session.token}` })).toBe(200);
    expect(call({ Authorization: session.token })).toBe(401);
    expect(call({ token: session.token })).toBe(401);
  });

  it('gives a JWT if tokens end, with whole seconds', () => {
    const ending = ifactorySandbox({ accounts, now: 1_700_000_000_999, tokenLife: 60_000 });
    const { token } = ifactory.parseTokenResponse(ending(ifactory.tokenRequest(options)));
    const decoded = token.split('.', 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
    expect(decoded).toEqual([
      { alg: 'HS256', typ: 'JWT' },
      { iat: 1_700_000_000, exp: 1_700_000_060 },
    ]);
  });

  it('gives tokens only by GET', () => {
    expect(handle({ ...ifactory.tokenRequest(options), method: 'POST' }).status).toBe(405);
  });

  it('takes a key with whitespace around it, as the client does', () => {
    const spaced = ifactorySandbox({ accounts, key: ' YGjDImfP5bf8F7kGbdqWcA==\n', iv: 'bDA11yRcbUsTC9jl5LnuiQ== ' });
    expect(spaced(ifactory.tokenRequest(options)).status).toBe(200);
  });

  it('ignores the case of names in the query, as ASP.NET does', () => {
    const named = (url: string) => url.replace('userLogin', 'UserLogin').replace('password=', 'PASSWORD=');
    expect(handle(change(ifactory.tokenRequest(options), named)).status).toBe(200);
  });

  it.each([
    [{ key: 'AAAA' }, 'ERR_AES_KEY_LENGTH'],
    [{ iv: 'AAAA' }, 'ERR_AES_IV_LENGTH'],
    [{ key: 'key' }, 'ERR_BASE64'],
    [{ charset: 'ascii' }, 'ERR_ARGUMENT_VALUE'],
    [{ seed: 1 }, 'ERR_ARGUMENT_TYPE'],
    [{ accounts: undefined }, 'ERR_ARGUMENT_TYPE'],
    [{ accounts: [{ userLogin: 'demo' }] }, 'ERR_ARGUMENT_TYPE'],
    [{ accounts: [{ ...user, role: 'admin' }] }, 'ERR_UNKNOWN_OPTION'],
    [{ users: [] }, 'ERR_UNKNOWN_OPTION'],
  ])('refuses the options %j, before any request', (wrong, code) => {
    expect(codeOf(() => callUntyped(ifactorySandbox, { accounts, ...wrong }))).toBe(code);
  });
});

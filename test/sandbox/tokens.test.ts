/** Tokens that end, by a clock that the test holds, and tokens that are revoked. */
import { type HttpRequest, idscan, ifactory, run, type Session } from 'credwire';
import {
  bexSandbox,
  type Handler,
  idscanSandbox,
  ifactorySandbox,
  revokeTokens,
  scripted,
  toSend,
} from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { get } from '../support/http-messages.js';
import { drive, SANDBOXES, signedCall } from '../support/sandboxes.js';
import { callUntyped, codeOf, thrownBy } from '../support/thrown.js';

const BASE = 'http://localhost';
const user = { name: 'demo', password: 'p+ss' };
const other = { name: 'other', password: 'p' };

describe.each(SANDBOXES)('$name', ({ name, start, signIn, path }) => {
  const isIn = (handle: Handler, session: Session) =>
    handle(signedCall(BASE + path, session)).body.includes('"authorised":true');

  it('takes a token until its time is over', () => {
    let time = 1_700_000_000_000;
    const handle = start([other, user], { now: () => time, tokenLife: 60_000 });
    const session = drive(signIn(BASE, user), handle);
    expect(JSON.parse(handle(signedCall(BASE + path, session)).body)).toEqual({ authorised: true, user: user.name });
    time += 59_999;
    expect(isIn(handle, session)).toBe(true);
    time += 1;
    expect(isIn(handle, session)).toBe(false);
    const again = drive(signIn(BASE, user), handle);
    expect(again.token).not.toBe(session.token);
    expect([isIn(handle, again), isIn(handle, session)]).toEqual([true, false]);
  });

  it('gives each sign-in a life of its own', () => {
    let time = 0;
    const handle = start([user], { now: () => time, tokenLife: 1000 });
    const first = drive(signIn(BASE, user), handle);
    expect(drive(signIn(BASE, user), handle).token).toBe(first.token); // at the same time, the same
    time = 600;
    const second = drive(signIn(BASE, user), handle);
    expect([isIn(handle, first), isIn(handle, second)]).toEqual([true, true]);
    time = 1200;
    expect([isIn(handle, first), isIn(handle, second)]).toEqual([false, true]);
  });

  it('takes no token whose time was changed', () => {
    const handle = start([user], { now: 5000, tokenLife: 1000 });
    const session = drive(signIn(BASE, user), handle);
    expect(isIn(handle, session)).toBe(true);
    for (const time of ['_5001', '_9000', '', '_', '_x', '_5000_5000']) {
      expect(isIn(handle, { ...session, token: session.token.replace(/_5000$/, time) })).toBe(false);
    }
  });

  it('refuses every token that it issued before they were revoked, and gives others', () => {
    const handle = start([other, user], { seed: `revoked ${name}` });
    const before = drive(signIn(BASE, user), handle);
    revokeTokens(handle);
    expect(isIn(handle, before)).toBe(false);
    const after = drive(signIn(BASE, user), handle);
    expect([isIn(handle, after), isIn(handle, before)]).toEqual([true, false]);
    revokeTokens(handle);
    const last = drive(signIn(BASE, user), handle);
    expect([isIn(handle, last), isIn(handle, after), isIn(handle, before)]).toEqual([true, false, false]);
  });

  it('revokes tokens that have an end too', () => {
    const handle = start([user], { now: () => 0, tokenLife: 1000 });
    const before = drive(signIn(BASE, user), handle);
    revokeTokens(handle);
    expect(isIn(handle, before)).toBe(false);
    expect(isIn(handle, drive(signIn(BASE, user), handle))).toBe(true);
  });

  it.each([
    [{ tokenLife: 1000 }, 'ERR_ARGUMENT_VALUE'],
    [{ tokenLife: 0, now: 0 }, 'ERR_ARGUMENT_VALUE'],
    [{ tokenLife: 1.5, now: 0 }, 'ERR_ARGUMENT_VALUE'],
    [{ tokenLife: '1000', now: 0 }, 'ERR_ARGUMENT_TYPE'],
    [{ tokenLife: 1000, now: Number.NaN }, 'ERR_ARGUMENT_VALUE'],
    [{ tokenLife: 1000, now: new Date(0) }, 'ERR_ARGUMENT_TYPE'],
  ] as const)('refuses %j', (options, code) => {
    expect(codeOf(() => callUntyped(start, [user], options))).toBe(code);
  });
});

describe('a clock', () => {
  const accounts = [{ username: 'u', password: 'p' }];
  const login: HttpRequest = {
    method: 'POST',
    url: `${BASE}/api/service/login?username=u&password=p`,
    headers: {},
  };

  it.each([
    ['throws', () => JSON.parse('{'), 'ERR_ARGUMENT_TYPE'],
    ['tells text', () => '0', 'ERR_ARGUMENT_TYPE'],
    ['tells nonsense', () => Number.NaN, 'ERR_ARGUMENT_VALUE'],
  ])('that %s ends in a coded error', (_, now, code) => {
    const handle = callUntyped(bexSandbox, { accounts, now, tokenLife: 1 }) as Handler; // it takes any function
    expect(codeOf(() => handle(login))).toBe(code);
  });

  it('can have fractions, and lie before 1970', () => {
    for (const now of [-1500.5, -1, 0, 0.5]) {
      const handle = bexSandbox({ accounts, now, tokenLife: 10 });
      const { value } = JSON.parse(handle(login).body);
      expect(handle(get(`${BASE}/api/x`, { token: value })).body).toContain('authorised');
    }
  });

  it('is not asked where tokens have no end', () => {
    const handle = bexSandbox({ accounts, now: () => JSON.parse('{') });
    expect(handle(login).body).toContain('"value"');
  });
});

describe('a token that has an end', () => {
  it('says so where the vendor says it: iFactory by exp, IDscan by .expires and expires_in', async () => {
    const now = Date.UTC(2026, 10, 28, 20, 0, 0);
    const life = { now: () => now, tokenLife: 90_000 };
    const mes = ifactorySandbox({ accounts: [{ userLogin: 'u', password: 'p' }], ...life });
    const session = await run(ifactory.signIn({ baseUrl: BASE, userLogin: 'u', password: 'p' }), toSend(mes));
    expect(session.expiresAt).toBe(now + 90_000);

    const handle = idscanSandbox({ accounts: [{ username: 'u', password: 'p' }], ...life });
    const options = { baseUrl: BASE, username: 'u', password: 'p', area: 'scanning' } as const;
    expect(JSON.parse(handle(idscan.tokenRequest(options)).body)).toMatchObject({
      expires_in: 90,
      '.issued': 'Sat, 28 Nov 2026 20:00:00 GMT',
      '.expires': 'Sat, 28 Nov 2026 20:01:30 GMT',
    });
    expect((await run(idscan.signIn(options), toSend(handle))).expiresAt).toBe(now + 90_000);
  });
});

describe('revokeTokens', () => {
  it('reaches through a script, and refuses what is not a sandbox', () => {
    const sandbox = bexSandbox({ accounts: [{ username: 'u', password: 'p' }] });
    const login = (by: Handler): string =>
      JSON.parse(by({ method: 'POST', url: `${BASE}/api/service/login?username=u&password=p`, headers: {} }).body)
        .value;
    const before = login(sandbox);
    revokeTokens(scripted(sandbox, {}));
    expect(login(sandbox)).not.toBe(before);
    const own = () => ({ status: 200, headers: {}, body: '' });
    expect(codeOf(() => revokeTokens(own))).toBe('ERR_ARGUMENT_VALUE');
    expect(codeOf(() => revokeTokens(scripted(own, {})))).toBe('ERR_ARGUMENT_VALUE');
    const error = thrownBy(() => callUntyped(revokeTokens, undefined));
    expect([error.code, error.message]).toEqual([
      'ERR_ARGUMENT_TYPE',
      expect.stringMatching(/^revokeTokens: "handler": /),
    ]);
  });
});

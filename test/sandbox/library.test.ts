/** The library's newer functions against the sandboxes: each was written from the documents, and neither from the other. */
import { bex, idscan, jacada, run, smartconnect } from 'credwire';
import {
  bexSandbox,
  idscanSandbox,
  jacadaSandbox,
  revokeTokens,
  seededRandom,
  smartconnectSandbox,
  toSend,
} from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { get } from '../support/http-messages.js';

const baseUrl = 'http://localhost';

describe('BEX', () => {
  const user = { username: 'u 1', password: 'p+ss' };
  const sandbox = bexSandbox({ accounts: [user] });

  it.each(['json', 'query'] as const)(
    'opens the downloads with the alternate token, asked for by %s',
    async (transport) => {
      const options = { baseUrl, ...user, transport, preferAlternateToken: true };
      const session = await run(bex.signIn(options), toSend(sandbox));
      const headers = { 'Content-Type': 'application/json' };
      const ask = (path: string, body: string) =>
        sandbox({ method: 'POST', url: `${baseUrl}/api/service/${path}`, headers, body }).body;
      expect(ask('downloadewaybill', bex.downloadBody(session, { waybillNumber: 'W1' }))).toMatch(/^%PDF/);
      expect(ask('downloadparcellabels', bex.downloadBody(session, { waybillNumbers: ['W1'] }))).toMatch(/^%PDF/);
      const plain = await run(bex.signIn({ baseUrl, ...user, transport }), toSend(sandbox));
      expect(ask('downloadewaybill', bex.downloadBody(plain, { waybillNumber: 'W1' }))).toContain('"ex"');
    },
  );

  it.each(['username', 'userName'] as const)('takes the query key %s', async (usernameKey) => {
    const options = { baseUrl, ...user, transport: 'query', usernameKey } as const;
    expect((await run(bex.signIn(options), toSend(sandbox))).email).toBe(user.username);
  });

  it('says that a session is over, in a way that the library understands', async () => {
    const own = bexSandbox({ accounts: [user] });
    const session = await run(bex.signIn({ baseUrl, ...user }), toSend(own));
    const call = () => own(bex.authorize(get(`${baseUrl}/api/service/track`), session));
    expect(bex.isSessionOver(call())).toBe(false);
    revokeTokens(own);
    expect(bex.isSessionOver(call())).toBe(true);
  });
});

describe('Jacada', () => {
  const user = { accountId: '7', user: 'd\u00E9mo', password: 'p+\u{1F600}' };

  it('knows the credentials in headers, and the tenant without a user', () => {
    const tenant = { tenantId: 't', applicationKey: 'k' };
    const sandbox = jacadaSandbox({ accounts: [user], tenants: [tenant] });
    const ask = (headers: Readonly<Record<string, string>>) => JSON.parse(sandbox(get(`${baseUrl}/x`, headers)).body);
    const credentials = { user: user.user, password: user.password };
    expect(ask(jacada.credentialHeaders({ ...tenant, ...credentials }))).toEqual({ authorised: true, user: user.user });
    expect(ask(jacada.credentialHeaders(tenant))).toEqual({ authorised: true });
    expect(ask(jacada.credentialHeaders({ ...tenant, applicationKey: 'x' }))).toHaveProperty('code', '0x7000400');
  });

  it('wants the Session-Id that the library sends on', async () => {
    const sandbox = jacadaSandbox({ accounts: [user], requireSessionId: true });
    const session = await run(jacada.signIn({ baseUrl, ...user }), toSend(sandbox));
    expect(sandbox(jacada.authorize(get(`${baseUrl}/x`), session)).status).toBe(200);
  });

  it('refuses in words that the library passes on', async () => {
    const sandbox = jacadaSandbox({ accounts: [user] });
    await expect(run(jacada.signIn({ baseUrl, ...user, prefixLength: 8 }), toSend(sandbox))).rejects.toMatchObject({
      code: 'ERR_SIGN_IN_REFUSED',
      vendorMessage: expect.stringMatching(/wrong credentials/),
    });
  });
});

describe('IDscan', () => {
  it('takes a base URL that includes the service, and the real paths below it', async () => {
    const user = { username: 'u', password: 'p' };
    const sandbox = idscanSandbox({ accounts: [user] });
    for (const path of ['', '/idscanenterprisesvc', '/IDscanEnterpriseSvc/']) {
      const session = await run(idscan.signIn({ baseUrl: baseUrl + path, ...user, area: 'scanning' }), toSend(sandbox));
      const upload = { method: 'POST' as const, url: `${baseUrl}/idscanenterprisesvc/journey/upload`, headers: {} };
      expect(sandbox(idscan.authorize(upload, session, { action: 'upload' })).status).toBe(200);
      expect(sandbox(idscan.authorize(upload, session, { via: 'cookie' })).status).toBe(200);
    }
  });
});

describe('SmartConnect', () => {
  const user = { email: 'u+1@example.com', password: 'p+ \u00E9' };
  const client = { clientId: 'c', clientSecret: 's+' };
  const companies = [
    { id: '1', name: 'A' },
    { id: '2', name: 'B', apiUrl: 'attacker.example/API' },
  ];
  const sandbox = smartconnectSandbox({
    accounts: [{ ...user, companies }],
    clients: [client],
    random: seededRandom('key 155'),
    now: 0,
    tokenLife: 60_000,
  });
  const options = { username: user.email, password: user.password, ...client, now: 0 };

  it.each([baseUrl, `${baseUrl}/API`])('signs in to the REST API at %s', async (apiUrl) => {
    const session = await run(smartconnect.restSignIn({ apiUrl, ...options }), toSend(sandbox));
    expect(session.expiresAt).toBe(60_000);
    const call = smartconnect.authorize(get(`${baseUrl}/API/maps`), session);
    expect(JSON.parse(sandbox(call).body)).toEqual({ authorised: true, user: user.email });
  });

  it('refuses another password and another client', async () => {
    for (const wrong of [{ password: 'x' }, { clientSecret: 'x' }]) {
      const flow = smartconnect.restSignIn({ apiUrl: baseUrl, ...options, ...wrong });
      await expect(run(flow, toSend(sandbox))).rejects.toMatchObject({ code: 'ERR_SIGN_IN_REFUSED' });
    }
  });

  it('has companies whose API the library does not trust', async () => {
    const flow = smartconnect.signIn({ loginUrl: baseUrl, ...user, choose: () => '2' });
    await expect(run(flow, toSend(sandbox))).rejects.toMatchObject({
      code: 'ERR_UNTRUSTED_HOST',
      host: 'attacker.example',
    });
  });
});

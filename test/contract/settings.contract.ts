/** The settings that docs/clients.md shows for each client: they compile, and a sign-in goes through and ends. */
import http from 'node:http';
import https from 'node:https';
import axios from 'axios';
import { bex, CredwireError, idscan, run } from 'credwire';
import { type Send, viaAxios, viaFetch, viaGot, viaKy, viaNodeHttp, viaSuperagent, viaUndici } from 'credwire/clients';
import { bexSandbox, idscanSandbox, listen } from 'credwire/sandbox';
import got from 'got';
import gotNewest from 'got-newest';
import ky from 'ky';
import kyNewest from 'ky-newest';
import superagent from 'superagent';
import { Agent, fetch as fetchOfUndici, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrongCertificate } from './support/certificate.js';
import { httpAnswer, type RawServer, startRawServer } from './support/raw-server.js';

const { signal } = new AbortController();
const dispatcher = new Agent();
const settings: readonly (readonly [string, Send])[] = [
  ['fetch', viaFetch((url, init) => fetch(url, { ...init, signal }))],
  ['fetch of undici', viaFetch((url, init) => fetchOfUndici(url, { ...init, dispatcher }))],
  ['axios', viaAxios(axios.create({ signal, timeout: 5000 }))],
  ['got 14', viaGot(got.extend({ signal, timeout: { request: 5000 } }))],
  ['got 16', viaGot(gotNewest.extend({ signal, timeout: { request: 5000 } }))],
  ['ky 1', viaKy(ky.extend({ signal, timeout: 5000 }))],
  ['ky 2', viaKy(kyNewest.extend({ signal, timeout: 5000 }))],
  ['undici', viaUndici((url, options) => request(url, { ...options, signal, dispatcher }))],
  ['superagent', viaSuperagent(superagent.agent().timeout(5000))],
];

let url: string;
let close: () => Promise<void>;
beforeAll(async () => {
  const server = await listen(http, bexSandbox({ accounts: [{ username: 'u', password: 'p+' }] }));
  ({ url, close } = server);
});
afterAll(() => close());

describe('with settings of your own', () => {
  it.each(settings)('%s signs in', async (_, send) => {
    expect((await run(bex.signIn({ baseUrl: url, username: 'u', password: 'p+' }), send)).email).toBe('u');
  });

  it('node:https gets as far as the certificate', async () => {
    const secure = await startRawServer(undefined, { tls: await wrongCertificate() });
    const send = viaNodeHttp(http, {
      request: (options, answered) => https.request({ ...options, signal, agent: https.globalAgent }, answered),
    });
    const flow = run(bex.signIn({ baseUrl: secure.url, username: 'u', password: 'p' }), send);
    const error = await flow.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CredwireError);
    expect(error).toMatchObject({ code: 'ERR_TRANSPORT', cause: { code: expect.stringMatching(/CERT|SIGNED/) } });
    await secure.close();
  });
});

describe.each([
  ['got 14', viaGot(got.extend({ retry: { calculateDelay: () => 1 } }))],
  ['got 16', viaGot(gotNewest.extend({ retry: { calculateDelay: () => 1, enforceRetryRules: false } }))],
] as const)('%s, told to try again by a function', (_, send) => {
  let server: RawServer;
  beforeAll(async () => {
    server = await startRawServer(() => httpAnswer(503, 'busy'));
  });
  afterAll(() => server.close());

  it.each(['GET', 'POST'] as const)('asks once, by %s', async (method) => {
    server.requests.length = 0;
    expect((await send({ method, url: server.url, headers: {} })).status).toBe(503);
    expect(server.requests).toHaveLength(1);
  });
});

describe('an agent of superagent', () => {
  it('sends the cookie of the session that it is given, and no other user’s', async () => {
    const accounts = ['a', 'b'].map((username) => ({ username, password: 'p' }));
    const server = await listen(http, idscanSandbox({ accounts, issue: 'cookie' }));
    const send = viaSuperagent(superagent.agent());
    const signIn = (username: string) =>
      run(idscan.signIn({ baseUrl: server.url, username, password: 'p', area: 'scanning' }), send);
    const [first] = [await signIn('a'), await signIn('b')];
    const call = { method: 'GET', url: `${server.url}/idscanenterprisesvc/x`, headers: {} } as const;
    for (const via of ['authorization', 'cookie'] as const) {
      const answer = await send(idscan.authorize(call, first, { via }));
      expect(JSON.parse(answer.body)).toMatchObject({ authorised: true, user: 'a' });
    }
    await server.close();
  });
});

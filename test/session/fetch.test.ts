import { bex, ifactory, jacada } from 'credwire';
import { type ConnectionEvent, connect } from 'credwire/session';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchOf, gateway, settle, USER } from './support.js';

afterEach(() => vi.unstubAllGlobals());

describe('connection.fetch', () => {
  it('signs in with fetch, adds the token, and gives the Response as it came', async () => {
    const server = gateway();
    const { fetch, calls } = fetchOf(server);
    const connection = connect(ifactory, USER, { fetch });
    const response = await connection.fetch('/api/ping', { headers: { Accept: 'text/plain' }, keepalive: true });
    expect(response).toBeInstanceOf(Response);
    expect(await response.text()).toBe('call 1');
    expect(calls[1]).toEqual({
      url: 'https://mes.example/gateway/api/ping',
      init: {
        headers: { Accept: 'text/plain', Authorization: 'Bearer token-1' },
        keepalive: true,
        redirect: 'manual',
      },
    });
  });

  it('takes the fetch of the platform', async () => {
    const server = gateway();
    vi.stubGlobal('fetch', fetchOf(server).fetch);
    const connection = connect(ifactory, USER);
    expect((await connection.fetch('/api/ping')).status).toBe(200);
    expect((await connection.send({ url: '/api/ping' })).body).toBe('call 2');
    vi.stubGlobal('fetch', undefined);
    for (const name of ['fetch', 'send'] as const) {
      const call = name === 'fetch' ? connection.fetch('/a') : connection.send({ url: '/a' });
      await expect(call).rejects.toMatchObject({
        code: 'ERR_NO_FETCH',
        message: expect.stringMatching(new RegExp(`^connection\\.${name}: .*"fetch".*"send"`)),
      });
    }
  });

  it('takes a URL, a Request, and headers of every form', async () => {
    const server = gateway();
    const { fetch, calls } = fetchOf(server);
    const connection = connect(ifactory, USER, { fetch: fetch as typeof globalThis.fetch });
    const url = 'https://mes.example/a';
    await connection.fetch(new URL(url), { headers: new Headers({ one: '1' }) });
    await connection.fetch(url, { headers: [['two', '2']] });
    const request = new Request(url, { method: 'PUT', headers: { three: '3' }, body: 'whole', redirect: 'error' });
    await connection.fetch(request);
    await connection.fetch(new Request(url), { headers: { four: '4' }, redirect: 'follow' });
    const [, one, two, three, four] = calls.map(({ init }) => init);
    expect(one?.headers).toEqual({ one: '1', Authorization: 'Bearer token-1' });
    expect(two?.headers).toEqual({ two: '2', Authorization: 'Bearer token-1' });
    expect(three).toMatchObject({ method: 'PUT', redirect: 'error', headers: { three: '3' } });
    expect(Buffer.from(three?.body as ArrayBuffer).toString()).toBe('whole');
    expect(four).toMatchObject({ method: 'GET', redirect: 'follow', headers: { four: '4' } });
    expect(four).not.toHaveProperty('body');
  });

  it('sends what can be sent again once more where the session is over', async () => {
    const server = gateway();
    const { fetch, calls } = fetchOf(server);
    const connection = connect(ifactory, USER, { fetch: fetch as typeof globalThis.fetch });
    const url = 'https://mes.example/a';
    const form = new FormData();
    for (const body of ['text', new Uint8Array(3), form, new Blob(['b']), new URLSearchParams('a=1')]) {
      server.revoke();
      expect((await connection.fetch(url, { method: 'POST', body })).status).toBe(200);
      expect(calls.at(-1)?.init.body).toBe(body);
    }
    server.revoke();
    expect((await connection.fetch(new Request(url, { method: 'POST', body: 'of a Request' }))).status).toBe(200);
    expect(Buffer.from(calls.at(-1)?.init.body as ArrayBuffer).toString()).toBe('of a Request');
  });

  it('sends a stream once and tells, and gives the response that can still be read', async () => {
    const server = gateway();
    const events: ConnectionEvent[] = [];
    const { fetch } = fetchOf(server);
    const onEvent = (event: ConnectionEvent) => events.push(event);
    const connection = connect(ifactory, USER, { fetch: fetch as typeof globalThis.fetch, onEvent });
    await connection.session();
    server.revoke();
    const body = new Blob(['x']).stream();
    const response = await connection.fetch('/api/upload', { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect([response.status, await response.text()]).toEqual([401, 'call 1']);
    expect(events.at(-1)).toEqual({ vendor: 'ifactory', type: 'no-repeat', status: 401 });
  });

  it('gives the reason of a signal, as fetch does', async () => {
    const server = gateway();
    server.hold();
    const connection = connect(ifactory, USER, { fetch: fetchOf(server).fetch });
    const controller = new AbortController();
    const call = connection.fetch('/a', { signal: controller.signal });
    await settle();
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await expect(connection.fetch('/a', { signal: AbortSignal.abort('early') })).rejects.toBe('early');
  });

  it('hands the signal to the client, and ends a call that takes too long', async () => {
    const server = gateway();
    const { fetch } = fetchOf(server);
    const hanging = async (url: string, init: RequestInit = {}) => {
      if (url.includes('/api/tokens')) return fetch(url, init);
      return new Promise<Response>((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(new Error('of the client')));
      });
    };
    const connection = connect(ifactory, USER, { fetch: hanging, timeout: 50 });
    await expect(connection.fetch('/a')).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
    const controller = new AbortController();
    const call = connection.fetch('/a', { signal: controller.signal });
    setTimeout(() => controller.abort('by hand'), 5);
    await expect(call).rejects.toBe('by hand');
  });

  it('lets an error of the client through', async () => {
    const server = gateway();
    const { fetch } = fetchOf(server);
    const failing = async (url: string, init: RequestInit = {}) => {
      if (url.includes('/api/tokens')) return fetch(url, init);
      throw new TypeError('fetch failed');
    };
    const connection = connect(ifactory, USER, { fetch: failing });
    await expect(connection.fetch('/a')).rejects.toThrow(new TypeError('fetch failed'));
  });

  it('can be passed on by itself, and runs alongside a send', async () => {
    const server = gateway();
    const { fetch, calls } = fetchOf(server);
    const { fetch: signed } = connect(ifactory, USER, { send: server.send, fetch });
    expect((await signed('/api/ping')).status).toBe(200);
    expect(calls).toHaveLength(1); // the sign-in went by send
  });
});

describe('a session that is over within HTTP 200', () => {
  const bexFetch = (headers: Record<string, string>) => {
    let [signIns, token] = [0, ''];
    return Object.assign(
      async (url: string, init: RequestInit = {}) => {
        if (url.endsWith('/login')) {
          token = `t${++signIns}`;
          return Response.json({ value: token });
        }
        const isGood = (init.headers as Record<string, string>).token === token;
        return new Response(isGood ? '{"waybills":[]}' : '{"ex":"Invalid token"}', { headers });
      },
      { revoke: () => (token = ''), count: () => signIns },
    );
  };

  it('is noticed, and the body of the response can still be read', async () => {
    const fetch = bexFetch({ 'content-type': 'application/json; charset=utf-8' });
    const connection = connect(bex, { username: 'u', password: 'p' }, { fetch });
    await connection.session();
    fetch.revoke();
    expect(await (await connection.fetch('/api/service/waybills')).json()).toEqual({ waybills: [] });
    expect(fetch.count()).toBe(2);
  });

  it.each([{ 'content-type': 'application/pdf' }, { 'content-type': 'application/json', 'content-length': '65537' }])(
    'is not looked for in data: %o',
    async (headers) => {
      const fetch = bexFetch(headers as unknown as Record<string, string>);
      const connection = connect(bex, { username: 'u', password: 'p' }, { fetch });
      await connection.session();
      fetch.revoke();
      expect(await (await connection.fetch('/api/service/waybills')).json()).toEqual({ ex: 'Invalid token' });
      expect(fetch.count()).toBe(1);
    },
  );

  it("is found by Jacada's code", async () => {
    let signIns = 0;
    const fetch = async (url: string, init: RequestInit = {}) => {
      if (url.endsWith('/auth/')) return Response.json({ 'Security-Token': `t${++signIns}` });
      const isGood = (init.headers as Record<string, string>)['Security-Token'] === 't2';
      return isGood ? Response.json([]) : Response.json({ code: '0x7000400' }, { status: 400 });
    };
    const options = { baseUrl: 'https://jacada.example', accountId: 1, user: 'u', password: 'p' };
    expect((await connect(jacada, options, { fetch }).fetch('/x')).status).toBe(200);
    expect(signIns).toBe(2);
  });
});

/** What `connection.fetch` and the default client do like fetch, and what they must not do. */
import { idscan, ifactory } from 'credwire';
import { connect } from 'credwire/session';
import { describe, expect, it } from 'vitest';
import { fetchOf, gateway, USER } from './support.js';

describe('connection.fetch, next to fetch', () => {
  it('follows no redirect if `redirect` is undefined, as if it were missing', async () => {
    const server = gateway();
    const { fetch, calls } = fetchOf(server);
    const connection = connect(ifactory, USER, { fetch });
    const absent = undefined as never; // what a wrapper may pass
    await connection.fetch('/a', { redirect: absent });
    await connection.send({ url: '/a', redirect: absent } as { url: string });
    expect(calls.slice(1).map(({ init }) => init.redirect)).toEqual(['manual', 'manual']);
  });

  it.each([{ method: undefined }, { body: undefined }, { body: null }, { headers: undefined }])(
    'takes %o for absent next to a Request',
    async (init) => {
      const server = gateway();
      const { fetch, calls } = fetchOf(server);
      const connection = connect(ifactory, USER, { fetch: fetch as typeof globalThis.fetch });
      const request = new Request('https://mes.example/a', { method: 'POST', body: 'hello', headers: { a: 'b' } });
      await connection.fetch(request, init as RequestInit);
      const sent = calls[1]?.init;
      expect(sent).toMatchObject({ method: 'POST', headers: { a: 'b' } });
      expect(Buffer.from(sent?.body as ArrayBuffer).toString()).toBe('hello');
    },
  );

  it('takes null for no init, and joins the pairs of a header', async () => {
    const server = gateway();
    const { fetch, calls } = fetchOf(server);
    const connection = connect(ifactory, USER, { fetch });
    await connection.fetch('/a', null as unknown as RequestInit);
    const headers: [string, string][] = [
      ['Accept', 'a/a'],
      ['accept', 'b/b'],
    ];
    await connection.fetch('/a', { headers });
    expect(calls[2]?.init.headers).toEqual({ Accept: 'a/a, b/b', Authorization: 'Bearer token-1' });
  });

  it('ends the body too when the caller aborts', async () => {
    const server = gateway();
    const signals: (AbortSignal | null | undefined)[] = [];
    const fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
      signals.push(init.signal);
      return fetchOf(server).fetch(url, init);
    };
    for (const isOwn of [true, false]) {
      const controller = new AbortController();
      const { signal } = controller;
      const connection = connect(ifactory, USER, { fetch, ...(!isOwn && { signal }) });
      await connection.fetch('/a', isOwn ? { signal } : {});
      expect(signals.at(-1)?.aborted).toBe(false);
      controller.abort();
      expect(signals.at(-1)?.aborted).toBe(true);
    }
  });

  it('passes the signal of a call on to fetch', async () => {
    const { fetch, calls } = fetchOf(gateway());
    const { signal } = new AbortController();
    const connection = connect(ifactory, USER, { fetch });
    await connection.send({ url: '/a', signal } as { url: string });
    expect(calls[1]?.init.signal).toBe(signal);
  });

  it('refuses a response that followed a redirect to another origin, unless the caller asks for that', async () => {
    const server = gateway();
    const fetch = async (url: string, init: RequestInit = {}) => {
      const response = await fetchOf(server).fetch(url, init);
      if (url.includes('/api/tokens')) return response;
      const place = { value: 'https://evil.example/a' };
      return Object.defineProperties(response, { url: place, redirected: { value: undefined } }); // as in React Native
    };
    const connection = connect(ifactory, USER, { fetch });
    await expect(connection.fetch('/a')).rejects.toMatchObject({ code: 'ERR_TRANSPORT' });
    await expect(connection.send({ url: '/a' })).rejects.toMatchObject({ code: 'ERR_TRANSPORT' });
    expect((await connection.fetch('/a', { redirect: 'follow' })).status).toBe(200);
  });

  it('keeps every cookie of a sign-in apart', async () => {
    const headers = new Headers([
      ['Set-Cookie', 'token=abc; path=/'],
      ['Set-Cookie', 'ARRAffinity=zzz'],
    ]);
    const fetch = async () => new Response('{}', { headers });
    const options = { baseUrl: 'https://id.example', username: 'u', password: 'p', area: 'scanning' } as const;
    expect((await connect(idscan, options, { fetch }).session()).token).toBe('abc');
  });

  it('ends the body of a response that the call is repeated for', async () => {
    const server = gateway();
    const cancelled: string[] = [];
    const fetch = async (url: string, init: RequestInit = {}) => {
      const response = await fetchOf(server).fetch(url, init);
      if (response.status !== 401) return response;
      return new Response(new ReadableStream({ cancel: () => void cancelled.push(url) }), { status: 401 });
    };
    const connection = connect(ifactory, USER, { fetch });
    await connection.session();
    server.revoke();
    expect((await connection.fetch('/a')).status).toBe(200);
    expect(cancelled).toEqual(['https://mes.example/gateway/a']);
  });
});

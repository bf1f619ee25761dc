/** What `connection.fetch` and the default client do like fetch, and what they must not do. */
import { idscan, ifactory } from 'credwire';
import { connect } from 'credwire/session';
import { describe, expect, it, vi } from 'vitest';
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

  it('sends the body of the init instead of that of the Request', async () => {
    const { fetch, calls } = fetchOf(gateway());
    const connection = connect(ifactory, USER, { fetch: fetch as typeof globalThis.fetch });
    const request = new Request('https://mes.example/a', { method: 'POST', body: 'old', headers: { a: 'b' } });
    await connection.fetch(request, { body: 'new' });
    expect(calls[1]).toMatchObject({ url: 'https://mes.example/a', init: { method: 'POST', body: 'new' } });
  });

  it('reads the body of a Request unless it is a GET or a HEAD, where the engine can', async () => {
    const { fetch, calls } = fetchOf(gateway());
    const connection = connect(ifactory, USER, { fetch });
    const arrayBuffer = async () => new TextEncoder().encode('x').buffer;
    for (const [method, body] of [
      ['get', undefined],
      ['HEAD', undefined],
      ['FORGET', 1],
      ['HEADER', 1],
    ] as const) {
      const request = { url: '/a', method, arrayBuffer, clone: () => request };
      await connection.fetch(request as unknown as string); // as a platform's own Request
      expect((calls.at(-1)?.init.body as ArrayBuffer | undefined)?.byteLength).toBe(body);
    }
    const bare = { url: '/a', method: 'POST', clone: () => bare };
    await connection.fetch(bare as unknown as string);
    expect(calls.at(-1)?.init).not.toHaveProperty('body');
  });

  it('passes every member of a Request on', async () => {
    const members = {
      method: 'GET',
      mode: 'cors',
      credentials: 'include',
      cache: 'no-store',
      redirect: 'error',
      referrer: 'https://mes.example/page',
      referrerPolicy: 'origin',
      integrity: 'sha256-abc',
      keepalive: true,
    };
    const request = { ...members, url: 'https://mes.example/a', clone: () => request, headers: { a: 'b' } };
    const { fetch, calls } = fetchOf(gateway());
    const connection = connect(ifactory, USER, { fetch });
    await connection.fetch(request as unknown as string); // as a platform's own Request
    expect(calls[1]?.init).toEqual({ ...members, headers: { a: 'b', Authorization: 'Bearer token-1' } });
  });

  it('keeps redirects off, and leaves out what a Request lacks or only a page can have', async () => {
    const { fetch, calls } = fetchOf(gateway());
    const connection = connect(ifactory, USER, { fetch });
    const page = { url: '/a', redirect: 'follow', mode: 'navigate', cache: undefined, clone: () => page };
    await connection.fetch(page as unknown as string); // as a platform's own Request
    await connection.fetch('/b', page as unknown as RequestInit);
    for (const { init } of calls.slice(1)) {
      expect(Object.keys(init).sort()).toEqual(['headers', 'redirect']);
      expect(init.redirect).toBe('manual');
    }
  });

  it('ends with the signal of a Request', async () => {
    const connection = connect(ifactory, USER, { fetch: fetchOf(gateway()).fetch as typeof globalThis.fetch });
    const request = new Request('https://mes.example/a', { signal: AbortSignal.abort('enough') });
    await expect(connection.fetch(request)).rejects.toBe('enough');
  });

  it('takes an object that only looks like a Request for its text, as fetch does', async () => {
    const { fetch, calls } = fetchOf(gateway());
    const odd: object = { url: 5, clone: () => odd, toString: () => '/odd' };
    await connect(ifactory, USER, { fetch }).fetch(odd as unknown as string); // as JavaScript would
    expect(calls[1]?.url).toBe('https://mes.example/gateway/odd');
  });

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
    const call = { url: '/a', redirect: 'follow' };
    expect((await connection.send(call)).status).toBe(200);
  });

  it('takes a response from elsewhere whose client knows that it followed nothing', async () => {
    const server = gateway();
    const fetch = async (url: string, init: RequestInit = {}) => {
      const response = await fetchOf(server).fetch(url, init);
      const place = { value: 'https://cache.example/a' };
      return Object.defineProperties(response, { url: place, redirected: { value: false } });
    };
    expect((await connect(ifactory, USER, { fetch }).fetch('/a')).status).toBe(200);
  });

  it('rejects with the reason of AbortSignal.timeout(), as fetch does', async () => {
    const server = gateway();
    const fetch = (url: string, init: RequestInit = {}) =>
      url.includes('/api/tokens') ? fetchOf(server).fetch(url, init) : new Promise<Response>(() => {});
    const connection = connect(ifactory, USER, { fetch });
    await connection.session();
    const call = connection.fetch('/a', { signal: AbortSignal.timeout(5) });
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
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

  it('aborts without AbortSignal.any, too', async () => {
    vi.stubGlobal('AbortSignal', class {});
    try {
      const { fetch, calls } = fetchOf(gateway());
      const controller = new AbortController();
      await connect(ifactory, USER, { fetch }).fetch('/a', { signal: controller.signal });
      expect(calls[1]?.init.signal?.aborted).toBe(false);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('repeats a call whose response has no body', async () => {
    const server = gateway();
    const fetch = async (url: string, init: RequestInit = {}) => {
      const response = await fetchOf(server).fetch(url, init);
      return response.status === 401 ? new Response(null, { status: 401 }) : response;
    };
    const connection = connect(ifactory, USER, { fetch });
    await connection.session();
    server.revoke();
    expect((await connection.fetch('/a')).status).toBe(200);
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

  it('takes its arguments as they are at the call, even the first one', async () => {
    const { fetch, calls } = fetchOf(gateway());
    const connection = connect(ifactory, USER, { fetch });
    const init = { method: 'POST', body: '' };
    const sent = ['1', '2', '3'].map((body) => {
      init.body = body;
      return connection.fetch('/a', init);
    });
    init.method = 'DELETE';
    await Promise.all(sent);
    expect(calls.slice(1).map(({ init: { method, body } }) => `${method} ${body}`)).toEqual([
      'POST 1',
      'POST 2',
      'POST 3',
    ]);
  });

  it('takes a Request whose body the caller reads, and one as the second argument', async () => {
    const { fetch, calls } = fetchOf(gateway());
    const connection = connect(ifactory, USER, { fetch: fetch as typeof globalThis.fetch });
    const request = new Request('https://mes.example/a', { method: 'PUT', body: 'whole', headers: { a: 'b' } });
    const sent = connection.fetch(request);
    expect(await request.text()).toBe('whole');
    await sent;
    const other = new Request('https://other.example/', { method: 'PATCH', body: 'rest', headers: { c: 'd' } });
    await connection.fetch('/b', other as RequestInit);
    const [one, two] = calls.slice(1).map(({ url, init }) => {
      return { url, ...init, body: Buffer.from(init.body as ArrayBuffer).toString() };
    });
    expect(one).toMatchObject({ method: 'PUT', body: 'whole', headers: { a: 'b' } });
    expect(two).toMatchObject({
      url: 'https://mes.example/gateway/b',
      method: 'PATCH',
      body: 'rest',
      headers: { c: 'd' },
    });
  });

  it.each([
    ['a Map', new Map([['A', '1']])],
    ['its entries', new Map([['A', '1']]).entries()],
    ['a Set of pairs', new Set([['A', '1']])],
    ['Headers', new Headers({ A: '1' })],
    ['a record with a name in two cases', { A: '1', a: '2' }],
  ])('takes headers as %s', async (_, headers) => {
    const { fetch, calls } = fetchOf(gateway());
    await connect(ifactory, USER, { fetch }).fetch('/a', { headers: headers as Headers });
    expect(new Headers(calls[1]?.init.headers).get('a')).toMatch(/^1(?:, 2)?$/);
  });

  it('refuses a value that is not a signal, and leaves no timer', async () => {
    const connection = connect(ifactory, USER, { fetch: fetchOf(gateway()).fetch, timeout: 5 });
    await connection.session();
    const signal = new AbortController() as unknown as AbortSignal; // a common slip
    await expect(connection.fetch('/a', { signal })).rejects.toMatchObject({
      code: 'ERR_ARGUMENT_TYPE',
      message: expect.stringMatching(/^connection\.fetch: "signal": /),
    });
    await expect(connection.fetch('/a', { signal: null })).resolves.toMatchObject({ status: 200 });
    await new Promise((resolve) => setTimeout(resolve, 10)); // a timer that was left would end the process
  });

  it('checks where a response comes from with `redirect: error`, too', async () => {
    const foreign = async (url: string, init: RequestInit = {}) => {
      const response = await fetchOf(gateway()).fetch(url, init);
      if (url.includes('/api/tokens')) return response;
      const place = { value: 'https://evil.example/a' };
      return Object.defineProperties(response, { url: place, redirected: { value: undefined } });
    };
    const connection = connect(ifactory, USER, { fetch: foreign });
    const call = { url: '/a', redirect: 'error' };
    await expect(connection.send(call)).rejects.toMatchObject({ code: 'ERR_TRANSPORT' });
  });
});

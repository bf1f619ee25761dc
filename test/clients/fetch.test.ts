import { bex, type HttpRequest, ifactory, run } from 'credwire';
import { type FetchResponse, toFetch, viaFetch, viaKy } from 'credwire/clients';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { get } from '../support/http-messages.js';
import { callUntyped, codeOf, rejectionOf, thrownBy } from '../support/thrown.js';

const post = (body: string, headers: HttpRequest['headers'] = {}): HttpRequest => ({
  method: 'POST',
  url: 'https://mes.example/',
  headers,
  body,
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('toFetch', () => {
  it('passes method, URL and headers on, and has redirects not followed', () => {
    expect(toFetch(get('https://mes.example/a?b=%2B', { Accept: 'c' }))).toEqual([
      'https://mes.example/a?b=%2B',
      { method: 'GET', headers: { Accept: 'c' }, redirect: 'manual' },
    ]);
  });

  it('has no body if none is sent, and an empty one if an empty one is', () => {
    expect(toFetch(get('https://mes.example/'))[1]).not.toHaveProperty('body');
    expect(toFetch(post('', { 'Content-Type': 'text/plain' }))[1].body).toBe('');
  });

  it('passes a body as text where its type is set, in whatever case', () => {
    for (const name of ['Content-Type', 'content-type', 'CONTENT-TYPE']) {
      expect(toFetch(post('p\u00E9', { [name]: 'text/plain' }))[1].body).toBe('p\u00E9');
    }
  });

  it('passes an unlabelled body as bytes, because fetch would label a string', () => {
    const { body } = toFetch(post('p\u00E9'))[1];
    expect(body).toEqual(Uint8Array.of(0x70, 0xc3, 0xa9));
    expect(
      new Request('https://mes.example/', { method: 'POST', body: body ?? null }).headers.get('content-type'),
    ).toBeNull();
  });

  it('returns headers that the caller may change without changing the request', () => {
    const request = bex.tokenRequest({ username: 'u', password: 'p' });
    const [, init] = toFetch(request);
    init.headers['X-Extra'] = 'a';
    expect(request.headers).not.toHaveProperty('X-Extra');
  });

  it('makes something that the platform accepts as a request', () => {
    const [url, init] = toFetch(
      ifactory.tokenRequest({ baseUrl: 'http://localhost', userLogin: 'u', password: "a'b" }),
    );
    const request = new Request(url, init);
    expect(request.url).toBe(url);
    expect(request.redirect).toBe('manual');
  });

  it('refuses anything but a request', () => {
    expect(thrownBy(() => toFetch(get('/relative'))).code).toBe('ERR_URL');
    expect(thrownBy(() => toFetch(get('https://mes.example/', { A: 'b\r\n' }))).code).toBe('ERR_HEADER_VALUE');
    expect(thrownBy(() => toFetch(post('\uD800'))).code).toBe('ERR_TEXT_NOT_WELL_FORMED');
  });
});

describe('viaFetch', () => {
  const request = get('https://mes.example/a', { Accept: 'b' });
  const emptyText = async () => '';

  it('calls the given function with what toFetch makes', async () => {
    const fetch = vi.fn(async () => new Response('body', { status: 418, headers: { 'X-A': 'b' } }));
    expect(await viaFetch(fetch)(request)).toEqual({
      status: 418,
      headers: { 'x-a': 'b', 'content-type': 'text/plain;charset=UTF-8' },
      body: 'body',
    });
    const [url, init] = toFetch(request);
    expect(fetch.mock.calls).toEqual([[url, { ...init, signal: expect.any(AbortSignal) }]]);
  });

  it('gives no signal to fetch where the platform can make none', async () => {
    vi.stubGlobal('AbortController', undefined);
    const fetch = vi.fn(async () => new Response('body'));
    await viaFetch(fetch)(request);
    expect(fetch.mock.calls).toEqual([toFetch(request)]);
  });

  it("takes the platform's fetch by default, the one that is there when it sends", async () => {
    const send = viaFetch();
    vi.stubGlobal('fetch', async () => new Response('stubbed'));
    expect((await send(request)).body).toBe('stubbed');
  });

  it('rejects with ERR_NO_FETCH where the platform has none', async () => {
    const send = viaFetch();
    for (const none of [undefined, null, {}]) {
      vi.stubGlobal('fetch', none);
      expect(await rejectionOf(send(request))).toMatchObject({ code: 'ERR_NO_FETCH' });
    }
  });

  it.each([
    ['null', null],
    ['a URL', 'https://mes.example'],
    ['an object', { fetch: () => undefined }],
  ])('refuses %s for a fetch, at once', (_, fetch) => {
    expect(codeOf(() => callUntyped(viaFetch, fetch))).toBe('ERR_ARGUMENT_TYPE');
  });

  it('rejects anything but a request, and does not call fetch', async () => {
    const fetch = vi.fn(async () => new Response(''));
    expect(await rejectionOf(viaFetch(fetch)(get('ftp://mes.example')))).toMatchObject({ code: 'ERR_URL' });
    expect(fetch).not.toHaveBeenCalled();
  });

  it("lets fetch's own rejection through, for run to wrap", async () => {
    const cause = new TypeError('fetch failed');
    const send = viaFetch(() => Promise.reject(cause));
    await expect(send(request)).rejects.toBe(cause);
    const flow = bex.signIn({ username: 'u', password: 'p' });
    expect(await rejectionOf(run(flow, send))).toMatchObject({ code: 'ERR_TRANSPORT', cause });
  });

  it.each([
    ['nothing', undefined],
    ['the body as text', '{"value":"abc"}'],
    ['a response of another client', { status: 200, headers: { a: 'b' }, data: '' }],
    ['headers that are no Headers', { status: 200, headers: {}, text: emptyText }],
    ['no headers', { status: 200, text: emptyText }],
    ['a body that has been read', { status: 200, headers: new Headers(), text: '' }],
  ])('refuses a fetch that resolves to %s', async (_, answer) => {
    // A wrong type is the point here.
    const send = viaFetch(async () => answer as unknown as FetchResponse);
    expect(await rejectionOf(send(request))).toMatchObject({ code: 'ERR_ARGUMENT_TYPE' });
  });

  it.each([
    ['another host', 'https://evil.example/a'],
    ['another scheme', 'http://mes.example/a'],
    ['another port', 'https://mes.example:444/a'],
  ])('refuses the answer of a fetch that was led to %s', async (_, url) => {
    const answer: FetchResponse = { status: 200, url, headers: new Headers(), text: async () => '{"value":"abc"}' };
    const refused = { code: 'ERR_TRANSPORT', message: expect.stringContaining('another origin') };
    expect(await rejectionOf(viaFetch(async () => answer)(request))).toMatchObject(refused);
    expect(await rejectionOf(viaKy(async () => answer)(request))).toMatchObject(refused);
  });

  it("takes any answer of a fetch that followed nothing: a caller's function may have asked a sandbox", async () => {
    const url = 'http://127.0.0.1:1/';
    const answer: FetchResponse = { status: 200, url, redirected: false, headers: new Headers(), text: emptyText };
    expect((await viaFetch(async () => answer)(request)).status).toBe(200);
    await expect(viaFetch(async () => ({ ...answer, redirected: true }))(request)).rejects.toThrow('another origin');
  });

  it('takes the answer of the same origin, and of a fetch that does not say its origin', async () => {
    for (const url of ['https://MES.example:443/b?c', '', undefined]) {
      const answer = { status: 200, headers: new Headers(), text: emptyText, ...(url === undefined ? {} : { url }) };
      expect((await viaFetch(async () => answer)(request)).status).toBe(200);
    }
  });

  it('keeps cookies separate if headers can, and joined if not', async () => {
    const headers = { forEach: (tell: (value: string, name: string) => void) => tell('a=1, b=2', 'set-cookie') };
    const answer: FetchResponse = { status: 200, headers, text: emptyText };
    expect((await viaFetch(async () => answer)(request)).headers).toEqual({ 'set-cookie': 'a=1, b=2' });

    const knowing: FetchResponse = { ...answer, headers: { ...headers, getSetCookie: () => ['a=1', 'b=2'] } };
    expect((await viaFetch(async () => knowing)(request)).headers).toEqual({ 'set-cookie': ['a=1', 'b=2'] });

    const ofNodeFetch: FetchResponse = {
      ...answer,
      headers: { ...headers, raw: () => ({ 'set-cookie': ['a=1', 'b=2'] }) },
    };
    expect((await viaFetch(async () => ofNodeFetch)(request)).headers).toEqual({ 'set-cookie': ['a=1', 'b=2'] });
    const withoutCookies: FetchResponse = { ...answer, headers: { forEach: () => undefined, raw: () => ({}) } };
    expect((await viaFetch(async () => withoutCookies)(request)).headers).toEqual({});
  });

  it('lets callers add their own signal', async () => {
    const controller = new AbortController();
    controller.abort(new Error('too slow'));
    const send = viaFetch((url, init) => fetch(url, { ...init, signal: controller.signal }));
    await expect(send(request)).rejects.toThrow('too slow');
  });
});

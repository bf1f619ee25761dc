import http from 'node:http';
import net from 'node:net';
/** How requests end by clients that tell it by events: every one ends, and once. */
import type { HttpResponse } from 'credwire';
import {
  type SuperagentRequest,
  viaAngular,
  viaAxios,
  viaJQuery,
  viaNodeHttp,
  viaSuperagent,
  viaXhr,
} from 'credwire/clients';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { angularAnswer, angularHttp, FakeXhr, jqXhr, nodeHttp } from '../support/client-doubles.js';
import { get } from '../support/http-messages.js';
import { rejectionOf } from '../support/thrown.js';

const request = get('https://vendor.example/a');
const answer: HttpResponse = { status: 200, headers: { 'X-A': 'b: c' }, body: 'body' };

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('viaXhr', () => {
  it('reads status, header lines and text, and sends the body', async () => {
    const xhr = new FakeXhr(answer);
    const got = await viaXhr(() => xhr)({ ...request, method: 'POST', body: 'a' });
    expect(got).toEqual({ status: 200, headers: { 'x-a': 'b: c' }, body: 'body' });
    expect(xhr.told.at(-1)).toEqual(['send', Uint8Array.of(0x61)]);
  });

  it('keeps several lines of a name apart, however the lines end', async () => {
    const xhr = new FakeXhr(answer);
    xhr.getAllResponseHeaders = () => 'Set-Cookie: a=1\nset-cookie: b=2\r\nX-A:  b \r\n\r\n: none\r\nnone\r\n';
    expect((await viaXhr(() => xhr)(request)).headers).toEqual({ 'set-cookie': ['a=1', 'b=2'], 'x-a': 'b' });
  });

  it('has no headers where the browser shows none', async () => {
    expect((await viaXhr(() => new FakeXhr({ body: 'x' }))(request)).headers).toEqual({});
  });

  it('makes a fresh one of the platform for each request', async () => {
    const made: FakeXhr[] = [];
    vi.stubGlobal(
      'XMLHttpRequest',
      class extends FakeXhr {
        constructor() {
          super(answer);
          made.push(this);
        }
      },
    );
    const send = viaXhr();
    await send(request);
    await send(request);
    expect(made).toHaveLength(2);
  });

  it('says so where the platform has none', async () => {
    vi.stubGlobal('XMLHttpRequest', undefined);
    expect((await rejectionOf(viaXhr()(request))).code).toBe('ERR_ARGUMENT_VALUE');
  });
});

describe('viaJQuery', () => {
  it('reads status, header lines and text', async () => {
    const got = await viaJQuery({ ajax: () => jqXhr(answer) })(request);
    expect(got).toEqual({ status: 200, headers: { 'x-a': 'b: c' }, body: 'body' });
  });

  it('has an empty body and no headers where jQuery has none', async () => {
    const xhr = { status: 204, getAllResponseHeaders: () => null, always: (settled: () => void) => settled() };
    expect(await viaJQuery({ ajax: () => xhr })(request)).toEqual({ status: 204, headers: {}, body: '' });
  });

  it('ends in ERR_TRANSPORT if there is no answer', async () => {
    const send = viaJQuery({ ajax: () => jqXhr({ ...answer, status: 0 }) });
    expect((await rejectionOf(send(request))).code).toBe('ERR_TRANSPORT');
  });
});

describe('viaAngular', () => {
  it('has an empty body where Angular has null', async () => {
    const { body: _, ...bodiless } = angularAnswer(answer);
    const send = viaAngular(angularHttp(({ next }) => next({ ...bodiless, body: null })));
    expect(await send(request)).toEqual({ status: 200, headers: { 'x-a': 'b: c' }, body: '' });
  });

  it('joins the values of a header', async () => {
    const headers = { keys: () => ['X-A', 'X-B'], getAll: (name: string) => (name === 'X-A' ? ['1', '2'] : null) };
    const send = viaAngular(angularHttp(({ next }) => next({ status: 200, url: null, headers, body: '' })));
    expect((await send(request)).headers).toEqual({ 'x-a': '1, 2', 'x-b': '' });
  });

  it.each([
    ['no answer', { status: 0, url: null, headers: { keys: () => [], getAll: () => null }, error: new Error('down') }],
    ['no headers', { status: 500 }],
    ['an error of an interceptor', new Error('interceptor')],
    ['a bare string', 'interceptor'],
  ])("passes on a failure that isn't an answer: %s", async (_, failure) => {
    await expect(viaAngular(angularHttp(({ error }) => error(failure)))(request)).rejects.toBe(failure);
  });

  it('ends in ERR_TRANSPORT where the request is completed without an answer', async () => {
    const error = await rejectionOf(viaAngular(angularHttp(({ complete }) => complete()))(request));
    expect([error.code, error.message]).toEqual([
      'ERR_TRANSPORT',
      'viaAngular: the request completed without a response',
    ]);
  });
});

describe('viaNodeHttp', () => {
  it('reads the chunks to the end', async () => {
    const headers = { 'x-a': 'b', 'set-cookie': ['a=1', 'b=2'] };
    expect(await viaNodeHttp(nodeHttp({ ...answer, headers }))(request)).toEqual({
      status: 200,
      headers,
      body: 'body',
    });
  });

  it('rejects with the error of a body that breaks off', async () => {
    const aborted = new Error('aborted');
    await expect(viaNodeHttp(nodeHttp(answer, aborted))(request)).rejects.toBe(aborted);
  });

  it('rejects where the connection is closed before the end', async () => {
    await expect(viaNodeHttp(nodeHttp(answer, 'close'))(request)).rejects.toThrow('closed before');
  });

  it('ends where a real server switches to a protocol that nobody asked for', async () => {
    const server = net.createServer((socket) => {
      socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: foo\r\n\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo; // of a server that listens on TCP
    const send = viaNodeHttp(http);
    const asked = send(get(`http://127.0.0.1:${port}/`));
    await expect(asked).rejects.toMatchObject({ code: 'ERR_TRANSPORT' });
    server.close();
  });

  it('chooses the module by the URL, and uses the first for both if there is only one', async () => {
    const [plain, secure]: unknown[][] = [[], []];
    const [http, https] = [nodeHttp(answer, 'end', plain), nodeHttp(answer, 'end', secure)];
    await viaNodeHttp(http, https)(request);
    await viaNodeHttp(http, https)(get('http://localhost/'));
    expect([plain?.length, secure?.length]).toEqual([2, 2]);
    await viaNodeHttp(http)(request);
    expect(plain).toHaveLength(4);
  });
});

describe('an answer from a different origin, after a redirect that a browser followed', () => {
  const ways: readonly (readonly [name: string, from: (url: string) => Promise<HttpResponse>])[] = [
    ['viaXhr', (url) => viaXhr(() => new FakeXhr(answer, 'onload', url))(request)],
    ['viaAngular', (url) => viaAngular(angularHttp(({ next }) => next(angularAnswer(answer, url))))(request)],
    [
      'viaJQuery',
      (url) =>
        viaJQuery({
          ajax: (settings) => {
            settings.xhr?.();
            return jqXhr(answer);
          },
          ajaxSettings: { xhr: () => ({ responseURL: url }) },
        })(request),
    ],
    [
      'viaSuperagent',
      (url) => {
        const got = Promise.resolve({ status: 200, headers: {}, text: null, xhr: { responseURL: url } });
        const opened: SuperagentRequest = new Proxy({} as SuperagentRequest, {
          get: (_, name) => (name === 'then' ? got.then.bind(got) : () => opened),
        });
        const open = () => opened;
        return viaSuperagent({ get: open, post: open, put: open, delete: open, patch: open, head: open })(request);
      },
    ],
    [
      'viaAxios',
      (url) =>
        viaAxios({
          request: async () => ({ status: 200, headers: {}, data: '', request: { responseURL: url } }),
        })(request),
    ],
  ];

  it.each(ways)('is refused by %s', async (_, from) => {
    for (const url of [
      'https://other.example/a',
      'http://vendor.example/a',
      'https://vendor.example:8443/a',
      'https://vendor.example.evil/a',
      'data:,a',
    ]) {
      expect((await rejectionOf(from(url))).code).toBe('ERR_TRANSPORT');
    }
  });

  class Useless {
    get origin(): string {
      throw new Error('not implemented');
    }
  }

  it.each([
    ['no URL', undefined],
    ['a URL without origin', class {}],
    ['a URL whose origin throws, as of React Native', Useless],
  ])('is told from the same origin by a platform that has %s', async (_, URL) => {
    vi.stubGlobal('URL', URL);
    const from = (url: string) => viaXhr(() => new FakeXhr(answer, 'onload', url))(request);
    expect((await rejectionOf(from('https://vendor.example.evil/a'))).code).toBe('ERR_TRANSPORT');
    expect((await rejectionOf(from('https://vendor.example:8443/a'))).code).toBe('ERR_TRANSPORT');
    expect((await from('https://VENDOR.example:443/b?c')).status).toBe(200);
  });

  it.each([
    ['http://127.1:8080/a', 'http://127.0.0.1:8080/b'],
    ['http://[0:0:0:0:0:0:0:1]/a', 'http://[::1]/b'],
  ])('is accepted if the platform only spells %s differently, as %s', async (asked, answered) => {
    const send = viaXhr(() => new FakeXhr(answer, 'onload', answered));
    expect((await send(get(asked))).status).toBe(200);
  });

  it.each(ways)('is taken by %s if it is the same origin, or unknown', async (_, from) => {
    for (const url of ['', 'https://vendor.example/', 'https://VENDOR.example:443/b?c', 'HTTPS://vendor.example']) {
      expect((await from(url)).status).toBe(200);
    }
  });
});

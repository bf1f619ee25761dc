import { EventEmitter } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { bex, type HttpRequest, type HttpResponse, InputError } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { bexSandbox, type Handler, listen, scripted, toNodeListener } from 'credwire/sandbox';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { json } from '../../support/http-messages.js';
import { callUntyped, codeOf, rejectionOf } from '../../support/thrown.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(handler: Handler) {
  const server = await listen(http, handler);
  closing.push(server.close);
  return server;
}

/** A handler that keeps what it is asked. */
function recorder(answer: HttpResponse = json('ok')) {
  return vi.fn<Handler>(() => answer);
}

/** Sends lines unchanged, in pieces, and resolves to the whole answer. */
function sendRaw(url: string, ...pieces: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => resolve(Buffer.concat(chunks).toString()));
    socket.on('error', reject);
    const [first = '', ...rest] = pieces;
    socket.write(first);
    // Each in a packet of its own, as far as loopback lets one.
    for (const [at, piece] of rest.entries()) setTimeout(() => socket.write(piece), 10 * (at + 1));
  });
}

const HEAD = 'HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n';

describe('listen', () => {
  it('serves a handler on a free port of loopback until it is closed', async () => {
    const server = await listen(http, bexSandbox({ accounts: [{ username: 'u', password: 'p' }] }));
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    const request = bex.tokenRequest({ baseUrl: server.url, username: 'u', password: 'p' });
    expect(bex.parseTokenResponse(await viaFetch()(request)).email).toBe('u');
    await server.close();
    await expect(viaFetch()(request)).rejects.toThrow('fetch failed');
  });

  it('gives each server a port of its own', async () => {
    const [one, other] = [await start(recorder()), await start(recorder())];
    expect(one.url).not.toBe(other.url);
  });

  it('rejects where the server cannot listen', async () => {
    const error = new Error('EADDRNOTAVAIL');
    const server = Object.assign(new EventEmitter(), {
      listen: () => server.emit('error', error),
      address: () => null,
      close: () => undefined,
    });
    await expect(listen({ createServer: () => server }, recorder())).rejects.toBe(error);
  });

  it.each([undefined, null, 'http', {}, { createServer: 1 }].map((module) => ({ module })))(
    'refuses $module for the module node:http',
    async ({ module }) => {
      expect(await rejectionOf(callUntyped(listen, module, recorder()))).toMatchObject({ code: 'ERR_ARGUMENT_TYPE' });
    },
  );

  it('refuses anything but a handler, before it listens', async () => {
    expect(await rejectionOf(callUntyped(listen, http, {}))).toMatchObject({ code: 'ERR_ARGUMENT_TYPE' });
    expect(codeOf(() => callUntyped(toNodeListener, undefined))).toBe('ERR_ARGUMENT_TYPE');
  });
});

describe('a late answer', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is given up where the client has gone, so that its timer keeps no process', async () => {
    vi.useFakeTimers();
    const parts = { method: 'GET', url: '/', headers: {}, setEncoding: () => undefined };
    const request = Object.assign(new EventEmitter(), parts);
    const response = Object.assign(new EventEmitter(), { writeHead: vi.fn(), end: vi.fn() });
    toNodeListener(scripted(recorder(), { delay: 1000 }))(request, response);
    request.emit('end');
    expect(vi.getTimerCount()).toBe(1);
    response.emit('close');
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(2000);
    expect(response.end).not.toHaveBeenCalled();
  });

  it('comes where the client waits, and leaves no listener', async () => {
    const response = Object.assign(new EventEmitter(), { writeHead: vi.fn(), end: vi.fn() });
    const parts = { method: 'GET', url: '/', headers: {}, setEncoding: () => undefined };
    const request = Object.assign(new EventEmitter(), parts);
    toNodeListener(scripted(recorder(), { delay: 5 }))(request, response);
    request.emit('end');
    await vi.waitFor(() => expect(response.end).toHaveBeenCalled());
    expect(response.listenerCount('close')).toBe(0);
  });
});

describe('cors', () => {
  it('lets pages of other origins ask and read, once it is on', async () => {
    const server = await listen(http, recorder({ status: 200, headers: { 'X-A': 'b' }, body: '{}' }), { cors: true });
    closing.push(server.close);
    const asked = { 'Access-Control-Request-Headers': 'token,content-type', Origin: 'http://localhost:5173' };
    const preflight = await fetch(server.url, { method: 'OPTIONS', headers: asked });
    expect([preflight.status, Object.fromEntries(preflight.headers)]).toEqual([
      204,
      expect.objectContaining({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, POST, PUT, DELETE, PATCH, HEAD',
        'access-control-allow-headers': 'token,content-type',
      }),
    ]);
    const answer = await fetch(server.url);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': '*',
      'x-a': 'b',
    });
    expect((await fetch(server.url, { method: 'OPTIONS' })).headers.get('access-control-allow-headers')).toBe('');
  });

  it('is off otherwise, and takes no other options', async () => {
    const { url } = await start(recorder());
    expect((await fetch(url)).headers.has('access-control-allow-origin')).toBe(false);
    expect((await fetch(url, { method: 'OPTIONS' })).status).toBe(400);
    expect(codeOf(() => callUntyped(toNodeListener, recorder(), { cors: 'yes' }))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => callUntyped(toNodeListener, recorder(), { origin: '*' }))).toBe('ERR_UNKNOWN_OPTION');
  });
});

describe('the listener', () => {
  it('hands method, URL, headers and body on', async () => {
    const handler = recorder();
    const { url } = await start(handler);
    const request: HttpRequest = {
      method: 'PUT',
      url: `${url}/a/%20b?c=d+e`,
      headers: { 'X-A': 'b', 'Content-Type': 'text/plain' },
      body: 'p\u00E9\u{1F600}',
    };
    await viaFetch()(request);
    expect(handler).toHaveBeenCalledExactlyOnceWith({
      method: 'PUT',
      url: request.url,
      headers: expect.objectContaining({ 'x-a': 'b', 'content-type': 'text/plain' }),
      body: request.body,
    });
  });

  it('has no body if none was sent', async () => {
    const handler = recorder();
    const { url } = await start(handler);
    await viaFetch()({ method: 'GET', url: `${url}/`, headers: {} });
    expect(handler.mock.calls[0]?.[0]).not.toHaveProperty('body');
  });

  it('answers with status, headers and body, cookies each for itself', async () => {
    const headers = { 'X-A': 'b', 'Set-Cookie': ['a=1', 'b=2'] };
    const { url } = await start(recorder({ status: 418, headers, body: 'p\u00E9' }));
    const answer = await viaFetch()({ method: 'GET', url, headers: {} });
    expect(answer).toMatchObject({
      status: 418,
      headers: { 'x-a': 'b', 'set-cookie': ['a=1', 'b=2'] },
      body: 'p\u00E9',
    });
  });

  it('puts characters together that come in two packets', async () => {
    const handler = recorder();
    const { url } = await start(handler);
    const body = Buffer.from('"\u{1F600}"');
    const head = `POST / ${HEAD}Content-Length: ${body.length}\r\n\r\n`;
    await sendRaw(url, head, body.subarray(0, 3), body.subarray(3));
    expect(handler.mock.calls[0]?.[0].body).toBe('"\u{1F600}"');
  });

  it('joins headers that came several times, also those that node keeps apart', async () => {
    const handler = recorder();
    const { url } = await start(handler);
    await sendRaw(url, `GET / ${HEAD}X-A: b\r\nX-A: c\r\nSet-Cookie: d\r\nSet-Cookie: e\r\n\r\n`);
    expect(handler.mock.calls[0]?.[0].headers).toMatchObject({ 'x-a': 'b, c', 'set-cookie': 'd, e' });
  });

  it('takes what the types of node allow: no method, no URL, a header without a value', () => {
    const response = { writeHead: vi.fn(), end: vi.fn() };
    const handler = recorder();
    const ask = (line: object) => {
      const parts = { headers: { host: 'a', x: undefined }, setEncoding: () => undefined, ...line };
      const request = Object.assign(new EventEmitter(), parts);
      toNodeListener(handler)(request, response);
      request.emit('end');
    };
    ask({});
    expect(response.writeHead).toHaveBeenCalledExactlyOnceWith(400, expect.anything());
    ask({ method: 'GET', url: '/' });
    expect(handler).toHaveBeenCalledExactlyOnceWith({ method: 'GET', url: 'http://a/', headers: { host: 'a', x: '' } });
  });

  it.each([
    ['without a Host, as HTTP/1.0 may be', 'GET /a?b=c HTTP/1.0\r\n\r\n', 'http://localhost/a?b=c'],
    ['for a whole URL, as for a proxy', `GET HTTPS://vendor.example/a ${HEAD}\r\n`, 'HTTPS://vendor.example/a'],
  ])('hands on a request %s', async (_, lines, url) => {
    const handler = recorder();
    const server = await start(handler);
    expect(await sendRaw(server.url, lines)).toMatch(/^HTTP\/1\.1 200 /);
    expect(handler.mock.calls[0]?.[0].url).toBe(url);
  });

  it('cuts a body off at 1,048,576 characters', async () => {
    const handler = recorder();
    const { url } = await start(handler);
    await viaFetch()({ method: 'POST', url, headers: {}, body: 'x'.repeat(1_100_000) });
    expect(handler.mock.calls[0]?.[0].body).toHaveLength(1_048_576);
  });

  it.each([
    ['a method that the library does not know', `OPTIONS / ${HEAD}\r\n`],
    ['a header beyond ASCII', Buffer.from(`GET / ${HEAD}X-A: \u00E9\r\n\r\n`, 'latin1')],
    ['a target that is neither a path nor a URL', `GET * ${HEAD}\r\n`],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a@b\r\nConnection: close\r\n\r\n'],
  ])('answers HTTP 400 to %s, and does not ask the handler', async (_, lines) => {
    const handler = recorder();
    const { url } = await start(handler);
    expect(await sendRaw(url, lines)).toMatch(/^HTTP\/1\.1 400 [\s\S]*\{"message":"sandbox: request/);
    expect(handler).not.toHaveBeenCalled();
  });

  it('answers HTTP 400 where the handler throws a coded error', async () => {
    const { url } = await start(() => {
      throw new InputError('ERR_URL', 'no such URL');
    });
    expect((await viaFetch()({ method: 'GET', url, headers: {} })).status).toBe(400);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('sentinel');
      },
    ],
    ['returns nothing', () => undefined],
    ['returns a promise', async () => json('late')],
    ['returns a header that breaks its line', () => ({ status: 200, headers: { A: 'b\r\nC: d' }, body: '' })],
  ])('answers HTTP 500 where the handler %s, and lives on', async (_, handler) => {
    const { url } = await start(handler as unknown as Handler); // a wrong type is the point here
    for (let call = 0; call < 2; call++) {
      const answer = await viaFetch()({ method: 'GET', url, headers: {} });
      expect(answer.status).toBe(500);
      expect(answer.body).not.toContain('sentinel');
    }
  });
});

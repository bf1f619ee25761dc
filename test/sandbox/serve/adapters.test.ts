/** Handlers in several kinds of servers: what goes in, what comes out, and when. */
import { bex, type HttpRequest, type HttpResponse, idscan, run } from 'credwire';
import { viaFetch } from 'credwire/clients';
import {
  bexSandbox,
  type Handler,
  idscanSandbox,
  intercept,
  type MockAgent,
  type MockReply,
  type MockRequest,
  type NodeRequest,
  scripted,
  toFetchHandler,
  toNodeListener,
  toSend,
} from 'credwire/sandbox';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callUntyped, codeOf } from '../../support/thrown.js';

const standIn = bexSandbox({ accounts: [{ username: 'u', password: 'p\u00E9' }] });
const flow = () => bex.signIn({ username: 'u', password: 'p\u00E9' });

/** Returns what it was asked, as JSON. */
const echo: Handler = (request) => ({ status: 200, headers: {}, body: JSON.stringify(request) });

/** Whether a promise is settled, without waiting for it. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return settled;
}

describe('toSend', () => {
  it('carries a sign-in', async () => {
    expect((await run(flow(), toSend(standIn))).email).toBe('u');
  });

  it('lets what the handler throws through', async () => {
    const send = toSend(() => {
      throw new Error('broken');
    });
    await expect(send({ method: 'GET', url: 'http://localhost', headers: {} })).rejects.toThrow('broken');
  });

  it('refuses anything but a handler', () => {
    expect(codeOf(() => callUntyped(toSend, {}))).toBe('ERR_ARGUMENT_TYPE');
  });
});

describe('toFetchHandler', () => {
  const request = new Request('http://localhost/a?b=%2B', { method: 'POST', headers: { 'X-A': 'b' }, body: 'p\u00E9' });

  it('hands the request on as it is', async () => {
    const response = await toFetchHandler(echo, Response)(request.clone());
    expect(await response.json()).toEqual({
      method: 'POST',
      url: 'http://localhost/a?b=%2B',
      headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-a': 'b' },
      body: 'p\u00E9',
    });
  });

  it('carries a sign-in whose token comes as one of two cookies', async () => {
    const handle = toFetchHandler(
      idscanSandbox({ accounts: [{ username: 'u', password: 'p' }], issue: 'cookie' }),
      Response,
    );
    const send = viaFetch((url, init) => handle(new Request(url, init)));
    const session = await run(
      idscan.signIn({ baseUrl: 'http://localhost', username: 'u', password: 'p', area: 'scanning' }),
      send,
    );
    expect(session.csrfToken).toBeDefined();
  });

  it('gives an answer without a body none', async () => {
    const response = await toFetchHandler(() => ({ status: 204, headers: {}, body: '' }), Response)(request.clone());
    expect([response.status, response.body]).toEqual([204, null]);
  });

  it.each([204, 205, 304])('leaves out a scripted body that status %i must not have', async (status) => {
    const handle = toFetchHandler(() => ({ status, headers: { 'X-A': 'b' }, body: 'text' }), Response);
    const response = await handle(request.clone());
    expect([response.status, response.body, response.headers.get('x-a')]).toEqual([status, null, 'b']);
  });

  it('rejects with the reason of a signal that was given up, before and during the delay', async () => {
    const handle = toFetchHandler(scripted(standIn, { delay: 600_000 }), Response);
    const reason = new Error('enough');
    const before = new Request(request.clone(), { signal: AbortSignal.abort(reason) });
    await expect(handle(before)).rejects.toBe(reason);
    const controller = new AbortController();
    const during = handle(new Request(request.clone(), { signal: controller.signal }));
    setTimeout(() => controller.abort(reason), 10);
    await expect(during).rejects.toBe(reason);
  });

  it('leaves nothing on a signal that was not given up', async () => {
    const listeners = new Set<() => void>();
    const signal = {
      aborted: false,
      addEventListener: (_: 'abort', listener: () => void) => listeners.add(listener),
      removeEventListener: (_: 'abort', listener: () => void) => listeners.delete(listener),
    };
    const { method, url, headers } = request;
    const handle = toFetchHandler(scripted(standIn, { delay: 200 }), Response);
    const answer = handle({ method, url, headers, signal, text: async () => '' });
    await vi.waitFor(() => expect(listeners.size).toBe(1));
    await answer;
    expect(listeners.size).toBe(0);
  });

  it.each([
    ['400 to what is no request', echo, new Request('http://localhost/', { headers: { 'X-A': '\u00E9' } }), 400],
    ['400 to what the handler refuses with a code', bexSandbox, new Request('http://localhost/'), 400],
    ['500 where the handler throws', () => JSON.parse('{'), new Request('http://localhost/'), 500],
    ['500 where the handler returns nothing', () => undefined, new Request('http://localhost/'), 500],
    [
      '500 where the status is none',
      () => ({ status: '200', headers: {}, body: '' }),
      new Request('http://localhost/'),
      500,
    ],
    [
      '500 where the headers are none',
      () => ({ status: 200, headers: null, body: '' }),
      new Request('http://localhost/'),
      500,
    ],
    [
      '500 where a header is none',
      () => ({ status: 200, headers: { a: 1 }, body: '' }),
      new Request('http://localhost/'),
      500,
    ],
    [
      '500 where a header breaks its line',
      () => ({ status: 200, headers: { a: 'b\r\nc: d' }, body: '' }),
      new Request('http://localhost/'),
      500,
    ],
    [
      '500 where no Response has such a status',
      () => ({ status: 101, headers: {}, body: '' }),
      new Request('http://localhost/'),
      500,
    ],
    [
      '500 where the body is none',
      () => ({ status: 200, headers: {}, body: {} }),
      new Request('http://localhost/'),
      500,
    ],
    [
      '500 where the delay is none',
      () => ({ status: 200, headers: {}, body: '', delay: '1' }),
      new Request('http://localhost/'),
      500,
    ],
  ])('answers %s', async (_, handler, plain, status) => {
    expect((await toFetchHandler(handler as Handler, Response)(plain)).status).toBe(status); // some rows aren't handlers
  });

  it('cuts a body off after a mebibyte', async () => {
    const long = new Request('http://localhost/', { method: 'POST', body: 'a'.repeat(1_048_577) });
    const { body } = JSON.parse(await (await toFetchHandler(echo, Response)(long)).text()) as HttpRequest; // echoed
    expect(body?.length).toBe(1_048_576);
  });

  it('refuses anything but a handler and a class', () => {
    expect(codeOf(() => callUntyped(toFetchHandler, {}, Response))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => callUntyped(toFetchHandler, echo, undefined))).toBe('ERR_ARGUMENT_TYPE');
  });
});

/** undici's MockAgent in little: one origin, one answer, and what it was told. */
function mockAgent() {
  const told: unknown[] = [];
  let answer: ((request: MockRequest) => MockReply) | undefined;
  const agent: MockAgent = {
    get: (origin) => ({
      intercept: ({ path, method }) => ({
        reply: (given) => {
          told.push(['get', origin, path('/anything'), method('DELETE')]);
          answer = given;
          return { persist: () => told.push(['persist']), delay: (late) => told.push(['delay', late]) };
        },
      }),
    }),
  };
  const ask = (request: MockRequest): MockReply => {
    if (answer === undefined) throw new Error('nobody answers');
    return answer(request);
  };
  return { agent, told, ask };
}

describe('intercept', () => {
  const request: MockRequest = { path: '/a?b=%2B', method: 'POST', headers: { 'X-A': 'b' }, body: 'p\u00E9' };
  const wanted = { method: 'POST', url: 'https://h.example/a?b=%2B', headers: { 'X-A': 'b' }, body: 'p\u00E9' };

  it('catches every request to the origin, for good', () => {
    const { agent, told } = mockAgent();
    intercept(agent, 'https://H.example/', echo);
    expect(told).toEqual([['get', 'https://h.example', true, true], ['persist']]);
  });

  it.each([
    ['text and an object', request],
    ['bytes', { ...request, body: new TextEncoder().encode('p\u00E9') }],
    ['names and values in turn', { ...request, headers: ['X-A', 'b'] }],
    ['an array of values', { ...request, headers: { 'X-A': ['b'] } }],
  ])('hands the request on, given as %s', (_, given) => {
    const { agent, ask } = mockAgent();
    intercept(agent, 'https://h.example', echo);
    expect(JSON.parse(ask(given).data)).toEqual(wanted);
  });

  it.each([
    ['none', null],
    ['bytes that are not UTF-8', Uint8Array.of(0xff)],
  ])('passes on no body if it is %s', (_, body) => {
    const { agent, ask } = mockAgent();
    intercept(agent, 'https://h.example', echo);
    const { headers: _headers, ...bare } = request;
    expect(JSON.parse(ask({ ...bare, body }).data)).toEqual({ method: 'POST', url: wanted.url, headers: {} });
  });

  it('reads a form, joins the values of a header, and refuses a body that it cannot read', () => {
    const { agent, ask } = mockAgent();
    intercept(agent, 'https://h.example', echo);
    const body = new URLSearchParams({ a: 'b c' });
    expect(JSON.parse(ask({ ...request, body }).data).body).toBe('a=b+c');
    expect(JSON.parse(ask({ ...request, headers: { a: ['b', 'c'] } }).data).headers).toEqual({ a: 'b, c' });
    expect(JSON.parse(ask({ path: '/', method: 'GET' }).data).headers).toEqual({});
    expect(codeOf(() => ask({ ...request, body: new Blob(['a']) }))).toBe('ERR_ARGUMENT_TYPE');
  });

  it('gives the answer back, with arrays of its own', () => {
    const { agent, ask } = mockAgent();
    const cookies = Object.freeze(['a=1', 'b=2']);
    const answer: HttpResponse = { status: 201, headers: { 'set-cookie': cookies, a: 'b' }, body: 'x' };
    intercept(agent, 'https://h.example', () => answer);
    const { statusCode, data, responseOptions } = ask(request);
    expect([statusCode, data, responseOptions]).toEqual([
      201,
      'x',
      { headers: { 'set-cookie': ['a=1', 'b=2'], a: 'b' } },
    ]);
    expect(responseOptions.headers['set-cookie']).not.toBe(cookies);
  });

  it('sets the delay of each answer, from the first that has one', () => {
    const { agent, told, ask } = mockAgent();
    intercept(agent, 'https://h.example', scripted(standIn, { steps: [{}, { delay: 30 }, {}] }));
    for (let asked = 0; asked < 3; asked++) ask(request);
    expect(told.slice(2)).toEqual([
      ['delay', 30],
      ['delay', 1],
    ]);
  });

  it('refuses what it cannot use', () => {
    const { agent } = mockAgent();
    expect(codeOf(() => callUntyped(intercept, {}, 'https://h.example', echo))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => callUntyped(intercept, null, 'https://h.example', echo))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => intercept(agent, 'h.example', echo))).toBe('ERR_URL');
    expect(codeOf(() => intercept(agent, 'https://h.example/api', echo))).toBe('ERR_URL');
    expect(codeOf(() => callUntyped(intercept, agent, 'https://h.example', 1))).toBe('ERR_ARGUMENT_TYPE');
  });
});

describe('an answer with a delay', () => {
  const slow = () => scripted(standIn, { delay: 1000 });
  const request = bex.tokenRequest({ username: 'u', password: 'p\u00E9' });

  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.unstubAllGlobals(); // first: what was stubbed is the timer that is not real
    vi.useRealTimers();
  });

  it.each([
    ['toSend', () => toSend(slow())(request)],
    ['toFetchHandler', () => toFetchHandler(slow(), Response)(new Request(request.url, { method: 'POST' }))],
  ])('comes by %s when it is time, and not before', async (_, ask) => {
    const answer = ask();
    await vi.advanceTimersByTimeAsync(999);
    expect(await isSettled(answer)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isSettled(answer)).toBe(true);
  });

  it('comes by toNodeListener when it is time, and not before', async () => {
    const listeners: Record<string, (chunk: string) => void> = {};
    const sent: unknown[] = [];
    const asked: NodeRequest = {
      method: 'POST',
      url: '/api/service/login',
      headers: { host: 'localhost', 'content-type': 'application/json' },
      setEncoding: () => {},
      on: (event: string, listener: (chunk: string) => void) => {
        listeners[event] = listener;
      },
    };
    toNodeListener(slow())(asked, { writeHead: (status) => sent.push(status), end: () => sent.push('end') });
    listeners.end?.('');
    await vi.advanceTimersByTimeAsync(999);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([200, 'end']);
  });

  it('comes at once where the platform has no timer', async () => {
    vi.stubGlobal('setTimeout', undefined);
    expect((await toSend(slow())(request)).status).toBe(200);
  });
});

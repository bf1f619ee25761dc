/** Sandboxes and their bridges at the edges of what they take: paths, labels, what is missing. */
import { type HttpResponse, idscan } from 'credwire';
import {
  type Handler,
  idscanSandbox,
  intercept,
  listen,
  type MockReply,
  type MockRequest,
  type NodeServer,
  refusal,
  scripted,
  toFetchHandler,
  toNodeListener,
  toSend,
} from 'credwire/sandbox';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeJson } from '../../src/sandbox/requests.js';
import { withCors } from '../../src/sandbox/serve/cors.js';
import { wait } from '../../src/sandbox/serve/wait.js';
import { get } from '../support/http-messages.js';
import { rejectionOf, thrownBy } from '../support/thrown.js';

const baseUrl = 'http://localhost';
const password = 'p';
const echo: Handler = (request) => ({ status: 200, headers: {}, body: JSON.stringify(request) });

describe('what requests hold', () => {
  it('is not JSON where the label only ends like that of JSON', () => {
    const request = { ...get('http://localhost', { 'Content-Type': 'x-application/json' }), body: '{"a":1}' };
    expect(decodeJson(request).size).toBe(0);
  });

  it('is a token cookie after another cookie, with one space or none between them', () => {
    const handle = idscanSandbox({ accounts: [{ username: 'u', password }] });
    const credentials = { username: 'u', password, area: 'scanning' } as const;
    const { token } = idscan.parseTokenResponse(handle(idscan.tokenRequest({ baseUrl, ...credentials })), {
      area: 'scanning',
    });
    const status = (cookie: string) =>
      handle(get('http://localhost/idscanenterprisesvc/upload', { Cookie: cookie })).status;
    expect([`a=1; token=${token}`, `a=1;token=${token}`].map(status)).toEqual([200, 200]);
    expect(status(`a=1;xtoken=${token}`)).toBe(401);
  });
});

describe('refusal', () => {
  it('has the members that the vendors have', () => {
    const body = (vendor: Parameters<typeof refusal>[0]) => JSON.parse(refusal(vendor, 'no').body);
    expect(body('ifactory')).toEqual({ message: ['no'] });
    expect(body('idscan')).toEqual({ error: 'invalid_grant', error_description: 'no' });
    expect(body('jacada')).toEqual({ code: '0x7000400', message: 'no' });
    expect(body('bex')).toEqual({ ex: 'no' });
    expect(body('smartconnect')).toEqual({ Message: 'no' });
  });
});

describe('scripted', () => {
  it('has no steps unless it is given some', () => {
    expect(scripted(echo, { delay: 3 })(get('http://localhost'))).toMatchObject({ status: 200, delay: 3 });
  });
});

describe('withCors', () => {
  it('answers a preflight with nothing but headers', () => {
    const asked = { 'access-control-request-headers': 'authorization' };
    const answer = withCors(echo)({ method: 'OPTIONS', url: 'http://localhost/', headers: asked, body: '' });
    expect(answer).toEqual({
      status: 204,
      headers: {
        'access-control-allow-origin': '*',
        'access-control-expose-headers': '*',
        'access-control-allow-methods': 'GET, POST, PUT, DELETE, PATCH, HEAD',
        'access-control-allow-headers': 'authorization',
      },
      body: '',
    });
    expect(withCors(echo)({ method: 'OPTIONS', url: '', headers: {}, body: '' }).headers).toMatchObject({
      'access-control-allow-headers': '',
    });
  });
});

describe('toSend', () => {
  it.each([undefined, null, 'text', 1])('refuses a handler that answers %j, when it is sent to', async (answer) => {
    const send = toSend(() => answer as unknown as HttpResponse); // what JavaScript may do
    expect(await rejectionOf(send(get('http://localhost/')))).toMatchObject({ code: 'ERR_ARGUMENT_TYPE' });
  });

  it('takes an asynchronous handler', async () => {
    const send = toSend((async () => ({ status: 200, headers: {}, body: 'a' })) as unknown as Handler); // what JavaScript may do
    expect((await send(get('http://localhost/'))).body).toBe('a');
  });
});

describe('toFetchHandler', () => {
  it('has no body at all where the answer has an empty one', async () => {
    const handle = toFetchHandler(() => ({ status: 200, headers: {}, body: '' }), Response);
    expect((await handle(new Request('http://localhost/'))).body).toBeNull();
  });

  it('says that the handler failed', async () => {
    const handle = toFetchHandler(() => JSON.parse('{'), Response);
    const response = await handle(new Request('http://localhost/'));
    expect([response.status, await response.json()]).toEqual([500, { message: 'The handler failed.' }]);
  });

  it.each([undefined, null, 'text', 1])('fails where the handler answers %j', async (answer) => {
    const handle = toFetchHandler(() => answer as unknown as HttpResponse, Response); // what JavaScript may do
    expect((await handle(new Request('http://localhost/'))).status).toBe(500);
  });
});

describe('intercept', () => {
  const asked = (request: MockRequest, origin = 'https://h.example') => {
    let answer: ((request: MockRequest) => MockReply) | undefined;
    const scope = { persist: () => {}, delay: () => {} };
    const reply = (given: (request: MockRequest) => MockReply) => {
      answer = given;
      return scope;
    };
    intercept({ get: () => ({ intercept: () => ({ reply }) }) }, origin, echo);
    const { data, statusCode } = answer?.(request) ?? { data: '', statusCode: 0 };
    return { statusCode, ...JSON.parse(data) };
  };

  it('takes an origin on plain HTTP, of any host', () => {
    expect(asked({ path: '/a', method: 'GET' }, 'http://h.example').url).toBe('http://h.example/a');
  });

  it('takes several names and values in turn, and none', () => {
    const headers = ['A', '1', 'B', '2'];
    expect(asked({ path: '/', method: 'GET', headers }).headers).toEqual({ A: '1', B: '2' });
    expect(asked({ path: '/', method: 'GET', headers: null }).headers).toEqual({});
    expect(asked({ path: '/', method: 'GET', headers: 'A: 1' }).headers).toEqual({});
  });

  it('says what it cannot use', () => {
    const agent = { get: () => ({ intercept: () => ({ reply: () => ({ persist: () => {}, delay: () => {} }) }) }) };
    expect(thrownBy(() => intercept(agent, 'https://h.example/a', echo)).message).toMatch(
      /^intercept: "origin": .*\b19$/,
    );
    expect(thrownBy(() => asked({ path: '/', method: 'POST', body: new Map() })).message).toMatch(
      /^intercept: the body: .*URLSearchParams.*object/,
    );
  });
});

describe('node:http', () => {
  /** What the handler is asked by a request line and headers as node:http hands them on. */
  const urlOf = (line: { url?: string; host?: string }) => {
    const handler = vi.fn(echo);
    const ends: (() => void)[] = [];
    const request = {
      method: 'GET',
      ...(line.url === undefined ? {} : { url: line.url }),
      headers: line.host === undefined ? {} : { host: line.host },
      setEncoding: vi.fn(),
      on: (event: string, listener: (chunk: string) => void) => {
        if (event === 'end') ends.push(() => listener(''));
      },
    };
    toNodeListener(handler)(request, { writeHead: () => {}, end: () => {} });
    for (const end of ends) end();
    expect(request.setEncoding.mock.calls).toEqual([['utf8']]);
    return handler.mock.calls[0]?.[0].url;
  };

  it('gives a request line a whole URL', () => {
    expect(urlOf({ url: '/a', host: 'h.example:1' })).toBe('http://h.example:1/a');
    expect(urlOf({ url: '/a' })).toBe('http://localhost/a');
    expect(urlOf({ host: 'h.example' })).toBe('http://h.example');
    expect(urlOf({ url: '/a?u=http://other.example', host: 'h.example' })).toBe(
      'http://h.example/a?u=http://other.example',
    );
    expect(urlOf({ url: 'http://other.example/a', host: 'h.example' })).toBe('http://other.example/a');
    expect(urlOf({ url: 'HTTPS://other.example/a', host: 'h.example' })).toBe('HTTPS://other.example/a');
  });

  it('says what it cannot use for options', () => {
    expect(thrownBy(() => toNodeListener(echo, { cors: 1 as unknown as boolean })).message).toMatch(
      /^toNodeListener: "cors": .*boolean.*number$/,
    );
  });

  it('listens on a free port of loopback, and rejects by the event of an error', async () => {
    const told: unknown[] = [];
    const server = (fails: boolean): NodeServer => {
      let reject: (error: Error) => void = () => {};
      return {
        on: (event, listener) => {
          told.push(event);
          reject = listener;
        },
        listen: (port, host, listening) => {
          told.push([port, host]);
          if (fails) reject(new Error('in use'));
          else listening();
        },
        address: () => ({ port: 7 }),
        close: (closed) => queueMicrotask(closed),
      };
    };
    const { url, close } = await listen({ createServer: () => server(false) }, echo);
    expect(url).toBe('http://127.0.0.1:7');
    expect(told).toEqual(['error', [0, '127.0.0.1']]);
    await close(); // of a server that cannot end its connections
    await expect(listen({ createServer: () => server(true) }, echo)).rejects.toThrow('in use');
  });
});

describe('wait', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('does not wait if there is nothing to wait for', async () => {
    await wait(undefined);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no listener on the signal', async () => {
    const signal = { aborted: false, addEventListener: vi.fn(), removeEventListener: vi.fn() };
    const waited = wait(5, signal);
    await vi.advanceTimersByTimeAsync(5);
    await waited;
    const [added, removed] = [signal.addEventListener.mock.calls, signal.removeEventListener.mock.calls];
    expect(added).toEqual([['abort', expect.any(Function)]]);
    expect(removed).toEqual(added);
  });

  it('gives up on a platform that cannot take its timer back', async () => {
    vi.stubGlobal('clearTimeout', undefined);
    const controller = new AbortController();
    const waited = wait(5, controller.signal);
    controller.abort('gone');
    await expect(waited).rejects.toBe('gone');
  });
});

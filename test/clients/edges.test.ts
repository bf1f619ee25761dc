/** Adapters at the edges of what they pass on: what is absent stays absent, what is odd is not taken for something. */
import http from 'node:http';
import type { HttpRequest } from 'credwire';
import {
  type AngularResponse,
  type JQuerySettings,
  type NodeHttp,
  type Send,
  type SuperagentRequest,
  toAngular,
  toAxios,
  toCurl,
  toGot,
  toHar,
  toJQuery,
  toNodeHttp,
  toSuperagent,
  toUndici,
  viaAngular,
  viaAxios,
  viaFetch,
  viaGot,
  viaJQuery,
  viaKy,
  viaNodeHttp,
  viaSuperagent,
  viaUndici,
  viaXhr,
} from 'credwire/clients';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { angularHttp, FakeXhr, jqXhr, superagentRequest } from '../support/client-doubles.js';
import { get } from '../support/http-messages.js';
import { callUntyped, rejectionOf } from '../support/thrown.js';

const url = 'https://vendor.example/a';
const bare = get(url);
const untyped: HttpRequest = { method: 'PUT', url, headers: {}, body: 'p' };
const answer = { status: 200, headers: {}, body: '' };

describe('a request without a body', () => {
  it.each([
    ['toGot', toGot(bare)[1], 'body'],
    ['toUndici', toUndici(bare)[1], 'body'],
    ['toAxios', toAxios(bare), 'data'],
    ['toJQuery', toJQuery(bare), 'data'],
    ['toAngular', toAngular(bare)[2], 'body'],
  ])('has none by %s, not even one that is undefined', (_, options, member) => {
    expect(options).not.toHaveProperty(member);
  });

  it('is sent none by superagent', () => {
    const told: unknown[] = [];
    toSuperagent(bare, { ...methods(told) });
    expect(told.filter((call) => Array.isArray(call) && call[0] === 'send')).toEqual([]);
  });
});

function methods(told: unknown[]) {
  const { open } = superagentRequest(Promise.resolve(answer), told);
  return { get: open, post: open, put: open, delete: open, patch: open, head: open };
}

describe('on a platform without AbortController', () => {
  const answer = { status: 200, statusCode: 200, headers: {}, data: '', body: '' };
  const told: object[] = [];
  const taking =
    <T>(made: T) =>
    async (...given: readonly unknown[]) => {
      told.push(given[given.length - 1] as object);
      return made;
    };

  beforeEach(() => {
    vi.stubGlobal('AbortController', undefined);
    told.length = 0;
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each<[string, () => Send]>([
    ['viaFetch', () => viaFetch(taking(new Response('')))],
    ['viaKy', () => viaKy(taking(new Response('')))],
    ['viaAxios', () => viaAxios({ request: taking(answer) })],
    ['viaGot', () => viaGot(taking(answer))],
    ['viaUndici', () => viaUndici(taking({ ...answer, body: { text: async () => '' } }))],
  ])('the client is given no signal by %s, not even one that is undefined', async (_, make) => {
    expect((await make()(bare)).status).toBe(200);
    expect(told).toHaveLength(1);
    expect(told[0]).not.toHaveProperty('signal');
  });
});

describe('a request with a body', () => {
  it('has it by curl, whatever the method', () => {
    for (const method of ['GET', 'DELETE'] as const) expect(toCurl({ ...untyped, method })).toContain("--data-raw 'p'");
  });

  it('is an ArrayBuffer for axios and Angular, which take no other form of bytes', () => {
    expect(toAxios(untyped).data).toBeInstanceOf(ArrayBuffer);
    expect(toAngular(untyped)[2].body).toBeInstanceOf(ArrayBuffer);
  });
});

describe('axios', () => {
  it('is given one function each way, instead of its own list', () => {
    const { transformRequest, transformResponse } = toAxios(bare);
    expect([transformRequest.length, transformResponse.length]).toEqual([1, 1]);
  });
});

describe('toHar', () => {
  it('has an empty list for the query of a URL without one', () => {
    expect(toHar(bare).queryString).toEqual([]);
  });

  it('gives a charset to forms and to no type that only ends like theirs', () => {
    const type = 'x-application/x-www-form-urlencoded';
    expect(toHar({ ...untyped, headers: { 'Content-Type': type } }).postData?.mimeType).toBe(type);
  });
});

describe('viaAngular', () => {
  const failing = (failure: unknown) => viaAngular(angularHttp(({ error }) => error(failure)))(bare);

  it('passes on an error without a real status', async () => {
    const failure: Partial<Record<keyof AngularResponse, unknown>> = { status: '500', headers: { getAll: () => [] } };
    await expect(failing(failure)).rejects.toBe(failure);
  });

  it('lets through an error that throws while it is read', async () => {
    const failure = Object.defineProperty({}, 'status', {
      get: () => {
        throw new Error('sentinel');
      },
    });
    await expect(failing(failure)).rejects.toBe(failure);
    await expect(failing(undefined)).rejects.toBeUndefined();
  });
});

describe('viaJQuery', () => {
  it('leaves the XMLHttpRequest to jQuery if it is given no factory', async () => {
    const told: JQuerySettings[] = [];
    const ajax = (settings: JQuerySettings) => {
      told.push(settings);
      return jqXhr(answer);
    };
    await viaJQuery({ ajax })(bare);
    expect(told[0]).not.toHaveProperty('xhr');
  });
});

describe('viaXhr', () => {
  it('says what is wrong with an XMLHttpRequest', async () => {
    const send = callUntyped(viaXhr, () => ({})) as Send;
    expect(await rejectionOf(send(bare))).toMatchObject({
      code: 'ERR_ARGUMENT_TYPE',
      message: expect.stringMatching(/^viaXhr: "xhr": /),
    });
  });

  it('reads a header whose name is one letter', async () => {
    const xhr = new FakeXhr({ headers: { A: 'b' } });
    expect((await viaXhr(() => xhr)(bare)).headers).toEqual({ a: 'b' });
  });
});

describe('viaSuperagent', () => {
  const asked = (given: object) => {
    const got = Promise.resolve({ status: 200, headers: {}, text: null, ...given });
    const opened: SuperagentRequest = new Proxy({} as SuperagentRequest, {
      get: (_, name) => (name === 'then' ? got.then.bind(got) : () => opened),
    });
    const open = () => opened;
    return viaSuperagent({ get: open, post: open, put: open, delete: open, patch: open, head: open })(bare);
  };

  it('has an empty body if there is no text', async () => {
    expect((await asked({})).body).toBe('');
  });

  it('says what is wrong with a client that lacks the method', async () => {
    const send = callUntyped(viaSuperagent, { post: () => undefined }) as Send;
    expect(await rejectionOf(send(bare))).toMatchObject({
      code: 'ERR_ARGUMENT_TYPE',
      message: expect.stringMatching(/^viaSuperagent: "superagent": /),
    });
  });

  it('says what is wrong with an answer, and its origin', async () => {
    expect((await rejectionOf(asked({ status: '200' }))).message).toBe(
      "viaSuperagent: the client's response: expected a status, headers and a body as text",
    );
    expect((await rejectionOf(asked({ xhr: { responseURL: 'https://other.example' } }))).message).toBe(
      'viaSuperagent: the client followed a redirect to another origin',
    );
  });

  it('takes no cookies along that an agent has kept', () => {
    const opened: Record<string, unknown> = { cert: () => {}, cookies: 'a=1' };
    for (const name of ['set', 'send', 'unset', 'ok', 'redirects', 'retry', 'buffer', 'parse']) {
      opened[name] = () => opened;
    }
    const open = () => opened as unknown as SuperagentRequest; // the part that is used
    toSuperagent(bare, { get: open, post: open, put: open, delete: open, patch: open, head: open });
    expect(opened.cookies).toBe('');
  });
});

describe('viaUndici', () => {
  it.each([
    ['a status that is text', { statusCode: '200' }],
    ['headers that are text', { headers: 'a: b' }],
    ['headers that are null', { headers: null }],
    ['a body that is a number', { body: { text: async () => 1 } }],
  ])('says that it cannot take an answer with %s', async (_, given) => {
    const answer = { statusCode: 200, headers: {}, body: { text: async () => '' }, ...given };
    expect((await rejectionOf(viaUndici(async () => answer as never)(bare))).message).toBe(
      "viaUndici: the client's response: expected a status, headers and a body as text",
    );
  });
});

describe('viaNodeHttp', () => {
  /** node:http that answers with its name, and remembers how it was asked to decode. */
  const named = (name: string, decoded: string[] = [], statusCode: number | undefined = 200): NodeHttp => ({
    request: (_, listener) => ({
      on: () => {},
      end: () => {
        const listeners = new Map<string, (value: never) => void>();
        listener({
          statusCode,
          headers: {},
          setEncoding: (encoding) => decoded.push(encoding),
          on: (event: string, told: (value: never) => void) => listeners.set(event, told),
        });
        listeners.get('data')?.(name as never); // each listener knows its own
        listeners.get('end')?.('' as never);
      },
    }),
  });

  it('asks the module of the scheme, and has it decode UTF-8', async () => {
    const decoded: string[] = [];
    const send = viaNodeHttp(named('http', decoded), named('https', decoded));
    expect((await send(bare)).body).toBe('https');
    expect((await send(get('http://localhost/'))).body).toBe('http');
    expect(decoded).toEqual(['utf8', 'utf8']);
  });

  it('does not take a host for a scheme', () => {
    expect(toNodeHttp(get('http://https:80/'))[0]).toMatchObject({ protocol: 'http:', hostname: 'https', port: 80 });
  });

  it('says what is wrong with an answer', async () => {
    const send = viaNodeHttp({ ...named('x'), request: withoutStatus(named('x')) });
    expect((await rejectionOf(send(bare))).message).toBe(
      "viaNodeHttp: the client's response: expected a status, headers and a body as text",
    );
  });

  it('rejects with the error of a request that cannot be sent', async () => {
    // Port 9 of loopback: nobody listens there.
    await expect(viaNodeHttp(http)(get('http://127.0.0.1:9/'))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

/** The same module, whose answers have lost their status. */
function withoutStatus(module: NodeHttp): NodeHttp['request'] {
  return (options, listener) =>
    module.request(options, (given) => {
      const { setEncoding, on } = given;
      listener({ headers: {}, setEncoding, on });
    });
}

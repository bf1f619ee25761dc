/** What each client is given for a request, to the last member. */
import type { HttpRequest } from 'credwire';
import { toAngular, toAxios, toGot, toJQuery, toKy, toNodeHttp, toSuperagent, toUndici, toXhr } from 'credwire/clients';
import { describe, expect, it } from 'vitest';
import { FakeXhr, superagentRequest } from '../support/client-doubles.js';
import { get } from '../support/http-messages.js';
import { callUntyped, codeOf } from '../support/thrown.js';

const url = 'https://vendor.example/a?b=%2B';
const headers = { Accept: 'x', 'Content-Type': 'text/plain' };
const typed: HttpRequest = { method: 'POST', url, headers, body: 'p\u00E9' };
const untyped: HttpRequest = { method: 'PUT', url, headers: { Accept: 'x' }, body: 'p\u00E9' };
const bare: HttpRequest = get(url, { Accept: 'x' });
const bytes = Uint8Array.of(0x70, 0xc3, 0xa9);

describe('toAxios', () => {
  const { transformRequest, transformResponse, validateStatus, ...plain } = toAxios(typed);

  it('passes the request on and switches the rest off', () => {
    expect(plain).toEqual({
      method: 'POST',
      url,
      headers,
      data: 'p\u00E9',
      responseType: 'text',
      maxRedirects: 0,
      fetchOptions: { redirect: 'manual' },
      withXSRFToken: false,
    });
  });

  it('changes neither what goes out nor what comes back, and takes every status', () => {
    for (const transform of [...transformRequest, ...transformResponse]) expect(transform('{"a":1}')).toBe('{"a":1}');
    expect([200, 302, 404, 503].map(validateStatus)).toEqual([true, true, true, true]);
  });

  it('keeps axios from labelling a body without a type, and from making one up', () => {
    expect(toAxios(untyped)).toMatchObject({ headers: { Accept: 'x', 'Content-Type': false }, data: bytes.buffer });
    expect(toAxios(bare)).toMatchObject({ headers: { Accept: 'x', 'Content-Type': false } });
    expect(toAxios(bare)).not.toHaveProperty('data');
  });
});

describe('toGot', () => {
  const retry = { limit: 0, calculateDelay: expect.any(Function) };
  const off = { retry, followRedirect: false, throwHttpErrors: false, responseType: 'text' };

  it('passes the request on and switches the rest off', () => {
    expect(toGot(typed)).toEqual([url, { method: 'POST', headers, body: 'p\u00E9', ...off }]);
    expect(toGot(bare)).toEqual([url, { method: 'GET', headers: { Accept: 'x' }, ...off }]);
    expect(toGot(bare)[1].retry.calculateDelay()).toBe(0);
  });
});

describe('toKy', () => {
  it('passes the request on and switches the rest off', () => {
    const off = { retry: 0, throwHttpErrors: false, redirect: 'manual' };
    expect(toKy(typed)).toEqual([url, { method: 'POST', headers, body: 'p\u00E9', ...off }]);
    expect(toKy(untyped)[1].body).toEqual(bytes);
  });
});

describe('toUndici', () => {
  it('passes the request on', () => {
    const off = { maxRedirections: 0, retryOptions: { maxRetries: 0, statusCodes: [] } };
    expect(toUndici(typed)).toEqual([url, { method: 'POST', headers, body: 'p\u00E9', ...off }]);
    expect(toUndici(bare)).toEqual([url, { method: 'GET', headers: { Accept: 'x' }, ...off }]);
  });
});

describe('toNodeHttp', () => {
  it('passes the request on, in the parts that node:http wants', () => {
    expect(toNodeHttp(typed)).toEqual([
      {
        protocol: 'https:',
        hostname: 'vendor.example',
        path: '/a?b=%2B',
        method: 'POST',
        headers: { 'Content-Length': '3', ...headers },
      },
      'p\u00E9',
    ]);
    expect(toNodeHttp(bare)).toEqual([expect.objectContaining({ headers: { Accept: 'x' } }), undefined]);
  });

  it.each(['content-LENGTH', 'Transfer-Encoding'])('leaves the framing to the request if it has a %s', (name) => {
    const [{ headers: framed }] = toNodeHttp({ ...typed, headers: { [name]: '2' } });
    expect(framed).toEqual({ [name]: '2' });
  });

  it.each([
    ['http://h', 'http:', 'h', undefined, '/'],
    ['HTTP://H?a', 'http:', 'h', undefined, '/?a'],
    ['https://h:8443/', 'https:', 'h', 8443, '/'],
    ['http://[::1]:80/a', 'http:', '::1', 80, '/a'],
    ['http://127.0.0.1/a/../b//?c=[1]&d={2}|\'"<>^`', 'http:', '127.0.0.1', undefined, '/a/../b//?c=[1]&d={2}|\'"<>^`'],
    ['http://h/http://other:1/?u=http://x:2', 'http:', 'h', undefined, '/http://other:1/?u=http://x:2'],
  ])('takes %s apart and changes nothing', (spelled, protocol, hostname, port, path) => {
    const [options] = toNodeHttp(get(spelled));
    expect(options).toEqual({
      protocol,
      hostname,
      ...(port === undefined ? {} : { port }),
      path,
      method: 'GET',
      headers: {},
    });
  });
});

describe('toSuperagent', () => {
  const tell = (request: HttpRequest, inNode = false) => {
    const told: unknown[] = [];
    const { open, opened } = superagentRequest(new Promise(() => {}), told, inNode);
    const other = () => {
      throw new Error('another method was opened');
    };
    const methods = { get: other, post: other, put: other, delete: other, patch: other, head: other };
    expect(toSuperagent(request, { ...methods, [request.method.toLowerCase()]: open })).toBe(opened);
    return told;
  };
  // A function that superagent was given by one of its methods.
  const told = (request: HttpRequest, method: string) =>
    tell(request).flatMap((call) => (Array.isArray(call) && call[0] === method ? [call[1] as Told] : []))[0] as Told;
  const off = [
    ['ok', expect.any(Function)],
    ['redirects', 0],
    ['retry', 0],
    ['parse', expect.any(Function)],
  ];
  const whole = ['buffer', true];

  it('passes the request on and switches the rest off', () => {
    expect(tell(typed, true)).toEqual([
      ['open', url],
      ['set', 'Accept', 'x'],
      ['set', 'Content-Type', 'text/plain'],
      ['send', 'p\u00E9'],
      whole,
      ...off,
    ]);
  });

  it('sends a body without a type as bytes in browsers, as text in Node, and takes off the label', () => {
    const said = (body: unknown) => [
      ['open', url],
      ['set', 'Accept', 'x'],
      ['send', body],
      ['unset', 'Content-Type'],
    ];
    expect(tell(untyped)).toEqual([...said(bytes), ...off]);
    expect(tell(untyped, true)).toEqual([...said('p\u00E9'), whole, ...off]);
  });

  it.each(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'] as const)(
    'opens %s by the method of its name',
    (method) => {
      expect(tell({ ...bare, method })[0]).toEqual(['open', url]);
    },
  );

  it('takes every status for an answer', () => {
    expect(told(bare, 'ok')()).toBe(true);
  });

  it('parses text to itself, and a stream to its text', () => {
    const parse = told(bare, 'parse');
    expect(parse({}, '{"a":1}')).toBe('{"a":1}');
    const listeners: Record<string, (chunk: string) => void> = {};
    const stream: { text?: string } & Record<string, unknown> = {
      setEncoding: (encoding: string) => expect(encoding).toBe('utf8'),
      on: (event: string, listener: (chunk: string) => void) => {
        listeners[event] = listener;
      },
    };
    const done: unknown[] = [];
    parse(stream, (...values) => done.push(values));
    listeners.data?.('{"a"');
    listeners.data?.(':1}');
    expect(done).toEqual([]);
    listeners.end?.('');
    expect([stream.text, done]).toEqual(['{"a":1}', [[null, '{"a":1}']]]);
  });

  it('refuses what has no such method', () => {
    expect(codeOf(() => callUntyped(toSuperagent, bare, {}))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => callUntyped(toSuperagent, bare, null))).toBe('ERR_ARGUMENT_TYPE');
  });
});

type Told = (source?: unknown, textOrDone?: string | ((...values: unknown[]) => void)) => unknown;

describe('toXhr', () => {
  it('opens the request, sets the headers and returns the body as bytes', () => {
    const xhr = new FakeXhr();
    expect(toXhr(typed, xhr)).toEqual(bytes);
    expect(xhr.told).toEqual([
      ['open', 'POST', url, true],
      ['setRequestHeader', 'Accept', 'x'],
      ['setRequestHeader', 'Content-Type', 'text/plain'],
    ]);
    expect(toXhr(bare, new FakeXhr())).toBeUndefined();
  });

  it('refuses anything but an XMLHttpRequest', () => {
    for (const xhr of [undefined, {}, { open: () => {} }]) {
      expect(codeOf(() => callUntyped(toXhr, bare, xhr))).toBe('ERR_ARGUMENT_TYPE');
    }
  });
});

describe('toJQuery', () => {
  const off = {
    processData: false,
    contentType: false,
    dataType: 'text',
    jsonp: false,
    crossDomain: true,
    cache: true,
    global: false,
  };

  it('passes the request on and switches the rest off', () => {
    expect(toJQuery(typed)).toEqual({ method: 'POST', url, headers, data: bytes, ...off });
    expect(toJQuery(bare)).toEqual({ method: 'GET', url, headers: { Accept: 'x' }, ...off });
  });
});

describe('toAngular', () => {
  const off = { observe: 'response', responseType: 'text', redirect: 'manual' };

  it('passes the request on and switches the rest off', () => {
    expect(toAngular(typed)).toEqual(['POST', url, { headers, body: 'p\u00E9', ...off }]);
    expect(toAngular(untyped)).toEqual(['PUT', url, { headers: { Accept: 'x' }, body: bytes.buffer, ...off }]);
    expect(toAngular(bare)).toEqual(['GET', url, { headers: { Accept: 'x' }, ...off }]);
  });
});

describe('a body whose type has a charset', () => {
  const labelled: HttpRequest = { ...typed, headers: { 'content-type': 'text/plain; charset=us-ascii' } };

  it.each([
    ['toKy', () => toKy(labelled)[1].body],
    ['toAxios', () => new Uint8Array(toAxios(labelled).data as ArrayBuffer)],
    ['toAngular', () => new Uint8Array(toAngular(labelled)[2].body as ArrayBuffer)],
  ])('goes by %s as bytes, for XMLHttpRequest would change it', (_, read) => {
    expect(read()).toEqual(bytes);
  });
});

describe('headers that a client is given', () => {
  it.each([
    ['toAxios', () => toAxios(typed).headers],
    ['toGot', () => toGot(typed)[1].headers],
    ['toKy', () => toKy(typed)[1].headers],
    ['toUndici', () => toUndici(typed)[1].headers],
    ['toNodeHttp', () => toNodeHttp(typed)[0].headers],
    ['toJQuery', () => toJQuery(typed).headers],
    ['toAngular', () => toAngular(typed)[2].headers],
  ])('by %s are its own to change', (_, read: () => Record<string, unknown>) => {
    read()['X-Extra'] = 'a';
    expect(typed.headers).toEqual({ Accept: 'x', 'Content-Type': 'text/plain' });
  });
});

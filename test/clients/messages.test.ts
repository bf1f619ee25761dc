/** What the adapters say where a request, a client or an answer is none. */
import type { HttpRequest, HttpResponse } from 'credwire';
import * as clients from 'credwire/clients';
import { viaAngular, viaAxios, viaFetch, viaJQuery, viaNodeHttp, viaXhr } from 'credwire/clients';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { angularAnswer, angularHttp, doubles, FakeXhr, jqXhr, nodeHttp } from '../support/client-doubles.js';
import { get } from '../support/http-messages.js';
import { callUntyped, rejectionOf, thrownBy } from '../support/thrown.js';

const request = get('https://vendor.example/a');
const answer: HttpResponse = { status: 200, headers: {}, body: '' };
const post = (body: string): HttpRequest => ({ ...request, method: 'POST', body });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('what is no request', () => {
  const makers = Object.entries(clients).filter(([name]) => name.startsWith('to'));

  it.each(makers)('is refused by %s in its name', (name, make) => {
    const message = thrownBy(() => callUntyped(make, null)).message;
    expect(message).toBe(`${name}: request: expected an object, got null`);
  });

  it.each([
    ['toCurl', clients.toCurl],
    ['toHar', clients.toHar],
    ['toHttpFile', clients.toHttpFile],
  ])('is refused by %s in its name, where the options are none', (name, make) => {
    expect(thrownBy(() => callUntyped(make, request, 'a')).message).toBe(
      `${name}: expected an object, got a string of length 1`,
    );
  });
});

describe('what is no client', () => {
  it.each([
    ['viaFetch: "fetch": expected a function, got', clients.viaFetch],
    ['viaKy: "ky": expected a function, got', clients.viaKy],
    ['viaGot: "got": expected a function, got', clients.viaGot],
    ['viaUndici: "send": expected a function, got', clients.viaUndici],
    ['viaXhr: "create": expected a function, got', clients.viaXhr],
    ['viaAxios: "axios": expected an object with a method "request", got', clients.viaAxios],
    ['viaNodeHttp: "http": expected an object with a method "request", got', clients.viaNodeHttp],
    ['viaSuperagent: "superagent": expected an object with a method "post", got', clients.viaSuperagent],
    ['viaJQuery: "jQuery": expected an object with a method "ajax", got', clients.viaJQuery],
    ['viaAngular: "http": expected an object with a method "request", got', clients.viaAngular],
  ])('is refused with the words: %s', (words, via) => {
    expect(thrownBy(() => callUntyped(via, 'a')).message).toBe(`${words} a string of length 1`);
    expect(thrownBy(() => callUntyped(via, null)).message).toBe(`${words} null`);
  });

  it.each([
    ['viaNodeHttp: "https": expected an object with a method "request", got null', viaNodeHttp, nodeHttp(answer), null],
    ['toXhr: "xhr": expected an object with a method "open", got null', clients.toXhr, request, null],
    [
      'toXhr: "xhr": expected an object with a method "setRequestHeader", got an object of another kind',
      clients.toXhr,
      request,
      { open() {} },
    ],
    [
      'toSuperagent: "superagent": expected an object with a method "get", got null',
      clients.toSuperagent,
      request,
      null,
    ],
  ])('is refused with the words: %s', (message, target, first, second) => {
    expect(thrownBy(() => callUntyped(target, first, second)).message).toBe(message);
  });

  it('is what the platform lacks', async () => {
    vi.stubGlobal('fetch', undefined);
    vi.stubGlobal('XMLHttpRequest', undefined);
    expect(await rejectionOf(viaFetch()(request))).toMatchObject({
      code: 'ERR_NO_FETCH',
      message: 'viaFetch: the platform has no fetch; pass one',
    });
    expect(await rejectionOf(viaXhr()(request))).toMatchObject({
      code: 'ERR_ARGUMENT_VALUE',
      message: 'viaXhr: the platform has no XMLHttpRequest; pass a function that makes one',
    });
  });
});

describe('what is no answer', () => {
  const plain = "the client's answer: expected a status, headers and a body as text";
  const messages: Readonly<Record<string, string>> = {
    viaFetch: 'viaFetch: expected the client to resolve to a Response',
    viaKy: 'viaKy: expected the client to resolve to a Response',
    viaAxios: `viaAxios: ${plain}`,
    viaGot: `viaGot: ${plain}`,
  };
  const named = doubles.flatMap(({ name, answeringWith }) => {
    const message = messages[name];
    return answeringWith === undefined || message === undefined ? [] : [{ name, answeringWith, message }];
  });

  it('has words for four adapters at least', () => {
    expect(named.map(({ name }) => name)).toEqual(
      Object.keys(messages).sort((one, other) => order(one) - order(other)),
    );
  });

  it.each(named)('is refused by $name with its words', async ({ answeringWith, message }) => {
    expect((await rejectionOf(answeringWith({})(request))).message).toBe(message);
  });

  it.each([
    { status: '200', headers: {}, data: '' },
    { status: 200, headers: 'a', data: '' },
    { status: 200, headers: null, data: '' },
    { status: 200, headers: {}, data: 1 },
  ])('is refused where one part is of the wrong type: %j', async (wrong) => {
    const send = viaAxios({ request: async () => JSON.parse(JSON.stringify(wrong)) });
    expect((await rejectionOf(send(request))).message).toBe(`viaAxios: ${plain}`);
  });

  it('is one that throws while it is read', async () => {
    const headers = Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        throw new Error('sentinel');
      },
    });
    const send = viaAxios({ request: async () => ({ status: 200, headers, data: '' }) });
    expect((await rejectionOf(send(request))).message).toBe("viaAxios: the client's answer: reading it threw");
  });

  it('is one that XMLHttpRequest, jQuery, Angular and node:http do not bring', async () => {
    const messageOf = async (promise: Promise<unknown>) => (await rejectionOf(promise)).message;
    const xhr = (event: FakeXhr['event']) => viaXhr(() => new FakeXhr({}, event))(request);
    expect(await messageOf(xhr('onerror'))).toBe('viaXhr: the network failed');
    expect(await messageOf(xhr('onabort'))).toBe('viaXhr: the XMLHttpRequest was aborted');
    expect(await messageOf(xhr('ontimeout'))).toBe("viaXhr: the XMLHttpRequest's own time limit is over");
    expect(await messageOf(viaJQuery({ ajax: () => jqXhr({ ...answer, status: 0 }) })(request))).toBe(
      'viaJQuery: the network failed',
    );
    expect(await messageOf(viaNodeHttp(nodeHttp(answer, 'close'))(request))).toBe(
      'viaNodeHttp: the connection was closed before the answer was complete',
    );
    expect(await messageOf(viaAngular(angularHttp(({ complete }) => complete()))(request))).toBe(
      'viaAngular: the request was completed without an answer',
    );
  });

  it('is one of another origin', async () => {
    const other = 'https://other.example/';
    const message = (name: string) => `${name}: the client followed a redirect to another origin`;
    const messageOf = async (promise: Promise<unknown>) => (await rejectionOf(promise)).message;
    expect(await messageOf(viaXhr(() => new FakeXhr(answer, 'onload', other))(request))).toBe(message('viaXhr'));
    const angular = viaAngular(angularHttp(({ next }) => next(angularAnswer(answer, other))));
    expect(await messageOf(angular(request))).toBe(message('viaAngular'));
    const axios = { request: async () => ({ status: 200, headers: {}, data: '', request: { responseURL: other } }) };
    expect(await messageOf(viaAxios(axios)(request))).toBe(message('viaAxios'));
    const jQuery = {
      ajax: (settings: { xhr?: () => unknown }) => {
        settings.xhr?.();
        return jqXhr(answer);
      },
      ajaxSettings: { xhr: () => ({ responseURL: other }) },
    };
    expect(await messageOf(viaJQuery(jQuery)(request))).toBe(message('viaJQuery'));
  });
});

describe('what a command or a file cannot hold', () => {
  const cannot = (expected: string) => `toHttpFile: expected ${expected}: such a file cannot hold them`;

  it.each<readonly [string, () => unknown]>([
    [
      'toCurl: expected no body with HEAD: curl sends none',
      () => clients.toCurl({ ...request, method: 'HEAD', body: '' }),
    ],
    ['toCurl: expected a body without NUL for the shell "posix"', () => clients.toCurl(post('\0'))],
    [
      'toCurl: expected a body of ASCII or JSON for the shell "powershell"',
      () => clients.toCurl(post('\u00E9'), { shell: 'powershell' }),
    ],
    [
      'toCurl: expected a body without control characters for the shell "cmd"',
      () => clients.toCurl(post('\n'), { shell: 'cmd' }),
    ],
    [
      'toCurl: "shell": expected one of "posix", "cmd", "powershell", got a string of length 4',
      () => callUntyped(clients.toCurl, request, { shell: 'fish' }),
    ],
    [cannot('a URL and headers without "{{"'), () => clients.toHttpFile({ ...request, headers: { a: '{{b}}' } })],
    [cannot('a body without "{{", or one of JSON'), () => clients.toHttpFile(post('{{a}} '))],
    [cannot('a body without control characters but tab and line feed'), () => clients.toHttpFile(post('\x1b'))],
    [cannot('a body without white space at its ends'), () => clients.toHttpFile(post(' a'))],
    [cannot('a body that does not begin like lines of tools'), () => clients.toHttpFile(post('# a'))],
    [cannot('a body without white space, or one of JSON'), () => clients.toHttpFile(post('a b'))],
  ])('is refused with the words: %s', (message, call) => {
    expect(thrownBy(call).message).toBe(message);
  });
});

/** The place of an adapter in the table of all. */
function order(name: string): number {
  return doubles.findIndex((double) => double.name === name);
}

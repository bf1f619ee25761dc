/** What bounds the wait for a response: the time limit, the caller's signal, and what the client itself gives up for. */
import { getEventListeners } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { bex, run, TransportError } from 'credwire';
import * as clients from 'credwire/clients';
import { type Fetch, type Send, viaFetch, viaNodeHttp } from 'credwire/clients';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { get } from '../support/http-messages.js';
import { silentClients } from '../support/silent-clients.js';
import { callUntyped, codeOf, rejectionOf } from '../support/thrown.js';

const request = get('https://vendor.example/a');
const adapters = Object.entries(silentClients);
const never = new Promise<never>(() => {});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('covers every adapter', () => {
  const all = Object.keys(clients).filter((name) => name.startsWith('via'));
  expect(Object.keys(silentClients).sort()).toEqual(all.sort());
});

describe('a client that never answers', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  /** What a promise has come to, once the microtasks are done. */
  async function settledOf(promise: Promise<unknown>): Promise<unknown> {
    await vi.advanceTimersByTimeAsync(0);
    return Promise.race([
      promise.then(
        () => 'fulfilled',
        (error) => error,
      ),
      Promise.resolve('pending'),
    ]);
  }

  it.each(adapters)('ends by %s in ERR_TIMEOUT when its time is over, and is stopped', async (name, make) => {
    const { send, stops } = make({ timeout: 200 });
    const asked = send(request);
    asked.catch(() => {});
    await vi.advanceTimersByTimeAsync(199);
    expect([await settledOf(asked), stops()]).toEqual(['pending', 0]);
    await vi.advanceTimersByTimeAsync(1);
    const error = await rejectionOf(asked);
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({
      code: 'ERR_TIMEOUT',
      retryable: true,
      message: `${name}: no response within 200 ms`,
    });
    expect([stops(), vi.getTimerCount()]).toEqual([1, 0]);
  });

  it.each(adapters)('is 30 seconds for %s unless told otherwise', async (_, make) => {
    for (const options of [undefined, {}, { timeout: undefined, signal: undefined }]) {
      const asked = make(options).send(request);
      asked.catch(() => {});
      await vi.advanceTimersByTimeAsync(29_999);
      expect(await settledOf(asked)).toBe('pending');
      await vi.advanceTimersByTimeAsync(1);
      expect((await rejectionOf(asked)).code).toBe('ERR_TIMEOUT');
    }
  });

  it.each(adapters)('is waited for without a limit by %s where that is Infinity', async (_, make) => {
    const asked = make({ timeout: Number.POSITIVE_INFINITY }).send(request);
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(2 ** 31);
    expect(await settledOf(asked)).toBe('pending');
  });

  it.each(adapters)(
    'ends by %s in ERR_ABORTED when the signal of the caller aborts, and is stopped',
    async (name, make) => {
      const controller = new AbortController();
      const removed = vi.spyOn(controller.signal, 'removeEventListener');
      const { send, stops } = make({ signal: controller.signal });
      const asked = send(request);
      asked.catch(() => {});
      expect(await settledOf(asked)).toBe('pending');
      controller.abort(new Error('sentinel'));
      const error = await rejectionOf(asked);
      expect(error).toMatchObject({
        code: 'ERR_ABORTED',
        retryable: false,
        message: `${name}: the request was aborted by its signal`,
      });
      expect([stops(), vi.getTimerCount(), removed.mock.calls.length]).toEqual([1, 0, 1]);
    },
  );

  it.each(adapters)('is not asked at all by %s where the signal has aborted before', async (_, make) => {
    const { send, stops } = make({ signal: AbortSignal.abort() });
    expect((await rejectionOf(send(request))).code).toBe('ERR_ABORTED');
    expect([stops(), vi.getTimerCount()]).toEqual([0, 0]);
  });

  it.each(adapters)('is ended by %s on a platform without AbortController', async (_, make) => {
    vi.stubGlobal('AbortController', undefined);
    const asked = make({ timeout: 5 }).send(request);
    asked.catch(() => {});
    await vi.advanceTimersByTimeAsync(5);
    expect((await rejectionOf(asked)).code).toBe('ERR_TIMEOUT');
  });
});

describe('a platform without timers', () => {
  it('has no limit, and the signal ends the wait', async () => {
    vi.stubGlobal('setTimeout', undefined);
    const controller = new AbortController();
    const asked = viaFetch(() => never, { signal: controller.signal, timeout: 1 })(request);
    controller.abort();
    expect((await rejectionOf(asked)).code).toBe('ERR_ABORTED');
  });
});

describe('a response in time', () => {
  it('leaves no timer and no listener', async () => {
    vi.useFakeTimers();
    const { signal } = new AbortController();
    const before: number[] = [];
    const fetch: Fetch = async () => {
      before.push(getEventListeners(signal, 'abort').length);
      return new Response('body');
    };
    expect((await viaFetch(fetch, { signal })(request)).body).toBe('body');
    expect([before, getEventListeners(signal, 'abort'), vi.getTimerCount()]).toEqual([[1], [], 0]);
  });

  it('can be one of a single request too', async () => {
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const seen: (AbortSignal | undefined)[] = [];
    const send = viaFetch((_, { signal }) => {
      seen.push(signal as AbortSignal | undefined);
      return new Promise<never>(() => {});
    });
    send(request, {}).catch(() => {}); // it never answers
    const asked = send(request, { signal: controller.signal });
    controller.abort();
    await expect(asked).rejects.toMatchObject({ code: 'ERR_ABORTED' });
    expect(seen.map((signal) => signal?.aborted)).toEqual([false, true]);
    expect(removed).toHaveBeenCalledOnce();
    await expect(send(request, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ERR_ABORTED' });
    expect(seen).toHaveLength(2);
  });

  it('is not taken from what Array.map passes, and must be a signal', async () => {
    const send = viaFetch(async () => new Response('body'));
    expect(await Promise.all([request].map(send as (one: typeof request) => Promise<unknown>))).toHaveLength(1);
    const odd = { aborted: 'no', addEventListener() {}, removeEventListener() {} };
    for (const signal of [null, {}, 5, odd]) {
      const error = await rejectionOf(callUntyped(send, request, { signal }) as Promise<unknown>);
      expect(error).toMatchObject({
        code: 'ERR_ARGUMENT_TYPE',
        message: expect.stringMatching(/^viaFetch: "signal": /),
      });
    }
  });

  it('is not listened to if that of the adapter has aborted', async () => {
    const { signal } = new AbortController();
    const send = viaFetch(async () => new Response('body'), { signal: AbortSignal.abort() });
    expect((await rejectionOf(send(request, { signal }))).code).toBe('ERR_ABORTED');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('ends in a coded error if reading it throws', async () => {
    const options = Object.defineProperty({}, 'signal', {
      get: () => {
        throw new Error('sentinel');
      },
    });
    const error = await rejectionOf(viaFetch(async () => new Response('body'))(request, options));
    expect(error).toMatchObject({
      code: 'ERR_ARGUMENT_TYPE',
      message: expect.stringMatching(/^viaFetch: "signal": /),
    });
    expect(error.message).not.toContain('sentinel');
  });

  it('of AbortSignal.timeout() is a time limit', async () => {
    const asked = viaFetch(() => new Promise<never>(() => {}), { signal: AbortSignal.timeout(5) })(request);
    await expect(asked).rejects.toMatchObject({
      code: 'ERR_TIMEOUT',
      retryable: true,
      message: 'viaFetch: the time limit of its signal expired',
    });
  });

  it('is the same with a non-standard signal, and one that cannot be unsubscribed from', async () => {
    const signal = {
      aborted: false,
      addEventListener: () => {},
      removeEventListener: () => {
        throw new Error('sentinel');
      },
    };
    expect((await viaFetch(async () => new Response('body'), { signal })(request)).status).toBe(200);
  });
});

describe('a response that comes late', () => {
  it.each(['resolves', 'rejects'])('changes nothing where it %s', async (how) => {
    vi.useFakeTimers();
    const late: Fetch = () =>
      new Promise((resolve, reject) => {
        setTimeout(() => (how === 'resolves' ? resolve(new Response('late')) : reject(new Error('late'))), 50);
      });
    const asked = viaFetch(late, { timeout: 10 })(request);
    asked.catch(() => {});
    await vi.advanceTimersByTimeAsync(100);
    expect((await rejectionOf(asked)).code).toBe('ERR_TIMEOUT');
  });

  it('is not waited for where its body is what is late', async () => {
    const slow = { status: 200, headers: new Headers(), text: () => never };
    expect((await rejectionOf(viaFetch(async () => slow, { timeout: 10 })(request))).code).toBe('ERR_TIMEOUT');
  });
});

describe('a server that is silent', () => {
  const ways: readonly (readonly [string, (timeout: number) => Send])[] = [
    ['viaFetch', (timeout) => viaFetch(undefined, { timeout })],
    ['viaNodeHttp', (timeout) => viaNodeHttp(http, undefined, { timeout })],
  ];
  const servers: readonly (readonly [string, string])[] = [
    ['from the start', ''],
    ['within the head', 'HTTP/1.1 200 OK\r\nContent-'],
    ['within the body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123'],
  ];

  it.each(ways.flatMap(([name, make]) => servers.map(([when, sent]) => ({ name, make, when, sent }))))(
    '$when is left by $name when the time is over, with its connection closed',
    async ({ make, sent }) => {
      const server = net.createServer((socket) => {
        socket.on('error', () => {});
        socket.once('close', () => server.emit('gone'));
        socket.once('data', () => socket.write(sent));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const gone = new Promise<void>((resolve) => server.once('gone', resolve));
      const { port } = server.address() as net.AddressInfo; // of a server that listens on TCP
      const flow = bex.signIn({ baseUrl: `http://127.0.0.1:${port}`, username: 'u', password: 'p' });
      expect(await rejectionOf(run(flow, make(100)))).toMatchObject({ code: 'ERR_TIMEOUT', retryable: true });
      await gone;
      server.close();
    },
  );
});

describe('options of an adapter', () => {
  const vias: readonly (readonly [string, (options: unknown) => unknown])[] = adapters.map(([name, make]) => [
    name,
    (options) => callUntyped(make, options),
  ]);

  it.each(vias)('are checked by %s at once', (_, make) => {
    for (const options of [null, 5, 'a', [], { timeout: '5' }, { timeout: null }, { signal: null }, { signal: {} }]) {
      expect(codeOf(() => make(options))).toBe('ERR_ARGUMENT_TYPE');
    }
    for (const timeout of [0, -1, 1.5, Number.NaN, Number.NEGATIVE_INFINITY, 2 ** 31]) {
      expect(codeOf(() => make({ timeout }))).toBe('ERR_ARGUMENT_VALUE');
    }
    expect(codeOf(() => make({ timeOut: 5 }))).toBe('ERR_UNKNOWN_OPTION');
  });

  it.each([
    [{ aborted: 'no', addEventListener() {}, removeEventListener() {} }],
    [{ aborted: false, removeEventListener() {} }],
    [{ aborted: false, addEventListener() {} }],
    [new AbortController()],
  ])('refuse anything but a signal (%#)', (signal) => {
    expect(codeOf(() => callUntyped(viaFetch, undefined, { signal }))).toBe('ERR_ARGUMENT_TYPE');
  });

  it('may be at their ends', () => {
    for (const timeout of [1, 2 ** 31 - 1]) expect(() => viaFetch(undefined, { timeout })).not.toThrow();
  });

  it('have a signal whose code throws refused with a coded error, and nothing is sent', async () => {
    const fetch = vi.fn(() => never);
    const addEventListener = () => {
      throw new Error('sentinel');
    };
    const signal = { aborted: false, addEventListener, removeEventListener() {} };
    const error = await rejectionOf(viaFetch(fetch, { signal })(request));
    expect(error).toMatchObject({
      code: 'ERR_ARGUMENT_TYPE',
      message: expect.stringMatching(/^viaFetch: "signal": /),
    });
    expect(error.message).not.toContain('sentinel');
    expect(fetch).not.toHaveBeenCalled();
  });
});

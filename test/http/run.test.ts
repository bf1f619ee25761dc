import {
  bex,
  type HttpRequest,
  type HttpResponse,
  InputError,
  ResponseError,
  run,
  type SignIn,
  TransportError,
} from 'credwire';
import { describe, expect, it, vi } from 'vitest';
import { get, json } from '../support/http-messages.js';
import { callUntyped, rejectionOf } from '../support/thrown.js';

const request = (path: string): HttpRequest => get(`https://mes.example/${path}`);

/** A flow of some requests that returns the bodies of their answers. */
function* flowOf(...paths: readonly string[]): SignIn<readonly string[]> {
  const bodies: string[] = [];
  for (const path of paths) bodies.push((yield request(path)).body);
  return bodies;
}

/** A client that answers with the path that it was asked for, and remembers what it sent. */
function recorder() {
  const sent: HttpRequest[] = [];
  const send = async (sending: HttpRequest): Promise<HttpResponse> => {
    sent.push(sending);
    return json(new URL(sending.url).pathname);
  };
  return { sent, send };
}

describe('run', () => {
  it('sends what the flow yields, one request after the other, and resolves to what it returns', async () => {
    const { sent, send } = recorder();
    expect(await run(flowOf('a', 'b', 'c'), send)).toEqual(['"/a"', '"/b"', '"/c"']);
    expect(sent).toEqual([request('a'), request('b'), request('c')]);
  });

  it('sends nothing for a flow that returns at once', async () => {
    const { sent, send } = recorder();
    expect(await run(flowOf(), send)).toEqual([]);
    expect(sent).toEqual([]);
  });

  it('hands the very request and the very answer on', async () => {
    const only = request('only');
    const answer = json('answer');
    const flow = (function* (): SignIn<HttpResponse> {
      return yield only;
    })();
    const send = vi.fn(async () => answer);
    expect(await run(flow, send)).toBe(answer);
    expect(send.mock.calls).toEqual([[only]]);
  });

  it("takes an answer that isn't a promise", async () => {
    const send = (sending: HttpRequest) => json(sending.url);
    expect(await callUntyped(run, flowOf('a'), send)).toEqual(['"https://mes.example/a"']);
  });

  it('stops where the flow throws in the middle, and sends no more', async () => {
    const refusal = new ResponseError('ERR_SIGN_IN_REFUSED', 'no', { status: 401 });
    const flow = (function* (): SignIn<string> {
      yield request('a');
      yield request('b');
      throw refusal;
    })();
    const { sent, send } = recorder();
    await expect(run(flow, send)).rejects.toBe(refusal);
    expect(sent).toHaveLength(2);
  });

  it("passes on an error from the flow that isn't the library's", async () => {
    const error = new RangeError('of the caller');
    const flow = (function* (): SignIn<string> {
      yield request('a');
      throw error;
    })();
    await expect(run(flow, recorder().send)).rejects.toBe(error);
  });

  it('runs a flow once, and refuses it afterwards', async () => {
    const flow = flowOf('a');
    const { sent, send } = recorder();
    await run(flow, send);
    expect(await rejectionOf(run(flow, send))).toMatchObject({ code: 'ERR_ARGUMENT_VALUE' });
    expect(sent).toHaveLength(1);
  });
});

describe('run, called twice with one flow', () => {
  it('gives the session to the first call, and ERR_ARGUMENT_VALUE at once to every other', async () => {
    const { sent, send } = recorder();
    const flow = flowOf('a', 'b');
    const [first, ...others] = await Promise.allSettled([run(flow, send), run(flow, send), run(flow, send)]);
    expect(first).toEqual({ status: 'fulfilled', value: ['"/a"', '"/b"'] });
    for (const other of others) {
      expect(other).toMatchObject({ status: 'rejected', reason: { code: 'ERR_ARGUMENT_VALUE' } });
    }
    expect(sent).toHaveLength(2);
  });

  it('refuses a flow whose first run failed, and one that was stepped to its end by hand', async () => {
    const { send } = recorder();
    const failed = flowOf('a');
    await rejectionOf(run(failed, () => Promise.reject(new Error())));
    expect(await rejectionOf(run(failed, send))).toMatchObject({ code: 'ERR_ARGUMENT_VALUE' });
    const stepped = flowOf();
    stepped.next();
    expect(await rejectionOf(run(stepped, send))).toMatchObject({ code: 'ERR_ARGUMENT_VALUE' });
  });

  it.each<readonly [string, (flow: SignIn<unknown>) => unknown]>([
    ['to its next request', (flow) => flow.next(json('theirs'))],
    ['to its end', (flow) => flow.return('theirs')],
  ])('refuses a flow that somebody else steps %s while it waits', async (_, stepOn) => {
    const { sent, send } = recorder();
    const flow = flowOf('a');
    const shared = async (sending: HttpRequest) => {
      stepOn(flow);
      return send(sending);
    };
    expect(await rejectionOf(run(flow, shared))).toMatchObject({ code: 'ERR_ARGUMENT_VALUE' });
    expect(sent).toHaveLength(1);
  });

  it('gives the session to only one of a flow and a wrapper of it', async () => {
    const { send } = recorder();
    const flow = flowOf('a');
    const wrapper = { next: flow.next.bind(flow), throw: flow.throw.bind(flow) };
    const outcomes = await Promise.allSettled([run(flow, send), callUntyped(run, wrapper, send)]);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') expect(outcome.value).toBeDefined();
    }
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
  });

  it.each(['status', 'headers', 'body'] as const)('refuses such a flow whatever it reads first: %s', async (name) => {
    const flow = (function* (): SignIn<unknown> {
      const response = yield request('a');
      return response[name];
    })();
    flow.next();
    expect(await rejectionOf(run(flow, recorder().send))).toMatchObject({ code: 'ERR_ARGUMENT_VALUE' });
  });

  it('refuses a sign-in whose first request somebody else has taken', async () => {
    const flow = bex.signIn({ username: 'u', password: 'p' });
    flow.next();
    const { sent, send } = recorder();
    const error = await rejectionOf(run(flow, send));
    expect([error.code, error.message]).toEqual([
      'ERR_ARGUMENT_VALUE',
      'run: "flow": expected a flow that has not run yet',
    ]);
    expect(sent).toEqual([]);
  });

  it('takes a frozen flow', async () => {
    expect(await run(Object.freeze(flowOf('a')), recorder().send)).toEqual(['"/a"']);
  });
});

describe('run, where the client fails', () => {
  const fail = (error: unknown) => vi.fn(async () => Promise.reject(error));

  it('rejects with ERR_TRANSPORT, the error as its cause, and sends nothing twice', async () => {
    const cause = new Error('the cable is out: sentinel');
    const send = fail(cause);
    const error = await rejectionOf(run(flowOf('a', 'b'), send));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ code: 'ERR_TRANSPORT', cause });
    expect(error.message).toMatch(/^run: request 1 .*"cause"$/);
    expect(error.message).not.toContain('sentinel');
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('says which request failed', async () => {
    const { send } = recorder();
    const flaky = (sending: HttpRequest) => (sending.url.endsWith('c') ? Promise.reject(new Error()) : send(sending));
    expect((await rejectionOf(run(flowOf('a', 'b', 'c'), flaky))).message).toContain('request 3 failed');
  });

  it('does the same for a client that throws at once', async () => {
    const send = () => {
      throw new Error('no promise');
    };
    expect(await rejectionOf(run(flowOf('a'), send))).toMatchObject({ code: 'ERR_TRANSPORT' });
  });

  it.each([
    ['on the error', Object.assign(new Error(), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ["one level down, as in fetch's", new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } }), 'ENOTFOUND'],
    [
      'of TLS',
      Object.assign(new Error(), { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    ['on an object that is not an Error', { code: 'EPIPE' }, 'EPIPE'],
    ['behind a code that is not known', { code: 'ERR_BAD_REQUEST', cause: { code: 'ENETUNREACH' } }, 'ENETUNREACH'],
  ])("names the system's code %s", async (_, cause, code) => {
    const { message } = await rejectionOf(run(flowOf('a'), fail(cause)));
    expect(message).toBe(`run: request 1 failed in the HTTP client (${code}); see "cause"`);
  });

  it.each([
    ['a number', { code: 20 }],
    ['words', { code: 'The password is secret' }],
    ['lower case', { code: 'econnrefused' }],
    ['spelled like one, and not known', { code: 'MYSECRETPASSWORD' }],
    ['not known either, one level down', { cause: { code: 'MYSECRETPASSWORD' } }],
    ['more than one line', { code: 'ECONNREFUSED\n' }],
    ['an object', { code: { toString: () => 'ECONNREFUSED' } }],
    ['missing', new Error()],
    ['null', { code: null, cause: null }],
  ])('names no code that is %s', async (_, cause) => {
    const { message } = await rejectionOf(run(flowOf('a'), fail(cause)));
    expect(message).toBe('run: request 1 failed in the HTTP client; see "cause"');
  });

  it.each([
    ["the platform's fetch", new DOMException('sentinel', 'TimeoutError'), ''],
    ['a signal behind an abort', new Error('sentinel', { cause: { name: 'TimeoutError' } }), ''],
    [
      "Node's abort with a limit as its cause",
      { name: 'AbortError', code: 'ABORT_ERR', cause: { code: 'ETIMEDOUT' } },
      'ABORT_ERR',
    ],
    ['Node', { code: 'ETIMEDOUT' }, 'ETIMEDOUT'],
    ['axios and superagent', { code: 'ECONNABORTED' }, 'ECONNABORTED'],
    ['got', { name: 'TimeoutError', code: 'ETIMEDOUT' }, 'ETIMEDOUT'],
    ['undici', { cause: { code: 'UND_ERR_HEADERS_TIMEOUT' } }, 'UND_ERR_HEADERS_TIMEOUT'],
    ['Angular', { name: 'HttpErrorResponse', error: { name: 'TimeoutError' } }, ''],
  ])('rejects with ERR_TIMEOUT where the time limit of %s is over', async (_, cause, code) => {
    const error = await rejectionOf(run(flowOf('a'), fail(cause)));
    expect(error).toMatchObject({ code: 'ERR_TIMEOUT', retryable: true, cause });
    const shown = code === '' ? '' : ` (${code})`;
    expect(error.message).toMatch(/^run: request 1 .*"cause"$/);
    expect(error.message).toContain(shown);
  });

  it.each([
    ['fetch', new DOMException('sentinel', 'AbortError')],
    ['axios', { name: 'CanceledError', code: 'ERR_CANCELED' }],
    ['got', { name: 'AbortError', code: 'ERR_ABORTED' }],
    ['got, by cancel', { name: 'CancelError' }],
    ['superagent', { code: 'ABORTED' }],
    ['undici', { code: 'UND_ERR_ABORTED' }],
  ])('rejects with ERR_ABORTED where the request of %s was aborted', async (_, cause) => {
    const error = await rejectionOf(run(flowOf('a'), fail(cause)));
    expect(error).toMatchObject({ code: 'ERR_ABORTED', retryable: false, cause });
    expect(error.message).toMatch(/^run: request 1 [^()]*( \([A-Z_]+\))?; .*"cause"$/);
  });

  it.each([undefined, null, 'text', 42, Symbol('s'), 1n])('survives a rejection with %s', async (cause) => {
    const error = await rejectionOf(run(flowOf('a'), fail(cause)));
    expect(error).toMatchObject({ code: 'ERR_TRANSPORT' });
    expect(error.cause).toBe(cause);
  });

  it('survives a rejection with an object whose getters throw', async () => {
    const cause = Object.defineProperty({}, 'code', {
      get: () => {
        throw new Error('sentinel');
      },
    });
    const error = await rejectionOf(run(flowOf('a'), fail(cause)));
    expect(error.message).toMatch(/^run: request 1 .*"cause"$/);
    expect(error.message).not.toContain('sentinel');
  });

  it('lets a coded error through as it is', async () => {
    const coded = new InputError('ERR_NO_FETCH', 'no fetch');
    await expect(run(flowOf('a'), fail(coded))).rejects.toBe(coded);
  });

  it('throws the error into the flow, which may clean up', async () => {
    const log: string[] = [];
    const flow = (function* (): SignIn<string> {
      try {
        yield request('a');
        log.push('went on');
      } finally {
        log.push('cleaned up');
      }
      return '';
    })();
    expect(await rejectionOf(run(flow, fail(new Error())))).toMatchObject({ code: 'ERR_TRANSPORT' });
    expect(log).toEqual(['cleaned up']);
  });

  it('goes on where the flow catches the error and takes another way', async () => {
    const seen: unknown[] = [];
    const flow = (function* (): SignIn<string> {
      try {
        yield request('broken');
      } catch (error) {
        seen.push(error);
      }
      return (yield request('other')).body;
    })();
    const { sent, send } = recorder();
    const cause = new Error();
    const flaky = (sending: HttpRequest) => (sending.url.endsWith('broken') ? Promise.reject(cause) : send(sending));
    expect(await run(flow, flaky)).toBe('"/other"');
    expect(seen).toEqual([expect.objectContaining({ code: 'ERR_TRANSPORT', cause })]);
    expect(sent).toEqual([request('other')]);
  });

  it('resolves where the flow catches the error and returns', async () => {
    const flow = (function* (): SignIn<string> {
      try {
        return (yield request('broken')).body;
      } catch {
        return 'without it';
      }
    })();
    expect(await run(flow, fail(new Error()))).toBe('without it');
  });

  it('rejects with what the flow throws in its place', async () => {
    const own = new Error('own');
    const flow = (function* (): SignIn<string> {
      try {
        return (yield request('broken')).body;
      } catch {
        throw own;
      }
    })();
    await expect(run(flow, fail(new Error()))).rejects.toBe(own);
  });
});

describe('run, given anything but a flow', () => {
  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a string', 'text'],
    ['an options object', { baseUrl: 'https://mes.example' }],
    ['the function itself, not called', flowOf],
    ['a list of requests', [request('a')]],
    ['an iterator of a list, which nothing can be thrown into', [request('a')].values()],
    [
      'an object whose getters throw',
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('sentinel');
          },
        },
      ),
    ],
    ['an object with half the methods', { next: () => ({ done: true, value: '' }) }],
    ['an object whose steps are none', { next() {}, throw() {} }],
    ['an object whose steps are numbers', { next: Number, throw: Number }],
    [
      'an asynchronous generator, whose steps are promises',
      (async function* () {
        yield request('a');
      })(),
    ],
  ])('refuses %s', async (_, flow) => {
    const send = vi.fn(async () => {
      // Without this an endless flow would never end.
      if (send.mock.calls.length > 9) throw new TypeError('endless');
      return json('');
    });
    const error = await rejectionOf(callUntyped(run, flow, send));
    expect(error).toMatchObject({ code: 'ERR_ARGUMENT_TYPE' });
    expect(error.message).not.toContain('sentinel');
    expect(send).not.toHaveBeenCalled();
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a URL', 'https://mes.example'],
    ['an object', { fetch: () => undefined }],
    ['a list', [() => undefined]],
  ])('refuses %s as a client, and does not start the flow', async (_, send) => {
    const flow = flowOf('a');
    const spy = vi.spyOn(flow, 'next');
    expect(await rejectionOf(callUntyped(run, flow, send))).toMatchObject({ code: 'ERR_ARGUMENT_TYPE' });
    expect(spy).not.toHaveBeenCalled();
  });
});

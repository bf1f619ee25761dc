import { type HttpRequest, ifactory, TransportError } from 'credwire';
import { type ConnectionEvent, connect } from 'credwire/session';
import { describe, expect, it } from 'vitest';
import { rejectionOf } from '../support/thrown.js';
import { gateway, settle, USER } from './support.js';

describe('one sign-in for any number of callers', () => {
  it('sends one for 1,000 calls on a cold connection', async () => {
    const server = gateway();
    const connection = connect(ifactory, USER, { send: server.send });
    const calls = Array.from({ length: 1000 }, () => connection.send({ url: '/api/ping' }));
    expect((await Promise.all(calls)).every(({ status }) => status === 200)).toBe(true);
    expect(server).toMatchObject({ signIns: 1, calls: 1000 });
  });

  it('sends one renewal before the end, while calls keep using the old token', async () => {
    const server = gateway(1_000_000);
    const connection = connect('ifactory', USER, { send: server.send, now: server.now });
    const { token } = await connection.session();
    server.pass(899_999);
    await connection.session();
    expect(server.signIns).toBe(1);
    server.pass(1);
    server.hold();
    const during = await Promise.all(Array.from({ length: 1000 }, () => connection.session()));
    expect(new Set(during.map((session) => session.token))).toEqual(new Set([token]));
    expect(server.signIns).toBe(2);
    server.release();
    await settle();
    expect((await connection.session()).token).not.toBe(token);
    expect(server.signIns).toBe(2);
  });

  it('renews as early as it is told', async () => {
    const server = gateway(1_000_000);
    const connection = connect(ifactory, USER, { send: server.send, now: server.now, renewBefore: 600_000 });
    await connection.session();
    server.pass(400_000);
    await connection.session();
    await settle();
    expect(server.signIns).toBe(2);
  });

  it('keeps a good token where its renewal fails', async () => {
    const server = gateway(1_000_000);
    const events: ConnectionEvent[] = [];
    const connection = connect(ifactory, USER, {
      send: server.send,
      now: server.now,
      onEvent: (event) => events.push(event),
    });
    const { token } = await connection.session();
    server.pass(950_000);
    server.refusal = { status: 503, headers: {}, body: '' };
    expect((await connection.session()).token).toBe(token);
    await settle();
    expect(events.at(-1)).toEqual({ vendor: 'ifactory', type: 'fault', part: 'renewal', code: 'ERR_UNAVAILABLE' });
    server.refusal = undefined;
    expect((await connection.session()).token).toBe(token);
    server.pass(50_000);
    expect((await connection.session()).token).not.toBe(token);
    expect(server.signIns).toBe(3);
  });
});

describe('over means over', () => {
  it('signs in again and repeats the call, once for all that learn it', async () => {
    const server = gateway();
    const connection = connect(ifactory, USER, { send: server.send });
    await connection.send({ url: '/api/ping' });
    server.revoke();
    const calls = Array.from({ length: 100 }, () => connection.send({ url: '/api/ping', method: 'POST', body: 'x' }));
    expect((await Promise.all(calls)).every(({ status }) => status === 200)).toBe(true);
    expect(server).toMatchObject({ signIns: 2, calls: 201 });
    expect(server.requests.filter(({ body }) => body === 'x')).toHaveLength(200);
  });

  it('repeats once, then gives the response as it is', async () => {
    let signIns = 0;
    const send = async ({ url }: HttpRequest) => {
      if (!url.includes('/api/tokens')) return { status: 401, headers: {}, body: 'never' };
      return { status: 200, headers: {}, body: `{"token":"t${++signIns}"}` };
    };
    const connection = connect(ifactory, USER, { send });
    expect(await connection.send({ url: '/api/ping' })).toEqual({ status: 401, headers: {}, body: 'never' });
    expect(signIns).toBe(2);
  });

  it('does not send a refused password again, until the user signs out', async () => {
    const server = gateway();
    server.refusal = { status: 401, headers: {}, body: '{"message":["Wrong password"]}' };
    const connection = connect(ifactory, USER, { send: server.send });
    const first = await connection.session().catch((error) => error);
    expect(first).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', status: 401 });
    expect(await connection.send({ url: '/api/ping' }).catch((error) => error)).toBe(first);
    expect(server).toMatchObject({ signIns: 1, calls: 0 });
    server.refusal = undefined;
    await connection.signOut();
    expect((await connection.send({ url: '/api/ping' })).status).toBe(200);
  });

  it('rejects the call where the new sign-in is refused', async () => {
    const server = gateway();
    const connection = connect(ifactory, USER, { send: server.send });
    await connection.session();
    server.revoke();
    server.refusal = { status: 403, headers: {}, body: '"Locked"' };
    await expect(connection.send({ url: '/api/ping' })).rejects.toMatchObject({ code: 'ERR_SIGN_IN_REFUSED' });
    await expect(connection.send({ url: '/api/ping' })).rejects.toMatchObject({ code: 'ERR_SIGN_IN_REFUSED' });
    expect(server.signIns).toBe(2);
  });

  it('sends another sign-in after one that failed for the moment', async () => {
    const server = gateway();
    server.refusal = { status: 429, headers: { 'retry-after': '2' }, body: '' };
    const connection = connect(ifactory, USER, { send: server.send });
    await expect(connection.session()).rejects.toMatchObject({ code: 'ERR_UNAVAILABLE', retryAfter: 2000 });
    server.refusal = undefined;
    expect((await connection.session()).token).toBe('token-2');
  });

  it('sends a stream once, and says so', async () => {
    const server = gateway();
    const events: ConnectionEvent[] = [];
    const connection = connect(ifactory, USER, { send: server.send, onEvent: (event) => events.push(event) });
    await connection.session();
    for (const body of [new Blob([]).stream(), (async function* () {})(), new Map().values(), { pipe: () => {} }]) {
      server.revoke();
      expect((await connection.send({ url: '/api/upload', method: 'POST', body })).status).toBe(401);
      expect(events.at(-1)).toEqual({ vendor: 'ifactory', type: 'no-repeat', status: 401 });
      expect((await connection.send({ url: '/api/ping' })).status).toBe(200);
    }
  });

  it('sends bytes, forms and blobs again', async () => {
    const server = gateway();
    const connection = connect(ifactory, USER, { send: server.send });
    for (const body of [new Uint8Array(2), new ArrayBuffer(2), new FormData(), new URLSearchParams(), new Blob([])]) {
      server.revoke();
      expect((await connection.send({ url: '/api/upload', method: 'POST', body })).status).toBe(200);
      expect(server.requests.at(-1)?.body).toBe(body);
    }
  });

  it('does not bring a session back that was forgotten while its renewal was under way', async () => {
    const server = gateway(1_000_000);
    const connection = connect(ifactory, USER, { send: server.send, now: server.now });
    await connection.session();
    server.pass(950_000);
    server.hold();
    await connection.session();
    await connection.signOut();
    const next = connection.session();
    server.release();
    await next;
    await settle();
    expect(server.signIns).toBe(3);
    expect((await connection.session()).token).toBe((await next).token);
  });

  it('uses the renewal under way as the new sign-in if the old session ends in the meantime', async () => {
    const server = gateway(1_000_000);
    const connection = connect(ifactory, USER, { send: server.send, now: server.now });
    await connection.session();
    server.pass(950_000);
    server.hold();
    await connection.session();
    server.revoke();
    const call = connection.send({ url: '/api/ping' });
    await settle();
    server.release();
    expect((await call).status).toBe(200);
    expect(server.signIns).toBe(2);
  });
});

describe('clocks and ends that make no sense', () => {
  it.each([0, -5000, 1e18])('signs in once where the vendor says that a token ends at %s', async (end) => {
    let signIns = 0;
    const send = async ({ url }: HttpRequest) => {
      if (!url.includes('/oauth')) return { status: 200, headers: {}, body: '' };
      return { status: 200, headers: {}, body: `${++signIns}` };
    };
    const vendor = {
      profile: { id: 'other' },
      *signIn(_: { readonly password: string }) {
        const { body } = yield { method: 'GET', url: 'https://other.example/oauth', headers: {} } as const;
        return { vendor: 'other', token: body, origin: 'https://other.example', expiresAt: end };
      },
      authorize: (request: { readonly url: string }) => request,
      isSessionOver: () => false,
    };
    const connection = connect(vendor, { password: 'x' }, { send, now: () => 1_000_000 });
    await connection.send({ url: '/a' });
    await connection.send({ url: '/b' });
    expect(signIns).toBe(1);
    // What isn't an InputError isn't about the request or an option, so it stays as it is.
    const fault = new Error('a bug');
    const faulty = {
      ...vendor,
      authorize: (): { readonly url: string } => {
        throw fault;
      },
    };
    const broken = connect(faulty, { password: 'x' }, { send, now: () => 1_000_000 });
    await expect(broken.send({ url: '/a' })).rejects.toBe(fault);
  });

  it('signs in again after a year, and continues if the clock jumps back', async () => {
    const server = gateway(1_000_000);
    const connection = connect(ifactory, USER, { send: server.send, now: server.now });
    await connection.session();
    server.pass(31_536_000_000);
    expect((await connection.send({ url: '/api/ping' })).status).toBe(200);
    expect(server.signIns).toBe(2);
    server.pass(-2 * 31_536_000_000);
    expect((await connection.send({ url: '/api/ping' })).status).toBe(200);
    server.revoke();
    expect((await connection.send({ url: '/api/ping' })).status).toBe(200);
    expect(server.signIns).toBe(3);
  });

  it('refuses a clock that tells no time, and loses nobody to one that fails later', async () => {
    const server = gateway();
    for (const now of [() => Number.NaN, () => '1' as unknown as number]) {
      const connection = connect(ifactory, USER, { send: server.send, now });
      await expect(connection.session()).rejects.toThrow(/^connect: "now": .*milliseconds/);
    }
    let reads = 0;
    const now = () => {
      if (++reads > 2) throw new Error('no more');
      return 1e12;
    };
    await expect(connect(ifactory, USER, { send: server.send, now }).session()).resolves.toMatchObject({
      vendor: 'ifactory',
    });
  });
});

describe('what ends a wait', () => {
  const never = () => new Promise<never>(() => {});

  it('gives a sign-in up whose client never answers', async () => {
    const connection = connect(ifactory, USER, { send: never, timeout: 20 });
    await expect(connection.session()).rejects.toMatchObject({ code: 'ERR_TIMEOUT', retryable: true });
    await expect(connection.send({ url: '/a' })).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
  });

  it('gives a call up whose client never answers, and tells the client', async () => {
    const server = gateway();
    const signals: unknown[] = [];
    const send: typeof server.send = (request, { signal }: { signal?: unknown } = {}) => {
      signals.push(signal);
      return request.url.includes('/api/tokens') ? server.send(request) : never();
    };
    const connection = connect(ifactory, USER, { send });
    await connection.session();
    const late = connection.send({ url: '/a' }, { timeout: 20 });
    await expect(late).rejects.toMatchObject({
      code: 'ERR_TIMEOUT',
      message: expect.stringMatching(/^connection\.send: .*\b20 ms/),
    });
    expect((signals[1] as AbortSignal).aborted).toBe(true);
  });

  it('gives up only the call that the caller aborts', async () => {
    const server = gateway();
    server.hold();
    const connection = connect(ifactory, USER, { send: server.send });
    const [one, other] = [new AbortController(), new AbortController()];
    const waits = [one, other].map(({ signal }) => connection.session({ signal }));
    await settle();
    one.abort('enough');
    await expect(waits[0]).rejects.toMatchObject({ code: 'ERR_ABORTED', retryable: false, cause: 'enough' });
    server.release();
    await expect(waits[1]).resolves.toMatchObject({ token: 'token-1' });
    await expect(connection.send({ url: '/a' }, { signal: one.signal })).rejects.toBeInstanceOf(TransportError);
    expect(server.calls).toBe(0);
  });

  it('ends with the signal of the connection', async () => {
    const server = gateway();
    server.hold();
    const controller = new AbortController();
    const connection = connect(ifactory, USER, { send: server.send, signal: controller.signal });
    const wait = connection.session();
    await settle();
    controller.abort();
    await expect(wait).rejects.toMatchObject({ code: 'ERR_ABORTED' });
    await expect(connection.session()).rejects.toMatchObject({ code: 'ERR_ABORTED' });
  });

  it('refuses those who wait when the user signs out', async () => {
    const server = gateway();
    server.hold();
    const connection = connect(ifactory, USER, { send: server.send });
    const wait = connection.session();
    await settle();
    await connection.signOut();
    await expect(wait).rejects.toMatchObject({ code: 'ERR_ABORTED' });
  });

  it('works without timers and AbortController', async () => {
    const { AbortController: controller, setTimeout: timer } = globalThis;
    const server = gateway();
    try {
      Object.assign(globalThis, { AbortController: undefined, setTimeout: undefined });
      const connection = connect(ifactory, USER, { send: server.send, timeout: 5 });
      expect((await connection.send({ url: '/a' })).status).toBe(200);
    } finally {
      Object.assign(globalThis, { AbortController: controller, setTimeout: timer });
    }
  });
});

describe('any call', () => {
  const urlsOf = async (baseUrl: string, ...urls: readonly string[]) => {
    const server = gateway();
    const connection = connect(ifactory, { ...USER, baseUrl }, { send: server.send });
    for (const url of urls) await connection.send({ url });
    return server.requests.slice(1).map(({ url }) => url);
  };

  it('appends a relative URL to the base URL, and takes an absolute one on the origin', async () => {
    expect(
      await urlsOf('https://mes.example/gateway/', '/api/x', 'api/x', '?x=1', '', 'https://mes.example/y'),
    ).toEqual([
      'https://mes.example/gateway/api/x',
      'https://mes.example/gateway/api/x',
      'https://mes.example/gateway?x=1',
      'https://mes.example/gateway',
      'https://mes.example/y',
    ]);
  });

  it.each([
    'https://evil.example/x',
    'http://mes.example/x',
    'https://mes.example:8443/x',
    'HTTPS://evil.example',
    'ftp://x/',
  ])('sends nothing to %s', async (url) => {
    const server = gateway();
    const connection = connect(ifactory, USER, { send: server.send });
    await expect(connection.send({ url })).rejects.toMatchObject({
      code: expect.stringMatching(/^ERR_(?:ORIGIN_MISMATCH|INSECURE_URL|URL)$/),
    });
    expect(server.calls).toBe(0);
  });

  it('takes other origins that it is told', async () => {
    const server = gateway();
    const authorize = { origins: ['https://files.example'] };
    const connection = connect(ifactory, USER, { send: server.send, authorize });
    expect((await connection.send({ url: 'https://files.example/a' })).status).toBe(200);
  });

  it("gives the client's own response, and the client whatever else the call holds", async () => {
    const server = gateway();
    const own = { status: 200, headers: {}, body: '', native: true };
    const seen: unknown[] = [];
    const send = async (request: HttpRequest) => {
      if (request.url.includes('/api/tokens')) return { ...(await server.send(request)), native: false };
      seen.push(request);
      return own;
    };
    const connection = connect(ifactory, USER, { send });
    const call = { url: '/a', method: 'propfind', headers: { Depth: '1' }, responseType: 'stream' };
    const response = await connection.send(call);
    expect(response).toBe(own);
    expect(response.native).toBe(true);
    expect(seen).toEqual([
      {
        ...call,
        url: 'https://mes.example/gateway/a',
        headers: { Depth: '1', Authorization: 'Bearer token-1' },
      },
    ]);
  });
});

describe('arguments', () => {
  const code = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      return error as { code?: unknown; message?: unknown };
    }
    return expect.fail('did not throw');
  };
  const wrong = (value: unknown) => value as never;

  it.each([
    ['a vendor that is none', () => connect(wrong('acme'), wrong({})), 'ERR_ARGUMENT_VALUE', /^connect: "vendor": /],
    [
      'no vendor',
      () => connect(wrong(undefined), wrong({})),
      'ERR_ARGUMENT_TYPE',
      /^connect: "vendor": expected a vendor/,
    ],
    [
      'half a vendor',
      () => connect(wrong({ signIn: () => {} }), wrong({})),
      'ERR_ARGUMENT_TYPE',
      /^connect: "vendor": /,
    ],
    ['no options', () => connect('bex', wrong(undefined)), 'ERR_ARGUMENT_TYPE', /^connect: "options": .*object/],
    [
      'an unknown setting',
      () => connect(ifactory, USER, wrong({ sent: 1 })),
      'ERR_UNKNOWN_OPTION',
      /did you mean "send"/,
    ],
    [
      'a store that is none',
      () => connect(ifactory, USER, { store: wrong({ get: 1 }) }),
      'ERR_ARGUMENT_TYPE',
      /"store"/,
    ],
    ['no time', () => connect(ifactory, USER, { timeout: 0 }), 'ERR_ARGUMENT_VALUE', /"timeout"/],
    ['a signal that is none', () => connect(ifactory, USER, { signal: wrong({}) }), 'ERR_ARGUMENT_TYPE', /"signal"/],
    [
      'a renewal after the end',
      () => connect(ifactory, USER, { renewBefore: -1 }),
      'ERR_ARGUMENT_VALUE',
      /"renewBefore"/,
    ],
  ])('refuses %s', (_, run, expected, message) => {
    const error = code(run);
    expect(error.code).toBe(expected);
    expect(error.message).toMatch(message);
  });

  it('refuses wrong calls', async () => {
    const connection = connect(ifactory, USER, { send: gateway().send });
    await expect(connection.send(wrong('/a'))).rejects.toThrow(/^connection\.send: call: .*object/);
    await expect(connection.send(wrong({}))).rejects.toThrow(/^connection\.send: "url": .*string/);
    await expect(connection.send({ url: '/' }, wrong({ time: 1 }))).rejects.toThrow(/^connection\.send: .*"timeout"/);
    await expect(connection.session(wrong({ timeout: 1 }))).rejects.toThrow(/^connection\.session: .*\bsignal\b/);
  });

  it('says which call it was that cannot be signed, whatever the vendor calls it', async () => {
    const connection = connect(ifactory, USER, { send: gateway().send, fetch: async (_: string) => new Response() });
    for (const [url, headers, expected] of [
      ['https://attacker.example/a', {}, /"url": .*"origins"/],
      ['http://a b/', {}, /"url": /],
      ['/a', { 'a b': 'sentinel' }, /"headers": header 1: /],
      ['/a', { a: 'senti\nnel' }, /"headers": header 1: /],
    ] as const) {
      const error = await rejectionOf(connection.send({ url, headers: { ...headers } }));
      expect(error.message).toMatch(new RegExp(`^connection\\.send: ${expected.source}`));
      expect(error.message).not.toMatch(/senti|attacker/);
    }
    await expect(connection.fetch('https://attacker.example/a')).rejects.toMatchObject({
      name: 'InputError',
      code: 'ERR_ORIGIN_MISMATCH',
      message: expect.stringMatching(/^connection\.fetch: "url": /),
    });
  });

  it('blames connect for options of authorize that are wrong', async () => {
    for (const [authorize, expected] of [
      [{ origins: [1] }, /^connect: "authorize": "origins"\[0\]: /],
      [{ orgins: [] }, /^connect: "authorize": .*"origins"/],
    ] as const) {
      const connection = connect(ifactory, USER, { send: gateway().send, authorize: wrong(authorize) });
      expect((await rejectionOf(connection.send({ url: '/a' }))).message).toMatch(expected);
    }
  });

  it('rejects calls where the sign-in options are wrong, by the words of the vendor', async () => {
    const connection = connect(ifactory, wrong({ ...USER, username: 'x' }), { send: gateway().send });
    await expect(connection.session()).rejects.toThrow(/^ifactory\.signIn: .*\buserLogin\b/);
  });

  it('takes the options as they are at first', async () => {
    const server = gateway();
    const options = { ...USER };
    const connection = connect(ifactory, options, { send: server.send });
    options.baseUrl = 'https://evil.example';
    await connection.session();
    expect(server.requests[0]?.url).toMatch(/^https:\/\/mes\.example\//);
  });
});

describe('events', () => {
  it('report everything that happens, without secrets', async () => {
    const server = gateway(1_000_000);
    const events: ConnectionEvent[] = [];
    const connection = connect(ifactory, USER, {
      send: server.send,
      now: server.now,
      onEvent: (event) => {
        events.push(event);
        throw new Error('of the listener');
      },
    });
    const { expiresAt } = await connection.session();
    server.revoke();
    await connection.send({ url: '/a?secret=1' });
    server.pass(950_000);
    await connection.session();
    await settle();
    await connection.signOut();
    expect(events).toEqual([
      { vendor: 'ifactory', type: 'sign-in', stored: false, took: 0, expiresAt },
      { vendor: 'ifactory', type: 'repeat', status: 401 },
      { vendor: 'ifactory', type: 'sign-in', stored: false, took: 0, expiresAt },
      { vendor: 'ifactory', type: 'renewal', stored: false, took: 0, expiresAt: Number(expiresAt) + 950_000 },
      { vendor: 'ifactory', type: 'sign-out' },
    ]);
  });

  it('harm nobody where the listener rejects', async () => {
    const server = gateway();
    const onEvent = () => Promise.reject(new Error('of the listener'));
    await expect(connect(ifactory, USER, { send: server.send, onEvent }).session()).resolves.toBeDefined();
  });
});

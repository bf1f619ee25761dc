/** One sign-in for any number of calls, renewed in time, and again when it's over. */
import { bex, type HttpRequest, type HttpResponse, ifactory } from 'credwire';
import { type ConnectionEvent, connect } from 'credwire/session';
import { describe, expect, it } from 'vitest';
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

  it('does not send a password again that was refused within HTTP 200', async () => {
    let signIns = 0;
    const send = async () => ({ status: 200, headers: {}, body: `{"ex":"Wrong password","n":${++signIns}}` });
    const connection = connect(bex, { username: 'u', password: 'p' }, { send });
    for (let call = 0; call < 3; call++) {
      await expect(connection.session()).rejects.toMatchObject({ code: 'ERR_SIGN_IN_REFUSED' });
    }
    expect(signIns).toBe(1);
  });

  it('does not send a password again that a web server refused with a page', async () => {
    for (const status of [401, 403]) {
      const server = gateway();
      server.refusal = { status, headers: {}, body: '<html><body>Access is denied.</body></html>' };
      const connection = connect(ifactory, USER, { send: server.send });
      for (let call = 0; call < 3; call++) {
        await expect(connection.session()).rejects.toMatchObject({ code: 'ERR_RESPONSE_FORMAT', status });
      }
      expect(server.signIns).toBe(1);
    }
  });

  it('gives the response as it is to a call that was under way while the user signed out', async () => {
    const server = gateway();
    const events: ConnectionEvent[] = [];
    let respond = (): void => {};
    const send: typeof server.send = async (request) => {
      if (!request.url.endsWith('/slow')) return server.send(request);
      await new Promise<void>((go) => {
        respond = go;
      });
      return { status: 401, headers: {}, body: 'late' };
    };
    const connection = connect(ifactory, USER, { send, onEvent: (event) => events.push(event) });
    const call = connection.send({ url: '/slow' });
    await settle();
    await connection.signOut();
    respond();
    expect((await call).body).toBe('late');
    expect(server.signIns).toBe(1);
    expect(events.map(({ type }) => type)).toEqual(['sign-in', 'sign-out']);
  });

  it('does not use a token again that a renewal under way returns after it was over', async () => {
    let [signIns, calls] = [0, 0];
    let answer = (): void => {};
    let now = 1e12;
    const end = now + 1_000_000;
    const vendor = {
      profile: { id: 'other' },
      *signIn(_: { readonly user: string }) {
        const { body } = yield { method: 'GET', url: 'https://other.example/token', headers: {} } as const;
        return { vendor: 'other', token: body, expiresAt: end };
      },
      authorize: (request: { readonly url: string }) => request,
      isSessionOver: ({ status }: HttpResponse) => status === 401,
    };
    const send = async ({ url }: HttpRequest) => {
      if (url.endsWith('/token')) {
        if (++signIns === 2)
          await new Promise<void>((go) => {
            answer = go;
          });
        return { status: 200, headers: {}, body: signIns > 2 ? 'new' : 'old' };
      }
      return { status: ++calls === 1 ? 401 : 200, headers: {}, body: '' };
    };
    const connection = connect(vendor, { user: 'u' }, { send, now: () => now });
    await connection.session();
    now += 950_000;
    const call = connection.send({ url: 'https://other.example/a' });
    await settle();
    answer();
    expect((await call).status).toBe(200);
    expect((await connection.session()).token).toBe('new');
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
    for (const body of [
      new Blob([]).stream(),
      (async function* () {})(),
      new Map().values(),
      { pipe: () => {} },
      { getReader: () => {} },
    ]) {
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
    const events: ConnectionEvent[] = [];
    const onEvent = (event: ConnectionEvent) => events.push(event);
    await expect(connect(ifactory, USER, { send: server.send, now, onEvent }).session()).resolves.toMatchObject({
      vendor: 'ifactory',
    });
    expect(events).toMatchObject([{ type: 'sign-in', took: 0 }]);
  });
});

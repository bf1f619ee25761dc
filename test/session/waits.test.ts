/** What ends a call or a sign-in early. */
import { ifactory, TransportError } from 'credwire';
import { connect } from 'credwire/session';
import { describe, expect, it, vi } from 'vitest';
import { gateway, settle, USER } from './support.js';

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

  it('takes a sign-in for lost after eight times the time limit: a platform may have been frozen', async () => {
    const server = gateway();
    server.hold();
    const connection = connect(ifactory, USER, { send: server.send, now: server.now, timeout: 10_000 });
    const waits = [connection.session()];
    await settle();
    for (const [passed, signIns] of [
      [79_999, 1],
      [1, 2],
    ] as const) {
      server.pass(passed);
      waits.push(connection.session());
      await settle();
      expect(server.signIns).toBe(signIns);
    }
    server.release();
    const tokens = (await Promise.all(waits)).map(({ token }) => token);
    expect(new Set(tokens).size).toBe(1);
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

  it('gives a call up that the caller aborts while the client is busy', async () => {
    const server = gateway();
    const send: typeof server.send = (request) =>
      request.url.includes('/api/tokens') ? server.send(request) : never();
    const connection = connect(ifactory, USER, { send });
    const controller = new AbortController();
    const call = connection.send({ url: '/a' }, { signal: controller.signal });
    await settle();
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'ERR_ABORTED' });
  });

  it('gives no session to a caller that has aborted, even if there is one', async () => {
    const connection = connect(ifactory, USER, { send: gateway().send });
    await connection.session();
    await expect(connection.session({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ERR_ABORTED',
      message: expect.stringMatching(/^connection\.session: /),
    });
  });

  it('takes the signal of AbortSignal.timeout() for a time limit', async () => {
    const server = gateway();
    server.hold();
    for (const name of ['signal of the call', 'signal of the connection']) {
      const signal = AbortSignal.timeout(10);
      const isOwn = name === 'signal of the call';
      const connection = connect(ifactory, USER, { send: server.send, ...(!isOwn && { signal }) });
      await expect(connection.session(isOwn ? { signal } : {})).rejects.toMatchObject({
        code: 'ERR_TIMEOUT',
        retryable: true,
      });
    }
  });

  it('listens once to the signal of the connection, and not at all when nothing is under way', async () => {
    const server = gateway();
    const { signal } = new AbortController();
    const [added, removed] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
    const connection = connect(ifactory, USER, { send: server.send, signal });
    await Promise.all(Array.from({ length: 30 }, () => connection.send({ url: '/a' })));
    await settle();
    expect(added.mock.calls.length).toBeGreaterThan(0);
    expect(added.mock.calls.length).toBeLessThan(10);
    expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
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

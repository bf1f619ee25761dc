import { ifactory } from 'credwire';
import { type ConnectionEvent, connect, type Lock } from 'credwire/session';
import { describe, expect, it, vi } from 'vitest';
import { failing, gateway, memoryLock, memoryStore, never, settle, USER } from './support.js';

describe('a lock', () => {
  const renewal = async (lock: ReturnType<typeof memoryLock> | undefined) => {
    const server = gateway(1_000_000);
    const store = memoryStore();
    const settings = { send: server.send, now: server.now, store, ...(lock && { lock }) };
    const processes = Array.from({ length: 8 }, () => connect(ifactory, USER, settings));
    await Promise.all(processes.map((connection) => connection.session()));
    const cold = server.signIns;
    server.pass(1_000_000);
    await Promise.all(processes.map((connection) => connection.send({ url: '/a' })));
    return [cold, server.signIns - cold];
  };

  it('makes one sign-in of eight', async () => {
    expect(await renewal(memoryLock())).toEqual([1, 1]);
    expect(await renewal(undefined)).toEqual([8, 8]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('now');
      },
    ],
    ['rejects', failing],
    ['hangs', never],
    ['runs nothing', async () => {}],
    [
      'rejects behind the task',
      async (_: string, task: () => Promise<void>) => {
        await task();
        throw new Error('late');
      },
    ],
    [
      'runs twice',
      async (_: string, task: () => Promise<void>) => {
        await task();
        await task();
      },
    ],
    [
      'runs late',
      async (_: string, task: () => Promise<void>) => {
        await new Promise((go) => setTimeout(go, 60));
        await task();
      },
    ],
  ])('costs nothing more than itself: it %s', async (_, lock) => {
    const server = gateway();
    const connection = connect(ifactory, USER, { send: server.send, store: memoryStore(), lock, timeout: 30 });
    expect((await connection.send({ url: '/a' })).status).toBe(200);
    await new Promise((go) => setTimeout(go, 80));
    expect(server.signIns).toBe(1);
  });

  it('is told when nobody waits for it any more, and then signs nobody in', async () => {
    const server = gateway();
    const controller = new AbortController();
    const told: boolean[] = [];
    let begin: (() => Promise<void>) | undefined;
    const lock: Lock = (_, task, { signal } = {}) =>
      new Promise(() => {
        begin = task;
        signal?.addEventListener('abort', () => told.push(signal.aborted));
      });
    const settings = { send: server.send, store: memoryStore(), lock, signal: controller.signal };
    const events: ConnectionEvent[] = [];
    const onEvent = (event: ConnectionEvent) => events.push(event);
    const wait = connect(ifactory, USER, { ...settings, onEvent }).session();
    wait.catch(() => {});
    await vi.waitFor(() => expect(begin).toBeDefined(), 10_000);
    controller.abort();
    await expect(wait).rejects.toMatchObject({ code: 'ERR_ABORTED' });
    await settle();
    expect(told).toEqual([true]);
    await begin?.();
    await settle();
    expect(server.signIns).toBe(0);
    expect(events.filter((event) => event.type === 'fault' && event.part !== 'sign-in')).toEqual([]);
  });

  it('lets the error of the sign-in through', async () => {
    const server = gateway();
    server.refusal = { status: 401, headers: {}, body: '' };
    const connection = connect(ifactory, USER, { send: server.send, store: memoryStore(), lock: memoryLock() });
    await expect(connection.session()).rejects.toMatchObject({ code: 'ERR_SIGN_IN_REFUSED' });
  });
});

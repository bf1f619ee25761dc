import { ifactory } from 'credwire';
import { type ConnectionEvent, connect, type TokenStore } from 'credwire/session';
import { describe, expect, it, vi } from 'vitest';
import { storeKey } from '../../src/session/key.js';
import { formatEntry } from '../../src/session/store.js';
import { failing, gateway, memoryLock, memoryStore, never, settle, USER } from './support.js';

describe('a store', () => {
  it('shares one session between connections, without the password', async () => {
    const server = gateway(1_000_000);
    const store = memoryStore();
    const events: ConnectionEvent[] = [];
    const settings = {
      send: server.send,
      now: server.now,
      store,
      onEvent: (event: ConnectionEvent) => events.push(event),
    };
    const { token } = await connect(ifactory, USER, settings).session();
    expect((await connect('ifactory', { ...USER, password: 'another' }, settings).session()).token).toBe(token);
    expect(server.signIns).toBe(1);
    expect(events).toMatchObject([{ stored: false }, { type: 'sign-in', stored: true }]);
    expect([...store.entries.values()].join()).not.toContain(USER.password);
    expect(store.lives).toEqual([1_000_000]);
  });

  it('keeps a session without an end for as long as the store likes', async () => {
    const server = gateway();
    const store = memoryStore();
    await connect(ifactory, USER, { send: server.send, store }).session();
    expect(store.lives).toEqual([undefined]);
  });

  it('is asked again before a renewal: another process may have signed in', async () => {
    const server = gateway(1_000_000);
    const store = memoryStore();
    const settings = { send: server.send, now: server.now, store };
    const [one, other] = [connect(ifactory, USER, settings), connect(ifactory, USER, settings)];
    await one.session();
    await other.session();
    server.pass(950_000);
    await one.session();
    await settle();
    await other.session();
    await settle();
    expect(server.signIns).toBe(2);
    expect((await other.session()).token).toBe((await one.session()).token);
  });

  it('gives a new process a session that is due for renewal', async () => {
    const server = gateway(1_000_000);
    const settings = { send: server.send, now: server.now, store: memoryStore() };
    const { token } = await connect(ifactory, USER, settings).session();
    server.pass(950_000);
    expect((await connect(ifactory, USER, settings).session()).token).toBe(token);
    expect(server.signIns).toBe(1);
  });

  it('gives no token back that a response has refused', async () => {
    const server = gateway();
    const store = memoryStore();
    const settings = { send: server.send, store };
    const [one, other] = [connect(ifactory, USER, settings), connect(ifactory, USER, settings)];
    await one.session();
    await other.session();
    server.revoke();
    expect((await one.send({ url: '/a' })).status).toBe(200);
    expect((await other.send({ url: '/a' })).status).toBe(200);
    expect(server.signIns).toBe(2);
  });

  it('is emptied by signOut, also of a sign-in that is under way', async () => {
    const server = gateway();
    const store = memoryStore();
    const connection = connect(ifactory, USER, { send: server.send, store });
    await connection.session();
    expect(store.entries.size).toBe(1);
    await connection.signOut();
    expect(store.entries.size).toBe(0);
    server.hold();
    const wait = connection.session().catch(() => {});
    await settle();
    await connection.signOut();
    server.release();
    await wait;
    await settle();
    expect(store.entries.size).toBe(0);
  });

  it('does not bring back what was signed out where it cannot delete', async () => {
    const server = gateway();
    const store = { ...memoryStore(), delete: failing };
    const connection = connect(ifactory, USER, { send: server.send, store });
    await connection.session();
    await connection.signOut();
    await connection.session();
    expect(server.signIns).toBe(2);
  });
});

describe('a store that fails', () => {
  const garbage = (value: unknown): TokenStore => ({
    get: async () => value as string,
    set: async () => {},
    delete: async () => {},
  });
  const entry = (change: object) =>
    JSON.stringify({
      v: 1,
      key: storeKey('ifactory', USER),
      at: 0,
      session: { vendor: 'ifactory', token: 'stored', origin: 'https://mes.example' },
      ...change,
    });

  it('would be believed with this entry', async () => {
    const server = gateway();
    expect((await connect(ifactory, USER, { send: server.send, store: garbage(entry({})) }).session()).token).toBe(
      'stored',
    );
  });

  it.each([
    ['throws', { get: failing, set: failing, delete: failing }],
    [
      'throws at once',
      {
        get: () => {
          throw new Error('now');
        },
        set: failing,
        delete: failing,
      },
    ],
    ['hangs', { get: never, set: never, delete: never }],
    ['has garbage', garbage('{"v":1')],
    ['has a number', garbage(7)],
    ['has null', garbage(null)],
    ['has a JSON array', garbage('[]')],
    ['has an older entry', garbage(entry({ v: 0 }))],
    ["has another user's entry", garbage(entry({ key: storeKey('ifactory', { ...USER, userLogin: 'other' }) }))],
    ["has another vendor's session", garbage(entry({ session: { vendor: 'bex', token: 'x' } }))],
    ['has no session', garbage(entry({ session: null }))],
    ['has no token', garbage(entry({ session: { vendor: 'ifactory' } }))],
    ['has a token that would end a header', garbage(entry({ session: { vendor: 'ifactory', token: 'a\r\nb' } }))],
    ['has a session that has ended', garbage(entry({ session: { vendor: 'ifactory', token: 'x', expiresAt: 5 } }))],
    ['has an end that is none', garbage(entry({ session: { vendor: 'ifactory', token: 'x', expiresAt: '5' } }))],
    ['has an end beyond every date', garbage(entry({ session: { vendor: 'ifactory', token: 'x', expiresAt: 1e300 } }))],
  ] as readonly (readonly [string, TokenStore])[])('costs a sign-in and nothing else: it %s', async (_, store) => {
    const server = gateway();
    const connection = connect(ifactory, USER, { send: server.send, store, timeout: 20 });
    expect((await connection.send({ url: '/a' })).status).toBe(200);
    expect(server.signIns).toBe(1);
    await connection.signOut();
  });

  it('reports it', async () => {
    const server = gateway();
    const events: ConnectionEvent[] = [];
    const store = { get: failing, set: failing, delete: failing };
    const onEvent = (event: ConnectionEvent) => events.push(event);
    const connection = connect(ifactory, USER, { send: server.send, store, onEvent });
    await connection.session();
    await connection.signOut();
    const fault = { vendor: 'ifactory', type: 'fault', part: 'store' };
    expect(events).toMatchObject([fault, fault, { type: 'sign-in' }, { type: 'sign-out' }, fault]);
  });
});

describe('a store that fails in part', () => {
  it('and only can be read gives no token a second time that was over', async () => {
    const server = gateway();
    const store = memoryStore();
    await connect(ifactory, USER, { send: server.send, store }).session();
    const connection = connect(ifactory, USER, { send: server.send, store: { ...store, set: failing } });
    for (let call = 0; call < 4; call++) {
      server.revoke();
      expect((await connection.send({ url: '/a' })).status).toBe(200);
    }
  });

  it('and hangs is not waited for again, nor is the lock, until it answers', async () => {
    const server = gateway();
    const good = memoryStore();
    const lock = vi.fn(memoryLock());
    const store = { ...good, get: vi.fn(never), set: vi.fn(never) };
    const settings = { send: server.send, store, lock, timeout: 200 };
    const started = performance.now();
    await connect(ifactory, USER, settings).session();
    expect(performance.now() - started).toBeLessThan(390); // one wait, not four
    expect(store.set).toHaveBeenCalledOnce();
    expect(lock).not.toHaveBeenCalled();
    const connection = connect(ifactory, USER, {
      ...settings,
      store: { ...good, get: vi.fn(good.get).mockImplementationOnce(never) },
    });
    await connection.session();
    expect(good.entries.size).toBe(1);
    for (const calls of [0, 1]) {
      server.revoke();
      await connection.send({ url: '/a' });
      expect(lock).toHaveBeenCalledTimes(calls); // the first one shows that the store answers again
    }
  });

  it('does not delay signOut', async () => {
    const store = { get: never, set: never, delete: never };
    const connection = connect(ifactory, USER, { send: gateway().send, store, timeout: 100 });
    await connection.session();
    const started = performance.now();
    await connection.signOut();
    expect(performance.now() - started).toBeLessThan(90);
  });

  it('reports an exception and a rejection each time, however the store behaved before', async () => {
    const events: ConnectionEvent[] = [];
    const store = {
      get: vi
        .fn(async () => undefined as unknown)
        .mockImplementationOnce(never)
        .mockImplementation(failing),
      set: failing,
      delete: failing,
    };
    const onEvent = (event: ConnectionEvent) => events.push(event);
    const connection = connect(ifactory, USER, { send: gateway().send, store, timeout: 20, onEvent });
    await connection.session();
    await connection.signOut();
    await settle();
    const faults = events.filter((event) => event.type === 'fault');
    expect(faults.length).toBe(3); // the wait, the write, the deletion
  });

  it('and is slow does not keep what was signed out in the meantime', async () => {
    const server = gateway();
    const store = memoryStore();
    let finish = (): void => {};
    const set = async (key: string, value: string) => {
      await new Promise<void>((go) => {
        finish = go;
      });
      store.entries.set(key, value);
    };
    const connection = connect(ifactory, USER, { send: server.send, store: { ...store, set }, timeout: 20 });
    await connection.session();
    await connection.signOut();
    finish();
    await settle();
    expect(store.entries.size).toBe(0);
  });

  it('and is slow keeps nothing of several sessions that were signed out, in whatever order they land', async () => {
    const server = gateway();
    const store = memoryStore();
    const writes: (() => void)[] = [];
    const set = async (key: string, value: string) => {
      await new Promise<void>((go) => writes.push(go));
      store.entries.set(key, value);
    };
    const connection = connect(ifactory, USER, { send: server.send, store: { ...store, set }, timeout: 20 });
    await connection.session();
    server.revoke();
    await connection.send({ url: '/a' });
    await connection.signOut();
    for (const land of writes.reverse()) {
      land();
      await settle();
    }
    expect(writes).toHaveLength(2);
    expect(store.entries.size).toBe(0);
  });

  it('says so for garbage, and not for an entry that is missing or has expired', async () => {
    const faultsOf = async (text: string | undefined) => {
      const server = gateway(1000);
      const events: ConnectionEvent[] = [];
      const store: TokenStore = { ...memoryStore(), get: async () => text };
      const onEvent = (event: ConnectionEvent) => events.push(event);
      await connect(ifactory, USER, { send: server.send, store, onEvent }).session();
      return events.flatMap((event) => (event.type === 'fault' ? event.part : []));
    };
    const key = storeKey('ifactory', USER);
    const session = { vendor: 'ifactory', token: 'a', origin: 'https://mes.example' };
    expect(await faultsOf('{"garbage')).toEqual(['entry']);
    expect(
      await faultsOf(formatEntry(key, { at: 0, session: { ...session, origin: 'https://evil.example' } })),
    ).toEqual(['entry']);
    expect(await faultsOf(formatEntry(key, { at: 0, session: { ...session, expiresAt: 5 } }))).toEqual([]);
    expect(await faultsOf(undefined)).toEqual([]);
  });

  it('is told whole milliseconds', async () => {
    const server = gateway(1_000_000.7);
    const store = memoryStore();
    const now = () => server.now() + 0.25;
    await connect(ifactory, USER, { send: server.send, now, store }).session();
    expect(store.lives).toHaveLength(1);
    expect(Number.isInteger(store.lives[0])).toBe(true);
  });
});

describe('a stored entry', () => {
  it('sends no call to a host that the options do not name', async () => {
    const server = gateway();
    const store = memoryStore();
    await connect(ifactory, USER, { send: server.send, store }).session();
    for (const [key, text] of store.entries) store.entries.set(key, text.replace('https://mes.', 'https://evil.'));
    const connection = connect(ifactory, USER, { send: server.send, store });
    await connection.send({ url: '/orders', method: 'POST', body: 'confidential' });
    expect(server.requests.some(({ url }) => url.includes('evil'))).toBe(false);
    expect(server.signIns).toBe(2);
  });
});

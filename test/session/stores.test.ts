import { ifactory } from 'credwire';
import { type ConnectionEvent, connect, type TokenStore } from 'credwire/session';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storeKey } from '../../src/session/key.js';
import { formatEntry, parseEntry } from '../../src/session/store.js';
import { gateway, memoryLock, memoryStore, settle, USER } from './support.js';

const never = () => new Promise<never>(() => {});
const failing = () => Promise.reject(new Error('of the store'));

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

  it('lets the error of the sign-in through', async () => {
    const server = gateway();
    server.refusal = { status: 401, headers: {}, body: '' };
    const connection = connect(ifactory, USER, { send: server.send, store: memoryStore(), lock: memoryLock() });
    await expect(connection.session()).rejects.toMatchObject({ code: 'ERR_SIGN_IN_REFUSED' });
  });
});

describe('the key', () => {
  it('names vendor and origin, and hashes the user', () => {
    const key = storeKey('ifactory', USER);
    expect(key).toMatch(/^credwire:ifactory:https:\/\/mes\.example:[0-9a-f]{32}$/);
    expect(key).not.toContain(USER.userLogin);
  });

  it('stays the same for the same user', () => {
    const key = storeKey('ifactory', USER);
    for (const change of [
      { password: 'new' },
      { key: 'a' },
      { now: 5 },
      { random: () => {} },
      { baseUrl: `${USER.baseUrl}//` },
    ]) {
      expect(storeKey('ifactory', { ...USER, ...change })).toBe(key);
    }
    expect(storeKey('ifactory', Object.fromEntries(Object.entries(USER).reverse()))).toBe(key);
    expect(storeKey('ifactory', { ...USER, baseUrl: new URL(USER.baseUrl) })).toBe(key);
  });

  it('differs for whatever else differs', () => {
    const changes = [
      {},
      { userLogin: 'other' },
      { baseUrl: 'https://mes.example' },
      { baseUrl: 'https://b.example' },
      { area: 'scanning' },
    ];
    const keys = [...changes.map((change) => storeKey('ifactory', { ...USER, ...change })), storeKey('jacada', USER)];
    expect(new Set(keys).size).toBe(6);
  });

  it.each([
    ['bex', {}, 'https://api.bex.co.za'],
    ['smartconnect', {}, 'https://login.smartconnect.com'],
    ['smartconnect', { loginUrl: 'http://127.0.0.1:8080/' }, 'http://127.0.0.1:8080'],
    [
      'smartconnect',
      { apiUrl: 'Apina.SmartConnect.com/API', loginUrl: 'https://l.example' },
      'https://apina.smartconnect.com',
    ],
    ['ifactory', {}, ''],
    ['ifactory', { baseUrl: 'ftp://x' }, ''],
  ])('of %s %o has the origin %s', (vendor, options, origin) => {
    expect(storeKey(vendor, options)).toMatch(new RegExp(`^credwire:${vendor}:${origin}:[0-9a-f]{32}$`));
  });
});

describe('entries', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.option(fc.integer({ min: 1001 }), { nil: undefined }),
        (key, at, expiresAt) => {
          const session = { vendor: 'bex', token: 'x', ...(expiresAt !== undefined && { expiresAt }) };
          expect(parseEntry(key, 'bex', formatEntry(key, { session, at }), 1000)).toEqual({ session, at });
        },
      ),
    );
  });

  it('are nothing but what they are, whatever a store has', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json(), fc.string()), (text) => {
        expect(parseEntry('key', 'bex', text, 0)).toBeUndefined();
      }),
    );
  });

  it('of a time to come were taken now', () => {
    const session = { vendor: 'bex', token: 'x' };
    expect(parseEntry('k', 'bex', formatEntry('k', { session, at: 2000 }), 1000)?.at).toBe(1000);
  });
});

describe('users of one store', () => {
  it('never meet: two areas of IDscan, two companies of SmartConnect', () => {
    const server = { baseUrl: 'https://idscan.example', username: 'u', password: 'p' };
    const areas = ['scanning', 'investigation'].map((area) => storeKey('idscan', { ...server, area }));
    const companies = ['1', '2'].map((companyId) => storeKey('smartconnect', { email: 'e', companyId }));
    expect(new Set([...areas, ...companies]).size).toBe(4);
  });

  it('must name the company where a function would choose it', () => {
    const options = { email: 'e', password: 'p', choose: () => '1' };
    const store = memoryStore();
    expect(() => connect('smartconnect', options, { store })).toThrow(
      /^connect: "store": with "choose" pass "companyId"/,
    );
    expect(connect('smartconnect', { ...options, companyId: '1' }, { store })).toBeDefined();
    expect(connect('smartconnect', options)).toBeDefined();
  });
});

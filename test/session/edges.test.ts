/** What happens between two steps: the test's own vendor calls back at points where real ones don't. */
import type { HttpRequest } from 'credwire';
import { type ConnectionEvent, connect } from 'credwire/session';
import { describe, expect, it, vi } from 'vitest';
import { storeKey } from '../../src/session/key.js';
import { gateway, memoryStore, settle, USER } from './support.js';

interface Options {
  readonly user: string;
}

/** A vendor whose sign-in ends with what `finish` does. */
function vendorOf(finish: () => void, origin?: string) {
  return {
    profile: { id: 'other' },
    *signIn(_: Options) {
      const { body } = yield { method: 'GET', url: 'https://other.example/sign-in', headers: {} } as const;
      finish();
      return { vendor: 'other', token: body, ...(origin !== undefined && { origin }) };
    },
    authorize: (request: { readonly url: string }) => request,
    isSessionOver: () => false,
  };
}

const send = async ({ url }: HttpRequest) => ({ status: 200, headers: {}, body: url });

describe('a session that is forgotten', () => {
  it('at the last moment of its sign-in is neither kept nor stored', async () => {
    const store = memoryStore();
    const events: ConnectionEvent[] = [];
    let isFirst = true;
    const vendor = vendorOf(() => {
      if (isFirst) void connection.signOut();
      isFirst = false;
    });
    const onEvent = (event: ConnectionEvent) => events.push(event);
    const connection = connect(vendor, { user: 'u' }, { send, store, onEvent });
    await expect(connection.session()).rejects.toMatchObject({ code: 'ERR_ABORTED' });
    await settle();
    expect(store.entries.size).toBe(0);
    expect(events.map(({ type }) => type)).toEqual(['sign-out']);
    await connection.session();
    expect(store.entries.size).toBe(1);
  });

  it.each([
    [
      'an entry',
      JSON.stringify({ v: 1, key: storeKey('ifactory', USER), at: 0, session: { vendor: 'ifactory', token: 'a' } }),
    ],
    ['nothing', undefined],
  ])('while the store is asked, which then has %s, sends no sign-in', async (_, entry) => {
    const server = gateway();
    let answer: ((text: string | undefined) => void) | undefined;
    const get = () =>
      new Promise<string | undefined>((resolve) => {
        answer = resolve;
      });
    const connection = connect('ifactory', USER, { send: server.send, store: { ...memoryStore(), get } });
    const wait = connection.session();
    wait.catch(() => {});
    await vi.waitFor(() => expect(answer).toBeDefined(), 10_000); // a module is being loaded
    await connection.signOut();
    answer?.(entry);
    await expect(wait).rejects.toMatchObject({ code: 'ERR_ABORTED' });
    await settle();
    expect(server.signIns).toBe(0);
  });
});

describe('errors that are not of the library', () => {
  it('come through from a vendor of one’s own, and an event has no code for them', async () => {
    const events: ConnectionEvent[] = [];
    const vendor = vendorOf(() => {
      throw new RangeError('of the vendor');
    });
    const onEvent = (event: ConnectionEvent) => events.push(event);
    const connection = connect(vendor, { user: 'u' }, { send, onEvent });
    await expect(connection.session()).rejects.toThrow(new RangeError('of the vendor'));
    expect(events).toEqual([{ vendor: 'other', type: 'fault', part: 'sign-in', code: undefined }]);
  });
});

describe('a sign-in that returns no session', () => {
  it.each([null, undefined, 'abc'])('rejects: %o', async (result) => {
    const vendor = {
      ...vendorOf(() => {}),
      *signIn(_: Options) {
        yield { method: 'GET', url: 'https://other.example/sign-in', headers: {} } as const;
        return result as never;
      },
    };
    await expect(connect(vendor, { user: 'u' }, { send }).session()).rejects.toMatchObject({
      code: expect.stringMatching(/^ERR_ARGUMENT_/),
    });
  });
});

describe('what a session does not tell', () => {
  it('leaves a relative URL to the vendor', async () => {
    const connection = connect(
      vendorOf(() => {}),
      { user: 'u' },
      { send },
    );
    expect((await connection.send({ url: '/a' })).body).toBe('/a');
    const known = connect(
      vendorOf(() => {}, 'https://other.example'),
      { user: 'u' },
      { send },
    );
    expect((await known.send({ url: '/a' })).body).toBe('https://other.example/a');
  });

  it('is ERR_ABORTED for a signal without a reason', async () => {
    const signal = { aborted: true, addEventListener: () => {}, removeEventListener: () => {} };
    const connection = connect('ifactory', USER, { send: gateway().send });
    await expect(connection.fetch('/a', { signal: signal as unknown as AbortSignal })).rejects.toMatchObject({
      code: 'ERR_ABORTED',
    });
  });
});

describe('the key', () => {
  it('does not depend on the order of the options', () => {
    const options = { b: '1', a: '2', c: true, d: 5 };
    expect(storeKey('bex', options)).toBe(storeKey('bex', { d: 5, c: true, a: '2', b: '1' }));
  });
});

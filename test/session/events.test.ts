/** What `onEvent` is told. */
import { ifactory } from 'credwire';
import { type ConnectionEvent, connect } from 'credwire/session';
import { describe, expect, it } from 'vitest';
import { gateway, settle, USER } from './support.js';

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

  it('report nothing of a sign-in that the user did not wait for', async () => {
    const server = gateway();
    server.hold();
    const events: ConnectionEvent[] = [];
    const connection = connect(ifactory, USER, { send: server.send, onEvent: (event) => events.push(event) });
    connection.session().catch(() => {});
    await settle();
    await connection.signOut();
    server.release();
    await settle();
    expect(events.map(({ type }) => type)).toEqual(['sign-out']);
  });

  it('harm nobody where the listener rejects', async () => {
    const server = gateway();
    const onEvent = () => Promise.reject(new Error('of the listener'));
    await expect(connect(ifactory, USER, { send: server.send, onEvent }).session()).resolves.toBeDefined();
  });
});

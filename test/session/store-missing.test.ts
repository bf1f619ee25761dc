import { ifactory } from 'credwire';
import { type ConnectionEvent, connect } from 'credwire/session';
import { expect, it, vi } from 'vitest';
import { gateway, memoryStore, USER } from './support.js';

vi.mock('../../src/session/shared.js', () => {
  throw new ReferenceError('BigInt is not defined');
});

it('costs a sign-in and nothing else where the part for stores cannot be loaded', async () => {
  const server = gateway();
  const events: ConnectionEvent[] = [];
  const onEvent = (event: ConnectionEvent) => events.push(event);
  const connection = connect(ifactory, USER, { send: server.send, store: memoryStore(), onEvent });
  expect((await connection.send({ url: '/a' })).status).toBe(200);
  expect(events).toMatchObject([{ type: 'fault', part: 'store' }, { type: 'sign-in' }]);
});

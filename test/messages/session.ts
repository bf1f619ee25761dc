/** What connections refuse, and how their calls fail. */
import { ifactory } from 'credwire';
import { connect } from 'credwire/session';
import { vi } from 'vitest';
import { json } from '../support/http-messages.js';
import type { Provocation } from './provocation.js';

const USER = { baseUrl: 'https://mes.example', userLogin: 'a', password: 'b' };
const COMPANIES = { email: 'a', password: 'b', choose: () => undefined };
const store = { get: async () => undefined, set: async () => undefined, delete: async () => undefined };

const send = async () => json({ token: 'a' });
const connected = (settings: object = {}) => connect(ifactory, USER, { send, ...settings });
const never = () => new Promise<never>(() => {});

export const SESSION: readonly Provocation[] = [
  ['connect', 'ERR_ARGUMENT_VALUE', connect, 'smartconnect', COMPANIES, { send, store }],
  ['connect', 'ERR_ARGUMENT_VALUE', connect, 'bex', { username: 'a', password: 'b' }, { send, store, validate: true }],
  ['connect', 'ERR_ARGUMENT_TYPE', connect, 'ifactory', USER, { send, store: {} }],
  ['connect', 'ERR_ARGUMENT_TYPE', connect, {}, USER, { send }],
  ['connect', 'ERR_ARGUMENT_TYPE', connect, 'ifactory', null, { send }],
  ['connection.send', 'ERR_ARGUMENT_TYPE', async () => Reflect.apply(connected().send, undefined, [null])],
  [
    'connection.send',
    'ERR_NO_FETCH',
    () => {
      vi.stubGlobal('fetch', undefined);
      return connect('ifactory', USER).session();
    },
  ],
  ['connection.send', 'ERR_ORIGIN_MISMATCH', () => connected().send({ url: 'https://other.example/a' })],
  ['connect', 'ERR_TIMEOUT', () => connected({ send: never, timeout: 1 }).session()],
  ['connection.session', 'ERR_ABORTED', () => connected().session({ signal: AbortSignal.abort() })],
  [
    'connection.session',
    'ERR_TIMEOUT',
    () => connected().session({ signal: AbortSignal.abort(new DOMException('', 'TimeoutError')) }),
  ],
  [
    'connect',
    'ERR_ARGUMENT_TYPE',
    () => {
      function* signIn(_: { readonly user: string }) {
        yield { method: 'GET', url: 'https://other.example/token', headers: {} } as const;
        return null as never;
      }
      const vendor = {
        profile: { id: 'other' },
        signIn,
        authorize: <R>(request: R) => request,
        isSessionOver: () => false,
      };
      const send = async () => ({ status: 200, headers: {}, body: '' });
      return connect(vendor as never, { user: 'u' } as never, { send }).session();
    },
  ],
  [
    'connection.signOut',
    'ERR_ABORTED',
    async () => {
      const connection = connected({ send: never });
      const waiting = connection.session();
      waiting.catch(() => {}); // it is awaited below
      await Promise.resolve();
      await connection.signOut();
      return waiting;
    },
  ],
];

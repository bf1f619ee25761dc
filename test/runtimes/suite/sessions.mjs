/** A session that stays valid, in engines without timers, fetch and AbortController too. */
import { equal } from './expect.mjs';

/** @param {import('./index.mjs').Library} library */
export function sessionTests({ credwire, session }) {
  if (session === undefined) return [];
  return [
    {
      name: 'connect signs in once for many calls, and once more when the session is over',
      run: async () => {
        let [signIns, calls, good] = [0, 0, ''];
        /** @param {import('credwire').HttpRequest} request */
        const send = async ({ url, headers }) => {
          if (url.endsWith('/api/service/login')) {
            good = `token${++signIns}`;
            return { status: 200, headers: {}, body: JSON.stringify({ value: good }) };
          }
          calls++;
          return { status: 200, headers: {}, body: headers.token === good ? '{}' : '{"ex":"Invalid token"}' };
        };
        const connection = session.connect(credwire.bex, { username: 'u', password: 'p' }, { send });
        await Promise.all([1, 2, 3].map(() => connection.send({ url: '/api/service/a' })));
        equal([signIns, calls], [1, 3], 'sign-ins and calls');
        good = '';
        const { body } = await connection.send({ url: '/api/service/a' });
        equal([signIns, calls, body], [2, 5, '{}'], 'sign-ins, calls and the body');
      },
    },
  ];
}

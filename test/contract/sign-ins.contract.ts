/** All five sign-ins by every client of Node. */
import { describe, expect, it } from 'vitest';
import { nodeClients } from './support/node-clients.js';
import { cookieSignIn, listenFor, signIns } from './support/sign-ins.js';

describe.each(nodeClients)('$name signs in', ({ send }) => {
  it.each([...signIns, cookieSignIn])('to $name', async (row) => {
    const server = await listenFor(row);
    try {
      expect(JSON.parse(await row.signIn(server.url, send))).toMatchObject({ authorised: true });
    } finally {
      await server.close();
    }
  });
});

/** Every request by every client of Node: it arrives byte for byte, and nothing comes along that was not announced. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectAsItIs } from './support/compare.js';
import { nodeClients } from './support/node-clients.js';
import { type RawServer, startRawServer } from './support/raw-server.js';
import { requestRows } from './support/requests.js';

let server: RawServer;
beforeAll(async () => {
  server = await startRawServer();
});
beforeEach(() => {
  server.requests.length = 0;
});
afterAll(() => server.close());

describe.each(nodeClients)('$name sends as it is', ({ send, adds }) => {
  it.each(requestRows)('$name', async ({ request }) => {
    const plain = request(server.url);
    await send(plain);
    const [arrived, ...more] = server.requests;
    expect(more).toEqual([]);
    expectAsItIs(arrived as NonNullable<typeof arrived>, plain, adds); // send has resolved: something arrived
  });
});

describe('a URL with characters that RFC 3986 does not know', () => {
  const target = '/x/a"b<c>d`e{f|g}h^i?j=\'k\'&l="<>`{|}^';

  it.each(nodeClients)('has the same meaning by $name', async ({ name, send }) => {
    await send({ method: 'GET', url: `${server.url}${target}`, headers: {} });
    const arrived = server.requests.map((request) => request.target);
    // node:http has no URL parser before it; the others go by the URL Standard.
    if (name.startsWith('node:http')) expect(arrived).toEqual([target]);
    else expect(arrived.map(decodeURIComponent)).toEqual([target]);
  });
});

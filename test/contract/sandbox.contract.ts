/** The sandboxes in the tools that applications are tested with: MSW, Hono, undici's MockAgent. */
import { serve } from '@hono/node-server';
import { bex, run } from 'credwire';
import { type Send, viaFetch, viaUndici } from 'credwire/clients';
import { bexSandbox, intercept, scripted, toFetchHandler } from 'credwire/sandbox';
import { Hono } from 'hono';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { MockAgent, request, fetch as undiciFetch } from 'undici';
import { describe, expect, it } from 'vitest';
import { nodeClients } from './support/node-clients.js';
import { cookieSignIn, type SignInRow, signIns } from './support/sign-ins.js';

const rows = [...signIns, cookieSignIn];

/** Nobody listens there. A loopback host, so that plain HTTP is allowed. */
const BASE = 'http://127.0.0.1:8899';

async function expectSignIn(row: SignInRow, base: string, send: Send): Promise<void> {
  expect(JSON.parse(await row.signIn(base, send))).toMatchObject({ authorised: true });
}

describe.each(nodeClients.filter(({ name }) => !name.includes('undici')))('MSW answers $name', ({ send }) => {
  it.each(rows)('as $name', async (row) => {
    const handle = toFetchHandler(row.handler, Response);
    const server = setupServer(http.all(`${BASE}/*`, (call) => handle(call.request)));
    server.listen({ onUnhandledRequest: 'error' });
    try {
      await expectSignIn(row, BASE, send);
    } finally {
      server.close();
    }
  });
});

describe('Hono answers', () => {
  it.each(rows)('in memory, as $name', async (row) => {
    const handle = toFetchHandler(row.handler, Response);
    const app = new Hono().all('*', (context) => handle(context.req.raw));
    await expectSignIn(
      row,
      BASE,
      viaFetch(async (url, init) => app.request(url, init)),
    );
  });

  it.each(rows)('on a port, as $name', async (row) => {
    const handle = toFetchHandler(row.handler, Response);
    const app = new Hono().all('*', (context) => handle(context.req.raw));
    const server = await new Promise<{ port: number; close: () => void }>((resolve) => {
      const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        resolve({ port, close: () => listening.close() }),
      );
    });
    await expectSignIn(row, `http://127.0.0.1:${server.port}`, viaFetch());
    server.close();
  });
});

describe('MockAgent of undici answers', () => {
  const agentFor = (row: SignInRow) => {
    const agent = new MockAgent();
    agent.disableNetConnect();
    intercept(agent, BASE, row.handler);
    return agent;
  };

  it.each(rows)('request, as $name', async (row) => {
    const dispatcher = agentFor(row);
    await expectSignIn(
      row,
      BASE,
      viaUndici((url, options) => request(url, { ...options, dispatcher })),
    );
  });

  it.each(rows)('fetch, as $name', async (row) => {
    const dispatcher = agentFor(row);
    await expectSignIn(
      row,
      BASE,
      viaFetch((url, init) => undiciFetch(url, { ...init, dispatcher })),
    );
  });

  it('late, where the script says so', async () => {
    const dispatcher = new MockAgent();
    intercept(dispatcher, BASE, scripted(bexSandbox({ accounts: [] }), { steps: [{ delay: 60_000 }] }));
    const send = viaUndici((url, options) => request(url, { ...options, dispatcher, signal: AbortSignal.timeout(20) }));
    const flow = bex.signIn({ baseUrl: BASE, username: 'user', password: 'p' });
    await expect(run(flow, send)).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
  });
});

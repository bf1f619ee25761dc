/** The fragments on docs/sandbox.md that connect a sandbox to other test tools: each runs as pasted, and BEX is signed in to. */
import { compileFunction } from 'node:vm';
import { bex, type HttpRequest, type HttpResponse, run } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { bexSandbox, intercept, toFetchHandler } from 'credwire/sandbox';
import { Hono } from 'hono';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { getGlobalDispatcher, MockAgent, setGlobalDispatcher, fetch as undiciFetch } from 'undici';
import { expect, it } from 'vitest';
import { fragments } from '../docs/programs.js';

const [msw = '', mockAgent = '', hono = '', ...others] = fragments('docs/sandbox.md').map(({ code }) => code);

/** What the fragments use, and what their readers have by then. */
const NAMES = {
  bexSandbox,
  handle: toFetchHandler(bexSandbox({ accounts: [{ username: 'user123', password: 'p+ss/word=1' }] }), Response),
  Hono,
  http,
  intercept,
  MockAgent,
  Response,
  setGlobalDispatcher,
  setupServer,
  toFetchHandler,
};

/** Runs a fragment and returns one of the constants that it declares. */
function declared<T>(code: string, name: string): T {
  const given = Object.entries(NAMES).filter(([each]) => !code.includes(`const ${each} =`));
  const names = given.map(([each]) => each);
  const body = `${code}\nreturn ${name};`;
  return compileFunction(body, names)(...given.map(([, value]) => value)) as T; // each caller says which it is
}

async function signsIn(send: (request: HttpRequest) => Promise<HttpResponse>): Promise<void> {
  const session = await run(bex.signIn({ username: 'user123', password: 'p+ss/word=1' }), send);
  const call = bex.authorize({ method: 'GET', url: 'https://api.bex.co.za/api/service/track', headers: {} }, session);
  expect((await send(call)).body).toBe('{"authorised":true,"user":"user123"}');
}

it('MSW', async () => {
  const server = declared<{ close(): void }>(msw, 'server');
  try {
    await signsIn(viaFetch());
  } finally {
    server.close();
  }
});

it("undici's MockAgent", async () => {
  const before = getGlobalDispatcher();
  const agent = declared<MockAgent>(mockAgent, 'mockAgent');
  try {
    await signsIn(viaFetch(undiciFetch));
  } finally {
    setGlobalDispatcher(before);
    await agent.close();
  }
});

it('Hono', async () => {
  const app = declared<{ fetch(request: Request): Response | Promise<Response> }>(hono, 'app');
  await signsIn(viaFetch(async (url, init) => app.fetch(new Request(url, init))));
});

it('and there are no more', () => {
  expect(others).toEqual([]);
});

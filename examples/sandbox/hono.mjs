// A server of Hono plays the vendor; Deno.serve, Bun.serve and workers take the same handler. Needs
// `npm install --no-save hono`.
import { bex, run } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { bexSandbox, toFetchHandler } from 'credwire/sandbox';
import { Hono } from 'hono';

const credentials = { username: 'user123', password: 'p+ss/word=1' };
const handle = toFetchHandler(bexSandbox({ accounts: [credentials] }), Response);
const app = new Hono().all('*', (context) => handle(context.req.raw)); // or: Deno.serve(handle)

// Here it is asked in memory; `export default app` serves it on a port.
const send = viaFetch(async (url, init) => app.request(url, init));
const session = await run(bex.signIn({ baseUrl: 'http://localhost', ...credentials }), send);
const call = bex.authorize({ method: 'GET', url: 'http://localhost/api/service/waybills', headers: {} }, session);
const { status, body } = await send(call);
console.log(status, body);

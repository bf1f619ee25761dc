// The platform's fetch: signs in to a sandbox of BEX and makes a call with the session.
import http from 'node:http';
import { bex, run } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { bexSandbox, listen } from 'credwire/sandbox';

const credentials = { username: 'user123', password: 'p+ss/word=1' };
const server = await listen(http, bexSandbox({ accounts: [credentials] }));

// Your own function can use any option of fetch: here, a timeout.
const send = viaFetch((url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(10_000) }));
const session = await run(bex.signIn({ baseUrl: server.url, ...credentials }), send);
const call = bex.authorize({ method: 'GET', url: `${server.url}/api/service/waybills`, headers: {} }, session);
const { status, body } = await send(call);
console.log(status, body);

await server.close();

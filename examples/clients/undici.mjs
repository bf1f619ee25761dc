// undici's own request: signs in to a sandbox of BEX and makes a call with the session. Needs `npm install --no-save undici`.
import http from 'node:http';
import { bex, run } from 'credwire';
import { viaUndici } from 'credwire/clients';
import { bexSandbox, listen } from 'credwire/sandbox';
import { Agent, request } from 'undici';

const credentials = { username: 'user123', password: 'p+ss/word=1' };
const server = await listen(http, bexSandbox({ accounts: [credentials] }));

// Your own function can add a dispatcher, a signal or a timeout.
const dispatcher = new Agent({ headersTimeout: 10_000 });
const send = viaUndici((url, options) => request(url, { ...options, dispatcher }));
const session = await run(bex.signIn({ baseUrl: server.url, ...credentials }), send);
const call = bex.authorize({ method: 'GET', url: `${server.url}/api/service/waybills`, headers: {} }, session);
const { status, body } = await send(call);
console.log(status, body);

await dispatcher.close();
await server.close();

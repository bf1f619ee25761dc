// node:http and node:https: signs in to a sandbox of BEX and makes a call with the session.
import http from 'node:http';
import https from 'node:https';
import { bex, run } from 'credwire';
import { viaNodeHttp } from 'credwire/clients';
import { bexSandbox, listen } from 'credwire/sandbox';

const credentials = { username: 'user123', password: 'p+ss/word=1' };
const server = await listen(http, bexSandbox({ accounts: [credentials] }));

// Your own object can add agents: `{ request: (options, listen) => https.request({ ...options, agent }, listen) }`.
const send = viaNodeHttp(http, https);
const session = await run(bex.signIn({ baseUrl: server.url, ...credentials }), send);
const call = bex.authorize({ method: 'GET', url: `${server.url}/api/service/waybills`, headers: {} }, session);
const { status, body } = await send(call);
console.log(status, body);

await server.close();

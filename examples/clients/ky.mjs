// ky: signs in to a sandbox of BEX and makes a call with the session. Needs `npm install --no-save ky`.
import http from 'node:http';
import { bex, run } from 'credwire';
import { viaKy } from 'credwire/clients';
import { bexSandbox, listen } from 'credwire/sandbox';
import ky from 'ky';

const credentials = { username: 'user123', password: 'p+ss/word=1' };
const server = await listen(http, bexSandbox({ accounts: [credentials] }));

// Your own instance can set timeouts and signals.
const send = viaKy(ky.extend({ timeout: 5_000 }));
const session = await run(bex.signIn({ baseUrl: server.url, ...credentials }), send);
const call = bex.authorize({ method: 'GET', url: `${server.url}/api/service/waybills`, headers: {} }, session);
const { status, body } = await send(call);
console.log(status, body);

await server.close();

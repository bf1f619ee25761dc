// axios: signs in to a sandbox of BEX and makes a call with the session. Needs `npm install --no-save axios`.
import http from 'node:http';
import axios from 'axios';
import { bex, run } from 'credwire';
import { viaAxios } from 'credwire/clients';
import { bexSandbox, listen } from 'credwire/sandbox';

const credentials = { username: 'user123', password: 'p+ss/word=1' };
const server = await listen(http, bexSandbox({ accounts: [credentials] }));

// Your own instance can set timeouts, signals and agents.
const send = viaAxios(axios.create({ timeout: 10_000 }));
const session = await run(bex.signIn({ baseUrl: server.url, ...credentials }), send);
const call = bex.authorize({ method: 'GET', url: `${server.url}/api/service/waybills`, headers: {} }, session);
const { status, body } = await send(call);
console.log(status, body);

await server.close();

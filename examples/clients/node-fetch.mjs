// node-fetch: signs in to a sandbox of BEX and makes a call with the session. Needs `npm install --no-save node-fetch`.
import http from 'node:http';
import { bex, run } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { bexSandbox, listen } from 'credwire/sandbox';
import fetch from 'node-fetch';

const credentials = { username: 'user123', password: 'p+ss/word=1' };
const server = await listen(http, bexSandbox({ accounts: [credentials] }));

// It has fetch's shape. In TypeScript, say `fetch as Fetch`: its types know no bytes for a body.
const send = viaFetch(fetch);
const session = await run(bex.signIn({ baseUrl: server.url, ...credentials }), send);
const call = bex.authorize({ method: 'GET', url: `${server.url}/api/service/waybills`, headers: {} }, session);
const { status, body } = await send(call);
console.log(status, body);

await server.close();

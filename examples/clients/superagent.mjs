// superagent: signs in to a sandbox of BEX and makes a call with the session. Needs `npm install --no-save superagent`.
import http from 'node:http';
import { bex, run } from 'credwire';
import { viaSuperagent } from 'credwire/clients';
import { bexSandbox, listen } from 'credwire/sandbox';
import superagent from 'superagent';

const credentials = { username: 'user123', password: 'p+ss/word=1' };
const server = await listen(http, bexSandbox({ accounts: [credentials] }));

// An agent takes timeouts and certificates for all its requests.
const send = viaSuperagent(superagent.agent().timeout(10_000));
const session = await run(bex.signIn({ baseUrl: server.url, ...credentials }), send);
const call = bex.authorize({ method: 'GET', url: `${server.url}/api/service/waybills`, headers: {} }, session);
const { status, body } = await send(call);
console.log(status, body);

await server.close();

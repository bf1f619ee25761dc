// Jacada: a token for the calls that follow, or the credentials on every call; and a server that knows another prefix.
import http from 'node:http';
import { jacada, run } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { jacadaSandbox, listen } from 'credwire/sandbox';

const account = { accountId: '12345678', user: 'agent', password: 'pässwörd' };
const server = await listen(http, jacadaSandbox({ accounts: [account], prefixLength: 8 }));
const baseUrl = server.url;
const send = viaFetch();
const call = /** @type {const} */ ({
  method: 'GET',
  url: `${baseUrl}/version/1/account/12345678/interaction`,
  headers: {},
});

// 13 letters by default, as in the vendor's sample. Here the server cuts off 8.
const session = await run(jacada.signIn({ baseUrl, ...account, prefixLength: 8 }), send);
console.log((await send(jacada.authorize(call, session))).status);

const { user, password } = account;
const headers = jacada.credentialHeaders({ tenantId: 't1', applicationKey: 'k1', user, password });
console.log((await send({ ...call, headers })).status);

await server.close();

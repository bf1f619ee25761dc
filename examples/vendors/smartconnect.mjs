// SmartConnect: a user of several companies chooses one, the login service's key is pinned, and the token is validated.
import http from 'node:http';
import { run, smartconnect } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { thumbprint } from 'credwire/codecs';
import { listen, seededRandom, smartconnectSandbox } from 'credwire/sandbox';

const user = { email: 'demo@example.com', password: 'пароль' };
const companies = [
  { id: '72b01219', name: 'Test' },
  { id: '90aa4c11', name: 'Production' },
];
const handler = smartconnectSandbox({ accounts: [{ ...user, companies }], random: seededRandom('an example') });
const server = await listen(http, handler);
const loginUrl = server.url;
const send = viaFetch();

// Once, over a network that you trust: what the key is. From then on any other key is refused.
const pin = thumbprint(smartconnect.parsePublicKeyResponse(await send(smartconnect.publicKeyRequest({ loginUrl }))));

const session = await run(
  smartconnect.signIn({ loginUrl, ...user, pin, choose: (all) => all.find(({ name }) => name === 'Test') }),
  send,
);
const { token, companyId, apiUrl = '' } = session;
console.log(companyId, smartconnect.parseValidateResponse(await send(smartconnect.validateRequest({ apiUrl, token }))));

await server.close();

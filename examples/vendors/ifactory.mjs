// iFactory: a password encrypted under the document's key, and the many sign-ins of a station with the key expanded once.
import http from 'node:http';
import { CredwireError, ifactory, run } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { ifactorySandbox, listen } from 'credwire/sandbox';

const password = 'p+ss/word=1';
const server = await listen(http, ifactorySandbox({ accounts: [{ userLogin: 'demo', password }] }));
const baseUrl = server.url; // often http://HOST:60200, with allowInsecureHttp on an intranet

const session = await run(ifactory.signIn({ baseUrl, userLogin: 'demo', password }), viaFetch());
const call = ifactory.authorize({ method: 'GET', url: `${baseUrl}/api/stations`, headers: {} }, session);
const { body } = await viaFetch()(call);
console.log(body);

const encrypt = ifactory.preparePasswordEncryption();
console.log(encrypt(password), encrypt('another'));

try {
  await run(ifactory.signIn({ baseUrl, userLogin: 'demo', password: 'wrong' }), viaFetch());
} catch (error) {
  console.log(error instanceof CredwireError ? error.code : error);
}

await server.close();

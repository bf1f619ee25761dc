// BEX: failures come with HTTP 200, and are errors here; the vendor's own words are for the user.
import http from 'node:http';
import { bex, ResponseError, run } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { bexSandbox, listen } from 'credwire/sandbox';

const user = { username: 'user123', password: 'p"ss+1' };
const server = await listen(http, bexSandbox({ accounts: [user] }));
const baseUrl = server.url;

// In the body, by default; `transport: 'query'` puts the credentials into the URL, and so into logs.
const session = await run(bex.signIn({ baseUrl, ...user }), viaFetch());
console.log(session.email, session.isStrongPassword);

try {
  await run(bex.signIn({ baseUrl, ...user, password: 'wrong' }), viaFetch());
} catch (error) {
  if (error instanceof ResponseError) console.log(error.status, error.code, error.vendorMessage);
}

await server.close();

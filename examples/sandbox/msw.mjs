// MSW answers instead of the vendor, in Node and in browsers. Needs `npm install --no-save msw`.
import { bex, run } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { bexSandbox, toFetchHandler } from 'credwire/sandbox';
import { http } from 'msw';
import { setupServer } from 'msw/node';

const credentials = { username: 'user123', password: 'p+ss/word=1' };
const handle = toFetchHandler(bexSandbox({ accounts: [credentials] }), Response);
const server = setupServer(http.all('https://api.bex.co.za/*', ({ request }) => handle(request)));
server.listen({ onUnhandledRequest: 'error' });

// From here on, what the application sends to the vendor is answered by the sandbox, whatever its client.
const session = await run(bex.signIn(credentials), viaFetch());
const call = bex.authorize({ method: 'GET', url: 'https://api.bex.co.za/api/service/waybills', headers: {} }, session);
const { status, body } = await viaFetch()(call);
console.log(status, body);

server.close();

// undici's MockAgent answers instead of the vendor, for undici's fetch and request. Needs `npm install --no-save undici`.
import { bex, run } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { bexSandbox, intercept } from 'credwire/sandbox';
import { fetch, getGlobalDispatcher, MockAgent, setGlobalDispatcher } from 'undici';

const credentials = { username: 'user123', password: 'p+ss/word=1' };
const mockAgent = new MockAgent();
mockAgent.disableNetConnect();
intercept(mockAgent, 'https://api.bex.co.za', bexSandbox({ accounts: [credentials] }));
const before = getGlobalDispatcher();
setGlobalDispatcher(mockAgent);

// From here on, what undici sends to the vendor is answered by the sandbox.
const send = viaFetch(fetch);
const session = await run(bex.signIn(credentials), send);
const call = bex.authorize({ method: 'GET', url: 'https://api.bex.co.za/api/service/waybills', headers: {} }, session);
const { status, body } = await send(call);
console.log(status, body);

setGlobalDispatcher(before);
await mockAgent.close();

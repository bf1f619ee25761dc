// XMLHttpRequest in a browser: signs in to the BEX that answers at the page's own origin, and makes a call with the
// session.
import { bex, run } from 'credwire';
import { viaXhr } from 'credwire/clients';

const credentials = { username: 'user123', password: 'p+ss/word=1' };

// Your own function can create each XMLHttpRequest: here, with a timeout.
const send = viaXhr(() => Object.assign(new XMLHttpRequest(), { timeout: 10_000 }));
const session = await run(bex.signIn({ baseUrl: location.origin, ...credentials }), send);
const call = bex.authorize({ method: 'GET', url: `${location.origin}/api/service/waybills`, headers: {} }, session);
const { status, body } = await send(call);
console.log(status, body);

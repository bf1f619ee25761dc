// jQuery.ajax in a browser: signs in to the BEX that answers at the page's own origin, and makes a call with the
// session. Needs `npm install --no-save jquery`.
import { bex, run } from 'credwire';
import { viaJQuery } from 'credwire/clients';
import jQuery from 'jquery';

const credentials = { username: 'user123', password: 'p+ss/word=1' };

// With your own settings: `{ ...jQuery, ajax: (settings) => jQuery.ajax({ ...settings, timeout: 10_000 }) }`.
const send = viaJQuery(jQuery);
const session = await run(bex.signIn({ baseUrl: location.origin, ...credentials }), send);
const call = bex.authorize({ method: 'GET', url: `${location.origin}/api/service/waybills`, headers: {} }, session);
const { status, body } = await send(call);
console.log(status, body);

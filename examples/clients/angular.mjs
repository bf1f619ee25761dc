// Angular's HttpClient in a browser: signs in to the BEX that answers at the page's own origin, and makes a call with the
// session. Needs `npm install --no-save @angular/common @angular/core rxjs`.
import '@angular/compiler'; // not needed in an application that is compiled ahead of time
import { HttpClient, HttpXhrBackend } from '@angular/common/http';
import { bex, run } from 'credwire';
import { viaAngular } from 'credwire/clients';

const credentials = { username: 'user123', password: 'p+ss/word=1' };

// In a component or service: `const http = inject(HttpClient)`.
const http = new HttpClient(new HttpXhrBackend({ build: () => new XMLHttpRequest() }));
const send = viaAngular(http);
const session = await run(bex.signIn({ baseUrl: location.origin, ...credentials }), send);
const call = bex.authorize({ method: 'GET', url: `${location.origin}/api/service/waybills`, headers: {} }, session);
const { status, body } = await send(call);
console.log(status, body);

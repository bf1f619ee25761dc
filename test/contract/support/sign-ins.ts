/** All five sign-ins to the sandboxes, each followed by a call with the session. */
import http from 'node:http';
import { bex, type HttpRequest, idscan, ifactory, jacada, run, smartconnect } from 'credwire';
import type { Send } from 'credwire/clients';
import {
  bexSandbox,
  type Handler,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  listen,
  type SandboxServer,
  seededRandom,
  smartconnectSandbox,
} from 'credwire/sandbox';

/** Holds whatever gets lost when something is encoded twice, or not at all. */
const password = 'p+ss w/rd=&%20"\\ é€😀';
const email = 'demo+user@example.com';
const companies = [{ id: '72b01219-a6a4-4e25-8d93-58d0584bf75f', name: 'Test' }];

/** What the browser's page is told about a vendor; functions cannot be sent there. */
export interface SignInRow {
  readonly name: string;
  readonly handler: Handler;
  /** Signs in, makes one authorised call and returns its body. */
  readonly signIn: (base: string, send: Send) => Promise<string>;
}

/** One row a sign-in. */
export const signIns: readonly SignInRow[] = [
  {
    name: 'iFactory',
    handler: ifactorySandbox({ accounts: [{ userLogin: 'demo', password }] }),
    async signIn(baseUrl, send) {
      const session = await run(ifactory.signIn({ baseUrl, userLogin: 'demo', password }), send);
      return call(send, ifactory.authorize(get(`${baseUrl}/api/stations`), session));
    },
  },
  {
    name: 'IDscan',
    handler: idscanSandbox({ accounts: [{ username: 'psc', password }] }),
    async signIn(baseUrl, send) {
      const session = await run(idscan.signIn({ baseUrl, username: 'psc', password, area: 'scanning' }), send);
      return call(send, idscan.authorize(get(`${baseUrl}/upload`), session, { action: 'upload' }));
    },
  },
  {
    name: 'Jacada',
    handler: jacadaSandbox({ accounts: [{ accountId: '1', user: email, password }] }),
    async signIn(baseUrl, send) {
      const session = await run(jacada.signIn({ baseUrl, accountId: 1, user: email, password }), send);
      return call(send, jacada.authorize(get(`${baseUrl}/version/1/account/1/interaction`), session));
    },
  },
  {
    name: 'BEX',
    handler: bexSandbox({ accounts: [{ username: 'user', password }] }),
    async signIn(baseUrl, send) {
      const session = await run(bex.signIn({ baseUrl, username: 'user', password, transport: 'query' }), send);
      return call(send, bex.authorize(get(`${baseUrl}/api/service/waybills`), session));
    },
  },
  {
    name: 'SmartConnect',
    handler: smartconnectSandbox({ accounts: [{ email, password, companies }], random: seededRandom('contract') }),
    async signIn(loginUrl, send) {
      const session = await run(smartconnect.signIn({ loginUrl, email, password }), send);
      return call(send, smartconnect.authorize(get(`${session.apiUrl}/maps`), session));
    },
  },
];

/** IDscan with the token in a cookie: an answer whose `Set-Cookie` lines must stay separate. */
export const cookieSignIn: SignInRow = {
  name: 'IDscan by cookie',
  handler: idscanSandbox({ accounts: [{ username: 'psc', password }], issue: 'cookie' }),
  async signIn(baseUrl, send) {
    const session = await run(idscan.signIn({ baseUrl, username: 'psc', password, area: 'scanning' }), send);
    if (session.csrfToken === undefined) throw new Error('the csrftoken cookie is lost');
    return call(send, idscan.authorize(get(`${baseUrl}/upload`), session, { via: 'cookie' }));
  },
};

/** Starts a row's sandbox. */
export function listenFor({ handler }: SignInRow): Promise<SandboxServer> {
  return listen(http, handler);
}

async function call(send: Send, request: HttpRequest): Promise<string> {
  const { body } = await send(request);
  return body;
}

function get(url: string): HttpRequest {
  return { method: 'GET', url, headers: { Accept: 'application/json' } };
}

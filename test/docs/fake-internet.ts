/** The hosts that the documentation's examples sign in to: sandboxes, reached by a fetch that otherwise knows only loopback. */
import type { HttpMethod } from 'credwire';
import {
  bexSandbox,
  type Handler,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  seededRandom,
  smartconnectSandbox,
} from 'credwire/sandbox';

const email = 'demo.user@example.com';
const password = 'p+ss/word=1';

/** The servers of the hosts. */
export function fakeHosts(): Readonly<Record<string, Handler>> {
  const companies = [
    { id: '72b01219', name: 'Test Demo Account' },
    { id: '48ca1830', name: 'Another Company' },
  ];
  return {
    'mes.example': ifactorySandbox({ accounts: [{ userLogin: 'demo', password }] }),
    'idscan.example': idscanSandbox({ accounts: [{ username: 'psc', password }] }),
    'jacada.example': jacadaSandbox({ accounts: [{ accountId: '12345678', user: email, password }] }),
    'api.bex.co.za': bexSandbox({ accounts: [{ username: 'user123', password }] }),
    'login.smartconnect.com': smartconnectSandbox({
      accounts: [{ email, password, companies }],
      random: seededRandom('the documentation'),
    }),
  };
}

/** A function of fetch's shape; `platformFetch` is for what an example itself starts on loopback. */
export function fakeInternet(platformFetch: typeof fetch): (url: string, init?: RequestInit) => Promise<Response> {
  const hosts = fakeHosts();
  return async (url, init = {}) => {
    const { hostname } = new URL(url);
    if (hostname === '127.0.0.1') return platformFetch(url, init);
    const handle = hosts[hostname];
    if (handle === undefined) throw new Error(`an example reaches for ${hostname}`);
    const { method = 'GET', headers = {}, body } = init;
    const message = { method: method as HttpMethod, url, headers: headers as Record<string, string> }; // what toFetch gives
    const answer = handle(typeof body === 'string' ? { ...message, body } : message);
    const lines = Object.entries(answer.headers).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((line): [string, string] => [name, line]),
    );
    return new Response(answer.body, { status: answer.status, headers: lines });
  };
}

/** The hosts that the documentation's examples sign in to: stand-ins in place of the platform's fetch. Nothing goes out. */
import { type HttpMethod, seededRandom } from 'credwire';
import {
  bexSandbox,
  type Handler,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  smartconnectSandbox,
} from 'credwire/sandbox';

const email = 'demo.user@example.com';
const password = 'p+ss/word=1';

/** A function of fetch's shape that knows the hosts below and no other. */
export function fakeInternet(): (url: string, init?: RequestInit) => Promise<Response> {
  const companies = [
    { id: '72b01219', name: 'Test Demo Account' },
    { id: '48ca1830', name: 'Another Company' },
  ];
  const hosts: Readonly<Record<string, Handler>> = {
    'mes.example': ifactorySandbox({ accounts: [{ userLogin: 'demo', password }] }),
    'idscan.example': idscanSandbox({ accounts: [{ username: 'psc', password }] }),
    'jacada.example': jacadaSandbox({ accounts: [{ accountId: '12345678', user: email, password }] }),
    'api.bex.co.za': bexSandbox({ accounts: [{ username: 'user123', password }] }),
    'login.smartconnect.com': smartconnectSandbox({
      accounts: [{ email, password, companies }],
      random: seededRandom('the documentation'),
    }),
  };
  return async (url, init = {}) => {
    const handle = hosts[new URL(url).hostname];
    if (handle === undefined) throw new Error(`an example reaches for ${new URL(url).hostname}`);
    const { method = 'GET', headers = {}, body } = init;
    const message = { method: method as HttpMethod, url, headers: headers as Record<string, string> }; // what toFetch gives
    const answer = handle(typeof body === 'string' ? { ...message, body } : message);
    const lines = Object.entries(answer.headers).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((line): [string, string] => [name, line]),
    );
    return new Response(answer.body, { status: answer.status, headers: lines });
  };
}

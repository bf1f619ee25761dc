/** The five sandboxes over HTTP, and what the command must be told to sign in to each. */
import http from 'node:http';
import type { HttpRequest, Vendor } from 'credwire';
import {
  bexSandbox,
  type Handler,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  listen,
  seededRandom,
  smartconnectSandbox,
} from 'credwire/sandbox';

/** The password of every account: each encoding gets something to do. */
export const PASSWORD = 'p+ss/wörd=1';

const COMPANIES = [
  { id: '72b01219', name: 'Test Demo Account' },
  { id: '48ca1830', name: 'Another Company' },
];

const user = { username: 'demo', password: PASSWORD };

const HANDLERS: Readonly<Record<Vendor, () => Handler>> = {
  ifactory: () => ifactorySandbox({ accounts: [{ userLogin: 'demo', password: PASSWORD }] }),
  idscan: () => idscanSandbox({ accounts: [user] }),
  jacada: () => jacadaSandbox({ accounts: [{ accountId: '7', user: 'demo', password: PASSWORD }] }),
  bex: () => bexSandbox({ accounts: [user] }),
  smartconnect: () =>
    smartconnectSandbox({
      accounts: [{ email: 'demo@example.com', password: PASSWORD, companies: COMPANIES }],
      random: seededRandom('key 155'),
      bits: 1024,
    }),
};

/** A sandbox that is served, and counted. */
export interface Served {
  readonly url: string;
  /** Every request so far, the oldest first. */
  readonly requests: readonly HttpRequest[];
  /** The options that name the server and the user. */
  readonly options: readonly string[];
  close(): Promise<void>;
}

/** Serves a handler on loopback. */
export async function serve(handler: Handler, options: (url: string) => readonly string[]): Promise<Served> {
  const requests: HttpRequest[] = [];
  const server = await listen(http, (request) => {
    requests.push(request);
    return handler(request);
  });
  return { url: server.url, requests, options: options(server.url), close: () => server.close() };
}

const OPTIONS: Readonly<Record<Vendor, (url: string) => readonly string[]>> = {
  ifactory: (url) => ['--base-url', url, '--user-login', 'demo'],
  idscan: (url) => ['--base-url', url, '--username', 'demo', '--area', 'scanning'],
  jacada: (url) => ['--base-url', url, '--account-id', '7', '--user', 'demo'],
  bex: (url) => ['--base-url', url, '--username', 'demo'],
  smartconnect: (url) => ['--login-url', url, '--email', 'demo@example.com', '--company-id', '48ca1830'],
};

/** Serves a vendor's sandbox, optionally through another handler. */
export const serveVendor = (vendor: Vendor, around = (handler: Handler): Handler => handler): Promise<Served> =>
  serve(around(HANDLERS[vendor]()), OPTIONS[vendor]);

/** A path of each vendor that wants a session. */
export const PATHS: Readonly<Record<Vendor, string>> = {
  ifactory: '/api/stations',
  idscan: '/idscanenterprisesvc/upload',
  jacada: '/version/1/account/7/interaction',
  bex: '/api/service/track',
  smartconnect: '/maps',
};

/** SmartConnect's REST API, for the same user. */
export const restOptions = (url: string): readonly string[] => [
  ...['--api-url', url, '--username', 'demo@example.com', '--client-id', 'app'],
];

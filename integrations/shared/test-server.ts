/** The server for the kits' tests: all sandboxes on one loopback port. */
import http from 'node:http';
import {
  bexSandbox,
  type Handler,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  revokeTokens,
  seededRandom,
  smartconnectSandbox,
  toNodeListener,
} from 'credwire/sandbox';

/** Passwords that break if anything encodes, decodes or replaces what it shouldn't; and an ordinary one. */
export const PASSWORDS = ['p+ss w/rd=&a=b&%20%2B% "quo\\ted" é😀 {{bex_username}} {{x}} $&\'`#?;', 'another p+ss'];

/** The user of every sandbox; each password has an account. */
export const userOf = (index: number): string => `demo+${index}@example.com`;

const COMPANIES = [{ id: '72b01219', name: 'Test Demo Account' }];

/** A request to a sandbox, without its secrets. */
export interface Seen {
  readonly vendor: string;
  readonly method: string;
  readonly path: string;
}

/** The sandboxes on a port. */
export interface TestServer {
  readonly url: string;
  /** The variables that sign a user in to the sandboxes. */
  variables(index: number, password?: string): Readonly<Record<string, string>>;
  /** The requests since the last call of this function. */
  seen(): readonly Seen[];
  /** Ends every session of a sandbox. A tool can send `POST /control/revoke/<vendor>` to do the same. */
  revoke(vendor: string): void;
  close(): Promise<void>;
}

/** Makes the five sandboxes, each with an account for every password. */
function makeSandboxes(): Readonly<Record<string, Handler>> {
  const accounts = <T>(make: (user: string, password: string) => T): readonly T[] =>
    PASSWORDS.map((password, index) => make(userOf(index), password));
  const common = { now: () => Date.now(), tokenLife: 3_600_000 };
  return {
    ifactory: ifactorySandbox({
      ...common,
      basePath: '/ifactory',
      accounts: accounts((userLogin, password) => ({ userLogin, password })),
    }),
    idscan: idscanSandbox({
      ...common,
      basePath: '/idscan',
      accounts: accounts((username, password) => ({ username, password, fullName: 'P. S. C.' })),
    }),
    jacada: jacadaSandbox({
      basePath: '/jacada',
      accounts: accounts((user, password) => ({ accountId: '7', user, password })),
      lockAfter: 3,
    }),
    bex: bexSandbox({
      basePath: '/bex',
      accounts: accounts((username, password) => ({ username, password, email: username })),
    }),
    smartconnect: smartconnectSandbox({
      ...common,
      basePath: '/smartconnect',
      accounts: accounts((email, password) => ({ email, password, companies: COMPANIES })),
      random: seededRandom('the key of the kits'),
      bits: 1024,
    }),
  };
}

/** Starts the server. */
export async function startServer(): Promise<TestServer> {
  const sandboxes = makeSandboxes();
  const listeners = Object.fromEntries(
    Object.entries(sandboxes).map(([vendor, handler]) => [vendor, toNodeListener(handler)]),
  );
  let seen: Seen[] = [];
  const revoke = (vendor: string) => {
    const sandbox = sandboxes[vendor];
    if (!sandbox) throw new Error(`there is no sandbox "${vendor}"`);
    revokeTokens(sandbox);
  };
  const server = http.createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*$/s, '');
    const [, vendor = '', ...rest] = path.split('/');
    if (vendor === 'away') {
      const { port } = request.socket.address() as { readonly port?: number }; // it's a TCP socket
      response.writeHead(302, { Location: `http://localhost:${port}/caught` }).end();
    } else if (vendor === 'html') {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Portal</title>');
    } else if (vendor === 'control') {
      revoke(rest[1] ?? '');
      response.writeHead(204).end();
    } else {
      seen.push({ vendor, method: request.method ?? '', path });
      const listener = listeners[vendor];
      if (listener) listener(request, response);
      else response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    url,
    variables: (index, password = PASSWORDS[index] ?? '') => variablesOf(url, userOf(index), password),
    seen: () => {
      const all = seen;
      seen = [];
      return all;
    },
    revoke,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function variablesOf(url: string, user: string, password: string): Readonly<Record<string, string>> {
  return {
    ifactory_baseUrl: `${url}/ifactory`,
    ifactory_userLogin: user,
    ifactory_password: password,
    idscan_baseUrl: `${url}/idscan`,
    idscan_username: user,
    idscan_password: password,
    idscan_area: 'investigation',
    jacada_baseUrl: `${url}/jacada`,
    jacada_accountId: '7',
    jacada_user: user,
    jacada_password: password,
    jacada_prefixLength: '13',
    bex_baseUrl: `${url}/bex`,
    bex_username: user,
    bex_password: password,
    smartconnect_loginUrl: `${url}/smartconnect`,
    smartconnect_email: user,
    smartconnect_password: password,
    smartconnectRest_apiUrl: `${url}/smartconnect`,
    smartconnectRest_username: user,
    smartconnectRest_password: password,
    smartconnectRest_clientId: 'app',
    smartconnectRest_clientSecret: 'hush',
  };
}

/** The sandboxes and the sign-ins against them in one table, for what they have in common. */
import { bex, type HttpRequest, idscan, ifactory, jacada, type Session, type SignIn, smartconnect } from 'credwire';
import {
  bexSandbox,
  type Handler,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  type SandboxOptions,
  seededRandom,
  smartconnectSandbox,
} from 'credwire/sandbox';
import { get } from './http-messages.js';

/** Who may sign in to every sandbox. */
export interface User {
  readonly name: string;
  readonly password: string;
}

/** What every sandbox takes besides its users. */
export type StartOptions = Omit<SandboxOptions<never>, 'accounts'>;

export interface SandboxCase {
  readonly name: string;
  /** The sandbox, with these users. */
  start(users: readonly User[], options?: StartOptions): Handler;
  signIn(baseUrl: string, user: User): SignIn<Session>;
  /** A path that wants a session. */
  readonly path: string;
}

const SEED = { seed: 'a seed' };
const COMPANIES = [{ id: '72b01219-a6a4', name: 'Test' }];

// Making a key pair takes long, and a handler is pure: the same users get the same one again.
const smartconnectHandlers = new Map<string, Handler>();

function startSmartconnect(users: readonly User[], options: StartOptions = {}): Handler {
  const { now, ...rest } = options;
  const id = JSON.stringify([users, rest]);
  const known = now === undefined ? smartconnectHandlers.get(id) : undefined; // a clock is not known again
  if (known !== undefined) return known;
  const accounts = users.map(({ name, password }) => ({ email: name, password, companies: COMPANIES }));
  const handler = smartconnectSandbox({ accounts, ...SEED, ...options, random: seededRandom('key 155') });
  if (now === undefined) smartconnectHandlers.set(id, handler);
  return handler;
}

/** The five vendors, SmartConnect by both ways and IDscan by both shapes. */
export const SANDBOXES: readonly SandboxCase[] = [
  {
    name: 'iFactory',
    start: (users, options) => {
      return ifactorySandbox({
        accounts: users.map(({ name, password }) => ({ userLogin: name, password })),
        ...SEED,
        ...options,
      });
    },
    signIn: (baseUrl, { name, password }) => ifactory.signIn({ baseUrl, userLogin: name, password }),
    path: '/api/stations',
  },
  {
    name: 'IDscan, JSON',
    start: (users, options) => {
      return idscanSandbox({
        accounts: users.map(({ name, password }) => ({ username: name, password })),
        ...SEED,
        ...options,
      });
    },
    signIn: (baseUrl, { name, password }) => idscan.signIn({ baseUrl, username: name, password, area: 'scanning' }),
    path: '/idscanenterprisesvc/upload',
  },
  {
    name: 'IDscan, cookies',
    start: (users, options) => {
      const accounts = users.map(({ name, password }) => ({ username: name, password }));
      return idscanSandbox({ accounts, ...SEED, ...options, issue: 'cookie' });
    },
    signIn: (baseUrl, { name, password }) =>
      idscan.signIn({ baseUrl, username: name, password, area: 'investigation' }),
    path: '/idscanenterprisesvc/retrieval',
  },
  {
    name: 'Jacada',
    start: (users, options) => {
      const accounts = users.map(({ name, password }) => ({ accountId: '7', user: name, password }));
      return jacadaSandbox({ accounts, ...SEED, ...options });
    },
    signIn: (baseUrl, { name, password }) => jacada.signIn({ baseUrl, accountId: 7, user: name, password }),
    path: '/version/1/account/7/interaction',
  },
  {
    name: 'BEX, JSON',
    start: (users, options) => {
      return bexSandbox({
        accounts: users.map(({ name, password }) => ({ username: name, password })),
        ...SEED,
        ...options,
      });
    },
    signIn: (baseUrl, { name, password }) => bex.signIn({ baseUrl, username: name, password }),
    path: '/api/service/track',
  },
  {
    name: 'BEX, query',
    start: (users, options) => {
      return bexSandbox({
        accounts: users.map(({ name, password }) => ({ username: name, password })),
        ...SEED,
        ...options,
      });
    },
    signIn: (baseUrl, { name, password }) => bex.signIn({ baseUrl, username: name, password, transport: 'query' }),
    path: '/api/service/track',
  },
  {
    name: 'SmartConnect, company known',
    start: startSmartconnect,
    signIn: (loginUrl, { name, password }) => {
      const company = { apiUrl: `${loginUrl}/API`, companyId: COMPANIES[0]?.id ?? '' };
      return smartconnect.signIn({ loginUrl, email: name, password, ...company });
    },
    path: '/API/runmap?mapKey=1',
  },
  {
    name: 'SmartConnect, company list',
    start: startSmartconnect,
    signIn: (loginUrl, { name, password }) => smartconnect.signIn({ loginUrl, email: name, password }),
    path: '/API/maps',
  },
  {
    name: 'SmartConnect, GetCompanyList',
    start: startSmartconnect,
    signIn: (loginUrl, { name, password }) => {
      const list = { apiUrl: `${loginUrl}/API`, listCompanies: 'GetCompanyList' } as const;
      return smartconnect.signIn({ loginUrl, email: name, password, ...list });
    },
    path: '/API/maps',
  },
];

/** A call signed with a session of any vendor. */
export function signedCall(url: string, session: Session, headers: HttpRequest['headers'] = {}): HttpRequest {
  const request = get(url, headers);
  switch (session.vendor) {
    case 'ifactory':
      return ifactory.authorize(request, session);
    case 'idscan':
      return idscan.authorize(request, session);
    case 'jacada':
      return jacada.authorize(request, session);
    case 'bex':
      return bex.authorize(request, session);
    case 'smartconnect':
      return smartconnect.authorize(request, session);
  }
}

/** Runs a flow against a handler, at once. */
export function drive<S>(flow: SignIn<S>, handle: Handler): S {
  let step = flow.next();
  while (!step.done) step = flow.next(handle(step.value));
  return step.value;
}

// Whole sign-ins against the sandboxes, in the same process: requests, answers, sessions.
import { bex, idscan, ifactory, jacada, run, smartconnect } from '../../dist/index.js';
import {
  bexSandbox,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  seededRandom,
  smartconnectSandbox,
  toSend,
} from '../../dist/sandbox/index.js';

const BASE = 'https://localhost';
const [name, password] = ['demo.user@example.com', 'p+ss w/rd=1'];
const COMPANIES = [{ id: '72b01219', name: 'Test' }];

/** @typedef {{ handler: () => import('../../dist/sandbox/index.js').Handler, flow: (baseUrl?: string) => import('../../dist/index.js').SignIn<unknown> }} SignInCase */

/** Each vendor's sandbox, and a sign-in to it. @type {Readonly<Record<string, SignInCase>>} */
export const SIGN_INS = {
  iFactory: {
    handler: () => ifactorySandbox({ accounts: [{ userLogin: name, password }] }),
    flow: (baseUrl = BASE) => ifactory.signIn({ baseUrl, userLogin: name, password }),
  },
  IDscan: {
    handler: () => idscanSandbox({ accounts: [{ username: name, password }] }),
    flow: (baseUrl = BASE) => idscan.signIn({ baseUrl, username: name, password, area: 'scanning' }),
  },
  Jacada: {
    handler: () => jacadaSandbox({ accounts: [{ accountId: '7', user: name, password }] }),
    flow: (baseUrl = BASE) => jacada.signIn({ baseUrl, accountId: '7', user: name, password }),
  },
  BEX: {
    handler: () => bexSandbox({ accounts: [{ username: name, password }] }),
    flow: (baseUrl = BASE) => bex.signIn({ baseUrl, username: name, password }),
  },
  SmartConnect: {
    handler: () =>
      smartconnectSandbox({
        accounts: [{ email: name, password, companies: COMPANIES }],
        random: seededRandom('key of the benchmark'),
      }),
    flow: (baseUrl = BASE) => {
      const company = { apiUrl: `${baseUrl}/API`, companyId: '72b01219' };
      return smartconnect.signIn({ loginUrl: baseUrl, email: name, password, ...company });
    },
  },
};

/** @type {import('../workload.mjs').Workload} */
const signIns = {
  name: 'whole sign-in against the sandbox',
  waits: true,
  check: (session) => {
    if (!(session instanceof Object && 'token' in session)) throw new Error('no session');
  },
  candidates: Object.fromEntries(
    Object.entries(SIGN_INS).map(([vendor, { handler, flow }]) => [
      vendor,
      () => {
        const send = toSend(handler());
        return { run: () => run(flow(), send) };
      },
    ]),
  ),
};

export const workloads = [signIns];

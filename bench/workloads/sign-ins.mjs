// Whole sign-ins against the stand-ins, in the same process: requests, answers, sessions.
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

/** @typedef {{ handler: () => import('../../dist/sandbox/index.js').Handler, flow: () => import('../../dist/index.js').SignIn<unknown> }} SignInCase */

/** @type {Readonly<Record<string, SignInCase>>} */
const CASES = {
  iFactory: {
    handler: () => ifactorySandbox({ accounts: [{ userLogin: name, password }] }),
    flow: () => ifactory.signIn({ baseUrl: BASE, userLogin: name, password }),
  },
  IDscan: {
    handler: () => idscanSandbox({ accounts: [{ username: name, password }] }),
    flow: () => idscan.signIn({ baseUrl: BASE, username: name, password, area: 'scanning' }),
  },
  Jacada: {
    handler: () => jacadaSandbox({ accounts: [{ accountId: '7', user: name, password }] }),
    flow: () => jacada.signIn({ baseUrl: BASE, accountId: '7', user: name, password }),
  },
  BEX: {
    handler: () => bexSandbox({ accounts: [{ username: name, password }] }),
    flow: () => bex.signIn({ baseUrl: BASE, username: name, password }),
  },
  SmartConnect: {
    handler: () =>
      smartconnectSandbox({
        accounts: [{ email: name, password, companies: COMPANIES }],
        random: seededRandom('key of the benchmark'),
      }),
    flow: () => {
      const company = { apiUrl: `${BASE}/API`, companyId: '72b01219' };
      return smartconnect.signIn({ loginUrl: BASE, email: name, password, ...company });
    },
  },
};

/** @type {import('../workload.mjs').Workload} */
const signIns = {
  name: 'whole sign-in against the stand-in',
  waits: true,
  check: (session) => {
    if (!(session instanceof Object && 'token' in session)) throw new Error('no session');
  },
  candidates: Object.fromEntries(
    Object.entries(CASES).map(([vendor, { handler, flow }]) => [
      vendor,
      () => {
        const send = toSend(handler());
        return { run: () => run(flow(), send) };
      },
    ]),
  ),
};

export const workloads = [signIns];

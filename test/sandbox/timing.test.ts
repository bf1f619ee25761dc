/**
 * What a sandbox does to compare, counted instead of timed: what it hashes and how many digests it compares. These may
 * follow from the request and from the number of accounts; which account fits, and what it has stored, must not show.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { type HttpRequest, idscan, type Session, smartconnect } from 'credwire';
import { type Handler, idscanSandbox, jacadaSandbox } from 'credwire/sandbox';
import { describe, expect, it, vi } from 'vitest';
import { sameDigest } from '../../src/core/bytes.js';
import { get, jacadaHeaders } from '../support/http-messages.js';
import { drive, SANDBOXES, type SandboxCase, signedCall, type User } from '../support/sandboxes.js';

vi.mock('@noble/hashes/sha2.js', async (original) => {
  const actual = await original<typeof import('@noble/hashes/sha2.js')>();
  return { ...actual, sha256: vi.fn(actual.sha256) };
});
vi.mock('../../src/core/bytes.js', async (original) => {
  const actual = await original<typeof import('../../src/core/bytes.js')>();
  return { ...actual, sameDigest: vi.fn(actual.sameDigest) };
});

interface Cost {
  /** Lengths of what is hashed, in turn. */
  readonly hashed: readonly number[];
  /** How many pairs of digests are compared. */
  readonly compared: number;
}

const USERS = ['alice', 'bobby', 'carol'].map((name) => ({ name, password: `${name}-1` }));
const [FIRST, , LAST] = USERS as [User, User, User]; // three, as listed above
const baseUrl = 'http://localhost';

/** The sandbox, and the cost of the requests it has had. */
function counted(handle: Handler): { readonly handle: Handler; readonly costs: readonly Cost[] } {
  const costs: Cost[] = [];
  return {
    costs,
    handle: (request) => {
      vi.mocked(sha256).mockClear();
      vi.mocked(sameDigest).mockClear();
      const answer = handle(request);
      const hashed = vi.mocked(sha256).mock.calls.map(([bytes]) => bytes.length);
      costs.push({ hashed, compared: vi.mocked(sameDigest).mock.calls.length });
      return answer;
    },
  };
}

function costOf(handle: Handler, request: HttpRequest): Cost & { readonly status: number } {
  const { handle: asked, costs } = counted(handle);
  const { status } = asked(request);
  return { status, ...(costs[0] as Cost) }; // there was one request
}

/** The cost of the first request that holds the credentials; SmartConnect asks for a key before. */
function signInCost({ signIn }: SandboxCase, sandbox: Handler, user: User): Cost & { readonly isIn: boolean } {
  const { handle, costs } = counted(sandbox);
  let isIn = true;
  try {
    drive(signIn(baseUrl, user), handle);
  } catch {
    isIn = false;
  }
  const cost = costs.find(({ hashed }) => hashed.length > 0);
  return { isIn, ...(cost as Cost) }; // every sign-in compares
}

describe.each(SANDBOXES)('the work of the sandbox of $name', (vendor) => {
  const sandbox = vendor.start(USERS);

  it('on a sign-in is the same for every user, whether the password is right or wrong', () => {
    const cost = (user: User) => signInCost(vendor, sandbox, user);
    const { isIn, ...work } = cost(FIRST);
    expect(isIn).toBe(true);
    expect(work.hashed.slice(-2)).toEqual([FIRST.name.length, FIRST.password.length]);
    expect(work.compared).toBe(USERS.length);
    expect(cost(LAST)).toEqual({ isIn: true, ...work });
    const wrong = [
      { ...FIRST, password: 'wrong-1' },
      { ...LAST, password: 'wrong-1' },
      { ...FIRST, password: LAST.password },
      { name: 'nobdy', password: 'wrong-1' },
      { name: 'nobdy', password: FIRST.password },
    ];
    for (const user of wrong) expect(cost(user)).toEqual({ isIn: false, ...work });
  });

  it('on a sign-in does not tell how long stored passwords are', () => {
    const passwords = ['a'.repeat(5000), '', 'a'];
    const other = vendor.start(USERS.map((user, at) => ({ ...user, password: String(passwords[at]) })));
    for (const name of [FIRST.name, LAST.name, 'nobdy']) {
      const user = { name, password: 'wrong-1' };
      expect(signInCost(vendor, other, user)).toEqual(signInCost(vendor, sandbox, user));
    }
  });

  it('on a token is the same, whose it is and whether it is one', () => {
    const sessionOf = (user: User): Session => drive(vendor.signIn(baseUrl, user), sandbox);
    const cost = (session: Session) => costOf(sandbox, signedCall(`${baseUrl}${vendor.path}`, session));
    const { status, ...work } = cost(sessionOf(FIRST));
    expect([status, work.compared >= USERS.length]).toEqual([200, true]);
    expect(cost(sessionOf(LAST))).toEqual({ status: 200, ...work });
    const session = sessionOf(LAST);
    const { token } = session;
    for (const wrong of [`${token.slice(0, -1)}!`, `!${token.slice(1)}`]) {
      const { status, ...same } = cost({ ...session, token: wrong });
      expect(same).toEqual(work);
      expect(status).toBe(vendor.name.startsWith('BEX') ? 200 : 401); // BEX refuses inside HTTP 200
    }
  });

  it('hashes what the request holds, and nothing of any account', () => {
    const alone = vendor.start([LAST]);
    expect(signInCost(vendor, alone, LAST).hashed).toEqual(signInCost(vendor, sandbox, LAST).hashed);
    const call = signedCall(`${baseUrl}${vendor.path}`, drive(vendor.signIn(baseUrl, LAST), sandbox));
    const { compared, ...same } = costOf(sandbox, call);
    expect(costOf(alone, call)).toEqual({ ...same, compared: compared / USERS.length });
  });
});

describe('the work on a token', () => {
  it('of IDscan is the same in every area, and with another csrf token', () => {
    const accounts = USERS.map(({ name, password }) => ({ username: name, password }));
    const handle = idscanSandbox({ accounts, issue: 'cookie' });
    const sessionOf = (area: idscan.Area) => {
      const request = idscan.tokenRequest({ baseUrl, username: LAST.name, password: LAST.password, area });
      return idscan.parseTokenResponse(handle(request), { area });
    };
    const cost = (path: string, session: idscan.Session) =>
      costOf(handle, idscan.authorize(get(`${baseUrl}/idscanenterprisesvc/${path}`), session));
    const [scanning, investigation] = [sessionOf('scanning'), sessionOf('investigation')];
    const { status, ...work } = cost('upload', scanning);
    expect(status).toBe(200);
    expect(cost('upload', investigation)).toEqual({ status: 401, ...work });
    expect(cost('retrieval', scanning)).toEqual({ status: 401, ...work });
    expect(cost('ping', investigation)).toEqual({ status: 200, ...work });
    const csrfToken = '!'.repeat(String(scanning.csrfToken).length);
    expect(cost('upload', { ...scanning, csrfToken })).toEqual({ status: 401, ...work });
  });

  it('of Jacada is the same with the credentials of newer servers', () => {
    const handle = jacadaSandbox({
      accounts: USERS.map(({ name, password }) => ({ accountId: '7', user: name, password })),
    });
    const cost = ({ name, password }: User) => {
      return costOf(handle, get(`${baseUrl}/x`, jacadaHeaders(name, password)));
    };
    const { status, ...work } = cost(FIRST);
    expect(status).toBe(200);
    expect(cost(LAST)).toEqual({ status: 200, ...work });
    expect(cost({ ...FIRST, password: 'wrong-1' })).toEqual({ status: 401, ...work });
    expect(cost({ name: 'nobdy', password: 'wrong-1' })).toEqual({ status: 401, ...work });
  });

  it('of SmartConnect is the same if it is only validated', () => {
    const vendor = SANDBOXES.find(({ name }) => name === 'SmartConnect, company list') as SandboxCase; // it is in there
    const handle = vendor.start(USERS);
    const cost = (token: string) => costOf(handle, smartconnect.validateRequest({ apiUrl: `${baseUrl}/API`, token }));
    const tokens = [FIRST, LAST].map((user) => drive(vendor.signIn(baseUrl, user), handle).token);
    const costs = [...tokens, '!'.repeat(43)].map(cost);
    expect(costs).toEqual(Array(3).fill({ status: 200, hashed: [43], compared: USERS.length }));
  });
});

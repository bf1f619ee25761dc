import { type HttpRequest, type HttpResponse, vendors } from 'credwire';
import {
  bexSandbox,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  seededRandom,
  smartconnectSandbox,
} from 'credwire/sandbox';
import { connect } from 'credwire/session';
import { describe, expect, it } from 'vitest';
import { memoryStore } from './support.js';

const password = 'p+ss/word=1';
const random = seededRandom('test/session/vendors');
const companies = [{ id: '72b0', name: 'Demo' }];
const email = 'demo@example.com';

/** Each vendor with options that its sandbox takes, and the header or parameter that carries its token. */
const CASES = {
  ifactory: {
    options: { baseUrl: 'https://mes.example', userLogin: 'demo', password },
    handler: ifactorySandbox({ accounts: [{ userLogin: 'demo', password }] }),
    call: 'https://mes.example/orders',
    carries: /"Authorization":"Bearer /,
  },
  idscan: {
    options: { baseUrl: 'https://idscan.example', username: 'psc', password, area: 'scanning' },
    handler: idscanSandbox({ accounts: [{ username: 'psc', password }] }),
    call: 'https://idscan.example/orders',
    carries: /"Authorization":"/,
  },
  jacada: {
    options: { baseUrl: 'https://jacada.example', accountId: '12345678', user: email, password, random },
    handler: jacadaSandbox({ accounts: [{ accountId: '12345678', user: email, password }] }),
    call: 'https://jacada.example/orders',
    carries: /"Security-Token":"/,
  },
  bex: {
    options: { username: 'user123', password },
    handler: bexSandbox({ accounts: [{ username: 'user123', password }] }),
    call: 'https://api.bex.co.za/orders',
    carries: /"token":"/,
  },
  smartconnect: {
    options: { email, password, random },
    handler: smartconnectSandbox({ accounts: [{ email, password, companies }], random }),
    call: /^https:\/\/[^/]+\/.*orders/,
    carries: /[?&]token=/,
  },
} as const;

const ids = Object.keys(CASES) as readonly (keyof typeof CASES)[];

/** The sandbox for the sign-in, and an answer of its own for everything else. */
function serverOf(id: keyof typeof CASES) {
  const seen: HttpRequest[] = [];
  let orders = 0;
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    if (!request.url.includes('orders')) return CASES[id].handler(request);
    seen.push(request);
    return { status: ++orders === 1 ? 401 : 200, headers: {}, body: '{}' };
  };
  return { seen, send };
}

describe.each(ids)('%s', (id) => {
  it.each(['id', 'module'])('is called by its %s: signed, and again when the session is over', async (by) => {
    const { send, seen } = serverOf(id);
    const connection = connect(by === 'id' ? id : vendors[id], CASES[id].options, {
      send,
      now: () => 1_700_000_000_000,
    });
    expect((await connection.send({ url: 'orders' })).status).toBe(200);
    expect(seen).toHaveLength(2);
    for (const request of seen) {
      expect(request.url).toMatch(CASES[id].call);
      expect(JSON.stringify(request)).toMatch(CASES[id].carries);
    }
    expect((await connection.session()).vendor).toBe(id);
  });
});

describe.each(ids)('a session of %s in a store', (id) => {
  it('is taken by the next connection, which calls the same place', async () => {
    const { send, seen } = serverOf(id);
    const settings = { send, store: memoryStore(), now: () => 1_700_000_000_000 };
    const first = await connect(id, CASES[id].options, settings).session();
    const next = connect(id, CASES[id].options, settings);
    expect(await next.session()).toEqual(first);
    await next.send({ url: '/orders' });
    expect(seen[0]?.url).toMatch(CASES[id].call);
  });
});

describe("SmartConnect's newer API", () => {
  it('is signed in to where the options have a clientId, and its tokens end by the time of the connection', async () => {
    const now = 1_700_000_000_000;
    const seen: string[] = [];
    const send = async ({ url, headers }: HttpRequest) => {
      seen.push(`${url} ${headers.Authorization ?? ''}`);
      return { status: 200, headers: {}, body: '{"access_token":"a","token_type":"bearer","expires_in":100}' };
    };
    const program = { apiUrl: 'apina.smartconnect.com', clientId: 'app', clientSecret: 'secret' };
    const connection = connect('smartconnect', { ...program, username: email, password }, { send, now: () => now });
    expect((await connection.session()).expiresAt).toBe(now + 100_000);
    await connection.send({ url: '/orders' });
    expect(seen).toEqual(['https://apina.smartconnect.com/token ', 'https://apina.smartconnect.com/orders Bearer a']);
  });
});

describe('the time of the connection', () => {
  it("is the one from which IDscan calculates a token's end", async () => {
    const now = 1_700_000_000_000;
    const send = async () => ({ status: 200, headers: {}, body: '{"access_token":"a","expires_in":100}' });
    const options = { ...CASES.idscan.options, now: 5 };
    const { expiresAt } = await connect('idscan', options, { send, now: () => now }).session();
    expect(expiresAt).toBe(now + 100_000);
  });
});

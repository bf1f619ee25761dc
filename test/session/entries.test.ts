/** The key and the text of a session in a store. */
import { connect } from 'credwire/session';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storeKey } from '../../src/session/key.js';
import { formatEntry, parseEntry } from '../../src/session/store.js';
import { memoryStore, USER } from './support.js';

describe('the key', () => {
  it('names vendor and origin, and hashes the user', () => {
    const key = storeKey('ifactory', USER);
    expect(key).toMatch(/^credwire:ifactory:https:\/\/mes\.example:[0-9a-f]{32}$/);
    expect(key).not.toContain(USER.userLogin);
  });

  it('stays the same for the same user', () => {
    const key = storeKey('ifactory', USER);
    for (const change of [
      { password: 'new' },
      { clientSecret: 'new' },
      { iv: 'new' },
      { key: 'a' },
      { now: 5 },
      { random: () => {} },
      { baseUrl: `${USER.baseUrl}//` },
    ]) {
      expect(storeKey('ifactory', { ...USER, ...change })).toBe(key);
    }
    expect(storeKey('ifactory', Object.fromEntries(Object.entries(USER).reverse()))).toBe(key);
    expect(storeKey('ifactory', { ...USER, baseUrl: new URL(USER.baseUrl) })).toBe(key);
  });

  it('contains nothing of a wrong URL, which could have a password in it', () => {
    expect(storeKey('ifactory', { ...USER, baseUrl: 'https://u:secret@mes.example' })).toMatch(
      /^credwire:ifactory::[0-9a-f]{32}$/,
    );
  });

  it('stays the same for the same place, however it is written', () => {
    for (const name of ['apiUrl', 'loginUrl']) {
      const keys = ['https://a.example/API', 'https://a.example/API/', 'https://A.example:443/API'].map((url) =>
        storeKey('smartconnect', { email: 'e', [name]: url }),
      );
      expect(new Set(keys).size).toBe(1);
    }
  });

  it('differs for whatever else differs', () => {
    const changes = [
      {},
      { userLogin: 'other' },
      { baseUrl: 'https://mes.example' },
      { baseUrl: 'https://b.example' },
      { area: 'scanning' },
      { prefixLength: 12 },
      { loginFormType: true },
    ];
    const keys = [...changes.map((change) => storeKey('ifactory', { ...USER, ...change })), storeKey('jacada', USER)];
    expect(new Set(keys).size).toBe(8);
  });

  it.each([
    ['bex', {}, 'https://api.bex.co.za'],
    ['smartconnect', {}, 'https://login.smartconnect.com'],
    ['smartconnect', { loginUrl: 'http://127.0.0.1:8080/' }, 'http://127.0.0.1:8080'],
    [
      'smartconnect',
      { apiUrl: 'Apina.SmartConnect.com/API', loginUrl: 'https://l.example' },
      'https://apina.smartconnect.com',
    ],
    ['ifactory', {}, ''],
    ['ifactory', { baseUrl: 'ftp://x' }, ''],
  ])('of %s %o has the origin %s', (vendor, options, origin) => {
    expect(storeKey(vendor, options)).toMatch(new RegExp(`^credwire:${vendor}:${origin}:[0-9a-f]{32}$`));
  });
});

describe('entries', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.option(fc.integer({ min: 1001 }), { nil: undefined }),
        (key, at, expiresAt) => {
          const session = { vendor: 'bex', token: 'x', ...(expiresAt !== undefined && { expiresAt }) };
          expect(parseEntry(key, 'bex', formatEntry(key, { session, at }), 1000)).toEqual({ session, at });
        },
      ),
    );
  });

  it('are nothing but what they are, whatever a store has', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json(), fc.string()), (text) => {
        expect(parseEntry('key', 'bex', text, 0)).toBeUndefined();
      }),
    );
  });

  it('of a time to come were taken now', () => {
    const session = { vendor: 'bex', token: 'x' };
    expect(parseEntry('k', 'bex', formatEntry('k', { session, at: 2000 }), 1000)?.at).toBe(1000);
  });
});

describe('users of one store', () => {
  it('never meet: two areas of IDscan, two companies of SmartConnect', () => {
    const server = { baseUrl: 'https://idscan.example', username: 'u', password: 'p' };
    const areas = ['scanning', 'investigation'].map((area) => storeKey('idscan', { ...server, area }));
    const companies = ['1', '2'].map((companyId) => storeKey('smartconnect', { email: 'e', companyId }));
    expect(new Set([...areas, ...companies]).size).toBe(4);
  });

  it('must name the company where a function would choose it', () => {
    const options = { email: 'e', password: 'p', choose: () => '1' };
    const store = memoryStore();
    expect(() => connect('smartconnect', options, { store })).toThrow(
      /^connect: "store": with "choose" pass "companyId"/,
    );
    expect(connect('smartconnect', { ...options, companyId: '1' }, { store })).toBeDefined();
    expect(connect('smartconnect', options)).toBeDefined();
  });
});

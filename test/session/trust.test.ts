/** Which entries of a store a connection takes for its own. */
import { bex, idscan, ifactory, jacada, smartconnect } from 'credwire';
import { describe, expect, it } from 'vitest';
import { isTrusted } from '../../src/session/trust.js';
import type { LooseVendor } from '../../src/session/vendor.js';

const MODULES = { ifactory, idscan, jacada, bex, smartconnect };

function trusts(id: keyof typeof MODULES, options: object, fields: object): boolean {
  const module = MODULES[id] as unknown as LooseVendor<object>; // as connect sees it
  return isTrusted(module, { ...options }, undefined, { vendor: id, token: 'abc', ...fields });
}

const SC = 'https://na.smartconnect.com';
const LOOPBACK = 'http://127.0.0.1:8080';

describe('a stored session is trusted', () => {
  it.each([
    ['ifactory', { baseUrl: 'https://MES.example:443/gateway/' }, { origin: 'https://mes.example' }],
    ['ifactory', { baseUrl: new URL('http://mes.example:81/') }, { origin: 'http://mes.example:81' }],
    ['idscan', { baseUrl: 'https://id.example' }, { origin: 'https://id.example', area: 'scanning' }],
    ['jacada', { baseUrl: 'https://j.example/app' }, { origin: 'https://j.example' }],
    ['bex', {}, { origin: 'https://api.bex.co.za' }],
    ['bex', { baseUrl: undefined }, { origin: 'https://api.bex.co.za' }],
    ['bex', { baseUrl: LOOPBACK }, { origin: LOOPBACK }],
    ['smartconnect', {}, { origin: SC, apiUrl: `${SC}/API` }],
    ['smartconnect', { apiUrl: 'api.example/API' }, { origin: 'https://api.example' }],
    ['smartconnect', { apiUrl: '127.0.0.1:8080', loginUrl: LOOPBACK }, { origin: LOOPBACK, apiUrl: LOOPBACK }],
    ['smartconnect', { loginUrl: LOOPBACK }, { origin: LOOPBACK, apiUrl: `${LOOPBACK}/API` }],
    ['smartconnect', { apiHosts: ['a.example'] }, { origin: 'https://a.example', apiUrl: 'https://a.example/API' }],
    ['smartconnect', { apiUrl: SC, clientId: 'c' }, { origin: SC, tokenType: 'bearer' }],
  ] as const)('%s with %o and %o', (id, options, fields) => {
    expect(trusts(id, options, fields)).toBe(true);
  });
});

describe('a stored session is not trusted', () => {
  it.each([
    ['ifactory', { baseUrl: 'https://mes.example' }, { origin: 'https://evil.example' }],
    ['ifactory', { baseUrl: 'https://mes.example' }, { origin: 'http://mes.example' }],
    ['ifactory', { baseUrl: 'https://mes.example' }, { origin: 'https://mes.example:8443' }],
    ['ifactory', { baseUrl: 'https://mes.example' }, { origin: 'garbage' }],
    ['ifactory', { baseUrl: 'https://mes.example' }, {}],
    ['ifactory', { baseUrl: 'https://u:p@mes.example' }, {}],
    ['ifactory', {}, {}],
    ['ifactory', {}, { origin: 'https://mes.example' }],
    ['idscan', { baseUrl: 'https://id.example' }, { origin: 'https://id.example', area: 'nope' }],
    ['idscan', { baseUrl: 'https://id.example' }, { origin: 'https://evil.example' }],
    ['jacada', { baseUrl: 'https://j.example' }, { origin: 'https://evil.example' }],
    ['bex', {}, { origin: 'https://evil.example' }],
    ['bex', {}, { origin: 7 }],
    ['bex', {}, { origin: 'https://api.bex.co.za', apiUrl: 'https://evil.example' }],
    ['bex', {}, { origin: 'https://api.bex.co.za', apiUrl: 7 }],
    ['bex', {}, {}],
    ['smartconnect', {}, { origin: 'https://evil.example', apiUrl: 'https://evil.example/API' }],
    ['smartconnect', {}, { origin: 'https://evil.example', apiUrl: `${SC}/API` }],
    ['smartconnect', {}, { origin: SC, apiUrl: 'https://evil.example/API' }],
    ['smartconnect', {}, { origin: SC }],
    ['smartconnect', {}, { origin: SC, apiUrl: `${SC}/API`, tokenType: 'mac' }],
    ['smartconnect', { apiUrl: 'api.example/API' }, { origin: SC, apiUrl: `${SC}/API` }],
    ['smartconnect', { apiUrl: 'api.example/API' }, { origin: 'http://api.example' }],
    ['smartconnect', { apiUrl: SC }, { origin: SC, apiUrl: 'https://evil.example/API' }],
    ['smartconnect', { apiUrl: 'a b' }, { origin: SC }],
    ['smartconnect', { loginUrl: 'ftp://x' }, { origin: SC, apiUrl: `${SC}/API` }],
  ] as const)('%s with %o and %o', (id, options, fields) => {
    expect(trusts(id, options, fields)).toBe(false);
  });
});

describe("a stored session of the caller's own vendor", () => {
  type Request = { readonly url: string; readonly method: string };
  const trusts = (
    authorize: (request: Request, session: object, options: unknown) => Request,
    fields: object,
    id = 'other',
  ) => {
    const vendor = { profile: { id }, authorize } as unknown as LooseVendor<object>; // the rest isn't used
    return isTrusted(vendor, { baseUrl: 'https://a.example' }, { keyId: 'k' }, { token: 'a', ...fields });
  };

  it('can have any origin, or none', () => {
    for (const fields of [{ origin: 'https://a.example' }, { origin: 'https://b.example' }, {}]) {
      expect(trusts((request) => request, fields)).toBe(true);
    }
  });

  it('is tried with a whole request to its origin, and with the options that calls have', () => {
    const seen: unknown[] = [];
    trusts(
      (request, session, options) => {
        seen.push(request, session, options);
        return request;
      },
      { origin: 'https://b.example' },
    );
    expect(seen).toEqual([
      { method: 'GET', url: 'https://b.example/', headers: {} },
      { token: 'a', origin: 'https://b.example' },
      { keyId: 'k' },
    ]);
  });

  it('must be one that the vendor can sign with', () => {
    const refuse = () => {
      throw new Error('of the vendor');
    };
    expect(trusts(refuse, { origin: 'https://a.example' })).toBe(false);
  });

  it('can have an id that any object has a member of', () => {
    expect(trusts((request) => request, {}, 'constructor')).toBe(true);
  });
});

/// <reference path="../../types/untyped-packages.d.ts" />
/** What the compiler knows of connections. Compiled by compile.test.ts, never run. */

import {
  bex,
  type HttpRequest,
  type HttpResponse,
  idscan,
  ifactory,
  type Session,
  smartconnect,
  type Vendor,
  vendors,
} from 'credwire';
import { viaFetch } from 'credwire/clients';
import { type Connection, connect, type OptionsOf, type SessionFor, type TokenStore } from 'credwire/session';
import { fileStore } from 'credwire/session/file';
import { expectTypeOf } from 'vitest';

declare const id: Vendor;
declare const send: (request: HttpRequest) => Promise<HttpResponse>;

// Options follow the vendor, by id and by module.
expectTypeOf(connect('bex', { username: 'u', password: 'p' })).toEqualTypeOf<Connection<bex.Session>>();
expectTypeOf(connect(bex, { username: 'u', password: 'p' })).toEqualTypeOf<Connection<bex.Session>>();
expectTypeOf<OptionsOf<'ifactory'>>().toEqualTypeOf<ifactory.TokenRequestOptions>();
expectTypeOf<SessionFor<typeof idscan>>().toEqualTypeOf<idscan.Session>();
// @ts-expect-error -- BEX has a username
connect('bex', { userLogin: 'u', password: 'p' });
// @ts-expect-error -- iFactory has no default base URL
connect(ifactory, { userLogin: 'u', password: 'p' });
// @ts-expect-error -- no such vendor
connect('acme', { username: 'u', password: 'p' });
// @ts-expect-error -- no such setting
connect(bex, { username: 'u', password: 'p' }, { stores: [] });

// A vendor chosen at run time.
declare const options: OptionsOf<Vendor>;
const chosen = connect(vendors[id], options, { send });
expectTypeOf(chosen.session()).resolves.toExtend<Session>();
expectTypeOf(connect(id, options).session()).resolves.toExtend<Session>();
connect(vendors[id], { baseUrl: 'https://idscan.example', username: 'u', password: 'p', area: 'scanning' });

// Both protocols of SmartConnect.
connect('smartconnect', { email: 'e', password: 'p', companyId: 'c' });
const program = { apiUrl: 'apina.smartconnect.com', clientId: 'app', clientSecret: 's' };
connect(smartconnect, { ...program, username: 'e', password: 'p' });
// @ts-expect-error -- without the secret
connect(smartconnect, { apiUrl: '', clientId: 'app', username: 'e', password: 'p' });

// The client's own response, and the platform's own fetch.
const own = async () => ({ status: 200, headers: {}, body: '', native: 1 as const });
const connection = connect(bex, { username: 'u', password: 'p' }, { send: own });
expectTypeOf(connection.send({ url: '/a' })).resolves.toEqualTypeOf<Awaited<ReturnType<typeof own>>>();
expectTypeOf(connection.fetch).toEqualTypeOf<typeof globalThis.fetch>();
connection.send({ url: '/a', method: 'propfind', body: new Uint8Array(1) }, { signal: new AbortController().signal });
const mine = async (url: string, init?: { readonly method?: string }) => new Response(`${url}${init?.method}`);
expectTypeOf(connect(bex, { username: 'u', password: 'p' }, { fetch: mine }).fetch).toEqualTypeOf<typeof mine>();

// Options of the vendor's authorize.
connect(
  idscan,
  { ...options, baseUrl: '', username: '', password: '', area: 'scanning' },
  { authorize: { via: 'cookie' } },
);
// @ts-expect-error -- BEX has one way
connect(bex, { username: 'u', password: 'p' }, { authorize: { via: 'cookie' } });

// A Map nearly is a store.
const map = new Map<string, string>();
const store: TokenStore = {
  get: async (key) => map.get(key),
  set: async (key, value) => map.set(key, value),
  delete: async (key) => map.delete(key),
};
connect(bex, { username: 'u', password: 'p' }, { store, lock: async (_, task) => task() });

// The signals that a lock and a client get are the platform's.
connect(
  bex,
  { username: 'u', password: 'p' },
  { store, lock: async (_, task, { signal }) => signal?.aborted || task() },
);
const withSignal = (url: string, signal: AbortSignal | undefined) => fetch(url, signal ? { signal } : {});
connect(
  bex,
  { username: 'u', password: 'p' },
  {
    send: async ({ url }, { signal } = {}) => {
      const response = await withSignal(url, signal);
      return { status: response.status, headers: {}, body: await response.text() };
    },
  },
);
connect(bex, { username: 'u', password: 'p' }, { send: viaFetch() });
connect(bex, { username: 'u', password: 'p' }, { ...fileStore('sessions') });

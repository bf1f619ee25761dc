/** Paths match as a whole, in the letter case that the vendor's server wants, below the base path and nowhere else. */
import { bex, CredwireError, type HttpRequest, type HttpResponse, idscan, ifactory, jacada } from 'credwire';
import {
  bexSandbox,
  type Handler,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  seededRandom,
  smartconnectSandbox,
} from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { get } from '../support/http-messages.js';
import { callUntyped, codeOf } from '../support/thrown.js';

const HOST = 'http://localhost';
const password = 'p';
const area = 'scanning';

interface Case {
  readonly name: string;
  readonly start: (basePath?: string) => Handler;
  /** A request that signs in, at the host alone. */
  readonly right: HttpRequest;
  readonly methods: string;
  readonly ignoresCase: boolean;
  /** What people put into a base URL by mistake. */
  readonly prefix: string;
  /** A path that wants a token. */
  readonly api: string;
}

const CASES: readonly Case[] = [
  {
    name: 'iFactory',
    start: (basePath) => ifactorySandbox({ accounts: [{ userLogin: 'u', password }], basePath }),
    right: ifactory.tokenRequest({ baseUrl: HOST, userLogin: 'u', password }),
    methods: 'GET',
    ignoresCase: true,
    prefix: '/api',
    api: '/api/stations',
  },
  {
    name: 'IDscan',
    start: (basePath) => idscanSandbox({ accounts: [{ username: 'u', password }], basePath }),
    right: idscan.tokenRequest({ baseUrl: HOST, username: 'u', password, area }),
    methods: 'POST',
    ignoresCase: true,
    prefix: '/idscanenterprisesvc',
    api: '/idscanenterprisesvc/journey',
  },
  {
    name: 'Jacada',
    start: (basePath) => jacadaSandbox({ accounts: [{ accountId: '12', user: 'u', password }], basePath }),
    right: jacada.tokenRequest({ baseUrl: HOST, accountId: 12, user: 'u', password }),
    methods: 'POST',
    ignoresCase: false,
    prefix: '/version/1/account/12',
    api: '/version/1/account/12/interaction',
  },
  {
    name: 'BEX',
    start: (basePath) => bexSandbox({ accounts: [{ username: 'u', password }], basePath }),
    right: bex.tokenRequest({ baseUrl: HOST, username: 'u', password }),
    methods: 'POST, GET',
    ignoresCase: true,
    prefix: '/api/service',
    api: '/api/service/track',
  },
  {
    name: 'SmartConnect',
    start: (basePath) => smartconnectSandbox({ accounts: [], random: seededRandom('key 155'), basePath }),
    right: { method: 'POST', url: `${HOST}/v1/public-key`, headers: {} },
    methods: 'POST',
    ignoresCase: true,
    prefix: '/v1',
    api: '/API/maps',
  },
];

describe.each(CASES)('$name', ({ start, right, methods, ignoresCase, api, prefix }) => {
  const handle = start();
  const [endpoint = '', query = ''] = right.url.slice(HOST.length).split(/(?=\?)/);
  const at = (path: string, by = handle): HttpResponse => by({ ...right, url: `${HOST}${path}${query}` });

  it('signs in at the whole path', () => {
    expect(at(endpoint).status).toBe(200);
  });

  it.each([
    ['the endpoint twice', endpoint + endpoint],
    ['the endpoint twice, its last slash once', endpoint.replace(/\/$/, '') + endpoint],
    ['something in front', `/x/y${endpoint}`],
    ['the part that all its paths have, twice', `${prefix}${endpoint}`],
    ['something behind', `${endpoint}/x`],
    ['a slash in front', `/${endpoint}`],
    ['a path that it does not have', '/nothing'],
    ['no path', ''],
    ['a slash alone', '/'],
  ])('answers 404 to %s, with a page that is not in the shape of the vendor', (_, path) => {
    const { status, headers, body } = at(path);
    expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(body).toMatch(/^<!DOCTYPE html>.*404 Not Found/);
  });

  it('answers 405 to other methods, and says which it takes', () => {
    const wrong = (['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'] as const).filter((one) => !methods.includes(one));
    for (const method of wrong) {
      const { status, headers, body } = handle({ ...right, method });
      expect([status, headers.allow]).toEqual([405, methods]);
      expect(body).toMatch(/^<!DOCTYPE html>.*405 Method Not Allowed/);
    }
  });

  it('takes the case of a path as its server does', () => {
    expect(at(endpoint.toUpperCase()).status).toBe(ignoresCase ? 200 : 404);
  });

  it('wants a token below its API, and knows no path elsewhere without one', () => {
    const refused = handle(get(HOST + api));
    expect([200, 401]).toContain(refused.status);
    expect(refused.headers['content-type']).toContain('application/json');
    expect(refused.body).not.toContain('authorised');
    expect(handle(get(`${HOST}/elsewhere`)).status).toBe(404);
  });

  it('is below the base path if it has one, and nowhere else', () => {
    for (const basePath of ['/Some/path', '/Some/path/']) {
      const below = start(basePath);
      expect(at(`/Some/path${endpoint}`, below).status).toBe(200);
      expect(at(`/SOME/path${endpoint}`, below).status).toBe(ignoresCase ? 200 : 404);
      expect(at(endpoint, below).status).toBe(404);
      expect(at(`/Some/pathx${endpoint}`, below).status).toBe(404);
      expect(at(`/Some${endpoint}`, below).status).toBe(404);
      expect(at(`/Some/path/Some/path${endpoint}`, below).status).toBe(404);
    }
    expect(at(endpoint, start('/')).status).toBe(200);
  });

  it.each(['x', 'x/y', 'http://localhost/x', '/x?y', '/x#y', '/x y', '/\u00E9'])('refuses the base path %j', (path) => {
    expect(codeOf(() => start(path))).toBe('ERR_URL');
  });
});

describe('a token', () => {
  it('is judged on every path, so that an application can be tried with its own', () => {
    const handle = bexSandbox({ accounts: [{ username: 'u', password }] });
    const { token } = bex.parseTokenResponse(handle(bex.tokenRequest({ baseUrl: HOST, username: 'u', password })));
    expect(handle(get(`${HOST}/my/own`, { token })).body).toBe('{"authorised":true,"user":"u"}');
    expect(handle(get(`${HOST}/my/own`, { token: 'x' })).body).toBe('{"ex":"The token is invalid."}');
    expect(handle(get(`${HOST}/api/service/login/api/service/login`, { token })).status).toBe(404);
    expect(handle(get(`${HOST}/api/service/login/x`, { token })).status).toBe(404);
  });

  it('is not looked at outside the base path, nor on a path that only begins like it', () => {
    const handle = bexSandbox({ accounts: [{ username: 'u', password }], basePath: '/mes' });
    const status = (path: string) => handle(get(HOST + path, { token: 'x' })).status;
    expect(['/mes', '/mes/', '/mes/x', '/mesx', '/mes-2/x', '/x/mes'].map(status)).toEqual([
      200, 200, 200, 404, 404, 404,
    ]);
  });

  const [ifactoryAt, idscanAt, jacadaAt, bexAt, smartconnectAt] = CASES.map(({ start }) => start());
  it.each([
    ['iFactory', ifactoryAt, 'Authorization'],
    ['IDscan', idscanAt, 'Authorization'],
    ['Jacada', jacadaAt, 'Security-Token'],
    ['Jacada', jacadaAt, 'Tenant-Id'],
    ['Jacada', jacadaAt, 'Application-Key'],
    ['Jacada', jacadaAt, 'User-Id'],
    ['BEX', bexAt, 'token'],
    ['SmartConnect', smartconnectAt, 'Authorization'],
  ])('makes %s refuse a path that it would not know otherwise, in the header %s', (_, handle, name) => {
    const answer = handle?.(get(`${HOST}/elsewhere`, { [name]: 'x' }));
    expect(answer?.headers['content-type']).toContain('application/json');
    expect(answer?.body).not.toContain('authorised');
  });
});

describe('a base URL that is wrong', () => {
  it('is told by the library to be that, by the 404 of the sandbox', () => {
    const handle = ifactorySandbox({ accounts: [{ userLogin: 'u', password }] });
    const request = ifactory.tokenRequest({ baseUrl: `${HOST}/wrong`, userLogin: 'u', password });
    expect(codeOf(() => ifactory.parseTokenResponse(handle(request)))).toBe('ERR_ENDPOINT_NOT_FOUND');
    const wrongMethod = {
      ...ifactory.tokenRequest({ baseUrl: HOST, userLogin: 'u', password }),
      method: 'POST',
    } as const;
    expect(codeOf(() => ifactory.parseTokenResponse(handle(wrongMethod)))).toBe('ERR_ENDPOINT_NOT_FOUND');
  });
});

describe('every handler', () => {
  it('refuses what is not a request before it looks at a path', () => {
    for (const { start } of CASES) {
      const handle = start('/x');
      expect(codeOf(() => callUntyped(handle, undefined))).toBe('ERR_ARGUMENT_TYPE');
      expect(() => handle(get('localhost'))).toThrow(CredwireError);
    }
  });
});

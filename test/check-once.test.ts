/** Counted, not timed: a public call reads each option once, splits each URL once, checks each string once, parses once. */
import { bex, idscan, ifactory, jacada, smartconnect } from 'credwire';
import { rsaPublicKey } from 'credwire/codecs';
import { connect } from 'credwire/session';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { json } from './support/http-messages.js';
import { callUntyped } from './support/thrown.js';

/** A call with one argument whose members are counted; the others stay as they are. */
interface Counted {
  readonly name: string;
  readonly target: (...args: never[]) => unknown;
  readonly options: () => object;
  /** Puts the options where they belong among the arguments. Default: they are the only one. */
  readonly args?: (options: object) => readonly unknown[];
}

const mes = 'https://mes.example/a';
const login = 'https://login.example/b';
const encryptedPassword = Buffer.alloc(128, 1).toString('base64');
const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(3) });
const random = (length: number) => new Uint8Array(length).fill(7);
const firstRequest = (signIn: (options: never) => Generator<unknown>) => (options: never) => signIn(options).next();

const IFACTORY = () => ({ baseUrl: mes, userLogin: 'the user', password: 'the password', charset: 'utf-16le' });
const IDSCAN = () => ({ baseUrl: mes, username: 'the user', password: 'the password', area: 'scanning' });
const JACADA = () => ({ baseUrl: mes, accountId: 'account', user: 'the user', password: 'the password', random });
const BEX = () => ({ baseUrl: mes, username: 'the user', password: 'the password', transport: 'query' });
const SMARTCONNECT = () => ({ loginUrl: login, apiUrl: mes, email: 'the user', password: 'the password', random });
const REST = () => ({ apiUrl: mes, username: 'the user', password: 'the password', clientId: 'c', clientSecret: 's' });
const API = () => ({ apiUrl: mes, email: 'the user', encryptedPassword });

const BUILDERS: readonly Counted[] = [
  { name: 'ifactory.tokenRequest', target: ifactory.tokenRequest, options: IFACTORY },
  { name: 'ifactory.signIn', target: firstRequest(ifactory.signIn), options: IFACTORY },
  { name: 'idscan.encodeCredentials', target: idscan.encodeCredentials, options: () => without(IDSCAN(), 'baseUrl') },
  { name: 'idscan.tokenRequest', target: idscan.tokenRequest, options: IDSCAN },
  { name: 'idscan.signIn', target: firstRequest(idscan.signIn), options: IDSCAN },
  { name: 'jacada.tokenRequest', target: jacada.tokenRequest, options: JACADA },
  { name: 'jacada.signIn', target: firstRequest(jacada.signIn), options: JACADA },
  {
    name: 'jacada.credentialHeaders',
    target: jacada.credentialHeaders,
    options: () => ({ tenantId: 'tenant', applicationKey: 'application', user: 'the user', password: 'the password' }),
  },
  {
    name: 'bex.encodeCredentials',
    target: bex.encodeCredentials,
    options: () => without(BEX(), 'baseUrl', 'transport'),
  },
  { name: 'bex.tokenRequest', target: bex.tokenRequest, options: BEX },
  { name: 'bex.signIn', target: firstRequest(bex.signIn), options: BEX },
  {
    name: 'smartconnect.publicKeyRequest',
    target: smartconnect.publicKeyRequest,
    options: () => ({ loginUrl: login }),
  },
  {
    name: 'smartconnect.companiesRequest',
    target: smartconnect.companiesRequest,
    options: () => ({ loginUrl: login, email: 'the user', encryptedPassword }),
  },
  { name: 'smartconnect.companyListRequest', target: smartconnect.companyListRequest, options: API },
  {
    name: 'smartconnect.tokenRequest',
    target: smartconnect.tokenRequest,
    options: () => ({ ...API(), companyId: 'company' }),
  },
  {
    name: 'smartconnect.validateRequest',
    target: smartconnect.validateRequest,
    options: () => ({ apiUrl: mes, token: 'token' }),
  },
  { name: 'smartconnect.restTokenRequest', target: smartconnect.restTokenRequest, options: REST },
  { name: 'smartconnect.restSignIn', target: firstRequest(smartconnect.restSignIn), options: REST },
  { name: 'smartconnect.signIn', target: firstRequest(smartconnect.signIn), options: SMARTCONNECT },
  {
    name: 'smartconnect.encryptPassword',
    target: smartconnect.encryptPassword,
    options: () => ({ random, charset: 'latin1' }),
    args: (options) => ['the password', key, options],
  },
];

const PARSERS: readonly (readonly [string, (...args: never[]) => unknown, unknown, object?])[] = [
  ['ifactory.parseTokenResponse', ifactory.parseTokenResponse, { token: 'abc' }, { baseUrl: mes }],
  ['idscan.parseTokenResponse', idscan.parseTokenResponse, { Token: 'abc' }, { area: 'scanning', baseUrl: mes }],
  ['jacada.parseTokenResponse', jacada.parseTokenResponse, { 'Security-Token': 'abc' }, { baseUrl: mes }],
  ['bex.parseTokenResponse', bex.parseTokenResponse, { value: 'abc' }, { baseUrl: mes }],
  ['smartconnect.parseTokenResponse', smartconnect.parseTokenResponse, 'abc'],
  ['smartconnect.parseCompaniesResponse', smartconnect.parseCompaniesResponse, { Products: [] }],
  ['smartconnect.parseCompanyListResponse', smartconnect.parseCompanyListResponse, []],
  ['smartconnect.parseValidateResponse', smartconnect.parseValidateResponse, true],
  [
    'smartconnect.parseRestTokenResponse',
    smartconnect.parseRestTokenResponse,
    { access_token: 'abc', token_type: 'bearer' },
    { apiUrl: mes, now: 1 },
  ],
  ['idscan.isSessionOver', idscan.isSessionOver, {}],
  ['jacada.isSessionOver', jacada.isSessionOver, {}],
  ['bex.isSessionOver', bex.isSessionOver, {}],
];

/** Those that only ask for the status: a call's answer may be long. */
const STATUS_READERS = [
  ['ifactory.isSessionOver', ifactory.isSessionOver],
  ['smartconnect.isSessionOver', smartconnect.isSessionOver],
] as const;

const SIGNERS = [
  ['ifactory', ifactory.authorize, { vendor: 'ifactory', token: 'abc' }],
  ['idscan', idscan.authorize, { vendor: 'idscan', token: 'abc', area: 'scanning' }],
  ['jacada', jacada.authorize, { vendor: 'jacada', token: 'abc' }],
  ['bex', bex.authorize, { vendor: 'bex', token: 'abc' }],
  ['smartconnect', smartconnect.authorize, { vendor: 'smartconnect', token: 'abc' }],
] as const;

afterEach(() => {
  vi.restoreAllMocks();
});

function without(options: object, ...names: readonly string[]): object {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));
}

/** An object that counts how often each of its members is read. */
function counting(members: object): { readonly object: object; readonly reads: Readonly<Record<string, number>> } {
  const reads: Record<string, number> = {};
  const get = (target: object, name: string | symbol) => {
    reads[String(name)] = (reads[String(name)] ?? 0) + 1;
    return Reflect.get(target, name);
  };
  return { object: new Proxy(members, { get }), reads };
}

/** What was looked at more than once while a call ran: texts split as URLs, texts searched for lone surrogates, JSON. */
function twice(call: () => unknown): readonly string[] {
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const { exec } = RegExp.prototype;
  const { search } = String.prototype;
  vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text) {
    if (this.source.startsWith('^(https?):')) count(`split ${text}`);
    return exec.call(this, text);
  });
  vi.spyOn(String.prototype, 'search').mockImplementation(function (this: string, pattern) {
    if (String(pattern).includes('D800')) count(`check ${this}`);
    return search.call(this, pattern);
  });
  const parse = vi.spyOn(JSON, 'parse');
  call();
  for (const [text] of parse.mock.calls) count(`parse ${text}`);
  vi.restoreAllMocks();
  return [...counts].filter(([, times]) => times > 1).map(([what]) => what);
}

const repeated = (reads: Readonly<Record<string, number>>) => Object.keys(reads).filter((name) => reads[name] !== 1);

describe.each(BUILDERS)('$name', ({ target, options, args = (given: object) => [given] }) => {
  it('reads each option once', () => {
    const { object, reads } = counting(options());
    callUntyped(target, ...args(object));
    expect(repeated(reads)).toEqual([]);
    expect(Object.keys(reads)).toEqual(expect.arrayContaining(Object.keys(options())));
  });

  it('splits each URL once and checks each string once', () => {
    expect(twice(() => callUntyped(target, ...args(options())))).toEqual([]);
  });
});

describe.each(PARSERS.map(([name, ...parts]) => ({ name, parts })))('$name', ({ parts }) => {
  const [target, body, options = {}] = parts;

  it('reads each member of the answer and each option once', () => {
    const [answer, given] = [counting(json(body)), counting(options)];
    callUntyped(target, answer.object, ...(Object.keys(options).length > 0 ? [given.object] : []));
    expect([...repeated(answer.reads), ...repeated(given.reads)]).toEqual([]);
  });

  it('parses the JSON once, splits each URL once and checks each string once', () => {
    const call = () => callUntyped(target, json(body), ...(Object.keys(options).length > 0 ? [options] : []));
    expect(twice(call)).toEqual([]);
    const parse = vi.spyOn(JSON, 'parse');
    call();
    expect(parse).toHaveBeenCalledTimes(1);
  });
});

describe.each(STATUS_READERS)('%s', (_, target) => {
  it('reads each member of the answer once, and parses nothing', () => {
    const answer = counting(json({}));
    const parse = vi.spyOn(JSON, 'parse');
    callUntyped(target, answer.object);
    expect(repeated(answer.reads)).toEqual([]);
    expect(parse).not.toHaveBeenCalled();
  });
});

describe.each(SIGNERS)('%s.authorize', (_, authorize, session) => {
  const request = { method: 'GET', url: `${mes}/path`, headers: { Accept: 'text/plain' } };

  it('reads each member of the session and the options once', () => {
    const [signed, options] = [
      counting({ ...session, origin: 'https://mes.example' }),
      counting({ origins: ['https://b.example'] }),
    ];
    callUntyped(authorize, request, signed.object, options.object);
    expect([...repeated(signed.reads), ...repeated(options.reads)]).toEqual([]);
  });

  it('splits each URL once and checks each string once', () => {
    expect(twice(() => callUntyped(authorize, request, { ...session, origin: 'https://mes.example' }))).toEqual([]);
  });
});

describe('connect', () => {
  const send = async ({ url }: { readonly url: string }) => json(url.includes('/api/tokens') ? { token: 'abc' } : {});
  const user = { baseUrl: mes, userLogin: 'the user', password: 'the password' };

  it('reads each setting once', () => {
    const { object, reads } = counting({ send, now: () => 1, timeout: 1000 });
    callUntyped(connect, ifactory, user, object);
    expect(repeated(reads)).toEqual([]);
  });

  it('reads each member of a call once, and takes neither its session nor its origin apart again', async () => {
    const connection = connect(ifactory, user, { send });
    await connection.send({ url: '/first' });
    const { object, reads } = counting({ url: '/orders', method: 'POST', body: 'b' });
    const split = vi.spyOn(RegExp.prototype, 'exec');
    await callUntyped(connection.send, object);
    const sources = split.mock.contexts.map((pattern) => String(pattern));
    expect(sources.filter((source) => source.includes('https?'))).toEqual([]);
    expect(repeated(reads)).toEqual([]);
  });
});

describe('the counts', () => {
  it('would show what is done twice', () => {
    const text = '{"token":"abc"}';
    const call = () => {
      JSON.parse(text);
      for (const password of ['one', 'another']) bex.tokenRequest({ baseUrl: mes, username: 'the user', password });
      JSON.parse(text);
    };
    expect(twice(call)).toEqual(expect.arrayContaining([`split ${mes}`, 'check the user', `parse ${text}`]));
    const { object, reads } = counting({ a: 1 });
    expect([Reflect.get(object, 'a'), Reflect.get(object, 'a'), repeated(reads)]).toEqual([1, 1, ['a']]);
  });
});

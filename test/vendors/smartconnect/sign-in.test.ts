import {
  type HttpRequest,
  type HttpResponse,
  InputError,
  ResponseError,
  run,
  seededRandom,
  smartconnect,
} from 'credwire';
import { formatRsaKeyValue, spkiPin, thumbprint } from 'credwire/codecs';
import { describe, expect, it, vi } from 'vitest';
import { codeOf } from '../../support/codecs.js';
import { KEY_1024, KEY_2048, openPkcs1 } from '../../support/codecs-keys.js';
import { json } from '../../support/vendors-messages.js';
import { rejectionOf } from '../../support/vendors-outcome.js';

type Options = Parameters<typeof smartconnect.signIn>[0];

const LOGIN = 'https://login.smartconnect.com';
const API = 'https://api.example/API';
const user = { email: 'demo@example.com', password: 'p\u00E9+' };
const target = { apiUrl: 'api.example/API', companyId: '72B0' };

const product = (id: string, apiUrl?: string) => ({
  ApiUrl: apiUrl,
  Account: { AccountId: id, Name: `Company ${id}` },
});

interface Script {
  readonly products?: readonly object[];
  readonly list?: unknown;
  readonly publicKey?: HttpResponse;
}

/** A service that answers by the end of the path, and tells what it was asked. */
function service({ products = [], list = [], publicKey = json(formatRsaKeyValue(KEY_1024.key)) }: Script = {}) {
  const asked: HttpRequest[] = [];
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    asked.push(request);
    const { pathname } = new URL(request.url);
    if (pathname === '/v1/public-key') return publicKey;
    if (pathname === '/v1/companies') return json({ Products: products });
    if (pathname.endsWith('/GetCompanyList')) return json(list);
    if (pathname.endsWith('/GetToken')) return json('abc');
    throw new Error('no such endpoint');
  };
  const places = () => asked.map(({ method, url }) => `${method} ${url.split('?', 1)[0]}`);
  return { asked, places, send };
}

const signIn = (options: Partial<Options>, { send }: ReturnType<typeof service>) =>
  run(smartconnect.signIn({ ...user, ...options }), send);

/** The password that a request carries, decrypted by OpenSSL. */
function passwordOf({ url, body }: HttpRequest): string {
  const ciphertext = body === undefined ? new URL(url).searchParams.get('password') : JSON.parse(body).Password;
  return openPkcs1(KEY_1024, Buffer.from(ciphertext, 'base64')).message.toString();
}

describe('smartconnect.signIn with a known company', () => {
  it('sends two requests, for the key and the token', async () => {
    const known = service();
    expect(await signIn(target, known)).toEqual({
      vendor: 'smartconnect',
      token: 'abc',
      apiUrl: API,
      companyId: '72B0',
    });
    expect(known.places()).toEqual([`POST ${LOGIN}/v1/public-key`, `POST ${API}/GetToken`]);
    expect(known.asked.slice(1).map(passwordOf)).toEqual([user.password]);
    const { searchParams } = new URL(known.asked[1]?.url ?? '');
    expect(searchParams.get('email')).toBe(user.email);
    expect(searchParams.get('companyId')).toBe('72B0');
  });

  it('asks another login service, and the API by the same scheme', async () => {
    const loopback = service();
    const { apiUrl } = await signIn({ ...target, loginUrl: 'http://localhost:1', apiUrl: '127.0.0.1:2/API' }, loopback);
    expect(apiUrl).toBe('http://127.0.0.1:2/API');
    expect(loopback.places()).toEqual([
      'POST http://localhost:1/v1/public-key',
      'POST http://127.0.0.1:2/API/GetToken',
    ]);
  });

  it('encrypts with the given random source and charset', async () => {
    const known = service();
    await signIn({ ...target, charset: 'latin1', random: seededRandom('a test') }, known);
    const { searchParams } = new URL(known.asked[1]?.url ?? '');
    const options = { charset: 'latin1', random: seededRandom('a test') } as const;
    expect(searchParams.get('password')).toBe(smartconnect.encryptPassword(user.password, KEY_1024.key, options));
  });

  it('stops where the key cannot be read', async () => {
    const broken = service({ publicKey: json({ Message: 'Down' }, 503) });
    expect(await rejectionOf(signIn(target, broken))).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', status: 503 });
    expect(broken.asked).toHaveLength(1);
  });

  it('stops where the password is too long for the key', async () => {
    const known = service();
    const error = await rejectionOf(signIn({ ...target, password: 'x'.repeat(118) }, known));
    expect(error).toMatchObject({ code: 'ERR_MESSAGE_TOO_LONG' });
    expect(known.asked).toHaveLength(1);
  });
});

describe('smartconnect.signIn with a pin', () => {
  it('goes on with the pinned key', async () => {
    for (const pin of [thumbprint(KEY_1024.key), spkiPin(KEY_1024.key)]) {
      expect((await signIn({ ...target, pin }, service())).token).toBe('abc');
    }
  });

  it('sends nothing under another key', async () => {
    for (const pin of [thumbprint(KEY_2048.key), spkiPin(KEY_2048.key)]) {
      const known = service();
      const error = await rejectionOf(signIn({ ...target, pin }, known));
      expect(error).toBeInstanceOf(ResponseError);
      expect(error.code).toBe('ERR_PIN_MISMATCH');
      expect(known.places()).toEqual([`POST ${LOGIN}/v1/public-key`]);
    }
  });

  it('sends nothing at all where the pin is none', () => {
    expect(codeOf(() => smartconnect.signIn({ ...user, ...target, pin: 'sha256' }).next())).toBe('ERR_ARGUMENT_VALUE');
  });
});

describe('smartconnect.signIn by the list of companies', () => {
  const one = [product('72b0', 'api.example/API')];
  const two = [...one, product('48ca', 'other.example/API')];
  const THREE = [`POST ${LOGIN}/v1/public-key`, `POST ${LOGIN}/v1/companies`, `POST ${API}/GetToken`];

  it('takes the only company, in three requests', async () => {
    const listed = service({ products: one });
    expect(await signIn({}, listed)).toEqual({ vendor: 'smartconnect', token: 'abc', apiUrl: API, companyId: '72b0' });
    expect(listed.places()).toEqual(THREE);
    expect(listed.asked.slice(1).map(passwordOf)).toEqual([user.password, user.password]);
    expect(JSON.parse(listed.asked[1]?.body ?? '')).toMatchObject({ ClientName: 'credwire', IpAddress: '127.0.0.1' });
  });

  it('tells who asks and from where', async () => {
    const listed = service({ products: one });
    await signIn({ clientName: 'app', ipAddress: '192.0.2.1' }, listed);
    expect(JSON.parse(listed.asked[1]?.body ?? '')).toMatchObject({ ClientName: 'app', IpAddress: '192.0.2.1' });
  });

  it('takes the company of the given id, in the case of the list', async () => {
    const listed = service({ products: two });
    expect(await signIn({ companyId: '72B0' }, listed)).toMatchObject({ companyId: '72b0', apiUrl: API });
    expect(listed.places()).toEqual(THREE);
  });

  it('takes the given API in place of the one in the list', async () => {
    const listed = service({ products: [product('72b0'), product('48ca', 'javascript:alert(1)')] });
    const options = { apiUrl: 'api.example/API', choose: () => '48ca' };
    expect(await signIn(options, listed)).toMatchObject({ companyId: '48ca', apiUrl: API });
  });

  it('passes over companies without an API', async () => {
    const listed = service({ products: [product('48ca'), product('99ff', ''), ...one] });
    expect((await signIn({}, listed)).companyId).toBe('72b0');
  });

  it('takes one of two products of the same company', async () => {
    const listed = service({ products: [...one, ...one] });
    expect((await signIn({}, listed)).companyId).toBe('72b0');
    expect((await signIn({ companyId: '72b0' }, listed)).companyId).toBe('72b0');
  });

  it('lets choose pick, by company or by id', async () => {
    const byId = vi.fn(() => '48ca');
    expect((await signIn({ choose: byId }, service({ products: two }))).companyId).toBe('48ca');
    expect(byId.mock.calls).toEqual([
      [
        [
          { id: '72b0', name: 'Company 72b0', apiUrl: 'api.example/API' },
          { id: '48ca', name: 'Company 48ca', apiUrl: 'other.example/API' },
        ],
      ],
    ]);
    const byCompany: Options['choose'] = (companies) => companies.find(({ name }) => name.endsWith('48ca'));
    const session = await signIn({ choose: byCompany }, service({ products: two }));
    expect(session).toMatchObject({ companyId: '48ca', apiUrl: 'https://other.example/API' });
  });

  it('shows choose a frozen list', async () => {
    const choose: Options['choose'] = (companies) => {
      expect(Object.isFrozen(companies)).toBe(true);
      return companies[0];
    };
    expect((await signIn({ choose }, service({ products: two }))).companyId).toBe('72b0');
  });

  it('does not ask choose where there is nothing to choose', async () => {
    const choose = vi.fn(() => '72b0');
    await signIn({ choose }, service({ products: one }));
    await rejectionOf(signIn({ choose }, service()));
    await signIn({ choose, companyId: '48CA' }, service({ products: two }));
    expect(choose).not.toHaveBeenCalled();
  });

  it.each([
    ['there is no company', {}, []],
    ['none has the given id', { companyId: '99ff' }, two],
    ['none has an API', {}, [product('72b0')]],
    ['there are several and nothing chooses', {}, two],
    ['choose picks none', { choose: () => undefined }, two],
    ['choose picks one that is not in the list', { choose: () => '99ff' }, two],
    ['choose picks a company of its own', { choose: () => ({ id: '72b0', name: '' }) }, two],
  ])('asks for no token where %s', async (_, options, products) => {
    const listed = service({ products });
    const error = await rejectionOf(signIn(options, listed));
    expect(error).toBeInstanceOf(InputError);
    expect(error.code).toBe('ERR_COMPANY_CHOICE');
    expect(listed.places()).toEqual(THREE.slice(0, 2));
  });

  it('says how many companies fit, and what to do', async () => {
    const messageOf = async (options: Partial<Options>, products: readonly object[]) =>
      (await rejectionOf(signIn(options, service({ products })))).message;
    expect(await messageOf({}, two)).toMatch(/2 companies fit; pass "companyId" or "choose"$/);
    expect(await messageOf({ choose: () => '' }, two)).toMatch(/2 companies fit; "choose" returned none of them$/);
    expect(await messageOf({}, [])).toMatch(/0 companies fit; expected at least one$/);
  });

  it('lets the error of choose through', async () => {
    const own = new Error('cancelled by the user');
    const choose = () => {
      throw own;
    };
    await expect(signIn({ choose }, service({ products: two }))).rejects.toBe(own);
  });
});

describe("smartconnect.signIn with the list's own ApiUrl", () => {
  it.each([
    ['api.example/API', `${API}/GetToken`],
    ['API.example/API/', `${API}/GetToken`],
    ['https://api.example/API', `${API}/GetToken`],
    ['api.example:8443', 'https://api.example:8443/GetToken'],
    ['http://127.0.0.1:1/API', 'http://127.0.0.1:1/API/GetToken'],
  ])('asks at %s', async (apiUrl, place) => {
    const listed = service({ products: [product('72b0', apiUrl)] });
    await signIn({}, listed);
    expect(listed.places().at(-1)).toBe(`POST ${place}`);
  });

  it.each([
    ['plain http', 'http://api.example/API'],
    ['javascript:', 'javascript:alert(1)'],
    ['javascript: with slashes', 'javascript://api.example/%0aalert(1)'],
    ['another scheme', 'ftp://api.example'],
    ['credentials', 'user:password@api.example'],
    ['credentials behind a scheme', 'https://login.smartconnect.com@evil.example'],
    ['a query', 'api.example/API?x='],
    ['a fragment', 'api.example/API#'],
    ['a backslash', 'api.example\\API'],
    ['a line end', 'api.example/API\r\nX: y'],
    ['a way up', 'api.example/../API'],
    ['white space', ' '],
    ['slashes alone', '//api.example'],
    ['a lone surrogate', 'api.example/\uD800'],
  ])("calls it the peer's fault where that has %s, and sends nothing there", async (_, apiUrl) => {
    const listed = service({ products: [product('72b0', apiUrl)] });
    const error = await rejectionOf(signIn({}, listed));
    expect(error).toBeInstanceOf(ResponseError);
    expect(error.code).toBe('ERR_RESPONSE_FORMAT');
    expect(error.message).not.toContain('api.example');
    expect(listed.asked).toHaveLength(2);
  });

  it('refuses a host elsewhere where the login service is a loopback one without TLS', async () => {
    const listed = service({ products: [product('72b0', 'api.example/API')] });
    const error = await rejectionOf(signIn({ loginUrl: 'http://localhost:1' }, listed));
    expect(error).toMatchObject({ code: 'ERR_RESPONSE_FORMAT' });
    expect(listed.asked).toHaveLength(2);
  });
});

describe('smartconnect.signIn by GetCompanyList', () => {
  const list = [
    { Id: '48ca', Name: 'One' },
    { Id: '72b0', Name: 'Two' },
  ];
  const options = { apiUrl: 'api.example/API', listCompanies: 'GetCompanyList' } as const;

  it('asks the API for the list, and takes the API for every company', async () => {
    const listed = service({ list });
    expect(await signIn({ ...options, choose: () => '72b0' }, listed)).toMatchObject({
      companyId: '72b0',
      apiUrl: API,
    });
    expect(listed.places()).toEqual([
      `POST ${LOGIN}/v1/public-key`,
      `POST ${API}/GetCompanyList`,
      `POST ${API}/GetToken`,
    ]);
    expect(listed.asked.slice(1).map(passwordOf)).toEqual([user.password, user.password]);
  });

  it('asks for no list where the company is known', async () => {
    const known = service({ list });
    await signIn({ ...options, companyId: '72b0' }, known);
    expect(known.asked).toHaveLength(2);
  });

  it('needs an API to ask', () => {
    const flow = smartconnect.signIn({ ...user, listCompanies: 'GetCompanyList' });
    expect(codeOf(() => flow.next())).toBe('ERR_ARGUMENT_VALUE');
  });

  it('fails where several companies fit and nothing chooses', async () => {
    expect(await rejectionOf(signIn(options, service({ list })))).toMatchObject({ code: 'ERR_COMPANY_CHOICE' });
  });
});

describe('smartconnect.signIn refuses, before it sends anything,', () => {
  it.each([
    ['a login service over plain http', { loginUrl: 'http://login.example' }, 'ERR_INSECURE_URL'],
    ['a login service without a scheme', { loginUrl: 'login.example' }, 'ERR_URL'],
    ['an API over plain http', { apiUrl: 'http://api.example' }, 'ERR_INSECURE_URL'],
    ['an API with a query', { apiUrl: 'api.example?x' }, 'ERR_URL'],
    ['an unknown list', { listCompanies: 'companies' }, 'ERR_ARGUMENT_VALUE'],
    ['a choice that is no function', { choose: '72b0' }, 'ERR_ARGUMENT_TYPE'],
    ['an unknown option', { allowInsecureHttp: true }, 'ERR_UNKNOWN_OPTION'],
  ])('%s', (_, wrong, code) => {
    // A wrong type is the point here.
    expect(codeOf(() => smartconnect.signIn({ ...user, ...(wrong as object) }).next())).toBe(code);
  });
});

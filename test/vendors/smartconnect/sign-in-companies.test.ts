import { InputError, ResponseError, smartconnect } from 'credwire';
import { describe, expect, it, vi } from 'vitest';
import {
  API,
  LOGIN,
  type Options,
  passwordOf,
  product,
  service,
  signIn,
  USER,
} from '../../support/smartconnect-service.js';
import { codeOf, rejectionOf } from '../../support/thrown.js';

describe('smartconnect.signIn by the list of companies', () => {
  const one = [product('72b0', 'api.example/API')];
  const two = [...one, product('48ca', 'other.example/API')];
  const THREE = [`POST ${LOGIN}/v1/public-key`, `POST ${LOGIN}/v1/companies`, `POST ${API}/GetToken`];

  it('takes the only company, in three requests', async () => {
    const listed = service({ products: one });
    expect(await signIn({}, listed)).toEqual({ vendor: 'smartconnect', token: 'abc', apiUrl: API, companyId: '72b0' });
    expect(listed.places()).toEqual(THREE);
    expect(listed.asked.slice(1).map(passwordOf)).toEqual([USER.password, USER.password]);
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

  it('does not take two APIs of one company for the same, unless the API is given', async () => {
    const products = [product('72b0', 'api.example/API'), product('72b0', 'other.example/API')];
    expect((await rejectionOf(signIn({}, service({ products })))).code).toBe('ERR_COMPANY_CHOICE');
    expect(await signIn({ apiUrl: API }, service({ products }))).toMatchObject({ companyId: '72b0', apiUrl: API });
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

  it('says that it was the list whose address is none', async () => {
    const error = await rejectionOf(signIn({}, service({ products: [product('72b0', 'a b')] })));
    expect([error.code, error.message]).toEqual([
      'ERR_RESPONSE_FORMAT',
      'smartconnect.signIn: "ApiUrl" of the companies list: expected an absolute http or https URL with an ASCII host and no credentials, got a string of length 11',
    ]);
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
    ['api.example/a+b://c', 'https://api.example/a+b://c/GetToken'],
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
    expect(listed.asked.slice(1).map(passwordOf)).toEqual([USER.password, USER.password]);
  });

  it('asks for no list where the company is known', async () => {
    const known = service({ list });
    await signIn({ ...options, companyId: '72b0' }, known);
    expect(known.asked).toHaveLength(2);
  });

  it('needs an API to ask', () => {
    const flow = smartconnect.signIn({ ...USER, listCompanies: 'GetCompanyList' });
    expect(codeOf(() => flow.next())).toBe('ERR_ARGUMENT_VALUE');
  });

  it('fails where several companies fit and nothing chooses', async () => {
    expect(await rejectionOf(signIn(options, service({ list })))).toMatchObject({ code: 'ERR_COMPANY_CHOICE' });
  });
});

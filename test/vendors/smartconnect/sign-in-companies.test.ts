import { InputError, smartconnect } from 'credwire';
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
  const one = [product('72b0', 'api.smartconnect.com/API')];
  const two = [...one, product('48ca', 'api2.smartconnect.com/API')];
  const THREE = [`POST ${LOGIN}/v1/public-key`, `POST ${LOGIN}/v1/companies`, `POST ${API}/GetToken`];

  it('takes the only company, in three requests', async () => {
    const listed = service({ products: one });
    const origin = 'https://api.smartconnect.com';
    const session = { vendor: 'smartconnect', token: 'abc', origin, apiUrl: API, companyId: '72b0' };
    expect(await signIn({}, listed)).toEqual(session);
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

  it('uses the given API instead of the one in the list', async () => {
    const listed = service({ products: [product('72b0'), product('48ca', 'javascript:alert(1)')] });
    const options = { apiUrl: 'api.smartconnect.com/API', choose: () => '48ca' };
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
    const products = [product('72b0', 'api.smartconnect.com/API'), product('72b0', 'api2.smartconnect.com/API')];
    expect((await rejectionOf(signIn({}, service({ products })))).code).toBe('ERR_COMPANY_CHOICE');
    expect(await signIn({ apiUrl: API }, service({ products }))).toMatchObject({ companyId: '72b0', apiUrl: API });
  });

  it('lets choose pick, by company or by id', async () => {
    const byId = vi.fn(() => '48ca');
    expect((await signIn({ choose: byId }, service({ products: two }))).companyId).toBe('48ca');
    expect(byId.mock.calls).toEqual([
      [
        [
          { id: '72b0', name: 'Company 72b0', apiUrl: 'api.smartconnect.com/API' },
          { id: '48ca', name: 'Company 48ca', apiUrl: 'api2.smartconnect.com/API' },
        ],
      ],
    ]);
    const byCompany: Options['choose'] = (companies) => companies.find(({ name }) => name.endsWith('48ca'));
    const session = await signIn({ choose: byCompany }, service({ products: two }));
    expect(session).toMatchObject({ companyId: '48ca', apiUrl: 'https://api2.smartconnect.com/API' });
  });

  it('shows choose a frozen list', async () => {
    const choose: Options['choose'] = (companies) => {
      expect(Object.isFrozen(companies)).toBe(true);
      return companies[0];
    };
    expect((await signIn({ choose }, service({ products: two }))).companyId).toBe('72b0');
  });

  it('does not call choose if there is nothing to choose', async () => {
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

  describe('where two APIs have one id', () => {
    const products = [product('1', 'api.smartconnect.com/API'), product('1', 'api2.smartconnect.com/API')];

    it.each<readonly [string, Partial<Options>]>([
      ['nothing', {}],
      ['the id alone', { companyId: '1' }],
      ['the id that choose returns', { choose: () => '1' }],
      ['a copy of the company', { choose: ([company]) => ({ ...company, id: '1', name: '' }) }],
    ])('is not told by %s which is meant', async (_, options) => {
      const listed = service({ products });
      const error = await rejectionOf(signIn(options, listed));
      expect(error.code).toBe('ERR_COMPANY_CHOICE');
      expect(error.message).not.toContain('"companyId"');
      expect(listed.asked).toHaveLength(2);
    });

    it('is told by the company itself', async () => {
      for (const at of [0, 1]) {
        const session = await signIn({ choose: (companies) => companies[at] }, service({ products }));
        expect(session.origin).toBe(['https://api.smartconnect.com', 'https://api2.smartconnect.com'][at]);
      }
    });
  });

  it('says how many companies fit, and what to do', async () => {
    const messageOf = async (options: Partial<Options>, products: readonly object[]) =>
      (await rejectionOf(signIn(options, service({ products })))).message;
    expect(await messageOf({}, two)).toMatch(/2 companies match; pass "companyId" or "choose"$/);
    expect(await messageOf({ choose: () => '' }, two)).toMatch(/2 companies match; "choose" returned none of them/);
    expect(await messageOf({}, [])).toMatch(/0 companies match/);
    expect(await messageOf({ companyId: '99ff' }, two)).toMatch(
      /0 companies match; .*parseCompaniesResponse.*"choose"/,
    );
    expect(await messageOf({}, [product('72b0')])).toMatch(/0 companies match; .*"apiUrl"/);
  });

  it.each<readonly [string, () => unknown]>([
    ['a promise', async () => '72b0'],
    [
      'a promise that is rejected',
      async () => {
        throw new Error('sentinel');
      },
    ],
    [
      'a thenable that throws',
      () => ({
        // biome-ignore lint/suspicious/noThenProperty: that is the point
        get then() {
          throw new Error('sentinel');
        },
      }),
    ],
    ['a number', () => 72],
    ['null', () => null],
  ])('refuses %s that choose returns, and nothing is left unhandled', async (_, choose) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const wrong = { choose } as unknown as Partial<Options>; // a wrong type is the point here
    const error = await rejectionOf(signIn(wrong, service({ products: two })));
    expect(error.code).toBe('ERR_COMPANY_CHOICE');
    expect(error.message).not.toContain('sentinel');
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('lets the error of choose through', async () => {
    const own = new Error('cancelled by the user');
    const choose = () => {
      throw own;
    };
    await expect(signIn({ choose }, service({ products: two }))).rejects.toBe(own);
  });
});

describe('smartconnect.signIn by GetCompanyList', () => {
  const list = [
    { Id: '48ca', Name: 'One' },
    { Id: '72b0', Name: 'Two' },
  ];
  const options = { apiUrl: 'api.smartconnect.com/API', listCompanies: 'GetCompanyList' } as const;

  it('asks the API for the list, and takes the API for every company', async () => {
    const listed = service({ list });
    expect(await signIn({ ...options, choose: () => '72B0' }, listed)).toMatchObject({
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

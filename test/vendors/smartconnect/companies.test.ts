import { smartconnect } from 'credwire';
import { describe, expect, it } from 'vitest';
import { json } from '../../support/http-messages.js';
import { codeOf, refusedBy } from '../../support/thrown.js';

const encryptedPassword = `${'+/'.repeat(85)}8=`;
const user = { email: 'demo+1@example.com', encryptedPassword };

describe('smartconnect.companiesRequest', () => {
  it('posts JSON with the ciphertext as it is', () => {
    const { headers, body, ...line } = smartconnect.companiesRequest(user);
    expect(line).toEqual({ method: 'POST', url: 'https://login.smartconnect.com/v1/companies' });
    expect(headers).toEqual({ Accept: 'application/json', 'Content-Type': 'application/json' });
    expect(body).toBe(
      `{"Email":"demo+1@example.com","Password":"${encryptedPassword}","ClientName":"credwire","IpAddress":"127.0.0.1"}`,
    );
  });

  it('says who asks and from where, if told', () => {
    const options = { ...user, loginUrl: 'https://login.example/', clientName: 'app "1"', ipAddress: '::1' };
    const { url, body } = smartconnect.companiesRequest(options);
    expect(url).toBe('https://login.example/v1/companies');
    expect(JSON.parse(body ?? '')).toMatchObject({ ClientName: 'app "1"', IpAddress: '::1' });
  });

  it('never goes over plain http', () => {
    const loginUrl = 'http://login.example';
    expect(codeOf(() => smartconnect.companiesRequest({ ...user, loginUrl }))).toBe('ERR_INSECURE_URL');
  });
});

describe('smartconnect.companyListRequest', () => {
  const urlOf = (apiUrl: string) => smartconnect.companyListRequest({ ...user, apiUrl }).url;

  it('posts the credentials in the query, the ciphertext percent-encoded', () => {
    expect(JSON.stringify(smartconnect.companyListRequest({ ...user, apiUrl: 'https://api.example/API' }))).toBe(
      `{"method":"POST","url":"https://api.example/API/GetCompanyList?email=demo%2B1%40example.com&password=${'%2B%2F'.repeat(85)}8%3D","headers":{"Accept":"application/json"}}`,
    );
  });

  it('takes an address without a scheme for one with https', () => {
    expect(urlOf('api.example/API/')).toBe(urlOf('https://api.example/API'));
    expect(urlOf('localhost:8080')).toMatch(/^https:\/\/localhost:8080\/GetCompanyList\?/);
    expect(urlOf('http://localhost:8080')).toMatch(/^http:\/\/localhost:8080\/GetCompanyList\?/);
  });

  it('takes a URL object', () => {
    const apiUrl = new URL('https://api.example/API');
    expect(smartconnect.companyListRequest({ ...user, apiUrl }).url).toBe(urlOf('api.example/API'));
  });

  it.each(['/GetToken', '/GetCompanyList', '/validate', '/gettoken//'])('refuses an address that ends in %s', (end) => {
    expect(codeOf(() => urlOf(`api.example/API${end}`))).toBe('ERR_URL');
  });

  it.each([
    ['http://api.example/API', 'ERR_INSECURE_URL'],
    ['ftp://api.example', 'ERR_URL'],
    ['javascript:alert(1)', 'ERR_URL'],
    ['user:password@api.example', 'ERR_URL'],
    ['//api.example', 'ERR_URL'],
    ['', 'ERR_URL'],
  ])('refuses the address %j', (apiUrl, code) => {
    expect(codeOf(() => urlOf(apiUrl))).toBe(code);
  });
});

describe('smartconnect.parseCompaniesResponse', () => {
  const product = {
    Name: 'SmartConnect',
    ProductStatus: 'Active',
    Role: 'Administrator',
    Account: { AccountId: '72b0', Name: 'Test', Status: 'Active' },
    Subscription: { SubscriptionEndDate: '2020-11-20T00:00:00', Expired: true, Status: 'Expired' },
    ApiUrl: 'api.example/API',
  };
  const parse = (body: unknown) => smartconnect.parseCompaniesResponse(json(body));
  const companiesOf = (...products: unknown[]) => parse({ Products: products }).companies;

  it('reads the user and their companies', () => {
    const names = { UserId: '57c5', Email: 'demo@example.com', FirstName: 'De', LastName: 'Mo', Status: 'Active' };
    expect(parse({ ...names, EmailVerified: true, Products: [product] })).toEqual({
      userId: '57c5',
      email: 'demo@example.com',
      firstName: 'De',
      lastName: 'Mo',
      status: 'Active',
      companies: [
        {
          id: '72b0',
          name: 'Test',
          apiUrl: 'api.example/API',
          subscriptionExpiry: '2020-11-20T00:00:00',
          expired: true,
          productName: 'SmartConnect',
          productStatus: 'Active',
          role: 'Administrator',
        },
      ],
    });
  });

  it('reads a user without any name and without companies', () => {
    expect(parse({ Products: [] })).toEqual({ companies: [] });
  });

  it('keeps the order, and one entry a product', () => {
    const second = { ...product, Account: { AccountId: '48ca', Name: 'Second' } };
    expect(companiesOf(second, product, product).map(({ id }) => id)).toEqual(['48ca', '72b0', '72b0']);
  });

  it('leaves out values that are missing or of the wrong type', () => {
    const account = { AccountId: '72b0' };
    expect(companiesOf({ Account: account })).toEqual([{ id: '72b0', name: '' }]);
    const odd = {
      Account: { ...account, Name: 1 },
      ApiUrl: null,
      Role: {},
      Name: '',
      Subscription: { Expired: 'True' },
    };
    expect(companiesOf(odd)).toEqual([{ id: '72b0', name: '' }]);
    expect(companiesOf({ Account: account, Subscription: 'none' })).toEqual([{ id: '72b0', name: '' }]);
    expect(companiesOf({ Account: account, Subscription: { Expired: false } })[0]?.expired).toBe(false);
  });

  it.each([{}, { Account: null }, { Account: {} }, { Account: { AccountId: '' } }, { Account: { AccountId: 72 } }])(
    'passes over a product that one cannot sign in to: %j',
    (useless) => {
      expect(companiesOf(useless, product)).toHaveLength(1);
    },
  );

  it('does not read what is inherited', () => {
    const account = JSON.parse('{"__proto__":{"AccountId":"72b0"}}');
    expect(companiesOf({ Account: account })).toEqual([]);
  });

  it('freezes all of it', () => {
    const account = parse({ Products: [product] });
    for (const part of [account, account.companies, account.companies[0]]) expect(Object.isFrozen(part)).toBe(true);
  });

  it.each([{}, { Products: null }, { Products: {} }, { Products: ['72b0'] }, { Products: [null] }, [], null, 'x', 1])(
    'takes %j for no documented answer',
    (body) => {
      expect(codeOf(() => parse(body))).toBe('ERR_RESPONSE_FORMAT');
    },
  );

  it.each(['Message', 'message', 'ErrorMessage', 'error_description', 'error', 'title'])(
    'reads HTTP 200 with a %s instead of products as a refusal',
    (name) => {
      expect(refusedBy(() => parse({ [name]: 'Denied' }))).toMatchObject({
        code: 'ERR_SIGN_IN_REFUSED',
        status: 200,
        vendorMessage: 'Denied',
      });
    },
  );
});

describe('smartconnect.parseCompanyListResponse', () => {
  const parse = (body: unknown) => smartconnect.parseCompanyListResponse(json(body));

  it('reads the companies in their order', () => {
    const list = [
      { Id: '48ca', Name: 'One', SubscriptionExpiry: '2027-01-01T00:00:00' },
      { Id: '72b0', Name: 'Two', SubscriptionExpiry: null, Other: 1 },
      { Id: '99ff' },
    ];
    expect(parse(list)).toEqual([
      { id: '48ca', name: 'One', subscriptionExpiry: '2027-01-01T00:00:00' },
      { id: '72b0', name: 'Two' },
      { id: '99ff', name: '' },
    ]);
    expect(parse([])).toEqual([]);
  });

  it('freezes all of it', () => {
    const companies = parse([{ Id: '48ca' }]);
    for (const part of [companies, companies[0]]) expect(Object.isFrozen(part)).toBe(true);
  });

  it.each(
    [{}, { Id: '48ca' }, null, 'x', ['48ca'], [null], [[]], [{}], [{ Id: 48 }], [{ Id: '' }], [{ id: '48ca' }]].map(
      (body) => ({ body }),
    ),
  )('takes $body for no documented answer', ({ body }) => {
    expect(codeOf(() => parse(body))).toBe('ERR_RESPONSE_FORMAT');
  });

  it('takes HTTP 200 with words for a refusal', () => {
    expect(refusedBy(() => parse({ Message: 'Denied' }))).toMatchObject({
      code: 'ERR_SIGN_IN_REFUSED',
      vendorMessage: 'Denied',
    });
  });
});

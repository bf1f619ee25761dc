/** The sandboxes' answers, word by word: tests of users compare them, and tokens last from release to release. */
import { createHash } from 'node:crypto';
import { bex, type HttpRequest, idscan, ifactory, jacada, smartconnect } from 'credwire';
import {
  bexSandbox,
  type Handler,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  revokeTokens,
  seededRandom,
  smartconnectSandbox,
} from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { get } from '../support/http-messages.js';

const baseUrl = 'http://localhost';
const REFUSAL = {
  code: '0x7000400',
  message: 'Request is unauthorized, missing or wrong credentials',
  moreInfoUrl: 'https://jacada.example/errors/0x7000400',
};
const password = 'p';

/** What a token is, by Node's own SHA-256: the seed, the vendor and the account, as a JSON list. */
const token = (...parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
const read = (handle: Handler, request: HttpRequest) => {
  const { status, body } = handle(request);
  return [status, JSON.parse(body)];
};

describe('iFactory answers', () => {
  const handle = ifactorySandbox({ accounts: [{ userLogin: 'u', password }] });
  const right = ifactory.tokenRequest({ baseUrl, userLogin: 'u', password });
  const signed = (value: string) => get(`${baseUrl}/api/ping`, { Authorization: value });

  it('with tokens that follow from the seed', () => {
    const own = token('credwire sandbox', 'ifactory', 'u');
    expect(read(handle, right)).toEqual([200, { token: own }]);
    expect(read(handle, signed(`Bearer ${own}`))).toEqual([200, { authorised: true, user: 'u' }]);
    const seeded = ifactorySandbox({ accounts: [{ userLogin: 'u', password }], seed: 's' });
    expect(read(seeded, right)).toEqual([200, { token: token('s', 'ifactory', 'u') }]);
  });

  it('with words of its own', () => {
    const wrong = ifactory.tokenRequest({ baseUrl, userLogin: 'u', password: 'q' });
    expect(read(handle, wrong)).toEqual([401, { message: ['Invalid user name or password.'] }]);
    expect(read(handle, get(`${baseUrl}/api/tokens`))).toEqual([
      400,
      { message: ['The password could not be decrypted.'] },
    ]);
    expect(read(handle, signed('Bearer x'))).toEqual([
      401,
      { message: ['Authorization has been denied for this request.'] },
    ]);
  });

  it('to nobody without a user name, unless a user has an empty one', () => {
    const url = right.url.replace('userLogin=u&', '');
    expect(read(handle, { ...right, url })[0]).toBe(401);
    const unnamed = ifactorySandbox({ accounts: [{ userLogin: '', password }] });
    expect(read(unnamed, { ...right, url })[0]).toBe(200);
  });
});

describe('IDscan answers', () => {
  const accounts = [{ username: 'u', password }];
  const handle = idscanSandbox({ accounts });
  const right = idscan.tokenRequest({ baseUrl, username: 'u', password, area: 'scanning' });
  const own = token('credwire sandbox', 'idscan', 'u', 'scanning');
  const changed = (change: (form: string) => string) => read(handle, { ...right, body: change(right.body ?? '') });

  it('with tokens that follow from the seed', () => {
    expect(read(handle, right)).toEqual([
      200,
      {
        access_token: own,
        token_type: 'bearer',
        expires_in: 35_999,
        'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name': 'u',
        FullName: 'u',
        IdleSessionTimeout: '15',
        'http://schemas.microsoft.com/ws/2008/06/identity/claims/role': 'Administrator',
      },
    ]);
    expect(read(handle, get(`${baseUrl}/upload`, { Authorization: own }))).toEqual([
      200,
      { authorised: true, user: 'u' },
    ]);
  });

  it('with cookies, the csrf token percent-encoded', () => {
    const { headers, body } = idscanSandbox({ accounts, issue: 'cookie' })(right);
    const csrf = token('credwire sandbox', 'idscan csrf', own);
    expect(headers['set-cookie']).toEqual([`token=${own}; path=/; HttpOnly`, `csrftoken=${csrf}%2B%2F%3D; path=/`]);
    expect(body).toBe('{}');
  });

  it('with words of its own', () => {
    const incorrect = { error: 'invalid_grant', error_description: 'The user name or password is incorrect.' };
    expect(changed((form) => form.replace('password=p', 'password=q'))).toEqual([400, incorrect]);
    expect(changed((form) => form.replace('username=u&', ''))).toEqual([400, incorrect]);
    expect(changed((form) => form.replace('scanning', 'other'))).toEqual([
      400,
      { error: 'invalid_request', error_description: 'The area is unknown.' },
    ]);
    expect(changed((form) => form.replace('grant_type=password', 'grant_type=x'))).toEqual([
      400,
      { error: 'unsupported_grant_type' },
    ]);
    expect(changed(() => '')).toEqual([400, { error: 'unsupported_grant_type' }]);
    expect(read(handle, get(`${baseUrl}/idscanenterprisesvc/upload`))).toEqual([
      401,
      { Message: 'Authorization has been denied for this request.' },
    ]);
  });

  it('to what is labelled as a form, and as nothing more or less', () => {
    const label = (value: string) => read(handle, { ...right, headers: { 'Content-Type': value } })[0];
    expect(label('APPLICATION/x-www-form-urlencoded;charset=utf-8')).toBe(200);
    expect(label('x-application/x-www-form-urlencoded')).toBe(400);
    expect(label('application/x-www-form-urlencoded2')).toBe(400);
  });

  it('to a user with an empty name and password, if the request has neither', () => {
    const empty = idscanSandbox({ accounts: [{ username: '', password: '' }] });
    const body = 'grant_type=password&area=scanning';
    expect(read(empty, { ...right, body })[0]).toBe(200);
    expect(read(handle, { ...right, body })[0]).toBe(400);
  });
});

describe('Jacada answers', () => {
  const user = { accountId: '1', user: 'u', password };
  const handle = jacadaSandbox({ accounts: [user] });
  const right = jacada.tokenRequest({ baseUrl, ...user });
  const own = token('credwire sandbox', 'jacada', '1', 'u');
  const denied = [401, REFUSAL];

  it('with tokens that follow from the seed', () => {
    expect(read(handle, right)).toEqual([200, { 'Security-Token': own }]);
    expect(read(handle, get(baseUrl, { 'Security-Token': own }))).toEqual([200, { authorised: true, user: 'u' }]);
  });

  it('with words of its own', () => {
    expect(read(handle, get(baseUrl, { 'Security-Token': 'x' }))).toEqual(denied);
    expect(read(handle, get(`${baseUrl}/version/1/account/1/interaction`))).toEqual(denied);
  });

  it.each([
    '/version/1/account/1/auth/x',
    '/version/1/x/account/1/auth/',
    '/version//account/1/auth/',
    '/account/1/auth/',
  ])('to no sign-in at %s', (path) => {
    expect([404, 401]).toContain(handle({ ...right, url: `${baseUrl}${path}` }).status);
  });

  it.each([
    ['`', 401],
    ['a', 200],
    ['z', 200],
    ['{', 401],
  ])('to a prefix of %j with %i', (letter, status) => {
    const prefixed = Buffer.from(`${letter.repeat(13)}${password}`).toString('base64');
    const body = JSON.stringify({ user: Buffer.from('u').toString('base64'), password: prefixed });
    expect(read(handle, { ...right, body })[0]).toBe(status);
  });

  it('to an account with an empty password that gives none at all', () => {
    const unlocked = jacadaSandbox({ accounts: [{ ...user, password: '' }] });
    const headers = { 'Tenant-Id': 't', 'Application-Key': 'k', 'User-Id': Buffer.from('u').toString('base64') };
    expect(read(unlocked, get(baseUrl, headers))[0]).toBe(200);
    expect(read(handle, get(baseUrl, headers))[0]).toBe(401);
  });
});

describe('BEX answers', () => {
  const handle = bexSandbox({ accounts: [{ username: 'u', password }] });
  const right = bex.tokenRequest({ baseUrl, username: 'u', password });
  const own = token('credwire sandbox', 'bex', 'u');

  it('with tokens that follow from the seed', () => {
    expect(read(handle, right)).toEqual([
      200,
      {
        id: 1,
        value: own,
        isStrongPassword: 'True',
        isEmailVerified: 'True',
        email: 'u',
        signalREnabled: 'False',
        allowApiLogin: 'False',
      },
    ]);
    expect(read(handle, get(baseUrl, { token: own }))).toEqual([200, { authorised: true, user: 'u' }]);
    const body = JSON.stringify({ username: 'u', password, preferAlternateToken: true });
    expect(read(handle, { ...right, body })[1].value).toBe(token('credwire sandbox', 'bex alternate', 'u'));
  });

  it('with tokens that follow from how often they were revoked', () => {
    const revoked = bexSandbox({ accounts: [{ username: 'u', password }] });
    for (const times of [1, 2]) {
      revokeTokens(revoked);
      expect(read(revoked, right)[1].value).toBe(token('credwire sandbox', 'bex', 'u', `revoked ${times}`));
    }
  });

  it('with words of its own', () => {
    expect(read(handle, { ...right, body: '{}' })).toEqual([200, { ex: 'Invalid username or password.' }]);
    expect(read(handle, get(`${baseUrl}/api/service/track`))).toEqual([200, { ex: 'The token is invalid.' }]);
  });

  it('to a user with an empty name and password, if the request has neither', () => {
    const empty = bexSandbox({ accounts: [{ username: '', password: '' }] });
    expect(read(empty, { ...right, body: '{}' })[1]).toHaveProperty('value');
  });
});

describe('SmartConnect answers', () => {
  const user = { email: 'u', password, companies: [{ id: '1', name: 'One' }] };
  const handle = smartconnectSandbox({ accounts: [user], random: seededRandom('key 155') });
  const [loginUrl, apiUrl] = [baseUrl, `${baseUrl}/API`];
  const key = smartconnect.parsePublicKeyResponse(handle(smartconnect.publicKeyRequest({ loginUrl })));
  const credentials = { email: 'u', encryptedPassword: smartconnect.encryptPassword(password, key) };
  const own = token('credwire sandbox', 'smartconnect', 'u', '1');
  const denied = [401, { Message: 'The email address or password is incorrect.' }];

  it('with tokens that follow from the seed', () => {
    expect(read(handle, smartconnect.tokenRequest({ apiUrl, ...credentials, companyId: '1' }))).toEqual([200, own]);
    expect(read(handle, smartconnect.validateRequest({ apiUrl, token: own }))).toEqual([200, true]);
    expect(read(handle, smartconnect.validateRequest({ apiUrl, token: 'x' }))).toEqual([200, false]);
    expect(read(handle, get(`${baseUrl}/x?token=${own}`))).toEqual([200, { authorised: true, user: 'u' }]);
  });

  it('with the companies', () => {
    expect(read(handle, smartconnect.companyListRequest({ apiUrl, ...credentials }))).toEqual([
      200,
      [{ Id: '1', Name: 'One', SubscriptionExpiry: null }],
    ]);
    expect(read(handle, smartconnect.companiesRequest({ loginUrl, ...credentials }))).toEqual([
      200,
      {
        UserId: 'u',
        Email: 'u',
        Status: 'Active',
        Products: [
          {
            Name: 'SmartConnect',
            ProductStatus: 'Active',
            Role: 'Administrator',
            Account: { AccountId: '1', Name: 'One', Status: 'Active' },
            Subscription: { SubscriptionEndDate: '2099-12-31T00:00:00', Expired: false },
            ApiUrl: 'localhost/API',
          },
        ],
      },
    ]);
  });

  it('with words of its own', () => {
    const wrong = { email: 'u', encryptedPassword: Buffer.alloc(128, 1).toString('base64') };
    expect(read(handle, smartconnect.tokenRequest({ apiUrl, ...wrong, companyId: '1' }))).toEqual(denied);
    expect(read(handle, smartconnect.tokenRequest({ apiUrl, ...credentials, companyId: '2' }))).toEqual(denied);
    expect(read(handle, smartconnect.companyListRequest({ apiUrl, ...wrong }))).toEqual(denied);
    expect(read(handle, smartconnect.companiesRequest({ loginUrl, ...wrong }))).toEqual(denied);
    expect(read(handle, get(`${baseUrl}/x?token=x`))).toEqual(denied);
    const unknown = { ...smartconnect.validateRequest({ apiUrl, token: 'x' }), url: `${apiUrl}/validate` };
    expect(read(handle, unknown)).toEqual([200, false]);
    const unlabelled = { ...smartconnect.companiesRequest({ loginUrl, ...credentials }), headers: {} };
    expect(read(handle, unlabelled)).toEqual([415, { Message: 'Unsupported media type.' }]);
  });

  it('with the address of its API on the host that is asked, whatever the scheme', () => {
    const apiUrlAt = (url: string) => {
      const request = { ...smartconnect.companiesRequest({ loginUrl, ...credentials }), url };
      const { companies } = smartconnect.parseCompaniesResponse(handle(request));
      return companies[0]?.apiUrl;
    };
    expect(apiUrlAt('HTTPS://h.example/v1/companies')).toBe('h.example/API');
    expect(apiUrlAt('http://h.example:8080/V1/Companies?x=/API2')).toBe('h.example:8080/API');
  });
});

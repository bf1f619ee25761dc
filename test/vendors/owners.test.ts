/** An error begins with the function that was called, whether an option or the response is wrong. */
import { bex, idscan, ifactory, jacada, smartconnect } from 'credwire';
import { describe, expect, it } from 'vitest';
import { callUntyped, thrownBy } from '../support/thrown.js';

const baseUrl = 'https://vendor.example';
const password = 'p';
const BROKEN = { status: 200, headers: {}, body: '<html>' };

const FLOWS = [
  ['bex.signIn', '/api/service/login', bex.signIn, { username: 'u', password }],
  [
    'idscan.signIn',
    '/idscanenterprisesvc/token',
    idscan.signIn,
    { baseUrl, area: 'scanning', username: 'u', password },
  ],
  ['ifactory.signIn', '/api/tokens', ifactory.signIn, { baseUrl, userLogin: 'u', password }],
  ['jacada.signIn', '/auth/', jacada.signIn, { baseUrl, accountId: 1, user: 'u', password }],
  ['smartconnect.signIn', '/v1/public-key', smartconnect.signIn, { email: 'user@vendor.example', password }],
] as const;

describe.each(FLOWS)('%s', (owner, endpoint, signIn, options) => {
  const begin = (changes = {}) => callUntyped(signIn, { ...options, ...changes }) as Generator;

  it('is named by the error about an option', () => {
    expect(thrownBy(() => begin({ nobody: 1 }).next()).message).toContain(`${owner}: `);
  });

  it.each([
    [7, 'expected a string'],
    ['\uD800', 'expected '],
  ])('is named with "password" by the error about a password, %#', (wrong, words) => {
    const error = thrownBy(() => begin({ password: wrong }).next());
    expect(error.message).toContain(`${owner}: "password": ${words}`);
  });

  it('is named by the error about the response', () => {
    const flow = begin();
    flow.next();
    const error = thrownBy(() => flow.next(BROKEN));
    expect([error.name, error.message.slice(0, owner.length + 2)]).toEqual(['ResponseError', `${owner}: `]);
  });

  it('is named with the endpoint that was not found', () => {
    const flow = begin();
    flow.next();
    const error = thrownBy(() => flow.next({ ...BROKEN, status: 404 }));
    expect([error.name, error.code]).toEqual(['InputError', 'ERR_ENDPOINT_NOT_FOUND']);
    expect(error.message).toContain(owner);
    expect(error.message).toContain(endpoint);
  });
});

it.each([
  ['bex', bex],
  ['idscan', idscan],
  ['ifactory', ifactory],
  ['jacada', jacada],
  ['smartconnect', smartconnect],
] as const)('%s.isSessionOver is named by the error about its argument', (id, { isSessionOver }) => {
  expect(thrownBy(() => callUntyped(isSessionOver, { body: 1 })).message).toMatch(
    new RegExp(`^${id}\\.isSessionOver: `),
  );
});

it.each([
  ['parseCompaniesResponse', '/v1/companies'],
  ['parseCompanyListResponse', '/GetCompanyList'],
  ['parseTokenResponse', '/GetToken'],
  ['parseValidateResponse', '/validate'],
  ['parseRestTokenResponse', '/token'],
] as const)('smartconnect.%s names the endpoint %s if it was not found', (name, endpoint) => {
  const error = thrownBy(() => smartconnect[name]({ ...BROKEN, status: 404 }));
  expect(error.message).toMatch(new RegExp(`^smartconnect\\.${name}: .* no endpoint ${endpoint} here`));
});

it('jacada.signIn names "user" in the error about a user', () => {
  const options = { baseUrl, accountId: 1, user: '\uD800', password };
  expect(thrownBy(() => jacada.signIn(options).next()).message).toMatch(/^jacada\.signIn: "user": expected /);
});

it('bex.downloadBody says that it is about the session', () => {
  expect(thrownBy(() => callUntyped(bex.downloadBody, {}, { waybillNumber: 'W' })).message).toMatch(
    /^bex\.downloadBody: session: /,
  );
});

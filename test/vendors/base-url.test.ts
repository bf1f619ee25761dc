/** A base URL that already contains the vendor's endpoint would repeat it: the message says what to leave out. */
import { bex, idscan, ifactory, jacada, smartconnect } from 'credwire';
import { describe, expect, it } from 'vitest';
import { callUntyped, thrownBy } from '../support/thrown.js';

type Build = (url: string) => unknown;

const PASSWORD = Buffer.alloc(256, 1).toString('base64');

const toBex: Build = (baseUrl) => bex.tokenRequest({ username: 'u', password: 'p', baseUrl });
const toIfactory: Build = (baseUrl) => ifactory.tokenRequest({ baseUrl, userLogin: 'u', password: 'p' });
const toIdscan: Build = (baseUrl) => idscan.tokenRequest({ baseUrl, area: 'scanning', username: 'u', password: 'p' });
const toJacada: Build = (baseUrl) => jacada.tokenRequest({ baseUrl, accountId: 1, user: 'u', password: 'p' });
const toLogin: Build = (loginUrl) => smartconnect.publicKeyRequest({ loginUrl });
const toApi: Build = (apiUrl) =>
  smartconnect.tokenRequest({ apiUrl, companyId: '1', email: 'u@x.example', encryptedPassword: PASSWORD });

const ENDS: readonly [vendor: string, build: Build, end: string, words?: string][] = [
  ['bex', toBex, '/api/service/login'],
  ['bex', toBex, '/api/service'],
  ['bex', toBex, '/api/service/track', '/api/service/…'],
  ['bex', toBex, '/api'],
  ['bex', toBex, '/api//service', '/api/service'],
  ['bex', toBex, '/%61pi%2Fservice', '/api/service'],
  ['ifactory', toIfactory, '/api/tokens'],
  ['ifactory', toIfactory, '/api'],
  ['ifactory', toIfactory, '/api//tokens', '/api/tokens'],
  ['ifactory', toIfactory, '/api/token%73', '/api/tokens'],
  ['ifactory', toIfactory, '/api/tokens%2F', '/api/tokens'],
  ['idscan', toIdscan, '/idscanenterprisesvc/token'],
  ['idscan', toIdscan, '/idscanenterprisesvc/other', '/idscanenterprisesvc/…'],
  ['idscan', toIdscan, '/idscanenterprisesvc/token2', '/idscanenterprisesvc/…'],
  ['jacada', toJacada, '/version/1', '/version/…/account/…/auth/'],
  ['jacada', toJacada, '/version/10/Account', '/version/…/account/…/auth/'],
  ['jacada', toJacada, '/version/1/account', '/version/…/account/…/auth/'],
  ['jacada', toJacada, '/version/1/account/2', '/version/…/account/…/auth/'],
  ['jacada', toJacada, '/version/1/account/2/auth', '/version/…/account/…/auth/'],
  ['jacada', toJacada, '/VERSION/1/ACCOUNT/2/AUTH', '/version/…/account/…/auth/'],
  ['jacada', toJacada, '/Version/1/Account', '/version/…/account/…/auth/'],
  ['smartconnect', toLogin, '/v1/public-key'],
  ['smartconnect', toLogin, '/v1/companies'],
  ['smartconnect', toLogin, '/v1'],
  ['smartconnect', toApi, '/GetCompanyList'],
  ['smartconnect', toApi, '/GetToken'],
  ['smartconnect', toApi, '/validate'],
];

describe('a base URL', () => {
  it.each(ENDS)('of %s is refused if it repeats the endpoint, %#', (_vendor, build, end, words = end) => {
    for (const path of [end, `/folder${end}`, `${end}/`]) {
      const error = thrownBy(() => build(`https://vendor.example${path}`));
      expect([error.name, error.code]).toEqual(['InputError', 'ERR_URL']);
      expect(error.message).toContain(`leave out "${words}" at the end`);
    }
  });

  it.each([
    ['ifactory', ifactory.parseTokenResponse],
    ['idscan', idscan.parseTokenResponse, { area: 'scanning' }],
    ['jacada', jacada.parseTokenResponse],
    ['bex', bex.parseTokenResponse],
  ] as const)('that nobody can send to is refused by the parser of %s, too', (vendor, parse, more?: object) => {
    const response = { status: 200, headers: {}, body: '{}' };
    const error = thrownBy(() => callUntyped(parse, response, { baseUrl: 'https://1.2.3', ...more }));
    expect(error.code).toBe('ERR_URL');
    expect(error.message).toMatch(new RegExp(`^${vendor}\\.parseTokenResponse: "baseUrl": `));
  });

  it('of jacada is refused if it ends in the application name', () => {
    const at = (baseUrl: string, applicationName: string) => () =>
      jacada.tokenRequest({ baseUrl, applicationName, accountId: 1, user: 'u', password: 'p' }).url;
    for (const base of ['https://vendor.example/app', 'https://vendor.example/x/app/']) {
      const error = thrownBy(at(base, 'app'));
      expect(error.code).toBe('ERR_URL');
      expect(error.message).toMatch(/^jacada\.tokenRequest: "baseUrl": leave out "\/app" at the end/);
    }
    expect(thrownBy(at('https://vendor.example/a%20b', 'a b')).code).toBe('ERR_URL');
    expect(at('https://vendor.example/myapp', 'app')()).toContain('/myapp/app/version/1/');
    expect(at('https://vendor.example', 'vendor.example')()).toContain('vendor.example/vendor.example/version/1/');
  });

  it('of idscan does not repeat the service, however it is written', () => {
    for (const service of ['idscanenterprisesvc', 'IDscanEnterpriseSvc', '%69dscanenterprisesvc']) {
      const { url } = idscan.tokenRequest({
        baseUrl: `https://vendor.example/${service}/`,
        area: 'scanning',
        username: 'u',
        password: 'p',
      });
      expect(url).toBe(`https://vendor.example/${service}/token`);
    }
  });

  it.each(ENDS.filter(([vendor, , , words]) => vendor !== 'idscan' && words !== '/api/service/…'))(
    'of %s can have another name that starts the same way, %#',
    (_vendor, build, end) => {
      expect(() => build(`https://vendor.example${end}-proxy/x/y/z/z`)).not.toThrow();
    },
  );

  it.each([
    ['bex', toBex, 'bex.tokenRequest: "baseUrl"'],
    ['ifactory', toIfactory, 'ifactory.tokenRequest: "baseUrl"'],
    ['idscan', toIdscan, 'idscan.tokenRequest: "baseUrl"'],
    ['jacada', toJacada, 'jacada.tokenRequest: "baseUrl"'],
    ['smartconnect', toLogin, 'smartconnect.publicKeyRequest: "loginUrl"'],
    ['smartconnect', toApi, 'smartconnect.tokenRequest: "apiUrl"'],
  ])('of %s is named where it would send the password over plain HTTP, %#', (vendor, build, label) => {
    const error = thrownBy(() => build('http://vendor.example'));
    expect([error.code, error.message.slice(0, label.length)]).toEqual(['ERR_INSECURE_URL', label]);
    expect(error.message.includes('allowInsecureHttp: true')).toBe(vendor !== 'smartconnect');
  });
});

import { diagnose, type VendorId } from 'credwire/explain';
import { describe, expect, test } from 'vitest';

const baseUrl = 'https://mes.example';
const password = 'secret';
// biome-ignore lint/suspicious/noExplicitAny: the shape differs from vendor to vendor
const OPTIONS: Readonly<Record<VendorId, any>> = {
  ifactory: { baseUrl, userLogin: 'demo', password },
  idscan: { baseUrl, username: 'psc', password, area: 'scanning' },
  jacada: { baseUrl, accountId: '7', user: 'demo', password },
  bex: { baseUrl, username: 'user123', password },
  smartconnect: { apiUrl: 'https://mes.example/API', email: 'demo', companyId: '1', password },
};
const VENDORS = Object.keys(OPTIONS) as readonly VendorId[];

const findings = (vendor: VendorId, seen: string) => diagnose(vendor, OPTIONS[vendor], seen);
const codes = (vendor: VendorId, seen: string) => findings(vendor, seen).map(({ code }) => code);

/** What each vendor's server reads. */
const PLACES = {
  ifactory: ['Authorization: Bearer TOKEN', '-H "Authorization: Bearer abc"'],
  idscan: ['Authorization: TOKEN', '-H "Authorization: abc"'],
  jacada: ['Security-Token: TOKEN', '-H "Security-Token: abc"'],
  bex: ['token: TOKEN', '-H "token: abc"'],
  smartconnect: ['?token=TOKEN', '--url-query token=abc'],
} as const;

describe('a call without a token', () => {
  test.each(VENDORS)('of %s is one finding, with the place where the token goes', (vendor) => {
    for (const call of [
      'curl https://mes.example/api/stations',
      `curl -X POST https://mes.example/api/stations?name=A7 -d '{"station":"A7"}'`,
      'GET /api/stations HTTP/1.1\nHost: mes.example\n\n',
      '{"method":"DELETE","url":"https://mes.example/api/stations/7","headers":{}}',
    ]) {
      const [finding, ...more] = findings(vendor, call);
      expect([call, finding?.code, more]).toEqual([call, 'TOKEN_MISSING', []]);
      expect(finding?.fix).toContain(PLACES[vendor][0]);
    }
  });

  test.each(VENDORS)('of %s is right once it has one', (vendor) => {
    expect(findings(vendor, `curl ${PLACES[vendor][1]} https://mes.example/api/stations?name=A7`)).toEqual([]);
  });

  test('may have a header or a parameter for it that is empty', () => {
    const call = (header: string) => `curl -H '${header}' https://mes.example/api/stations`;
    const [finding] = findings('ifactory', call('Authorization: Bearer'));
    expect(finding).toMatchObject({ code: 'TOKEN_MISSING', message: expect.stringContaining('after "Bearer"') });
    expect(codes('ifactory', call('Authorization: Bearer '))).toEqual(['TOKEN_MISSING']);
    expect(codes('idscan', call('Authorization: Bearer'))).toEqual(['TOKEN_MISSING']);
    expect(codes('jacada', call('Security-Token;'))).toEqual(['TOKEN_MISSING']);
    expect(codes('bex', call('token;'))).toEqual(['TOKEN_MISSING']);
    expect(codes('smartconnect', 'https://mes.example/API/runmap?mapKey=1&token=')).toEqual(['TOKEN_MISSING']);
  });

  test("isn't one if the shell or a file could still add the token", () => {
    expect(codes('ifactory', 'curl -H @headers.txt https://mes.example/api/stations')).toEqual(['FILE_BODY']);
    expect(codes('ifactory', 'curl -K options.txt https://mes.example/api/stations')).toEqual(['FILE_BODY']);
    expect(codes('ifactory', 'curl -d @station.json https://mes.example/api/stations')).toEqual(['TOKEN_MISSING']);
    expect(codes('bex', 'curl -H "token: $TOKEN" https://mes.example/api/stations')).toEqual([]);
    expect(codes('bex', "curl 'https://mes.example/api/stations")).toContain('UNREADABLE');
    expect(codes('smartconnect', 'curl https://mes.example/runmap?mapKey=1&token=abc')).toEqual(['SHELL_SPLIT']);
  });

  test("isn't seen in a mere URL, unless the token belongs into the URL", () => {
    for (const vendor of VENDORS.filter((each) => each !== 'smartconnect')) {
      const [finding, ...more] = findings(vendor, 'https://mes.example/api/stations');
      expect([finding?.code, more]).toEqual(['WRONG_PATH', []]);
      expect(finding?.fix).toContain('headers');
    }
    expect(codes('smartconnect', 'https://mes.example/api/stations')).toEqual(['TOKEN_MISSING']);
  });
});

describe('a token in the wrong place', () => {
  test.each(VENDORS)('of %s is named with the right one', (vendor) => {
    const header = vendor === 'bex' ? 'Security-Token' : 'token';
    const [finding, ...more] = findings(vendor, `curl -H '${header}: abc' https://mes.example/api/stations`);
    expect([finding?.code, more]).toEqual(['TOKEN_HEADER', []]);
    expect(finding?.fix).toContain(PLACES[vendor][0]);
  });

  test('is told from a token twice, and from a variable without a value', () => {
    const call = (header: string) => `curl -H '${header}' https://mes.example/api/stations`;
    expect(findings('ifactory', call('Authorization: Bearer Bearer abc'))).toMatchObject([
      { code: 'BEARER_EXTRA', fix: expect.stringContaining(PLACES.ifactory[0]) },
    ]);
    expect(codes('ifactory', call('Authorization: Bearer undefined'))).toEqual(['VALUE_UNSET']);
    expect(codes('jacada', call('Security-Token: {{token}}'))).toEqual(['VALUE_UNSET']);
    expect(codes('smartconnect', 'https://mes.example/API/runmap?token=null')).toEqual(['VALUE_UNSET']);
    expect(codes('ifactory', call('Authorization: Bearer ***'))).toEqual([]); // its value isn't checked
  });

  test('is looked for in a call that names a user, too', () => {
    const call = 'curl -H "Authorization: Bearer abc" https://mes.example/api/stations?userLogin=demo';
    expect(codes('ifactory', call)).toEqual([]);
    expect(codes('ifactory', call.replace('Bearer ', ''))).toEqual(['BEARER_MISSING']);
  });
});

describe('a sign-in is told from a call', () => {
  test.each([
    ['the base URL alone', 'ifactory', '/'],
    ['part of the path', 'ifactory', '/api'],
    ['another prefix', 'ifactory', '/v2/tokens'],
    ['a prefix twice', 'ifactory', '/api/api/tokens'],
    ['a missing s', 'ifactory', '/api/token'],
    ['two slashes', 'ifactory', '//api/tokens'],
    ['swapped letters', 'ifactory', '/api/tokesn'],
    ['two missing letters', 'ifactory', '/api/tokn'],
    ['another name', 'ifactory', '/api/authenticate'],
    ['capitals', 'jacada', '/Version/1/Account/7/Auth/'],
    ['another account', 'jacada', '/version/2/account/8/auth'],
    ['a wrong letter', 'bex', '/api/service/logon'],
    ['more behind it', 'bex', '/api/service/login/now'],
    ['no service', 'idscan', '/token'],
    ['no API', 'smartconnect', '/gettoken'],
  ] as const)('by %s', (_, vendor, path) => {
    const found = codes(vendor, `curl -X POST https://mes.example${path}`);
    expect(found).not.toContain('TOKEN_MISSING');
    expect(found).toContain('WRONG_PATH');
  });

  test('by its fields', () => {
    expect(codes('ifactory', 'curl "https://mes.example/api/stations?userLogin=demo"')).toContain('WRONG_PATH');
    expect(codes('bex', `curl https://mes.example/api/stations --json '{"pwd":"secret"}'`)).toContain('WRONG_PATH');
  });

  test.each([
    ['ifactory', '/api/orders'],
    ['ifactory', '/api/tasks'],
    ['bex', '/api/service/logs'],
    ['bex', '/api/service/track'],
    ['idscan', '/idscanenterprisesvc/JourneyDefinition/GetAll'],
    ['jacada', '/interactions'],
    ['smartconnect', '/API/validate'],
  ] as const)('by its path: of %s, %s is a call', (vendor, path) => {
    expect(codes(vendor, `curl https://mes.example${path}`)).toEqual(['TOKEN_MISSING']);
  });
});

describe('a wrong path', () => {
  test.each([
    ['ifactory', '/api/tokens'],
    ['idscan', '/idscanenterprisesvc/token'],
    ['jacada', '/version/…/account/…/auth/'],
    ['bex', '/api/service/login'],
    ['smartconnect', '/GetToken'],
  ] as const)('of %s is shown with the right one', (vendor, right) => {
    const found = findings(vendor, 'curl -X POST https://mes.example/signin').find(({ code }) => code === 'WRONG_PATH');
    expect(found?.message).toContain(`"${right}"`);
  });

  test('never shows what was passed', () => {
    const options = { ...OPTIONS.jacada, applicationName: 'sentinel', accountId: 'sentinel' };
    const found = diagnose('jacada', options, 'https://mes.example/auth');
    expect(found.map(({ message, fix }) => message + fix).join()).not.toContain('sentinel');
    expect(found[0]?.message).toContain('/…/version/');
  });

  test("may be the base URL's", () => {
    const url = `https://mes.example/v1/api/tokens?userLogin=demo&password=${encodeURIComponent('JNTPJaYXtQFPqDIJSHIjvA==')}`;
    const found = findings('ifactory', url).find(({ code }) => code === 'WRONG_PATH');
    expect(found).toMatchObject({
      message: expect.stringContaining('base URL'),
      fix: expect.stringContaining('options'),
    });
  });
});

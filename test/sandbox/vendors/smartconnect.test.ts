import { type HttpRequest, smartconnect } from 'credwire';
import { rsaPublicKey } from 'credwire/codecs';
import { seededRandom, smartconnectSandbox } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { get } from '../../support/http-messages.js';
import { callUntyped, codeOf } from '../../support/thrown.js';

const companies = [
  { id: '72b0', name: 'One' },
  { id: '48ca', name: 'Two' },
];
const user = { email: 'demo@example.com', password: 'p+\u00E9' };
const accounts = [
  { email: 'other', password: 'o', companies: [] },
  { ...user, companies },
];
const random = () => seededRandom('key 155'); // one that finds its primes soon
const handle = smartconnectSandbox({ accounts, random: random(), basePath: '/base' });

const loginUrl = 'http://localhost/base';
const apiUrl = `${loginUrl}/API`;
const key = smartconnect.parsePublicKeyResponse(handle(smartconnect.publicKeyRequest({ loginUrl })));

/** The password under the key, such that its Base64 holds a plus: a third of all have none. */
function encrypt(password = user.password, charset: 'utf-8' | 'latin1' = 'utf-8'): string {
  for (let attempt = 0; ; attempt++) {
    const options = { random: seededRandom(`attempt ${attempt}`), charset };
    const encrypted = smartconnect.encryptPassword(password, key, options);
    if (encrypted.includes('+')) return encrypted;
  }
}

const credentials = { email: user.email, encryptedPassword: encrypt() };
const tokenRequest = (more: object = {}) =>
  smartconnect.tokenRequest({ apiUrl, ...credentials, companyId: '72b0', ...more });
const tokenOf = (companyId: string) => smartconnect.parseTokenResponse(handle(tokenRequest({ companyId }))).token;
/** As a client sends it that lets anything pass for a ciphertext. */
const withPassword = (password: string): HttpRequest => {
  const { url, ...rest } = tokenRequest();
  return { ...rest, url: url.replace(/password=[^&]*/, `password=${encodeURIComponent(password)}`) };
};
const statusOf = (request: HttpRequest) => handle(request).status;

describe('smartconnectSandbox', () => {
  it('gives its public key as a JSON string, the same each time', () => {
    const answer = handle(smartconnect.publicKeyRequest({ loginUrl }));
    expect(JSON.parse(answer.body)).toMatch(/^<RSAKeyValue><Modulus>.*<Exponent>AQAB<\/Exponent><\/RSAKeyValue>$/);
    expect(handle(smartconnect.publicKeyRequest({ loginUrl }))).toEqual(answer);
    expect(key.bits).toBe(1024);
  });

  it('makes the same key pair from the same random stream, and a different one from a different stream', () => {
    const keyOf = (source: ReturnType<typeof random>) => {
      const other = smartconnectSandbox({ accounts, random: source, basePath: '/base' });
      return smartconnect.parsePublicKeyResponse(other(smartconnect.publicKeyRequest({ loginUrl }))).toJSON();
    };
    expect(keyOf(random())).toEqual(key.toJSON());
    expect(keyOf(seededRandom('another'))).not.toEqual(key.toJSON());
  });

  it('makes the key pair from the seed without a random source, and at random without either', () => {
    const seed = 'key 155';
    const keyOf = (options: object) => {
      const other = smartconnectSandbox({ accounts, ...options, basePath: '/base' });
      return smartconnect.parsePublicKeyResponse(other(smartconnect.publicKeyRequest({ loginUrl }))).toJSON();
    };
    expect(keyOf({ seed })).toEqual(key.toJSON());
    expect(keyOf({ seed: 'another', random: random() })).toEqual(key.toJSON());
    expect(keyOf({})).not.toEqual(keyOf({}));
  });

  it('lists the companies, each with the API of the host that is asked, without a scheme', () => {
    const account = smartconnect.parseCompaniesResponse(
      handle(smartconnect.companiesRequest({ loginUrl, ...credentials })),
    );
    expect(account).toMatchObject({ userId: user.email, email: user.email, status: 'Active' });
    expect(account.companies).toEqual(
      companies.map((company) => ({
        ...company,
        apiUrl: 'localhost/base/API',
        subscriptionExpiry: '2099-12-31T00:00:00',
        expired: false,
        productName: 'SmartConnect',
        productStatus: 'Active',
        role: 'Administrator',
      })),
    );
  });

  it('lists the companies by GetCompanyList', () => {
    const answer = handle(smartconnect.companyListRequest({ apiUrl, ...credentials }));
    expect(smartconnect.parseCompanyListResponse(answer)).toEqual(companies);
  });

  it('gives each company a token of its own, which it calls valid', () => {
    expect(tokenOf('72b0')).not.toBe(tokenOf('48ca'));
    const valid = (token: string) =>
      smartconnect.parseValidateResponse(handle(smartconnect.validateRequest({ apiUrl, token })));
    expect(valid(tokenOf('72b0'))).toBe(true);
    expect(valid(tokenOf('48ca'))).toBe(true);
    expect(valid(`${tokenOf('48ca')}x`)).toBe(false);
    expect(handle(get(`${apiUrl}/validate`)).status).toBe(405);
    expect(handle({ ...get(`${apiUrl}/validate`), method: 'POST' }).body).toBe('false');
  });

  it.each([
    ['a plus that is not encoded', () => ({ ...tokenRequest(), url: tokenRequest().url.replaceAll('%2B', '+') })],
    ['a query that is encoded twice', () => ({ ...tokenRequest(), url: tokenRequest().url.replaceAll('%', '%25') })],
    ['a password that is not encrypted', () => withPassword(user.password)],
    ['a password that is Base64 alone', () => withPassword(btoa('p'))],
    ['a ciphertext that is changed', () => tokenRequest({ encryptedPassword: `A${encrypt().slice(1)}` })],
    ['a password in another charset', () => tokenRequest({ encryptedPassword: encrypt(user.password, 'latin1') })],
    ['another password', () => tokenRequest({ encryptedPassword: encrypt('p') })],
    ['another user', () => tokenRequest({ email: 'other' })],
    ['an unknown company', () => tokenRequest({ companyId: '99ff' })],
    ['a company in other case', () => tokenRequest({ companyId: '72B0' })],
    ['no parameters', () => ({ ...get(`${apiUrl}/GetToken`), method: 'POST' as const })],
  ])('refuses %s', (_, build) => {
    const answer = handle(build());
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toEqual({ Message: expect.stringMatching(/\w/) });
    expect(codeOf(() => smartconnect.parseTokenResponse(answer))).toBe('ERR_SIGN_IN_REFUSED');
  });

  it('refuses a password under another key', () => {
    const modulus = Uint8Array.from(key.modulus, (byte, at) => (at === 5 ? byte ^ 1 : byte));
    const other = rsaPublicKey({ modulus, exponent: key.exponent });
    expect(statusOf(tokenRequest({ encryptedPassword: smartconnect.encryptPassword(user.password, other) }))).toBe(401);
  });

  it('refuses wrong credentials at the other endpoints too', () => {
    const wrong = { email: user.email, encryptedPassword: encrypt('wrong') };
    expect(statusOf(smartconnect.companiesRequest({ loginUrl, ...wrong }))).toBe(401);
    expect(statusOf(smartconnect.companyListRequest({ apiUrl, ...wrong }))).toBe(401);
    const right = smartconnect.companiesRequest({ loginUrl, ...credentials });
    expect(statusOf({ ...right, headers: {} })).toBe(415);
    expect(statusOf({ ...right, body: '{"Email":["demo@example.com"],"Password":1}' })).toBe(401);
    const listed = { Email: [user.email], Password: credentials.encryptedPassword };
    expect(statusOf({ ...right, body: JSON.stringify(listed) })).toBe(401);
  });

  it('compares in its charset', () => {
    const latin1 = smartconnectSandbox({ accounts, random: random(), charset: 'latin1', basePath: '/base' });
    expect(latin1(tokenRequest({ encryptedPassword: encrypt(user.password, 'latin1') })).status).toBe(200);
    expect(latin1(tokenRequest()).status).toBe(401);
  });

  it('answers its endpoints only by POST', () => {
    for (const path of ['/v1/public-key', '/v1/companies', '/API/GetCompanyList', '/API/GetToken', '/API/validate']) {
      expect(statusOf(get(`${loginUrl}${path}`))).toBe(405);
    }
  });

  it('wants a token in the query of every other path', () => {
    const session = { vendor: 'smartconnect', token: tokenOf('72b0') } as const;
    const signed = handle(smartconnect.authorize(get(`${apiUrl}/maps?a=b`), session));
    expect(JSON.parse(signed.body)).toEqual({ authorised: true, user: user.email });
    expect(statusOf(get(`${apiUrl}/maps`))).toBe(401);
    expect(statusOf(get(`${apiUrl}/maps`, { Authorization: session.token }))).toBe(401);
  });

  it.each([1, 127, 129, 256])('refuses a ciphertext of %i bytes, which is not the modulus', (length) => {
    const { url, ...rest } = tokenRequest();
    const wrong = encodeURIComponent(Buffer.alloc(length, 1).toString('base64'));
    expect(statusOf({ ...rest, url: url.replace(/password=[^&]*/, `password=${wrong}`) })).toBe(401);
  });

  describe('a company with an ApiUrl of its own', () => {
    const two = [
      { id: '1', name: 'Here' },
      { id: '1', name: 'There', apiUrl: '/API2/' },
      { id: '2', name: 'Elsewhere', apiUrl: 'attacker.example/x' },
      { id: '3', name: 'By its whole address', apiUrl: 'localhost/base/API3' },
    ];
    const ownHandle = smartconnectSandbox({
      accounts: [{ ...user, companies: two }],
      random: random(),
      basePath: '/base',
    });
    const ask = (api: string, companyId: string) =>
      ownHandle({
        ...tokenRequest({ companyId }),
        url: tokenRequest({ companyId }).url.replace(apiUrl, `${loginUrl}${api}`),
      });

    it('is listed as given, a path on the host that is asked', () => {
      const { companies } = smartconnect.parseCompaniesResponse(
        ownHandle(smartconnect.companiesRequest({ loginUrl, ...credentials })),
      );
      expect(companies.map((company) => company.apiUrl)).toEqual([
        'localhost/base/API',
        'localhost/base/API2/',
        'attacker.example/x',
        'localhost/base/API3',
      ]);
    });

    it('gets its tokens there, and another one than its namesake', () => {
      const [here, there] = [ask('/API', '1'), ask('/API2', '1')];
      expect([here.status, there.status]).toEqual([200, 200]);
      expect(here.body).not.toBe(there.body);
      expect([ask('/API', '2').status, ask('/x', '2').status]).toEqual([401, 200]);
      expect([ask('/API', '3').status, ask('/API3', '3').status]).toEqual([401, 200]);
      expect(ask('/API4', '1').status).toBe(404);
    });

    it('is listed only there', () => {
      const list = (api: string) =>
        JSON.parse(ownHandle(smartconnect.companyListRequest({ apiUrl: `${loginUrl}${api}`, ...credentials })).body);
      expect(list('/API').map(({ Name }: { Name: string }) => Name)).toEqual(['Here']);
      expect(list('/API2').map(({ Name }: { Name: string }) => Name)).toEqual(['There']);
    });

    it.each([
      ['localhost/mes/API2', '/mes/API2'],
      ['localhost/mes/API2/', '/mes/API2'],
      ['/API2', '/mes/API2'],
      ['/mes/API2', '/mes/mes/API2'],
    ])('that is %j has its API at %s if the base path is /mes', (given, path) => {
      const company = { id: '1', name: 'A', apiUrl: given };
      const based = smartconnectSandbox({
        accounts: [{ ...user, companies: [company] }],
        random: random(),
        basePath: '/mes',
      });
      const status = (at: string) =>
        based({ ...tokenRequest(), url: tokenRequest({ companyId: '1' }).url.replace(apiUrl, `http://localhost${at}`) })
          .status;
      expect(status(path)).toBe(200);
      expect(['/mes/API2', '/mes/mes/API2'].map(status).sort()).toEqual([200, 404]);
    });

    it('may have no path at all', () => {
      const bare = smartconnectSandbox({
        accounts: [{ ...user, companies: [{ id: '1', name: 'A', apiUrl: 'localhost' }] }],
        random: random(),
      });
      const url = tokenRequest({ companyId: '1' }).url.replace(apiUrl, 'http://localhost');
      expect(bare({ method: 'POST', url, headers: {} }).status).toBe(200);
      expect(bare(get('http://localhost/x')).status).toBe(404);
    });
  });

  it.each([
    [{ bits: 1023 }, 'ERR_ARGUMENT_VALUE'],
    [{ bits: 1025 }, 'ERR_ARGUMENT_VALUE'],
    [{ bits: 8192 }, 'ERR_ARGUMENT_VALUE'],
    [{ bits: '1024' }, 'ERR_ARGUMENT_TYPE'],
    [{ random: 1 }, 'ERR_ARGUMENT_TYPE'],
    [{ random: (length: number) => new Uint8Array(length) }, 'ERR_RANDOM'],
    [{ charset: 'ascii' }, 'ERR_TEXT_NOT_ENCODABLE'],
    [{ charset: 'utf-16le' }, 'ERR_ARGUMENT_VALUE'],
    [{ accounts: [user] }, 'ERR_ARGUMENT_TYPE'],
    [{ accounts: [{ ...user, companies: [{ id: 1, name: '' }] }] }, 'ERR_ARGUMENT_TYPE'],
    [{ key: 'x' }, 'ERR_UNKNOWN_OPTION'],
  ])('refuses the options %j, before any request', (wrong, code) => {
    expect(codeOf(() => callUntyped(smartconnectSandbox, { accounts, ...wrong }))).toBe(code);
  });
});

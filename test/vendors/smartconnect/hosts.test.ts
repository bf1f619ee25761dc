/** Where a sign-in follows the `ApiUrl` of the companies list, and where not. */
import { ResponseError } from 'credwire';
import { describe, expect, it } from 'vitest';
import { type Options, product, service, signIn } from '../../support/smartconnect-service.js';
import { rejectionOf } from '../../support/thrown.js';

const followed = async (apiUrl: string, options: Partial<Options> = {}) => {
  const listed = service({ products: [product('72b0', apiUrl)] });
  await signIn(options, listed);
  return listed.places().at(-1);
};

async function refused(apiUrl: string, options: Partial<Options> = {}): Promise<ResponseError> {
  const listed = service({ products: [product('72b0', apiUrl)] });
  const error = await rejectionOf(signIn(options, listed));
  expect(listed.asked).toHaveLength(2); // nothing has gone there
  if (error instanceof ResponseError) return error;
  throw new Error(`expected a ResponseError, got ${error.name}`);
}

const SANDBOX: Partial<Options> = { loginUrl: 'http://127.0.0.1:8080' };
const OWN: Partial<Options> = { loginUrl: 'https://login.example:8443/base' };

describe('a sign-in follows the ApiUrl', () => {
  it.each([
    ['api.smartconnect.com/API', 'https://api.smartconnect.com/API/GetToken'],
    ['smartconnect.com', 'https://smartconnect.com/GetToken'],
    ['A.b-c.SMARTCONNECT.com:443/API/', 'https://a.b-c.smartconnect.com:443/API/GetToken'],
    ['https://api.smartconnect.com/API', 'https://api.smartconnect.com/API/GetToken'],
    ['login.smartconnect.com/API', 'https://login.smartconnect.com/API/GetToken'],
    [
      'smartconnect-na-scheduler.azurewebsites.net/API',
      'https://smartconnect-na-scheduler.azurewebsites.net/API/GetToken',
    ],
    ['api.smartconnect.com/a+b://c', 'https://api.smartconnect.com/a+b://c/GetToken'],
  ])("of the vendor's own, %s", async (apiUrl, place) => {
    expect(await followed(apiUrl)).toBe(`POST ${place}`);
  });

  it.each([
    ['login.example:8443/API', OWN],
    ['login.example:9443/API', OWN],
    ['LOGIN.example/API', OWN],
    ['127.0.0.1:8080/API', SANDBOX],
    ['127.0.0.1:8081/API', SANDBOX],
    ['http://127.0.0.1:8080/API', SANDBOX],
    ['[::1]:1/API', { loginUrl: 'http://[::1]:1' }],
    ['localhost/API', { loginUrl: new URL('http://localhost/') }],
  ])('of the host of loginUrl, %s', async (apiUrl, options) => {
    expect(await followed(apiUrl, options)).toMatch(/API\/GetToken$/);
  });

  it.each([
    ['own.example/API', ['own.example']],
    ['own.example/API', ['b.example', 'OWN.example:443']],
    ['own.example:8443', ['own.example:8443']],
    ['own.example:8443', ['own.example']],
    ['api.smartconnect.com:8443', ['api.smartconnect.com:8443']],
    ['10.0.0.1', ['10.0.0.1']],
    ['localhost:8443/API', ['localhost:8443']],
  ])('of a host that is listed, %s by %j', async (apiUrl, apiHosts) => {
    expect(await followed(apiUrl, { apiHosts })).toMatch(/^POST https:.*\/GetToken$/);
  });
});

const UNTRUSTED: readonly (readonly [apiUrl: string, host: string, options?: Partial<Options>])[] = [
  ['attacker.example/x', 'attacker.example'],
  ['ATTACKER.example:8443/x', 'attacker.example'],
  ['https://attacker.example', 'attacker.example'],
  ['http://attacker.example', 'attacker.example'],
  ['169.254.169.254/latest', '169.254.169.254'],
  ['http://169.254.169.254/latest/meta-data', '169.254.169.254'],
  ['[::ffff:169.254.169.254]/latest', '[::ffff:169.254.169.254]'],
  ['localhost:8443/admin', 'localhost'],
  ['http://127.0.0.1:6379/', '127.0.0.1'],
  ['[::1]', '[::1]'],
  ['0x7f.1', '0x7f.1'],
  ['2130706433', '2130706433'],
  ['attacker.example/GetToken', 'attacker.example'],
  ['smartconnect.com.evil.example', 'smartconnect.com.evil.example'],
  ['evilsmartconnect.com', 'evilsmartconnect.com'],
  ['evil-smartconnect.com', 'evil-smartconnect.com'],
  ['smartconnect.com.', 'smartconnect.com.'],
  ['smartconnect.co', 'smartconnect.co'],
  ['smartconnect.com.com', 'smartconnect.com.com'],
  ['attacker.example/.smartconnect.com', 'attacker.example'],
  ['attacker.example/login.smartconnect.com/API', 'attacker.example'],
  ['other.azurewebsites.net/API', 'other.azurewebsites.net'],
  ['a.smartconnect-na-scheduler.azurewebsites.net', 'a.smartconnect-na-scheduler.azurewebsites.net'],
  ['http://api.smartconnect.com/API', 'api.smartconnect.com'],
  ['http://api.smartconnect.com:443/API', 'api.smartconnect.com'],
  ['login.example.evil.example', 'login.example.evil.example', OWN],
  ['a.login.example', 'a.login.example', OWN],
  ['http://login.example:8443/API', 'login.example', OWN],
  ['localhost:8080/API', 'localhost', SANDBOX],
  ['127.0.0.2:8080', '127.0.0.2', SANDBOX],
  ['api.smartconnect.com/API', 'api.smartconnect.com', SANDBOX],
  ['attacker.example', 'attacker.example', SANDBOX],
  ['a.own.example', 'a.own.example', { apiHosts: ['own.example'] }],
  ['own.example:8443', 'own.example', { apiHosts: ['own.example:8444'] }],
  ['own.example', 'own.example', { apiHosts: ['own.example:8443'] }],
  ['http://own.example', 'own.example', { apiHosts: ['own.example', 'own.example:80'] }],
  ['http://127.0.0.1:6379', '127.0.0.1', { apiHosts: ['127.0.0.1:6379'] }],
];

describe('a sign-in does not follow the ApiUrl', () => {
  it.each(UNTRUSTED.map(([apiUrl, host, options = {}]) => ({ apiUrl, host, options })))(
    '$apiUrl with $options',
    async ({ apiUrl, host, options }) => {
      const error = await refused(apiUrl, options);
      expect([error.code, error.host]).toEqual(['ERR_UNTRUSTED_HOST', host]);
      expect(error.message).toMatch(/^smartconnect\.signIn: "ApiUrl"/);
      expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/example|169|6379|azure/);
    },
  );

  it('where it names the option that lists more hosts', async () => {
    expect((await refused('attacker.example')).message).toContain('"apiHosts"');
  });

  it.each([
    ['javascript:', 'javascript:alert(1)'],
    ['javascript: with slashes', 'javascript://api.smartconnect.com/%0aalert(1)'],
    ['another scheme', 'ftp://api.smartconnect.com'],
    ['credentials', 'user:password@api.smartconnect.com'],
    ['credentials that look like the vendor', 'https://login.smartconnect.com@evil.example'],
    ['the same without a scheme', 'login.smartconnect.com@evil.example'],
    ['a port and credentials', 'login.smartconnect.com:443@evil.example'],
    ['a backslash', 'evil.example\\.smartconnect.com'],
    ['a backslash behind the host', 'api.smartconnect.com\\API'],
    ['a percent-encoded host', 'evil.example%2f.smartconnect.com'],
    ['a character that looks like a dot', 'api\u3002smartconnect.com'],
    ['a letter beyond ASCII', 'api.\u0455martconnect.com'],
    ['a query', 'api.smartconnect.com/API?x='],
    ['a fragment', 'evil.example#.smartconnect.com'],
    ['a line end', 'api.smartconnect.com/API\r\nX: y'],
    ['a way up', 'api.smartconnect.com/../API'],
    ['an empty label', 'api..smartconnect.com'],
    ['a leading dot', '.smartconnect.com'],
    ['the endpoint, which would be there twice', 'api.smartconnect.com/GetToken'],
    ['the endpoint, percent-encoded', 'api.smartconnect.com/API/%47etToken'],
    ['an empty label in Punycode', 'xn--.smartconnect.com'],
    ['white space', ' '],
    ['white space in front', ' api.smartconnect.com'],
    ['slashes alone', '//api.smartconnect.com'],
    ['a lone surrogate', 'api.smartconnect.com/\uD800'],
  ])("if it isn't an address, which is the peer's fault: %s", async (_, apiUrl) => {
    const error = await refused(apiUrl);
    expect(error.code).toBe('ERR_RESPONSE_FORMAT');
    expect(error.message).not.toMatch(/api\.|evil/);
  });

  it('unless the company is chosen', async () => {
    const products = [product('1', 'attacker.example'), product('2', 'api.smartconnect.com/API')];
    for (const options of [{ companyId: '2' }, { choose: () => '2' }]) {
      expect((await signIn(options, service({ products }))).origin).toBe('https://api.smartconnect.com');
    }
  });

  it('if the caller names the API: it is trusted', async () => {
    expect(await followed('attacker.example', { apiUrl: 'own.example/API' })).toBe(
      'POST https://own.example/API/GetToken',
    );
  });
});

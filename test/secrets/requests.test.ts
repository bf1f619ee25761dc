/** A redacted request shows no secret, in any of its forms. */
import { bex, type HttpRequest, idscan, ifactory, jacada, redact, smartconnect } from 'credwire';
import { toCurl, toHar, toHttpFile } from 'credwire/clients';
import { seededRandom } from 'credwire/sandbox';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEY_1024 } from '../support/rsa-keys.js';
import { SECRETS, SecretFinder } from '../support/sentinels.js';
import { facesOf } from '../support/shown.js';

const { user, password, email, token, csrf, company } = SECRETS;
// Seeded: by chance, four characters of a ciphertext are those of some host or header in one run of a hundred.
const random = seededRandom('a ciphertext');
const encryptedPassword = smartconnect.encryptPassword(password, KEY_1024.key, { random });
const finder = new SecretFinder([...Object.values(SECRETS), encryptedPassword, ifactory.encryptPassword(password)]);

/** What is logged, shown and shared of a request, each time redacted. */
function formsOf(request: HttpRequest): Readonly<Record<string, string>> {
  const hidden = redact(request);
  const nul = request.body?.includes('\0') || (request.method === 'HEAD' && request.body !== undefined);
  return {
    ...facesOf(hidden),
    ...facesOf(toHar(request, { redact: true })),
    'an HTTP file': attempt(() => toHttpFile(request, { redact: true })),
    ...Object.fromEntries(
      (['posix', 'cmd', 'powershell'] as const).map((shell) => [
        `curl, ${shell}`,
        nul ? '' : attempt(() => toCurl(request, { redact: true, shell })),
      ]),
    ),
  };
}

// Some requests have no form as a file or a command; the refusal is a form too.
function attempt(write: () => string): string {
  try {
    return write();
  } catch (error) {
    return String(error);
  }
}

function expectNoSecret(request: HttpRequest): void {
  for (const [form, text] of Object.entries(formsOf(request))) expect(finder.partsIn(text), form).toEqual([]);
}

const baseUrl = 'https://api.example/base';
const credentials = { username: user, password };
const plain: HttpRequest = { method: 'GET', url: baseUrl, headers: { Accept: 'application/json' } };

const REQUESTS: Readonly<Record<string, HttpRequest>> = {
  'ifactory.tokenRequest': ifactory.tokenRequest({ baseUrl, userLogin: user, password }),
  'idscan.tokenRequest': idscan.tokenRequest({ baseUrl, ...credentials, area: 'scanning' }),
  'jacada.tokenRequest': jacada.tokenRequest({ baseUrl, accountId: 1, user, password }),
  'jacada.credentialHeaders': {
    ...plain,
    headers: jacada.credentialHeaders({ tenantId: company, applicationKey: token, user: email, password }),
  },
  'bex.tokenRequest': bex.tokenRequest({ baseUrl, ...credentials }),
  'bex.tokenRequest, query': bex.tokenRequest({ baseUrl, ...credentials, transport: 'query' }),
  'smartconnect.companiesRequest': smartconnect.companiesRequest({ email, encryptedPassword, ipAddress: company }),
  'smartconnect.companyListRequest': smartconnect.companyListRequest({ apiUrl: baseUrl, email, encryptedPassword }),
  'smartconnect.tokenRequest': smartconnect.tokenRequest({
    apiUrl: baseUrl,
    email,
    encryptedPassword,
    companyId: company,
  }),
  'smartconnect.validateRequest': smartconnect.validateRequest({ apiUrl: baseUrl, token }),
  'ifactory.authorize': ifactory.authorize(plain, { vendor: 'ifactory', token }),
  'idscan.authorize': idscan.authorize(plain, { vendor: 'idscan', area: 'scanning', token, csrfToken: csrf }),
  'idscan.authorize, cookie': idscan.authorize(
    { ...plain, headers: { cookie: `a=${csrf}` } },
    { vendor: 'idscan', area: 'scanning', token: company },
    { via: 'cookie' },
  ),
  'jacada.authorize': jacada.authorize(plain, { vendor: 'jacada', token }),
  'bex.authorize': bex.authorize(plain, { vendor: 'bex', token }),
  'smartconnect.authorize': smartconnect.authorize(plain, { vendor: 'smartconnect', token }),
};

describe.each(Object.entries(REQUESTS))('the request of %s', (_name, request) => {
  it('shows no part of a secret once it is redacted, however it is printed', () => {
    expectNoSecret(request);
  });

  it('would show one if it were not', () => {
    expect(finder.partsIn(JSON.stringify(request))).not.toEqual([]);
  });
});

describe('any request', () => {
  const secret = fc.constantFrom(...Object.values(SECRETS));
  const name = fc.constantFrom(
    'q',
    'Email',
    'user',
    '__proto__',
    'constructor',
    '',
    'a b',
    'grant-type',
    'x.y',
    'area',
    'grant_type',
  );
  const json = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, secret, fc.constantFrom(null, true, 42), tie('list'), tie('object')),
    list: fc.array(tie('value'), { maxLength: 3 }),
    object: fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  })).value;
  const pairs = fc.array(fc.tuple(name, secret), { maxLength: 3 });
  const form = pairs.map((list) => new URLSearchParams(list).toString());
  const body = fc.oneof(
    json.map((value) => JSON.stringify(value)),
    form,
    secret,
    secret.map((text) => `${text}=`),
    secret.map((text) => Buffer.from(text).toString('base64')),
    secret.map((text) => `{"password":"${text}`),
    secret.map((text) => `<xml>${text}</xml>`),
  );
  const request: fc.Arbitrary<HttpRequest> = fc
    .record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'),
      query: fc.oneof(form, secret.map(encodeURIComponent), fc.constant('')),
      headers: fc.dictionary(
        fc.constantFrom('Authorization', 'x-api-key', 'COOKIE', 'Referer', 'token', 'Accept'),
        fc.constantFrom(token, csrf, company, email),
      ),
      type: fc.constantFrom(
        'application/json',
        'application/x-www-form-urlencoded',
        'APPLICATION/X-WWW-FORM-URLENCODED; charset=utf-8',
        'text/plain',
        `a/${token}`,
        `application/json; charset=${csrf}`,
        undefined,
      ),
      body: fc.option(body, { nil: undefined }),
    })
    .map(({ method, query, headers, type, body: text }) => ({
      method,
      url: `https://api.example/path?${query}`,
      headers: type === undefined ? headers : { ...headers, 'Content-Type': type },
      ...(text === undefined ? {} : { body: text }),
    }));

  it('shows no part of a secret once it is redacted, in its query, headers or body, whatever its content type', () => {
    fc.assert(fc.property(request, expectNoSecret), { numRuns: 300 });
  });

  it('shows the same when it is redacted twice', () => {
    fc.assert(
      fc.property(request, (given) => {
        const hidden = redact(given);
        expect(redact(hidden)).toEqual(hidden);
        expect(JSON.stringify(redact(hidden))).toBe(JSON.stringify(hidden));
      }),
      { numRuns: 1000 },
    );
  });
});

/** No request of any vendor shows a user, a password or a token once it is redacted, in whatever encoding. */
import { bex, type HttpRequest, idscan, ifactory, jacada, redact, run, smartconnect } from 'credwire';
import { toCurl } from 'credwire/clients';
import { describe, expect, it } from 'vitest';
import { get } from '../support/http-messages.js';
import { KEY_1024 } from '../support/rsa-keys.js';
import { SANDBOXES, signedCall } from '../support/sandboxes.js';

const USER = 'sentinel+user &name@example.com';
const PASSWORD = 'sentinel+pass word/"\u00E9"';
const TOKEN = 'sentinel+token/AAAA==';

const baseUrl = 'https://api.example/base';
const user = { username: USER, password: PASSWORD };
const encryptedPassword = smartconnect.encryptPassword(PASSWORD, KEY_1024.key);

/** Every request that the vendors' modules build, and what of its secrets is peculiar to it. */
const ROWS: readonly (readonly [name: string, request: HttpRequest, secret?: string])[] = [
  [
    'ifactory.tokenRequest',
    ifactory.tokenRequest({ baseUrl, userLogin: USER, password: PASSWORD }),
    ifactory.encryptPassword(PASSWORD),
  ],
  ['idscan.tokenRequest', idscan.tokenRequest({ baseUrl, ...user, area: 'scanning' })],
  ['jacada.tokenRequest', jacada.tokenRequest({ baseUrl, accountId: 1, user: USER, password: PASSWORD })],
  [
    'jacada.tokenRequest without a prefix',
    jacada.tokenRequest({ baseUrl, accountId: 1, user: USER, password: PASSWORD, prefixLength: 0 }),
  ],
  [
    'jacada.credentialHeaders',
    get(baseUrl, jacada.credentialHeaders({ tenantId: TOKEN, applicationKey: TOKEN, user: TOKEN, password: PASSWORD })),
  ],
  ['bex.tokenRequest, JSON', bex.tokenRequest({ baseUrl, ...user })],
  ['bex.tokenRequest, query', bex.tokenRequest({ baseUrl, ...user, transport: 'query', method: 'GET' })],
  ['smartconnect.publicKeyRequest', smartconnect.publicKeyRequest({ loginUrl: baseUrl })],
  [
    'smartconnect.companiesRequest',
    smartconnect.companiesRequest({ loginUrl: baseUrl, email: USER, encryptedPassword, ipAddress: TOKEN }),
    encryptedPassword,
  ],
  [
    'smartconnect.companyListRequest',
    smartconnect.companyListRequest({ apiUrl: baseUrl, email: USER, encryptedPassword }),
    encryptedPassword,
  ],
  [
    'smartconnect.tokenRequest',
    smartconnect.tokenRequest({ apiUrl: baseUrl, email: USER, encryptedPassword, companyId: TOKEN }),
    encryptedPassword,
  ],
  ['smartconnect.validateRequest', smartconnect.validateRequest({ apiUrl: baseUrl, token: TOKEN })],
  ['ifactory.authorize', signedCall(baseUrl, { vendor: 'ifactory', token: TOKEN })],
  ['idscan.authorize', signedCall(baseUrl, { vendor: 'idscan', area: 'scanning', token: TOKEN, csrfToken: TOKEN })],
  [
    'idscan.authorize, cookie',
    idscan.authorize(
      get(baseUrl, { Cookie: `other=${TOKEN}` }),
      { vendor: 'idscan', area: 'scanning', token: TOKEN },
      { via: 'cookie' },
    ),
  ],
  ['jacada.authorize', signedCall(baseUrl, { vendor: 'jacada', token: TOKEN })],
  ['bex.authorize', signedCall(baseUrl, { vendor: 'bex', token: TOKEN })],
  ['smartconnect.authorize', signedCall(baseUrl, { vendor: 'smartconnect', token: TOKEN })],
];

const REQUESTS = ROWS.map(([name, request, secret]) => ({ name, request, secret }));

/** A secret in each form that it can take in a request. */
function encodings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // Base64 of a part of a longer text: a prefix shifts it by one byte or two, and blurs its ends.
  const shifted = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return whole.slice(4, whole.length - 4);
  });
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    encodeURI(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    bytes.toString('hex'),
    ...shifted,
    ...shifted.map(encodeURIComponent),
  ];
}

const secrets = [USER, PASSWORD, TOKEN].flatMap(encodings);

describe.each(REQUESTS)('redact hides the secrets of $name', ({ request, secret }) => {
  const own = secret === undefined ? [] : [secret, encodeURIComponent(secret)];

  it('in the request, and in everything built from it', () => {
    const hidden = redact(request);
    for (const shown of [JSON.stringify(hidden), JSON.stringify(redact(hidden)), toCurl(request, { redact: true })]) {
      for (const encoded of [...secrets, ...own, 'sentinel']) expect(shown).not.toContain(encoded);
    }
  });

  it('and nothing of where it goes, nor how', () => {
    const { method, url, headers, body } = redact(request);
    expect(method).toBe(request.method);
    expect(url.split('?', 1)).toEqual(request.url.split('?', 1));
    expect(Object.keys(headers)).toEqual(Object.keys(request.headers));
    expect(headers.Accept).toBe(request.headers.Accept);
    expect(headers['Content-Type']).toBe(request.headers['Content-Type']);
    expect(typeof body).toBe(typeof request.body);
    expect(redact(redact(request))).toEqual(redact(request));
  });
});

describe('the check of this file', () => {
  it("would find each secret if it weren't hidden", () => {
    const shown = REQUESTS.map(({ request }) => JSON.stringify(request)).join('\n');
    const plain = (secret: string) => encodings(secret).some((encoded) => shown.includes(encoded));
    for (const secret of [USER, PASSWORD, TOKEN]) expect(plain(secret)).toBe(true);
    for (const { name, request, secret } of REQUESTS) {
      const found = [...secrets, secret ?? ''].filter((text) => text !== '' && JSON.stringify(request).includes(text));
      if (name !== 'smartconnect.publicKeyRequest') expect(found, name).not.toEqual([]);
    }
  });
});

describe('redact keeps what tells nothing of the user', () => {
  it('grant type and area of IDscan, and the ClientName of SmartConnect', () => {
    expect(redact(idscan.tokenRequest({ baseUrl, ...user, area: 'investigation' })).body).toBe(
      'grant_type=password&username=***&password=***&area=investigation',
    );
    const options = { loginUrl: baseUrl, email: USER, encryptedPassword, clientName: 'app' };
    expect(redact(smartconnect.companiesRequest(options)).body).toBe(
      '{"Email":"***","Password":"***","ClientName":"app","IpAddress":"***"}',
    );
  });
});

describe.each(SANDBOXES)('redact of every request of a sign-in: $name', ({ start, signIn, path }) => {
  it('shows neither user nor password nor token', async () => {
    const who = { name: USER, password: PASSWORD };
    const handle = start([who]);
    const shown: string[] = [];
    const session = await run(signIn('http://localhost', who), async (request) => {
      shown.push(JSON.stringify(redact(request)));
      return handle(request);
    });
    shown.push(JSON.stringify(redact(signedCall(`http://localhost${path}`, session))));
    for (const text of shown) {
      for (const secret of [...secrets, session.token]) expect(text).not.toContain(secret);
    }
  });
});

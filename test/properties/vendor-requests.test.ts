/** What the vendors' modules send, read back by decoders that aren't this library's. */
import { createDecipheriv } from 'node:crypto';
import { bex, type HttpRequest, idscan, ifactory, jacada, smartconnect } from 'credwire';
import { seededRandom } from 'credwire/sandbox';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wellFormedText } from '../support/arbitraries.js';
import { KEY_1024, openPkcs1 } from '../support/rsa-keys.js';

const baseUrl = 'https://api.example/base';
const text = wellFormedText(25); // at most 100 bytes of UTF-8: an RSA key of 1024 bits takes 117
const path = ({ url }: HttpRequest) => new URL(url).pathname;
const query = ({ url }: HttpRequest) => [...new URL(url).searchParams];
const jsonBody = ({ body = '' }: HttpRequest): Record<string, string> => JSON.parse(body);
const base64 = (value: string | null | undefined) => Buffer.from(value ?? '', 'base64');

function decrypted(ciphertext: string | null | undefined): string {
  return openPkcs1(KEY_1024, base64(ciphertext)).message.toString();
}

describe('any user and any password', () => {
  it('come back from the query of iFactory, by OpenSSL', () => {
    const keys = { 'utf-8': 'utf8', 'utf-16le': 'utf16le' } as const;
    const charset = fc.constantFrom('utf-8' as const, 'utf-16le' as const);
    const block = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(text, text, block, block, charset, (userLogin, password, key, iv, charset) => {
        const request = ifactory.tokenRequest({ baseUrl, userLogin, password, key, iv, charset });
        const [user, encrypted] = query(request);
        expect(user).toEqual(['userLogin', userLogin]);
        const decipher = createDecipheriv('aes-128-cbc', key, iv);
        const plain = Buffer.concat([decipher.update(base64(encrypted?.[1])), decipher.final()]);
        expect(plain.toString(keys[charset])).toBe(password);
      }),
    );
  });

  it('come back from the form of IDscan, by URLSearchParams', () => {
    const area = fc.constantFrom('scanning' as const, 'investigation' as const);
    fc.assert(
      fc.property(text, text, area, (username, password, area) => {
        const { body } = idscan.tokenRequest({ baseUrl, username, password, area });
        expect([...new URLSearchParams(body)]).toEqual([
          ['grant_type', 'password'],
          ['username', username],
          ['password', password],
          ['area', area],
        ]);
        // The same form, byte for byte, as the platform writes it.
        expect(body).toBe(new URLSearchParams({ grant_type: 'password', username, password, area }).toString());
      }),
    );
  });

  it('come back from the JSON of Jacada, with Buffer, after a prefix of its length', () => {
    const segment = wellFormedText(10).filter((name) => !['', '.', '..'].includes(name));
    fc.assert(
      fc.property(text, text, fc.nat(40), segment, (user, password, prefixLength, accountId) => {
        const request = jacada.tokenRequest({ baseUrl, accountId, user, password, prefixLength });
        const body = new Map(Object.entries(jsonBody(request)));
        expect([...body.keys()]).toEqual(['user', 'password']);
        expect(base64(body.get('user')).toString()).toBe(user);
        const prefixed = base64(body.get('password'));
        expect(prefixed.subarray(prefixLength).toString()).toBe(password);
        expect(prefixed.subarray(0, prefixLength).toString('latin1')).toMatch(/^[a-z]*$/);
        const segments = path(request).split('/').map(decodeURIComponent);
        expect(segments).toEqual(['', 'base', 'version', '1', 'account', accountId, 'auth', '']);
      }),
    );
  });

  it('come back from the JSON of BEX, and from its query', () => {
    fc.assert(
      fc.property(text, text, (username, password) => {
        expect(jsonBody(bex.tokenRequest({ baseUrl, username, password }))).toEqual({ username, password });
        const expected = Object.entries({ username, password });
        expect(query(bex.tokenRequest({ baseUrl, username, password, transport: 'query' }))).toEqual(expected);
        expect([...new URLSearchParams(bex.encodeCredentials({ username, password }))]).toEqual(expected);
      }),
    );
  });

  it('come back from the requests of SmartConnect, by OpenSSL', () => {
    fc.assert(
      fc.property(text, text, text, (email, password, companyId) => {
        const encryptedPassword = smartconnect.encryptPassword(password, KEY_1024.key);
        const user = { email, encryptedPassword };
        const listed = jsonBody(smartconnect.companiesRequest({ ...user, clientName: companyId, ipAddress: '::1' }));
        expect(listed).toEqual({
          Email: email,
          Password: encryptedPassword,
          ClientName: companyId,
          IpAddress: '::1',
        });
        const request = smartconnect.tokenRequest({ apiUrl: baseUrl, ...user, companyId });
        expect(query(request)).toEqual(Object.entries({ email, password: encryptedPassword, companyId }));
        expect(query(smartconnect.companyListRequest({ apiUrl: baseUrl, ...user }))).toEqual(
          query(request).slice(0, 2),
        );
        expect(decrypted(encryptedPassword)).toBe(password);
      }),
    );
  });
});

describe('a request', () => {
  const BUILDERS: readonly (readonly [string, (options: object) => HttpRequest])[] = [
    ['iFactory', (options) => ifactory.tokenRequest({ baseUrl, userLogin: '', password: '', ...options })],
    ['IDscan', (options) => idscan.tokenRequest({ baseUrl, username: '', password: '', area: 'scanning', ...options })],
    ['Jacada', (options) => jacada.tokenRequest({ baseUrl, accountId: 1, user: '', password: '', ...options })],
    ['BEX', (options) => bex.tokenRequest({ baseUrl, username: '', password: '', ...options })],
  ];
  const users = fc.record({ userLogin: text, username: text, user: text, password: text });
  const pick = (name: string, { userLogin, username, user, password }: Record<string, string>) =>
    ({ iFactory: { userLogin, password }, Jacada: { user, password } })[name] ?? { username, password };

  it.each(BUILDERS)('of %s follows only from its options and its random stream', (name, build) => {
    fc.assert(
      fc.property(users, fc.string(), (user, seed) => {
        const random = () => (name === 'Jacada' ? { random: seededRandom(seed) } : {});
        const options = pick(name, user);
        const request = build({ ...options, ...random() });
        expect(build(Object.freeze({ ...options, ...random() }))).toEqual(request);
        expect(JSON.stringify(build({ ...options, ...random() }))).toBe(JSON.stringify(request));
      }),
    );
  });

  it.each(BUILDERS)('of %s is frozen, plain, and its URL and headers are visible ASCII', (name, build) => {
    fc.assert(
      fc.property(users, (user) => {
        const request = build(pick(name, user));
        expect(Object.isFrozen(request) && Object.isFrozen(request.headers)).toBe(true);
        expect(JSON.parse(JSON.stringify(request))).toEqual(request);
        expect(request.url).toMatch(/^[!-~]+$/);
        expect(new URL(request.url).href).toBe(request.url);
      }),
    );
  });
});

describe('a flow', () => {
  const STARTS = [
    ['iFactory', ifactory.signIn, { baseUrl, userLogin: 'u', password: 'p' }],
    ['IDscan', idscan.signIn, { baseUrl, username: 'u', password: 'p', area: 'scanning', now: 0 }],
    ['Jacada', jacada.signIn, { baseUrl, accountId: 1, user: 'u', password: 'p' }],
    ['BEX', bex.signIn, { baseUrl, username: 'u', password: 'p' }],
    ['SmartConnect', smartconnect.signIn, { loginUrl: baseUrl, email: 'u', password: 'p' }],
  ] as const;
  const ANSWERS: Readonly<Record<string, readonly unknown[]>> = {
    iFactory: [{ token: 'abc' }],
    IDscan: [{ access_token: 'abc' }],
    Jacada: [{ 'Security-Token': 'abc' }],
    BEX: [{ value: 'abc' }],
    SmartConnect: [
      `<RSAKeyValue><Modulus>${Buffer.from(KEY_1024.modulus).toString('base64')}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`,
      { Products: [{ ApiUrl: 'api.example', Account: { AccountId: '1' } }] },
      'abc',
    ],
  };

  it.each(STARTS)('of %s reads its options once, when it starts: later changes do nothing', (name, signIn, options) => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(options)), fc.anything()), (changes) => {
        const random = () => ({ random: seededRandom('a test') });
        const more = name === 'Jacada' || name === 'SmartConnect' ? random : () => ({});
        const trace = (change: (given: object) => void) => {
          const given = { ...options, ...more() };
          // Each vendor has options of its own, which belong to its function in the table above.
          const flow: Generator<HttpRequest, unknown, unknown> = Reflect.apply(signIn, undefined, [given]);
          const steps = [flow.next()];
          change(given);
          for (const body of ANSWERS[name] ?? []) {
            steps.push(flow.next({ status: 200, headers: {}, body: JSON.stringify(body) }));
          }
          return steps;
        };
        const expected = trace(() => undefined);
        expect(expected.at(-1)).toMatchObject({ done: true, value: { token: 'abc' } });
        expect(trace((given) => Object.assign(given, changes))).toEqual(expected);
      }),
    );
  });
});

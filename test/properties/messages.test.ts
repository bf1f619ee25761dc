/** What holds for any request, answer and address: nothing lost, nothing shown, nothing uncoded. */
import {
  bex,
  type HttpRequest,
  InputError,
  idscan,
  ifactory,
  jacada,
  ResponseError,
  redact,
  smartconnect,
} from 'credwire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseUrl as baseUrlCheck } from '../../src/core/url.js';
import { anyText, mutationOf, wellFormedText } from '../support/arbitraries.js';
import { lowerCased } from '../support/http-messages.js';
import { PARSERS } from '../support/parsers.js';
import { signedCall } from '../support/sandboxes.js';
import { outcomeOf } from '../support/thrown.js';

const readBase = baseUrlCheck();
const baseUrl = (label: string, text: string): string => readBase(label, text).base;

/** What SmartConnect accepts as a ciphertext: Base64 of an RSA block, here with some text in it. */
const blockOf = (text: string): string => Buffer.alloc(128, `${text}.`).toString('base64');

const VISIBLE = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index));
const TOKEN_CHARACTERS = VISIBLE.filter((character) => /[!#$%&'*+.^_`|~0-9A-Za-z-]/.test(character));

const visible = fc.string({ unit: fc.constantFrom(...VISIBLE), minLength: 1, maxLength: 20 });
const fieldName = fc.string({ unit: fc.constantFrom(...TOKEN_CHARACTERS), minLength: 1, maxLength: 8 });
const ownName = fc.constantFrom(
  'Authorization',
  'token',
  'TOKEN',
  'Security-Token',
  'Cookie',
  'Accept',
  'Content-Type',
);
const headers = fc.dictionary(
  fc.oneof(fieldName, ownName),
  fc.string({ unit: fc.constantFrom(' ', '\t', ...VISIBLE) }),
);
const pathAndQuery = fc
  .array(fc.oneof(visible, fc.constantFrom('?', '&', '=', 'token', 'TOKEN=', '&token=old', '?token=old')), {
    maxLength: 6,
  })
  .map((pieces) => `/${pieces.join('').replace(/[#\\]/g, '')}`);
const formLabel = 'application/x-www-form-urlencoded';

const request: fc.Arbitrary<HttpRequest> = fc
  .record({
    method: fc.constantFrom('GET' as const, 'POST' as const, 'DELETE' as const),
    url: pathAndQuery.map((target) => `https://api.example${target}`),
    headers: fc.oneof(
      headers,
      headers.map((others) => ({ ...others, 'content-type': formLabel })),
    ),
    body: fc.option(
      fc.oneof(
        wellFormedText(),
        fc.json(),
        fc.webQueryParameters(),
        fc.constantFrom('area=scanning&grant_type=', '{"ClientName":"a","area":["b",{"c":1}]}'),
      ),
      { nil: undefined },
    ),
  })
  .map(({ body, ...rest }) => (body === undefined ? rest : { ...rest, body }));

describe('redact', () => {
  it('takes any request, and changes nothing the second time', () => {
    fc.assert(
      fc.property(request, (plain) => {
        const hidden = redact(plain);
        expect(redact(hidden)).toEqual(hidden);
        expect(hidden.method).toBe(plain.method);
        expect(hidden.url.split('?', 1)).toEqual(plain.url.split('?', 1));
        expect(Object.keys(hidden.headers)).toEqual(Object.keys(plain.headers));
      }),
      { numRuns: 500 },
    );
  });

  it('shows the same of any two users: nothing of the one or the other', () => {
    const text = wellFormedText(20).filter((value) => value !== '');
    const base = { baseUrl: 'https://api.example' };
    fc.assert(
      fc.property(text, text, visible, (user, password, token) => {
        const requests = (user: string, password: string, token: string) => [
          ifactory.tokenRequest({ ...base, userLogin: user, password }),
          idscan.tokenRequest({ ...base, username: user, password, area: 'scanning' }),
          jacada.tokenRequest({ ...base, accountId: 1, user, password }),
          jacada.tokenRequest({ ...base, accountId: 1, user, password, prefixLength: 0 }),
          bex.tokenRequest({ ...base, username: user, password }),
          bex.tokenRequest({ ...base, username: user, password, transport: 'query' }),
          smartconnect.companiesRequest({ email: user, encryptedPassword: blockOf(password) }),
          smartconnect.companyListRequest({ apiUrl: 'api.example', email: user, encryptedPassword: blockOf(password) }),
          smartconnect.tokenRequest({
            apiUrl: 'api.example',
            email: user,
            encryptedPassword: blockOf(password),
            companyId: '1',
          }),
          smartconnect.validateRequest({ apiUrl: 'api.example', token }),
          signedCall('https://api.example/', { vendor: 'ifactory', token }),
          signedCall('https://api.example/', { vendor: 'idscan', token, area: 'scanning', csrfToken: token }),
          signedCall('https://api.example/', { vendor: 'jacada', token }),
          signedCall('https://api.example/', { vendor: 'bex', token }),
          signedCall('https://api.example/', { vendor: 'smartconnect', token }),
        ];
        expect(requests(user, password, token).map(redact)).toEqual(requests('u', 'p', 't').map(redact));
      }),
    );
  });
});

describe('authorize', () => {
  const SESSIONS = [
    [{ vendor: 'ifactory', token: 'abc' }, { authorization: 'Bearer abc' }],
    [{ vendor: 'idscan', area: 'scanning', token: 'abc' }, { authorization: 'abc' }],
    [{ vendor: 'jacada', token: 'abc' }, { 'security-token': 'abc' }],
    [{ vendor: 'bex', token: 'abc' }, { token: 'abc' }],
  ] as const;

  it.each(SESSIONS)('never loses or changes another header (%#)', (session, own) => {
    fc.assert(
      fc.property(headers, (given) => {
        const before = structuredClone(given);
        const { method, url, headers: signed } = signedCall('https://api.example/x', session, given);
        expect({ method, url }).toEqual({ method: 'GET', url: 'https://api.example/x' });
        const others = Object.entries(given).filter(([name]) => !Object.hasOwn(own, name.toLowerCase()));
        expect(lowerCased(signed)).toEqual({ ...lowerCased(Object.fromEntries(others)), ...own });
        expect(Object.entries(signed).slice(0, -1)).toEqual(others);
        expect(given).toEqual(before);
      }),
    );
  });

  it('of SmartConnect never loses or changes another parameter', () => {
    fc.assert(
      fc.property(pathAndQuery, headers, (target, given) => {
        const url = `https://api.example${target}`;
        const signed = signedCall(url, { vendor: 'smartconnect', token: 'a+b' }, given);
        const others = Object.entries(given).filter(([name]) => name.toLowerCase() !== 'authorization');
        expect(Object.entries(signed.headers)).toEqual(others); // the REST API's credential is gone
        const [path, ...query] = signed.url.split('?');
        expect(path).toBe(url.split('?', 1)[0]);
        const present = url.split('?').slice(1).join('?');
        const kept = present.split('&').filter((pair) => pair !== '' && !/^token(=|$)/i.test(pair));
        expect(query.join('?').split('&')).toEqual([...kept, 'token=a%2Bb']);
      }),
      { numRuns: 300 },
    );
  });
});

describe.each(PARSERS)('$name', ({ parse, body, refusal }) => {
  const jsonValue = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value));
  const member = fc.constantFrom(
    'token',
    'Token',
    'access_token',
    'value',
    'ex',
    'message',
    'Message',
    'Products',
    'Id',
  );
  const likely = fc.dictionary(member, fc.jsonValue({ maxDepth: 2 })).map((value) => JSON.stringify(value));
  const bodies = fc.oneof(
    anyText,
    jsonValue,
    likely,
    mutationOf(body, wellFormedText(3)),
    mutationOf(refusal.body, wellFormedText(3)),
  );
  const statuses = fc.oneof(fc.constantFrom(200, 201, 401), fc.integer({ min: 0, max: 999 }));
  const lines = fc.dictionary(fc.oneof(fc.constant('set-cookie'), anyText), fc.oneof(anyText, fc.array(anyText)));

  it('ends in a session, an error of the peer or a wrong base URL, whatever comes', () => {
    fc.assert(
      fc.property(bodies, statuses, lines, (text, status, given) => {
        try {
          const result = parse({ status, headers: given, body: text });
          expect([200, 201]).toContain(status);
          expect(result === undefined || result === null).toBe(false);
        } catch (error) {
          if (error instanceof InputError && error.code === 'ERR_ENDPOINT_NOT_FOUND') {
            expect(error.status).toBe(status);
            return;
          }
          if (!(error instanceof ResponseError)) throw error;
          expect(error.status).toBe(status);
          expect(error.vendorMessage?.length ?? 0).toBeLessThanOrEqual(1000);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a base URL', () => {
  const piece = fc.constantFrom(
    ...['http://', 'https://', 'HTTP://', 'localhost', '127.0.0.1', '[::1]', 'evil.example', '127.1', '2130706433'],
    ...['@', ':', ':80', ':65535', '/', '//', '\\', '?', '#', '.', '..', '%2e', '%', '%00', ' ', '\t', '\n', '\0'],
    ...['a', '-', '_', '\u00E9', '\u3002', '\uFF0E', 'xn--', '0x7f.1', '[', ']', '::1', '.localhost', 'localhost.'],
  );
  const url = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  const likely = fc
    .tuple(
      fc.constantFrom('http://', 'https://'),
      fc.constantFrom('localhost', '127.0.0.1', '[::1]', 'a.localhost'),
      url,
    )
    .map((parts) => parts.join(''));

  it('that is accepted means to the platform what it means here', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(url, likely), (text) => {
        if (outcomeOf(() => baseUrl('test', text)) !== 'returned' || !URL.canParse(text)) return;
        accepted++;
        const base = baseUrl('test', text);
        const { protocol, hostname, username, password, search, hash } = new URL(`${base}/end?query`);
        expect([username, password, search, hash]).toEqual(['', '', '?query', '']);
        expect(base.startsWith(`${protocol}//`)).toBe(true);
        if (protocol === 'http:' && !readBase('test', text).isInsecure) {
          expect(hostname).toMatch(/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/);
        }
        expect(baseUrl('test', base)).toBe(base);
        expect(new URL(`${base}/end`).pathname.endsWith('/end')).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});

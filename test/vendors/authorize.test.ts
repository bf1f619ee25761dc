/** What the five `authorize` have in common: a session of the vendor in, every other header kept, nothing changed. */
import { bex, type HttpRequest, idscan, ifactory, jacada, smartconnect } from 'credwire';
import { describe, expect, it } from 'vitest';
import { get } from '../support/http-messages.js';
import { callUntyped, codeOf, thrownBy } from '../support/thrown.js';

const TOKEN = 'to+k/e=n';
const URL = 'https://api.example/x?a=b';

const VENDORS = [
  {
    vendor: 'ifactory',
    authorize: ifactory.authorize,
    session: { vendor: 'ifactory', token: TOKEN, expiresAt: 1 },
    header: 'Authorization',
    signed: { url: URL, headers: { Authorization: `Bearer ${TOKEN}` } },
  },
  {
    vendor: 'idscan',
    authorize: idscan.authorize,
    session: { vendor: 'idscan', token: TOKEN, area: 'scanning', username: 'psc' },
    header: 'Authorization',
    signed: { url: URL, headers: { Authorization: TOKEN } },
  },
  {
    vendor: 'jacada',
    authorize: jacada.authorize,
    session: { vendor: 'jacada', token: TOKEN },
    header: 'Security-Token',
    signed: { url: URL, headers: { 'Security-Token': TOKEN } },
  },
  {
    vendor: 'bex',
    authorize: bex.authorize,
    session: { vendor: 'bex', token: TOKEN, id: 1, isStrongPassword: true },
    header: 'token',
    signed: { url: URL, headers: { token: TOKEN } },
  },
  {
    vendor: 'smartconnect',
    authorize: smartconnect.authorize,
    session: { vendor: 'smartconnect', token: TOKEN, apiUrl: 'https://api.example', companyId: '1' },
    header: undefined,
    signed: { url: `${URL}&token=to%2Bk%2Fe%3Dn`, headers: {} },
  },
] as const;

describe.each(VENDORS)('$vendor.authorize', ({ vendor, authorize, session, header, signed }) => {
  // Called as JavaScript would, since the five take sessions of their own; all of them return a request.
  const sign = (request: unknown, by: unknown = session) => callUntyped(authorize, request, by) as HttpRequest;

  it('signs a request', () => {
    expect(sign(get(URL))).toEqual({ method: 'GET', ...signed });
  });

  it('takes a session that has been through JSON', () => {
    expect(sign(get(URL), JSON.parse(JSON.stringify(session)))).toEqual(sign(get(URL)));
  });

  it('keeps method, body and every other header, in their order and their case', () => {
    const headers = { 'x-B': '1', ACCEPT: '2', 'content-type': 'text/plain', 'X-a': '' };
    const request: HttpRequest = { method: 'PATCH', url: URL, headers, body: '\u00E9' };
    const result = sign(request);
    expect(result).toMatchObject({ method: 'PATCH', body: '\u00E9' });
    expect(Object.entries(result.headers)).toEqual([...Object.entries(headers), ...Object.entries(signed.headers)]);
  });

  it('takes the place of its own header, whatever the case of that', () => {
    const name = header ?? 'X-None';
    const old = { Accept: 'a', [name.toUpperCase()]: 'old', [name.toLowerCase()]: 'older' };
    const kept = header === undefined ? old : { Accept: 'a' };
    expect(sign(get(URL, old)).headers).toEqual({ ...kept, ...signed.headers });
  });

  it('signs anew what is signed already', () => {
    expect(sign(sign(get(URL), { ...session, token: 'old' }))).toEqual(sign(get(URL)));
  });

  it('returns a new frozen request and changes neither the given one nor the session', () => {
    const request = Object.freeze({ ...get(URL), headers: Object.freeze({ Accept: 'a' }) });
    const result = sign(request, Object.freeze({ ...session }));
    expect(Object.isFrozen(result)).toBe(true);
    expect(Object.isFrozen(result.headers)).toBe(true);
    expect(request).toEqual(get(URL, { Accept: 'a' }));
  });

  it('refuses the session of every other vendor', () => {
    for (const other of VENDORS.filter((row) => row.vendor !== vendor)) {
      expect(codeOf(() => sign(get(URL), { ...session, vendor: other.vendor }))).toBe('ERR_ARGUMENT_VALUE');
      expect(codeOf(() => sign(get(URL), other.session))).toBe('ERR_ARGUMENT_VALUE');
    }
  });

  it.each([undefined, null, 'abc', 42, {}, { vendor: 1 }].map((by) => ({ by })))(
    'refuses $by for a session',
    ({ by }) => {
      expect(codeOf(() => callUntyped(authorize, get(URL), by))).toBe('ERR_ARGUMENT_TYPE');
    },
  );

  it('refuses a session that inherits its token', () => {
    const heir: unknown = Object.assign(Object.create({ token: TOKEN }), { ...session, token: undefined });
    expect(codeOf(() => sign(get(URL), heir))).toBe('ERR_ARGUMENT_TYPE');
  });

  it.each(['a\r\nX-Injected: 1', 'a\n', '\ra', 'a b', 'a\t', '\0', 'caf\u00E9', '\u{1F600}', ''])(
    'refuses the token %j, which no header line can hold',
    (token) => {
      const error = thrownBy(() => sign(get(URL), { ...session, token }));
      expect(error.code).toBe('ERR_HEADER_VALUE');
      expect(error.message).not.toContain('Injected');
    },
  );

  it('refuses a token that is no text, or no well-formed one', () => {
    expect(codeOf(() => sign(get(URL), { ...session, token: 42 }))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => sign(get(URL), { ...session, token: 'a\uD800' }))).toBe('ERR_TEXT_NOT_WELL_FORMED');
  });

  it.each([
    ['a header that breaks its line', get(URL, { A: 'b\r\nC: d' }), 'ERR_HEADER_VALUE'],
    ['a header name that does', get(URL, { 'A\r\nB': 'c' }), 'ERR_HEADER_VALUE'],
    ['a URL without a host', get('/x'), 'ERR_URL'],
    ['a URL with credentials', get('https://u:p@api.example/'), 'ERR_URL'],
    ['a URL with a fragment', get('https://api.example/#x'), 'ERR_URL'],
    ['an unknown method', { ...get(URL), method: 'TRACE' }, 'ERR_ARGUMENT_VALUE'],
    ['a body of bytes', { ...get(URL), body: new Uint8Array(1) }, 'ERR_ARGUMENT_TYPE'],
    ['members that no request has', { ...get(URL), timeout: 1 }, 'ERR_UNKNOWN_OPTION'],
    ['nothing', undefined, 'ERR_ARGUMENT_TYPE'],
  ])('refuses a request with %s', (_, request, code) => {
    expect(codeOf(() => sign(request))).toBe(code);
  });
});

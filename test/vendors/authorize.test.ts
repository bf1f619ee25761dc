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

  it('replaces a header of the same name, in any letter case', () => {
    const name = header ?? 'X-None';
    const old = { Accept: 'a', [name.toUpperCase()]: 'old', [name.toLowerCase()]: 'older' };
    const kept = header === undefined ? old : { Accept: 'a' };
    expect(sign(get(URL, old)).headers).toEqual({ ...kept, ...signed.headers });
  });

  it('signs a signed request again', () => {
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
    'refuses the token %j, which no header line can contain',
    (token) => {
      const error = thrownBy(() => sign(get(URL), { ...session, token }));
      expect(error.code).toBe('ERR_HEADER_VALUE');
      expect(error.message).not.toContain('Injected');
    },
  );

  it("refuses a token that isn't a string, or isn't well-formed", () => {
    expect(codeOf(() => sign(get(URL), { ...session, token: 42 }))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => sign(get(URL), { ...session, token: 'a\uD800' }))).toBe('ERR_TEXT_NOT_WELL_FORMED');
  });

  it.each([
    ['a header that breaks its line', get(URL, { A: 'b\r\nC: d' }), 'ERR_HEADER_VALUE'],
    ['a header name that does', get(URL, { 'A\r\nB': 'c' }), 'ERR_HEADER_VALUE'],
    ['a URL without a host', get('/x'), 'ERR_URL'],
    ['a URL with credentials', get('https://u:p@api.example/'), 'ERR_URL'],
    ['a URL with a fragment', get('https://api.example/#x'), 'ERR_URL'],
    ['headers of fetch', { url: URL, headers: new Headers({ a: 'b' }) }, 'ERR_ARGUMENT_TYPE'],
    ['no URL', { method: 'GET' }, 'ERR_ARGUMENT_TYPE'],
    ['a list for a request', [URL], 'ERR_ARGUMENT_TYPE'],
    ['nothing', undefined, 'ERR_ARGUMENT_TYPE'],
  ])('refuses a request with %s', (_, request, code) => {
    expect(codeOf(() => sign(request))).toBe(code);
  });

  it.each([
    ['url', { url: 1 }],
    ['headers', { url: URL, headers: 1 }],
  ])('names the %s of the request in its message', (name, request) => {
    expect(thrownBy(() => sign(request)).message).toMatch(new RegExp(`^${vendor}\\.authorize: request: "${name}"`));
  });

  it('takes any object with a url, and leaves all else in it untouched', () => {
    const body = new FormData();
    const signal = new AbortController().signal;
    const request = { url: URL, method: 'propfind', body, signal, timeout: 1, [Symbol.for('tag')]: 2 };
    const result = callUntyped(authorize, request, session) as typeof request;
    expect(result).toEqual({ ...request, ...signed });
    expect(result.body).toBe(body);
    expect(result.signal).toBe(signal);
    expect(request).not.toHaveProperty('headers');
  });

  it('takes members that a loop would not show', () => {
    const hidden = Object.defineProperties(
      { method: 'GET' },
      { url: { get: () => URL }, headers: { value: { A: 'b' } } },
    );
    expect(sign(hidden)).toEqual({ method: 'GET', ...signed, headers: { A: 'b', ...signed.headers } });
    expect(sign(Object.defineProperty({ url: URL }, 'body', { value: 'x' }))).toEqual({ body: 'x', ...signed });
  });

  it('reads the request and the session once', () => {
    const reads: PropertyKey[] = [];
    const counted = (object: object) =>
      new Proxy(object, {
        get: (target, name) => {
          reads.push(name);
          return Reflect.get(target, name);
        },
      });
    sign(counted({ url: URL, headers: {} }), counted(session));
    const names = reads.filter((name) => typeof name === 'string');
    expect(names.sort()).toEqual([...new Set(names)].sort());
  });

  describe('of an origin', () => {
    const bound = { ...session, origin: 'https://api.example' };
    const goes = (url: string, options?: unknown, by: unknown = bound) =>
      callUntyped(authorize, { url }, by, options) as HttpRequest;

    it.each(['https://api.example/x', 'https://API.example:443/', 'https://api.example?y'])('signs %s', (url) => {
      expect(JSON.stringify(goes(url))).toContain(vendor === 'smartconnect' ? 'token=' : TOKEN);
    });

    it.each([
      'https://evil.example/x',
      'https://api.example.evil.example/',
      'https://evil.example/?https://api.example/',
      'https://api.example:8443/',
      'https://api.exampl/',
      'https://sub.api.example/',
      'https://127.0.0.1/',
    ])('does not sign %s', (url) => {
      const error = thrownBy(() => goes(url));
      expect(error.code).toBe('ERR_ORIGIN_MISMATCH');
      expect(error.message).toMatch(new RegExp(`^${vendor}\\.authorize: `));
      expect(error.message).toContain('origins');
      expect(error.message).not.toContain('evil');
    });

    it.each(['http://evil.example/x', 'http://api.example/', 'http://evil.localhost/'])('does not sign %s', (url) => {
      const error = thrownBy(() => goes(url));
      expect(error.code).toBe('ERR_INSECURE_URL');
      expect(error.message.includes('allowInsecureHttp')).toBe(vendor !== 'smartconnect');
    });

    it('signs other listed origins, and nothing else', () => {
      const origins = ['https://Files.example:443', 'https://b.example/'];
      expect(goes('https://files.example/x', { origins })).toBeDefined();
      expect(goes('https://b.example/x', { origins })).toBeDefined();
      expect(codeOf(() => goes('https://c.example/x', { origins }))).toBe('ERR_ORIGIN_MISMATCH');
      expect(codeOf(() => goes('http://b.example/x', { origins }))).toBe('ERR_INSECURE_URL');
      expect(codeOf(() => goes('http://plain.example/', { origins: ['http://plain.example'] }))).toBe(
        'ERR_INSECURE_URL',
      );
    });

    it.each([[['files.example']], [['https://a/b']], ['https://a'], [[7]]])('refuses the list %j', (origins) => {
      expect(codeOf(() => goes(URL, { origins }))).toMatch(/^ERR_(?:URL|ARGUMENT_TYPE)$/);
    });

    it('signs its own origin as it was at sign-in, plain HTTP included', () => {
      const plain = { ...session, origin: 'http://mes.example:60200' };
      expect(goes('http://mes.example:60200/x', {}, plain)).toBeDefined();
      expect(codeOf(() => goes('https://mes.example:60200/x', {}, plain))).toBe('ERR_ORIGIN_MISMATCH');
    });

    it('without one, only allows HTTPS or loopback', () => {
      expect(goes('https://any.example/', {}, session)).toBeDefined();
      expect(goes('http://localhost:1/', {}, session)).toBeDefined();
      expect(codeOf(() => goes('http://any.example/', {}, session))).toBe('ERR_INSECURE_URL');
    });

    it('goes over plain HTTP where the caller allows it, but SmartConnect never', () => {
      const allowInsecureHttp = true;
      if (vendor === 'smartconnect') {
        expect(codeOf(() => goes(URL, { allowInsecureHttp }))).toBe('ERR_UNKNOWN_OPTION');
        return;
      }
      expect(goes('http://any.example/', { allowInsecureHttp }, session)).toBeDefined();
      expect(codeOf(() => goes('http://any.example/', { allowInsecureHttp }))).toBe('ERR_ORIGIN_MISMATCH');
    });

    it.each(['api.example', 'https://api.example/x', '', 'javascript:alert(1)'])(
      'refuses %j for an origin',
      (origin) => {
        expect(codeOf(() => goes(URL, {}, { ...session, origin }))).toBe('ERR_URL');
      },
    );
  });
});

describe('a request that is signed already', () => {
  it('by IDscan keeps nothing of a previous user, whichever way the token is sent', () => {
    const old = {
      Accept: 'a',
      AUTHORIZATION: 'Bearer OLD',
      cookie: 'a=b; token=OLD; csrftoken=OLD;token =OLD; Token=OLD; CSRFToken=OLD',
      'X-CSRFToken': 'OLD',
    };
    const session = { vendor: 'idscan', token: TOKEN, area: 'scanning' } as const;
    const request = { url: URL, headers: old };
    expect(idscan.authorize(request, session).headers).toEqual({ Accept: 'a', Cookie: 'a=b', Authorization: TOKEN });
    expect(idscan.authorize(request, session, { via: 'cookie' }).headers).toEqual({
      Accept: 'a',
      Cookie: `a=b; token=${TOKEN}`,
    });
  });

  it('by Jacada keeps no user and password of the newer servers, and gets the session id', () => {
    const old = { 'USER-ID': 'OLD', 'user-password': 'OLD', 'Tenant-Id': 't', 'session-id': 'OLD' };
    const session = { vendor: 'jacada', token: TOKEN, sessionId: 'S' } as const;
    expect(jacada.authorize({ url: URL, headers: old }, session).headers).toEqual({
      'Tenant-Id': 't',
      'Security-Token': TOKEN,
      'Session-Id': 'S',
    });
  });

  it.each(['token', 'TOKEN', '%74oken', 'to%6Ben'])('by SmartConnect keeps no other token, spelled %s', (name) => {
    const request = { url: `https://api.example/x?${name}=OLD&b=%20c&d` };
    const { url } = smartconnect.authorize(request, { vendor: 'smartconnect', token: 'NEW' });
    expect(url).toBe('https://api.example/x?b=%20c&d&token=NEW');
  });
});

import { ifactory } from 'credwire';
import { decodeBase64 } from 'credwire/codecs';
import { describe, expect, it, vi } from 'vitest';
import { json, text } from '../support/http-messages.js';
import { callUntyped, codeOf, refusedBy, thrownBy } from '../support/thrown.js';

const KEY = 'YGjDImfP5bf8F7kGbdqWcA==';
const IV = 'bDA11yRcbUsTC9jl5LnuiQ==';
const ZEROS = 'AAAAAAAAAAAAAAAAAAAAAA==';

// Made with OpenSSL, never with this library.
const KNOWN_ANSWERS = [
  ['', 'zJie8rSL/rAUs3FHjy7sYA=='],
  ['password', 'EKclpDnPPGiHI66zyK906w=='],
  ['P@ss+word/=1', 'jTpn+KK/TcRsHhUeGU2FsQ=='],
  ['0123456789abcdef', 'BzFwJP74Z+0SOGpKNA7kphw1ZAF1+qElWCtkG4Ss/n0='],
  ['\u043F\u0430\u0440\u043E\u043B\u044C', 'gxXyq9tjY6eJhBlMFIPyEA=='],
  ['p\u{1F600}w', 'lsQAy4/UeT6in4HQ/iepiw=='],
] as const;

describe('ifactory.encryptPassword', () => {
  it.each(KNOWN_ANSWERS)('encrypts %j to %s', (password, expected) => {
    expect(ifactory.encryptPassword(password)).toBe(expected);
    expect(ifactory.preparePasswordEncryption()(password)).toBe(expected);
  });

  it("takes the document's key and initialisation vector by default, each by itself", () => {
    const [password, expected] = KNOWN_ANSWERS[2];
    expect(ifactory.encryptPassword(password, { key: KEY })).toBe(expected);
    expect(ifactory.encryptPassword(password, { iv: IV })).toBe(expected);
    expect(ifactory.encryptPassword(password, { key: KEY, iv: IV, charset: 'utf-8' })).toBe(expected);
    expect(ifactory.encryptPassword(password, { key: undefined, iv: undefined })).toBe(expected);
  });

  it('takes key and initialisation vector as bytes', () => {
    const options = { key: decodeBase64(KEY), iv: Buffer.from(IV, 'base64') };
    expect(ifactory.encryptPassword('password', options)).toBe(KNOWN_ANSWERS[1][1]);
  });

  it.each([`${KEY} `, ` ${KEY}`, `\t${KEY}\r\n`, `\n\n ${KEY}   `])(
    'ignores whitespace around a key in Base64: %j',
    (key) => {
      expect(ifactory.encryptPassword('password', { key })).toBe(KNOWN_ANSWERS[1][1]);
    },
  );

  it('encrypts to something else under another key, another vector or another charset', () => {
    const usual = ifactory.encryptPassword('password');
    expect(ifactory.encryptPassword('password', { key: ZEROS })).not.toBe(usual);
    expect(ifactory.encryptPassword('password', { iv: ZEROS })).not.toBe(usual);
    expect(ifactory.encryptPassword('password', { charset: 'utf-16le' })).not.toBe(usual);
  });

  it.each([
    ['no Base64', { key: 'not Base64!' }, 'ERR_BASE64'],
    ['white space in the middle', { key: `YGjDImfP5bf8 F7kGbdqWcA==` }, 'ERR_BASE64'],
    ['no padding', { key: KEY.replaceAll('=', '') }, 'ERR_BASE64'],
    ['the URL-safe alphabet', { iv: '_____w__________________' }, 'ERR_BASE64'],
    ['no key', { key: '' }, 'ERR_AES_KEY_LENGTH'],
    ['white space for a key', { key: ' \n ' }, 'ERR_AES_KEY_LENGTH'],
    ['a short key', { key: new Uint8Array(15) }, 'ERR_AES_KEY_LENGTH'],
    ['a key of AES-256', { key: new Uint8Array(32) }, 'ERR_AES_KEY_LENGTH'],
    ['no vector', { iv: new Uint8Array(0) }, 'ERR_AES_IV_LENGTH'],
    ['a vector of 12 bytes', { iv: 'AAAAAAAAAAAAAAAA' }, 'ERR_AES_IV_LENGTH'],
    ['a key that is a number', { key: 16 }, 'ERR_ARGUMENT_TYPE'],
    ['a key that is null', { key: null }, 'ERR_ARGUMENT_TYPE'],
    ['an unknown charset', { charset: 'latin1' }, 'ERR_ARGUMENT_VALUE'],
    ['an unknown option', { mode: 'cbc' }, 'ERR_UNKNOWN_OPTION'],
  ])('refuses %s', (_, options, code) => {
    expect(codeOf(() => callUntyped(ifactory.encryptPassword, 'password', options))).toBe(code);
    expect(codeOf(() => callUntyped(ifactory.preparePasswordEncryption, options))).toBe(code);
  });

  it('refuses a lone surrogate and says where', () => {
    for (const encrypt of [ifactory.encryptPassword, ifactory.preparePasswordEncryption()]) {
      const error = thrownBy(() => encrypt('abc\uDC00'));
      expect(error.code).toBe('ERR_TEXT_NOT_WELL_FORMED');
      expect(error.message).toContain('position 3 of 4');
    }
  });

  it("refuses a password that isn't a string", () => {
    expect(codeOf(() => callUntyped(ifactory.encryptPassword, 1234))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => callUntyped(ifactory.preparePasswordEncryption(), null))).toBe('ERR_ARGUMENT_TYPE');
  });

  it('does not change a key that is given as bytes, and does not follow later changes of it', () => {
    const key = decodeBase64(KEY);
    const encrypt = ifactory.preparePasswordEncryption({ key });
    expect(key).toEqual(decodeBase64(KEY));
    key.fill(0);
    expect(encrypt('password')).toBe(KNOWN_ANSWERS[1][1]);
  });

  it('expands the key of the document once, and keeps it however it is asked for', () => {
    const Native = Uint32Array; // what a key is expanded into
    const made = vi.fn();
    const expansionsOf = (call: () => unknown) => {
      made.mockClear();
      call();
      return made.mock.calls.length;
    };
    vi.stubGlobal(
      'Uint32Array',
      new Proxy(Native, {
        construct(target, args, newTarget) {
          if (typeof args[0] === 'number') made(); // and no view on something
          return Reflect.construct(target, args, newTarget);
        },
      }),
    );
    try {
      ifactory.encryptPassword('the first');
      expect(expansionsOf(() => ifactory.encryptPassword('p'))).toBe(0);
      expect(expansionsOf(() => ifactory.encryptPassword('p', { charset: 'utf-8' }))).toBe(0);
      expect(expansionsOf(() => ifactory.encryptPassword('p', { charset: 'utf-16le' }))).toBe(1);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe('ifactory.tokenRequest', () => {
  const options = { baseUrl: 'https://mes.example:60200', userLogin: 'demo', password: 'P@ss+word/=1' };

  it('asks by GET, with user and password in the query, percent-encoded once', () => {
    expect(JSON.stringify(ifactory.tokenRequest(options))).toBe(
      '{"method":"GET","url":"https://mes.example:60200/api/tokens?userLogin=demo&password=jTpn%2BKK%2FTcRsHhUeGU2FsQ%3D%3D","headers":{"Accept":"application/json"}}',
    );
  });

  it('percent-encodes the user as UTF-8', () => {
    const { url } = ifactory.tokenRequest({ ...options, userLogin: "J. O'N&m=\u00E9+%20" });
    expect(url).toContain('?userLogin=J.%20O%27N%26m%3D%C3%A9%2B%2520&password=');
  });

  it('takes an empty user and password', () => {
    const { url } = ifactory.tokenRequest({ ...options, userLogin: '', password: '' });
    expect(url).toMatch(/\?userLogin=&password=zJie8rSL%2FrAUs3FHjy7sYA%3D%3D$/);
  });

  it('keeps the path of the base URL', () => {
    const { url } = ifactory.tokenRequest({ ...options, baseUrl: 'https://mes.example/gateway/' });
    expect(url).toMatch(/^https:\/\/mes\.example\/gateway\/api\/tokens\?/);
  });

  it('encrypts as it is told', () => {
    const encryption = { key: ZEROS, iv: ZEROS, charset: 'utf-16le' } as const;
    const { url } = ifactory.tokenRequest({ ...options, ...encryption });
    expect(new URL(url).searchParams.get('password')).toBe(ifactory.encryptPassword(options.password, encryption));
  });

  it('goes over plain http on an intranet only if that is allowed', () => {
    const intranet = { ...options, baseUrl: 'http://mes.intranet:60200' };
    expect(codeOf(() => ifactory.tokenRequest(intranet))).toBe('ERR_INSECURE_URL');
    expect(codeOf(() => ifactory.tokenRequest({ ...intranet, allowInsecureHttp: false }))).toBe('ERR_INSECURE_URL');
    const { url } = ifactory.tokenRequest({ ...intranet, allowInsecureHttp: true });
    expect(url).toMatch(/^http:\/\/mes\.intranet:60200\/api\/tokens\?/);
  });
});

describe('ifactory.parseTokenResponse', () => {
  const session = (token: string) => ifactory.parseTokenResponse(json({ token }));
  const jwt = (claims: unknown, encode = (value: string) => Buffer.from(value).toString('base64url')) =>
    `${encode('{"alg":"HS256"}')}.${encode(JSON.stringify(claims))}.c2lnbmF0dXJl`;

  it('reads token with either case of its first letter', () => {
    expect(ifactory.parseTokenResponse(json({ token: 'abc' }))).toEqual({ vendor: 'ifactory', token: 'abc' });
    expect(ifactory.parseTokenResponse(json({ Token: 'abc' }))).toEqual({ vendor: 'ifactory', token: 'abc' });
    expect(ifactory.parseTokenResponse(json({ Token: 'b', token: 'a' })).token).toBe('a');
    expect(ifactory.parseTokenResponse(json({ token: '', Token: 'b' })).token).toBe('b');
  });

  it.each([
    ['an object with a list of words', { message: ['No such user', 'Try again'] }, 'No such user\nTry again'],
    ['an object with a sentence', { message: 'No such user' }, 'No such user'],
    ['an object with a capital letter', { Message: ['No such user'] }, 'No such user'],
    ['a list of objects', [{ message: ['a', 'b'] }, { message: 'c' }, { other: 'd' }], 'a\nb\nc'],
    ['words between other things', { message: ['a', 1, null, { message: 'x' }, 'b'] }, 'a\nb'],
    ['a list with other things', [null, 'x', 1, ['y'], { message: ['a'] }], 'a'],
  ])('reads the words of %s', (_, body, words) => {
    for (const status of [400, 401, 403, 409]) {
      expect(refusedBy(() => ifactory.parseTokenResponse(json(body, status)))).toMatchObject({
        code: 'ERR_SIGN_IN_REFUSED',
        status,
        vendorMessage: words,
      });
    }
  });

  it('takes HTTP 200 with words and no token for a refusal', () => {
    const error = refusedBy(() => ifactory.parseTokenResponse(json([{ message: ['Locked'] }])));
    expect(error).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', status: 200, vendorMessage: 'Locked' });
  });

  it('reads the plain text of a 403', () => {
    const error = refusedBy(() => ifactory.parseTokenResponse(text('Forbidden by the gateway', 403)));
    expect(error).toMatchObject({
      code: 'ERR_SIGN_IN_REFUSED',
      status: 403,
      vendorMessage: 'Forbidden by the gateway',
    });
  });

  it.each([
    ['whole seconds', { exp: 1_800_000_000 }, 1_800_000_000_000],
    ['a fraction', { exp: 1_800_000_000.0009 }, 1_800_000_000_000],
    ['the latest date that there is', { exp: 8.64e12 }, 8.64e15],
    ['other claims beside it', { sub: '\u043F', exp: 1, nested: { exp: 2 } }, 1000],
  ])('reads the exp of a JWT with %s as a hint', (_, claims, expiresAt) => {
    expect(session(jwt(claims)).expiresAt).toBe(expiresAt);
  });

  it.each([
    ['no exp', {}],
    ['an exp that is text', { exp: '1800000000' }],
    ['an exp of zero', { exp: 0 }],
    ['a negative exp', { exp: -1 }],
    ['an exp past every date', { exp: 8.64e12 + 1 }],
    ['an exp past every number', { exp: 1e308 }],
    ['an exp that is null', { exp: null }],
    ['claims that are null', null],
    ['claims that are a list', [{ exp: 1 }]],
    ['claims that are a number', 1],
    ['an exp that is inherited', JSON.parse('{"__proto__":{"exp":1800000000}}')],
  ])('has no expiresAt where a JWT has %s', (_, claims) => {
    expect(session(jwt(claims))).toEqual({ vendor: 'ifactory', token: jwt(claims) });
  });

  it.each([
    ['two parts', 'YQ.eyJleHAiOjF9'],
    ['four parts', 'YQ.eyJleHAiOjF9.YQ.YQ'],
    ['four parts, the third with claims', 'YQ.YQ.eyJleHAiOjF9.YQ'],
    ['claims that are no base64url', 'YQ.eyJleHAiOjF9+.YQ'],
    ['claims with padding', `YQ.${Buffer.from('{"exp":10}').toString('base64')}.YQ`],
    ['claims that are no JSON', 'YQ.YQ.YQ'],
    ['no claims', 'YQ..YQ'],
    ['dots alone', '..'],
    ['claims past the stack', `YQ.${'W1tb'.repeat(16_000)}.YQ`],
  ])('has no expiresAt where the token has %s', (_, token) => {
    expect(session(token)).toEqual({ vendor: 'ifactory', token });
  });
});

describe('ifactory.signIn', () => {
  const options = { baseUrl: 'https://mes.example', userLogin: 'demo', password: 'secret' };

  it('yields the request of tokenRequest and returns the session of parseTokenResponse', () => {
    const flow = ifactory.signIn(options);
    expect(flow.next()).toEqual({ done: false, value: ifactory.tokenRequest(options) });
    expect(flow.next(json({ token: 'abc' }))).toEqual({
      done: true,
      value: { vendor: 'ifactory', token: 'abc', origin: 'https://mes.example' },
    });
  });

  it('refuses wrong options when it starts, before anything is sent', () => {
    expect(codeOf(() => ifactory.signIn({ ...options, baseUrl: 'mes.example' }).next())).toBe('ERR_URL');
  });

  it('throws what the parser throws', () => {
    const flow = ifactory.signIn(options);
    flow.next();
    expect(codeOf(() => flow.next(json({ message: ['No'] }, 401)))).toBe('ERR_SIGN_IN_REFUSED');
  });
});

describe('ifactory.isSessionOver', () => {
  it.each([
    [401, true],
    [403, false],
    [200, false],
  ])('of status %i is %s', (status, isOver) => {
    expect(ifactory.isSessionOver({ status, headers: {}, body: '' })).toBe(isOver);
  });
});

describe('the failures of iFactory', () => {
  it.each([
    [401, { title: 'Unauthorized', detail: 'Locked' }, 'Unauthorized\nLocked'],
    [400, { title: 'Unauthorized' }, 'Unauthorized'],
    [
      401,
      { Message: 'An error has occurred.', ExceptionMessage: 'Padding is invalid' },
      'An error has occurred.\nPadding is invalid',
    ],
    [500, { message: ['Padding is invalid'] }, 'Padding is invalid'],
    [500, { Message: ['Not in User Maintenance'] }, 'Not in User Maintenance'],
    [503, [{ message: ['No such user'] }, { message: 'x' }], 'No such user\nx'],
    [429, { message: ['Error', 'No such user'] }, 'Error\nNo such user'],
  ])('of status %i as %j are in these words: %s', (status, body, words) => {
    expect(thrownBy(() => ifactory.parseTokenResponse(json(body, status)))).toMatchObject({
      code: 'ERR_SIGN_IN_REFUSED',
      vendorMessage: words,
    });
  });

  it.each([429, 500, 503])('of status %i are for later in any other form than the documented one', (status) => {
    for (const message of ['No such user', { text: 'No such user' }, [], ['']]) {
      expect(codeOf(() => ifactory.parseTokenResponse(json({ message }, status)))).toBe('ERR_UNAVAILABLE');
    }
  });

  it.each([
    { message: ['Locked'] },
    { Message: ['Locked'] },
    { title: 'Unauthorized', status: 401 },
    { title: 'Bad Request', status: 400 },
    { title: 'Unauthorized', detail: 'Locked', status: 500 },
  ])('next to a token make it a refusal: %j', (failure) => {
    const answer = json({ token: 'T', ...failure });
    expect(codeOf(() => ifactory.parseTokenResponse(answer))).toBe('ERR_SIGN_IN_REFUSED');
  });

  it.each([
    { message: [] },
    { message: null },
    { message: 'Welcome' },
    { title: 'Dr.' },
    { status: 200, title: 'OK' },
    { status: 500 },
  ])('are not seen in harmless members next to a token: %j', (members) => {
    expect(ifactory.parseTokenResponse(json({ token: 'T', ...members })).token).toBe('T');
  });

  it('of status 500 are in a list, whatever it contains', () => {
    const refusal = json({ message: [5], ExceptionMessage: 'Locked' }, 500);
    expect(codeOf(() => ifactory.parseTokenResponse(refusal))).toBe('ERR_SIGN_IN_REFUSED');
  });

  it('of status 500 in the general words of ASP.NET are for later', () => {
    const problem = json({ title: 'An error occurred while processing your request.', status: 500 }, 500);
    expect(codeOf(() => ifactory.parseTokenResponse(problem))).toBe('ERR_UNAVAILABLE');
  });

  it.each(['/api/tokens', '/api/', '/gateway/API/Tokens'])(
    'are never built from a base URL that ends with %s',
    (path) => {
      const options = { userLogin: 'u', password: 'p', baseUrl: `https://mes.example${path}` };
      const error = thrownBy(() => ifactory.tokenRequest(options));
      expect(error.code).toBe('ERR_URL');
      expect(error.message).toContain('leave out');
    },
  );

  it('begin with the function that was called, with the option that was meant', () => {
    const options = { baseUrl: 'https://mes.example', username: 'a', password: 'b' };
    const flow = callUntyped(ifactory.signIn, options) as Generator;
    const error = thrownBy(() => flow.next());
    expect(error.message).toMatch(/^ifactory\.signIn: .*"userLogin"/);
  });
});

import { jacada } from 'credwire';
import { seededRandom } from 'credwire/sandbox';
import { describe, expect, it, vi } from 'vitest';
import { json, text } from '../support/http-messages.js';
import { callUntyped, codeOf, refusedBy, thrownBy } from '../support/thrown.js';

/** A source that reads these bytes, then fails: it shows how many are asked for, and when. */
function source(...answers: readonly (readonly number[])[]) {
  const rest = [...answers];
  return vi.fn((length: number) => {
    const bytes = rest.shift();
    if (bytes?.length !== length) throw new Error(`asked for ${length} bytes`);
    return Uint8Array.from(bytes);
  });
}

const decode = (base64: string) => Buffer.from(base64, 'base64').toString('latin1');

describe('jacada.encodeUser', () => {
  it.each([
    ['admin', 'YWRtaW4='],
    ['', ''],
    ['demo@example.com', 'ZGVtb0BleGFtcGxlLmNvbQ=='],
    ['\u00FF\u00FE', 'w7/Dvg=='],
    ['\u{1F600}', '8J+YgA=='],
  ])('encodes %j to %s', (user, expected) => {
    expect(jacada.encodeUser(user)).toBe(expected);
  });

  it('takes another charset, and refuses what that does not have', () => {
    expect(jacada.encodeUser('\u00E9', { charset: 'latin1' })).toBe('6Q==');
    expect(jacada.encodeUser('e', { charset: 'ascii' })).toBe('ZQ==');
    expect(codeOf(() => jacada.encodeUser('\u0435', { charset: 'latin1' }))).toBe('ERR_TEXT_NOT_ENCODABLE');
    expect(codeOf(() => jacada.encodeUser('\u00E9', { charset: 'ascii' }))).toBe('ERR_TEXT_NOT_ENCODABLE');
  });

  it('refuses a charset in which a letter of the prefix is two bytes', () => {
    expect(codeOf(() => callUntyped(jacada.encodeUser, 'a', { charset: 'utf-16le' }))).toBe('ERR_ARGUMENT_VALUE');
  });

  it('refuses a lone surrogate and says where', () => {
    const error = thrownBy(() => jacada.encodeUser('ab\uD800'));
    expect(error.code).toBe('ERR_TEXT_NOT_WELL_FORMED');
    expect(error.message).toContain('position 2 of 3');
  });
});

describe('jacada.encodePassword', () => {
  it('puts 13 lower-case letters before the password by default', () => {
    expect(decode(jacada.encodePassword('S3cret'))).toMatch(/^[a-z]{13}S3cret$/);
  });

  it.each([0, 1, 2, 13, 1024])('puts %i letters there if told to', (prefixLength) => {
    expect(decode(jacada.encodePassword('S3cret', { prefixLength }))).toMatch(
      new RegExp(`^[a-z]{${prefixLength}}S3cret$`),
    );
  });

  it('encodes an empty password to just the prefix, and to nothing without one', () => {
    expect(decode(jacada.encodePassword(''))).toMatch(/^[a-z]{13}$/);
    expect(jacada.encodePassword('', { prefixLength: 0 })).toBe('');
  });

  it('takes a letter for each byte below 234, modulo 26, and drops the others', () => {
    const random = source([0, 25, 26, 233, 234, 255], [1, 250], [51]);
    expect(decode(jacada.encodePassword('', { prefixLength: 6, random }))).toBe('azazbz');
    expect(random.mock.calls).toEqual([[6], [2], [1]]);
  });

  it('gives every letter the same number of bytes', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 234; byte++) {
      const letter = decode(jacada.encodePassword('', { prefixLength: 1, random: () => Uint8Array.of(byte) }));
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect([...counts.keys()].sort().join('')).toBe('abcdefghijklmnopqrstuvwxyz');
    expect(new Set(counts.values())).toEqual(new Set([9]));
  });

  it('asks for no random byte if there is no prefix', () => {
    const random = source();
    expect(jacada.encodePassword('abcd', { prefixLength: 0, random })).toBe('YWJjZA==');
    expect(random).not.toHaveBeenCalled();
  });

  it('draws another prefix each time, and the same one from the same seed', () => {
    expect(jacada.encodePassword('a')).not.toBe(jacada.encodePassword('a'));
    const seeded = () => jacada.encodePassword('a', { random: seededRandom('a test') });
    expect(seeded()).toBe(seeded());
  });

  it('encodes the password in the charset, and the prefix as it is', () => {
    const options = { prefixLength: 1, random: () => new Uint8Array(1) };
    expect(jacada.encodePassword('\u00E9', options)).toBe(Buffer.from('a\u00E9').toString('base64'));
    expect(decode(jacada.encodePassword('\u00E9', { ...options, charset: 'latin1' }))).toBe('a\u00E9');
    expect(codeOf(() => jacada.encodePassword('\u00E9', { charset: 'ascii' }))).toBe('ERR_TEXT_NOT_ENCODABLE');
  });

  it.each([
    ['a negative length', { prefixLength: -1 }, 'ERR_ARGUMENT_VALUE'],
    ['a fraction', { prefixLength: 0.5 }, 'ERR_ARGUMENT_VALUE'],
    ['more than 1024 letters', { prefixLength: 1025 }, 'ERR_ARGUMENT_VALUE'],
    ['a length as text', { prefixLength: '13' }, 'ERR_ARGUMENT_TYPE'],
    ['a source that is no function', { random: new Uint8Array(13) }, 'ERR_ARGUMENT_TYPE'],
    ['a source that throws', { random: source() }, 'ERR_RANDOM'],
    ['a source that gives too little', { random: () => new Uint8Array(12) }, 'ERR_RANDOM'],
    [
      'a source that gives nothing usable',
      { random: (length: number) => new Uint8Array(length).fill(255) },
      'ERR_RANDOM',
    ],
    ['a source of promises', { random: async (length: number) => new Uint8Array(length) }, 'ERR_RANDOM'],
    ['an unknown option', { prefix: 'abc' }, 'ERR_UNKNOWN_OPTION'],
  ])('refuses %s', (_, options, code) => {
    expect(codeOf(() => callUntyped(jacada.encodePassword, 'a', options))).toBe(code);
  });
});

describe('jacada.tokenRequest', () => {
  const options = { baseUrl: 'https://jacada.example', accountId: '12345678', user: 'admin', password: 'abcd' };
  const pathOf = (more: object) => new URL(jacada.tokenRequest({ ...options, ...more }).url).pathname;

  it('posts JSON', () => {
    expect(JSON.stringify(jacada.tokenRequest({ ...options, prefixLength: 0 }))).toBe(
      '{"method":"POST","url":"https://jacada.example/version/1/account/12345678/auth/","headers":{"Accept":"application/json","Content-Type":"application/json"},"body":"{\\"user\\":\\"YWRtaW4=\\",\\"password\\":\\"YWJjZA==\\"}"}',
    );
  });

  it('encodes the user in the charset that it is told', () => {
    const { body } = jacada.tokenRequest({ ...options, user: '\u00E9', charset: 'latin1' });
    expect(JSON.parse(body ?? '').user).toBe('6Q==');
  });

  it('encodes the password as it is told', () => {
    const random = seededRandom('one');
    const { body } = jacada.tokenRequest({
      ...options,
      password: '\u00E9',
      charset: 'latin1',
      prefixLength: 3,
      random,
    });
    const expected = { charset: 'latin1', prefixLength: 3, random: seededRandom('one') } as const;
    expect(JSON.parse(body ?? '')).toEqual({ user: 'YWRtaW4=', password: jacada.encodePassword('\u00E9', expected) });
  });

  it('has an application name in the path where one is given', () => {
    expect(pathOf({ applicationName: 'iact' })).toBe('/iact/version/1/account/12345678/auth/');
    expect(pathOf({ baseUrl: 'https://jacada.example/base/', applicationName: 'iact' })).toBe(
      '/base/iact/version/1/account/12345678/auth/',
    );
  });

  it('takes version and account as text or number', () => {
    expect(pathOf({ version: 2, accountId: 0 })).toBe('/version/2/account/0/auth/');
    expect(pathOf({ version: '2.1', accountId: Number.MAX_SAFE_INTEGER })).toBe(
      '/version/2.1/account/9007199254740991/auth/',
    );
  });

  it('percent-encodes the parts of the path, so that none becomes another path', () => {
    expect(pathOf({ applicationName: 'a/b', version: '?v#', accountId: "\u00E9 %2e'" })).toBe(
      '/a%2Fb/version/%3Fv%23/account/%C3%A9%20%252e%27/auth/',
    );
    expect(pathOf({ accountId: '...' })).toBe('/version/1/account/.../auth/');
  });

  it.each(['applicationName', 'version', 'accountId'])('refuses an empty %s, and dots that lead elsewhere', (name) => {
    for (const part of ['', '.', '..']) {
      expect(codeOf(() => jacada.tokenRequest({ ...options, [name]: part }))).toBe('ERR_ARGUMENT_VALUE');
    }
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses the number %d in the path', (part) => {
    expect(codeOf(() => jacada.tokenRequest({ ...options, accountId: part }))).toBe('ERR_ARGUMENT_VALUE');
  });

  it('goes over plain http on an intranet only if that is allowed', () => {
    const intranet = { ...options, baseUrl: 'http://jacada.intranet' };
    expect(codeOf(() => jacada.tokenRequest(intranet))).toBe('ERR_INSECURE_URL');
    expect(thrownBy(() => jacada.tokenRequest(intranet)).message).toMatch(/^jacada\.tokenRequest: "baseUrl": /);
    expect(jacada.tokenRequest({ ...intranet, allowInsecureHttp: true }).url).toMatch(/^http:\/\/jacada\.intranet\//);
  });
});

describe('jacada.parseTokenResponse', () => {
  it('reads the Security-Token', () => {
    const body = { 'Security-Token': '2097LSLW', expires: 5 };
    expect(jacada.parseTokenResponse(json(body))).toEqual({ vendor: 'jacada', token: '2097LSLW' });
  });

  it('takes it in this spelling only', () => {
    expect(codeOf(() => jacada.parseTokenResponse(json({ 'security-token': 'a', token: 'b' })))).toBe(
      'ERR_RESPONSE_FORMAT',
    );
    const inHeader = text('{}', 200, { 'Security-Token': 'abc' });
    expect(codeOf(() => jacada.parseTokenResponse(inHeader))).toBe('ERR_RESPONSE_FORMAT');
  });

  it.each([
    [{ message: 'No' }, 'No'],
    [{ Message: 'No' }, 'No'],
    [{ error: 'No' }, 'No'],
    [{ errorMessage: 'No' }, 'No'],
  ])('reads the words of %j, at HTTP 200 too', (body, vendorMessage) => {
    for (const status of [200, 401]) {
      expect(refusedBy(() => jacada.parseTokenResponse(json(body, status)))).toMatchObject({
        code: 'ERR_SIGN_IN_REFUSED',
        status,
        vendorMessage,
      });
    }
  });
});

describe('jacada.credentialHeaders', () => {
  const options = { tenantId: 'tenant', applicationKey: 'key/1', user: 'u@example.com', password: 'admin' };

  it('are four headers, user and password in Base64 without a prefix', () => {
    const headers = jacada.credentialHeaders(options);
    expect(Object.entries(headers)).toEqual([
      ['Tenant-Id', 'tenant'],
      ['Application-Key', 'key/1'],
      ['User-Id', 'dUBleGFtcGxlLmNvbQ=='],
      ['User-Password', 'YWRtaW4='],
    ]);
    expect(Object.isFrozen(headers)).toBe(true);
  });

  it('encode a password of any characters, also none', () => {
    const passwordOf = (password: string) => jacada.credentialHeaders({ ...options, password })['User-Password'];
    expect(passwordOf('\u00E9\n')).toBe('w6kK');
    expect(passwordOf('')).toBe('');
  });

  it("are only the tenant's two if no user is needed", () => {
    const { tenantId, applicationKey } = options;
    expect(jacada.credentialHeaders({ tenantId, applicationKey })).toEqual({
      'Tenant-Id': 'tenant',
      'Application-Key': 'key/1',
    });
    expect(jacada.credentialHeaders({ tenantId, applicationKey, environmentName: 'test' })).toMatchObject({
      'Environment-Name': 'test',
    });
  });

  it('take a user of any language', () => {
    expect(jacada.credentialHeaders({ ...options, user: 'admin' })['User-Id']).toBe('YWRtaW4=');
    expect(jacada.credentialHeaders({ ...options, user: '\u00FC\u{1F600}' })['User-Id']).toBe('w7zwn5iA');
    expect(codeOf(() => jacada.credentialHeaders({ ...options, user: '' }))).toBe('ERR_ARGUMENT_VALUE');
    for (const name of ['user', 'password']) {
      const error = thrownBy(() => jacada.credentialHeaders({ ...options, [name]: '\uD800' }));
      expect([error.code, error.message.split(': ')[1]]).toEqual(['ERR_TEXT_NOT_WELL_FORMED', `"${name}"`]);
    }
    const { user, password, ...tenant } = options;
    const missing = (given: object) => thrownBy(() => jacada.credentialHeaders({ ...tenant, ...given })).message;
    expect(missing({ password })).toContain('"user" is missing');
    expect(missing({ user })).toContain('"password" is missing');
    const untyped = thrownBy(() => callUntyped(jacada.credentialHeaders, { ...options, user: 7 }));
    expect(untyped.message).toContain('"user": expected a string');
  });

  it.each(['user', 'password'])('refuse a %s alone', (name) => {
    expect(codeOf(() => jacada.credentialHeaders({ tenantId: 't', applicationKey: 'k', [name]: 'x' }))).toBe(
      'ERR_ARGUMENT_VALUE',
    );
  });

  it.each(['tenantId', 'applicationKey', 'environmentName'])(
    'refuse a %s that is empty or would break the header',
    (name) => {
      for (const value of ['', 'a b', 'a\r\nX: y', '\u00E9', '\0']) {
        expect(codeOf(() => jacada.credentialHeaders({ ...options, [name]: value }))).toBe('ERR_HEADER_VALUE');
      }
    },
  );
});

describe('jacada.signIn', () => {
  it('yields the request of tokenRequest and returns the session of parseTokenResponse', () => {
    const options = {
      baseUrl: 'https://jacada.example',
      accountId: 1,
      user: 'admin',
      password: 'abcd',
      prefixLength: 0,
    };
    const flow = jacada.signIn(options);
    expect(flow.next()).toEqual({ done: false, value: jacada.tokenRequest(options) });
    const answer = json({ 'Security-Token': 'abc' });
    expect(flow.next(answer)).toEqual({
      done: true,
      value: { vendor: 'jacada', token: 'abc', origin: 'https://jacada.example' },
    });
  });
});

describe('the session id of Jacada', () => {
  it.each([
    [{ 'Session-Id': 'S1' }, 'S1'],
    [{ 'session-id': ['S2', 'S3'] }, 'S2'],
    [{ 'Session-Id': 'S 4' }, undefined],
    [{}, undefined],
  ])('comes from the headers %j', (headers, sessionId) => {
    const session = jacada.parseTokenResponse({ status: 200, headers, body: '{"Security-Token":"abc"}' });
    expect(session.sessionId).toBe(sessionId);
  });

  it("is the session's own if it has one; otherwise the caller's stays, because it is not a credential", () => {
    const request = { url: 'https://jacada.example/', headers: { 'session-ID': 'OLD', 'security-token': 'OLD' } };
    const session = { vendor: 'jacada', token: 'abc', origin: 'https://jacada.example' } as const;
    expect(jacada.authorize(request, session).headers).toEqual({ 'session-ID': 'OLD', 'Security-Token': 'abc' });
    const signed = jacada.authorize(request, { ...session, sessionId: 'S1' });
    expect(signed.headers).toEqual({ 'Security-Token': 'abc', 'Session-Id': 'S1' });
  });
});

describe('a refusal of Jacada', () => {
  it('is told from a gateway by its code, where either can be', () => {
    const codeAt = (status: number, body: object) => codeOf(() => jacada.parseTokenResponse(json(body, status)));
    for (const status of [429, 500, 503]) {
      expect(codeAt(status, { code: '0x7000400', message: 'No such user' })).toBe('ERR_SIGN_IN_REFUSED');
      for (const code of [undefined, '', '429', 7000400, '0x0', 'E0x1']) {
        expect(codeAt(status, { code, message: 'No such user' })).toBe('ERR_UNAVAILABLE');
      }
    }
  });

  it('counts more than a token next to it', () => {
    const tokenOf = (members: object) => jacada.parseTokenResponse(json({ 'Security-Token': 'T', ...members })).token;
    const refusal = { code: '0x7000400', message: 'Request is unauthorized' };
    expect(thrownBy(() => tokenOf(refusal))).toMatchObject({
      code: 'ERR_SIGN_IN_REFUSED',
      vendorMessage: 'Request is unauthorized',
    });
    for (const harmless of [{ code: '0x0' }, { code: null }, { code: '' }, { code: 'A1' }, { message: 'Welcome' }]) {
      expect(tokenOf(harmless)).toBe('T');
    }
  });

  it('can be a ProblemDetails at HTTP 200', () => {
    const problem = json({ title: 'Unauthorized', detail: 'Locked' });
    expect(refusedBy(() => jacada.parseTokenResponse(problem)).vendorMessage).toBe('Unauthorized\nLocked');
  });

  it('says that the length of the prefix may be wrong', () => {
    const refusal = json({ code: '0x7000400', message: 'Request is unauthorized' }, 401);
    expect(thrownBy(() => jacada.parseTokenResponse(refusal)).message).toContain('prefixLength');
  });

  it.each([
    [401, '', true],
    [403, '{"code":"0x7000400"}', true],
    [200, '{"code":"0x7000400"}', true],
    [403, '{"code":"0x1"}', false],
    [200, '[]', false],
  ])('of status %i with %s ends the session: %s', (status, body, isOver) => {
    expect(jacada.isSessionOver({ status, headers: {}, body })).toBe(isOver);
  });

  it.each(['/version/1/account/12/auth/', '/version/1/account/12', '/version/1', '/app/version/1/account/12/auth'])(
    'is never built from a base URL that ends with %s, which is not accepted',
    (path) => {
      const options = { accountId: 1, user: 'u', password: 'p' };
      const error = thrownBy(() => jacada.tokenRequest({ ...options, baseUrl: `https://jacada.example${path}` }));
      expect(error.code).toBe('ERR_URL');
      expect(error.message).toContain('leave out');
    },
  );
});

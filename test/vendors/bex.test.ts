import { bex } from 'credwire';
import { describe, expect, it } from 'vitest';
import { json } from '../support/http-messages.js';
import { callUntyped, codeOf, refusedBy, thrownBy } from '../support/thrown.js';

const credentials = { username: 'user 1', password: 'p"ss+\u00E9&' };

describe('bex.encodeCredentials', () => {
  it('writes a query, percent-encoded as UTF-8', () => {
    expect(bex.encodeCredentials(credentials)).toBe('username=user%201&password=p%22ss%2B%C3%A9%26');
    expect(bex.encodeCredentials({ username: '', password: "-._~!'()*" })).toBe(
      'username=&password=-._~%21%27%28%29%2A',
    );
  });

  it('refuses a lone surrogate and says where', () => {
    const error = thrownBy(() => bex.encodeCredentials({ username: 'u', password: '\uDBFF' }));
    expect(error.code).toBe('ERR_TEXT_NOT_WELL_FORMED');
    expect(error.message).toContain('"password"');
    expect(error.message).toContain('position 0 of 1');
  });
});

describe('bex.tokenRequest', () => {
  it('posts JSON to the live host by default, nothing percent-encoded', () => {
    expect(JSON.stringify(bex.tokenRequest(credentials))).toBe(
      '{"method":"POST","url":"https://api.bex.co.za/api/service/login","headers":{"Accept":"application/json","Content-Type":"application/json"},"body":"{\\"username\\":\\"user 1\\",\\"password\\":\\"p\\\\\\"ss+\u00E9&\\"}"}',
    );
    expect(bex.tokenRequest({ ...credentials, transport: 'json', method: 'POST' })).toEqual(
      bex.tokenRequest(credentials),
    );
  });

  it.each(['POST', 'GET'] as const)('puts the credentials into the query by %s if told to', (method) => {
    const request = bex.tokenRequest({ ...credentials, transport: 'query', method });
    expect(request).toEqual({
      method,
      url: 'https://api.bex.co.za/api/service/login?username=user%201&password=p%22ss%2B%C3%A9%26',
      headers: { Accept: 'application/json' },
    });
  });

  it('posts a query by default', () => {
    expect(bex.tokenRequest({ ...credentials, transport: 'query' }).method).toBe('POST');
  });

  it('refuses GET with a JSON body, which would not arrive', () => {
    const error = thrownBy(() => bex.tokenRequest({ ...credentials, method: 'GET' }));
    expect(error.code).toBe('ERR_ARGUMENT_VALUE');
    expect(error.message).toContain('"method"');
  });

  it.each([
    ['https://build.bex.co.za', 'https://build.bex.co.za/api/service/login'],
    ['https://api.bex.co.za/', 'https://api.bex.co.za/api/service/login'],
    ['http://localhost:8080/bex', 'http://localhost:8080/bex/api/service/login'],
  ])('takes another host: %s', (baseUrl, url) => {
    expect(bex.tokenRequest({ ...credentials, baseUrl }).url).toBe(url);
  });

  it("takes the document's plain-http host only if that is allowed", () => {
    const options = { ...credentials, baseUrl: 'http://insight.bex.co.za' };
    expect(codeOf(() => bex.tokenRequest(options))).toBe('ERR_INSECURE_URL');
    expect(bex.tokenRequest({ ...options, allowInsecureHttp: true }).url).toBe(
      'http://insight.bex.co.za/api/service/login',
    );
  });

  it.each([
    [{ transport: 'form' }, 'ERR_ARGUMENT_VALUE'],
    [{ method: 'post' }, 'ERR_ARGUMENT_VALUE'],
    [{ method: 'PUT' }, 'ERR_ARGUMENT_VALUE'],
    [{ userName: 'u' }, 'ERR_UNKNOWN_OPTION'],
    [{ password: undefined }, 'ERR_ARGUMENT_TYPE'],
  ])('refuses %j', (wrong, code) => {
    expect(codeOf(() => callUntyped(bex.tokenRequest, { ...credentials, ...wrong }))).toBe(code);
  });
});

describe('bex.parseTokenResponse', () => {
  it('reads the whole answer, its flags as booleans', () => {
    const body = {
      id: 12_345,
      value: 'dOdw98ycsih',
      isStrongPassword: 'True',
      isEmailVerified: 'False',
      email: 'user@example.com',
      signalREnabled: 'False',
      allowApiLogin: 'True',
      surplus: 'ignored',
    };
    expect(bex.parseTokenResponse(json(body))).toEqual({
      vendor: 'bex',
      token: 'dOdw98ycsih',
      id: 12_345,
      email: 'user@example.com',
      isStrongPassword: true,
      isEmailVerified: false,
      signalREnabled: false,
      allowApiLogin: true,
    });
  });

  it.each(['isStrongPassword', 'isEmailVerified', 'signalREnabled', 'allowApiLogin'])(
    'reads %s in any letter case',
    (name) => {
      const flagOf = (value: unknown) =>
        Reflect.get(bex.parseTokenResponse(json({ value: 'abc', [name]: value })), name);
      for (const yes of ['True', 'true', 'TRUE', true]) expect(flagOf(yes)).toBe(true);
      for (const no of ['False', 'false', 'FALSE', false]) expect(flagOf(no)).toBe(false);
      for (const other of ['', 'yes', '1', 1, 0, null, ' True', ['True']]) expect(flagOf(other)).toBeUndefined();
    },
  );

  it('reads signalREnabled in its second spelling too; the first counts more', () => {
    const flagOf = (members: object) => bex.parseTokenResponse(json({ value: 'abc', ...members })).signalREnabled;
    expect(flagOf({ signalRenabled: 'True' })).toBe(true);
    expect(flagOf({ signalRenabled: 'True', signalREnabled: 'False' })).toBe(false);
  });

  it.each([0, 7, -1, Number.MAX_SAFE_INTEGER])('keeps the id %d', (id) => {
    expect(bex.parseTokenResponse(json({ value: 'abc', id })).id).toBe(id);
  });

  it.each(['7', 0.5, 2 ** 53, null, [7]])('leaves the id out if it is %j', (id) => {
    expect(bex.parseTokenResponse(json({ value: 'abc', id }))).toEqual({ vendor: 'bex', token: 'abc' });
  });

  it.each([
    ['words in ex', { ex: 'Invalid username or password' }, 'Invalid username or password'],
    ['ex beside a value', { ex: 'Locked', value: 'abc' }, 'Locked'],
    ['ex that is an object', { ex: { message: 'x' }, value: 'abc' }, undefined],
    ['ex with a capital letter', { Ex: 'Locked', value: 'abc' }, 'Locked'],
    ['an error beside a value', { error: 'Locked', value: 'abc' }, 'Locked'],
    ['ex that is true', { ex: true, value: 'abc' }, undefined],
    ['no value', { id: 1 }, undefined],
    ['an empty value', { value: '' }, undefined],
    ['a value of null', { value: null }, undefined],
    ['no value, but words', { Message: 'Denied' }, 'Denied'],
    ["no value, but ASP.NET's ProblemDetails", { title: 'Unauthorized', detail: 'Locked' }, 'Unauthorized\nLocked'],
    ['an empty object', {}, undefined],
  ])('takes HTTP 200 with %s for a refusal', (_, body, vendorMessage) => {
    expect(refusedBy(() => bex.parseTokenResponse(json(body)))).toMatchObject({
      code: 'ERR_SIGN_IN_REFUSED',
      status: 200,
      vendorMessage,
    });
  });

  it.each(['', null, false, 0])('does not take an ex of %j for a failure', (ex) => {
    expect(bex.parseTokenResponse(json({ ex, value: 'abc' })).token).toBe('abc');
  });

  it.each([42, true, false, 0, {}, ['abc']])('takes a value that is %j for no documented answer', (value) => {
    expect(codeOf(() => bex.parseTokenResponse(json({ value })))).toBe('ERR_RESPONSE_FORMAT');
  });
});

describe('bex.signIn', () => {
  it('yields the request of tokenRequest and returns the session of parseTokenResponse', () => {
    const options = { ...credentials, transport: 'query', method: 'GET' } as const;
    const flow = bex.signIn(options);
    expect(flow.next()).toEqual({ done: false, value: bex.tokenRequest(options) });
    expect(flow.next(json({ value: 'abc' }))).toEqual({
      done: true,
      value: { vendor: 'bex', token: 'abc', origin: 'https://api.bex.co.za' },
    });
  });

  it('throws where HTTP 200 brings a failure', () => {
    const flow = bex.signIn(credentials);
    flow.next();
    expect(codeOf(() => flow.next(json({ ex: 'No' })))).toBe('ERR_SIGN_IN_REFUSED');
  });
});

describe('the dialects of BEX', () => {
  it('ask for the alternate token as a Boolean in JSON and as a word in a query', () => {
    const options = { ...credentials, preferAlternateToken: true };
    expect(JSON.parse(bex.tokenRequest(options).body ?? '')).toMatchObject({ preferAlternateToken: true });
    expect(bex.tokenRequest({ ...options, transport: 'query' }).url).toMatch(/&preferAlternateToken=true$/);
    expect(JSON.stringify(bex.tokenRequest({ ...options, preferAlternateToken: false }))).not.toContain('prefer');
  });

  it('name the user userName', () => {
    const options = { username: 'u', password: 'p', usernameKey: 'userName' } as const;
    expect(bex.tokenRequest(options).body).toBe('{"userName":"u","password":"p"}');
    expect(bex.encodeCredentials(options)).toBe('userName=u&password=p');
  });

  it.each(['/api/service/login', '/API/Service/', '/api'])('refuse a base URL that ends with %s', (path) => {
    const error = thrownBy(() => bex.tokenRequest({ ...credentials, baseUrl: `https://bex.example${path}` }));
    expect(error.code).toBe('ERR_URL');
    expect(error.message).toContain('leave out');
  });
});

describe('bex.downloadBody', () => {
  const session = { vendor: 'bex', token: 'a"b' } as const;

  it('holds the token and the waybills', () => {
    expect(bex.downloadBody(session, { waybillNumber: 'W1' })).toBe('{"token":"a\\"b","waybillNumber":"W1"}');
    expect(JSON.parse(bex.downloadBody(session, { waybillNumbers: ['W1', 'W2'] }))).toEqual({
      token: 'a"b',
      waybillNumbers: ['W1', 'W2'],
    });
  });

  it.each([{}, { waybillNumbers: [] }, { waybillNumber: '' }, { waybillNumber: 'a', waybillNumbers: ['b'] }])(
    'refuses the selection %j',
    (selection) => {
      expect(codeOf(() => callUntyped(bex.downloadBody, session, selection))).toBe('ERR_ARGUMENT_VALUE');
    },
  );

  it("refuses another vendor's session", () => {
    const other = { vendor: 'jacada', token: 'a' };
    expect(codeOf(() => callUntyped(bex.downloadBody, other, { waybillNumber: 'a' }))).toBe('ERR_ARGUMENT_VALUE');
  });
});

describe('bex.isSessionOver', () => {
  it.each([
    [200, '{"ex":"Invalid token"}', true],
    [200, '{"ex":""}', false],
    [200, '{"value":1}', false],
    [200, '%PDF-1.4', false],
    [401, '', true],
    [404, '{"ex":"x"}', false],
    [503, '', false],
  ])('of status %i with %s is %s', (status, body, isOver) => {
    expect(bex.isSessionOver({ status, headers: {}, body })).toBe(isOver);
  });
});

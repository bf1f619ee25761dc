/** The newer REST API of SmartConnect: OAuth 2.0's grant for user name and password. */
import { type HttpResponse, ResponseError, run, smartconnect } from 'credwire';
import { describe, expect, it } from 'vitest';
import { get, json, text } from '../../support/http-messages.js';
import { callUntyped, codeOf, refusedBy, rejectionOf, thrownBy } from '../../support/thrown.js';

const OPTIONS = {
  apiUrl: 'apina.smartconnect.com',
  username: 'demo+1@example.com',
  password: 'p\u00E9 &=%~*',
  clientId: 'app',
  clientSecret: 's+/=',
};

describe('smartconnect.restTokenRequest', () => {
  it('posts a form, each value encoded once', () => {
    expect(JSON.stringify(smartconnect.restTokenRequest(OPTIONS))).toBe(
      '{"method":"POST","url":"https://apina.smartconnect.com/token","headers":{"Accept":"application/json","Content-Type":"application/x-www-form-urlencoded"},"body":"grant_type=password&username=demo%2B1%40example.com&password=p%C3%A9+%26%3D%25%7E*&client_id=app&client_secret=s%2B%2F%3D"}',
    );
  });

  it.each([
    ['https://apieuk.smartconnect.com/', 'https://apieuk.smartconnect.com/token'],
    [new URL('https://apiau.smartconnect.com/base'), 'https://apiau.smartconnect.com/base/token'],
    ['apina.smartconnect.com/tokens', 'https://apina.smartconnect.com/tokens/token'],
    ['http://localhost:8080', 'http://localhost:8080/token'],
  ])('goes to %s', (apiUrl, url) => {
    expect(smartconnect.restTokenRequest({ ...OPTIONS, apiUrl }).url).toBe(url);
  });

  it.each([
    [{ apiUrl: 'http://apina.smartconnect.com' }, 'ERR_INSECURE_URL'],
    [{ apiUrl: 'apina.smartconnect.com/token' }, 'ERR_URL'],
    [{ apiUrl: 'apina.smartconnect.com/API/GetToken' }, 'ERR_URL'],
    [{ apiUrl: undefined }, 'ERR_ARGUMENT_TYPE'],
    [{ username: 1 }, 'ERR_ARGUMENT_TYPE'],
    [{ password: 'a\uD800' }, 'ERR_TEXT_NOT_WELL_FORMED'],
    [{ clientId: null }, 'ERR_ARGUMENT_TYPE'],
    [{ clientSecret: undefined }, 'ERR_ARGUMENT_TYPE'],
    [{ email: 'demo' }, 'ERR_UNKNOWN_OPTION'],
    [{ allowInsecureHttp: true }, 'ERR_UNKNOWN_OPTION'],
  ])('refuses %j', (wrong, code) => {
    const error = thrownBy(() => callUntyped(smartconnect.restTokenRequest, { ...OPTIONS, ...wrong }));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^smartconnect\.restTokenRequest: /);
  });
});

describe('smartconnect.parseRestTokenResponse', () => {
  const good = { access_token: 'abc', token_type: 'bearer' };
  const parse = (body: unknown, options?: { now?: number; apiUrl?: string; baseUrl?: string }) =>
    smartconnect.parseRestTokenResponse(json(body), options);

  it('reads a token', () => {
    const session = parse(good);
    expect(session).toEqual({ vendor: 'smartconnect', token: 'abc', tokenType: 'bearer' });
    expect(Object.isFrozen(session)).toBe(true);
    expect(JSON.parse(JSON.stringify(session))).toEqual(session);
  });

  it.each([null, '', false, [], {}])('reads a token next to an error that is %j', (error) => {
    expect(parse({ ...good, error, error_description: error, Message: error }).token).toBe('abc');
  });

  it.each(['Bearer', 'BEARER', 'bearer'])('takes the type %s', (token_type) => {
    expect(parse({ ...good, token_type }).tokenType).toBe('bearer');
  });

  it('remembers the API that was asked', () => {
    const known = { apiUrl: 'https://apina.smartconnect.com/base' };
    expect(parse(good, known)).toMatchObject({ origin: 'https://apina.smartconnect.com', ...known });
    expect(parse(good, { baseUrl: 'apina.smartconnect.com' }).origin).toBe('https://apina.smartconnect.com');
  });

  it.each([
    [3600, 3_601_000],
    ['3600', 3_601_000],
    [0, 1000],
    [1.9, 2000],
    [-1, undefined],
    ['soon', undefined],
    [' 60', undefined],
    ['60 ', undefined],
    ['1e3', undefined],
    [null, undefined],
    [undefined, undefined],
    [8.64e15, undefined],
  ])('ends %j seconds from now', (expires_in, end) => {
    expect(parse({ ...good, expires_in }, { now: 1000 }).expiresAt).toBe(end);
    expect(parse({ ...good, expires_in })).not.toHaveProperty('expiresAt');
  });

  it('ends at the last time that a date can have', () => {
    const expires_in = 1;
    expect(parse({ ...good, expires_in }, { now: 8.64e15 - 1000 }).expiresAt).toBe(8.64e15);
    expect(parse({ ...good, expires_in }, { now: 8.64e15 - 999 }).expiresAt).toBeUndefined();
  });

  it.each<readonly [number, object, string]>([
    [400, { error: 'invalid_grant' }, 'invalid_grant'],
    [400, { error: 'invalid_grant', error_description: 'Wrong password.' }, 'Wrong password.'],
    [401, { error: 'invalid_client' }, 'invalid_client'],
    [200, { error: 'invalid_grant' }, 'invalid_grant'],
    [200, { ...good, error: 'invalid_grant' }, 'invalid_grant'],
    [200, { Message: 'Locked' }, 'Locked'],
    [200, { ...good, Message: 'Locked' }, 'Locked'],
    [200, { ...good, error_description: 'Locked' }, 'Locked'],
    [200, { ...good, error: { a: 1 }, Message: 'Locked' }, 'Locked'],
  ])('takes HTTP %i with %j for a refusal', (status, body, vendorMessage) => {
    const error = refusedBy(() => smartconnect.parseRestTokenResponse(json(body, status)));
    expect(error).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', status, vendorMessage });
  });

  it.each<readonly [string, HttpResponse, string]>([
    ['another type', json({ ...good, token_type: 'mac' }), 'ERR_RESPONSE_FORMAT'],
    ['no type', json({ access_token: 'abc' }), 'ERR_RESPONSE_FORMAT'],
    ['no token', json({ token_type: 'bearer' }), 'ERR_RESPONSE_FORMAT'],
    ['a token that would end the header', json({ ...good, access_token: 'a\r\nb' }), 'ERR_RESPONSE_FORMAT'],
    ['a string', json('abc'), 'ERR_RESPONSE_FORMAT'],
    ['a page', text('<html></html>'), 'ERR_RESPONSE_FORMAT'],
    ['a missing endpoint', text('', 404), 'ERR_ENDPOINT_NOT_FOUND'],
    ['a busy server', json({ error: 'temporarily_unavailable' }, 503), 'ERR_UNAVAILABLE'],
    ['a limit', json({ statusCode: 429, message: 'Rate limit is exceeded.' }, 429), 'ERR_UNAVAILABLE'],
    ['a failure of the server', json({ Message: 'An error has occurred.' }, 500), 'ERR_UNAVAILABLE'],
  ])('tells %s apart', (_, response, code) => {
    expect(codeOf(() => smartconnect.parseRestTokenResponse(response))).toBe(code);
  });

  it.each([
    [{ now: Number.NaN }, 'ERR_ARGUMENT_VALUE'],
    [{ now: '1' }, 'ERR_ARGUMENT_TYPE'],
    [{ apiUrl: 'apina.smartconnect.com/token' }, 'ERR_URL'],
    [{ companyId: '1' }, 'ERR_UNKNOWN_OPTION'],
    [null, 'ERR_ARGUMENT_TYPE'],
  ])('refuses the options %j', (options, code) => {
    expect(codeOf(() => callUntyped(smartconnect.parseRestTokenResponse, json(good), options))).toBe(code);
  });
});

describe('smartconnect.restSignIn', () => {
  const send = (answer: HttpResponse) => async () => answer;
  const answer = json({ access_token: 'abc', token_type: 'bearer', expires_in: 60 });

  it('signs in with one request, and the session signs by header', async () => {
    const session = await run(smartconnect.restSignIn({ ...OPTIONS, now: 0 }), send(answer));
    expect(session).toEqual({
      vendor: 'smartconnect',
      token: 'abc',
      origin: 'https://apina.smartconnect.com',
      expiresAt: 60_000,
      apiUrl: 'https://apina.smartconnect.com',
      tokenType: 'bearer',
    });
    const signed = smartconnect.authorize(get('https://apina.smartconnect.com/maps'), session);
    expect(signed.headers).toEqual({ Authorization: 'Bearer abc' });
  });

  it('sends what restTokenRequest builds', () => {
    expect(smartconnect.restSignIn(OPTIONS).next().value).toEqual(smartconnect.restTokenRequest(OPTIONS));
  });

  it('begins each message with its own name', async () => {
    const wrong = thrownBy(() => smartconnect.restSignIn({ ...OPTIONS, apiUrl: '' }).next());
    expect(wrong.message).toMatch(/^smartconnect\.restSignIn: "apiUrl"/);
    const refused = await rejectionOf(
      run(smartconnect.restSignIn(OPTIONS), send(json({ error: 'invalid_grant' }, 400))),
    );
    expect(refused).toBeInstanceOf(ResponseError);
    expect(refused.message).toMatch(/^smartconnect\.restSignIn: /);
  });
});

/** The platform's fetch and curl against a real server on loopback: what is sent is what the request says. */
import { bex, type HttpRequest, idscan, ifactory, jacada, run, smartconnect } from 'credwire';
import { viaFetch } from 'credwire/clients';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Echo, headerOf, startEcho } from '../support/echo-server.js';
import { get } from '../support/http-messages.js';
import { rejectionOf } from '../support/thrown.js';

/** Base64 of one block of RSA-1024, with every character that a URL must encode. */
const CIPHERTEXT = `${'+/ab'.repeat(42)}+/8=`;

const password = 'p+ss w/rd=&%20#?\'"\\!*() \u00E9\u20AC\u{1F600}';
const user = { username: `u${password}`, password };

let echo: Echo;
beforeAll(async () => {
  echo = await startEcho();
});
afterAll(() => echo.close());

const requests: readonly (readonly [string, (baseUrl: string) => HttpRequest])[] = [
  ['iFactory, query', (baseUrl) => ifactory.tokenRequest({ baseUrl, userLogin: user.username, password })],
  ['IDscan, form', (baseUrl) => idscan.tokenRequest({ baseUrl, ...user, area: 'scanning' })],
  ['Jacada, JSON', (baseUrl) => jacada.tokenRequest({ baseUrl, accountId: "a'b c/d", user: user.username, password })],
  ['BEX, JSON', (baseUrl) => bex.tokenRequest({ baseUrl, ...user })],
  ['BEX, query by GET', (baseUrl) => bex.tokenRequest({ baseUrl, ...user, transport: 'query', method: 'GET' })],
  ['BEX, query by POST', (baseUrl) => bex.tokenRequest({ baseUrl, ...user, transport: 'query' })],
  ['SmartConnect, no body', (loginUrl) => smartconnect.publicKeyRequest({ loginUrl })],
  [
    'SmartConnect, JSON',
    (loginUrl) => smartconnect.companiesRequest({ loginUrl, email: password, encryptedPassword: CIPHERTEXT }),
  ],
  [
    'SmartConnect, query',
    (apiUrl) => smartconnect.tokenRequest({ apiUrl, email: password, encryptedPassword: CIPHERTEXT, companyId: '1' }),
  ],
];

describe("the platform's fetch sends", () => {
  it.each(requests)('%s as the request says', async (_, build) => {
    const request = build(`${echo.url}/base`);
    await viaFetch()(request);
    const received = echo.received.at(-1);
    expect(received?.method).toBe(request.method);
    expect(echo.url + received?.target).toBe(request.url);
    expect(received?.body.toString()).toBe(request.body ?? '');
    for (const name of ['accept', 'content-type', 'authorization', 'cookie']) {
      const own = Object.entries(request.headers).filter(([other]) => other.toLowerCase() === name);
      expect(headerOf(received, name)).toEqual(own.map(([, value]) => value));
    }
  });

  it('no Content-Type that the request does not have', async () => {
    await viaFetch()({ method: 'POST', url: echo.url, headers: {}, body: 'p\u00E9' });
    expect(headerOf(echo.received.at(-1), 'content-type')).toEqual([]);
    expect(echo.received.at(-1)?.body).toEqual(Buffer.from('p\u00E9'));
  });

  it.each(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'] as const)('the method %s', async (method) => {
    await viaFetch()({ method, url: echo.url, headers: {} });
    expect(echo.received.at(-1)?.method).toBe(method);
  });
});

describe("the platform's fetch brings", () => {
  it('status and body of any answer', async () => {
    for (const status of [200, 201, 204, 400, 401, 500, 503]) {
      echo.respond(status, {}, status === 204 ? '' : `body of ${status}`);
      const { body, ...answer } = await viaFetch()(get(echo.url));
      expect(answer.status).toBe(status);
      expect(body).toBe(status === 204 ? '' : `body of ${status}`);
    }
  });

  it('the body as UTF-8, whatever the server calls it', async () => {
    echo.respond(
      200,
      { 'Content-Type': 'application/json; charset=iso-8859-1' },
      Buffer.from('{"a":"\u00E9\u{1F600}"}'),
    );
    expect((await viaFetch()(get(echo.url))).body).toBe('{"a":"\u00E9\u{1F600}"}');
  });

  it('cookies each for itself, dates with commas and all', async () => {
    const cookies = ['token=abc; Expires=Mon, 21 Oct 2126 07:28:00 GMT', 'csrftoken=a%2Bb; Path=/'];
    echo.respond(200, { 'Set-Cookie': cookies, 'X-Other': ['a', 'b'] }, '{}');
    const answer = await viaFetch()(get(echo.url));
    expect(answer.headers).toMatchObject({ 'set-cookie': cookies, 'x-other': 'a, b' });
    expect(idscan.parseTokenResponse(answer, { area: 'scanning' })).toMatchObject({ token: 'abc', csrfToken: 'a+b' });
  });

  it('a redirect as the response, and does not send the credentials after it', async () => {
    const before = echo.received.length;
    for (const status of [301, 302, 303, 307, 308]) {
      echo.respond(status, { Location: `${echo.url}/elsewhere` });
      const flow = bex.signIn({ baseUrl: echo.url, ...user });
      expect(await rejectionOf(run(flow, viaFetch()))).toMatchObject({ code: 'ERR_ENDPOINT_NOT_FOUND', status });
    }
    const targets = echo.received.slice(before).map(({ target }) => target);
    expect(targets).toEqual(Array.from({ length: 5 }, () => '/api/service/login'));
  });

  it("ERR_TRANSPORT through run if nobody listens, with the system's code", async () => {
    const gone = await startEcho();
    await gone.close();
    const error = await rejectionOf(run(bex.signIn({ baseUrl: gone.url, ...user }), viaFetch()));
    expect(error).toMatchObject({ code: 'ERR_TRANSPORT', cause: expect.any(TypeError) });
    expect(error.message).toBe('run: request 1 failed in the HTTP client (ECONNREFUSED); see "cause"');
  });
});

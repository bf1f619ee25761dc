import { type HttpRequest, idscan } from 'credwire';
import { type Handler, idscanSandbox } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { get } from '../../support/http-messages.js';
import { callUntyped, codeOf } from '../../support/thrown.js';

const user = { username: 'psc', password: 'a+b c&' };
const accounts = [{ ...user, fullName: 'P. S. C.' }];
const handle = idscanSandbox({ accounts });
const request = (area: idscan.Area = 'scanning') => idscan.tokenRequest({ baseUrl: 'http://localhost', ...user, area });
const signIn = <A extends idscan.Area>(area: A, by: Handler = handle) =>
  idscan.parseTokenResponse(by(request(area)), { area });
const call = (path: string, headers: HttpRequest['headers'] = {}) =>
  get(`http://localhost/idscanenterprisesvc/${path}`, headers);

describe('idscanSandbox', () => {
  it('answers with a token and everything else that the document promises', () => {
    expect(signIn('scanning')).toEqual({
      vendor: 'idscan',
      token: expect.stringMatching(/^[\w-]{43}$/),
      area: 'scanning',
      username: 'psc',
      fullName: 'P. S. C.',
      role: 'Administrator',
      idleSessionTimeout: 15,
    });
    const unnamed = idscanSandbox({ accounts: [user] });
    expect(signIn('scanning', unnamed).fullName).toBe('psc');
  });

  it('says when it issued the token, if told the time', () => {
    const now = Date.UTC(2026, 10, 21, 9, 8, 7);
    expect(signIn('scanning', idscanSandbox({ accounts, now })).expiresAt).toBe(now + 35_999_000);
    expect(signIn('scanning')).not.toHaveProperty('expiresAt');
  });

  it('answers with cookies, if told to', () => {
    const cookies = idscanSandbox({ accounts, issue: 'cookie' });
    expect(cookies(request()).body).toBe('{}');
    expect(signIn('scanning', cookies)).toEqual({
      vendor: 'idscan',
      token: signIn('scanning').token,
      area: 'scanning',
      csrfToken: expect.stringMatching(/^[\w-]{43}\+\/=$/),
    });
  });

  it.each([
    ['a plus that is not encoded', { body: (form: string) => form.replaceAll('%2B', '+') }],
    ['a form that is encoded twice', { body: (form: string) => form.replaceAll('%', '%25') }],
    ['no user', { body: (form: string) => form.replace(/&username=[^&]*/, '') }],
    ['no password', { body: (form: string) => form.replace(/&password=[^&]*/, '') }],
    ['no area', { body: (form: string) => form.replace(/&area=.*/, '') }],
    ['an unknown area', { body: (form: string) => form.replace('scanning', 'Scanning') }],
    ['another grant', { body: (form: string) => form.replace('grant_type=password', 'grant_type=code') }],
    ['a form that is not labelled as one', { headers: {} }],
    ['a form that is labelled as JSON', { headers: { 'Content-Type': 'application/json' } }],
  ])('refuses %s', (_, { body = (form: string) => form, headers }: Change) => {
    const right = request();
    const answer = handle({ ...right, headers: headers ?? right.headers, body: body(right.body ?? '') });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toHaveProperty('error');
    expect(codeOf(() => idscan.parseTokenResponse(answer, { area: 'scanning' }))).toBe('ERR_SIGN_IN_REFUSED');
  });

  it('takes a form whose label has a charset, and refuses one without a body', () => {
    const label = { 'content-TYPE': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' };
    expect(handle({ ...request(), headers: label }).status).toBe(200);
    const { body, ...empty } = request();
    expect(handle(empty).status).toBe(400);
  });

  it('gives tokens only by POST', () => {
    const { body, ...rest } = request();
    expect(handle({ ...rest, method: 'GET' }).status).toBe(405);
  });

  it('gives each area a token of its own, good for its action and for what is neither', () => {
    const scanning = signIn('scanning');
    const investigation = signIn('investigation');
    const status = (path: string, session: idscan.Session) => handle(idscan.authorize(call(path), session)).status;
    expect(scanning.token).not.toBe(investigation.token);
    expect(status('upload', scanning)).toBe(200);
    expect(status('upload', investigation)).toBe(401);
    expect(status('retrieval', scanning)).toBe(401);
    expect(status('retrieval', investigation)).toBe(200);
    expect(status('ping', scanning)).toBe(200);
    expect(status('ping', investigation)).toBe(200);
  });

  it('takes the token without Bearer, as header or as cookie', () => {
    const { token } = signIn('scanning');
    const status = (headers: HttpRequest['headers']) => handle(call('upload', headers)).status;
    expect(status({ authorization: token })).toBe(200);
    expect(status({ Authorization: `Bearer ${token}` })).toBe(401);
    expect(status({ Cookie: `token=${token}` })).toBe(200);
    expect(status({ Cookie: `a=1;token=${token}; b=2` })).toBe(200);
    expect(status({ Cookie: `xtoken=${token}` })).toBe(401);
    expect(status({})).toBe(401);
  });

  it('wants the csrf token back, if it has set one', () => {
    const cookies = idscanSandbox({ accounts, issue: 'cookie' });
    const session = signIn('scanning', cookies);
    const { csrfToken, ...bare } = session;
    expect(cookies(idscan.authorize(call('upload'), session, { via: 'cookie' })).status).toBe(200);
    expect(cookies(idscan.authorize(call('upload'), bare, { via: 'cookie' })).status).toBe(401);
    expect(cookies(idscan.authorize(call('upload'), { ...bare, csrfToken: 'x' })).status).toBe(401);
  });

  it('ignores the case of names, as ASP.NET does, and anything else that other clients send', () => {
    const changed = (change: (form: string) => string) => {
      const right = request();
      return handle({ ...right, body: change(right.body ?? '') });
    };
    const right = handle(request());
    expect(changed((form) => form.replace('username', 'userName'))).toEqual(right);
    expect(changed((form) => form.replace(/username|password=|area/g, (name) => name.toUpperCase()))).toEqual(right);
    expect(changed((form) => `${form}&login-form-type=pwd`)).toEqual(right);
  });

  describe('the real paths', () => {
    const session = { scanning: signIn('scanning'), investigation: signIn('investigation') };
    const ask = (method: 'GET' | 'POST', path: string, area: idscan.Area, more: Partial<HttpRequest> = {}) =>
      handle({ ...call(path, { Authorization: session[area].token, ...more.headers }), method, ...bodyOf(more) });
    const bodyOf = ({ body }: Partial<HttpRequest>) => (body === undefined ? {} : { body });

    it('take a token for their area, with their method, in any letter case', () => {
      expect(ask('POST', 'journey/upload', 'scanning').status).toBe(200);
      expect(ask('POST', 'Journey/Upload', 'scanning').status).toBe(200);
      expect(ask('GET', 'Journey/Get?journeyID=1', 'investigation').status).toBe(200);
      expect(ask('GET', 'journey/get?journeyID=1', 'investigation').status).toBe(200);
      expect(ask('GET', 'JourneyDefinition/GetAll?channeltype=1', 'investigation').status).toBe(200);
    });

    it('refuse one of the other area with 401, as ASP.NET does where a user may not', () => {
      expect(ask('POST', 'journey/upload', 'investigation').status).toBe(401);
      expect(ask('GET', 'Journey/Get?journeyID=1', 'scanning').status).toBe(401);
      expect(ask('GET', 'JourneyDefinition/GetAll?channeltype=1', 'scanning').status).toBe(401);
    });

    it('refuse other methods, and the service twice', () => {
      expect(ask('GET', 'journey/upload', 'scanning').status).toBe(405);
      expect(ask('POST', 'Journey/Get', 'investigation').headers.allow).toBe('GET');
      expect(ask('POST', 'idscanenterprisesvc/journey/upload', 'scanning').status).toBe(404);
    });

    it('take 10 MB and no more', () => {
      const most = 10 * 1024 * 1024;
      const upload = (more: Partial<HttpRequest>) => ask('POST', 'journey/upload', 'scanning', more).status;
      expect(upload({ body: 'a'.repeat(most) })).toBe(200);
      expect(upload({ body: 'a'.repeat(most + 1) })).toBe(413);
      expect(upload({ body: '\u20AC'.repeat(most / 2) })).toBe(413);
      expect(upload({ headers: { 'Content-Length': `${most}` } })).toBe(200);
      expect(upload({ headers: { 'Content-Length': `${most + 1}` } })).toBe(413);
    });
  });

  it.each([
    [{ now: Number.NaN }, 'ERR_ARGUMENT_VALUE'],
    [{ now: '1' }, 'ERR_ARGUMENT_TYPE'],
    [{ issue: 'header' }, 'ERR_ARGUMENT_VALUE'],
    [{ accounts: {} }, 'ERR_ARGUMENT_TYPE'],
    [{ accounts: [null] }, 'ERR_ARGUMENT_TYPE'],
    [{ area: 'scanning' }, 'ERR_UNKNOWN_OPTION'],
  ])('refuses the options %j', (wrong, code) => {
    expect(codeOf(() => callUntyped(idscanSandbox, { accounts, ...wrong }))).toBe(code);
  });
});

interface Change {
  readonly body?: (form: string) => string;
  readonly headers?: HttpRequest['headers'];
}

import { ResponseError, smartconnect } from 'credwire';
import { spkiPin, thumbprint } from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { seededRandom } from 'credwire/sandbox';
import { describe, expect, it, vi } from 'vitest';
import { json } from '../../support/http-messages.js';
import { KEY_1024, KEY_2048 } from '../../support/rsa-keys.js';
import { API, LOGIN, passwordOf, service, signIn, USER } from '../../support/smartconnect-service.js';
import { codeOf, rejectionOf, thrownBy } from '../../support/thrown.js';

const target = { apiUrl: 'api.smartconnect.com/API', companyId: '72B0' };

describe('smartconnect.signIn with a known company', () => {
  it('sends two requests, for the key and the token', async () => {
    const known = service();
    expect(await signIn(target, known)).toEqual({
      vendor: 'smartconnect',
      token: 'abc',
      origin: 'https://api.smartconnect.com',
      apiUrl: API,
      companyId: '72B0',
    });
    expect(known.places()).toEqual([`POST ${LOGIN}/v1/public-key`, `POST ${API}/GetToken`]);
    expect(known.asked.slice(1).map(passwordOf)).toEqual([USER.password]);
    const { searchParams } = new URL(known.asked[1]?.url ?? '');
    expect(searchParams.get('email')).toBe(USER.email);
    expect(searchParams.get('companyId')).toBe('72B0');
  });

  it('asks another login service, and the API by the same scheme', async () => {
    const loopback = service();
    const { apiUrl } = await signIn({ ...target, loginUrl: 'http://localhost:1', apiUrl: '127.0.0.1:2/API' }, loopback);
    expect(apiUrl).toBe('http://127.0.0.1:2/API');
    expect(loopback.places()).toEqual([
      'POST http://localhost:1/v1/public-key',
      'POST http://127.0.0.1:2/API/GetToken',
    ]);
  });

  it('encrypts with the given random source and charset', async () => {
    const known = service();
    await signIn({ ...target, charset: 'latin1', random: seededRandom('a test') }, known);
    const { searchParams } = new URL(known.asked[1]?.url ?? '');
    const options = { charset: 'latin1', random: seededRandom('a test') } as const;
    expect(searchParams.get('password')).toBe(smartconnect.encryptPassword(USER.password, KEY_1024.key, options));
  });

  it('stops where the key cannot be read', async () => {
    const broken = service({ publicKey: json({ Message: 'Down' }, 503) });
    expect(await rejectionOf(signIn(target, broken))).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', status: 503 });
    expect(broken.asked).toHaveLength(1);
  });

  it('goes to any host that the caller names', async () => {
    const known = service();
    const session = await signIn({ ...target, apiUrl: new URL('https://own.example:8443/API') }, known);
    expect(session).toMatchObject({ origin: 'https://own.example:8443', apiUrl: 'https://own.example:8443/API' });
    expect(known.places().at(-1)).toBe('POST https://own.example:8443/API/GetToken');
  });

  it('leaves the arithmetic to the engine that is passed', async () => {
    const modPow = vi.fn(jsbnModPow);
    const known = service();
    await signIn({ ...target, modPow }, known);
    expect(modPow).toHaveBeenCalledOnce();
    expect(known.asked.slice(1).map(passwordOf)).toEqual([USER.password]);
  });

  it('wipes the password where the flow is left early', () => {
    const fill = vi.spyOn(Uint8Array.prototype, 'fill');
    const flow = smartconnect.signIn({ ...USER, ...target });
    flow.next();
    fill.mockClear();
    flow.return({ vendor: 'smartconnect', token: '' });
    const wiped = fill.mock.contexts.map((bytes) => bytes as Uint8Array).filter(({ length }) => length === 4);
    fill.mockRestore();
    expect(wiped).toEqual([new Uint8Array(4)]);
  });

  it.each([
    ['the key', { publicKey: json({ a: 1 }) }, {}],
    ['the list', { products: [{}, 'x'] as never }, { apiUrl: undefined, companyId: undefined }],
    ['the token', { token: '<html>' }, {}],
  ])('begins each message with its own name: %s', async (_, script, options) => {
    const error = await rejectionOf(signIn({ ...target, ...options }, service(script)));
    expect(error.code).toBe('ERR_RESPONSE_FORMAT');
    expect(error.message).toMatch(/^smartconnect\.signIn: /);
  });

  it('begins the message of its own options with its own name', () => {
    const messageOf = (options: object) =>
      thrownBy(() => smartconnect.signIn({ ...USER, ...target, ...options }).next()).message;
    for (const wrong of [{ apiUrl: '' }, { loginUrl: 'a' }, { password: '\uD800' }, { pin: 'a' }, { apiHosts: [1] }]) {
      expect(messageOf(wrong)).toMatch(new RegExp(`^smartconnect\\.signIn: "${Object.keys(wrong)[0]}"`));
    }
    expect(messageOf({ userName: 'demo' })).toMatch(/^smartconnect\.signIn: unknown option/);
  });

  it('stops where the password is too long for the key', async () => {
    const known = service();
    const error = await rejectionOf(signIn({ ...target, password: 'x'.repeat(118) }, known));
    expect(error).toMatchObject({ code: 'ERR_MESSAGE_TOO_LONG' });
    expect(known.asked).toHaveLength(1);
  });
});

describe('smartconnect.signIn with a pin', () => {
  it('continues with the pinned key', async () => {
    for (const pin of [thumbprint(KEY_1024.key), spkiPin(KEY_1024.key)]) {
      expect((await signIn({ ...target, pin }, service())).token).toBe('abc');
    }
  });

  it('sends nothing under another key', async () => {
    for (const pin of [thumbprint(KEY_2048.key), spkiPin(KEY_2048.key)]) {
      const known = service();
      const error = await rejectionOf(signIn({ ...target, pin }, known));
      expect(error).toBeInstanceOf(ResponseError);
      expect(error.code).toBe('ERR_PIN_MISMATCH');
      expect(known.places()).toEqual([`POST ${LOGIN}/v1/public-key`]);
    }
  });

  it("sends nothing at all if the pin isn't one", () => {
    expect(codeOf(() => smartconnect.signIn({ ...USER, ...target, pin: 'sha256' }).next())).toBe('ERR_ARGUMENT_VALUE');
  });
});

describe('smartconnect.signIn refuses, before it sends anything,', () => {
  it.each([
    ['a login service over plain http', { loginUrl: 'http://login.example' }, 'ERR_INSECURE_URL'],
    ['a login service without a scheme', { loginUrl: 'login.example' }, 'ERR_URL'],
    ['an API over plain http', { apiUrl: 'http://api.example' }, 'ERR_INSECURE_URL'],
    ['an API with a query', { apiUrl: 'api.example?x' }, 'ERR_URL'],
    ['an unknown list', { listCompanies: 'companies' }, 'ERR_ARGUMENT_VALUE'],
    ['a login service with its endpoint', { loginUrl: 'https://login.example/v1/public-key' }, 'ERR_URL'],
    ['an API with its endpoint', { apiUrl: 'api.example/API/GetToken' }, 'ERR_URL'],
    ['a password that its charset lacks', { password: '\u20AC', charset: 'latin1' }, 'ERR_TEXT_NOT_ENCODABLE'],
    ['hosts that are no list', { apiHosts: 'api.example' }, 'ERR_ARGUMENT_TYPE'],
    ['a host with a scheme', { apiHosts: ['https://api.example'] }, 'ERR_ARGUMENT_VALUE'],
    ['a host with a path', { apiHosts: ['api.example/API'] }, 'ERR_ARGUMENT_VALUE'],
    ['a host with a wildcard', { apiHosts: ['*.api.example'] }, 'ERR_ARGUMENT_VALUE'],
    ['a host that is none', { apiHosts: [''] }, 'ERR_ARGUMENT_VALUE'],
    ['a choice that is no function', { choose: '72b0' }, 'ERR_ARGUMENT_TYPE'],
    ['an unknown option', { allowInsecureHttp: true }, 'ERR_UNKNOWN_OPTION'],
  ])('%s', (_, wrong, code) => {
    // A wrong type is the point here.
    expect(codeOf(() => smartconnect.signIn({ ...USER, ...(wrong as object) }).next())).toBe(code);
  });
});

/** Every message of SmartConnect's functions begins with the function that was called, names the option, and no value. */
import { smartconnect } from 'credwire';
import { rsaPublicKey } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { get, json } from '../../support/http-messages.js';
import { callUntyped, thrownBy } from '../../support/thrown.js';

type Row = readonly [label: string, target: (...args: never[]) => unknown, ...args: unknown[]];

const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(3) });
const user = { email: 'a', encryptedPassword: `${'A'.repeat(171)}=` };
const session = { vendor: 'smartconnect', token: 'a' };
const rest = { apiUrl: 'api.example', username: 'a', password: 'b', clientId: 'c', clientSecret: 'd' };
const SECRET = 'sentinel';

/** Starts a flow, which reads its options then. */
const started = (flow: (options: never) => Iterator<unknown>) => (options: never) => flow(options).next();
const signIn = started(smartconnect.signIn);
const restSignIn = started(smartconnect.restSignIn);

const ROWS: readonly Row[] = [
  ['publicKeyRequest', smartconnect.publicKeyRequest, null],
  ['publicKeyRequest: "loginUrl"', smartconnect.publicKeyRequest, { loginUrl: SECRET }],
  ['publicKeyRequest: unknown option; did you mean "loginUrl"?', smartconnect.publicKeyRequest, { loginURL: SECRET }],
  ['parsePublicKeyResponse: response', smartconnect.parsePublicKeyResponse, SECRET],
  ['parsePublicKeyResponse: HTTP 200', smartconnect.parsePublicKeyResponse, json({ [SECRET]: SECRET })],
  ['parsePublicKeyResponse: HTTP 200', smartconnect.parsePublicKeyResponse, json(SECRET)],
  ['parsePublicKeyResponse: HTTP 404', smartconnect.parsePublicKeyResponse, json(SECRET, 404)],
  ['encryptPassword', smartconnect.encryptPassword, SECRET, key, null],
  ['encryptPassword: "password"', smartconnect.encryptPassword, `${SECRET}\uD800`, key],
  ['encryptPassword: "key"', smartconnect.encryptPassword, SECRET, SECRET],
  ['encryptPassword: "pin"', smartconnect.encryptPassword, SECRET, key, { pin: SECRET }],
  ['encryptPassword: the key', smartconnect.encryptPassword, SECRET, key, { pin: SECRET.padEnd(43, 'a') }],
  ['encryptPassword: "charset"', smartconnect.encryptPassword, SECRET, key, { charset: SECRET }],
  ['encryptPassword: expected at most 117 bytes', smartconnect.encryptPassword, SECRET.repeat(20), key],
  ['companiesRequest: "loginUrl"', smartconnect.companiesRequest, { ...user, loginUrl: SECRET }],
  ['companiesRequest: "clientName"', smartconnect.companiesRequest, { ...user, clientName: `${SECRET}\uD800` }],
  ['parseCompaniesResponse: HTTP 200', smartconnect.parseCompaniesResponse, json({ [SECRET]: SECRET })],
  ['companyListRequest: "apiUrl"', smartconnect.companyListRequest, { ...user, apiUrl: `${SECRET}?` }],
  ['parseCompanyListResponse: HTTP 200', smartconnect.parseCompanyListResponse, json({ [SECRET]: SECRET })],
  ['parseCompanyListResponse: HTTP 200', smartconnect.parseCompanyListResponse, json([{ Name: SECRET }])],
  ['tokenRequest: "apiUrl"', smartconnect.tokenRequest, { ...user, companyId: 'c', apiUrl: `${SECRET}?` }],
  ['tokenRequest: "companyId"', smartconnect.tokenRequest, { ...user, apiUrl: 'api.example' }],
  ['parseTokenResponse', smartconnect.parseTokenResponse, json('a'), SECRET],
  ['parseTokenResponse: "apiUrl"', smartconnect.parseTokenResponse, json('a'), { apiUrl: `${SECRET}?` }],
  ['parseTokenResponse: HTTP 200', smartconnect.parseTokenResponse, json(`${SECRET} ${SECRET}`)],
  ['parseTokenResponse: HTTP 200', smartconnect.parseTokenResponse, json({ [SECRET]: SECRET })],
  ['validateRequest: "token"', smartconnect.validateRequest, { apiUrl: 'api.example', token: `${SECRET} ` }],
  ['parseValidateResponse: HTTP 200', smartconnect.parseValidateResponse, json(SECRET)],
  ['authorize: session', smartconnect.authorize, get('https://api.example'), SECRET],
  ['authorize: session: "vendor"', smartconnect.authorize, get('https://api.example'), { token: SECRET }],
  ['authorize: request', smartconnect.authorize, SECRET, session],
  ['authorize: request: "url"', smartconnect.authorize, get(`http://${SECRET}.example`), session],
  ['authorize: "origins"', smartconnect.authorize, get('https://api.example'), session, { origins: SECRET }],
  ['isSessionOver: response', smartconnect.isSessionOver, SECRET],
  ['restTokenRequest: "apiUrl"', smartconnect.restTokenRequest, { ...rest, apiUrl: `http://${SECRET}` }],
  ['restTokenRequest: unknown option; did you mean "username"?', smartconnect.restTokenRequest, { userName: SECRET }],
  ['parseRestTokenResponse: HTTP 200', smartconnect.parseRestTokenResponse, json({ access_token: SECRET })],
  ['parseRestTokenResponse: HTTP 200: expected "access_token"', smartconnect.parseRestTokenResponse, json({})],
  ['parseRestTokenResponse: "now"', smartconnect.parseRestTokenResponse, json({}), { now: SECRET }],
  ['restSignIn: "password"', restSignIn, { ...rest, password: `${SECRET}\uD800` }],
  ['signIn: "email"', signIn, { password: SECRET }],
  ['signIn: "password"', signIn, { email: 'a', password: `${SECRET}\uD800` }],
  ['signIn: "apiUrl"', signIn, { email: 'a', password: SECRET, apiUrl: `${SECRET}?` }],
  ['signIn: "apiUrl"', signIn, { email: 'a', password: SECRET, apiUrl: `http://${SECRET}` }],
  ['signIn: "listCompanies"', signIn, { email: 'a', password: SECRET, listCompanies: SECRET }],
  ['signIn: "listCompanies"', signIn, { email: 'a', password: SECRET, listCompanies: 'GetCompanyList' }],
  ['signIn: "apiHosts"[0]', signIn, { email: 'a', password: SECRET, apiHosts: [`${SECRET}/x`] }],
  ['signIn: "choose"', signIn, { email: 'a', password: SECRET, choose: SECRET }],
  ['signIn: unknown option; did you mean "email"?', signIn, { username: 'a', password: SECRET }],
  ['signIn: unknown option; did you mean "email"?', signIn, { login: 'a', password: SECRET }],
  ['signIn: unknown option; did you mean "email"?', signIn, { username: 'a' }],
  ['signIn: unknown option; known options: email, ', signIn, { tenant: 'a', password: SECRET }],
  ['signIn: unknown option; did you mean "apiUrl"?', signIn, { email: 'a', password: SECRET, baseUrl: SECRET }],
  ['signIn: unknown option; did you mean "apiUrl"?', signIn, { password: SECRET, apiURL: SECRET }],
  ['signIn: unknown option; did you mean "apiHosts"?', signIn, { email: 'a', password: SECRET, apihosts: [] }],
];

describe('the message of smartconnect', () => {
  it.each(ROWS.map(([label, target, ...args]) => ({ label, target, args })))('$label', ({ label, target, args }) => {
    const { message } = thrownBy(() => callUntyped(target, ...args));
    expect(message.slice(0, 13 + label.length)).toBe(`smartconnect.${label}`);
    expect(message).not.toMatch(/sentinel|allowInsecureHttp/);
  });
});

/** What refusals of SmartConnect's functions say: the function, the option, what was expected, what was found. */
import { smartconnect } from 'credwire';
import { rsaPublicKey } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { get, json } from '../../support/http-messages.js';
import { callUntyped, thrownBy } from '../../support/thrown.js';

type Row = readonly [message: string, target: (...args: never[]) => unknown, ...args: unknown[]];

const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(3) });
const user = { email: 'a', encryptedPassword: 'b' };
const session = { vendor: 'smartconnect', token: 'a' };
const noObject = 'expected an object, got null';
const noUrl = 'expected an absolute http or https URL with an ASCII host and no credentials, got a string of length';

const ROWS: readonly Row[] = [
  [`smartconnect.publicKeyRequest: ${noObject}`, smartconnect.publicKeyRequest, null],
  [`smartconnect.publicKeyRequest: "loginUrl": ${noUrl} 1`, smartconnect.publicKeyRequest, { loginUrl: 'a' }],
  [
    'smartconnect.parsePublicKeyResponse: HTTP 200: expected a JSON string that holds XML',
    smartconnect.parsePublicKeyResponse,
    json({}),
  ],
  [
    'smartconnect.parsePublicKeyResponse: HTTP 200: expected an RSAKeyValue, as a JSON string or as XML',
    smartconnect.parsePublicKeyResponse,
    json('a'),
  ],
  [`smartconnect.encryptPassword: ${noObject}`, smartconnect.encryptPassword, 'a', key, null],
  ['smartconnect.encryptPassword: "password": expected a string, got number', smartconnect.encryptPassword, 1, key],
  ['smartconnect.encryptPassword: "key": expected an RsaPublicKey, got null', smartconnect.encryptPassword, 'a', null],
  [
    'smartconnect.encryptPassword: "pin": expected a thumbprint (43 characters of base64url) or an SPKI pin (44 of Base64), got 1',
    smartconnect.encryptPassword,
    'a',
    key,
    { pin: 'a' },
  ],
  [
    'smartconnect.encryptPassword: "pin": expected a thumbprint (43 characters of base64url) or an SPKI pin (44 of Base64), got 45',
    smartconnect.encryptPassword,
    'a',
    key,
    { pin: `${'a'.repeat(44)}=` },
  ],
  [
    'smartconnect.encryptPassword: the key is not the pinned one',
    smartconnect.encryptPassword,
    'a',
    key,
    { pin: 'a'.repeat(43) },
  ],
  [
    'smartconnect.encryptPassword: "charset": expected one of "utf-8", "latin1", "ascii", got a string of length 8',
    smartconnect.encryptPassword,
    'a',
    key,
    { charset: 'utf-16le' },
  ],
  [`smartconnect.companiesRequest: ${noObject}`, smartconnect.companiesRequest, null],
  [`smartconnect.companiesRequest: "loginUrl": ${noUrl} 1`, smartconnect.companiesRequest, { ...user, loginUrl: 'a' }],
  [
    'smartconnect.parseCompaniesResponse: HTTP 200: expected "Products" to be a list of objects',
    smartconnect.parseCompaniesResponse,
    json({}),
  ],
  [`smartconnect.companyListRequest: ${noObject}`, smartconnect.companyListRequest, null],
  [`smartconnect.companyListRequest: "apiUrl": ${noUrl} 8`, smartconnect.companyListRequest, { ...user, apiUrl: '' }],
  [
    'smartconnect.parseCompanyListResponse: HTTP 200: expected the answer to be a list of objects',
    smartconnect.parseCompanyListResponse,
    json({}),
  ],
  [
    'smartconnect.parseCompanyListResponse: HTTP 200: expected each company to have an "Id"',
    smartconnect.parseCompanyListResponse,
    json([{ Name: 'a' }]),
  ],
  [`smartconnect.tokenRequest: ${noObject}`, smartconnect.tokenRequest, null],
  [
    `smartconnect.tokenRequest: "apiUrl": ${noUrl} 8`,
    smartconnect.tokenRequest,
    { ...user, apiUrl: '', companyId: 'c' },
  ],
  [`smartconnect.parseTokenResponse: ${noObject}`, smartconnect.parseTokenResponse, json('a'), null],
  [
    'smartconnect.parseTokenResponse: HTTP 200: expected a token as a JSON string to be a string, got number',
    smartconnect.parseTokenResponse,
    json(1),
  ],
  [
    'smartconnect.parseTokenResponse: HTTP 200: expected a token as a JSON string, got none',
    smartconnect.parseTokenResponse,
    json({}),
  ],
  [`smartconnect.validateRequest: ${noObject}`, smartconnect.validateRequest, null],
  [`smartconnect.validateRequest: "apiUrl": ${noUrl} 8`, smartconnect.validateRequest, { apiUrl: '', token: 'a' }],
  [
    'smartconnect.parseValidateResponse: HTTP 200: expected a bare true or false',
    smartconnect.parseValidateResponse,
    json('true'),
  ],
  [`smartconnect.authorize: session: ${noObject}`, smartconnect.authorize, get('https://api.example'), null],
  [
    'smartconnect.authorize: session: "vendor": expected one of "smartconnect", got undefined',
    smartconnect.authorize,
    get('https://api.example'),
    { token: 'a' },
  ],
  [`smartconnect.authorize: request: ${noObject}`, smartconnect.authorize, null, session],
  [
    'smartconnect.authorize: "url": expected https (plain http only to a loopback host, or with allowInsecureHttp where that is an option)',
    smartconnect.authorize,
    get('http://api.example'),
    session,
  ],
];

/** Starts the flow, which reads its options then. */
const start = (options: object) =>
  callUntyped((given: never) => smartconnect.signIn(given).next(), { email: 'a', password: 'b', ...options });

describe('the message of smartconnect', () => {
  it.each(ROWS.map(([message, target, ...args]) => ({ message, target, args })))(
    '$message',
    ({ message, target, args }) => {
      expect(thrownBy(() => callUntyped(target, ...args)).message).toBe(message);
    },
  );

  it.each<readonly [string, object]>([
    [`smartconnect.signIn: "loginUrl": ${noUrl} 1`, { loginUrl: 'a' }],
    [`smartconnect.signIn: "apiUrl": ${noUrl} 8`, { apiUrl: '' }],
    [
      'smartconnect.signIn: "listCompanies": expected one of "v1/companies", "GetCompanyList", got a string of length 1',
      { listCompanies: 'a' },
    ],
    ['smartconnect.signIn: "listCompanies": "GetCompanyList" needs "apiUrl"', { listCompanies: 'GetCompanyList' }],
    ['smartconnect.signIn: "choose": expected a function, got a string of length 1', { choose: 'a' }],
    ['smartconnect.signIn: "email": expected a string, got undefined', { email: undefined }],
  ])('reads %s, where the flow starts', (message, options) => {
    expect(thrownBy(() => start(options)).message).toBe(message);
  });
});

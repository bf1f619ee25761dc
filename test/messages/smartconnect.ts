/** What SmartConnect's functions refuse. */
import { smartconnect } from 'credwire';
import { rsaPublicKey } from 'credwire/codecs';
import { get, json, text } from '../support/http-messages.js';
import { API, product, service, signIn } from '../support/smartconnect-service.js';
import { callUntyped } from '../support/thrown.js';
import type { Provocation } from './provocation.js';

const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(3) });
const user = { email: 'a', encryptedPassword: `${'A'.repeat(171)}=` };
const target = { apiUrl: 'api.example', companyId: 'c' };
const rest = { apiUrl: 'api.example', username: 'a', password: 'b', clientId: 'c', clientSecret: 'd' };
const session = { vendor: 'smartconnect', token: 'a' };

const TWO = [product('a', API), product('b', API)];
const APART = [product('a', API), product('a', 'api2.smartconnect.com/API')];

/** Starts the flow, which reads its options then. */
const start = (options: object) =>
  callUntyped((given: never) => smartconnect.signIn(given).next(), { email: 'a', password: 'b', ...options });

export const SMARTCONNECT: readonly Provocation[] = [
  ['smartconnect.publicKeyRequest', 'ERR_ARGUMENT_TYPE', smartconnect.publicKeyRequest, null],
  ['smartconnect.publicKeyRequest', 'ERR_URL', smartconnect.publicKeyRequest, { loginUrl: 'a' }],
  ['smartconnect.parsePublicKeyResponse', 'ERR_RESPONSE_FORMAT', smartconnect.parsePublicKeyResponse, json({})],
  ['smartconnect.parsePublicKeyResponse', 'ERR_RESPONSE_FORMAT', smartconnect.parsePublicKeyResponse, json('a')],
  ['smartconnect.parsePublicKeyResponse', 'ERR_RESPONSE_FORMAT', smartconnect.parsePublicKeyResponse, json('%3CRSA')],
  ['smartconnect.parsePublicKeyResponse', 'ERR_RESPONSE_FORMAT', smartconnect.parsePublicKeyResponse, text('<h1>')],
  ['smartconnect.encryptPassword', 'ERR_ARGUMENT_TYPE', smartconnect.encryptPassword, 'a', key, null],
  ['smartconnect.encryptPassword', 'ERR_ARGUMENT_TYPE', smartconnect.encryptPassword, 1, key],
  ['smartconnect.encryptPassword', 'ERR_ARGUMENT_TYPE', smartconnect.encryptPassword, 'a', null],
  ['smartconnect.encryptPassword', 'ERR_ARGUMENT_VALUE', smartconnect.encryptPassword, 'a', key, { pin: 'a' }],
  [
    'smartconnect.encryptPassword',
    'ERR_ARGUMENT_VALUE',
    smartconnect.encryptPassword,
    'a',
    key,
    { pin: `${'a'.repeat(44)}=` },
  ],
  ['smartconnect.encryptPassword', 'ERR_PIN_MISMATCH', smartconnect.encryptPassword, 'a', key, { pin: 'a'.repeat(43) }],
  [
    'smartconnect.encryptPassword',
    'ERR_ARGUMENT_VALUE',
    smartconnect.encryptPassword,
    'a',
    key,
    { charset: 'utf-16le' },
  ],
  ['smartconnect.companiesRequest', 'ERR_ARGUMENT_TYPE', smartconnect.companiesRequest, null],
  ['smartconnect.companiesRequest', 'ERR_URL', smartconnect.companiesRequest, { ...user, loginUrl: 'a' }],
  ['smartconnect.parseCompaniesResponse', 'ERR_RESPONSE_FORMAT', smartconnect.parseCompaniesResponse, json({})],
  ['smartconnect.companyListRequest', 'ERR_ARGUMENT_TYPE', smartconnect.companyListRequest, null],
  ['smartconnect.companyListRequest', 'ERR_URL', smartconnect.companyListRequest, { ...user, apiUrl: '' }],
  ['smartconnect.parseCompanyListResponse', 'ERR_RESPONSE_FORMAT', smartconnect.parseCompanyListResponse, json({})],
  [
    'smartconnect.parseCompanyListResponse',
    'ERR_RESPONSE_FORMAT',
    smartconnect.parseCompanyListResponse,
    json([{ Name: 'a' }]),
  ],
  ['smartconnect.tokenRequest', 'ERR_ARGUMENT_TYPE', smartconnect.tokenRequest, null],
  ['smartconnect.tokenRequest', 'ERR_URL', smartconnect.tokenRequest, { ...user, apiUrl: '', companyId: 'c' }],
  ['smartconnect.parseTokenResponse', 'ERR_ARGUMENT_TYPE', smartconnect.parseTokenResponse, json('a'), null],
  ['smartconnect.parseTokenResponse', 'ERR_RESPONSE_FORMAT', smartconnect.parseTokenResponse, json(1)],
  ['smartconnect.parseTokenResponse', 'ERR_RESPONSE_FORMAT', smartconnect.parseTokenResponse, json({})],
  ['smartconnect.validateRequest', 'ERR_ARGUMENT_TYPE', smartconnect.validateRequest, null],
  ['smartconnect.validateRequest', 'ERR_URL', smartconnect.validateRequest, { apiUrl: '', token: 'a' }],
  ['smartconnect.parseValidateResponse', 'ERR_RESPONSE_FORMAT', smartconnect.parseValidateResponse, json('true')],
  ['smartconnect.authorize', 'ERR_ARGUMENT_TYPE', smartconnect.authorize, get('https://api.example'), null],
  ['smartconnect.authorize', 'ERR_ARGUMENT_TYPE', smartconnect.authorize, get('https://api.example'), { token: 'a' }],
  ['smartconnect.authorize', 'ERR_ARGUMENT_TYPE', smartconnect.authorize, null, session],
  ['smartconnect.authorize', 'ERR_INSECURE_URL', smartconnect.authorize, get('http://api.example'), session],
  ['smartconnect.signIn', 'ERR_URL', start, { loginUrl: 'a' }],
  ['smartconnect.signIn', 'ERR_URL', start, { apiUrl: '' }],
  ['smartconnect.signIn', 'ERR_ARGUMENT_VALUE', start, { listCompanies: 'a' }],
  ['smartconnect.signIn', 'ERR_ARGUMENT_VALUE', start, { listCompanies: 'GetCompanyList' }],
  ['smartconnect.signIn', 'ERR_ARGUMENT_TYPE', start, { choose: 'a' }],
  ['smartconnect.signIn', 'ERR_ARGUMENT_TYPE', start, { email: undefined }],
  [
    'smartconnect.parsePublicKeyResponse',
    'ERR_RSA_KEY_SIZE',
    smartconnect.parsePublicKeyResponse,
    json('<RSAKeyValue><Modulus>/w==</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>'),
  ],
  [
    'smartconnect.signIn',
    'ERR_UNTRUSTED_HOST',
    () => signIn({}, service({ products: [product('a', 'https://evil.example')] })),
  ],
  ['smartconnect.signIn', 'ERR_COMPANY_CHOICE', () => signIn({}, service())],
  ['smartconnect.signIn', 'ERR_COMPANY_CHOICE', () => signIn({}, service({ products: TWO }))],
  ['smartconnect.signIn', 'ERR_COMPANY_CHOICE', () => signIn({ choose: () => undefined }, service({ products: TWO }))],
  ['smartconnect.signIn', 'ERR_RESPONSE_FORMAT', () => signIn({}, service({ products: [product('a', 'a b')] }))],
  [
    'smartconnect.signIn',
    'ERR_UNTRUSTED_HOST',
    () => signIn({}, service({ products: [product('a', 'evil.example')] })),
  ],
  [
    'smartconnect.signIn',
    'ERR_UNTRUSTED_HOST',
    () => signIn({}, service({ products: [product('a', 'http://api.smartconnect.com')] })),
  ],
  ['smartconnect.signIn', 'ERR_COMPANY_CHOICE', () => signIn({ companyId: 'c' }, service({ products: TWO }))],
  ['smartconnect.signIn', 'ERR_COMPANY_CHOICE', () => signIn({}, service({ products: [product('a')] }))],
  ['smartconnect.signIn', 'ERR_COMPANY_CHOICE', () => signIn({ companyId: 'a' }, service({ products: APART }))],
  ['smartconnect.signIn', 'ERR_COMPANY_CHOICE', () => signIn({ choose: () => 'a' }, service({ products: APART }))],
  ['smartconnect.signIn', 'ERR_ARGUMENT_VALUE', start, { apiHosts: ['https://api.example'] }],
  ['smartconnect.publicKeyRequest', 'ERR_URL', smartconnect.publicKeyRequest, { loginUrl: 'https://a.example/v1' }],
  [
    'smartconnect.publicKeyRequest',
    'ERR_INSECURE_URL',
    smartconnect.publicKeyRequest,
    { loginUrl: 'http://a.example' },
  ],
  [
    'smartconnect.tokenRequest',
    'ERR_ARGUMENT_VALUE',
    smartconnect.tokenRequest,
    { ...target, ...user, encryptedPassword: 'b' },
  ],
  [
    'smartconnect.tokenRequest',
    'ERR_ARGUMENT_VALUE',
    smartconnect.tokenRequest,
    { ...target, ...user, encryptedPassword: 'a%3D' },
  ],
  ['smartconnect.parseTokenResponse', 'ERR_RESPONSE_FORMAT', smartconnect.parseTokenResponse, json('<html>')],
  ['smartconnect.parseTokenResponse', 'ERR_RESPONSE_FORMAT', smartconnect.parseTokenResponse, json('a<b')],
  ['smartconnect.parseTokenResponse', 'ERR_SIGN_IN_REFUSED', smartconnect.parseTokenResponse, json('Unauthorized')],
  ['smartconnect.restTokenRequest', 'ERR_URL', smartconnect.restTokenRequest, { ...rest, apiUrl: 'api.example/token' }],
  [
    'smartconnect.parseRestTokenResponse',
    'ERR_RESPONSE_FORMAT',
    smartconnect.parseRestTokenResponse,
    json({ access_token: 'a', token_type: 'mac' }),
  ],
];

/** Every public function, with secrets in each of its arguments. */
import {
  bex,
  type HttpRequest,
  type HttpResponse,
  idscan,
  ifactory,
  jacada,
  redact,
  run,
  smartconnect,
  systemRandom,
} from 'credwire';
import * as clients from 'credwire/clients';
import * as codecs from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import * as sandbox from 'credwire/sandbox';
import { seededRandom } from 'credwire/sandbox';
import { keyXml } from '../support/rsa-key-value.js';
import { KEY_1024 } from '../support/rsa-keys.js';
import { SECRET_KEY, SECRETS } from '../support/sentinels.js';
import { callUntyped } from '../support/thrown.js';
import { fail } from './variants.js';

const { user, password, email, token, csrf, company } = SECRETS;

type Anything = (...args: never[]) => unknown;

/** A function, and arguments that it takes; a test puts others in their place, one at a time, however deep. */
export interface SecretCall {
  readonly name: string;
  readonly call: (args: readonly unknown[]) => unknown;
  readonly args: readonly unknown[];
}

const direct = (name: string, target: Anything, ...args: readonly unknown[]): SecretCall => ({
  name,
  call: (given) => callUntyped(target, ...given),
  args,
});

/** Runs a flow over answers that are there already; they are arguments too. */
const flow = (
  name: string,
  target: (options: never) => Generator<HttpRequest, unknown, HttpResponse>,
  options: unknown,
  ...answers: readonly unknown[]
): SecretCall => ({
  name,
  call: ([given, ...rest]) => {
    const running = target(given as never); // anything: this is what is tried
    let step = running.next();
    for (const answer of rest) {
      if (step.done) break;
      step = running.next(answer as HttpResponse);
    }
    return step.value;
  },
  args: [options, ...answers],
});

const key = KEY_1024.key;
const random = () => seededRandom('secrets');
export const encryptedPassword: string = smartconnect.encryptPassword(password, key, { random: random() });
export const ciphertext: string = ifactory.encryptPassword(password);

const baseUrl = 'https://api.example';
const credentials = { username: user, password };
const answer = (value: unknown, headers: HttpResponse['headers'] = {}) => ({
  status: 200,
  headers,
  body: typeof value === 'string' ? value : JSON.stringify(value),
});
const query = new URLSearchParams({ email, password: encryptedPassword, token }).toString();
const request: HttpRequest = {
  method: 'POST',
  url: `${baseUrl}/GetToken?${query}`,
  headers: { Authorization: `Bearer ${token}`, Cookie: `token=${token}; csrftoken=${csrf}` },
  body: JSON.stringify({ user, password, Email: email }),
};
/** Of the origin of the request, which is then replaced by others. */
const session = { token, vendor: 'x', origin: baseUrl };
const PLACES = { origins: [`https://${company}.example`], allowInsecureHttp: false };
const apiUrl = `api.example/${encodeURIComponent(company)}`;
const companies = {
  UserId: user,
  Email: email,
  Products: [{ ApiUrl: apiUrl, Account: { AccountId: company, Name: user } }],
};
const bytes = new Uint8Array(Buffer.from(password));

const CODECS: readonly SecretCall[] = [
  direct('encodeText', codecs.encodeText, password, 'utf-16le'),
  direct('encodeText, latin1', codecs.encodeText, password, 'latin1'),
  direct('encodeBase64', codecs.encodeBase64, bytes),
  direct('decodeBase64', codecs.decodeBase64, encryptedPassword),
  direct('decodeBase64, short', codecs.decodeBase64, encryptedPassword.slice(1)),
  direct('decodeBase64, other characters', codecs.decodeBase64, password.padEnd(40)),
  direct('decodeBase64, surplus bits', codecs.decodeBase64, `${encryptedPassword.slice(0, 5)}B==`),
  direct('percentEncode', codecs.percentEncode, password),
  direct('formUrlEncode', codecs.formUrlEncode, [[user, password]]),
  direct('formUrlEncode, one value', codecs.formUrlEncode, [[password]]),
  direct('encryptAesCbc', codecs.encryptAesCbc, SECRET_KEY, SECRET_KEY, bytes),
  direct(
    'decryptAesCbc',
    codecs.decryptAesCbc,
    SECRET_KEY,
    SECRET_KEY,
    new Uint8Array(Buffer.from(ciphertext, 'base64')),
  ),
  direct('decryptAesCbc, no blocks', codecs.decryptAesCbc, SECRET_KEY, SECRET_KEY, bytes),
  direct('rsaPublicKey', codecs.rsaPublicKey, { modulus: key.modulus, exponent: key.exponent, d: password }),
  direct('rsaPublicKey, short', codecs.rsaPublicKey, { modulus: bytes, exponent: bytes }),
  direct('rsaPublicKey, even', codecs.rsaPublicKey, { modulus: new Uint8Array(128).fill(0xfe), exponent: bytes }),
  direct('parseRsaKeyValue', codecs.parseRsaKeyValue, keyXml({ exponent: password })),
  direct('parseRsaKeyValue, attribute', codecs.parseRsaKeyValue, keyXml({ attributes: ` ${token}="x"` })),
  direct('formatRsaKeyValue', codecs.formatRsaKeyValue, key),
  direct('toJwk', codecs.toJwk, key),
  direct('fromJwk', codecs.fromJwk, { kty: 'RSA', n: password, e: token }),
  direct('fromJwk, private', codecs.fromJwk, { ...key.toJSON(), d: password }),
  direct('toSpkiPem', codecs.toSpkiPem, key),
  direct('fromSpkiPem', codecs.fromSpkiPem, `-----BEGIN PUBLIC KEY-----${token}-----END PUBLIC KEY-----`),
  direct(
    'fromSpkiPem, other DER',
    codecs.fromSpkiPem,
    `-----BEGIN PUBLIC KEY-----${encryptedPassword}-----END PUBLIC KEY-----`,
  ),
  direct('thumbprint', codecs.thumbprint, key),
  direct('spkiPin', codecs.spkiPin, key),
  direct('encryptPkcs1', codecs.encryptPkcs1, key, bytes, random()),
  direct('encryptPkcs1, long', codecs.encryptPkcs1, key, new Uint8Array(Buffer.from(password.repeat(5))), random()),
  direct('bigintModPow', codecs.bigintModPow, bytes, bytes, key.modulus),
  direct('bigintModPow, large base', codecs.bigintModPow, key.modulus, bytes, bytes),
  direct('jsbnModPow', jsbnModPow, bytes, bytes, key.modulus),
  direct('jsbnModPow, large base', jsbnModPow, key.modulus, bytes, bytes),
];

const VENDORS: readonly SecretCall[] = [
  direct('ifactory.encryptPassword', ifactory.encryptPassword, password, {
    key: SECRET_KEY,
    iv: SECRET_KEY,
    charset: 'utf-8',
  }),
  direct('ifactory.encryptPassword, key as text', ifactory.encryptPassword, password, {
    key: Buffer.from(SECRET_KEY).toString('base64'),
  }),
  direct('ifactory.preparePasswordEncryption', ifactory.preparePasswordEncryption, { key: SECRET_KEY, iv: bytes }),
  {
    name: 'the function of ifactory.preparePasswordEncryption',
    call: (args) => callUntyped(ifactory.preparePasswordEncryption(), ...args),
    args: [password],
  },
  direct('ifactory.tokenRequest', ifactory.tokenRequest, {
    baseUrl,
    userLogin: user,
    password,
    key: SECRET_KEY,
    iv: SECRET_KEY,
  }),
  direct('ifactory.parseTokenResponse', ifactory.parseTokenResponse, answer({ token }), { baseUrl }),
  direct('ifactory.authorize', ifactory.authorize, request, { ...session, vendor: 'ifactory' }, PLACES),
  direct('ifactory.isSessionOver', ifactory.isSessionOver, answer({ token })),
  flow('ifactory.signIn', ifactory.signIn, { baseUrl, userLogin: user, password }, answer({ token })),
  direct('idscan.encodeCredentials', idscan.encodeCredentials, {
    ...credentials,
    area: 'scanning',
    lowerCaseUsername: true,
  }),
  direct('idscan.tokenRequest', idscan.tokenRequest, { ...credentials, area: 'scanning', baseUrl }),
  direct(
    'idscan.parseTokenResponse',
    idscan.parseTokenResponse,
    answer({ access_token: token, Username: user }, { 'set-cookie': [`token=${token}`, `csrftoken=${csrf}`] }),
    { area: 'scanning', now: 0, baseUrl },
  ),
  direct(
    'idscan.authorize',
    idscan.authorize,
    request,
    { ...session, vendor: 'idscan', area: 'scanning', csrfToken: csrf },
    { via: 'cookie', action: 'upload', ...PLACES },
  ),
  direct('idscan.isSessionOver', idscan.isSessionOver, answer({ error: token })),
  flow('idscan.signIn', idscan.signIn, { ...credentials, area: 'scanning', baseUrl }, answer({ access_token: token })),
  direct('jacada.encodeUser', jacada.encodeUser, user, { charset: 'latin1' }),
  direct('jacada.encodePassword', jacada.encodePassword, password, {
    prefixLength: 13,
    random: random(),
    charset: 'utf-8',
  }),
  direct('jacada.encodePassword, ascii', jacada.encodePassword, password, { charset: 'ascii' }),
  direct('jacada.tokenRequest', jacada.tokenRequest, {
    baseUrl,
    applicationName: company,
    accountId: company,
    user,
    password,
  }),
  direct('jacada.parseTokenResponse', jacada.parseTokenResponse, answer({ 'Security-Token': token }), {
    baseUrl,
  }),
  direct('jacada.authorize', jacada.authorize, request, { ...session, vendor: 'jacada', sessionId: token }, PLACES),
  direct('jacada.isSessionOver', jacada.isSessionOver, answer({ code: token })),
  flow(
    'jacada.signIn',
    jacada.signIn,
    { baseUrl, accountId: company, user, password },
    answer({ 'Security-Token': token }),
  ),
  direct('jacada.credentialHeaders', jacada.credentialHeaders, {
    tenantId: company,
    applicationKey: token,
    environmentName: company,
    user: email,
    password,
  }),
  direct('bex.encodeCredentials', bex.encodeCredentials, { ...credentials, preferAlternateToken: true }),
  direct('bex.tokenRequest', bex.tokenRequest, { ...credentials, baseUrl, transport: 'query', method: 'GET' }),
  direct('bex.tokenRequest, GET with JSON', bex.tokenRequest, { ...credentials, baseUrl, method: 'GET' }),
  direct('bex.parseTokenResponse', bex.parseTokenResponse, answer({ value: token, email, id: 1 }), { baseUrl }),
  direct('bex.authorize', bex.authorize, request, { ...session, vendor: 'bex' }, PLACES),
  direct('bex.downloadBody', bex.downloadBody, { ...session, vendor: 'bex' }, { waybillNumbers: [company] }),
  direct('bex.isSessionOver', bex.isSessionOver, answer({ ex: token })),
  flow('bex.signIn', bex.signIn, { ...credentials, baseUrl }, answer({ value: token })),
];

const REST = { apiUrl: baseUrl, username: email, password, clientId: company, clientSecret: token };

const SMARTCONNECT: readonly SecretCall[] = [
  direct('smartconnect.publicKeyRequest', smartconnect.publicKeyRequest, { loginUrl: baseUrl }),
  direct(
    'smartconnect.parsePublicKeyResponse',
    smartconnect.parsePublicKeyResponse,
    answer(JSON.stringify(keyXml({ modulus: token }))),
  ),
  direct('smartconnect.encryptPassword', smartconnect.encryptPassword, password, key, {
    random: random(),
    charset: 'utf-8',
  }),
  direct('smartconnect.encryptPassword, wrong pin', smartconnect.encryptPassword, password, key, {
    pin: token.replace(/\W/g, '').padEnd(43, 'q'),
  }),
  direct('smartconnect.encryptPassword, no pin', smartconnect.encryptPassword, password, key, { pin: password }),
  direct('smartconnect.encryptPassword, long', smartconnect.encryptPassword, password.repeat(5), key),
  direct('smartconnect.companiesRequest', smartconnect.companiesRequest, {
    loginUrl: baseUrl,
    email,
    encryptedPassword,
    clientName: user,
    ipAddress: company,
  }),
  direct('smartconnect.parseCompaniesResponse', smartconnect.parseCompaniesResponse, answer(companies)),
  direct('smartconnect.companyListRequest', smartconnect.companyListRequest, {
    apiUrl: baseUrl,
    email,
    encryptedPassword,
  }),
  direct(
    'smartconnect.parseCompanyListResponse',
    smartconnect.parseCompanyListResponse,
    answer([{ Id: company, Name: user }]),
  ),
  direct('smartconnect.tokenRequest', smartconnect.tokenRequest, {
    apiUrl: baseUrl,
    email,
    encryptedPassword,
    companyId: company,
  }),
  direct('smartconnect.parseTokenResponse', smartconnect.parseTokenResponse, answer(JSON.stringify(token)), {
    apiUrl: baseUrl,
    companyId: company,
  }),
  direct('smartconnect.validateRequest', smartconnect.validateRequest, { apiUrl: baseUrl, token }),
  direct('smartconnect.parseValidateResponse', smartconnect.parseValidateResponse, answer(JSON.stringify(token))),
  direct(
    'smartconnect.authorize',
    smartconnect.authorize,
    request,
    { ...session, vendor: 'smartconnect', tokenType: 'bearer' },
    { origins: PLACES.origins },
  ),
  direct('smartconnect.isSessionOver', smartconnect.isSessionOver, answer(JSON.stringify(token))),
  direct('smartconnect.restTokenRequest', smartconnect.restTokenRequest, REST),
  direct(
    'smartconnect.parseRestTokenResponse',
    smartconnect.parseRestTokenResponse,
    answer({ access_token: token, token_type: 'bearer', expires_in: 60 }),
    { now: 0, baseUrl },
  ),
  flow('smartconnect.restSignIn', smartconnect.restSignIn, REST, answer({ access_token: token, token_type: 'bearer' })),
  flow(
    'smartconnect.signIn',
    smartconnect.signIn,
    { email, password, random: random(), loginUrl: baseUrl },
    answer(JSON.stringify(keyXml())),
    answer(companies),
    answer(JSON.stringify(token)),
  ),
  flow(
    'smartconnect.signIn, which company',
    smartconnect.signIn,
    { email, password, loginUrl: baseUrl, choose: () => token },
    answer(JSON.stringify(keyXml())),
    answer({ Products: [...companies.Products, { ApiUrl: apiUrl, Account: { AccountId: user } }] }),
  ),
  flow(
    'smartconnect.signIn, an ApiUrl that is none',
    smartconnect.signIn,
    { email, password, loginUrl: baseUrl },
    answer(JSON.stringify(keyXml())),
    answer({ Products: [{ ApiUrl: `http://${token}@${company}`, Account: { AccountId: company } }] }),
  ),
];

const account = { password, userLogin: user, username: user, user, accountId: company, email, fullName: user };
const pick = (...names: readonly (keyof typeof account)[]) =>
  Object.fromEntries(names.map((name) => [name, account[name]]));
const AROUND: readonly SecretCall[] = [
  direct('redact', redact, request),
  direct('run', run, bex.signIn(credentials), async () => answer({ value: token })),
  direct('systemRandom', systemRandom, password),
  direct('seededRandom', seededRandom, password),
  {
    name: 'the function of seededRandom',
    call: (args) => callUntyped(seededRandom(password), ...args),
    args: [password],
  },
  direct('ifactorySandbox', sandbox.ifactorySandbox, {
    accounts: [pick('userLogin', 'password')],
    seed: token,
    key: password,
  }),
  direct('idscanSandbox', sandbox.idscanSandbox, {
    accounts: [pick('username', 'password', 'fullName')],
    seed: token,
    issue: 'cookie',
  }),
  direct('jacadaSandbox', sandbox.jacadaSandbox, {
    accounts: [pick('accountId', 'user', 'password')],
    seed: token,
    charset: 'ascii',
  }),
  direct('bexSandbox', sandbox.bexSandbox, { accounts: [pick('username', 'password', 'email')], seed: token }),
  // No key is made: the source fails first.
  direct('smartconnectSandbox', sandbox.smartconnectSandbox, {
    accounts: [{ ...pick('email', 'password'), companies: [{ id: company, name: user }] }],
    random: fail,
  }),
  direct('generateRsaKeyPair', sandbox.generateRsaKeyPair, { bits: 1024, random: fail }),
  { name: 'a sandbox', call: (args) => callUntyped(sandbox.bexSandbox({ accounts: [] }), ...args), args: [request] },
  direct('revokeTokens', sandbox.revokeTokens, () => answer(password)),
  direct('scripted', sandbox.scripted, () => answer(password), {
    steps: [{ answer: answer(password, { 'set-cookie': [token] }), delay: 1 }],
    delay: 0,
  }),
  direct('refusal', sandbox.refusal, 'bex', password),
  direct('toSend', sandbox.toSend, () => answer(password)),
  direct('toFetchHandler', sandbox.toFetchHandler, () => answer(password), Response),
  direct('intercept', sandbox.intercept, { get: fail }, `http://${token}`, () => answer(password)),
  direct('toNodeListener', sandbox.toNodeListener, () => answer({ value: token })),
  direct('listen', sandbox.listen, { createServer: fail }, password),
  direct('toFetchHandler', sandbox.toFetchHandler, password, token),
  direct('intercept', sandbox.intercept, { get: fail }, password, token),
  direct('refusal', sandbox.refusal, user, password),
  direct('scripted', sandbox.scripted, () => answer({ value: token }), { steps: [password], delay: token }),
  direct('toSend', sandbox.toSend, password),
];

/** A client of every kind at once: each of its methods fails with the secret. */
const failingClient = Object.assign(() => fail(), {
  ...Object.fromEntries(
    ['request', 'ajax', 'get', 'post', 'put', 'delete', 'patch', 'head'].map((name) => [name, fail]),
  ),
  ...Object.fromEntries(['open', 'send', 'setRequestHeader'].map((name) => [name, fail])),
});

/** Adapters: each `toX` with a request, each `viaX` with a client that is none. */
const CLIENTS: readonly SecretCall[] = Object.entries<Anything>(clients).map(([name, target]) =>
  name.startsWith('to') ? direct(name, target, request, failingClient) : direct(name, target, password),
);

/** What a vendor says of a refusal, the user's own words in it. */
const REFUSALS: readonly SecretCall[] = [
  [ifactory.parseTokenResponse, { message: [SECRETS.words, password] }] as const,
  [jacada.parseTokenResponse, { message: SECRETS.words, user }] as const,
  [bex.parseTokenResponse, { ex: SECRETS.words }] as const,
  [smartconnect.parsePublicKeyResponse, { Message: SECRETS.words }] as const,
  [smartconnect.parseTokenResponse, { Message: SECRETS.words }] as const,
  [smartconnect.parseCompaniesResponse, `<html>${password}`] as const,
  [smartconnect.parseCompanyListResponse, password] as const,
  [smartconnect.parseValidateResponse, JSON.stringify(SECRETS.words)] as const,
].flatMap(([parse, body], at) =>
  [200, 302, 401, 429].map((status) =>
    direct(`refusal ${at} with HTTP ${status}`, parse, { ...answer(body, { 'set-cookie': token }), status }),
  ),
);

/** All of them. */
export const SECRET_CALLS: readonly SecretCall[] = [
  ...CODECS,
  ...VENDORS,
  ...SMARTCONNECT,
  ...AROUND,
  ...CLIENTS,
  ...REFUSALS,
];

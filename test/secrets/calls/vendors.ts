/** The vendors, but for SmartConnect, which takes as many calls as the others together. */
import { bex, idscan, ifactory, jacada } from 'credwire';
import { SECRET_KEY } from '../../support/sentinels.js';
import { callUntyped } from '../../support/thrown.js';
import { direct, flow, type SecretCall } from './call.js';
import {
  answer,
  baseUrl,
  bytes,
  company,
  credentials,
  csrf,
  email,
  PLACES,
  password,
  random,
  request,
  session,
  token,
  user,
} from './values.js';

export const VENDORS: readonly SecretCall[] = [
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

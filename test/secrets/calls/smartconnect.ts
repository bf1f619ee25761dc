/** SmartConnect. */
import { smartconnect } from 'credwire';
import { keyXml } from '../../support/rsa-key-value.js';
import { direct, flow, type SecretCall } from './call.js';
import {
  answer,
  apiUrl,
  baseUrl,
  companies,
  company,
  email,
  encryptedPassword,
  key,
  PLACES,
  password,
  random,
  request,
  session,
  token,
  user,
} from './values.js';

const REST = { apiUrl: baseUrl, username: email, password, clientId: company, clientSecret: token };

export const SMARTCONNECT: readonly SecretCall[] = [
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

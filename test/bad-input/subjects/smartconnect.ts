/** The functions of SmartConnect that take options. */
import { smartconnect } from 'credwire';
import { jsbnModPow } from 'credwire/jsbn';
import { seededRandom } from 'credwire/sandbox';
import { KEY_1024 } from '../../support/rsa-keys.js';
import * as kinds from '../kinds.js';
import { ofFlow, ofObject, SECRET, type Subject } from '../subject.js';

const { optional } = kinds;

const loginUrl = 'https://login.example';
const apiUrl = 'api.example';
const user = { email: 'user', encryptedPassword: `${'A'.repeat(171)}=` };
const userKinds = { email: kinds.text, encryptedPassword: kinds.pin };
const client = { loginUrl, clientName: 'c', ipAddress: '::1' };
const clientKinds = {
  loginUrl: optional(kinds.url),
  clientName: optional(kinds.text),
  ipAddress: optional(kinds.text),
};
const rsa = () => ({ random: seededRandom('bad input'), modPow: jsbnModPow, charset: 'utf-8' });
const engine: kinds.Kind = { 'a function': 'ERR_ARGUMENT_VALUE', 'a function that throws': 'ERR_ARGUMENT_VALUE' };
const rsaKinds = {
  random: optional(kinds.random),
  modPow: optional(engine),
  charset: optional(kinds.choice),
  pin: optional(kinds.pin),
};
const rest = { apiUrl, username: 'user', password: SECRET, clientId: 'c', clientSecret: 'd' };
const restKinds = {
  apiUrl: kinds.address,
  username: kinds.text,
  password: kinds.text,
  clientId: kinds.text,
  clientSecret: kinds.text,
};

export const SMARTCONNECT_SUBJECTS: readonly Subject[] = [
  ofObject('smartconnect.publicKeyRequest', smartconnect.publicKeyRequest, () => ({ loginUrl }), {
    loginUrl: optional(kinds.url),
  }),
  ofObject('smartconnect.encryptPassword', smartconnect.encryptPassword, rsa, rsaKinds, [SECRET, KEY_1024.key]),
  ofObject('smartconnect.companiesRequest', smartconnect.companiesRequest, () => ({ ...client, ...user }), {
    ...clientKinds,
    ...userKinds,
  }),
  ofObject('smartconnect.companyListRequest', smartconnect.companyListRequest, () => ({ apiUrl, ...user }), {
    apiUrl: kinds.address,
    ...userKinds,
  }),
  ofObject('smartconnect.tokenRequest', smartconnect.tokenRequest, () => ({ apiUrl, ...user, companyId: '1' }), {
    apiUrl: kinds.address,
    ...userKinds,
    companyId: kinds.text,
  }),
  ofObject(
    'smartconnect.parseTokenResponse, options',
    smartconnect.parseTokenResponse,
    () => ({ apiUrl, baseUrl: apiUrl, companyId: '1' }),
    { apiUrl: optional(kinds.address), baseUrl: optional(kinds.address), companyId: optional(kinds.text) },
    [{ status: 200, headers: {}, body: '"abc"' }],
  ),
  ofObject('smartconnect.validateRequest', smartconnect.validateRequest, () => ({ apiUrl, token: 'abc' }), {
    apiUrl: kinds.address,
    token: kinds.token,
  }),
  ofFlow(
    'smartconnect.signIn',
    smartconnect.signIn,
    () => ({
      ...client,
      apiUrl,
      apiHosts: ['a.example'],
      email: 'user',
      password: SECRET,
      companyId: '1',
      listCompanies: 'v1/companies',
      choose: () => undefined,
      ...rsa(),
    }),
    {
      ...clientKinds,
      apiUrl: optional(kinds.address),
      apiHosts: optional({ ...kinds.accounts, 'an array': 'taken' }),
      email: kinds.text,
      password: kinds.text, // its length counts once the key is there
      companyId: optional(kinds.text),
      listCompanies: optional(kinds.choice),
      choose: optional(kinds.callback),
      ...rsaKinds,
      random: optional(kinds.callback), // drawn from once the key is there
      modPow: optional(kinds.callback), // called then too
    },
  ),
  ofObject('smartconnect.restTokenRequest', smartconnect.restTokenRequest, () => rest, restKinds),
  ofObject(
    'smartconnect.parseRestTokenResponse, options',
    smartconnect.parseRestTokenResponse,
    () => ({ apiUrl, baseUrl: apiUrl, now: 0 }),
    { apiUrl: optional(kinds.address), baseUrl: optional(kinds.address), now: optional(kinds.time) },
    [{ status: 200, headers: {}, body: '{"access_token":"abc","token_type":"bearer"}' }],
  ),
  ofFlow('smartconnect.restSignIn', smartconnect.restSignIn, () => ({ ...rest, now: 0 }), {
    ...restKinds,
    now: optional(kinds.time),
  }),
];

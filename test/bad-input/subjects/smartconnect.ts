/** The functions of SmartConnect that take options. */
import { smartconnect } from 'credwire';
import { seededRandom } from 'credwire/sandbox';
import { KEY_1024 } from '../../support/rsa-keys.js';
import * as kinds from '../kinds.js';
import { ofFlow, ofObject, SECRET, type Subject } from '../subject.js';

const { optional } = kinds;

const loginUrl = 'https://login.example';
const apiUrl = 'api.example';
const user = { email: 'user', encryptedPassword: 'AAAA' };
const userKinds = { email: kinds.text, encryptedPassword: kinds.text };
const client = { loginUrl, clientName: 'c', ipAddress: '::1' };
const clientKinds = {
  loginUrl: optional(kinds.url),
  clientName: optional(kinds.text),
  ipAddress: optional(kinds.text),
};
const rsa = () => ({ random: seededRandom('bad input'), charset: 'utf-8' });
const rsaKinds = { random: optional(kinds.random), charset: optional(kinds.choice), pin: optional(kinds.pin) };

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
    () => ({ apiUrl, companyId: '1' }),
    { apiUrl: optional(kinds.text), companyId: optional(kinds.text) },
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
      email: kinds.text,
      password: kinds.text, // its length counts once the key is there
      companyId: optional(kinds.text),
      listCompanies: optional(kinds.choice),
      choose: optional(kinds.callback),
      ...rsaKinds,
      random: optional(kinds.callback), // drawn from once the key is there
    },
  ),
];

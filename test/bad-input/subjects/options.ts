/** The functions of four vendors that take options. */
import { bex, idscan, ifactory, jacada } from 'credwire';
import { seededRandom } from 'credwire/sandbox';
import * as kinds from '../kinds.js';
import { ofFlow, ofObject, SECRET, type Subject } from '../subject.js';

const { optional } = kinds;

const base = { baseUrl: 'https://api.example', allowInsecureHttp: false };
const baseKinds = { baseUrl: kinds.url, allowInsecureHttp: optional(kinds.flag) };

const encryption = () => ({ key: new Uint8Array(16), iv: 'bDA11yRcbUsTC9jl5LnuiQ==', charset: 'utf-8' });
const encryptionKinds = {
  key: optional(kinds.aesBytes('ERR_AES_KEY_LENGTH')),
  iv: optional(kinds.aesBytes('ERR_AES_IV_LENGTH')),
  charset: optional(kinds.choice),
};
const ifactoryOptions = () => ({ ...base, userLogin: 'user', password: SECRET, ...encryption() });
const ifactoryKinds = { ...baseKinds, userLogin: kinds.text, password: kinds.text, ...encryptionKinds };

const IFACTORY = [
  ofObject('ifactory.encryptPassword', ifactory.encryptPassword, encryption, encryptionKinds, [SECRET]),
  ofObject('ifactory.preparePasswordEncryption', ifactory.preparePasswordEncryption, encryption, encryptionKinds),
  ofObject('ifactory.tokenRequest', ifactory.tokenRequest, ifactoryOptions, ifactoryKinds),
  ofFlow('ifactory.signIn', ifactory.signIn, ifactoryOptions, ifactoryKinds),
];

const idscanUser = {
  username: 'user',
  password: SECRET,
  area: 'scanning',
  lowerCaseUsername: true,
  usernameKey: 'userName',
  loginFormType: 'pwd',
};
const idscanKinds = {
  username: kinds.text,
  password: kinds.text,
  area: kinds.choice,
  lowerCaseUsername: optional(kinds.flag),
  usernameKey: optional(kinds.choice),
  loginFormType: optional(kinds.choice),
};
const idscanOptions = () => ({ ...base, ...idscanUser });
const ANSWER = { status: 200, headers: {}, body: '{"access_token":"abc"}' };
const REQUEST = { method: 'GET', url: 'https://api.example', headers: {} };
const SESSION = { vendor: 'idscan', area: 'scanning', token: 'abc' };

const IDSCAN = [
  ofObject('idscan.encodeCredentials', idscan.encodeCredentials, () => idscanUser, idscanKinds),
  ofObject('idscan.tokenRequest', idscan.tokenRequest, idscanOptions, { ...baseKinds, ...idscanKinds }),
  ofFlow('idscan.signIn', idscan.signIn, () => ({ ...idscanOptions(), now: 0 }), {
    ...baseKinds,
    ...idscanKinds,
    now: optional(kinds.time),
  }),
  ofObject(
    'idscan.parseTokenResponse, options',
    idscan.parseTokenResponse,
    () => ({ area: 'scanning', now: 0, baseUrl: 'https://api.example' }),
    { area: kinds.choice, now: optional(kinds.time), baseUrl: optional(kinds.url) },
    [ANSWER],
  ),
  ofObject(
    'idscan.authorize, options',
    idscan.authorize,
    () => ({ action: 'upload', via: 'cookie', allowInsecureHttp: false, origins: ['https://b.example'] }),
    {
      action: optional(kinds.choice),
      via: optional(kinds.choice),
      allowInsecureHttp: optional(kinds.flag),
      origins: optional(kinds.origins),
    },
    [REQUEST, SESSION],
  ),
];

const prefix = () => ({ prefixLength: 13, random: seededRandom('bad input'), charset: 'utf-8' });
const prefixKinds = {
  prefixLength: optional(kinds.number),
  random: optional(kinds.random),
  charset: optional(kinds.choice),
};
const jacadaOptions = () => ({
  ...base,
  applicationName: 'iact',
  version: 1,
  accountId: '7',
  user: 'user',
  password: SECRET,
  ...prefix(),
});
const jacadaKinds = {
  ...baseKinds,
  applicationName: optional(kinds.segment),
  version: optional(kinds.segment),
  accountId: kinds.segment,
  user: kinds.text,
  password: kinds.text,
  ...prefixKinds,
};

const JACADA = [
  ofObject('jacada.encodeUser', jacada.encodeUser, () => ({ charset: 'utf-8' }), { charset: optional(kinds.choice) }, [
    'user',
  ]),
  ofObject('jacada.encodePassword', jacada.encodePassword, prefix, prefixKinds, [SECRET]),
  ofObject('jacada.tokenRequest', jacada.tokenRequest, jacadaOptions, jacadaKinds),
  ofFlow('jacada.signIn', jacada.signIn, jacadaOptions, jacadaKinds),
  ofObject(
    'jacada.credentialHeaders',
    jacada.credentialHeaders,
    () => ({ tenantId: 't', applicationKey: 'k', user: 'u', password: SECRET }),
    {
      tenantId: kinds.token,
      applicationKey: kinds.token,
      environmentName: optional(kinds.token),
      // A user and a password belong together.
      user: { ...kinds.text, 'an empty string': 'ERR_ARGUMENT_VALUE', undefined: 'ERR_ARGUMENT_VALUE' },
      password: { ...kinds.text, undefined: 'ERR_ARGUMENT_VALUE' },
    },
  ),
];

const bexUser = () => ({ username: 'user', password: SECRET, usernameKey: 'userName', preferAlternateToken: true });
const bexUserKinds = {
  username: kinds.text,
  password: kinds.text,
  usernameKey: optional(kinds.choice),
  preferAlternateToken: optional(kinds.flag),
};
const bexOptions = () => ({ ...base, ...bexUser(), transport: 'query', method: 'POST' });
const bexKinds = {
  baseUrl: optional(kinds.url),
  allowInsecureHttp: optional(kinds.flag),
  ...bexUserKinds,
  transport: optional(kinds.choice),
  method: optional(kinds.choice),
};

const BEX = [
  ofObject('bex.encodeCredentials', bex.encodeCredentials, bexUser, bexUserKinds),
  ofObject('bex.tokenRequest', bex.tokenRequest, bexOptions, bexKinds),
  ofFlow('bex.signIn', bex.signIn, bexOptions, bexKinds),
];

/** The options of `authorize`: where else the token can be sent. */
const PLACES = [ifactory, jacada, bex].map(({ profile, authorize }) =>
  ofObject(
    `${profile.id}.authorize, options`,
    authorize,
    () => ({ origins: ['https://b.example'], allowInsecureHttp: false }),
    { origins: optional(kinds.origins), allowInsecureHttp: optional(kinds.flag) },
    [REQUEST, { vendor: profile.id, token: 'abc' }],
  ),
);

/** The options of the parsers: where the answer came from. */
const ORIGINS = [ifactory, jacada, bex].map(({ profile, parseTokenResponse }) =>
  ofObject(
    `${profile.id}.parseTokenResponse, options`,
    parseTokenResponse,
    () => ({ baseUrl: 'https://api.example' }),
    { baseUrl: optional(kinds.url) },
    [{ status: 200, headers: {}, body: '{"token":"abc","Security-Token":"abc","value":"abc"}' }],
  ),
);

export const OPTION_SUBJECTS: readonly Subject[] = [...IFACTORY, ...IDSCAN, ...JACADA, ...BEX, ...PLACES, ...ORIGINS];

// The operations whose work is counted. Random bytes come from a fixed sequence, so each run does the same.
import {
  decodeBase64,
  encodeBase64,
  encryptAesCbc,
  encryptPkcs1,
  formatRsaKeyValue,
  formUrlEncode,
  fromJwk,
  fromSpkiPem,
  parseRsaKeyValue,
  percentEncode,
  toJwk,
} from '../../dist/codecs/index.js';
import { diagnose, explain } from '../../dist/explain/index.js';
import { bex, idscan, ifactory, jacada, smartconnect } from '../../dist/index.js';
import { bexSandbox, idscanSandbox, ifactorySandbox, jacadaSandbox } from '../../dist/sandbox/index.js';
import { connect } from '../../dist/session/index.js';
import { testKey } from '../keys.mjs';

const BASE = 'https://vendor.example';
const [NAME, PASSWORD] = ['demo.user@example.com', 'p+ss w/rd=1'];

/** The same bytes each time; none is zero, and none is a letter that Jacada's prefix drops. @param {number} length */
const random = (length) => Uint8Array.from({ length }, (_, at) => ((at * 151) % 233) + 1);

const account = { username: NAME, password: PASSWORD };
const ifactoryUser = { baseUrl: BASE, userLogin: NAME, password: PASSWORD };
const idscanUser = /** @type {const} */ ({ baseUrl: BASE, ...account, area: 'scanning' });
const jacadaUser = { baseUrl: BASE, accountId: '7', user: NAME, password: PASSWORD, random };
const bexUser = { baseUrl: BASE, ...account };
const smartconnectUser = { apiUrl: BASE, email: NAME, companyId: '72b01219', encryptedPassword: 'a+b/'.repeat(43) };

const [key, longKey] = [testKey(1024), testKey(2048)];
const [xml, longXml] = [formatRsaKeyValue(key.publicKey), formatRsaKeyValue(longKey.publicKey)];
const jwk = toJwk(key.publicKey);
const [bytes, block] = [random(128), random(16)];
const base64 = encodeBase64(bytes);

/** @type {readonly (readonly [string, string])[]} */
const PAIRS = [
  ['grant_type', 'password'],
  ['username', NAME],
  ['password', PASSWORD],
  ['area', 'scanning'],
];

const answers = {
  ifactory: ifactorySandbox({ accounts: [{ userLogin: NAME, password: PASSWORD }] })(
    ifactory.tokenRequest(ifactoryUser),
  ),
  idscan: idscanSandbox({ accounts: [account] })(idscan.tokenRequest(idscanUser)),
  jacada: jacadaSandbox({ accounts: [{ accountId: '7', user: NAME, password: PASSWORD }] })(
    jacada.tokenRequest(jacadaUser),
  ),
  bex: bexSandbox({ accounts: [account] })(bex.tokenRequest(bexUser)),
  key: { status: 200, headers: {}, body: JSON.stringify(xml) },
};

const session = bex.parseTokenResponse(answers.bex, { baseUrl: BASE });
const call = { method: 'GET', url: `${BASE}/orders/1`, headers: { accept: 'application/json' } };
const encryptPrepared = ifactory.preparePasswordEncryption();
/** Answers a sign-in, and calls. @param {{ readonly url: string }} request */
const send = async ({ url }) => (url.endsWith('/login') ? answers.bex : { status: 200, headers: {}, body: '[]' });
const connection = connect(bex, bexUser, { send });
const seen = { ...bex.tokenRequest(bexUser), body: JSON.stringify({ username: NAME, password: btoa(PASSWORD) }) };

/** By name; some return promises. @type {Readonly<Record<string, () => unknown>>} */
export const OPERATIONS = {
  'ifactory.tokenRequest': () => ifactory.tokenRequest(ifactoryUser),
  'idscan.tokenRequest': () => idscan.tokenRequest(idscanUser),
  'jacada.tokenRequest': () => jacada.tokenRequest(jacadaUser),
  'bex.tokenRequest': () => bex.tokenRequest(bexUser),
  'smartconnect.tokenRequest': () => smartconnect.tokenRequest(smartconnectUser),
  'ifactory.parseTokenResponse': () => ifactory.parseTokenResponse(answers.ifactory),
  'idscan.parseTokenResponse': () => idscan.parseTokenResponse(answers.idscan, { area: 'scanning' }),
  'jacada.parseTokenResponse': () => jacada.parseTokenResponse(answers.jacada),
  'bex.parseTokenResponse': () => bex.parseTokenResponse(answers.bex),
  'smartconnect.parsePublicKeyResponse': () => smartconnect.parsePublicKeyResponse(answers.key),
  'ifactory.encryptPassword': () => ifactory.encryptPassword(PASSWORD),
  'ifactory.encryptPassword, prepared': () => encryptPrepared(PASSWORD),
  'idscan.encodeCredentials': () => idscan.encodeCredentials({ ...account, area: 'scanning' }),
  'jacada.encodePassword': () => jacada.encodePassword(PASSWORD, { random }),
  'bex.encodeCredentials': () => bex.encodeCredentials(account),
  'smartconnect.encryptPassword': () => smartconnect.encryptPassword(PASSWORD, key.publicKey, { random }),
  'bex.authorize': () => bex.authorize(call, session),
  'connection.send': () => connection.send({ url: '/orders/1' }),
  explain: () => explain('bex', bexUser),
  diagnose: () => diagnose('bex', bexUser, seen),
  'formUrlEncode, 4 pairs': () => formUrlEncode(PAIRS),
  percentEncode: () => percentEncode(PASSWORD),
  'encodeBase64, 128 bytes': () => encodeBase64(bytes),
  'decodeBase64, 128 bytes': () => decodeBase64(base64),
  'encryptAesCbc, 128 bytes': () => encryptAesCbc(block, block, bytes),
  'parseRsaKeyValue, 1024 bits': () => parseRsaKeyValue(xml),
  'parseRsaKeyValue, 2048 bits': () => parseRsaKeyValue(longXml),
  'fromSpkiPem, 1024 bits': () => fromSpkiPem(key.pem),
  'fromJwk, 1024 bits': () => fromJwk(jwk),
  'encryptPkcs1, 2048 bits': () => encryptPkcs1(longKey.publicKey, block, { random }),
};

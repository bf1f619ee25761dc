// Sign-ins as a program would write them without this library: `fetch`, and nothing checked. Returns the token.
import { constants, createCipheriv, createPublicKey, publicEncrypt, randomInt } from 'node:crypto';

const [name, password] = ['demo.user@example.com', 'p+ss w/rd=1']; // of the accounts in workloads/sign-ins.mjs
const [KEY, IV] = ['YGjDImfP5bf8F7kGbdqWcA==', 'bDA11yRcbUsTC9jl5LnuiQ=='].map((text) => Buffer.from(text, 'base64'));
const JSON_BODY = { Accept: 'application/json', 'Content-Type': 'application/json' };

/** @param {string} url @param {RequestInit} [init] @returns {Promise<any>} what the server answers has no type */
async function json(url, init) {
  const response = await fetch(url, { headers: { Accept: 'application/json' }, ...init });
  return response.json();
}

/** @param {unknown} value */
const post = (value) => ({ method: 'POST', headers: JSON_BODY, body: JSON.stringify(value) });

/** @param {string} text - In Base64. */
const base64url = (text) => Buffer.from(text, 'base64').toString('base64url');

/** By vendor. @type {Readonly<Record<string, (baseUrl: string) => Promise<string>>>} */
export const BY_HAND = {
  iFactory: async (baseUrl) => {
    const cipher = createCipheriv('aes-128-cbc', KEY ?? '', IV ?? '');
    const encrypted = cipher.update(password, 'utf8', 'base64') + cipher.final('base64');
    const query = `userLogin=${encodeURIComponent(name)}&password=${encodeURIComponent(encrypted)}`;
    return (await json(`${baseUrl}/api/tokens?${query}`)).token;
  },
  IDscan: async (baseUrl) => {
    const body = new URLSearchParams({ grant_type: 'password', username: name, password, area: 'scanning' });
    return (await json(`${baseUrl}/idscanenterprisesvc/token`, { method: 'POST', body })).access_token;
  },
  Jacada: async (baseUrl) => {
    const letters = Array.from({ length: 13 }, () => String.fromCharCode(97 + randomInt(26))).join('');
    const credentials = { user: btoa(name), password: btoa(`${letters}${password}`) };
    return (await json(`${baseUrl}/version/1/account/7/auth/`, post(credentials)))['Security-Token'];
  },
  BEX: async (baseUrl) => (await json(`${baseUrl}/api/service/login`, post({ username: name, password }))).value,
  SmartConnect: async (baseUrl) => {
    const xml = await json(`${baseUrl}/v1/public-key`, { method: 'POST' });
    const [n = '', e = ''] = [...xml.matchAll(/>([^<]+)<\//g)].map(([, text]) => text);
    const key = createPublicKey({ key: { kty: 'RSA', n: base64url(n), e: base64url(e) }, format: 'jwk' });
    const bytes = publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(password));
    const encrypted = encodeURIComponent(bytes.toString('base64'));
    const query = `email=${encodeURIComponent(name)}&password=${encrypted}&companyId=72b01219`;
    return json(`${baseUrl}/API/GetToken?${query}`, { method: 'POST' });
  },
};

// Whole requests, each beside what a program would do without this library: no checks, no options, no error codes.
import { bex, idscan, ifactory, jacada, smartconnect } from '../../dist/index.js';
import { open, testKey } from '../keys.mjs';
import { forge, jsencrypt } from '../peers.mjs';
import { bytesOfBinary, equals, hexOf } from '../workload.mjs';

const PASSWORD = 'p+ss w/rd=1';
const key = testKey(1024);

const IDSCAN_USER = /** @type {const} */ ({ username: 'psc', password: PASSWORD, area: 'scanning' });
const SMARTCONNECT_USER = { apiUrl: 'https://api.example', email: 'demo.user@example.com', companyId: '72b01219' };

const ENCRYPTED = btoa('an encrypted password '.repeat(6).slice(0, 128));

/** @param {string} encrypted */
function smartconnectUrl(encrypted) {
  const { apiUrl, email, companyId } = SMARTCONNECT_USER;
  const query = `email=${encodeURIComponent(email)}&password=${encodeURIComponent(encrypted)}&companyId=${companyId}`;
  return `${apiUrl}/GetToken?${query}`;
}

/**
 * @param {string} name
 * @param {() => { readonly url: string; readonly body?: string | undefined }} build
 * @param {() => import('../workload.mjs').Candidate | Promise<import('../workload.mjs').Candidate>} byHand
 * @returns {import('../workload.mjs').Workload}
 */
function workload(name, build, byHand) {
  const { url, body } = build();
  return {
    name: `${name} tokenRequest`,
    reference: 'by hand',
    check: equals([url, body]),
    candidates: { credwire: () => ({ run: build, read: target }), 'by hand': byHand },
  };
}

/** @param {any} request */
const target = ({ url, body }) => [url, body];

/** @type {import('../workload.mjs').Workload[]} */
const requests = [
  workload(
    'iFactory',
    () => ifactory.tokenRequest({ baseUrl: 'https://mes.example', userLogin: 'demo', password: PASSWORD }),
    async () => {
      const { cipher: ciphers, util } = await forge();
      const [keyBytes, iv] = [atob('YGjDImfP5bf8F7kGbdqWcA=='), atob('bDA11yRcbUsTC9jl5LnuiQ==')];
      return {
        run: () => {
          const cipher = ciphers.createCipher('AES-CBC', keyBytes);
          cipher.start({ iv });
          cipher.update(util.createBuffer(PASSWORD, 'utf8'));
          cipher.finish();
          const password = encodeURIComponent(util.encode64(cipher.output.getBytes()));
          return { method: 'GET', url: `https://mes.example/api/tokens?userLogin=demo&password=${password}` };
        },
        read: target,
      };
    },
  ),
  workload(
    'IDscan',
    () => idscan.tokenRequest({ baseUrl: 'https://idscan.example', ...IDSCAN_USER }),
    () => ({
      run: () => {
        const body = new URLSearchParams({ grant_type: 'password', ...IDSCAN_USER }).toString();
        return { method: 'POST', url: 'https://idscan.example/idscanenterprisesvc/token', body };
      },
      read: target,
    }),
  ),
  workload(
    'Jacada',
    () =>
      jacada.tokenRequest({
        ...{ baseUrl: 'https://jacada.example', accountId: '12345678', user: 'demo', password: PASSWORD },
        prefixLength: 0,
      }),
    () => ({
      run: () => {
        const body = JSON.stringify({ user: btoa('demo'), password: btoa(PASSWORD) });
        return { method: 'POST', url: 'https://jacada.example/version/1/account/12345678/auth/', body };
      },
      read: target,
    }),
  ),
  workload(
    'BEX',
    () => bex.tokenRequest({ username: 'user123', password: PASSWORD }),
    () => ({
      run: () => {
        const body = JSON.stringify({ username: 'user123', password: PASSWORD });
        return { method: 'POST', url: 'https://api.bex.co.za/api/service/login', body };
      },
      read: target,
    }),
  ),
  workload(
    'SmartConnect',
    () => smartconnect.tokenRequest({ ...SMARTCONNECT_USER, encryptedPassword: ENCRYPTED }),
    () => ({ run: () => ({ method: 'POST', url: smartconnectUrl(ENCRYPTED) }), read: target }),
  ),
];

/** @type {import('../workload.mjs').Workload} */
const smartconnectRequest = {
  name: 'SmartConnect encryption and tokenRequest, RSA-1024',
  reference: 'jsencrypt, by hand',
  check: (output) => {
    if (output !== hexOf(bytesOfBinary(PASSWORD))) throw new Error('another password');
  },
  candidates: {
    credwire: () => ({
      run: () =>
        smartconnect.tokenRequest({
          ...SMARTCONNECT_USER,
          encryptedPassword: smartconnect.encryptPassword(PASSWORD, key.publicKey),
        }),
      read: readPassword,
    }),
    'jsencrypt, by hand': async () => {
      const parsed = new (await jsencrypt())();
      parsed.setPublicKey(key.pem);
      return {
        run: () => ({ method: 'POST', url: smartconnectUrl(parsed.encrypt(PASSWORD)) }),
        read: readPassword,
      };
    },
  },
};

/** @param {any} request */
function readPassword({ url }) {
  return open(key, bytesOfBinary(atob(new URL(url).searchParams.get('password') ?? '')));
}

export const workloads = [...requests, smartconnectRequest];

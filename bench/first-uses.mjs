// Programs whose cold start is measured: each imports what it needs, and exports its first operation. They name packages
// as users do, so the same text can be bundled, or run as it is.
import { formatRsaKeyValue } from '../dist/codecs/index.js';
import { entries } from './entries.mjs';
import { testKey } from './keys.mjs';

/**
 * @typedef {object} FirstUse
 * @property {string} code
 * @property {boolean} [bundledOnly] - Node can't import the package as it is installed.
 */

/** @param {string} code @returns {FirstUse} */
const program = (code) => ({ code });

/** @type {Readonly<Record<string, FirstUse>>} */
const AES = {
  'AES: credwire/ifactory': program(`
    import { encryptPassword } from 'credwire/ifactory';
    export const first = () => encryptPassword('correct horse');`),
  'AES: node:crypto': program(`
    import { createCipheriv } from 'node:crypto';
    export const first = () => {
      const cipher = createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
      return cipher.update('correct horse', 'utf8', 'base64') + cipher.final('base64');
    };`),
  'AES: node-forge': program(`
    import forge from 'node-forge';
    export const first = () => {
      const cipher = forge.cipher.createCipher('AES-CBC', '0123456789abcdef');
      cipher.start({ iv: '0123456789abcdef' });
      cipher.update(forge.util.createBuffer('correct horse', 'utf8'));
      cipher.finish();
      return forge.util.encode64(cipher.output.getBytes());
    };`),
  'AES: crypto-js': program(`
    import AES from 'crypto-js/aes.js';
    import Utf8 from 'crypto-js/enc-utf8.js';
    const key = Utf8.parse('0123456789abcdef');
    export const first = () => AES.encrypt(Utf8.parse('correct horse'), key, { iv: key }).toString();`),
  'AES: aes-js': program(`
    import aes from 'aes-js';
    const key = new Uint8Array(16);
    export const first = () => new aes.ModeOfOperation.cbc(key, key)
      .encrypt(aes.padding.pkcs7.pad(aes.utils.utf8.toBytes('correct horse')));`),
};

/** @type {Readonly<Record<string, FirstUse>>} */
const TEXT = {
  'form: credwire/idscan': program(`
    import { encodeCredentials } from 'credwire/idscan';
    export const first = () => encodeCredentials({ username: 'psc', password: 'correct horse', area: 'scanning' });`),
  'form: URLSearchParams': program(`
    export const first = () => new URLSearchParams({
      ...{ grant_type: 'password', username: 'psc', password: 'correct horse', area: 'scanning' },
    }).toString();`),
  'random letters: credwire/jacada': program(`
    import { encodePassword } from 'credwire/jacada';
    export const first = () => encodePassword('correct horse');`),
  'random letters: node-forge': program(`
    import forge from 'node-forge';
    export const first = () => {
      const bytes = forge.random.getBytesSync(13);
      const letters = Array.from(bytes, (byte) => String.fromCharCode(97 + (byte.charCodeAt(0) % 26))).join('');
      return forge.util.encode64(letters + 'correct horse');
    };`),
  'query: credwire/bex': program(`
    import { encodeCredentials } from 'credwire/bex';
    export const first = () => encodeCredentials({ username: 'user123', password: 'correct horse' });`),
};

/** @param {number} bits @returns {Readonly<Record<string, FirstUse>>} */
function rsa(bits) {
  const { pem, publicKey } = testKey(bits);
  const answer = JSON.stringify({ status: 200, headers: {}, body: JSON.stringify(formatRsaKeyValue(publicKey)) });
  const text = JSON.stringify(pem);
  /** @param {string} imports @param {string} [options] */
  const credwire = (imports, options = '{}') =>
    program(`
      import { encryptPassword, parsePublicKeyResponse } from 'credwire/smartconnect';
      ${imports}
      export const first = () => encryptPassword('correct horse', parsePublicKeyResponse(${answer}), ${options});`);
  return {
    [`RSA-${bits}: credwire/smartconnect`]: credwire(''),
    [`RSA-${bits}: credwire/smartconnect, random of node:crypto`]: credwire(
      `import { randomBytes } from 'node:crypto';`,
      '{ random: randomBytes }',
    ),
    [`RSA-${bits}: credwire/smartconnect, nodeModPow`]: credwire(
      `import { nodeModPow } from 'credwire/node';`,
      '{ modPow: nodeModPow }',
    ),
    [`RSA-${bits}: node:crypto`]: program(`
      import { constants, publicEncrypt } from 'node:crypto';
      const key = { key: ${text}, padding: constants.RSA_PKCS1_PADDING };
      export const first = () => publicEncrypt(key, Buffer.from('correct horse')).toString('base64');`),
    [`RSA-${bits}: node-forge`]: program(`
      import forge from 'node-forge';
      export const first = () => forge.util.encode64(
        forge.pki.publicKeyFromPem(${text}).encrypt('correct horse', 'RSAES-PKCS1-V1_5'));`),
    [`RSA-${bits}: jsencrypt`]: {
      code: `
        import { JSEncrypt } from 'jsencrypt';
        export const first = () => {
          const key = new JSEncrypt();
          key.setPublicKey(${text});
          return key.encrypt('correct horse');
        };`,
      bundledOnly: true,
    },
    [`RSA-${bits}: jsrsasign`]: program(`
      import jsrsasign from 'jsrsasign';
      export const first = () => jsrsasign.KEYUTIL.getKey(${text}).encrypt('correct horse');`),
  };
}

/** By name. */
export const FIRST_USES = {
  ...AES,
  ...TEXT,
  ...rsa(1024),
  ...rsa(2048),
  'all five vendors: credwire': program(`
    import { ifactory } from 'credwire';
    export const first = () => ifactory.encryptPassword('correct horse');`),
  ...Object.fromEntries(
    entries.map(({ name }) => [
      `${name}, all exports`,
      program(`
        import * as all from '${name}';
        export const first = () => Object.keys(all).length;`),
    ]),
  ),
};

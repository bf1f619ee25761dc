// A public key from the form in which it arrives.
import { formatRsaKeyValue, fromJwk, fromSpkiPem, parseRsaKeyValue, toJwk } from '../../dist/codecs/index.js';
import { testKey } from '../keys.mjs';
import { forge, jsencrypt, jsrsasign, nodeRsa } from '../peers.mjs';
import { equals, hexOf } from '../workload.mjs';

/** @param {unknown} output */
const modulusOf = (output) => hexOf(/** @type {import('../../dist/codecs/index.js').RsaPublicKey} */ (output).modulus);

/** @param {any} output */
const modulusOfJsbn = ({ n }) => n.toString(16);

/** @type {import('../workload.mjs').Workload[]} */
export const workloads = [1024, 2048].map((bits) => {
  const key = testKey(bits);
  const xml = formatRsaKeyValue(key.publicKey);
  const indented = xml.replaceAll('><', '>\n  <');
  const jwk = toJwk(key.publicKey);
  return {
    name: `RSA key parsing, ${bits} bits`,
    reference: 'node-forge, components',
    nodeOnly: ['node:crypto, PEM', 'node:crypto, JWK', 'node-rsa, components'],
    check: equals(key.modulusHex),
    candidates: {
      'credwire, RSAKeyValue': () => ({ run: () => parseRsaKeyValue(xml), read: modulusOf }),
      'credwire, RSAKeyValue with white space': () => ({ run: () => parseRsaKeyValue(indented), read: modulusOf }),
      'credwire, PEM': () => ({ run: () => fromSpkiPem(key.pem), read: modulusOf }),
      'credwire, JWK': () => ({ run: () => fromJwk(jwk), read: modulusOf }),
      'node:crypto, PEM': async () => {
        const { createPublicKey } = await import('node:crypto');
        return { run: () => createPublicKey(key.pem), read: readNodeKey };
      },
      'node:crypto, JWK': async () => {
        const { createPublicKey } = await import('node:crypto');
        return { run: () => createPublicKey({ key: { ...jwk }, format: 'jwk' }), read: readNodeKey };
      },
      'node-forge, components': async () => {
        const { jsbn, pki } = await forge();
        const { modulusHex, exponentHex } = key;
        return {
          run: () => pki.setRsaPublicKey(new jsbn.BigInteger(modulusHex, 16), new jsbn.BigInteger(exponentHex, 16)),
          read: modulusOfJsbn,
        };
      },
      'node-forge, PEM': async () => {
        const { pki } = await forge();
        return { run: () => pki.publicKeyFromPem(key.pem), read: modulusOfJsbn };
      },
      'jsencrypt, PEM': async () => {
        const JSEncrypt = await jsencrypt();
        return {
          run: () => {
            const parsed = new JSEncrypt();
            parsed.setPublicKey(key.pem);
            return parsed;
          },
          read: (output) => modulusOfJsbn(/** @type {any} */ (output).getKey()),
        };
      },
      'jsrsasign, PEM': async () => {
        const { KEYUTIL } = await jsrsasign();
        return { run: () => KEYUTIL.getKey(key.pem), read: modulusOfJsbn };
      },
      'node-rsa, components': async () => {
        const NodeRSA = await nodeRsa();
        const components = { n: Buffer.from(key.modulusHex, 'hex'), e: 65537 };
        return {
          run: () => new NodeRSA().importKey(components, 'components-public'),
          read: (output) => hexOf(/** @type {any} */ (output).exportKey('components-public').n).replace(/^00/, ''),
        };
      },
    },
  };
});

/** @param {unknown} output */
function readNodeKey(output) {
  const { n } = /** @type {import('node:crypto').KeyObject} */ (output).export({ format: 'jwk' });
  return Buffer.from(n ?? '', 'base64url').toString('hex');
}

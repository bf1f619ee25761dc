// iFactory's password: AES-128-CBC under the key of the vendor's document, in Base64.
import { ifactory } from '../../dist/index.js';
import { aesJs, cryptoJs, forge, sjclWithCbc } from '../peers.mjs';
import { binaryOf, bytesOfBinary, equals } from '../workload.mjs';

const KEY = bytesOfBinary(atob('YGjDImfP5bf8F7kGbdqWcA=='));
const IV = bytesOfBinary(atob('bDA11yRcbUsTC9jl5LnuiQ=='));

/** Passwords, and what OpenSSL makes of them. */
const PASSWORDS = [
  { password: 'correct hors', expected: '9MoNsPQaalO5vK/qduqrJg==' },
  { password: 'correct horse battery staple 31', expected: 'k45A8UfbdRRMS/HMt5XRCFjEXyFTKuxttjYkAd+W8/U=' },
  {
    password: 'correct horse battery staple 31 '.repeat(7).slice(0, 200),
    expected:
      'k45A8UfbdRRMS/HMt5XRCBBs/E/Jplx2+WjBX8BKa0QbyDXxjXxa2LVMAoli4qLZS+dOAL6qmfNoUO/IUKtu8rxsnIHUxnWniF5G/XTD4EcDBQSDft07VJQwhWgPx5TQqolChEoE2aiOc9PwaJoRX0MSALKZIRW5gS/hZFaJsV473bd6LHIJwNVgX1hYyIYxGCtkLLWeZ/Cx/02RjPWMk6ZX+kTs7cC8yYhx7VhB89Be3dB31EbCCtefyC0fkMn1oANI6ndEGeWyDTIOjBvXZg==',
  },
];

/** @type {import('../workload.mjs').Workload[]} */
export const workloads = PASSWORDS.map(({ password, expected }) => ({
  name: `AES password of ${password.length} bytes`,
  reference: 'node-forge',
  nodeOnly: ['node:crypto', 'sjcl'],
  check: equals(expected),
  candidates: {
    'credwire, prepared': () => {
      const encrypt = ifactory.preparePasswordEncryption();
      return { run: () => encrypt(password) };
    },
    'credwire, encryptPassword': () => ({ run: () => ifactory.encryptPassword(password) }),
    'node:crypto': async () => {
      const { createCipheriv } = await import('node:crypto');
      return {
        run: () => {
          const cipher = createCipheriv('aes-128-cbc', KEY, IV);
          return Buffer.concat([cipher.update(password, 'utf8'), cipher.final()]).toString('base64');
        },
      };
    },
    '@noble/ciphers': async () => {
      const { cbc } = await import('@noble/ciphers/aes.js');
      const encoder = new TextEncoder();
      return { run: () => btoa(binaryOf(cbc(KEY, IV).encrypt(encoder.encode(password)))) };
    },
    'node-forge': async () => {
      const { cipher: ciphers, util } = await forge();
      const [key, iv] = [binaryOf(KEY), binaryOf(IV)];
      return {
        run: () => {
          const cipher = ciphers.createCipher('AES-CBC', key);
          cipher.start({ iv });
          cipher.update(util.createBuffer(password, 'utf8'));
          cipher.finish();
          return util.encode64(cipher.output.getBytes());
        },
      };
    },
    'node-forge, started again': async () => {
      const { cipher: ciphers, util } = await forge();
      const cipher = ciphers.createCipher('AES-CBC', binaryOf(KEY)); // expands the key once
      const iv = binaryOf(IV);
      return {
        run: () => {
          cipher.start({ iv });
          cipher.update(util.createBuffer(password, 'utf8'));
          cipher.finish();
          return util.encode64(cipher.output.getBytes());
        },
      };
    },
    'crypto-js': async () => {
      const { AES, enc } = await cryptoJs();
      const key = enc.Latin1.parse(binaryOf(KEY));
      const iv = enc.Latin1.parse(binaryOf(IV));
      return { run: () => AES.encrypt(enc.Utf8.parse(password), key, { iv }).ciphertext.toString(enc.Base64) };
    },
    'aes-js': async () => {
      const { ModeOfOperation, padding, utils } = await aesJs();
      const plaintext = () => padding.pkcs7.pad(utils.utf8.toBytes(password));
      return { run: () => btoa(binaryOf(new ModeOfOperation.cbc(KEY, IV).encrypt(plaintext()))) };
    },
    sjcl: async () => {
      const { cipher, codec, mode } = await sjclWithCbc();
      const key = new cipher.aes(codec.base64.toBits(btoa(binaryOf(KEY))));
      const iv = codec.base64.toBits(btoa(binaryOf(IV)));
      return {
        run: () => codec.base64.fromBits(mode.cbc.encrypt(key, codec.utf8String.toBits(password), iv)),
      };
    },
  },
}));

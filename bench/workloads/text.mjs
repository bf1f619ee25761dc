// Forms, Base64, and Jacada's prefix of random letters.

import { decodeBase64, encodeBase64, formUrlEncode } from '../../dist/codecs/index.js';
import { jacada } from '../../dist/index.js';
import { cryptoJs, forge, sjclWithCbc } from '../peers.mjs';
import { binaryOf, bytesOfBinary, equals, hexOf } from '../workload.mjs';

/** @type {[string, string][]} */
const PAIRS = [
  ['grant_type', 'password'],
  ['username', 'demo.user@example.com'],
  ['password', 'p+ss w/rd=&%20'],
  ['area', 'scanning'],
];

/** @type {import('../workload.mjs').Workload} */
const form = {
  name: 'form of 4 pairs',
  reference: 'URLSearchParams',
  nodeOnly: ['node:querystring'],
  check: equals('grant_type=password&username=demo.user%40example.com&password=p%2Bss+w%2Frd%3D%26%2520&area=scanning'),
  candidates: {
    credwire: () => ({ run: () => formUrlEncode(PAIRS) }),
    URLSearchParams: () => ({ run: () => new URLSearchParams(PAIRS).toString() }),
    'node:querystring': async () => {
      const { stringify } = await import('node:querystring');
      const fields = Object.fromEntries(PAIRS);
      return { run: () => stringify(fields), read: (output) => String(output).replaceAll('%20', '+') };
    },
    'encodeURIComponent, by hand': () => {
      /** @param {string} text */
      const encode = (text) =>
        encodeURIComponent(text)
          .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
          .replaceAll('%20', '+');
      return { run: () => PAIRS.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&') };
    },
  },
};

/** @type {import('../workload.mjs').Workload[]} */
const base64 = [16, 128, 1000].flatMap((length) => {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 151 + 7) & 0xff);
  const binary = binaryOf(bytes);
  const text = btoa(binary);
  return [
    {
      name: `Base64 of ${length} bytes`,
      reference: 'node-forge',
      nodeOnly: ['Buffer', 'sjcl'],
      check: equals(text),
      candidates: {
        credwire: () => ({ run: () => encodeBase64(bytes) }),
        Buffer: () => ({ run: () => Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('base64') }),
        btoa: () => ({ run: () => btoa(binaryOf(bytes)) }),
        'node-forge': async () => {
          const { util } = await forge();
          return { run: () => util.binary.base64.encode(bytes) };
        },
        'crypto-js': async () => {
          const { enc, lib } = await cryptoJs();
          return { run: () => enc.Base64.stringify(lib.WordArray.create(bytes)) };
        },
        sjcl: async () => {
          const { codec } = await sjclWithCbc();
          const bits = codec.base64.toBits(text); // its own form of bytes
          return { run: () => codec.base64.fromBits(bits) };
        },
      },
    },
    {
      name: `${length} bytes from Base64`,
      reference: 'node-forge',
      nodeOnly: ['Buffer, not strict'],
      check: equals(hexOf(bytes)),
      candidates: {
        credwire: () => ({ run: () => decodeBase64(text), read: readBytes }),
        'Buffer, not strict': () => ({ run: () => Buffer.from(text, 'base64'), read: readBytes }),
        atob: () => ({ run: () => bytesOfBinary(atob(text)), read: readBytes }),
        'node-forge': async () => {
          const { util } = await forge();
          return { run: () => util.binary.base64.decode(text), read: readBytes };
        },
        'crypto-js': async () => {
          const { enc } = await cryptoJs();
          return { run: () => enc.Base64.parse(text), read: (output) => String(output) };
        },
      },
    },
  ];
});

/** @param {unknown} output */
const readBytes = (output) => hexOf(/** @type {Uint8Array} */ (output));

const PREFIXED = /^[a-z]{13}correct horse$/;

/** @type {import('../workload.mjs').Workload} */
const prefix = {
  name: 'Jacada password, 13 random letters',
  reference: 'node-forge, by hand',
  nodeOnly: ['node:crypto, by hand'],
  check: (output) => {
    if (!PREFIXED.test(atob(String(output)))) throw new Error('no prefix of 13 letters before the password');
  },
  candidates: {
    credwire: () => ({ run: () => jacada.encodePassword('correct horse') }),
    'node:crypto, by hand': async () => {
      const { randomInt } = await import('node:crypto');
      return {
        run: () => {
          const letters = Array.from({ length: 13 }, () => String.fromCharCode(97 + randomInt(26))).join('');
          return Buffer.from(`${letters}correct horse`).toString('base64');
        },
      };
    },
    'node-forge, by hand': async () => {
      const { random, util } = await forge();
      return {
        run: () => {
          let letters = '';
          for (const character of random.getBytesSync(40)) {
            const byte = character.charCodeAt(0);
            if (byte < 234 && letters.length < 13) letters += String.fromCharCode(97 + (byte % 26));
          }
          return util.encode64(`${letters}correct horse`);
        },
      };
    },
  },
};

export const workloads = [form, ...base64, prefix];

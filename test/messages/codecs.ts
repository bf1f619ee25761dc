/** What encodings, ciphers and numbers refuse. */
import {
  bigintModPow,
  decodeBase64,
  decryptAesCbc,
  encodeBase64,
  encodeText,
  encryptAesCbc,
  encryptPkcs1,
  formUrlEncode,
  percentEncode,
} from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { nodeModPow } from 'credwire/node';
import { aesIv, aesKey } from '../../src/codecs/aes-key.js';
import { decodeBase64Url } from '../../src/codecs/base64.js';
import { KEY_1024 } from '../support/rsa-keys.js';
import { callUntyped, withoutBigInt } from '../support/thrown.js';
import type { Provocation } from './provocation.js';

const [block, bytes24] = [new Uint8Array(16), new Uint8Array(24)];
const [two, three, four] = [2, 3, 4].map((number) => Uint8Array.of(number));
const long = new Uint8Array(2049);

const ENCODINGS: readonly Provocation[] = [
  ['encodeBase64', 'ERR_ARGUMENT_TYPE', encodeBase64, 'ab'],
  ['decodeBase64', 'ERR_ARGUMENT_TYPE', decodeBase64, null],
  ['decodeBase64', 'ERR_BASE64', decodeBase64, 'AB=='],
  ['base64url', 'ERR_BASE64', decodeBase64Url, '+/'],
  ['encodeText', 'ERR_ARGUMENT_TYPE', encodeText],
  ['encodeText', 'ERR_ARGUMENT_VALUE', encodeText, 'a', 'utf-7'],
  ['percentEncode', 'ERR_ARGUMENT_TYPE', percentEncode, 1],
  ['formUrlEncode', 'ERR_ARGUMENT_TYPE', formUrlEncode, null],
  ['formUrlEncode', 'ERR_ARGUMENT_TYPE', formUrlEncode, 'ab'],
];

const CIPHERS: readonly Provocation[] = [
  ['encryptAesCbc', 'ERR_ARGUMENT_VALUE', () => encryptAesCbc(block, block, new Uint8Array(2 ** 30 + 16))],
  ['decryptAesCbc', 'ERR_ARGUMENT_VALUE', () => decryptAesCbc(block, block, new Uint8Array(2 ** 30 + 16))],
  ['decodeBase64', 'ERR_BASE64', () => decodeBase64('AAA')],
  ['decodeBase64', 'ERR_BASE64', () => decodeBase64('A-AA')],
  ['decodeBase64', 'ERR_BASE64', () => decodeBase64('AAAAAA=A')],
  ['decodeBase64', 'ERR_BASE64', () => decodeBase64('AAB=')],
  ['encodeText', 'ERR_TEXT_NOT_ENCODABLE', () => encodeText('a\u0100', 'latin1')],
  ['encodeText', 'ERR_TEXT_NOT_ENCODABLE', () => encodeText('\u0080', 'ascii')],
  ['formUrlEncode', 'ERR_ARGUMENT_TYPE', () => callUntyped(formUrlEncode, [['a', 'b'], ['c']])],
  ['formUrlEncode', 'ERR_ARGUMENT_TYPE', () => callUntyped(formUrlEncode, [['a', 1]])],
  ['encryptAesCbc', 'ERR_ARGUMENT_TYPE', () => callUntyped(encryptAesCbc, null, block, block)],
  ['encryptAesCbc', 'ERR_AES_KEY_LENGTH', () => encryptAesCbc(bytes24, block, block)],
  ['encryptAesCbc', 'ERR_ARGUMENT_TYPE', () => callUntyped(encryptAesCbc, block, null, block)],
  ['encryptAesCbc', 'ERR_AES_IV_LENGTH', () => encryptAesCbc(block, bytes24, block)],
  ['encryptAesCbc', 'ERR_ARGUMENT_TYPE', () => callUntyped(encryptAesCbc, block, block, null)],
  ['decryptAesCbc', 'ERR_AES_KEY_LENGTH', () => decryptAesCbc(bytes24, block, block)],
  ['decryptAesCbc', 'ERR_AES_IV_LENGTH', () => decryptAesCbc(block, bytes24, block)],
  ['decryptAesCbc', 'ERR_ARGUMENT_TYPE', () => callUntyped(decryptAesCbc, block, block, null)],
  ['decryptAesCbc', 'ERR_DECRYPT', () => decryptAesCbc(block, block, bytes24)],
  ['encryptPkcs1', 'ERR_RANDOM', encryptPkcs1, KEY_1024.key, block, () => new Uint8Array(2)],
  ['encryptPkcs1', 'ERR_RANDOM', encryptPkcs1, KEY_1024.key, block, (length: number) => new Uint8Array(length)],
  ['encryptPkcs1', 'ERR_RANDOM', encryptPkcs1, KEY_1024.key, block, () => 'no bytes'],
  [
    'encryptPkcs1',
    'ERR_RANDOM',
    encryptPkcs1,
    KEY_1024.key,
    block,
    () => {
      throw new Error('sentinel');
    },
  ],
  ['encryptPkcs1', 'ERR_ARGUMENT_TYPE', encryptPkcs1, KEY_1024.key, block, { modPow: 1 }],
  ['encryptPkcs1', 'ERR_ARGUMENT_TYPE', encryptPkcs1, KEY_1024.key, block, { modPow: null }],
  ['encryptPkcs1', 'ERR_ARGUMENT_TYPE', encryptPkcs1, KEY_1024.key, block, { random: null }],
  [
    'encryptPkcs1',
    'ERR_ARGUMENT_VALUE',
    encryptPkcs1,
    KEY_1024.key,
    block,
    { modPow: async () => new Uint8Array(128) },
  ],
  ['encryptPkcs1', 'ERR_ARGUMENT_VALUE', encryptPkcs1, KEY_1024.key, block, { modPow: () => new Uint8Array(2) }],
  [
    'encryptPkcs1',
    'ERR_ARGUMENT_VALUE',
    encryptPkcs1,
    KEY_1024.key,
    block,
    {
      modPow: () => {
        throw new Error('sentinel');
      },
    },
  ],
  ['encryptPkcs1', 'ERR_NO_BIGINT', () => withoutBigInt(() => encryptPkcs1(KEY_1024.key, block))],
  ['bigintModPow', 'ERR_NO_BIGINT', () => withoutBigInt(() => bigintModPow(block, block, block))],
];

// The check of a key or an initialization vector that is an option of a vendor.
const OPTIONS: readonly Provocation[] = [
  ['f', 'ERR_AES_KEY_LENGTH', aesKey, 'f', bytes24],
  ['f', 'ERR_AES_KEY_LENGTH', aesKey, 'f', 'AAAA'],
  ['f', 'ERR_AES_IV_LENGTH', aesIv, 'f', bytes24],
  ['f', 'ERR_BASE64', aesKey, 'f', 'sixteen letters!'],
];

const modPow = (label: string, target: typeof bigintModPow): readonly Provocation[] => [
  [label, 'ERR_ARGUMENT_TYPE', target, null, three, three],
  [label, 'ERR_ARGUMENT_TYPE', target, two, null, three],
  [label, 'ERR_ARGUMENT_TYPE', target, two, three, null],
  [label, 'ERR_ARGUMENT_VALUE', target, long, three, three],
  [label, 'ERR_ARGUMENT_VALUE', target, two, long, three],
  [label, 'ERR_ARGUMENT_VALUE', target, two, three, long],
  [label, 'ERR_ARGUMENT_VALUE', target, two, three, four],
  [label, 'ERR_ARGUMENT_VALUE', target, Uint8Array.of(0), three, Uint8Array.of(0, 1)],
  [label, 'ERR_ARGUMENT_VALUE', target, two, three, Uint8Array.of()],
  [label, 'ERR_ARGUMENT_VALUE', target, two, Uint8Array.of(0, 0), three],
  [label, 'ERR_ARGUMENT_VALUE', target, three, two, three],
];

export const CODECS: readonly Provocation[] = [
  ...ENCODINGS,
  ...CIPHERS,
  ...OPTIONS,
  ...modPow('bigintModPow', bigintModPow),
  ...modPow('jsbnModPow', jsbnModPow),
  ...modPow('nodeModPow', nodeModPow),
];

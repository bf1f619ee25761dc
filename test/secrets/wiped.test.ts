/** No array of bytes that the library made still holds a password or a key once the call is over. */
import { ifactory, jacada, smartconnect } from 'credwire';
import { bigintModPow, decryptAesCbc, encodeBase64, encryptAesCbc, encryptPkcs1 } from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { nodeModPow } from 'credwire/node';
import { seededRandom } from 'credwire/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { KEY_1024 } from '../support/rsa-keys.js';
import { callUntyped, withoutBigInt } from '../support/thrown.js';
import { verdictOf } from '../support/verdict.js';

const PASSWORD = 'Zq7"kYx Wv3\u00FC+jX4w/Qv=8zK';
const KEY = Uint8Array.from({ length: 16 }, (_, at) => 0xa5 ^ (at * 29));
const IV = new Uint8Array(16);
const PLAINTEXT = Uint8Array.from(Buffer.from(PASSWORD)); // in a buffer that is all its own

const NATIVE = { Uint8Array, Int32Array, Uint32Array };

afterEach(() => {
  Object.assign(globalThis, NATIVE);
});

/** The arrays that are made while a call runs. */
function arraysMadeBy(call: () => unknown): NodeJS.TypedArray[] {
  const made: NodeJS.TypedArray[] = [];
  for (const [name, native] of Object.entries(NATIVE)) {
    const recording = new Proxy(native, {
      construct(target, args, newTarget) {
        const array = Reflect.construct(target, args, newTarget);
        made.push(array);
        return array;
      },
    });
    Object.assign(globalThis, { [name]: recording });
  }
  const prototype = NATIVE.Uint8Array.prototype;
  const { slice } = prototype;
  prototype.slice = function (this: Uint8Array<ArrayBuffer>, ...range) {
    const copy = Reflect.apply(slice, this, range);
    made.push(copy);
    return copy;
  };
  try {
    verdictOf(call);
  } finally {
    Object.assign(globalThis, NATIVE);
    prototype.slice = slice;
  }
  return made;
}

/** Four bytes each of the key, and of the password in a charset that it may have been encoded in. */
const PARTS = [
  Buffer.from(KEY),
  ...(['utf8', 'utf16le', 'latin1'] as const).map((charset) => Buffer.from(PASSWORD, charset)),
].flatMap((secret) => Array.from({ length: secret.length - 3 }, (_, at) => secret.subarray(at, at + 4)));

/** Those that hold four bytes of a secret. Views on the caller's own arrays are the caller's to wipe. */
function holdersOf(arrays: readonly NodeJS.TypedArray[]): readonly unknown[] {
  const made = arrays.filter(({ buffer }) => buffer !== KEY.buffer && buffer !== PLAINTEXT.buffer);
  return made.filter(({ buffer, byteOffset, byteLength }) => {
    const bytes = Buffer.from(buffer, byteOffset, byteLength);
    return PARTS.some((part) => bytes.includes(part));
  });
}

const key = KEY_1024.key;
const failing = () => {
  throw new Error('no entropy');
};
const TOKEN_REQUEST = { baseUrl: 'https://a', userLogin: 'u', password: PASSWORD };
const CALLS: Readonly<Record<string, () => unknown>> = {
  encryptAesCbc: () => encryptAesCbc(KEY, IV, PLAINTEXT),
  'encryptAesCbc of what is no Uint8Array': () => callUntyped(encryptAesCbc, KEY, IV, 'text'),
  'encryptAesCbc under a vector of another length': () => encryptAesCbc(KEY, new Uint8Array(15), PLAINTEXT),
  'decryptAesCbc of wrong padding': () => decryptAesCbc(KEY, IV, encryptAesCbc(KEY, IV, PLAINTEXT).subarray(0, 16)),
  'bigintModPow of a base past the modulus': () => bigintModPow(PLAINTEXT, Uint8Array.of(3), Uint8Array.of(1, 1)),
  'jsbnModPow of a base past the modulus': () => jsbnModPow(PLAINTEXT, Uint8Array.of(3), Uint8Array.of(1, 1)),
  'nodeModPow of a base past the modulus': () => nodeModPow(PLAINTEXT, Uint8Array.of(3), Uint8Array.of(1, 1)),
  'ifactory.encryptPassword': () => ifactory.encryptPassword(PASSWORD),
  'ifactory.encryptPassword in UTF-16': () => ifactory.encryptPassword(PASSWORD, { charset: 'utf-16le' }),
  'ifactory.tokenRequest over plain HTTP': () =>
    ifactory.tokenRequest({ ...TOKEN_REQUEST, baseUrl: 'http://a.example', key: KEY }),
  'ifactory.encryptPassword under a key in bytes': () => ifactory.encryptPassword(PASSWORD, { key: KEY, iv: IV }),
  'ifactory.encryptPassword under a key in Base64': () =>
    ifactory.encryptPassword(PASSWORD, { key: encodeBase64(KEY) }),
  'ifactory.encryptPassword under a vector of another length': () =>
    ifactory.encryptPassword(PASSWORD, { key: KEY, iv: 'AAAA' }),
  'ifactory.encryptPassword under a vector that is no Base64': () =>
    ifactory.encryptPassword(PASSWORD, { key: KEY, iv: '!!!!' }),
  'ifactory.encryptPassword under a key whose last digit is none': () =>
    ifactory.encryptPassword(PASSWORD, { key: encodeBase64(KEY).replace(/.==$/, '!==') }),
  'ifactory.encryptPassword under a key with surplus bits': () =>
    ifactory.encryptPassword(PASSWORD, { key: encodeBase64(KEY).replace(/.==$/, '/==') }),
  'ifactory.tokenRequest': () => ifactory.tokenRequest(TOKEN_REQUEST),
  'ifactory.tokenRequest under a key': () => ifactory.tokenRequest({ ...TOKEN_REQUEST, key: KEY }),
  'jacada.encodePassword': () => jacada.encodePassword(PASSWORD),
  'jacada.encodePassword without a prefix': () =>
    jacada.encodePassword(PASSWORD, { prefixLength: 0, charset: 'latin1' }),
  'jacada.encodePassword with a faulty random source': () => jacada.encodePassword(PASSWORD, { random: failing }),
  'jacada.encodePassword of what has no encoding': () =>
    jacada.encodePassword(`${PASSWORD}\u20AC`, { charset: 'latin1' }),
  'jacada.credentialHeaders': () =>
    jacada.credentialHeaders({ tenantId: 't', applicationKey: 'k', user: 'u', password: PASSWORD }),
  'smartconnect.encryptPassword': () => smartconnect.encryptPassword(PASSWORD, key),
  'smartconnect.encryptPassword by jsbn': () => withoutBigInt(() => smartconnect.encryptPassword(PASSWORD, key)),
  'smartconnect.encryptPassword with a faulty random source': () =>
    smartconnect.encryptPassword(PASSWORD, key, { random: failing }),
  'smartconnect.encryptPassword of too much': () => smartconnect.encryptPassword(PASSWORD.repeat(6), key),
};

describe('no array still contains the password or the key after', () => {
  it.each(Object.entries(CALLS))('%s', (_name, call) => {
    const arrays = arraysMadeBy(call);
    expect(arrays.length).toBeGreaterThan(0);
    expect(holdersOf(arrays)).toEqual([]);
  });
});

describe('no array but the result holds the plaintext, after', () => {
  it.each<readonly [string, () => unknown]>([
    ['encodeBase64', () => encodeBase64(PLAINTEXT)],
    ['encryptPkcs1', () => encryptPkcs1(key, PLAINTEXT, seededRandom('padding'))],
    ['encryptPkcs1 with a faulty random source', () => encryptPkcs1(key, PLAINTEXT, failing)],
  ])('%s', (_name, call) => {
    expect(holdersOf(arraysMadeBy(call))).toEqual([]);
  });

  it('decryptAesCbc', () => {
    const ciphertext = encryptAesCbc(KEY, IV, PLAINTEXT);
    let result: unknown;
    const arrays = arraysMadeBy(() => {
      result = decryptAesCbc(KEY, IV, ciphertext);
    });
    expect(holdersOf(arrays)).toEqual([result]);
  });
});

describe('the search of this file', () => {
  it('sees an array that is not wiped, made by a constructor or by a copy', () => {
    const leaks = [
      () => new Uint8Array(PLAINTEXT),
      () => PLAINTEXT.slice(4, 9),
      () => new Uint8Array(KEY),
      () => new Int32Array(KEY.slice().buffer),
      () => new Uint32Array(KEY.slice().buffer),
    ];
    expect(leaks.map((leak) => holdersOf(arraysMadeBy(leak)).length)).toEqual([1, 1, 1, 2, 2]);
  });
});

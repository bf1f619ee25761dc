/** No array of bytes that the library made still holds a password once the call is over. */
import { ifactory, jacada, seededRandom, smartconnect } from 'credwire';
import { decryptAesCbc, encodeBase64, encryptAesCbc, encryptPkcs1 } from 'credwire/codecs';
import { afterEach, describe, expect, it } from 'vitest';
import { withoutBigInt } from '../support/codecs.js';
import { KEY_1024 } from '../support/codecs-keys.js';
import { verdictOf } from '../support/reliability-verdict.js';

const PASSWORD = 'Zq7"kYx Wv3\u00FC+jX4w/Qv=8zK';
const NativeArray = globalThis.Uint8Array;

afterEach(() => {
  globalThis.Uint8Array = NativeArray;
});

/** The arrays of bytes that are made while a call runs. */
function arraysMadeBy(call: () => unknown): Uint8Array[] {
  const made: Uint8Array[] = [];
  const prototype = NativeArray.prototype;
  const { slice } = prototype;
  globalThis.Uint8Array = new Proxy(NativeArray, {
    construct(target, args, newTarget) {
      const array: Uint8Array = Reflect.construct(target, args, newTarget);
      made.push(array);
      return array;
    },
  });
  prototype.slice = function (this: Uint8Array<ArrayBuffer>, ...range) {
    const copy = Reflect.apply(slice, this, range);
    made.push(copy);
    return copy;
  };
  try {
    verdictOf(call);
  } finally {
    globalThis.Uint8Array = NativeArray;
    prototype.slice = slice;
  }
  return made;
}

/** Those that hold four bytes of the password, in a charset that it may have been encoded in. */
function holdersOf(password: string, arrays: readonly Uint8Array[]): readonly Uint8Array[] {
  const parts = (['utf8', 'utf16le', 'latin1'] as const).flatMap((charset) => {
    const bytes = Buffer.from(password, charset);
    return Array.from({ length: bytes.length - 3 }, (_, at) => bytes.subarray(at, at + 4));
  });
  return arrays.filter((array) => parts.some((part) => Buffer.from(array).includes(part)));
}

const key = KEY_1024.key;
const failing = () => {
  throw new Error('no entropy');
};
const CALLS: Readonly<Record<string, () => unknown>> = {
  'ifactory.encryptPassword': () => ifactory.encryptPassword(PASSWORD),
  'ifactory.encryptPassword in UTF-16': () => ifactory.encryptPassword(PASSWORD, { charset: 'utf-16le' }),
  'ifactory.tokenRequest': () => ifactory.tokenRequest({ baseUrl: 'https://a', userLogin: 'u', password: PASSWORD }),
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

describe('no array of bytes holds the password any more, behind', () => {
  it.each(Object.entries(CALLS))('%s', (_name, call) => {
    const arrays = arraysMadeBy(call);
    expect(arrays.length).toBeGreaterThan(0);
    expect(holdersOf(PASSWORD, arrays)).toEqual([]);
  });
});

describe('no array of bytes but the result holds the plaintext, behind', () => {
  const [aesKey, iv] = [new Uint8Array(16).fill(7), new Uint8Array(16).fill(9)];
  const plaintext = new Uint8Array(Buffer.from(PASSWORD));

  it.each<readonly [string, () => unknown]>([
    ['encodeBase64', () => encodeBase64(plaintext)],
    ['encryptAesCbc', () => encryptAesCbc(aesKey, iv, plaintext)],
    ['encryptPkcs1', () => encryptPkcs1(key, plaintext, seededRandom('padding'))],
    ['encryptPkcs1 with a faulty random source', () => encryptPkcs1(key, plaintext, failing)],
  ])('%s', (_name, call) => {
    const copies = arraysMadeBy(call).filter(({ buffer }) => buffer !== plaintext.buffer); // some look at it in place
    expect(holdersOf(PASSWORD, copies)).toEqual([]);
  });

  it('decryptAesCbc', () => {
    const ciphertext = encryptAesCbc(aesKey, iv, plaintext);
    let result: unknown;
    const arrays = arraysMadeBy(() => {
      result = decryptAesCbc(aesKey, iv, ciphertext);
    });
    expect(holdersOf(PASSWORD, arrays)).toEqual([result]);
  });
});

describe('the search of this file', () => {
  it('sees an array that is not wiped, made by a constructor or by a copy', () => {
    const bytes = new Uint8Array(Buffer.from(PASSWORD));
    expect(
      holdersOf(
        PASSWORD,
        arraysMadeBy(() => new Uint8Array(bytes)),
      ),
    ).toHaveLength(1);
    expect(
      holdersOf(
        PASSWORD,
        arraysMadeBy(() => bytes.slice(4, 9)),
      ),
    ).toHaveLength(1);
  });
});

/**
 * RSA keys with their private halves, and RSAES-PKCS1-v1_5 decryption by OpenSSL. Node refuses that padding when it
 * decrypts (CVE-2023-46809), so it is taken off here, by hand.
 */
import { constants, createPrivateKey, createPublicKey, type KeyObject, privateDecrypt } from 'node:crypto';
import { type RsaPublicKey, rsaPublicKey } from 'credwire/codecs';
import testKeys from '../../vectors/test-keys.json' with { type: 'json' };
import { fromHexDigits } from './bytes.js';

/** One key, as this library and as node:crypto hold it. */
export interface TestKey {
  readonly id: string;
  readonly bits: number;
  readonly bytes: number;
  readonly modulus: Uint8Array<ArrayBuffer>;
  readonly exponent: Uint8Array<ArrayBuffer>;
  readonly key: RsaPublicKey;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const base64Url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');

/** All test keys: 1024 to 4096 bits, public exponents from 3 to 2^64 − 1. */
export const TEST_KEYS: readonly TestKey[] = testKeys.keys.map((entry) => {
  const { testOnlyPrivate: secret } = entry;
  const publicJwk = { kty: 'RSA', n: base64Url(entry.modulusHex), e: base64Url(entry.exponentHex) };
  const privateJwk = {
    ...publicJwk,
    d: base64Url(secret.dHex),
    p: base64Url(secret.pHex),
    q: base64Url(secret.qHex),
    dp: base64Url(secret.dpHex),
    dq: base64Url(secret.dqHex),
    qi: base64Url(secret.qiHex),
  };
  const [modulus, exponent] = [fromHexDigits(entry.modulusHex), fromHexDigits(entry.exponentHex)];
  return {
    id: entry.id,
    bits: entry.bits,
    bytes: modulus.length,
    modulus,
    exponent,
    key: rsaPublicKey({ modulus, exponent }),
    publicKey: createPublicKey({ key: publicJwk, format: 'jwk' }),
    privateKey: createPrivateKey({ key: privateJwk, format: 'jwk' }),
  };
});

/** The test key of this name. */
export function testKey(id: string): TestKey {
  const found = TEST_KEYS.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no test key ${id}`);
  return found;
}

/** 1024 bits, exponent 65537: the size of the vendor's key. */
export const KEY_1024: TestKey = testKey('test-only-1024-65537');

/** 2048 bits, exponent 65537. */
export const KEY_2048: TestKey = testKey('test-only-2048-65537');

/** The encoded message 00 02 PS 00 M of a ciphertext, by OpenSSL's private operation. */
export function encodedMessageOf({ privateKey }: TestKey, ciphertext: Uint8Array): Buffer {
  return privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, ciphertext);
}

/** Padding and message of a ciphertext; fails where the encoded message has another form. */
export function openPkcs1(
  key: TestKey,
  ciphertext: Uint8Array,
): { readonly padding: Buffer; readonly message: Buffer } {
  const encoded = encodedMessageOf(key, ciphertext);
  const end = encoded.indexOf(0, 2);
  if (encoded.length !== key.bytes || encoded[0] !== 0 || encoded[1] !== 2 || end < 10) {
    throw new Error('not an encoded message of RFC 8017 section 7.2.1');
  }
  return { padding: encoded.subarray(2, end), message: encoded.subarray(end + 1) };
}

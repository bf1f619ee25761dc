/** When OpenSSL does the work, and when BigInt does. What the results are, mod-pow.test.ts says for every engine. */
import * as nodeCrypto from 'node:crypto';
import { bigintModPow, encryptPkcs1, type ModPow } from 'credwire/codecs';
import { nodeModPow } from 'credwire/node';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hexDigits } from '../support/bytes.js';
import { KEY_1024, KEY_2048 } from '../support/rsa-keys.js';
import { thrownBy, withoutBigInt } from '../support/thrown.js';

vi.mock('node:crypto', { spy: true });
const createPublicKey = vi.mocked(nodeCrypto.createPublicKey);
const publicEncrypt = vi.mocked(nodeCrypto.publicEncrypt);

beforeEach(() => {
  createPublicKey.mockClear();
  publicEncrypt.mockClear();
});

const { modulus, exponent } = KEY_2048;
const BASE = new Uint8Array(256).fill(0x5a, 1);
const expected = hexDigits(bigintModPow(BASE, exponent, modulus));

/** Numbers that OpenSSL rejects: the exponent isn't below the modulus. */
const REJECTED: Parameters<ModPow> = [Uint8Array.of(4), Uint8Array.of(13), Uint8Array.of(11)];

describe('nodeModPow', () => {
  it('leaves the work to OpenSSL, without BigInt', () => {
    expect(withoutBigInt(() => hexDigits(nodeModPow(BASE, exponent, modulus)))).toBe(expected);
    expect(publicEncrypt).toHaveBeenCalledTimes(1);
    expect(publicEncrypt.mock.calls[0]?.[0]).toMatchObject({ padding: nodeCrypto.constants.RSA_NO_PADDING });
  });

  it('wipes the copy that OpenSSL reads', () => {
    nodeModPow(BASE, exponent, modulus);
    expect(publicEncrypt.mock.calls[0]?.[1]).toEqual(new Uint8Array(256));
  });

  it('returns plain bytes with their own buffer, not a Buffer', () => {
    const power = nodeModPow(BASE, exponent, modulus);
    expect(Object.getPrototypeOf(power)).toBe(Uint8Array.prototype);
    expect(power.buffer.byteLength).toBe(256);
  });

  it('lets BigInt do what OpenSSL rejects', () => {
    expect(hexDigits(nodeModPow(...REJECTED))).toBe('09'); // 4^13 mod 11 = 67108864 mod 11
    expect(publicEncrypt.mock.results[0]?.type).toBe('throw');
  });

  it('throws ERR_NO_BIGINT if that is needed and missing', () => {
    const error = withoutBigInt(() => thrownBy(() => nodeModPow(...REJECTED)));
    expect([error.name, error.code]).toEqual(['CryptoError', 'ERR_NO_BIGINT']);
    expect(error.message).toMatch(/^nodeModPow: /);
  });

  const functions = { createPublicKey, publicEncrypt };
  it.each(['createPublicKey', 'publicEncrypt'] as const)('works on a runtime without %s for such keys', (name) => {
    functions[name].mockImplementationOnce(() => {
      throw new Error('not supported');
    });
    expect(hexDigits(nodeModPow(BASE, exponent, modulus))).toBe(expected);
  });
});

describe('encryptPkcs1 with nodeModPow', () => {
  const encrypt = (key = KEY_1024.key) => encryptPkcs1(key, Uint8Array.of(1), { modPow: nodeModPow });

  it('creates one key object for each key', () => {
    const { key } = KEY_2048;
    for (let call = 0; call < 3; call++) expect(encrypt(key)).toHaveLength(256);
    expect([createPublicKey.mock.calls.length, publicEncrypt.mock.calls.length]).toEqual([1, 3]);
  });

  it('asks a runtime that offers no such operation only once for each key', () => {
    publicEncrypt.mockImplementationOnce(() => {
      throw new Error('not supported');
    });
    for (let call = 0; call < 3; call++) expect(encrypt()).toHaveLength(128);
    expect(publicEncrypt).toHaveBeenCalledTimes(1);
  });
});

import { bigintModPow, encryptPkcs1, type ModPow } from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { seededRandom } from 'credwire/sandbox';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hexDigits } from '../support/bytes.js';
import { KEY_1024 } from '../support/rsa-keys.js';
import { describeEncryptPkcs1 } from '../support/rsa-pkcs1-suite.js';
import { refusal, thrownBy } from '../support/thrown.js';

const encrypt = () => encryptPkcs1(KEY_1024.key, Uint8Array.of(1, 2, 3), seededRandom('padding'));

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('with the engine on BigInt', () => {
  describeEncryptPkcs1();

  it('uses BigInt if there is one', () => {
    const counting = vi.fn(BigInt);
    vi.stubGlobal('BigInt', counting);
    encrypt();
    expect(counting).toHaveBeenCalled();
  });
});

describe("with a caller's own engine that calls the one on BigInt", () => {
  it('names the remedy if BigInt is missing', () => {
    const modPow: ModPow = (...numbers) => bigintModPow(...numbers);
    vi.stubGlobal('BigInt', undefined);
    const error = thrownBy(() => encryptPkcs1(KEY_1024.key, Uint8Array.of(1), { modPow }));
    expect([error.name, error.code]).toEqual(['CryptoError', 'ERR_NO_BIGINT']);
    expect(error.message).toContain('credwire/jsbn');
  });
});

describe('with BigInt hidden and jsbn passed', () => {
  beforeEach(() => {
    vi.stubGlobal('BigInt', undefined);
  });

  describeEncryptPkcs1(jsbnModPow);

  it('names the remedy if no engine is passed, even with a key that BigInt has read before', () => {
    vi.unstubAllGlobals();
    encrypt();
    vi.stubGlobal('BigInt', undefined);
    const error = thrownBy(encrypt);
    expect([error.name, error.code]).toEqual(['CryptoError', 'ERR_NO_BIGINT']);
    expect(error.message).toMatch(/^encryptPkcs1: .*"modPow".*credwire\/jsbn/);
  });

  it('names it where the engine on BigInt is passed', () => {
    const call = () => encryptPkcs1(KEY_1024.key, Uint8Array.of(1), { modPow: bigintModPow });
    expect(refusal(call)).toBe('CryptoError ERR_NO_BIGINT');
  });

  it('gives the ciphertext of the other engine', () => {
    const byJsbn = encryptPkcs1(KEY_1024.key, Uint8Array.of(1, 2, 3), {
      random: seededRandom('padding'),
      modPow: jsbnModPow,
    });
    vi.unstubAllGlobals();
    expect(typeof BigInt).toBe('function');
    expect(hexDigits(byJsbn)).toBe(hexDigits(encrypt()));
  });
});

describe('without a random source', () => {
  it('refuses to encrypt with the default, and does with a source that is given', () => {
    vi.stubGlobal('crypto', undefined);
    expect(refusal(() => encryptPkcs1(KEY_1024.key, Uint8Array.of(1)))).toBe('CryptoError ERR_NO_RANDOM');
    expect(encrypt()).toHaveLength(128);
  });
});

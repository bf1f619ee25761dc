import { constants, publicEncrypt } from 'node:crypto';
import { createRequire } from 'node:module';
import type { ModPow } from 'credwire/codecs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hexDigits } from '../support/bytes.js';
import { TEST_KEYS } from '../support/rsa-keys.js';

const require = createRequire(import.meta.url);

afterEach(() => {
  vi.doUnmock('jsbn');
  vi.resetModules();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A copy of jsbn that is evaluated now, on the engine as the globals make it look. */
function freshJsbn(): { readonly BigInteger: { readonly prototype: { readonly DB: number } } } {
  delete require.cache[require.resolve('jsbn')];
  return require('jsbn');
}

/** The module under test, on a fresh copy of jsbn. */
async function freshModPow(): Promise<ModPow> {
  vi.resetModules();
  vi.doMock('jsbn', freshJsbn);
  return (await import('../../src/codecs/mod-pow-jsbn.js')).jsbnModPow;
}

// When it is loaded, jsbn picks one of three multiplications by the name of the browser. Each must be right: Node 20
// has no navigator, later ones and React Native have one without a name, browsers say "Netscape".
describe.each([
  { where: 'without a navigator', navigator: undefined, digitBits: 28 },
  { where: 'in a browser', navigator: { appName: 'Netscape' }, digitBits: 28 },
  { where: 'with a navigator that has no name', navigator: {}, digitBits: 26 },
  { where: 'in an Internet Explorer', navigator: { appName: 'Microsoft Internet Explorer' }, digitBits: 30 },
])('jsbnModPow $where', ({ navigator, digitBits }) => {
  beforeEach(() => {
    vi.stubGlobal('navigator', navigator);
  });

  it('agrees with OpenSSL', async () => {
    const modPow = await freshModPow();
    for (const { bytes, exponent, modulus, publicKey } of TEST_KEYS) {
      for (const filling of [0x00, 0x5a, 0xff]) {
        const base = new Uint8Array(bytes).fill(filling, 1);
        const expected = publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, base);
        expect(hexDigits(modPow(base, exponent, modulus))).toBe(hexDigits(expected));
      }
    }
  });

  it('has digits of the size that this multiplication takes, so that it is the one that was tested', () => {
    expect(freshJsbn().BigInteger.prototype.DB).toBe(digitBits);
  });
});

describe('loading jsbn', () => {
  it('changes no global and draws from no random source', () => {
    const random = vi.spyOn(Math, 'random');
    const getRandomValues = vi.spyOn(globalThis.crypto, 'getRandomValues');
    const before = Reflect.ownKeys(globalThis);
    expect(freshJsbn().BigInteger.prototype.DB).toBeGreaterThan(0);
    expect(Reflect.ownKeys(globalThis)).toEqual(before);
    expect(random).not.toHaveBeenCalled();
    expect(getRandomValues).not.toHaveBeenCalled();
  });
});

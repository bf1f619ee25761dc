import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { fromJwk, type RsaPublicKey, rsaPublicKey, thumbprint, toJwk } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { detachedBytes, fromHexDigits, hexDigits } from '../support/bytes.js';
import { throwingProxy } from '../support/hostile-values.js';
import { KEY_1024, KEY_2048, TEST_KEYS } from '../support/rsa-keys.js';
import { callUntyped, refusal, thrownBy } from '../support/thrown.js';

const F4 = Uint8Array.of(1, 0, 1);

/** The largest odd number of this many bits. */
function modulusOf(bits: number): Uint8Array {
  const modulus = new Uint8Array(Math.ceil(bits / 8)).fill(0xff);
  modulus[0] = 0xff >> (modulus.length * 8 - bits);
  return modulus;
}

describe('rsaPublicKey', () => {
  it.each(TEST_KEYS)('keeps the numbers of $id and counts its bits', ({ modulus, exponent, bits }) => {
    const key = rsaPublicKey({ modulus, exponent });
    expect([hexDigits(key.modulus), hexDigits(key.exponent), key.bits]).toEqual([
      hexDigits(modulus),
      hexDigits(exponent),
      bits,
    ]);
  });

  it.each([1024, 1025, 1031, 1032, 2048, 16_383, 16_384])('takes a modulus of %d bits', (bits) => {
    expect(rsaPublicKey({ modulus: modulusOf(bits), exponent: F4 }).bits).toBe(bits);
  });

  it.each([1, 512, 1016, 1023, 16_385, 16_392, 80_000])('refuses a modulus of %d bits, and says so', (bits) => {
    const error = thrownBy(() => rsaPublicKey({ modulus: modulusOf(bits), exponent: F4 }));
    expect([error.name, error.code]).toEqual(['InputError', 'ERR_RSA_KEY_SIZE']);
    expect(error.message).toMatch(new RegExp(`^rsaPublicKey: .*modulus.*\\b1024\\b.*\\b16384\\b.* ${bits}$`));
  });

  it.each([0, 1, 200])('refuses a modulus of %d zero bytes', (length) => {
    const error = thrownBy(() => rsaPublicKey({ modulus: new Uint8Array(length), exponent: F4 }));
    expect(error.message).toContain('got 0');
    expect(error.code).toBe('ERR_RSA_KEY_SIZE');
  });

  it('drops leading zero bytes of both numbers', () => {
    const key = rsaPublicKey({
      modulus: Uint8Array.of(0, 0, ...KEY_1024.modulus),
      exponent: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 3),
    });
    expect([key.bits, hexDigits(key.modulus), hexDigits(key.exponent)]).toEqual([
      1024,
      hexDigits(KEY_1024.modulus),
      '03',
    ]);
  });

  it('refuses an even modulus', () => {
    const modulus = KEY_1024.modulus.slice().fill(0xfe, 127);
    expect(refusal(() => rsaPublicKey({ modulus, exponent: F4 }))).toBe('InputError ERR_RSA_KEY');
  });

  it.each(['03', '05', '11', '010001', 'ffffffffffffffff', '00ffffffffffffffff'])('takes the exponent %s', (hex) => {
    const numbers = { modulus: KEY_1024.modulus, exponent: fromHexDigits(hex) };
    expect(hexDigits(rsaPublicKey(numbers).exponent)).toBe(hex.replace(/^00/, ''));
  });

  it.each(['', '00', '01', '0001', '02', '0100', '010000000000000001'])(
    'refuses the exponent "%s": even, or outside 3 to 2^64 - 1',
    (hex) => {
      const numbers = { modulus: KEY_1024.modulus, exponent: fromHexDigits(hex) };
      const error = thrownBy(() => rsaPublicKey(numbers));
      expect([error.name, error.code]).toEqual(['InputError', 'ERR_RSA_KEY']);
      expect(error.message).toMatch(/^rsaPublicKey: .*exponent.*\b3\b.*2\^64/);
    },
  );

  it("refuses numbers that aren't bytes, and says which one", () => {
    const { modulus } = KEY_1024;
    for (const wrong of [undefined, null, 65_537, 'AQAB', [1, 0, 1], detachedBytes(3)]) {
      const one = thrownBy(() => callUntyped(rsaPublicKey, { modulus: wrong, exponent: F4 }));
      const other = thrownBy(() => callUntyped(rsaPublicKey, { modulus, exponent: wrong }));
      expect([one.code, other.code]).toEqual(['ERR_ARGUMENT_TYPE', 'ERR_ARGUMENT_TYPE']);
      expect([one.message, other.message].map((text) => /"(\w+)"/.exec(text)?.[1])).toEqual(['modulus', 'exponent']);
    }
  });

  it('refuses other members, private numbers among them', () => {
    const numbers = { modulus: KEY_1024.modulus, exponent: F4, d: F4 };
    expect(refusal(() => rsaPublicKey(numbers))).toBe('InputError ERR_UNKNOWN_OPTION');
  });

  it('refuses anything but an object with the two numbers', () => {
    for (const wrong of [undefined, null, 'key', [KEY_1024.modulus, F4], KEY_1024.modulus, throwingProxy({})]) {
      expect(refusal(() => callUntyped(rsaPublicKey, wrong))).toBe('InputError ERR_ARGUMENT_TYPE');
    }
    expect(refusal(() => callUntyped(rsaPublicKey, KEY_1024.key))).toBe('InputError ERR_UNKNOWN_OPTION');
  });
});

describe('RsaPublicKey', () => {
  it('cannot be changed, neither itself nor by the numbers that it was made of or gives away', () => {
    const [modulus, exponent] = [KEY_1024.modulus.slice(), KEY_1024.exponent.slice()];
    const key = rsaPublicKey({ modulus, exponent });
    for (const bytes of [modulus, exponent, key.modulus, key.exponent]) bytes.fill(0);
    expect(Object.isFrozen(key)).toBe(true);
    expect([hexDigits(key.modulus), hexDigits(key.exponent)]).toEqual([hexDigits(KEY_1024.modulus), '010001']);
  });

  it('is written by JSON.stringify as a JWK that can be read again', () => {
    const json = JSON.stringify(KEY_2048.key);
    expect(json).toBe(JSON.stringify(toJwk(KEY_2048.key)));
    expect(hexDigits(fromJwk(JSON.parse(json)).modulus)).toBe(hexDigits(KEY_2048.modulus));
  });

  it('is inspected by its size, without pages of digits', () => {
    expect(inspect(KEY_1024.key)).toBe('RsaPublicKey { bits: 1024 }');
  });
});

describe('toJwk', () => {
  it.each(TEST_KEYS)('writes $id as OpenSSL does', ({ key, publicKey }) => {
    expect(toJwk(key)).toEqual(publicKey.export({ format: 'jwk' }));
  });

  it('writes its members in one order', () => {
    expect(Object.keys(toJwk(KEY_1024.key))).toEqual(['kty', 'n', 'e']);
  });
});

describe('fromJwk', () => {
  const JWK = toJwk(KEY_1024.key);

  it.each(TEST_KEYS)('reads $id as OpenSSL writes it', ({ publicKey, modulus, exponent }) => {
    const key: RsaPublicKey = Reflect.apply(fromJwk, undefined, [publicKey.export({ format: 'jwk' })]);
    expect([hexDigits(key.modulus), hexDigits(key.exponent)]).toEqual([hexDigits(modulus), hexDigits(exponent)]);
  });

  it('ignores members that it does not know, as RFC 7517 asks', () => {
    const jwk = { ...JWK, use: 'enc', alg: 'RSA1_5', kid: '1', x5c: [], unheardOf: { d: 1 } };
    expect(toJwk(fromJwk(jwk))).toEqual(JWK);
  });

  it('takes leading zero bytes, which some writers leave in', () => {
    const n = Buffer.concat([Buffer.of(0), KEY_1024.modulus]).toString('base64url');
    expect(toJwk(fromJwk({ ...JWK, n }))).toEqual(JWK);
  });

  it.each(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'])('refuses a key with the private member "%s"', (member) => {
    expect(refusal(() => fromJwk({ ...JWK, [member]: 'AQAB' }))).toBe('InputError ERR_RSA_KEY');
    expect(refusal(() => fromJwk({ ...JWK, [member]: undefined }))).toBe('InputError ERR_RSA_KEY');
  });

  it.each([undefined, null, 'EC', 'rsa', 'RSA ', ['RSA']])('refuses the key type %j', (kty) => {
    expect(refusal(() => callUntyped(fromJwk, { ...JWK, kty }))).toBe('InputError ERR_RSA_KEY');
  });

  it.each(['n', 'e'] as const)('refuses "%s" that is not base64url without padding, and names it', (member) => {
    for (const value of [
      undefined,
      null,
      65_537,
      `${JWK[member]}=`,
      `${JWK[member]} `,
      '+/',
      'A',
      '\uD800',
      ['AQAB'],
    ]) {
      const error = thrownBy(() => callUntyped(fromJwk, { ...JWK, [member]: value }));
      expect([error.name, error.code]).toEqual(['InputError', 'ERR_RSA_KEY']);
      expect(error.message).toMatch(new RegExp(`^fromJwk: .*"${member}".*base64url`));
    }
  });

  it('refuses the numbers that rsaPublicKey refuses', () => {
    for (const [wrong, code] of [
      [{ n: '' }, 'ERR_RSA_KEY_SIZE'],
      [{ n: '_'.repeat(80) }, 'ERR_RSA_KEY_SIZE'],
      [{ e: '' }, 'ERR_RSA_KEY'],
      [{ e: 'AQ' }, 'ERR_RSA_KEY'],
    ] as const) {
      const error = thrownBy(() => fromJwk({ ...JWK, ...wrong }));
      expect([error.code, error.message.split(':')[0]]).toEqual([code, 'fromJwk']);
    }
  });

  it('refuses anything but an object', () => {
    for (const wrong of [undefined, null, JSON.stringify(JWK), 7, throwingProxy({})]) {
      expect(refusal(() => callUntyped(fromJwk, wrong))).toBe('InputError ERR_ARGUMENT_TYPE');
    }
  });
});

describe('thumbprint', () => {
  it('gives the figure of RFC 7638, section 3.1', () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3' +
      'oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdA' +
      'ZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-' +
      'kEgU8awapJzKnqDKgw';
    expect(thumbprint(fromJwk({ kty: 'RSA', n, e: 'AQAB' }))).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
  });

  it.each(TEST_KEYS)('hashes the three members of $id in the order of the alphabet', ({ key, modulus, exponent }) => {
    const [n, e] = [modulus, exponent].map((number) => Buffer.from(number).toString('base64url'));
    const expected = createHash('sha256').update(`{"e":"${e}","kty":"RSA","n":"${n}"}`).digest('base64url');
    expect(thumbprint(key)).toBe(expected);
  });
});

describe.each([
  ['toJwk', toJwk],
  ['thumbprint', thumbprint],
] as const)('%s', (_name, write) => {
  it('refuses everything that is not a key of this library, look-alikes too', () => {
    const { key } = KEY_1024;
    const impostors = [
      undefined,
      null,
      'key',
      toJwk(key),
      { bits: key.bits, modulus: key.modulus, exponent: key.exponent },
      Object.create(key),
      Object.create(Object.getPrototypeOf(key)),
      new Proxy(key, {}),
      throwingProxy({}),
    ];
    for (const impostor of impostors) {
      expect(refusal(() => callUntyped(write, impostor))).toBe('InputError ERR_ARGUMENT_TYPE');
    }
  });
});

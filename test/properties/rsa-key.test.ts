import { createHash, createPublicKey } from 'node:crypto';
import {
  formatRsaKeyValue,
  fromJwk,
  fromSpkiPem,
  parseRsaKeyValue,
  type RsaPublicKey,
  rsaPublicKey,
  spkiPin,
  thumbprint,
  toJwk,
  toSpkiPem,
} from 'credwire/codecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyExponent, anyModulus, bytesUpTo, mutationOf } from '../support/arbitraries.js';
import { hexDigits } from '../support/bytes.js';
import { keyXml } from '../support/rsa-key-value.js';
import { KEY_1024 } from '../support/rsa-keys.js';
import { outcomeOf } from '../support/thrown.js';

const numbersOf = ({ modulus, exponent }: RsaPublicKey) => [hexDigits(modulus), hexDigits(exponent)];

describe('an RSA public key', () => {
  it('comes back from each of its forms as it was', () => {
    fc.assert(
      fc.property(anyModulus, anyExponent, (modulus, exponent) => {
        const key = rsaPublicKey({ modulus, exponent });
        const expected = [hexDigits(modulus), hexDigits(exponent)];
        expect(numbersOf(key)).toEqual(expected);
        expect(numbersOf(parseRsaKeyValue(formatRsaKeyValue(key)))).toEqual(expected);
        expect(numbersOf(fromJwk(toJwk(key)))).toEqual(expected);
        expect(numbersOf(fromSpkiPem(toSpkiPem(key)))).toEqual(expected);
      }),
    );
  });

  it('is written as OpenSSL writes it, and hashed as its forms are', () => {
    fc.assert(
      fc.property(anyModulus, anyExponent, (modulus, exponent) => {
        const key = rsaPublicKey({ modulus, exponent });
        const theirs = createPublicKey(toSpkiPem(key));
        const { n, e } = theirs.export({ format: 'jwk' });
        expect(toJwk(key)).toEqual({ kty: 'RSA', n, e });
        expect(toSpkiPem(key)).toBe(theirs.export({ type: 'spki', format: 'pem' }));
        const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data);
        expect(spkiPin(key)).toBe(sha256(theirs.export({ type: 'spki', format: 'der' })).digest('base64'));
        expect(thumbprint(key)).toBe(sha256(JSON.stringify({ e, kty: 'RSA', n })).digest('base64url'));
      }),
    );
  });

  it('is accepted or refused only by its numbers, in whatever form they come', () => {
    // Numbers of every kind, most of them no key: too short, even, zero, with zeros in front.
    const number = fc.oneof(bytesUpTo(10), anyModulus, anyExponent, fc.constant(new Uint8Array(130)));
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
    fc.assert(
      fc.property(number, number, (modulus, exponent) => {
        const expected = outcomeOf(() => rsaPublicKey({ modulus, exponent }));
        expect(outcomeOf(() => fromJwk({ kty: 'RSA', n: base64url(modulus), e: base64url(exponent) }))).toBe(expected);
        fc.pre(modulus.length > 0 && exponent.length > 0); // RSAKeyValue has no empty numbers
        const xml = keyXml({ modulus: base64(modulus), exponent: base64(exponent) });
        expect(outcomeOf(() => parseRsaKeyValue(xml))).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});

/** The numbers of an RSAKeyValue by searching for them, as a reader without any strictness would. */
function looseNumbers(xml: string): (string | undefined)[] {
  const plain = xml.replace(/<!--.*?-->/gs, '');
  return ['Modulus', 'Exponent'].map((name) => {
    const value = new RegExp(`<(?:[\\w.-]+:)?${name}[\\s>][^<]*`).exec(plain)?.[0];
    const number = Buffer.from(value?.slice(value.indexOf('>') + 1) ?? '', 'base64').toString('hex');
    return number.replace(/^(?:00)+/, '');
  });
}

describe('a changed document', () => {
  const inserted = fc.oneof(
    fc.constantFrom('', ' ', '\n', '=', 'A', '<', '>', '/', '&', '"', "'", '!', '-', '?', ':', '\u00A0', '\uFEFF'),
    fc.constantFrom('<!---->', '<!--x-->', '<?x?>', '<![CDATA[', ']]>', '&amp;', ' xmlns="x"', '<x/>', '<!DOCTYPE x>'),
    fc.constantFrom('<Modulus>', '</Modulus>', '<Exponent>AQAB</Exponent>', '</RSAKeyValue>', '<D>AQAB</D>', 'AQAB'),
    fc.string({ maxLength: 3 }),
  );

  it('is refused by the parser of RSAKeyValue, or read as the same numbers as by anybody else', () => {
    const written = fc.constantFrom(
      formatRsaKeyValue(KEY_1024.key),
      keyXml({ before: '<?xml version="1.0"?>\n', attributes: ' xmlns="x"', between: '<!--x-->\n', behind: '\n' }),
    );
    const refusals = ['ERR_RSA_XML', 'ERR_RSA_KEY', 'ERR_RSA_KEY_SIZE'];
    fc.assert(
      fc.property(
        written.chain((xml) => mutationOf(xml, inserted)),
        (xml) => {
          const outcome = outcomeOf(() => parseRsaKeyValue(xml));
          if (outcome === 'returned') expect(numbersOf(parseRsaKeyValue(xml))).toEqual(looseNumbers(xml));
          else expect(refusals).toContain(outcome);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is refused by the parser of PEM, or read as the same numbers as by OpenSSL', () => {
    fc.assert(
      fc.property(mutationOf(toSpkiPem(KEY_1024.key), inserted), (pem) => {
        const outcome = outcomeOf(() => fromSpkiPem(pem));
        if (outcome !== 'returned') expect(['ERR_RSA_KEY', 'ERR_RSA_KEY_SIZE']).toContain(outcome);
        else {
          // OpenSSL wants its lines of 64 characters; what they say is what is compared.
          const body = pem.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '');
          const theirs = createPublicKey({ key: Buffer.from(body, 'base64'), format: 'der', type: 'spki' });
          expect(toJwk(fromSpkiPem(pem))).toEqual(theirs.export({ format: 'jwk' }));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused by the parser of DER, or read as OpenSSL reads it', () => {
    const der = KEY_1024.publicKey.export({ type: 'spki', format: 'der' });
    const mutated = fc.tuple(fc.nat(der.length - 1), fc.nat(255)).map(([at, byte]) => {
      const copy = Buffer.from(der);
      copy[at] = byte;
      return copy;
    });
    fc.assert(
      fc.property(mutated, (bytes) => {
        const pem = `-----BEGIN PUBLIC KEY-----\n${bytes.toString('base64')}\n-----END PUBLIC KEY-----\n`;
        const outcome = outcomeOf(() => fromSpkiPem(pem));
        if (outcome !== 'returned') expect(['ERR_RSA_KEY', 'ERR_RSA_KEY_SIZE']).toContain(outcome);
        else expect(toJwk(fromSpkiPem(pem))).toEqual(createPublicKey(pem).export({ format: 'jwk' }));
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused by the reader of JWK, or read as OpenSSL reads it', () => {
    const { n, e } = toJwk(KEY_1024.key);
    const members = fc.record({ n: fc.oneof(fc.constant(n), mutationOf(n, inserted)), e: mutationOf(e, inserted) });
    fc.assert(
      fc.property(members, (changed) => {
        const jwk = { kty: 'RSA', ...changed } as const;
        const outcome = outcomeOf(() => fromJwk(jwk));
        if (outcome !== 'returned') expect(['ERR_RSA_KEY', 'ERR_RSA_KEY_SIZE']).toContain(outcome);
        else
          expect(toJwk(fromJwk(jwk))).toEqual(createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'jwk' }));
      }),
      { numRuns: 1000 },
    );
  });
});

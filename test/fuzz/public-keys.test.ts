/** SPKI PEM and JWK: what is accepted is what OpenSSL reads, and nothing that OpenSSL would write differently. */
import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { fromJwk, fromSpkiPem, type RsaJwk, rsaPublicKey, toJwk, toSpkiPem } from 'credwire/codecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHexDigits } from '../support/bytes.js';
import { DEEP } from '../support/deep.js';
import { der, pem } from '../support/der.js';
import { editedDer, encodeDer, spkiTree } from '../support/der-tree.js';
import { cutShort, edited, putEverywhere, WHITE_SPACE } from '../support/edits.js';
import { KEY_1024, KEY_2048, TEST_KEYS } from '../support/rsa-keys.js';
import { tally, verdictOf, wordOf } from '../support/verdict.js';

const REFUSALS = ['ERR_RSA_KEY', 'ERR_RSA_KEY_SIZE', 'ERR_TEXT_NOT_WELL_FORMED'];
const { modulus, exponent } = KEY_1024;

function opensslKey(input: Parameters<typeof createPublicKey>[0]): KeyObject | undefined {
  try {
    const key = createPublicKey(input);
    return key.asymmetricKeyType === 'rsa' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** What DER must end in: OpenSSL reads an RSA key, would write the same bytes, and the numbers are those of a key. */
function expectedOfDer(bytes: Uint8Array): RsaJwk | 'refused' {
  const key = opensslKey({ key: Buffer.from(bytes), format: 'der', type: 'spki' });
  if (key === undefined || !key.export({ format: 'der', type: 'spki' }).equals(bytes)) return 'refused';
  return expectedOfNumbers(key.export({ format: 'jwk' }));
}

function expectedOfNumbers({ n = '', e = '' }: JsonWebKey): RsaJwk | 'refused' {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
  const verdict = verdictOf(() => rsaPublicKey({ modulus: bytes(n), exponent: bytes(e) }));
  return 'code' in verdict ? 'refused' : { kty: 'RSA', n, e };
}

function readPem(text: string): RsaJwk | 'refused' {
  const verdict = verdictOf(() => toJwk(fromSpkiPem(text)));
  if (!('code' in verdict)) return verdict.value;
  expect(REFUSALS).toContain(verdict.code);
  return 'refused';
}

describe('DER, edited as a tree', () => {
  const valid = encodeDer([spkiTree(modulus, exponent)]);

  it('is accepted exactly when OpenSSL would write the same bytes, and gives the same key', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(editedDer(spkiTree(modulus, exponent)), (list) => {
        const bytes = Uint8Array.from(list);
        const expected = expectedOfDer(bytes);
        seen.add(expected === 'refused');
        expect(readPem(pem(bytes))).toEqual(expected);
      }),
      { numRuns: 1500 },
    );
    expect(seen).toContain(true);
  });

  it('is taken exactly where OpenSSL would write the same bytes, whatever byte is changed to whatever else', () => {
    // Two bits at each place; the bytes that are structure, and not digits of the numbers, in many ways or all.
    const structure = (at: number) => at < 40 || at >= valid.length - 6;
    const changes = Array.from({ length: 255 }, (_, at) => at + 1).filter((bits) => DEEP || bits % 6 === 1);
    for (const [at, byte] of valid.entries()) {
      const others = (structure(at) ? changes : [1, 128]).map((bits) => byte ^ bits);
      for (const other of others) {
        const bytes = Uint8Array.from(valid);
        bytes[at] = other;
        expect(readPem(pem(bytes))).toEqual(expectedOfDer(bytes));
      }
    }
  });

  it('is refused where it goes deep', () => {
    for (const depth of [1, 10, 1000]) {
      const wrapped = Array.from({ length: depth }).reduce<number[]>((content) => der(0x30, content), valid);
      expect(readPem(pem(wrapped))).toBe('refused');
    }
    expect(readPem(pem(new Uint8Array(48_000).fill(0x30)))).toBe('refused');
  });
});

describe('PEM, edited at random', () => {
  const documents = [KEY_1024, KEY_2048].flatMap(({ key }) => {
    const text = toSpkiPem(key);
    return [text, text.replaceAll('\n', '\r\n'), `\n\t${text.replaceAll('\n', '')} `];
  });
  const words = [
    '-----',
    'BEGIN PUBLIC KEY',
    '-----END PUBLIC KEY-----',
    '\n',
    '\r',
    ' ',
    '=',
    '==',
    'A',
    'AAAA',
    '----',
  ];

  it('is refused with a code, or read as what OpenSSL reads in its Base64', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(edited(documents, words), (text) => {
        const read = readPem(text);
        seen.add(typeof read);
        if (read === 'refused') return;
        const base64 = /^\s*-----BEGIN PUBLIC KEY-----([^-]*)-----END PUBLIC KEY-----\s*$/.exec(text)?.[1] ?? '';
        expect(read).toEqual(expectedOfDer(Buffer.from(base64, 'base64')));
      }),
      { numRuns: 1500 },
    );
    expect([...seen].sort()).toEqual(['object', 'string']);
  });

  it('is refused wherever it is cut short', () => {
    const whole = toSpkiPem(KEY_1024.key).trimEnd();
    const words = cutShort(whole).map((text) => wordOf(verdictOf(() => fromSpkiPem(text))));
    expect(tally(words)).toEqual({ ERR_RSA_KEY: whole.length });
  });

  it('takes space, tab and line ends between its pieces, and no other whitespace', () => {
    const text = toSpkiPem(KEY_1024.key);
    for (const space of WHITE_SPACE) {
      const taken = putEverywhere(text, space).filter((changed) => readPem(changed) !== 'refused').length;
      if (' \t\r\n'.includes(space)) expect(taken).toBeGreaterThan(5);
      else expect(taken).toBe(0);
    }
  });
});

describe('a JWK', () => {
  const { n, e } = toJwk(KEY_1024.key);
  const odd = fc.oneof(
    fc.constantFrom<unknown>(
      undefined,
      null,
      true,
      0,
      65_537,
      '',
      '\0',
      [],
      ['AQAB'],
      {},
      { n },
      n,
      e,
      `${n}=`,
      ` ${n}`,
    ),
    edited([n, e], ['=', '+', '/', '-', '_', ' ', 'A', 'AA', '\n']),
  );
  const name = fc.constantFrom(
    'kty',
    'n',
    'e',
    'd',
    'p',
    'q',
    'dp',
    'dq',
    'qi',
    'oth',
    'alg',
    'use',
    'N',
    '__proto__',
    'k',
  );

  it('is accepted or refused as OpenSSL and our own rules say, whatever members it has', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(fc.tuple(name, odd), { maxLength: 3 }), (members) => {
        // Written as text, so that "__proto__" is a member like any other.
        const pairs = [['kty', 'RSA'], ['n', n], ['e', e], ...members].map((pair) =>
          pair.map((part) => JSON.stringify(part)),
        );
        const text = `{${pairs.map(([key, value]) => `${key}:${value ?? null}`).join(',')}}`;
        const jwk = JSON.parse(text);
        const verdict = verdictOf(() => toJwk(fromJwk(jwk)));
        seen.add(wordOf(verdict));
        const secret = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'].some((member) => Object.hasOwn(jwk, member));
        const theirs = secret ? undefined : opensslKey({ key: jwk, format: 'jwk' })?.export({ format: 'jwk' });
        if (!('code' in verdict)) expect(verdict.value).toEqual(theirs);
        else {
          expect(REFUSALS).toContain(verdict.code);
          const isCanonical = theirs !== undefined && theirs.n === jwk.n && theirs.e === jwk.e;
          if (isCanonical) expect(expectedOfNumbers(theirs)).toBe('refused');
        }
      }),
      { numRuns: 2000 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['returned', 'ERR_RSA_KEY']));
  });

  it('with a private member is refused, whatever that holds', () => {
    const { key, privateKey } = KEY_1024;
    const whole = privateKey.export({ format: 'jwk' });
    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'] as const) {
      for (const value of [whole[member], '', null, undefined, 0]) {
        expect(verdictOf(() => fromJwk({ ...toJwk(key), [member]: value }))).toEqual({ code: 'ERR_RSA_KEY' });
      }
    }
  });

  it('takes n and e of its own only, none that it inherits', () => {
    const whole = toJwk(KEY_1024.key);
    expect(verdictOf(() => fromJwk(Object.create(whole)))).toEqual({ code: 'ERR_RSA_KEY' });
    expect(verdictOf(() => fromJwk(JSON.parse(`{"__proto__":${JSON.stringify(whole)}}`)))).toEqual({
      code: 'ERR_RSA_KEY',
    });
  });

  it('may have meaningless zero bytes before its numbers', () => {
    for (const { key, modulus, exponent } of TEST_KEYS) {
      const padded = (bytes: Uint8Array) =>
        Buffer.from(fromHexDigits(`0000${Buffer.from(bytes).toString('hex')}`)).toString('base64url');
      expect(toJwk(fromJwk({ kty: 'RSA', n: padded(modulus), e: padded(exponent) }))).toEqual(toJwk(key));
    }
  });
});

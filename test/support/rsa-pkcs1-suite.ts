/** The tests of RSAES-PKCS1-v1_5, apart, so that they run once for each big-integer engine. */
import { constants, publicEncrypt } from 'node:crypto';
import type { RandomBytes } from 'credwire';
import { encryptPkcs1 as encryptWith, type ModPow, type RsaPublicKey, rsaPublicKey } from 'credwire/codecs';
import { seededRandom } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { hexDigits } from './bytes.js';
import { encodedMessageOf, KEY_1024, KEY_2048, openPkcs1, TEST_KEYS } from './rsa-keys.js';
import { callUntyped, codeOf, refusal, thrownBy } from './thrown.js';

const message = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 31 + 7) & 0xff);

/** Registers the tests, of the platform's engine or of one that is passed. */
export function describeEncryptPkcs1(modPow?: ModPow): void {
  const encryptPkcs1 = (key: RsaPublicKey, plaintext: Uint8Array, random?: RandomBytes) =>
    encryptWith(key, plaintext, modPow === undefined ? random : { random, modPow });

  describe.each(TEST_KEYS)('encryptPkcs1 under $id', (testKey) => {
    const limit = testKey.bytes - 11;

    it.each([0, 1, 16, limit - 1, limit])('encrypts %d bytes so that OpenSSL opens them', (length) => {
      const ciphertext = encryptPkcs1(testKey.key, message(length), seededRandom('padding'));
      expect(ciphertext).toHaveLength(testKey.bytes);
      const opened = openPkcs1(testKey, ciphertext);
      expect(hexDigits(opened.message)).toBe(hexDigits(message(length)));
      expect(opened.padding).toHaveLength(testKey.bytes - 3 - length);
    });

    it('refuses one byte more than the modulus allows, and states the limit', () => {
      const error = thrownBy(() => encryptPkcs1(testKey.key, message(limit + 1), seededRandom('padding')));
      expect([error.name, error.code]).toEqual(['InputError', 'ERR_MESSAGE_TOO_LONG']);
      expect(error.message).toContain(`at most ${limit} bytes`);
      expect(error.message).toContain(`got ${limit + 1}`);
    });

    it('gives what OpenSSL gives for the same encoded message', () => {
      const ciphertext = encryptPkcs1(testKey.key, message(20), seededRandom('padding'));
      const encoded = encodedMessageOf(testKey, ciphertext);
      const expected = publicEncrypt({ key: testKey.publicKey, padding: constants.RSA_NO_PADDING }, encoded);
      expect(hexDigits(ciphertext)).toBe(hexDigits(expected));
    });
  });

  describe('encryptPkcs1', () => {
    it('pads with the bytes of the stream that are not zero, in their order', () => {
      const stream = seededRandom('stream')(400);
      const taken: number[] = [];
      const random = (length: number) => {
        const part = stream.slice(taken.length, taken.length + length);
        taken.push(...part);
        return part;
      };
      const { padding } = openPkcs1(KEY_1024, encryptPkcs1(KEY_1024.key, message(5), random));
      expect([...padding]).toEqual([...stream].filter((byte) => byte !== 0).slice(0, 120));
      expect(taken.filter((byte) => byte !== 0)).toHaveLength(120);
    });

    it('asks for all the padding at first, and then for exactly what is missing', () => {
      const asked: number[] = [];
      const random = (length: number) => {
        asked.push(length);
        return new Uint8Array(length).fill(asked.length < 3 ? 0 : 5, 0, 10).fill(9, 10); // ten zeros, twice
      };
      const { padding } = openPkcs1(KEY_1024, encryptPkcs1(KEY_1024.key, message(5), random));
      expect(asked).toEqual([120, 10, 10]);
      expect([...padding]).toEqual([...new Array(110).fill(9), ...new Array(10).fill(5)]);
    });

    it('never pads with a zero byte and has no bias', () => {
      // A stream in which every value stands equally often: whatever is not equally often in the padding is a bias.
      const counts = new Map<number, number>();
      let position = 0;
      const random = (length: number) => Uint8Array.from({ length }, () => position++ & 0xff);
      for (let drawn = 0; drawn < 255 * 245; drawn += 245) {
        const { padding } = openPkcs1(KEY_2048, encryptPkcs1(KEY_2048.key, message(8), random));
        for (const byte of padding) counts.set(byte, (counts.get(byte) ?? 0) + 1);
      }
      expect([...counts.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 255 }, (_, at) => at + 1));
      expect(new Set(counts.values())).toEqual(new Set([245]));
    });

    it('fills a short result up with zeros: a ciphertext is as long as the modulus', () => {
      const random = seededRandom('until a ciphertext begins with a zero byte');
      let ciphertext = encryptPkcs1(KEY_1024.key, message(3), random);
      for (let tries = 0; ciphertext[0] !== 0 && tries < 5000; tries++) {
        ciphertext = encryptPkcs1(KEY_1024.key, message(3), random);
      }
      expect([ciphertext[0], ciphertext.length]).toEqual([0, 128]);
      expect(hexDigits(openPkcs1(KEY_1024, ciphertext).message)).toBe(hexDigits(message(3)));
    });

    it('gives the same for the same stream, and another ciphertext for another', () => {
      const encrypt = (seed: string) => hexDigits(encryptPkcs1(KEY_1024.key, message(5), seededRandom(seed)));
      expect(encrypt('a')).toBe(encrypt('a'));
      expect(encrypt('a')).not.toBe(encrypt('b'));
    });

    it('draws from the platform if no source is given', () => {
      const [one, other] = [encryptPkcs1(KEY_1024.key, message(5)), encryptPkcs1(KEY_1024.key, message(5), undefined)];
      expect(hexDigits(one)).not.toBe(hexDigits(other));
      for (const ciphertext of [one, other]) {
        expect(hexDigits(openPkcs1(KEY_1024, ciphertext).message)).toBe(hexDigits(message(5)));
      }
    });

    it('encrypts under the smallest, the largest and the longest of numbers', () => {
      const modulus = new Uint8Array(128);
      modulus[0] = 0x80;
      modulus[127] = 1; // 2^1023 + 1
      const smallest = rsaPublicKey({ modulus, exponent: Uint8Array.of(3) });
      expect(encryptPkcs1(smallest, message(117), seededRandom('padding'))).toHaveLength(128);
      const largest = rsaPublicKey({ modulus: new Uint8Array(2048).fill(0xff), exponent: Uint8Array.of(3) });
      expect(encryptPkcs1(largest, message(2037), seededRandom('padding'))).toHaveLength(2048);
    });

    it('changes none of its arguments and nothing that it was given by the source', () => {
      const plaintext = message(5);
      const given = new Uint8Array(120).fill(7);
      encryptPkcs1(KEY_1024.key, plaintext, () => given);
      expect(plaintext).toEqual(message(5));
      expect(given).toEqual(new Uint8Array(120).fill(7));
    });

    it('encrypts the message as it was when it was passed, whatever the source does to it', () => {
      const plaintext = message(5);
      const random = (length: number) => {
        plaintext.fill(0);
        return new Uint8Array(length).fill(7);
      };
      expect(hexDigits(openPkcs1(KEY_1024, encryptPkcs1(KEY_1024.key, plaintext, random)).message)).toBe(
        hexDigits(message(5)),
      );
    });

    it.each<[string, () => unknown]>([
      ['returns nothing', () => undefined],
      ['returns an array', () => new Array(120).fill(7)],
      ['returns too few bytes', () => new Uint8Array(119).fill(7)],
      ['returns too many bytes', () => new Uint8Array(121).fill(7)],
      ['returns a promise', () => Promise.resolve(new Uint8Array(120).fill(7))],
      ['returns zeros for ever', () => new Uint8Array(120)],
      [
        'throws',
        () => {
          throw new Error('no entropy');
        },
      ],
    ])('refuses a source that %s', (_what, random) => {
      expect(refusal(() => callUntyped(encryptPkcs1, KEY_1024.key, message(5), random))).toBe('CryptoError ERR_RANDOM');
    });

    it('refuses a wrong key, message or source, and names it', () => {
      const { key } = KEY_1024;
      const impostors = [undefined, {}, Object.create(key), new Proxy(key, {}), KEY_1024.publicKey];
      for (const wrong of impostors) {
        expect(thrownBy(() => callUntyped(encryptPkcs1, wrong, message(5))).message).toMatch(/^encryptPkcs1: "key": /);
      }
      for (const wrong of [undefined, null, 'secret', [1]]) {
        const error = thrownBy(() => callUntyped(encryptPkcs1, key, wrong));
        expect([error.code, error.message.slice(0, 23)]).toEqual(['ERR_ARGUMENT_TYPE', 'encryptPkcs1: "message"']);
      }
      for (const wrong of [null, 'random', {}, new Uint8Array(120)]) {
        for (const name of ['random', 'modPow']) {
          const error = thrownBy(() => callUntyped(encryptWith, key, message(5), { [name]: wrong }));
          expect([error.code, error.message.slice(0, 22)]).toEqual(['ERR_ARGUMENT_TYPE', `encryptPkcs1: "${name}"`]);
        }
      }
      for (const wrong of [null, 'random', [], new Uint8Array(120)]) {
        expect(codeOf(() => callUntyped(encryptWith, key, message(5), wrong))).toBe('ERR_ARGUMENT_TYPE');
      }
    });
  });
}

import { createCipheriv, createDecipheriv } from 'node:crypto';
import { decryptAesCbc, encodeBase64, encodeText, encryptAesCbc } from 'credwire/codecs';
import { describe, expect, it, vi } from 'vitest';
import { prepareAesCbc, wordsOf } from '../../src/codecs/aes-cbc.js';
import { detachedBytes, fromHexDigits, hexDigits } from '../support/bytes.js';
import { callUntyped, refusal, thrownBy } from '../support/thrown.js';

const KEY = fromHexDigits('2b7e151628aed2a6abf7158809cf4f3c');
const IV = fromHexDigits('000102030405060708090a0b0c0d0e0f');
const message = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 37) & 0xff);

/** Encrypts whole blocks as they are, so that a test can write the padding itself. */
function encryptBlocks(blocks: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-128-cbc', KEY, IV).setAutoPadding(false);
  return Buffer.concat([cipher.update(blocks), cipher.final()]);
}

describe('encryptAesCbc', () => {
  it('gives the ciphertexts of NIST SP 800-38A, section F.2.1, and then a block of padding', () => {
    const plaintext = fromHexDigits('6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51');
    const ciphertext = hexDigits(encryptAesCbc(KEY, IV, plaintext));
    expect(ciphertext.slice(0, 64)).toBe('7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2');
    expect(ciphertext).toHaveLength(96);
  });

  it.each([
    ['', 'zJie8rSL/rAUs3FHjy7sYA=='],
    ['password', 'EKclpDnPPGiHI66zyK906w=='],
    ['P@ss+word/=1', 'jTpn+KK/TcRsHhUeGU2FsQ=='],
    ['0123456789abcdef', 'BzFwJP74Z+0SOGpKNA7kphw1ZAF1+qElWCtkG4Ss/n0='],
    ['пароль', 'gxXyq9tjY6eJhBlMFIPyEA=='],
    ['p😀w', 'lsQAy4/UeT6in4HQ/iepiw=='],
  ])('gives the known answer for "%s" under the key of iFactory', (text, expected) => {
    const key = new Uint8Array(Buffer.from('YGjDImfP5bf8F7kGbdqWcA==', 'base64'));
    const iv = new Uint8Array(Buffer.from('bDA11yRcbUsTC9jl5LnuiQ==', 'base64'));
    expect(encodeBase64(encryptAesCbc(key, iv, encodeText(text)))).toBe(expected);
  });

  it('agrees with OpenSSL from no byte to five blocks', () => {
    for (let length = 0; length <= 80; length++) {
      const cipher = createCipheriv('aes-128-cbc', KEY, IV);
      const expected = Buffer.concat([cipher.update(message(length)), cipher.final()]);
      expect(hexDigits(encryptAesCbc(KEY, IV, message(length)))).toBe(expected.toString('hex'));
    }
  });

  it('pads by 1 to 16 bytes, a whole block where the plaintext is whole blocks', () => {
    const padded = [0, 1, 15, 16, 17, 31, 32].map((length) => encryptAesCbc(KEY, IV, message(length)).length);
    expect(padded).toEqual([16, 16, 16, 32, 32, 32, 48]);
  });

  it('changes none of its arguments', () => {
    const [key, iv, plaintext] = [KEY.slice(), IV.slice(), message(20)];
    encryptAesCbc(key, iv, plaintext);
    expect([key, iv, plaintext]).toEqual([KEY, IV, message(20)]);
  });

  it('takes views on larger buffers by what they show', () => {
    const pool = new Uint8Array([9, ...KEY, ...IV, ...message(20), 9]);
    const [key, iv, plaintext] = [pool.subarray(1, 17), pool.subarray(17, 33), pool.subarray(33, 53)];
    expect(encryptAesCbc(key, iv, plaintext)).toEqual(encryptAesCbc(KEY, IV, message(20)));
    expect(decryptAesCbc(key, iv, encryptAesCbc(KEY, IV, message(20)))).toEqual(message(20));
  });
});

describe('data of a gigabyte', () => {
  it('passes the check', () => {
    const Native = Int32Array;
    vi.stubGlobal(
      'Int32Array',
      new Proxy(Native, {
        construct(target, args) {
          if (args[0] > 1000) throw new Error('now it would be encrypted');
          return Reflect.construct(target, args);
        },
      }),
    );
    try {
      expect(() => encryptAesCbc(KEY, IV, new Uint8Array(2 ** 30))).toThrow('now it would be encrypted');
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('is refused beyond that by encryptAesCbc and decryptAesCbc', () => {
    const tooLong = new Uint8Array(2 ** 30 + 16); // of zeros, which the system hands out when they are read
    for (const call of [encryptAesCbc, decryptAesCbc]) {
      const error = thrownBy(() => call(KEY, IV, tooLong));
      expect([error.name, error.code]).toEqual(['InputError', 'ERR_ARGUMENT_VALUE']);
      expect(error.message).toMatch(/^(?:encryptAesCbc: "plain|decryptAesCbc: "cipher)text": .*2\^30.*\b1073741840$/);
    }
  });
});

describe('prepareAesCbc', () => {
  /** A message encrypted with a prepared key; the words are little-endian, as this machine's are. */
  const encrypted = ({ encrypt }: ReturnType<typeof prepareAesCbc>, plaintext: Uint8Array) => {
    const words = wordsOf(plaintext);
    encrypt(words);
    return new Uint8Array(words.buffer);
  };

  it('encrypts many messages under one key, each as if it were the first', () => {
    const prepared = prepareAesCbc(KEY, IV);
    for (const length of [0, 5, 32, 5, 0]) {
      expect(encrypted(prepared, message(length))).toEqual(encryptAesCbc(KEY, IV, message(length)));
    }
  });

  it('does not hear of later changes to key and vector', () => {
    const [key, iv] = [KEY.slice(), IV.slice()];
    const prepared = prepareAesCbc(key, iv);
    key.fill(0);
    iv.fill(0);
    expect(encrypted(prepared, message(5))).toEqual(encryptAesCbc(KEY, IV, message(5)));
  });
});

describe('decryptAesCbc', () => {
  it('opens what OpenSSL has encrypted, and what encryptAesCbc has', () => {
    for (let length = 0; length <= 48; length++) {
      const cipher = createCipheriv('aes-128-cbc', KEY, IV);
      const ciphertext = Buffer.concat([cipher.update(message(length)), cipher.final()]);
      expect(decryptAesCbc(KEY, IV, ciphertext)).toEqual(message(length));
      expect(decryptAesCbc(KEY, IV, encryptAesCbc(KEY, IV, message(length)))).toEqual(message(length));
    }
  });

  it('returns the plaintext in a buffer of its own, without the padding after it', () => {
    expect(decryptAesCbc(KEY, IV, encryptAesCbc(KEY, IV, message(5))).buffer.byteLength).toBe(5);
  });

  it('changes none of its arguments', () => {
    const ciphertext = encryptAesCbc(KEY, IV, message(20));
    const copy = ciphertext.slice();
    decryptAesCbc(KEY, IV, ciphertext);
    expect(ciphertext).toEqual(copy);
  });

  it.each([0, 1, 15, 17, 31])('refuses %d bytes: not whole blocks', (length) => {
    expect(refusal(() => decryptAesCbc(KEY, IV, message(length)))).toBe('CryptoError ERR_DECRYPT');
  });

  it('gives the same verdict on every last byte of a block as OpenSSL', () => {
    for (let last = 0; last < 256; last++) {
      const ciphertext = encryptBlocks(Uint8Array.from({ length: 16 }, (_, at) => (at === 15 ? last : 3)));
      const decipher = createDecipheriv('aes-128-cbc', KEY, IV);
      let expected: Uint8Array | undefined;
      try {
        expected = new Uint8Array(Buffer.concat([decipher.update(ciphertext), decipher.final()]));
      } catch {
        expected = undefined;
      }
      if (expected === undefined) {
        expect(refusal(() => decryptAesCbc(KEY, IV, ciphertext))).toBe('CryptoError ERR_DECRYPT');
      } else {
        expect(decryptAesCbc(KEY, IV, ciphertext)).toEqual(expected);
      }
    }
  });

  it('refuses padding that is wrong in any one of its bytes', () => {
    for (let wrong = 0; wrong < 15; wrong++) {
      const ciphertext = encryptBlocks(Uint8Array.from({ length: 16 }, (_, at) => (at === wrong ? 15 : 16)));
      expect(refusal(() => decryptAesCbc(KEY, IV, ciphertext))).toBe('CryptoError ERR_DECRYPT');
    }
    expect(decryptAesCbc(KEY, IV, encryptBlocks(new Uint8Array(16).fill(16)))).toEqual(new Uint8Array(0));
  });

  it('says the same of every failure, whatever is wrong with the padding', () => {
    const messages = [0, 17, 255].map((last) => {
      const ciphertext = encryptBlocks(new Uint8Array(16).fill(last));
      return thrownBy(() => decryptAesCbc(KEY, IV, ciphertext)).message;
    });
    expect(new Set(messages)).toEqual(
      new Set(['decryptAesCbc: these 16 bytes are not a ciphertext with PKCS#7 padding for this key and iv']),
    );
  });
});

describe.each([
  ['encryptAesCbc', encryptAesCbc],
  ['decryptAesCbc', decryptAesCbc],
] as const)('%s', (_name, transform) => {
  it.each([0, 8, 15, 17, 24, 32])('refuses a key and a vector of %d bytes, AES-192 and AES-256 too', (length) => {
    const wrong = new Uint8Array(length);
    expect(refusal(() => transform(wrong, IV, message(16)))).toBe('InputError ERR_AES_KEY_LENGTH');
    expect(refusal(() => transform(KEY, wrong, message(16)))).toBe('InputError ERR_AES_IV_LENGTH');
    expect(thrownBy(() => transform(wrong, IV, message(16))).message).toContain(`got ${length}`);
  });

  it("refuses arguments that aren't bytes, and names them", () => {
    for (const wrong of [undefined, null, 'YGjDImfP5bf8F7kGbdqWcA==', [...KEY], KEY.buffer, detachedBytes(16)]) {
      const inEachPlace = [
        () => callUntyped(transform, wrong, IV, message(16)),
        () => callUntyped(transform, KEY, wrong, message(16)),
        () => callUntyped(transform, KEY, IV, wrong),
      ];
      const errors = inEachPlace.map(thrownBy);
      expect(errors.map(({ code }) => code)).toEqual(Array.from({ length: 3 }, () => 'ERR_ARGUMENT_TYPE'));
      expect(errors.map(({ message }) => /"(key|iv|plaintext|ciphertext)"/.exec(message)?.[1])).toEqual([
        'key',
        'iv',
        transform === encryptAesCbc ? 'plaintext' : 'ciphertext',
      ]);
    }
  });
});

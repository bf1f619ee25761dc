import * as codecs from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { nodeModPow } from 'credwire/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeUtf8 } from '../../src/core/bytes.js';
import { fromHexDigits, hexDigits } from '../support/bytes.js';
import { encodedMessageOf, KEY_1024 } from '../support/rsa-keys.js';
import { outcomeOf } from '../support/thrown.js';

const SECRET = fromHexDigits('5ec2e75ec2e75ec2e75ec2e75ec2e7');
const block = new Uint8Array(16);

/** What every array held, in hexadecimal, that was filled with zeros from end to end. */
let wiped: string[];

beforeEach(() => {
  wiped = [];
  const { fill } = Uint8Array.prototype;
  vi.spyOn(Uint8Array.prototype, 'fill').mockImplementation(function (this: Uint8Array, value, start, end) {
    if (value === 0 && start === undefined) wiped.push(hexDigits(this));
    return Reflect.apply(fill, this, [value, start, end]);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

// The garbage collector may leave a copy lying about for hours, where a dump of the process shows it.
describe('copies of secrets are wiped', () => {
  it('by decryptAesCbc', () => {
    codecs.decryptAesCbc(block, block, codecs.encryptAesCbc(block, block, SECRET));
    expect(wiped).toContain(`${hexDigits(SECRET)}01`); // with its padding
  });

  it('by encryptPkcs1, the padded message', () => {
    const ciphertext = codecs.encryptPkcs1(KEY_1024.key, SECRET);
    expect(wiped).toContain(hexDigits(encodedMessageOf(KEY_1024, ciphertext)));
  });

  it('by decryptAesCbc, of what has wrong padding too', () => {
    const plaintext = new Uint8Array([...SECRET, 0]);
    const withoutPadding = codecs.encryptAesCbc(block, block, plaintext).subarray(0, 16);
    expect(outcomeOf(() => codecs.decryptAesCbc(block, block, withoutPadding))).toBe('ERR_DECRYPT');
    expect(wiped).toContain(hexDigits(plaintext));
  });

  it('by encryptPkcs1, the bytes of its padding', () => {
    codecs.encryptPkcs1(KEY_1024.key, SECRET, (length) => new Uint8Array(length).fill(0xab));
    const padding = 'ab'.repeat(128 - 3 - SECRET.length);
    expect(wiped.filter((bytes) => bytes === padding)).toHaveLength(1); // as the source gave them, and as they are used
  });

  it('by decodeBase64 where a later digit is refused', () => {
    for (const wrong of ['XsLnXsLnXs!n', 'XsLnXsLnXh==']) {
      wiped = [];
      expect(outcomeOf(() => codecs.decodeBase64(wrong))).toBe('ERR_BASE64');
      expect(wiped[0]).toMatch(/^5ec2e75ec2e7/);
    }
  });

  const secret = hexDigits(SECRET);
  it.each([
    { modPow: codecs.bigintModPow, copies: [secret] },
    { modPow: jsbnModPow, copies: [secret] },
    { modPow: nodeModPow, copies: [secret.padStart(256, '0'), secret] }, // OpenSSL wants the length of the modulus
  ])('by the engines of big integers, their base', ({ modPow, copies }) => {
    modPow(SECRET, Uint8Array.of(3), KEY_1024.modulus);
    expect(wiped).toEqual(copies);
    wiped = [];
    expect(outcomeOf(() => modPow(SECRET, Uint8Array.of(3), Uint8Array.of(1, 1)))).toBe('ERR_ARGUMENT_VALUE');
    expect(wiped).toEqual([hexDigits(SECRET)]);
  });

  it('by encryptPkcs1 where the random source fails', () => {
    expect(outcomeOf(() => codecs.encryptPkcs1(KEY_1024.key, SECRET, () => block))).toBe('ERR_RANDOM');
    expect(wiped).toContain(`0002${hexDigits(SECRET).padStart(252, '0')}`);
  });

  it('by the encoders of text, where a later character is refused too', () => {
    encodeUtf8('pé');
    expect(wiped).toEqual(['7000', '70c3a9000000']); // as ASCII, then with three bytes a character
    wiped = [];
    expect(outcomeOf(() => codecs.encodeText('secret€', 'latin1'))).toBe('ERR_TEXT_NOT_ENCODABLE');
    expect(wiped).toEqual([`${hexDigits(Buffer.from('secret'))}00`]);
  });
});

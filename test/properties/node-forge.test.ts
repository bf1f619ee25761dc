/** Against node-forge, an implementation in JavaScript that shares nothing with this one. */
import { encodeBase64, encryptAesCbc, encryptPkcs1, formUrlEncode, toSpkiPem } from 'credwire/codecs';
import fc from 'fast-check';
// @ts-expect-error node-forge has no types of its own
import untyped from 'node-forge';
import { describe, expect, it } from 'vitest';
import { bytesOf, bytesUpTo, wellFormedText } from '../support/arbitraries.js';
import { hexDigits } from '../support/bytes.js';
import { KEY_1024, KEY_2048 } from '../support/rsa-keys.js';

/** What is used of it. */
interface Forge {
  readonly cipher: {
    createCipher(
      algorithm: string,
      key: string,
    ): {
      start(options: { iv: string }): void;
      update(input: unknown): void;
      finish(): boolean;
      readonly output: { toHex(): string };
    };
  };
  readonly util: { createBuffer(bytes: string): unknown; encode64(bytes: string): string };
  readonly pki: {
    privateKeyFromPem(pem: string): { decrypt(ciphertext: string, scheme: string): string };
    publicKeyFromPem(pem: string): unknown;
    publicKeyToPem(key: unknown): string;
  };
}

const forge: Forge = untyped;
/** Bytes as the text that it takes them for. */
const binary = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('node-forge', () => {
  it('encrypts AES-CBC as this library does, and writes the same Base64', () => {
    fc.assert(
      fc.property(bytesOf(16), bytesOf(16), bytesUpTo(100), (key, iv, plaintext) => {
        const cipher = forge.cipher.createCipher('AES-CBC', binary(key));
        cipher.start({ iv: binary(iv) });
        cipher.update(forge.util.createBuffer(binary(plaintext)));
        cipher.finish();
        const ours = encryptAesCbc(key, iv, plaintext);
        expect(hexDigits(ours)).toBe(cipher.output.toHex());
        expect(encodeBase64(ours)).toBe(forge.util.encode64(binary(ours)));
      }),
      { numRuns: 200 },
    );
  });

  it.each([KEY_1024, KEY_2048])('opens what is encrypted under $id', ({ key, bytes, privateKey }) => {
    const theirs = forge.pki.privateKeyFromPem(String(privateKey.export({ type: 'pkcs1', format: 'pem' })));
    fc.assert(
      fc.property(bytesUpTo(bytes - 11), (message) => {
        const opened = theirs.decrypt(binary(encryptPkcs1(key, message)), 'RSAES-PKCS1-V1_5');
        expect(opened).toBe(binary(message));
      }),
      { numRuns: 20 },
    );
  });

  it.each([KEY_1024, KEY_2048])('reads $id from PEM and writes it as it was', ({ key }) => {
    const theirs = forge.pki.publicKeyToPem(forge.pki.publicKeyFromPem(toSpkiPem(key)));
    expect(theirs.replaceAll('\r\n', '\n')).toBe(toSpkiPem(key));
  });
});

describe('a form', () => {
  it('of one pair is two strings and an equals sign, whatever is in them', () => {
    fc.assert(
      fc.property(wellFormedText(), wellFormedText(), (name, value) => {
        expect(formUrlEncode([[name, value]]).split('=')).toHaveLength(2);
      }),
    );
  });
});

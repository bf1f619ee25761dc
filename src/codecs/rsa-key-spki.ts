/**
 * SubjectPublicKeyInfo, the form in which OpenSSL, Java, WebCrypto and most other libraries take an RSA public key. DER
 * (X.690) has exactly one encoding for each value, and the parser only accepts that one.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, text as textCheck } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { base64Of, decodeBase64Of } from './base64.js';
import { RsaPublicKey, rsaKey } from './rsa-key.js';
import { foundInstead } from './rsa-key-forms.js';

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const SEQUENCE = 0x30;

/** How XML begins, instead of DER. */
const [LESS_THAN, BYTE_ORDER_MARK] = [0x3c, 0xef];

/** AlgorithmIdentifier of rsaEncryption, 1.2.840.113549.1.1.1, with NULL parameters (RFC 3279 section 2.3.1). */
const RSA_ENCRYPTION = [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

/** A 16384-bit key takes 2,900 characters; anything longer than this isn't a key. */
const MOST_CHARACTERS = 65_536;

const PEM_BLOCK = /^[ \t\r\n]*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/= \t\r\n]*)-----END PUBLIC KEY-----[ \t\r\n]*$/;

/**
 * Writes a key as a PEM file, `PUBLIC KEY`.
 *
 * @param key - An RSA public key.
 * @returns PEM with lines of 64 characters and a line feed at the end.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `key` isn't an RsaPublicKey.
 * @see RFC 7468 section 13, RFC 5280 section 4.1, RFC 8017 appendix A.1.1.
 *
 * @example
 * ```ts
 * import { rsaPublicKey, toSpkiPem } from 'credwire/codecs';
 *
 * const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(1, 0, 1) });
 * toSpkiPem(key).split('\n')[0]; // => '-----BEGIN PUBLIC KEY-----'
 * ```
 */
export function toSpkiPem(key: RsaPublicKey): string {
  const lines = base64Of(encodeSpki(rsaKey('toSpkiPem: "key"', key))).replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN PUBLIC KEY-----\n${lines}-----END PUBLIC KEY-----\n`;
}

/**
 * Reads a key from a PEM file, `PUBLIC KEY`.
 *
 * @param pem - One PEM block, with nothing but whitespace around it; lines of any length; at most 65,536 characters.
 * @returns The checked key.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `pem` isn't a string; `ERR_TEXT_NOT_WELL_FORMED` for a lone
 * surrogate; `ERR_RSA_KEY` if it isn't such a block, strict DER and an RSA key; `ERR_RSA_KEY_SIZE` and `ERR_RSA_KEY`
 * for numbers that `rsaPublicKey` rejects.
 * @see RFC 7468 sections 2, 3 and 13, ITU-T X.690 section 10.
 *
 * @example
 * ```ts
 * import { fromSpkiPem, rsaPublicKey, toSpkiPem } from 'credwire/codecs';
 *
 * const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(1, 0, 1) });
 * fromSpkiPem(toSpkiPem(key)).bits; // => 1024
 * ```
 */
export function fromSpkiPem(pem: string): RsaPublicKey {
  const input = textCheck('fromSpkiPem: "pem"', pem);
  if (input.length > MOST_CHARACTERS) {
    throw malformed(`at most ${MOST_CHARACTERS} characters, got ${input.length}`);
  }
  const other = () => malformed(`one PEM block PUBLIC KEY${foundInstead(input, 'PEM')}`);
  if (!PEM_BLOCK.test(input)) throw other();
  let der: Bytes;
  try {
    der = decodeBase64Of('fromSpkiPem', input.replace(PEM_BLOCK, '$1').replace(/[ \t\r\n]+/g, ''));
  } catch {
    throw malformed('Base64 between the PEM lines');
  }
  if (der[0] === LESS_THAN || der[0] === BYTE_ORDER_MARK) throw other();
  const info = new DerReader(der).onlyElement(SEQUENCE);
  info.literal(RSA_ENCRYPTION, 'the algorithm identifier of rsaEncryption');
  const bits = info.onlyElement(BIT_STRING);
  bits.literal([0], 'a bit string of whole bytes');
  const numbers = bits.onlyElement(SEQUENCE);
  const modulus = numbers.positiveInteger();
  const exponent = numbers.positiveInteger();
  numbers.end();
  return new RsaPublicKey('fromSpkiPem', modulus, exponent);
}

/**
 * A key's pin as defined by HTTP Public Key Pinning: SHA-256 of its SubjectPublicKeyInfo. This is one of the two forms
 * of a SmartConnect pin.
 *
 * @param key - An RSA public key.
 * @returns 44 characters of Base64, the text between the quotes of `pin-sha256="…"`.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `key` isn't an RsaPublicKey.
 * @see RFC 7469, section 2.4.
 *
 * @example
 * ```ts
 * import { rsaPublicKey, spkiPin } from 'credwire/codecs';
 *
 * const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(1, 0, 1) });
 * spkiPin(key).length; // => 44
 * ```
 */
export function spkiPin(key: RsaPublicKey): string {
  return base64Of(sha256(encodeSpki(rsaKey('spkiPin: "key"', key))));
}

function encodeSpki(key: RsaPublicKey): Bytes {
  const numbers = element(SEQUENCE, [...derInteger(key.modulus), ...derInteger(key.exponent)]);
  const info = element(SEQUENCE, [...RSA_ENCRYPTION, ...element(BIT_STRING, [0, ...numbers])]);
  return Uint8Array.from(info);
}

function derInteger(magnitude: Bytes): number[] {
  // Two's complement: a number whose top bit is set gets a leading zero byte.
  const first = magnitude[0] as number; // a key's numbers are never empty
  return element(INTEGER, first & 0x80 ? [0, ...magnitude] : [...magnitude]);
}

function element(tag: number, content: readonly number[]): number[] {
  const { length } = content;
  if (length < 0x80) return [tag, length, ...content];
  const lengthBytes = length < 0x100 ? [length] : [length >> 8, length & 0xff]; // a key takes less than 2^16 bytes
  return [tag, 0x80 | lengthBytes.length, ...lengthBytes, ...content];
}

/** Reads consecutive elements; each content must be read to its end. */
class DerReader {
  #position = 0;
  constructor(readonly bytes: Bytes) {}

  literal(expected: readonly number[], meaning: string): void {
    for (const byte of expected) {
      if (this.#byte() !== byte) throw malformed(meaning);
    }
  }

  element(tag: number): DerReader {
    if (this.#byte() !== tag) throw malformed(`a DER element with tag ${tag}`);
    let length = this.#byte();
    if (length >= 0x80) {
      const lengthBytes = length & 0x7f;
      if (lengthBytes < 1 || lengthBytes > 2) throw malformed('a DER length of at most 2 bytes');
      length = lengthBytes === 1 ? this.#byte() : (this.#byte() << 8) | this.#byte();
      if (length < (lengthBytes === 1 ? 0x80 : 0x100)) throw malformed('the shortest DER length');
    }
    const end = this.#position + length;
    if (end > this.bytes.length) throw malformed('a DER length within the document');
    const content = new DerReader(this.bytes.slice(this.#position, end));
    this.#position = end;
    return content;
  }

  onlyElement(tag: number): DerReader {
    const content = this.element(tag);
    this.end();
    return content;
  }

  positiveInteger(): Bytes {
    const { bytes } = this.element(INTEGER);
    const [first = 0x80, second = 0] = bytes; // an empty integer fails the first check
    if (first >= 0x80) throw malformed('a positive DER integer');
    if (first === 0 && second < 0x80 && bytes.length > 1) throw malformed('the shortest DER integer');
    return bytes;
  }

  end(): void {
    if (this.#position !== this.bytes.length) throw malformed('nothing after the last DER element');
  }

  #byte(): number {
    const byte = this.bytes[this.#position++];
    if (byte === undefined) throw malformed('more DER bytes');
    return byte;
  }
}

function malformed(expected: string): InputError {
  return new InputError('ERR_RSA_KEY', `fromSpkiPem: expected ${expected}`);
}

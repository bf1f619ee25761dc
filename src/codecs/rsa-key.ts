/** RSA public keys: the checked value, its numbers, and its JWK form. XML and SPKI have their own modules. */
import { sha256 } from '@noble/hashes/sha2.js';
import { encodeUtf8 } from '../core/bytes.js';
import { type Bytes, bytes, guarded, readOptions, text, unexpected } from '../core/check.js';
import { InputError } from '../core/errors.js';
import { decodeBase64Url, encodeBase64Url } from './base64.js';
import { isNumeral, numeralIn } from './rsa-key-forms.js';

const LEAST_BITS = 1024;
const MOST_BITS = 16_384;
const MOST_EXPONENT_BYTES = 8;

/** An RSA public key as a JSON Web Key (RFC 7517, RFC 7518 section 6.3.1). */
export interface RsaJwk {
  /** Key type. */
  readonly kty: 'RSA';
  /** Modulus, big-endian without leading zero bytes, base64url without padding. */
  readonly n: string;
  /** Exponent, the same way. */
  readonly e: string;
}

/**
 * A modulus without leading zero bytes, and what the checks need to know. Its bytes can be decoded at their first use,
 * since most of the time of parsing a key goes into that. @internal
 */
export interface Modulus {
  readonly bits: number;
  readonly isOdd: boolean;
  /** The same array each time. */
  bytes(): Bytes;
}

/**
 * An RSA public key with checked numbers. Only `rsaPublicKey`, `parseRsaKeyValue`, `fromJwk` and `fromSpkiPem` create
 * one, and it's immutable. `JSON.stringify` writes it as a JWK.
 */
export class RsaPublicKey {
  /** Length of the modulus in bits, 1024 to 16384. */
  readonly bits: number;
  readonly #modulus: Modulus;
  readonly #exponent: Bytes;

  /** @internal */
  constructor(owner: string, modulus: Bytes | Modulus, exponent: Bytes) {
    this.#modulus = 'isOdd' in modulus ? modulus : modulusOf(modulus);
    this.#exponent = withoutLeadingZeros(exponent);
    this.bits = this.#modulus.bits;
    if (this.bits < LEAST_BITS || this.bits > MOST_BITS) {
      throw new InputError(
        'ERR_RSA_KEY_SIZE',
        `${owner}: expected a modulus of ${LEAST_BITS} to ${MOST_BITS} bits, got ${this.bits}`,
      );
    }
    if (!this.#modulus.isOdd) throw new InputError('ERR_RSA_KEY', `${owner}: expected an odd modulus`);
    const isOne = this.#exponent.length === 1 && this.#exponent[0] === 1;
    if (!isOdd(this.#exponent) || isOne || this.#exponent.length > MOST_EXPONENT_BYTES) {
      throw new InputError('ERR_RSA_KEY', `${owner}: expected an odd exponent from 3 to 2^64 - 1`);
    }
    Object.freeze(this);
  }

  /** The modulus n, big-endian without leading zero bytes: a new copy each time. */
  get modulus(): Uint8Array<ArrayBuffer> {
    return this.#modulus.bytes().slice();
  }

  /** The public exponent e, big-endian without leading zero bytes: a new copy each time. */
  get exponent(): Uint8Array<ArrayBuffer> {
    return this.#exponent.slice();
  }

  /** The key as a JWK. */
  toJSON(): RsaJwk {
    return { kty: 'RSA', n: encodeBase64Url(this.#modulus.bytes()), e: encodeBase64Url(this.#exponent) };
  }

  /** True for keys that this class created, whatever their prototype says. @internal */
  static isKey(value: unknown): value is RsaPublicKey {
    return typeof value === 'object' && value !== null && #modulus in value;
  }
}

/** Rejects anything but an {@link RsaPublicKey}. @internal */
export function rsaKey(label: string, value: unknown): RsaPublicKey {
  if (RsaPublicKey.isKey(value)) return value;
  throw unexpected('ERR_ARGUMENT_TYPE', label, 'an RsaPublicKey', value);
}

/**
 * Creates a key from its two numbers.
 *
 * @param numbers - `modulus` n and `exponent` e as big-endian bytes; leading zero bytes are dropped.
 * @returns The checked key.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if a number isn't a Uint8Array; `ERR_UNKNOWN_OPTION` for any other
 * number, such as a private one; `ERR_RSA_KEY_SIZE` for a modulus outside 1024 to 16384 bits; `ERR_RSA_KEY` for an even
 * modulus, or an exponent that is even or outside 3 to 2^64 − 1.
 * @see RFC 8017, section 3.1.
 *
 * @example
 * ```ts
 * import { rsaPublicKey } from 'credwire/codecs';
 *
 * const modulus = new Uint8Array(128).fill(0xff);
 * rsaPublicKey({ modulus, exponent: Uint8Array.of(1, 0, 1) }).bits; // => 1024
 * ```
 */
export function rsaPublicKey(numbers: { readonly modulus: Uint8Array; readonly exponent: Uint8Array }): RsaPublicKey {
  const { modulus, exponent } = readOptions('rsaPublicKey', numbers, { modulus: bytes, exponent: bytes });
  return new RsaPublicKey('rsaPublicKey', modulus, exponent);
}

/**
 * Writes a key as a JSON Web Key.
 *
 * @param key - An RSA public key.
 * @returns `{ kty, n, e }`, base64url without padding.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `key` isn't an RsaPublicKey.
 * @see RFC 7518, section 6.3.1.
 *
 * @example
 * ```ts
 * import { rsaPublicKey, toJwk } from 'credwire/codecs';
 *
 * const modulus = new Uint8Array(128).fill(0xff);
 * toJwk(rsaPublicKey({ modulus, exponent: Uint8Array.of(1, 0, 1) })).e; // => 'AQAB'
 * ```
 */
export function toJwk(key: RsaPublicKey): RsaJwk {
  return rsaKey('toJwk: "key"', key).toJSON();
}

/**
 * Reads a public key from a JSON Web Key. As RFC 7517 requires, members that don't belong to an RSA public key are
 * ignored. Private members (`d`, `p`, `q`, `dp`, `dq`, `qi`, `oth`) are rejected, since nobody should pass them around.
 *
 * @param jwk - An object with `kty` `"RSA"`, and `n` and `e` in base64url without padding.
 * @returns The checked key.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if it isn't an object; `ERR_RSA_KEY` for a different key type, a
 * private key, or numbers that aren't base64url; `ERR_RSA_KEY_SIZE` and `ERR_RSA_KEY` as for `rsaPublicKey`.
 * @see RFC 7517, RFC 7518 section 6.3.
 *
 * @example
 * ```ts
 * import { fromJwk } from 'credwire/codecs';
 *
 * fromJwk({ kty: 'RSA', n: '_'.repeat(170) + '8', e: 'AQAB' }).bits; // => 1024
 * ```
 */
export function fromJwk(jwk: RsaJwk): RsaPublicKey {
  if (typeof jwk !== 'object' || jwk === null) throw unexpected('ERR_ARGUMENT_TYPE', 'fromJwk', 'a JWK', jwk);
  const members: Readonly<Record<string, unknown>> = guarded('fromJwk', () => ({ ...jwk }));
  if (members.kty !== 'RSA') throw new InputError('ERR_RSA_KEY', 'fromJwk: expected "kty" to be "RSA"');
  if (['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'].some((name) => Object.hasOwn(members, name))) {
    throw new InputError('ERR_RSA_KEY', 'fromJwk: expected a public key, got one with private members');
  }
  const number = (name: 'n' | 'e'): Bytes => {
    let found = '';
    try {
      const digits = text(name, members[name]);
      if (!isNumeral(digits, LEAST_BITS / 4)) return decodeBase64Url(digits);
      found = `, got ${numeralIn(digits)}`;
    } catch {
      // not a string, or not base64url
    }
    throw new InputError('ERR_RSA_KEY', `fromJwk: expected "${name}" in base64url without padding${found}`);
  };
  return new RsaPublicKey('fromJwk', number('n'), number('e'));
}

/**
 * A key's JWK thumbprint: SHA-256 of its required members in their fixed order. This is one of the two forms of a
 * SmartConnect pin.
 *
 * @param key - An RSA public key.
 * @returns 43 characters of base64url.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `key` isn't an RsaPublicKey.
 * @see RFC 7638.
 *
 * @example
 * ```ts
 * import { rsaPublicKey, thumbprint } from 'credwire/codecs';
 *
 * const modulus = new Uint8Array(128).fill(0xff);
 * thumbprint(rsaPublicKey({ modulus, exponent: Uint8Array.of(1, 0, 1) })).length; // => 43
 * ```
 */
export function thumbprint(key: RsaPublicKey): string {
  const { e, kty, n } = rsaKey('thumbprint: "key"', key).toJSON();
  return encodeBase64Url(sha256(encodeUtf8(JSON.stringify({ e, kty, n }))));
}

function modulusOf(number: Bytes): Modulus {
  const bytes = withoutLeadingZeros(number);
  return { bits: bitLength(bytes), isOdd: isOdd(bytes), bytes: () => bytes };
}

function withoutLeadingZeros(number: Bytes): Bytes {
  let first = 0;
  while (number[first] === 0) first++;
  return number.slice(first); // always a copy: a key doesn't change when the original arrays do
}

function bitLength(number: Bytes): number {
  const [first] = number;
  return first === undefined ? 0 : number.length * 8 - (Math.clz32(first) - 24);
}

function isOdd(number: Bytes): boolean {
  return ((number[number.length - 1] ?? 0) & 1) === 1;
}

/** Jacada's credentials: Base64, with a random prefix before the password. */
import { base64Of } from '../../codecs/base64.js';
import { encodeTextOf } from '../../codecs/text.js';
import { callback, integer, oneOf, optional, readOptions } from '../../core/check.js';
import { drawBytes, type RandomBytes, systemRandom } from '../../core/random.js';

/** Charsets of {@link encodeUser}: those in which an ASCII letter, as in the prefix, is one byte. */
export type JacadaCharset = 'utf-8' | 'latin1' | 'ascii';

/** How to encode the user name. */
export interface UserOptions {
  /**
   * Charset of the Base64-encoded text. The document doesn't say (it used Java's default at the time). Default:
   * `utf-8`.
   */
  readonly charset?: JacadaCharset | undefined;
}

/** How to encode the password. */
export interface PasswordOptions extends UserOptions {
  /**
   * Number of random letters before the password, 0 to 1024. **The server strips a fixed number, and the document never
   * says how many**: a wrong length looks like a wrong password. Ask the administrator. Default: 13, as in the
   * document's sample. 0 is the alternative reading of that sample, which builds a prefix and then encodes just the
   * password.
   */
  readonly prefixLength?: number | undefined;
  /** Source of the letters. Default: the platform's. */
  readonly random?: RandomBytes | undefined;
}

const CHARSET = optional(oneOf('utf-8', 'latin1', 'ascii'), 'utf-8');
const USER_OPTIONS = { charset: CHARSET };

/** The checks of {@link PasswordOptions}. @internal */
export const PASSWORD_OPTIONS = {
  ...USER_OPTIONS,
  prefixLength: optional(integer(0, 1024), 13),
  random: optional(callback<RandomBytes>, systemRandom),
};

/** {@link PasswordOptions} with their defaults. @internal */
export interface CheckedPassword {
  readonly prefixLength: number;
  readonly random: RandomBytes;
  readonly charset: JacadaCharset;
}

/**
 * Encodes the user name: Base64 of its bytes.
 *
 * @param user - Well-formed text of any length.
 * @param options - The charset.
 * @returns Standard Base64.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_TEXT_NOT_ENCODABLE`.
 * @see Jacada, Authentication Request: field `user`.
 *
 * @example
 * ```ts
 * import { jacada } from 'credwire';
 *
 * jacada.encodeUser('admin'); // => 'YWRtaW4='
 * ```
 */
export function encodeUser(user: string, options: UserOptions = {}): string {
  const { charset } = readOptions('jacada.encodeUser', options, USER_OPTIONS);
  return userOf('jacada.encodeUser: "user"', user, charset);
}

/** The same, for checked options. @internal */
export function userOf(label: string, user: string, charset: JacadaCharset): string {
  return base64Of(encodeTextOf(label, user, charset));
}

/**
 * Encodes the password: Base64 of a prefix of random lower-case letters and the password.
 *
 * A letter is the next byte of the random source that's below 234, modulo 26, counted from `a`, so all letters are
 * equally likely.
 *
 * @param password - Well-formed text of any length; can be empty.
 * @param options - Length of the prefix, random source, charset.
 * @returns Standard Base64.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_TEXT_NOT_ENCODABLE`.
 * @throws {@link CryptoError} `ERR_NO_RANDOM` if the platform has no random source; `ERR_RANDOM` for a faulty one.
 * @see Jacada, Authentication Request: field `password`.
 *
 * @example
 * ```ts
 * import { jacada } from 'credwire';
 *
 * jacada.encodePassword('abcd', { prefixLength: 0 }); // => 'YWJjZA=='
 * jacada.encodePassword('abcd', { prefixLength: 2, random: (length) => new Uint8Array(length) }); // => 'YWFhYmNk'
 * ```
 */
export function encodePassword(password: string, options: PasswordOptions = {}): string {
  return passwordOf('jacada.encodePassword', password, readOptions('jacada.encodePassword', options, PASSWORD_OPTIONS));
}

/** The same, for checked options. @internal */
export function passwordOf(
  owner: string,
  password: string,
  { prefixLength, random, charset }: CheckedPassword,
): string {
  const plaintext = encodeTextOf(`${owner}: "password"`, password, charset);
  const encoded = new Uint8Array(prefixLength + plaintext.length);
  encoded.set(plaintext, prefixLength);
  plaintext.fill(0);
  try {
    const prefix = drawBytes(random, prefixLength, isUnbiased, `${owner}: "random"`);
    encoded.set(prefix.map((byte) => 0x61 + (byte % 26)));
    return base64Of(encoded);
  } finally {
    encoded.fill(0);
  }
}

// 234 = 9 × 26, so all letters are equally likely.
const isUnbiased = (byte: number) => byte < 234;

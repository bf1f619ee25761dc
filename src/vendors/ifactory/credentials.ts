/** iFactory's password: AES-128-CBC with PKCS#7 padding, in Base64. */
import { prepareTextEncryption, type TextEncryption } from '../../codecs/aes-cbc-text.js';
import { aesIv, aesKey } from '../../codecs/aes-key.js';
import { decodeBase64 } from '../../codecs/base64.js';
import { type Bytes, oneOf, optional, readOptions } from '../../core/check.js';

/** How the password is encrypted. */
export interface EncryptionOptions {
  /** AES key: 16 bytes, or their Base64, which can be surrounded by whitespace. Default: the document's. */
  readonly key?: string | Uint8Array | undefined;
  /** Initialization vector, in the same forms. Default: the document's. */
  readonly iv?: string | Uint8Array | undefined;
  /**
   * Charset of the password before encryption. The document doesn't say; the vendor's C# sample uses `utf-8`, the
   * default. `utf-16le` is what .NET calls Unicode.
   */
  readonly charset?: 'utf-8' | 'utf-16le' | undefined;
}

/** The document's key and initialization vector, in Base64. They're public, so they aren't secrets. @internal */
export const DOCUMENT_KEY = 'YGjDImfP5bf8F7kGbdqWcA==';
/** See {@link DOCUMENT_KEY}. @internal */
export const DOCUMENT_IV = 'bDA11yRcbUsTC9jl5LnuiQ==';

/**
 * The checks of {@link EncryptionOptions}. The key comes last, so that no copy of it is left if a different option is
 * rejected. @internal
 */
export const ENCRYPTION_OPTIONS = {
  charset: optional(oneOf('utf-8', 'utf-16le'), 'utf-8'),
  iv: optional(aesIv),
  key: optional(aesKey),
};

/**
 * Encrypts a password the way the gateway expects it: AES-128-CBC with PKCS#7 padding, in standard Base64. In a query
 * it must also be percent-encoded, once: {@link tokenRequest} does that.
 *
 * @param password - Well-formed text of any length; can be empty.
 * @param options - Key, initialization vector and charset, if they differ from the document's.
 * @returns Base64 of whole 16-byte blocks.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION` for wrong options;
 * `ERR_TEXT_NOT_WELL_FORMED` for a lone surrogate; `ERR_BASE64`, `ERR_AES_KEY_LENGTH`, `ERR_AES_IV_LENGTH` for an
 * invalid key or vector.
 * @see iFactory, Establish Connection: Retrieve Security Token, parameter `password`.
 *
 * @example
 * ```ts
 * import { ifactory } from 'credwire';
 *
 * ifactory.encryptPassword('P@ss+word/=1'); // => 'jTpn+KK/TcRsHhUeGU2FsQ=='
 * ```
 */
export function encryptPassword(password: string, options?: EncryptionOptions): string {
  const label = 'ifactory.encryptPassword: "password"';
  if (options === undefined) return encrypt(DOCUMENT_ENCRYPTION, label, password); // takes half the time of reading options
  return encrypt(readOptions('ifactory.encryptPassword', options, ENCRYPTION_OPTIONS), label, password);
}

/**
 * Expands the key once, to encrypt many passwords with it.
 *
 * @param options - As for {@link encryptPassword}.
 * @returns A function that does the same as `encryptPassword`, and throws the same errors for a password.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`, `ERR_UNKNOWN_OPTION`,
 * `ERR_TEXT_NOT_WELL_FORMED`, `ERR_BASE64`, `ERR_AES_KEY_LENGTH`, `ERR_AES_IV_LENGTH` for wrong options.
 * @see iFactory, Establish Connection: Retrieve Security Token, parameter `password`.
 *
 * @example
 * ```ts
 * import { ifactory } from 'credwire';
 *
 * const encrypt = ifactory.preparePasswordEncryption();
 * encrypt('password'); // => 'EKclpDnPPGiHI66zyK906w=='
 * ```
 */
export function preparePasswordEncryption(options: EncryptionOptions = {}): (password: string) => string {
  const { encrypt } = encryption(readOptions('ifactory.preparePasswordEncryption', options, ENCRYPTION_OPTIONS));
  return (password) => encrypt('ifactory.preparePasswordEncryption: "password"', password);
}

interface CheckedEncryption {
  readonly key: Bytes | undefined;
  readonly iv: Bytes | undefined;
  readonly charset: 'utf-8' | 'utf-16le';
}

const DOCUMENT_ENCRYPTION: CheckedEncryption = { key: undefined, iv: undefined, charset: 'utf-8' };

let documentEncryption: TextEncryption | undefined;

/**
 * Encrypts one password and wipes the key. Expanding a key takes longer than that, so the document's own key, a
 * constant, stays expanded from its first use. @internal
 */
export function encrypt(options: CheckedEncryption, label: string, password: unknown): string {
  if (options.key === undefined && options.iv === undefined && options.charset === 'utf-8') {
    documentEncryption ??= encryption(options);
    return documentEncryption.encrypt(label, password);
  }
  const own = encryption(options);
  try {
    return own.encrypt(label, password);
  } finally {
    own.wipe();
  }
}

function encryption({ key = decodeBase64(DOCUMENT_KEY), iv, charset }: CheckedEncryption): TextEncryption {
  try {
    return prepareTextEncryption(key, iv ?? decodeBase64(DOCUMENT_IV), charset);
  } finally {
    key.fill(0); // always a copy: see aesKey
  }
}

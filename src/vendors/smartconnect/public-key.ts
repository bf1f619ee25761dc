/** Step 1 and 2: the public key, and the password encrypted under it. */

import { encodeBase64 } from '../../codecs/base64.js';
import { type RsaPublicKey, rsaKey, thumbprint } from '../../codecs/rsa-key.js';
import { spkiPin } from '../../codecs/rsa-key-spki.js';
import { parseRsaKeyValue } from '../../codecs/rsa-key-xml.js';
import { encryptPkcs1 } from '../../codecs/rsa-pkcs1.js';
import { encodeTextOf } from '../../codecs/text.js';
import { callback, oneOf, optional, readOptions, text } from '../../core/check.js';
import { InputError, ResponseError } from '../../core/errors.js';
import { parseJson } from '../../core/json.js';
import { type RandomBytes, systemRandom } from '../../core/random.js';
import { malformed, readAnswer } from '../../http/answer.js';
import { ACCEPT_JSON, type HttpRequest, type HttpResponse, makeRequest } from '../../http/message.js';
import { FAILURES, LOGIN_URL, loginBase } from './endpoints.js';

/** Options of {@link publicKeyRequest}. */
export interface PublicKeyRequestOptions {
  /** The login service. Default: `https://login.smartconnect.com`. HTTPS, or HTTP on a loopback host. */
  readonly loginUrl?: string | undefined;
}

/**
 * Builds the request for the public key: `POST {loginUrl}/v1/public-key` without a body.
 *
 * @param options - The login service.
 * @returns A frozen request.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`,
 * `ERR_INSECURE_URL`: over plain HTTP the key could be exchanged for another, and the password read.
 * @see SmartConnect API, Authentication: Password Encryption.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * smartconnect.publicKeyRequest().url; // => 'https://login.smartconnect.com/v1/public-key'
 * ```
 */
export function publicKeyRequest(options: PublicKeyRequestOptions = {}): HttpRequest {
  const owner = 'smartconnect.publicKeyRequest';
  const { loginUrl } = readOptions(owner, options, { loginUrl: optional(text, LOGIN_URL) });
  return makeRequest('POST', `${loginBase(owner, loginUrl)}/v1/public-key`, ACCEPT_JSON);
}

/**
 * Reads the answer to {@link publicKeyRequest}: a JSON string that holds an RSAKeyValue, or the XML itself.
 *
 * @param response - The answer, of any status.
 * @returns The checked key.
 * @throws {@link ResponseError} `ERR_RSA_XML`, `ERR_RSA_KEY`, `ERR_RSA_KEY_SIZE` for a key that is none;
 * `ERR_RESPONSE_FORMAT` for an answer of another kind; `ERR_SIGN_IN_REFUSED` for a status from 400 on.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE` for what is no response.
 * @see SmartConnect API, Authentication: Password Encryption.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 *
 * const modulus = '/'.repeat(170) + '8=';
 * const xml = `<RSAKeyValue><Modulus>${modulus}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`;
 * const response = { status: 200, headers: {}, body: JSON.stringify(xml) };
 * smartconnect.parsePublicKeyResponse(response).bits; // => 1024
 * ```
 */
export function parsePublicKeyResponse(response: HttpResponse): RsaPublicKey {
  const answer = readAnswer('smartconnect.parsePublicKeyResponse', response, FAILURES);
  const json = parseJson(answer.body);
  if (json !== undefined && typeof json !== 'string') throw malformed(answer, 'a JSON string that holds XML');
  const xml = json ?? answer.body;
  if (!/^\uFEFF?[ \t\r\n]*</.test(xml)) throw malformed(answer, 'an RSAKeyValue, as a JSON string or as XML');
  try {
    return parseRsaKeyValue(xml);
  } catch (error) {
    // The same code, but the peer's fault.
    throw error instanceof InputError ? new ResponseError(error.code, error.message, { status: answer.status }) : error;
  }
}

/** Options of {@link encryptPassword}. */
export interface EncryptPasswordOptions {
  /** Source of the padding. Default: the platform's. */
  readonly random?: RandomBytes | undefined;
  /**
   * Charset of the password before encryption. The vendor's samples disagree: `utf-8` in Python (the default), ASCII in
   * C#, Latin-1 in JavaScript. They differ for passwords with other characters than ASCII's; `latin1` and `ascii`
   * refuse what they do not have, where the samples would send something else.
   */
  readonly charset?: 'utf-8' | 'latin1' | 'ascii' | undefined;
  /**
   * The key that is expected: its RFC 7638 thumbprint (43 characters of base64url) or its RFC 7469 pin (44 of Base64).
   * Another key is refused before anything is encrypted.
   */
  readonly pin?: string | undefined;
}

/** The checks of {@link EncryptPasswordOptions}, for the flow to repeat. */
export const ENCRYPT_PASSWORD_OPTIONS = {
  random: optional(callback<RandomBytes>, systemRandom),
  charset: optional(oneOf('utf-8', 'latin1', 'ascii'), 'utf-8'),
  pin: optional(pinCheck),
};

/**
 * Encrypts a password under the vendor's key: RSAES-PKCS1-v1_5, in Base64. The same password gives another ciphertext
 * each time.
 *
 * @param password - Well-formed text; encoded, at most the modulus' bytes less 11: 117 at 1024 bits.
 * @param key - What {@link parsePublicKeyResponse} returned.
 * @param options - Random source, charset, pin.
 * @returns Base64 of exactly as many bytes as the modulus has. {@link tokenRequest} percent-encodes it,
 * {@link companiesRequest} does not.
 * @throws {@link InputError} `ERR_MESSAGE_TOO_LONG` with the limit; `ERR_ARGUMENT_TYPE`, `ERR_ARGUMENT_VALUE`,
 * `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_TEXT_NOT_ENCODABLE`.
 * @throws {@link ResponseError} `ERR_PIN_MISMATCH` for another key than the pinned one.
 * @throws {@link CryptoError} `ERR_NO_RANDOM` where the platform has no random source; `ERR_RANDOM` for a faulty one.
 * @see SmartConnect API, Authentication: Password Encryption; RFC 8017 section 7.2.1.
 *
 * @example
 * ```ts
 * import { smartconnect } from 'credwire';
 * import { rsaPublicKey } from 'credwire/codecs';
 *
 * const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(1, 0, 1) });
 * smartconnect.encryptPassword('secret', key).length; // => 172
 * ```
 */
export function encryptPassword(password: string, key: RsaPublicKey, options: EncryptPasswordOptions = {}): string {
  const owner = 'smartconnect.encryptPassword';
  const { random, charset, pin } = readOptions(owner, options, ENCRYPT_PASSWORD_OPTIONS);
  rsaKey(`${owner}: "key"`, key);
  if (pin !== undefined) checkPin(key, pin);
  const plaintext = encodeTextOf(`${owner}: "password"`, password, charset);
  try {
    return encodeBase64(encryptPkcs1(key, plaintext, { random }));
  } finally {
    plaintext.fill(0);
  }
}

const THUMBPRINT = /^[\w-]{43}$/;
const SPKI_PIN = /^[A-Za-z0-9+/]{43}=$/;

function pinCheck(label: string, value: unknown): string {
  const pin = text(label, value);
  if (THUMBPRINT.test(pin) || SPKI_PIN.test(pin)) return pin;
  throw new InputError(
    'ERR_ARGUMENT_VALUE',
    `${label}: expected a thumbprint (43 characters of base64url) or an SPKI pin (44 of Base64), got ${pin.length}`,
  );
}

function checkPin(key: RsaPublicKey, pin: string): void {
  const found = THUMBPRINT.test(pin) ? thumbprint(key) : spkiPin(key);
  if (!sameDigest(found, pin)) {
    throw new ResponseError('ERR_PIN_MISMATCH', 'smartconnect.encryptPassword: the key is not the pinned one');
  }
}

// Looks at every character, whichever differs; both are of one length by now.
function sameDigest(found: string, expected: string): boolean {
  let difference = 0;
  for (let at = 0; at < found.length; at++) difference |= found.charCodeAt(at) ^ expected.charCodeAt(at);
  return difference === 0;
}

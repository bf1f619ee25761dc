/**
 * The one error contract of the library.
 *
 * Every failure is a {@link CredwireError} with a stable `code`; its subclass says whose fault it was. Messages say
 * what was expected and what was found (type, length, position), never the value, so you can log them.
 */

import { frozen } from './json.js';

/**
 * Every error code and its meaning. Codes are stable: new ones can be added, but none changes its meaning.
 *
 * @enum
 */
export const ERROR_CODES = /* @__PURE__ */ Object.freeze({
  ERR_ARGUMENT_TYPE: 'An argument or option is missing or of the wrong type.',
  ERR_ARGUMENT_VALUE: 'An argument or option has the right type, but a value that is not allowed.',
  ERR_UNKNOWN_OPTION: 'The function does not have an option of that name.',
  ERR_TEXT_NOT_WELL_FORMED: 'A string contains a lone surrogate, which no charset can encode.',
  ERR_TEXT_NOT_ENCODABLE: 'A string contains a character that the chosen charset does not have.',
  ERR_BASE64: 'A string is not strict Base64 (RFC 4648, section 4).',
  ERR_AES_KEY_LENGTH: 'An AES-128 key is not 16 bytes long.',
  ERR_AES_IV_LENGTH: 'An AES-CBC initialization vector is not 16 bytes long.',
  ERR_DECRYPT: 'A ciphertext is not a whole number of blocks, or its padding is wrong.',
  ERR_RSA_XML: 'A string is not a valid RSAKeyValue document.',
  ERR_RSA_KEY: 'An RSA public key is invalid, or its JWK or SPKI form is.',
  ERR_RSA_KEY_SIZE: 'An RSA modulus has fewer than 1024 or more than 16384 bits.',
  ERR_MESSAGE_TOO_LONG:
    'A message is too long for the RSA key: the limit is the length of the modulus in bytes, minus 11.',
  ERR_PIN_MISMATCH: 'The public key does not match the pin.',
  ERR_NO_RANDOM: 'The platform has no crypto.getRandomValues; pass a random source.',
  ERR_NO_BIGINT: 'The platform has no BigInt; pass an engine as `modPow`.',
  ERR_RANDOM: 'A random source threw, or returned the wrong type, the wrong length or nothing usable.',
  ERR_URL: 'A base URL is not an absolute http(s) URL without credentials, query and fragment.',
  ERR_INSECURE_URL: 'A URL would send credentials over plain HTTP to a host that is not loopback.',
  ERR_ORIGIN_MISMATCH: 'A request goes to a different origin than the one that issued the session.',
  ERR_UNTRUSTED_HOST: 'The vendor named an API on an untrusted host; `host` says which.',
  ERR_HEADER_VALUE: 'A header name or value could break the request or inject headers.',
  ERR_AREA_MISMATCH: 'An IDscan session for one area was used for an action in the other.',
  ERR_COMPANY_CHOICE: 'No SmartConnect company matches, or several do and none was chosen.',
  ERR_SIGN_IN_REFUSED: 'The vendor refused the sign-in; see `status` and `vendorMessage`.',
  ERR_ENDPOINT_NOT_FOUND:
    'The endpoint was not found: the server answered 404, 405, 410 or a redirect. Check the base URL.',
  ERR_UNAVAILABLE: 'The server cannot answer now (408, 425, 429, 5xx); try again after `retryAfter` milliseconds.',
  ERR_RESPONSE_FORMAT: 'An answer does not match what the vendor documents.',
  ERR_TRANSPORT: 'The HTTP client failed; `cause` is its error.',
  ERR_TIMEOUT: 'The HTTP client got no answer within the time limit.',
  ERR_ABORTED: 'The caller aborted the request.',
  ERR_NO_FETCH: 'The platform has no fetch; pass one, or use a different client.',
} as const);

/** One of the codes of {@link ERROR_CODES}. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** What an error can have in addition to its code and message. */
export interface ErrorDetails {
  /** The error from a callback or client that caused this one. */
  readonly cause?: unknown;
  /** HTTP status of the answer, if there was one. */
  readonly status?: number | undefined;
  /** Milliseconds to wait before the next attempt, if the answer says so. */
  readonly retryAfter?: number | undefined;
  /** The host that was refused, as the vendor wrote it. */
  readonly host?: string | undefined;
  /** The vendor's own message, if it's the vendor's fault. It can repeat what the user typed. */
  readonly vendorMessage?: string | undefined;
}

/** The codes of failures after which the same call can succeed later. */
const RETRYABLE: ReadonlySet<ErrorCode> = /* @__PURE__ */ new Set<ErrorCode>([
  'ERR_UNAVAILABLE',
  'ERR_TIMEOUT',
  'ERR_TRANSPORT',
]);

/**
 * Base of every error that this library throws.
 *
 * @example
 * ```ts
 * import { bex, CredwireError } from 'credwire';
 *
 * let code;
 * try {
 *   bex.encodeCredentials({ username: 'demo', password: '\uD800' });
 * } catch (error) {
 *   if (error instanceof CredwireError) code = error.code;
 * }
 * code; // => 'ERR_TEXT_NOT_WELL_FORMED'
 * ```
 */
export class CredwireError extends Error {
  /** Stable identifier of the kind of failure. */
  readonly code: ErrorCode;
  /** Whether the same call can succeed later, unchanged. A refused password is never retryable. */
  readonly retryable: boolean;
  /** HTTP status of the answer, if there was one. */
  declare readonly status?: number; // not an own member if there is none
  /** Milliseconds to wait before the next attempt, if the answer says so. */
  declare readonly retryAfter?: number;
  readonly #isOurs: undefined; // all that matters is that it exists

  /**
   * @param code - One of {@link ERROR_CODES}.
   * @param message - What was expected and what was found; never a value.
   * @param details - Its other properties.
   */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    setName(this, 'CredwireError');
    this.code = code;
    this.retryable = RETRYABLE.has(code);
    const { cause, status, retryAfter } = details;
    if (status !== undefined) this.status = status;
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
    // An accessor, because Node prints the `cause` of an uncaught error in full, including the request in the client's
    // error; for an accessor it prints "[Getter]".
    if ('cause' in details) Object.defineProperty(this, 'cause', { get: () => cause, configurable: true });
  }

  /** True for an error of this library; runs none of the value's code, which can be hostile. @internal */
  static isOurs(value: unknown): value is CredwireError {
    return typeof value === 'object' && value !== null && #isOurs in value;
  }

  /** The error as plain data, without any input. */
  toJSON(): Readonly<Record<string, string | number | boolean>> {
    const { name, code, message, retryable, status, retryAfter } = this;
    return frozen<Record<string, string | number | boolean>>({ name, code, message, retryable, status, retryAfter });
  }

  /**
   * Node's `util.inspect` and `console.log` show this text. A `cause` can contain a whole request, so it's left out.
   */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `${this.stack ?? `${this.name}: ${this.message}`}\n  code: '${this.code}'`;
  }
}

/** The caller's fault: a wrong argument, an invalid key, an insecure URL, a base URL without that endpoint. */
export class InputError extends CredwireError {
  /** {@inheritDoc CredwireError.constructor} */
  constructor(code: ErrorCode, message: string, details?: ErrorDetails) {
    super(code, message, details);
    setName(this, 'InputError');
  }
}

/** The vendor's fault: a refusal, or an answer that can't be understood. */
export class ResponseError extends CredwireError {
  // Private, so that neither inspect(showHidden) nor JSON shows it: vendors repeat user names in it.
  readonly #vendorMessage: string | undefined;
  readonly #host: string | undefined;

  /** {@inheritDoc CredwireError.constructor} */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(code, message, details);
    setName(this, 'ResponseError');
    this.#vendorMessage = details.vendorMessage;
    this.#host = details.host;
  }

  /** What the vendor says about the refusal, meant for the user; `undefined` if the answer had no message. */
  get vendorMessage(): string | undefined {
    return this.#vendorMessage;
  }

  /** The host that `ERR_UNTRUSTED_HOST` refused, as the vendor wrote it; it can contain anything. */
  get host(): string | undefined {
    return this.#host;
  }
}

/** The platform's fault: missing or faulty randomness, or a ciphertext that doesn't decrypt. */
export class CryptoError extends CredwireError {
  /** {@inheritDoc CredwireError.constructor} */
  constructor(code: ErrorCode, message: string, details?: ErrorDetails) {
    super(code, message, details);
    setName(this, 'CryptoError');
  }
}

/** The network's fault, or the caller aborted: there was no answer. `cause` is the client's own error. */
export class TransportError extends CredwireError {
  /** {@inheritDoc CredwireError.constructor} */
  constructor(code: ErrorCode, message: string, details?: ErrorDetails) {
    super(code, message, details);
    setName(this, 'TransportError');
  }
}

// Spelled out, so that a minifier that renames classes doesn't rename errors.
function setName(error: Error, name: string): void {
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
}

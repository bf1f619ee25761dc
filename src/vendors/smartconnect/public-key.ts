/** Step 1: the public key. */
import type { RsaPublicKey } from '../../codecs/rsa-key.js';
import { foundInstead } from '../../codecs/rsa-key-forms.js';
import { parseRsaKeyValueOf } from '../../codecs/rsa-key-xml.js';
import { readOptions } from '../../core/check.js';
import { InputError, ResponseError } from '../../core/errors.js';
import type { BaseUrl, UrlObject } from '../../core/url.js';
import { isHtml, malformed, readAnswer } from '../../http/answer.js';
import { ACCEPT_JSON, type HttpRequest, type HttpResponse, makeRequest } from '../../http/message.js';
import { failuresOf, LOGIN_URL } from './endpoints.js';

/** Options of {@link publicKeyRequest}. */
export interface PublicKeyRequestOptions {
  /** The login service, without `/v1`. Default: `https://login.smartconnect.com`. HTTPS, or HTTP on a loopback host. */
  readonly loginUrl?: string | UrlObject | undefined;
}

/**
 * Builds the request for the public key: `POST {loginUrl}/v1/public-key` without a body.
 *
 * @param options - The login service.
 * @returns A frozen request.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE`, `ERR_UNKNOWN_OPTION`, `ERR_TEXT_NOT_WELL_FORMED`, `ERR_URL`;
 * `ERR_INSECURE_URL`, because over plain HTTP an attacker could replace the key and read the password.
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
  const { loginUrl } = readOptions('smartconnect.publicKeyRequest', options, { loginUrl: LOGIN_URL });
  return buildPublicKeyRequest(loginUrl);
}

/** The same, for checked address. @internal */
export function buildPublicKeyRequest(loginUrl: BaseUrl): HttpRequest {
  return makeRequest('POST', `${loginUrl.base}/v1/public-key`, ACCEPT_JSON);
}

/**
 * Reads the answer to {@link publicKeyRequest}: a JSON string that contains an RSAKeyValue, or the XML itself.
 *
 * @param response - The answer, with any status.
 * @returns The checked key.
 * @throws {@link ResponseError} `ERR_RSA_XML`, `ERR_RSA_KEY`, `ERR_RSA_KEY_SIZE` for an invalid key;
 * `ERR_RESPONSE_FORMAT` for any other answer, such as an HTML page; `ERR_UNAVAILABLE` if the service can't answer now;
 * `ERR_SIGN_IN_REFUSED` if it refuses.
 * @throws {@link InputError} `ERR_ENDPOINT_NOT_FOUND` for 404, 405, 410 and redirects; `ERR_ARGUMENT_TYPE`,
 * `ERR_ARGUMENT_VALUE` for a value that isn't a response.
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
  return readPublicKey('smartconnect.parsePublicKeyResponse', response);
}

/** The same, under the name of the function that the caller called. @internal */
export function readPublicKey(owner: string, response: HttpResponse): RsaPublicKey {
  const answer = readAnswer(owner, response, FAILURES);
  const { status, json, body } = answer;
  const xml = json === undefined ? body : json;
  if (typeof xml !== 'string') throw malformed(answer, 'a JSON string that contains XML');
  if (!/^\uFEFF?[ \t\r\n]*</.test(xml)) {
    throw malformed(answer, `an RSAKeyValue, as a JSON string or as XML${foundInstead(xml, 'XML')}`);
  }
  try {
    return parseRsaKeyValueOf(owner, xml);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // The same code, but as the vendor's fault.
    if (json === undefined && isHtml(answer)) throw malformed(answer, 'an RSAKeyValue');
    throw new ResponseError(error.code, error.message, { status });
  }
}

const FAILURES = /* @__PURE__ */ failuresOf('/v1/public-key');

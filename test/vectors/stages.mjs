/**
 * The steps between a password and what is sent, seen through the library's own codecs if possible. They make
 * a failing vector name its step; none of them is needed to compare the final value.
 */
import { fromHex, toHex } from './spelling.mjs';

/**
 * @param {import('./registry.mjs').Library} library
 * @param {string} type
 * @param {Record<string, any>} input
 * @param {import('../../vectors/vectors.cjs').Vector} vector
 * @param {unknown} result
 * @returns {Record<string, string>}
 */
export function observeStages({ codecs }, type, input, vector, result) {
  if (vector.stages === undefined) return {};
  const options = input.options ?? {};
  const password = input.password ?? options.password ?? input.user;
  const base64 = base64Of(type, result);
  /** @type {Record<string, string>} */
  const seen = {};
  if (base64 !== undefined) {
    const bytes = codecs.decodeBase64(base64);
    seen.base64 = codecs.encodeBase64(bytes);
    if ('ciphertextHex' in vector.stages) seen.ciphertextHex = toHex(bytes);
    if ('encoded' in vector.stages) seen.encoded = codecs.percentEncode(base64);
    if ('prefix' in vector.stages) {
      seen.prefix = String.fromCharCode(...bytes.subarray(0, options.prefixLength ?? 13));
      seen.textHex = toHex(bytes);
    }
  }
  if ('textHex' in vector.stages && !('textHex' in seen)) {
    seen.textHex = toHex(codecs.encodeText(password, options.charset));
  }
  if (type === 'codecs.encryptAesCbc') seen.paddedHex = toHex(pkcs7(input.plaintext));
  if (type.startsWith('ifactory.')) seen.paddedHex = toHex(pkcs7(fromHex(seen.textHex ?? '')));
  return seen;
}

/** The Base64 that a result holds: the result itself, a query value, or a member of a JSON body. @param {string} type @param {any} result @returns {string | undefined} */
function base64Of(type, result) {
  if (typeof result === 'string') return result;
  if (type === 'ifactory.tokenRequest') return decodeURIComponent(result.url.replace(/^.*&password=/, ''));
  if (type === 'jacada.tokenRequest') return JSON.parse(result.body).password;
  return undefined;
}

/** @param {Uint8Array} bytes */
function pkcs7(bytes) {
  const count = 16 - (bytes.length % 16);
  return Uint8Array.from([...bytes, ...new Uint8Array(count).fill(count)]);
}

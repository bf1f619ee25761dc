/**
 * The encodings that the vendors' sign-ins use; you can use each of them directly.
 *
 * @module codecs
 */

export { decryptAesCbc, encryptAesCbc } from './aes-cbc.js';
export { decodeBase64, encodeBase64 } from './base64.js';
export { bigintModPow, type ModPow } from './mod-pow.js';
export { fromJwk, type RsaJwk, type RsaPublicKey, rsaPublicKey, thumbprint, toJwk } from './rsa-key.js';
export { fromSpkiPem, spkiPin, toSpkiPem } from './rsa-key-spki.js';
export { formatRsaKeyValue, parseRsaKeyValue } from './rsa-key-xml.js';
export { type EncryptPkcs1Options, encryptPkcs1 } from './rsa-pkcs1.js';
export { type Charset, encodeText } from './text.js';
export { formUrlEncode, percentEncode } from './url.js';

/** The encodings. */

import * as codecs from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { nodeModPow } from 'credwire/node';
import { keyXml } from '../../support/rsa-key-value.js';
import { SECRET_KEY } from '../../support/sentinels.js';
import { direct, type SecretCall } from './call.js';
import { bytes, ciphertext, encryptedPassword, key, password, random, token, user } from './values.js';

export const CODECS: readonly SecretCall[] = [
  direct('encodeText', codecs.encodeText, password, 'utf-16le'),
  direct('encodeText, latin1', codecs.encodeText, password, 'latin1'),
  direct('encodeBase64', codecs.encodeBase64, bytes),
  direct('decodeBase64', codecs.decodeBase64, encryptedPassword),
  direct('decodeBase64, short', codecs.decodeBase64, encryptedPassword.slice(1)),
  direct('decodeBase64, other characters', codecs.decodeBase64, password.padEnd(40)),
  direct('decodeBase64, surplus bits', codecs.decodeBase64, `${encryptedPassword.slice(0, 5)}B==`),
  direct('percentEncode', codecs.percentEncode, password),
  direct('formUrlEncode', codecs.formUrlEncode, [[user, password]]),
  direct('formUrlEncode, one value', codecs.formUrlEncode, [[password]]),
  direct('encryptAesCbc', codecs.encryptAesCbc, SECRET_KEY, SECRET_KEY, bytes),
  direct(
    'decryptAesCbc',
    codecs.decryptAesCbc,
    SECRET_KEY,
    SECRET_KEY,
    new Uint8Array(Buffer.from(ciphertext, 'base64')),
  ),
  direct('decryptAesCbc, no blocks', codecs.decryptAesCbc, SECRET_KEY, SECRET_KEY, bytes),
  direct('rsaPublicKey', codecs.rsaPublicKey, { modulus: key.modulus, exponent: key.exponent, d: password }),
  direct('rsaPublicKey, short', codecs.rsaPublicKey, { modulus: bytes, exponent: bytes }),
  direct('rsaPublicKey, even', codecs.rsaPublicKey, { modulus: new Uint8Array(128).fill(0xfe), exponent: bytes }),
  direct('parseRsaKeyValue', codecs.parseRsaKeyValue, keyXml({ exponent: password })),
  direct('parseRsaKeyValue, attribute', codecs.parseRsaKeyValue, keyXml({ attributes: ` ${token}="x"` })),
  direct('formatRsaKeyValue', codecs.formatRsaKeyValue, key),
  direct('toJwk', codecs.toJwk, key),
  direct('fromJwk', codecs.fromJwk, { kty: 'RSA', n: password, e: token }),
  direct('fromJwk, private', codecs.fromJwk, { ...key.toJSON(), d: password }),
  direct('toSpkiPem', codecs.toSpkiPem, key),
  direct('fromSpkiPem', codecs.fromSpkiPem, `-----BEGIN PUBLIC KEY-----${token}-----END PUBLIC KEY-----`),
  direct(
    'fromSpkiPem, other DER',
    codecs.fromSpkiPem,
    `-----BEGIN PUBLIC KEY-----${encryptedPassword}-----END PUBLIC KEY-----`,
  ),
  direct('thumbprint', codecs.thumbprint, key),
  direct('spkiPin', codecs.spkiPin, key),
  direct('encryptPkcs1', codecs.encryptPkcs1, key, bytes, random()),
  direct('encryptPkcs1, long', codecs.encryptPkcs1, key, new Uint8Array(Buffer.from(password.repeat(5))), random()),
  direct('bigintModPow', codecs.bigintModPow, bytes, bytes, key.modulus),
  direct('bigintModPow, large base', codecs.bigintModPow, key.modulus, bytes, bytes),
  direct('jsbnModPow', jsbnModPow, bytes, bytes, key.modulus),
  direct('jsbnModPow, large base', jsbnModPow, key.modulus, bytes, bytes),
  direct('nodeModPow', nodeModPow, bytes, bytes, key.modulus),
  direct('nodeModPow, large base', nodeModPow, key.modulus, bytes, bytes),
];

import * as codecs from 'credwire/codecs';
import { expect, it } from 'vitest';

it('credwire/codecs gives these functions, and nothing internal beside them', () => {
  expect(Object.keys(codecs).sort()).toEqual([
    'bigintModPow',
    'decodeBase64',
    'decryptAesCbc',
    'encodeBase64',
    'encodeText',
    'encryptAesCbc',
    'encryptPkcs1',
    'formUrlEncode',
    'formatRsaKeyValue',
    'fromJwk',
    'fromSpkiPem',
    'jsbnModPow',
    'parseRsaKeyValue',
    'percentEncode',
    'rsaPublicKey',
    'spkiPin',
    'thumbprint',
    'toJwk',
    'toSpkiPem',
  ]);
});

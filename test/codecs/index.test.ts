import * as codecs from 'credwire/codecs';
import * as jsbn from 'credwire/jsbn';
import { expect, it } from 'vitest';

it('credwire/jsbn gives its engine alone', () => {
  expect(Object.keys(jsbn)).toEqual(['jsbnModPow']);
});

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
    'parseRsaKeyValue',
    'percentEncode',
    'rsaPublicKey',
    'spkiPin',
    'thumbprint',
    'toJwk',
    'toSpkiPem',
  ]);
});

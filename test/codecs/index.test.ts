import * as codecs from 'credwire/codecs';
import * as jsbn from 'credwire/jsbn';
import * as node from 'credwire/node';
import { expect, it } from 'vitest';

it('credwire/jsbn and credwire/node give their engines alone', () => {
  expect(Object.keys(jsbn)).toEqual(['jsbnModPow']);
  expect(Object.keys(node)).toEqual(['nodeModPow']);
});

it('credwire/codecs exports these functions, and nothing internal', () => {
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

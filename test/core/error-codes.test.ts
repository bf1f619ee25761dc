import {
  bex,
  CredwireError,
  ERROR_CODES,
  type ErrorCode,
  idscan,
  ifactory,
  redact,
  run,
  smartconnect,
  systemRandom,
} from 'credwire';
import { viaFetch } from 'credwire/clients';
import * as codecs from 'credwire/codecs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { KEY_1024, KEY_2048 } from '../support/rsa-keys.js';
import { callUntyped } from '../support/thrown.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

const block = new Uint8Array(16);
const user = { username: 'user', password: 'secret' };
const answer = (body: string, status = 200) => ({ status, headers: {}, body });
const request = bex.tokenRequest(user);
const requestTo = (headers: Readonly<Record<string, string>>) => ({ ...request, headers });

/** SmartConnect's sign-in, by an account that has no company. */
function signInWithoutCompany() {
  const flow = smartconnect.signIn({ email: 'user@example.com', password: 'secret' });
  const key = JSON.stringify(codecs.formatRsaKeyValue(KEY_1024.key));
  const account = JSON.stringify({ UserId: 'u', Email: 'user@example.com', Products: [] });
  return run(flow, async ({ url }) => answer(url.endsWith('/public-key') ? key : account));
}

/** SmartConnect's sign-in, by an account whose company is somewhere else. */
function signInToUntrustedHost() {
  const flow = smartconnect.signIn({ email: 'user@example.com', password: 'secret' });
  const key = JSON.stringify(codecs.formatRsaKeyValue(KEY_1024.key));
  const products = [{ Name: 'SmartConnect', ApiUrl: 'attacker.example', Account: { AccountId: '1', Name: 'A' } }];
  const account = JSON.stringify({ UserId: 'u', Email: 'user@example.com', Products: products });
  return run(flow, async ({ url }) => answer(url.endsWith('/public-key') ? key : account));
}

/** One way to each code, through the public names alone. The compiler asks for every code, the first test again. */
const WAYS: Readonly<Record<ErrorCode, () => unknown>> = {
  ERR_ARGUMENT_TYPE: () => callUntyped(codecs.encodeText, 7),
  ERR_ARGUMENT_VALUE: () => callUntyped(codecs.encodeText, 'text', 'ebcdic'),
  ERR_UNKNOWN_OPTION: () => callUntyped(bex.tokenRequest, { ...user, pasword: 'secret' }),
  ERR_TEXT_NOT_WELL_FORMED: () => codecs.percentEncode('\uD800'),
  ERR_TEXT_NOT_ENCODABLE: () => codecs.encodeText('é', 'ascii'),
  ERR_BASE64: () => codecs.decodeBase64('AQA'),
  ERR_AES_KEY_LENGTH: () => codecs.encryptAesCbc(new Uint8Array(24), block, block),
  ERR_AES_IV_LENGTH: () => codecs.encryptAesCbc(block, new Uint8Array(12), block),
  ERR_DECRYPT: () => codecs.decryptAesCbc(block, block, block),
  ERR_RSA_XML: () => codecs.parseRsaKeyValue('<RSAKeyValue/>'),
  ERR_RSA_KEY: () => codecs.rsaPublicKey({ modulus: KEY_1024.modulus, exponent: Uint8Array.of(1) }),
  ERR_RSA_KEY_SIZE: () => codecs.rsaPublicKey({ modulus: new Uint8Array(64).fill(1), exponent: Uint8Array.of(3) }),
  ERR_MESSAGE_TOO_LONG: () => codecs.encryptPkcs1(KEY_1024.key, new Uint8Array(118)),
  ERR_PIN_MISMATCH: () => smartconnect.encryptPassword('secret', KEY_1024.key, { pin: 'A'.repeat(43) }),
  ERR_NO_RANDOM: () => {
    vi.stubGlobal('crypto', undefined);
    return systemRandom(1);
  },
  ERR_NO_BIGINT: () => {
    vi.stubGlobal('BigInt', undefined);
    return codecs.encryptPkcs1(KEY_2048.key, block, { random: (length) => new Uint8Array(length).fill(1) });
  },
  ERR_RANDOM: () => codecs.encryptPkcs1(KEY_1024.key, block, (length) => new Uint8Array(length)),
  ERR_URL: () => bex.tokenRequest({ ...user, baseUrl: 'ftp://bex.example' }),
  ERR_INSECURE_URL: () => bex.tokenRequest({ ...user, baseUrl: 'http://bex.example' }),
  ERR_ORIGIN_MISMATCH: () => {
    return bex.authorize(request, { vendor: 'bex', token: 'abc', origin: 'https://other.example' });
  },
  ERR_UNTRUSTED_HOST: signInToUntrustedHost,
  ERR_HEADER_VALUE: () => redact(requestTo({ Accept: 'text/plain\r\nCookie: a=b' })),
  ERR_AREA_MISMATCH: () => {
    const session = { vendor: 'idscan', area: 'investigation', token: 'abc' };
    return callUntyped(idscan.authorize, request, session, { action: 'upload' });
  },
  ERR_COMPANY_CHOICE: signInWithoutCompany,
  ERR_SIGN_IN_REFUSED: () => ifactory.parseTokenResponse(answer('{"message":["No"]}', 403)),
  ERR_ENDPOINT_NOT_FOUND: () => ifactory.parseTokenResponse(answer('', 404)),
  ERR_UNAVAILABLE: () => ifactory.parseTokenResponse(answer('', 503)),
  ERR_RESPONSE_FORMAT: () => ifactory.parseTokenResponse(answer('<html>')),
  ERR_TRANSPORT: () => run(bex.signIn(user), () => Promise.reject(new Error('socket hang up'))),
  ERR_TIMEOUT: () => viaFetch(() => new Promise(() => undefined), { timeout: 1 })(request),
  ERR_ABORTED: () => viaFetch(() => new Promise(() => undefined), { signal: AbortSignal.abort() })(request),
  ERR_NO_FETCH: () => {
    vi.stubGlobal('fetch', undefined);
    return viaFetch()(request);
  },
};

describe('the table of error codes', () => {
  it('has a way to every code', () => {
    expect(Object.keys(WAYS)).toEqual(Object.keys(ERROR_CODES));
  });

  it.each(Object.entries(WAYS))('%s can be reached', async (code, way) => {
    const error: unknown = await Promise.resolve()
      .then(way)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CredwireError);
    expect(error).toHaveProperty('code', code);
  });
});

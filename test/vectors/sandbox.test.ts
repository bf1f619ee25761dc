/** The servers' side: what the vectors send is decoded, decrypted and let in by the stand-ins, and nobody else is. */
import { run, smartconnect } from 'credwire';
import { encryptPkcs1 } from 'credwire/codecs';
import {
  bexSandbox,
  generateRsaKeyPair,
  type Handler,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  seededRandom,
  smartconnectSandbox,
} from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import type { Vector, VectorRequest } from '../../vectors/vectors.cjs';
import { vectorFiles } from './files.js';
import { decoded, expanded, fromHex, toHex } from './spelling.mjs';

const vectorsOf = (wanted: string) =>
  vectorFiles
    .flatMap(([, { testGroups }]) => testGroups)
    .filter(({ type }) => type === wanted)
    .flatMap(({ tests }) => tests.filter(({ result }) => result === 'valid'))
    .map((vector) => ({ ...vector, options: decoded(vector.input.options) as Record<string, string> })); // its own names

/** The stand-in lets the vector's request in, and would not if its password were another one. */
function letsIn(sandbox: (password: string) => Handler, { request }: Vector, password = ''): void {
  const sent = expanded(request) as VectorRequest as Parameters<Handler>[0];
  expect(sandbox(password)(sent).body).not.toMatch(/"(?:message|error|Message|ex)"/);
  expect(sandbox(`${password}x`)(sent).body).toMatch(/"(?:message|error|Message|ex)"/);
}

describe('iFactory', () => {
  it.each(vectorsOf('ifactory.tokenRequest'))('$tcId: $comment', (vector) => {
    const { userLogin = '', password, key, iv, charset } = vector.options;
    const sandbox = (known: string) =>
      ifactorySandbox({
        accounts: [{ userLogin, password: known }],
        key,
        iv,
        charset: charset === 'utf-16le' ? charset : undefined,
      });
    letsIn(sandbox, vector, password);
  });
});

describe('IDscan', () => {
  it.each(vectorsOf('idscan.tokenRequest'))('$tcId: $comment', (vector) => {
    const { username = '', password, lowerCaseUsername } = vector.options;
    const name = lowerCaseUsername ? username.toLowerCase() : username;
    letsIn((known) => idscanSandbox({ accounts: [{ username: name, password: known }] }), vector, password);
  });
});

describe('Jacada', () => {
  it.each(vectorsOf('jacada.tokenRequest'))('$tcId: $comment', (vector) => {
    const { user = '', password, accountId, charset, prefixLength } = vector.options;
    const sandbox = (known: string) =>
      jacadaSandbox({
        accounts: [{ accountId: String(accountId), user, password: known }],
        charset: charset === 'latin1' ? charset : undefined,
        prefixLength: prefixLength === undefined ? undefined : Number(prefixLength),
      });
    letsIn(sandbox, vector, password);
  });
});

describe('BEX', () => {
  it.each(vectorsOf('bex.tokenRequest'))('$tcId: $comment', (vector) => {
    const { username = '', password } = vector.options;
    letsIn((known) => bexSandbox({ accounts: [{ username, password: known }] }), vector, password);
  });
});

describe('SmartConnect', () => {
  const MOST = 117; // bytes under a key of 1024 bits; longer ones of the stand-in take seconds to make
  const companies = [{ id: '1', name: 'A' }];
  const emailOf = ({ tcId }: Vector) => `user${tcId}@example.com`;

  describe.each(['utf-8', 'latin1', 'ascii'] as const)('%s', (charset) => {
    const vectors = vectorsOf('smartconnect.encryptPassword').filter(
      ({ options, stages }) => (options?.charset ?? 'utf-8') === charset && (stages?.textHex?.length ?? 0) <= 2 * MOST,
    );
    const handle = smartconnectSandbox({
      accounts: vectors.map((vector) => ({ email: emailOf(vector), password: vector.input.password, companies })),
      random: seededRandom('vectors'),
      charset,
    });
    const signIn = (email: string, password: string) =>
      run(smartconnect.signIn({ loginUrl: 'http://localhost', email, password, charset }), async (request) =>
        handle(request),
      );

    it.each(vectors)('$tcId: $comment', async (vector) => {
      const { password } = vector.input;
      expect((await signIn(emailOf(vector), password)).companyId).toBe('1');
      await expect(signIn(emailOf(vector), 'another password')).rejects.toThrow('refused');
    });
  });

  const { publicKey, decryptPkcs1 } = generateRsaKeyPair({ bits: 1024, random: seededRandom('vectors') });
  const messages = vectorsOf('codecs.encryptPkcs1').filter(({ input }) => input.messageHex.length <= 2 * MOST);
  it.each(messages)('opens $tcId: $comment', ({ input }) => {
    const ciphertext = encryptPkcs1(publicKey, fromHex(input.messageHex), seededRandom('padding'));
    expect(toHex(decryptPkcs1(ciphertext) ?? new Uint8Array(1))).toBe(input.messageHex);
  });
});

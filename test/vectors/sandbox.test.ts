/** The servers' side: what the vectors send is decoded, decrypted and let in by the sandboxes, and nobody else is. */
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

/** The sandbox lets the vector's request in, and would not if its password were different. */
function letsIn(start: Start, { request }: Vector, endpoint: RegExp, password = ''): void {
  const sent = expanded(request) as VectorRequest as Parameters<Handler>[0];
  const path = sent.url.replace(/^https?:\/\/[^/]*/i, '').replace(/\?.*$/, '');
  const basePath = path.slice(0, path.search(endpoint));
  expect(start(password, basePath)(sent).body).toMatch(/"(?:token|access_token|Security-Token|value)":/);
  expect(start(`${password}x`, basePath)(sent).body).toMatch(/"(?:message|error|ex)":/);
}

/** Starts a sandbox whose only user has this password, below the path of the vector's base URL. */
type Start = (password: string, basePath: string) => Handler;

describe('iFactory', () => {
  it.each(vectorsOf('ifactory.tokenRequest'))('$tcId: $comment', (vector) => {
    const { userLogin = '', password, key, iv, charset } = vector.options;
    const start: Start = (known, basePath) =>
      ifactorySandbox({
        accounts: [{ userLogin, password: known }],
        basePath,
        key,
        iv,
        charset: charset === 'utf-16le' ? charset : undefined,
      });
    letsIn(start, vector, /\/api\/tokens$/, password);
  });
});

describe('IDscan', () => {
  it.each(vectorsOf('idscan.tokenRequest'))('$tcId: $comment', (vector) => {
    const { username = '', password, lowerCaseUsername } = vector.options;
    const name = lowerCaseUsername ? username.toLowerCase() : username;
    const start: Start = (known, basePath) =>
      idscanSandbox({ accounts: [{ username: name, password: known }], basePath });
    letsIn(start, vector, /\/idscanenterprisesvc\/token$/i, password);
  });
});

describe('Jacada', () => {
  it.each(vectorsOf('jacada.tokenRequest'))('$tcId: $comment', (vector) => {
    const { options } = vector;
    const { user = '', password, accountId, charset, prefixLength } = options;
    const start: Start = (known, basePath) =>
      jacadaSandbox({
        basePath,
        accounts: [{ accountId: String(accountId), user, password: known }],
        charset: charset === 'latin1' ? charset : undefined,
        prefixLength: prefixLength === undefined ? undefined : Number(prefixLength),
      });
    const application = options.applicationName === undefined ? '' : '\\/[^/]+';
    letsIn(start, vector, new RegExp(`${application}\\/version\\/[^/]+\\/account\\/[^/]+\\/auth\\/$`), password);
  });
});

describe('BEX', () => {
  // In JSON the vendor knows one spelling of the user's name.
  const vectors = vectorsOf('bex.tokenRequest').filter(
    ({ options }) => options.usernameKey !== 'userName' || options.transport === 'query',
  );
  it.each(vectors)('$tcId: $comment', (vector) => {
    const { username = '', password } = vector.options;
    const start: Start = (known, basePath) => bexSandbox({ accounts: [{ username, password: known }], basePath });
    letsIn(start, vector, /\/api\/service\/login$/, password);
  });
});

describe('SmartConnect', () => {
  const MOST = 117; // bytes for a key of 1024 bits; longer ones of the sandbox take seconds to make
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

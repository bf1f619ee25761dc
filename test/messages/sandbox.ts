/** What the sandbox refuses of its own options. */
import {
  bexSandbox,
  generateRsaKeyPair,
  idscanSandbox,
  ifactorySandbox,
  intercept,
  jacadaSandbox,
  listen,
  type MockRequest,
  refusal,
  revokeTokens,
  scripted,
  seededRandom,
  smartconnectSandbox,
  toFetchHandler,
  toNodeListener,
  toSend,
} from 'credwire/sandbox';
import type { Provocation } from './provocation.js';

const handler = () => ({ status: 200, headers: {}, body: '' });
const accounts: readonly never[] = [];
const keyPair = generateRsaKeyPair({ bits: 1024, random: seededRandom('key 155') });

/** A mock agent that asks for its answer at once, by this request. */
const mockAgent = (request?: MockRequest) => ({
  get: () => ({
    intercept: () => ({
      reply: (answer: (asked: MockRequest) => unknown) => {
        if (request !== undefined) answer(request);
        return { persist: () => {}, delay: () => {} };
      },
    }),
  }),
});
const intercepted = (request: MockRequest) => intercept(mockAgent(request), 'https://h.example', handler);

export const SANDBOX: readonly Provocation[] = [
  ['ifactorySandbox', 'ERR_ARGUMENT_TYPE', ifactorySandbox, null],
  ['ifactorySandbox', 'ERR_ARGUMENT_TYPE', ifactorySandbox({ accounts })],
  ['ifactorySandbox', 'ERR_ARGUMENT_VALUE', ifactorySandbox, { accounts, charset: 'a' }],
  ['idscanSandbox', 'ERR_ARGUMENT_TYPE', idscanSandbox, null],
  ['idscanSandbox', 'ERR_ARGUMENT_TYPE', idscanSandbox({ accounts })],
  ['idscanSandbox', 'ERR_ARGUMENT_VALUE', idscanSandbox, { accounts, issue: 'a' }],
  ['jacadaSandbox', 'ERR_ARGUMENT_TYPE', jacadaSandbox, null],
  ['jacadaSandbox', 'ERR_ARGUMENT_TYPE', jacadaSandbox({ accounts })],
  ['jacadaSandbox', 'ERR_ARGUMENT_VALUE', jacadaSandbox, { accounts, prefixLength: 1025 }],
  ['jacadaSandbox', 'ERR_ARGUMENT_VALUE', jacadaSandbox, { accounts, charset: 'a' }],
  ['bexSandbox', 'ERR_ARGUMENT_TYPE', bexSandbox, null],
  ['bexSandbox', 'ERR_ARGUMENT_TYPE', bexSandbox({ accounts })],
  ['smartconnectSandbox', 'ERR_ARGUMENT_TYPE', smartconnectSandbox, null],
  ['smartconnectSandbox', 'ERR_ARGUMENT_TYPE', smartconnectSandbox({ accounts, random: seededRandom('key 155') })],
  ['smartconnectSandbox', 'ERR_ARGUMENT_VALUE', smartconnectSandbox, { accounts, charset: 'a' }],
  ['smartconnectSandbox', 'ERR_ARGUMENT_VALUE', smartconnectSandbox, { accounts, bits: 1025 }],
  ['generateRsaKeyPair', 'ERR_ARGUMENT_TYPE', generateRsaKeyPair, null],
  ['generateRsaKeyPair', 'ERR_ARGUMENT_VALUE', generateRsaKeyPair, { bits: 1008, random: handler }],
  [
    'generateRsaKeyPair',
    'ERR_RANDOM',
    generateRsaKeyPair,
    { bits: 1024, random: (length: number) => new Uint8Array(length) },
  ],
  ['scripted', 'ERR_ARGUMENT_TYPE', scripted],
  ['scripted', 'ERR_ARGUMENT_TYPE', scripted, handler, null],
  ['scripted', 'ERR_ARGUMENT_VALUE', scripted, handler, { delay: 600_001 }],
  ['scripted', 'ERR_ARGUMENT_VALUE', scripted, handler, { steps: [{ answer: { status: 600 } }] }],
  ['refusal', 'ERR_ARGUMENT_VALUE', refusal, 'a', 'b'],
  ['refusal', 'ERR_ARGUMENT_TYPE', refusal, 'bex'],
  ['toSend', 'ERR_ARGUMENT_TYPE', toSend],
  ['toSend', 'ERR_ARGUMENT_TYPE', toSend(() => undefined as never), {}], // what JavaScript may do
  ['toFetchHandler', 'ERR_ARGUMENT_TYPE', toFetchHandler],
  ['toFetchHandler', 'ERR_ARGUMENT_TYPE', toFetchHandler, handler],
  ['toNodeListener', 'ERR_ARGUMENT_TYPE', toNodeListener],
  ['intercept', 'ERR_ARGUMENT_TYPE', intercept, null, 'https://h.example', handler],
  ['intercept', 'ERR_ARGUMENT_TYPE', intercept, {}, 'https://h.example'],
  ['bexSandbox', 'ERR_URL', bexSandbox, { accounts, basePath: 'a b' }],
  ['bexSandbox', 'ERR_ARGUMENT_VALUE', bexSandbox, { accounts, tokenLife: 1 }],
  ['revokeTokens', 'ERR_ARGUMENT_VALUE', revokeTokens, handler],
  ['intercept', 'ERR_URL', intercept, {}, 'a', handler],
  ['intercept', 'ERR_URL', intercept, mockAgent(), 'https://h.example/a', handler],
  ['intercept', 'ERR_ARGUMENT_TYPE', intercepted, { path: '/', method: 'POST', body: new Map() }],
  ['listen', 'ERR_ARGUMENT_TYPE', listen, null, handler],
  ['listen', 'ERR_ARGUMENT_TYPE', listen, {}, handler],
  ['decryptPkcs1', 'ERR_ARGUMENT_TYPE', keyPair.decryptPkcs1, 'a'],
  ['seededRandom', 'ERR_ARGUMENT_TYPE', seededRandom, 1],
  ['seededRandom', 'ERR_TEXT_NOT_WELL_FORMED', () => seededRandom('a\uD800')],
  ['seededRandom', 'ERR_ARGUMENT_VALUE', () => seededRandom('a')(-1)],
];

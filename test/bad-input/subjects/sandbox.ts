/** The functions of the sandbox. */
import http from 'node:http';
import { smartconnect } from 'credwire';
import {
  bexSandbox,
  generateRsaKeyPair,
  idscanSandbox,
  ifactorySandbox,
  jacadaSandbox,
  listen,
  revokeTokens,
  seededRandom,
  smartconnectSandbox,
  toNodeListener,
} from 'credwire/sandbox';
import { KEY_1024 } from '../../support/rsa-keys.js';
import * as kinds from '../kinds.js';
import { type Members, ofArguments, ofObject, type Subject } from '../subject.js';

const { optional } = kinds;

const random = () => seededRandom('key 155'); // one that finds its primes soon
const shared = { seed: 'seed', accounts: [], basePath: '/base', now: 0, tokenLife: 1000 };
const sharedKinds = {
  seed: optional(kinds.text),
  accounts: kinds.accounts,
  basePath: optional({ ...kinds.url, 'an empty string': 'taken' }),
  now: { ...kinds.time, ...kinds.callback, undefined: 'ERR_ARGUMENT_VALUE' }, // a life of tokens wants a time
  tokenLife: optional({ ...kinds.number, 'a number': 'taken' }),
} as const;

/** A sandbox, by the members of its one account. */
function ofAccount(name: string, make: (options: never) => unknown, valid: () => Members, table: Subject['kinds']) {
  const start = (account: never) => Reflect.apply(make, undefined, [{ accounts: [account] }]);
  return ofObject(`${name}, account`, start, valid, table);
}

/** Starts a server and stops it. */
async function startAndStop(...args: Parameters<typeof listen>): Promise<void> {
  await (await listen(...args)).close();
}

const handler = bexSandbox({ accounts: [] });

export const SANDBOX_SUBJECTS: readonly Subject[] = [
  ofObject('bexSandbox', bexSandbox, () => shared, sharedKinds),
  ofAccount('bexSandbox', bexSandbox, () => ({ username: 'u', password: 'p', email: 'e' }), {
    username: kinds.text,
    password: kinds.text,
    email: optional(kinds.text),
  }),
  ofObject('idscanSandbox', idscanSandbox, () => ({ ...shared, issue: 'json' }), {
    ...sharedKinds,
    issue: optional(kinds.choice),
  }),
  ofAccount('idscanSandbox', idscanSandbox, () => ({ username: 'u', password: 'p', fullName: 'f' }), {
    username: kinds.text,
    password: kinds.text,
    fullName: optional(kinds.text),
  }),
  ofObject('ifactorySandbox', ifactorySandbox, () => ({ ...shared, charset: 'utf-8' }), {
    ...sharedKinds,
    key: optional(kinds.aesBase64('ERR_AES_KEY_LENGTH')),
    iv: optional(kinds.aesBase64('ERR_AES_IV_LENGTH')),
    charset: optional(kinds.choice),
  }),
  ofAccount('ifactorySandbox', ifactorySandbox, () => ({ userLogin: 'u', password: 'p' }), {
    userLogin: kinds.text,
    password: kinds.text,
  }),
  ofObject(
    'jacadaSandbox',
    jacadaSandbox,
    () => ({ ...shared, prefixLength: 13, charset: 'utf-8', tenants: [], requireSessionId: true, lockAfter: 3 }),
    {
      ...sharedKinds,
      prefixLength: optional(kinds.number),
      tenants: optional(kinds.accounts),
      requireSessionId: optional(kinds.flag),
      lockAfter: optional(kinds.number),
      charset: optional(kinds.choice),
    },
  ),
  ofAccount('jacadaSandbox', jacadaSandbox, () => ({ accountId: '1', user: 'u', password: 'p' }), {
    accountId: kinds.text,
    user: kinds.text,
    password: kinds.text,
  }),
];

/** Functions of the sandbox that make a key pair with each call: what they take is not tried. */
export const KEY_MAKING_SUBJECTS: readonly Subject[] = [
  ofAccount('smartconnectSandbox', smartconnectSandbox, () => ({ email: 'e', password: 'p', companies: [] }), {
    email: kinds.text,
    password: kinds.text,
    companies: kinds.accounts,
  }),
  ofObject('generateRsaKeyPair', generateRsaKeyPair, () => ({ bits: 1024, random: random() }), {
    bits: kinds.number,
    random: kinds.random,
  }),
  ofObject(
    'smartconnectSandbox',
    smartconnectSandbox,
    () => ({ ...shared, bits: 1024, random: random(), charset: 'utf-8', clients: [] }),
    {
      ...sharedKinds,
      bits: optional(kinds.number),
      random: optional(kinds.random),
      charset: optional(kinds.choice),
      clients: optional(kinds.accounts),
    },
  ),
];

/** Functions of the sandbox whose arguments aren't options. */
export const SANDBOX_ARGUMENT_SUBJECTS: readonly Subject[] = [
  ofArguments('listen', startAndStop, () => ({ http, handler }), { http: kinds.nothing, handler: kinds.callback }),
  ofArguments('revokeTokens', revokeTokens, () => ({ handler }), {
    handler: { 'a function': 'ERR_ARGUMENT_VALUE', 'a function that throws': 'ERR_ARGUMENT_VALUE' },
  }),
  ofArguments('toNodeListener', toNodeListener, () => ({ handler }), { handler: kinds.callback }),
  ofArguments(
    'smartconnect.encryptPassword',
    smartconnect.encryptPassword,
    () => ({ password: 'p', key: KEY_1024.key }),
    {
      password: kinds.shortText,
      key: kinds.nothing,
    },
  ),
];

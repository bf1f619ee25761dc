/** What is around the vendors: `run`, `redact`, random sources, sandboxes. */
import { bex, redact, run, systemRandom } from 'credwire';
import * as sandbox from 'credwire/sandbox';
import { seededRandom } from 'credwire/sandbox';
import { callUntyped } from '../../support/thrown.js';
import { fail } from '../variants.js';
import { direct, type SecretCall } from './call.js';
import { answer, company, credentials, email, password, request, token, user } from './values.js';

const account = { password, userLogin: user, username: user, user, accountId: company, email, fullName: user };
const pick = (...names: readonly (keyof typeof account)[]) =>
  Object.fromEntries(names.map((name) => [name, account[name]]));
export const AROUND: readonly SecretCall[] = [
  direct('redact', redact, request),
  direct('run', run, bex.signIn(credentials), async () => answer({ value: token })),
  direct('systemRandom', systemRandom, password),
  direct('seededRandom', seededRandom, password),
  {
    name: 'the function of seededRandom',
    call: (args) => callUntyped(seededRandom(password), ...args),
    args: [password],
  },
  direct('ifactorySandbox', sandbox.ifactorySandbox, {
    accounts: [pick('userLogin', 'password')],
    seed: token,
    key: password,
  }),
  direct('idscanSandbox', sandbox.idscanSandbox, {
    accounts: [pick('username', 'password', 'fullName')],
    seed: token,
    issue: 'cookie',
  }),
  direct('jacadaSandbox', sandbox.jacadaSandbox, {
    accounts: [pick('accountId', 'user', 'password')],
    seed: token,
    charset: 'ascii',
  }),
  direct('bexSandbox', sandbox.bexSandbox, { accounts: [pick('username', 'password', 'email')], seed: token }),
  // No key is made: the source fails first.
  direct('smartconnectSandbox', sandbox.smartconnectSandbox, {
    accounts: [{ ...pick('email', 'password'), companies: [{ id: company, name: user }] }],
    random: fail,
  }),
  direct('generateRsaKeyPair', sandbox.generateRsaKeyPair, { bits: 1024, random: fail }),
  { name: 'a sandbox', call: (args) => callUntyped(sandbox.bexSandbox({ accounts: [] }), ...args), args: [request] },
  direct('revokeTokens', sandbox.revokeTokens, () => answer(password)),
  direct('scripted', sandbox.scripted, () => answer(password), {
    steps: [{ answer: answer(password, { 'set-cookie': [token] }), delay: 1 }],
    delay: 0,
  }),
  direct('refusal', sandbox.refusal, 'bex', password),
  direct('toSend', sandbox.toSend, () => answer(password)),
  direct('toFetchHandler', sandbox.toFetchHandler, () => answer(password), Response),
  direct('intercept', sandbox.intercept, { get: fail }, `http://${token}`, () => answer(password)),
  direct('toNodeListener', sandbox.toNodeListener, () => answer({ value: token })),
  direct('listen', sandbox.listen, { createServer: fail }, password),
  direct('toFetchHandler', sandbox.toFetchHandler, password, token),
  direct('intercept', sandbox.intercept, { get: fail }, password, token),
  direct('refusal', sandbox.refusal, user, password),
  direct('scripted', sandbox.scripted, () => answer({ value: token }), { steps: [password], delay: token }),
  direct('toSend', sandbox.toSend, password),
];

/**
 * Which function a group of vectors calls, and how its arguments are put together. Knows no test framework and no
 * library, so that any runtime can run the vectors and the linter can see which types are read.
 *
 * @typedef {Readonly<Record<string, any>>} Input The arguments of a vector, bytes made of hex and repeats written out.
 * @typedef {{ credwire: typeof import('credwire'), codecs: typeof import('credwire/codecs'), clients: typeof import('credwire/clients'), jsbn: typeof import('credwire/jsbn'), sandbox: typeof import('credwire/sandbox'), session?: typeof import('credwire/session'), node?: typeof import('credwire/node'), modPow?: import('credwire/codecs').ModPow }} Library
 * @typedef {{ random: (length: number) => Uint8Array, exchange: (flow: Generator<unknown, unknown, unknown>) => unknown }} Surroundings
 * @typedef {(library: Library, input: Input, surroundings: Surroundings) => unknown} Call
 */
import { replaced } from './replaced.mjs';

/** A key from its numbers; anything else as it is, for the function to refuse. @param {Library} library @param {any} key */
const keyOf = ({ codecs }, key) => (key?.modulus instanceof Uint8Array ? codecs.rsaPublicKey(key) : key);

/** Options with the random stream among them. @param {Input} input @param {Surroundings} surroundings @returns {any} */
const withRandom = ({ options = {} }, { random }) => (isPlain(options) ? { ...options, random } : options);

/** The engine of an RSA encryption, if one is tested, or the platform has no BigInt. @param {Library} library */
const engine = ({ jsbn, modPow }) => {
  if (modPow !== undefined) return { modPow };
  return typeof BigInt === 'function' ? {} : { modPow: jsbn.jsbnModPow };
};

/** The same for options that may not be options at all. @param {Library} library @param {any} options */
const withEngine = (library, options) => (isPlain(options) ? { ...options, ...engine(library) } : options);

/** BigInt's own engine; without BigInt it says so, and the other engine is used. @type {Call} */
const bigintModPow = (library, input) => {
  const names = ['base', 'exponent', 'modulus'];
  if (input.platform !== undefined) {
    return withGlobal('BigInt', input.platform.BigInt, () => positional(library.codecs.bigintModPow, input, names));
  }
  if (typeof BigInt === 'function') return positional(library.codecs.bigintModPow, input, names);
  try {
    positional(library.codecs.bigintModPow, input, names);
  } catch (error) {
    if (error instanceof library.credwire.CredwireError && error.code === 'ERR_NO_BIGINT') {
      return positional(library.jsbn.jsbnModPow, input, names);
    }
  }
  throw new Error('bigintModPow did not end with ERR_NO_BIGINT');
};

/** @param {unknown} value */
const isPlain = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Calls with the positional arguments that are there. @param {any} call @param {Input} input @param {string[]} names */
const positional = (call, input, names) => {
  const present = names.filter((name) => name in input).length;
  return call(...names.slice(0, present).map((name) => input[name]));
};

/**
 * A function whose arguments are those of the input, in this order.
 * @param {(library: Library) => unknown} find
 * @param {...string} names
 * @returns {Call}
 */
const plain =
  (find, ...names) =>
  (library, input) =>
    positional(find(library), input, names);

/** @param {(library: Library) => any} find @returns {Call} */
const ofKey = (find) => (library, input) => find(library)(keyOf(library, input.key));

/** @param {(library: Library) => any} find @returns {Call} */
const flow =
  (find) =>
  (library, { options }, { exchange }) =>
    exchange(find(library)(options));

/** SmartConnect's callback, which a vector spells as the id that it returns. @param {any} options */
const withChoice = (options) =>
  isPlain(options) && 'choose' in options ? { ...options, choose: () => options.choose ?? undefined } : options;

/** @type {Readonly<Record<string, Call>>} */
export const CALLS = {
  seededRandom: ({ sandbox }, { seed, lengths }) => {
    const source = sandbox.seededRandom(seed);
    return lengths.map((/** @type {number} */ length) => ({ bytes: source(length) }));
  },
  systemRandom: ({ credwire }, { length, platform }) =>
    withGlobal('crypto', platform.crypto, () => credwire.systemRandom(length)),
  run: ({ credwire }, { options, platform }) =>
    credwire.run(credwire.bex.signIn(options), () => Promise.reject(clientError(credwire, platform.send))),
  'clients.viaFetch': ({ credwire, clients }, { platform }) =>
    withGlobal('fetch', platform.fetch, () =>
      credwire.run(credwire.bex.signIn({ username: 'a', password: 'b' }), clients.viaFetch()),
    ),

  'codecs.encodeText': plain(({ codecs }) => codecs.encodeText, 'text', 'charset'),
  'codecs.encodeBase64': plain(({ codecs }) => codecs.encodeBase64, 'bytes'),
  'codecs.decodeBase64': plain(({ codecs }) => codecs.decodeBase64, 'text'),
  'codecs.percentEncode': plain(({ codecs }) => codecs.percentEncode, 'text'),
  'codecs.formUrlEncode': plain(({ codecs }) => codecs.formUrlEncode, 'pairs'),
  'codecs.encryptAesCbc': plain(({ codecs }) => codecs.encryptAesCbc, 'key', 'iv', 'plaintext'),
  'codecs.decryptAesCbc': plain(({ codecs }) => codecs.decryptAesCbc, 'key', 'iv', 'ciphertext'),
  'codecs.bigintModPow': bigintModPow,
  'codecs.jsbnModPow': plain(({ jsbn }) => jsbn.jsbnModPow, 'base', 'exponent', 'modulus'),
  'codecs.rsaPublicKey': plain(({ codecs }) => codecs.rsaPublicKey, 'numbers'),
  'codecs.parseRsaKeyValue': plain(({ codecs }) => codecs.parseRsaKeyValue, 'xml'),
  'codecs.formatRsaKeyValue': ofKey(({ codecs }) => codecs.formatRsaKeyValue),
  'codecs.toJwk': ofKey(({ codecs }) => codecs.toJwk),
  'codecs.fromJwk': plain(({ codecs }) => codecs.fromJwk, 'jwk'),
  'codecs.toSpkiPem': ofKey(({ codecs }) => codecs.toSpkiPem),
  'codecs.fromSpkiPem': plain(({ codecs }) => codecs.fromSpkiPem, 'pem'),
  'codecs.thumbprint': ofKey(({ codecs }) => codecs.thumbprint),
  'codecs.spkiPin': ofKey(({ codecs }) => codecs.spkiPin),
  'codecs.encryptPkcs1': (library, { key, message }, { random }) =>
    library.codecs.encryptPkcs1(keyOf(library, key), message, { random, ...engine(library) }),

  'ifactory.encryptPassword': plain(({ credwire }) => credwire.ifactory.encryptPassword, 'password', 'options'),
  'ifactory.tokenRequest': plain(({ credwire }) => credwire.ifactory.tokenRequest, 'options'),
  'ifactory.parseTokenResponse': plain(({ credwire }) => credwire.ifactory.parseTokenResponse, 'response', 'options'),
  'ifactory.authorize': plain(({ credwire }) => credwire.ifactory.authorize, 'request', 'session', 'options'),
  'ifactory.isSessionOver': plain(({ credwire }) => credwire.ifactory.isSessionOver, 'response'),
  'ifactory.signIn': flow(({ credwire }) => credwire.ifactory.signIn),

  'idscan.encodeCredentials': plain(({ credwire }) => credwire.idscan.encodeCredentials, 'credentials'),
  'idscan.tokenRequest': plain(({ credwire }) => credwire.idscan.tokenRequest, 'options'),
  'idscan.parseTokenResponse': plain(({ credwire }) => credwire.idscan.parseTokenResponse, 'response', 'options'),
  'idscan.authorize': plain(({ credwire }) => credwire.idscan.authorize, 'request', 'session', 'options'),
  'idscan.isSessionOver': plain(({ credwire }) => credwire.idscan.isSessionOver, 'response'),
  'idscan.signIn': flow(({ credwire }) => credwire.idscan.signIn),

  'jacada.encodeUser': plain(({ credwire }) => credwire.jacada.encodeUser, 'user', 'options'),
  'jacada.encodePassword': ({ credwire }, input, surroundings) =>
    credwire.jacada.encodePassword(input.password, withRandom(input, surroundings)),
  'jacada.tokenRequest': ({ credwire }, input, surroundings) =>
    credwire.jacada.tokenRequest(withRandom(input, surroundings)),
  'jacada.parseTokenResponse': plain(({ credwire }) => credwire.jacada.parseTokenResponse, 'response', 'options'),
  'jacada.authorize': plain(({ credwire }) => credwire.jacada.authorize, 'request', 'session', 'options'),
  'jacada.isSessionOver': plain(({ credwire }) => credwire.jacada.isSessionOver, 'response'),
  'jacada.credentialHeaders': plain(({ credwire }) => credwire.jacada.credentialHeaders, 'options'),
  'jacada.signIn': ({ credwire }, input, surroundings) =>
    surroundings.exchange(credwire.jacada.signIn(withRandom(input, surroundings))),

  'bex.encodeCredentials': plain(({ credwire }) => credwire.bex.encodeCredentials, 'credentials'),
  'bex.tokenRequest': plain(({ credwire }) => credwire.bex.tokenRequest, 'options'),
  'bex.parseTokenResponse': plain(({ credwire }) => credwire.bex.parseTokenResponse, 'response', 'options'),
  'bex.authorize': plain(({ credwire }) => credwire.bex.authorize, 'request', 'session', 'options'),
  'bex.isSessionOver': plain(({ credwire }) => credwire.bex.isSessionOver, 'response'),
  'bex.downloadBody': plain(({ credwire }) => credwire.bex.downloadBody, 'session', 'selection'),
  'bex.signIn': flow(({ credwire }) => credwire.bex.signIn),

  'smartconnect.publicKeyRequest': plain(({ credwire }) => credwire.smartconnect.publicKeyRequest, 'options'),
  'smartconnect.parsePublicKeyResponse': plain(
    ({ credwire }) => credwire.smartconnect.parsePublicKeyResponse,
    'response',
  ),
  'smartconnect.encryptPassword': (library, input, surroundings) =>
    library.credwire.smartconnect.encryptPassword(
      input.password,
      keyOf(library, input.key),
      withEngine(library, withRandom(input, surroundings)),
    ),
  'smartconnect.companiesRequest': plain(({ credwire }) => credwire.smartconnect.companiesRequest, 'options'),
  'smartconnect.parseCompaniesResponse': plain(
    ({ credwire }) => credwire.smartconnect.parseCompaniesResponse,
    'response',
  ),
  'smartconnect.companyListRequest': plain(({ credwire }) => credwire.smartconnect.companyListRequest, 'options'),
  'smartconnect.parseCompanyListResponse': plain(
    ({ credwire }) => credwire.smartconnect.parseCompanyListResponse,
    'response',
  ),
  'smartconnect.tokenRequest': plain(({ credwire }) => credwire.smartconnect.tokenRequest, 'options'),
  'smartconnect.parseTokenResponse': plain(
    ({ credwire }) => credwire.smartconnect.parseTokenResponse,
    'response',
    'options',
  ),
  'smartconnect.validateRequest': plain(({ credwire }) => credwire.smartconnect.validateRequest, 'options'),
  'smartconnect.parseValidateResponse': plain(
    ({ credwire }) => credwire.smartconnect.parseValidateResponse,
    'response',
  ),
  'smartconnect.authorize': plain(({ credwire }) => credwire.smartconnect.authorize, 'request', 'session', 'options'),
  'smartconnect.restTokenRequest': plain(({ credwire }) => credwire.smartconnect.restTokenRequest, 'options'),
  'smartconnect.parseRestTokenResponse': plain(
    ({ credwire }) => credwire.smartconnect.parseRestTokenResponse,
    'response',
    'options',
  ),
  'smartconnect.restSignIn': flow(({ credwire }) => credwire.smartconnect.restSignIn),
  'smartconnect.isSessionOver': plain(({ credwire }) => credwire.smartconnect.isSessionOver, 'response'),
  'smartconnect.signIn': (library, input, surroundings) =>
    surroundings.exchange(
      library.credwire.smartconnect.signIn(withEngine(library, withChoice(withRandom(input, surroundings)))),
    ),
};

/** The error that a client rejects with. @param {Library['credwire']} credwire @param {string} what */
function clientError({ TransportError }, what) {
  if (what === 'times out') return new TransportError('ERR_TIMEOUT', 'the client of the vector waited long enough');
  if (what === 'is aborted') return new TransportError('ERR_ABORTED', 'the client of the vector was aborted');
  return new Error('the client of the vector rejects');
}

/**
 * Runs with a global replaced: `null` stands for a platform that has none. A promise is waited for before it goes back.
 * @param {string} name @param {unknown} value @param {() => any} work
 */
function withGlobal(name, value, work) {
  const restore = replaced(globalThis, name, value ?? undefined);
  if (restore === undefined) throw new Error(`the engine does not let ${name} be replaced`);
  let result;
  try {
    result = work();
  } finally {
    if (!(result instanceof Promise)) restore();
  }
  return result instanceof Promise ? result.finally(restore) : result;
}

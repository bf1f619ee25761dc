/**
 * What is asked of an oracle about a vector: the whole function, and, of one that does not know that, the steps.
 *
 * @typedef {import('../../vectors/vectors.cjs').Vector} Vector
 * @typedef {{ line: string, expected: [string, string][], code?: string }} Question
 */
import { expanded } from '../../test/vectors/spelling.mjs';
import { toFields, toLine } from './protocol.mjs';

const IFACTORY = { key: 'YGjDImfP5bf8F7kGbdqWcA==', iv: 'bDA11yRcbUsTC9jl5LnuiQ==' };

/**
 * The function as in the vector, with every value that it returned.
 *
 * @param {string} type
 * @param {Vector} vector
 * @returns {Question}
 */
export function wholeQuestion(type, vector) {
  const responses = vector.exchanges?.map(({ response }) => response);
  const line = toLine(
    type,
    expanded({
      ...vector.input,
      ...(vector.random === undefined ? {} : { randomHex: vector.random }),
      ...(responses === undefined || responses.length === 0 ? {} : { responses }),
    }),
  );
  const { stages, output, outputHex, request, session, error, exchanges } = vector;
  const requests = exchanges?.map((exchange) => ({ request: exchange.request }));
  const outcome = { stages, output, outputHex, request, session, exchanges: requests };
  const { code, ...details } = error ?? {};
  return {
    line,
    expected: toFields(expanded(withoutUndefined(error === undefined ? outcome : details))).filter(
      ([path]) => path !== '',
    ),
    ...(code === undefined ? {} : { code }),
  };
}

/**
 * The steps of a vector, each by itself, and the way back with the private key.
 *
 * @param {string} type
 * @param {Vector} vector
 * @param {readonly import('../../vectors/test-keys.cjs').TestKey[]} keys
 * @returns {Question[]}
 */
export function stageQuestions(type, vector, keys) {
  const { input } = vector;
  const stages = { ...vector.stages };
  if (type === 'codecs.encryptPkcs1' || type === 'codecs.encryptAesCbc') {
    stages.textHex = input.messageHex ?? input.plaintextHex;
    if (vector.outputHex !== undefined) stages.ciphertextHex = vector.outputHex;
  }
  const { prefix, textHex, paddedHex, ciphertextHex, base64, encoded } = stages;
  const options = input.options ?? {};
  const text = input.password ?? options.password ?? input.user;
  /** @type {Question[]} */
  const questions = [];
  const ask = (/** @type {string} */ name, /** @type {object} */ given, /** @type {object} */ outcome) =>
    questions.push({ line: toLine(name, given), expected: toFields(outcome) });

  if (textHex !== undefined && typeof text === 'string') {
    const charset = options.charset === undefined ? {} : { charset: options.charset };
    ask('codecs.encodeText', { text: (prefix ?? '') + text, ...charset }, { outputHex: textHex });
  }
  if (ciphertextHex !== undefined && type.startsWith('ifactory.')) {
    const bytes = (/** @type {'key' | 'iv'} */ name) =>
      options[`${name}Hex`] ?? base64ToHex(options[name] ?? IFACTORY[name]);
    ask(
      'codecs.encryptAesCbc',
      { keyHex: bytes('key'), ivHex: bytes('iv'), plaintextHex: textHex },
      { outputHex: ciphertextHex },
    );
  }
  const key = keys.find(({ modulusHex }) => modulusHex === input.key?.modulusHex);
  if (paddedHex !== undefined && ciphertextHex !== undefined && input.key !== undefined) {
    ask('rsa.power', { key: input.key, blockHex: paddedHex }, { outputHex: ciphertextHex });
    if (key !== undefined) ask('rsa.open', { key: publicAndPrivate(key), ciphertextHex }, { outputHex: textHex });
  }
  const bytesHex = ciphertextHex ?? textHex;
  if (base64 !== undefined) ask('codecs.encodeBase64', { bytesHex }, { output: base64 });
  if (encoded !== undefined) ask('codecs.percentEncode', { text: base64 }, { output: encoded });
  return questions;
}

/** @param {import('../../vectors/test-keys.cjs').TestKey} key */
const publicAndPrivate = ({ modulusHex, exponentHex, testOnlyPrivate }) => ({
  modulusHex,
  exponentHex,
  ...testOnlyPrivate,
});

/** @param {string} base64 */
const base64ToHex = (base64) => Buffer.from(base64, 'base64').toString('hex');

/** @param {object} members */
const withoutUndefined = (members) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

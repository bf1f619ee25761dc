import { inspect } from 'node:util';
import { CredwireError, type ErrorCode, systemRandom } from 'credwire';
import * as codecs from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { nodeModPow } from 'credwire/node';
import { seededRandom } from 'credwire/sandbox';
import { describe, expect, it } from 'vitest';
import { HOSTILE_VALUES, SENTINEL } from '../support/hostile-values.js';
import { keyXml } from '../support/rsa-key-value.js';
import { KEY_1024 } from '../support/rsa-keys.js';
import { callUntyped } from '../support/thrown.js';

interface Subject {
  readonly name: string;
  readonly call: (...args: never[]) => unknown;
  /** Arguments that work; the test replaces one of them at a time. */
  readonly valid: readonly unknown[];
  readonly returns: (result: unknown) => boolean;
  /** What the function documents, besides `ERR_ARGUMENT_TYPE`. */
  readonly codes?: readonly ErrorCode[];
}

const isString = (result: unknown) => typeof result === 'string';
const isPlainBytes = (result: unknown) => result instanceof Uint8Array && result.constructor === Uint8Array;
const isKey = (result: unknown) => isPlainBytes(Object(result).modulus) && Object(result).bits >= 1024;
const isFunction = (result: unknown) => typeof result === 'function';
const isJwk = (result: unknown) => Object(result).kty === 'RSA';

const { key, modulus, exponent } = KEY_1024;
const block = new Uint8Array(16);
const ciphertext = codecs.encryptAesCbc(block, block, block);

const SUBJECTS: readonly Subject[] = [
  { name: 'systemRandom', call: systemRandom, valid: [4], returns: isPlainBytes, codes: ['ERR_ARGUMENT_VALUE'] },
  {
    name: 'seededRandom',
    call: seededRandom,
    valid: ['seed'],
    returns: isFunction,
    codes: ['ERR_TEXT_NOT_WELL_FORMED'],
  },
  {
    name: 'a source of seededRandom',
    call: seededRandom('seed'),
    valid: [4],
    returns: isPlainBytes,
    codes: ['ERR_ARGUMENT_VALUE'],
  },
  {
    name: 'encodeText',
    call: codecs.encodeText,
    valid: ['text', 'ascii'],
    returns: isPlainBytes,
    codes: ['ERR_ARGUMENT_VALUE', 'ERR_TEXT_NOT_WELL_FORMED', 'ERR_TEXT_NOT_ENCODABLE'],
  },
  { name: 'encodeBase64', call: codecs.encodeBase64, valid: [block], returns: isString },
  {
    name: 'decodeBase64',
    call: codecs.decodeBase64,
    valid: ['AQAB'],
    returns: isPlainBytes,
    codes: ['ERR_TEXT_NOT_WELL_FORMED', 'ERR_BASE64'],
  },
  {
    name: 'percentEncode',
    call: codecs.percentEncode,
    valid: ['text'],
    returns: isString,
    codes: ['ERR_TEXT_NOT_WELL_FORMED'],
  },
  {
    name: 'formUrlEncode',
    call: codecs.formUrlEncode,
    valid: [[['a', 'b']]],
    returns: isString,
    codes: ['ERR_TEXT_NOT_WELL_FORMED'],
  },
  {
    name: 'encryptAesCbc',
    call: codecs.encryptAesCbc,
    valid: [block, block, block],
    returns: isPlainBytes,
    codes: ['ERR_AES_KEY_LENGTH', 'ERR_AES_IV_LENGTH'],
  },
  {
    name: 'decryptAesCbc',
    call: codecs.decryptAesCbc,
    valid: [block, block, ciphertext],
    returns: isPlainBytes,
    codes: ['ERR_AES_KEY_LENGTH', 'ERR_AES_IV_LENGTH', 'ERR_DECRYPT'],
  },
  {
    name: 'rsaPublicKey',
    call: codecs.rsaPublicKey,
    valid: [{ modulus, exponent }],
    returns: isKey,
    codes: ['ERR_UNKNOWN_OPTION', 'ERR_RSA_KEY', 'ERR_RSA_KEY_SIZE'],
  },
  {
    name: 'rsaPublicKey, by its modulus,',
    call: (value) => codecs.rsaPublicKey({ modulus: value, exponent }),
    valid: [modulus],
    returns: isKey,
    codes: ['ERR_RSA_KEY', 'ERR_RSA_KEY_SIZE'],
  },
  {
    name: 'rsaPublicKey, by its exponent,',
    call: (value) => codecs.rsaPublicKey({ modulus, exponent: value }),
    valid: [exponent],
    returns: isKey,
    codes: ['ERR_RSA_KEY'],
  },
  {
    name: 'parseRsaKeyValue',
    call: codecs.parseRsaKeyValue,
    valid: [keyXml()],
    returns: isKey,
    codes: ['ERR_TEXT_NOT_WELL_FORMED', 'ERR_RSA_XML'],
  },
  {
    name: 'fromJwk',
    call: codecs.fromJwk,
    valid: [codecs.toJwk(key)],
    returns: isKey,
    codes: ['ERR_RSA_KEY', 'ERR_RSA_KEY_SIZE'],
  },
  ...(['kty', 'n', 'e'] as const).map((member) => ({
    name: `fromJwk, by its member ${member},`,
    call: (value: never) => codecs.fromJwk({ ...codecs.toJwk(key), [member]: value }),
    valid: [codecs.toJwk(key)[member]],
    returns: isKey,
    codes: ['ERR_RSA_KEY', 'ERR_RSA_KEY_SIZE'] as const,
  })),
  {
    name: 'fromSpkiPem',
    call: codecs.fromSpkiPem,
    valid: [codecs.toSpkiPem(key)],
    returns: isKey,
    codes: ['ERR_TEXT_NOT_WELL_FORMED', 'ERR_RSA_KEY'],
  },
  { name: 'formatRsaKeyValue', call: codecs.formatRsaKeyValue, valid: [key], returns: isString },
  { name: 'toJwk', call: codecs.toJwk, valid: [key], returns: isJwk },
  { name: 'toSpkiPem', call: codecs.toSpkiPem, valid: [key], returns: isString },
  { name: 'thumbprint', call: codecs.thumbprint, valid: [key], returns: isString },
  { name: 'spkiPin', call: codecs.spkiPin, valid: [key], returns: isString },
  {
    name: 'encryptPkcs1',
    call: codecs.encryptPkcs1,
    valid: [key, block, systemRandom],
    returns: isPlainBytes,
    codes: ['ERR_MESSAGE_TOO_LONG', 'ERR_RANDOM', 'ERR_UNKNOWN_OPTION'],
  },
  ...(['random', 'modPow'] as const).map((name) => ({
    name: `encryptPkcs1, by its option ${name},`,
    call: (value: never) => codecs.encryptPkcs1(key, block, { [name]: value }),
    valid: [{ random: systemRandom, modPow: jsbnModPow }[name]],
    returns: isPlainBytes,
    codes: ['ERR_RANDOM', 'ERR_ARGUMENT_VALUE'] as const,
  })),
  {
    name: 'encryptPkcs1, by what its engine returns,',
    call: (answer) => codecs.encryptPkcs1(key, block, { modPow: () => answer }),
    valid: [Uint8Array.from({ length: 128 }, (_, at) => Number(at > 0))],
    returns: isPlainBytes,
    codes: ['ERR_ARGUMENT_VALUE'],
  },
  {
    name: 'encryptPkcs1, by what its source returns,',
    call: (answer) => codecs.encryptPkcs1(key, block, () => answer),
    valid: [new Uint8Array(109).fill(1)], // 128 - 3 - 16
    returns: isPlainBytes,
    codes: ['ERR_RANDOM'],
  },
  ...Object.entries({ bigintModPow: codecs.bigintModPow, jsbnModPow, nodeModPow }).map(([name, call]) => ({
    name,
    call,
    valid: [Uint8Array.of(2), Uint8Array.of(3), Uint8Array.of(7)],
    returns: isPlainBytes,
    codes: ['ERR_ARGUMENT_VALUE'] as const,
  })),
];

/** What is wrong with the outcome of a call; nothing, for a documented result or error that shows no input. */
function fault({ call, returns, codes = [] }: Subject, args: readonly unknown[]): string | undefined {
  try {
    return returns(callUntyped(call, ...args)) ? undefined : 'an undocumented result';
  } catch (error) {
    if (!(error instanceof CredwireError)) return 'an uncoded error';
    if (error.code !== 'ERR_ARGUMENT_TYPE' && !codes.includes(error.code)) return `undocumented ${error.code}`;
    const shown = [error.message, JSON.stringify(error), inspect(error, { showHidden: true, customInspect: false })];
    return shown.some((text) => text.includes(SENTINEL)) ? 'the input in the error' : undefined;
  }
}

describe.each(SUBJECTS)('$name', (subject) => {
  it('works with the arguments that the bad ones are combined with', () => {
    expect(subject.returns(callUntyped(subject.call, ...subject.valid))).toBe(true);
  });

  it.each(subject.valid.map((_value, position) => position))(
    'meets every hostile value as argument %d with a documented error or result',
    (position) => {
      const faults = HOSTILE_VALUES.map(({ name, value }) => {
        const args = subject.valid.map((valid, at) => (at === position ? value : valid));
        const found = fault(subject, args);
        return found === undefined ? undefined : `${name}: ${found}`;
      });
      expect(faults.filter((found) => found !== undefined)).toEqual([]);
    },
  );
});

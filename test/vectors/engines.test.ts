/** Every RSA vector once more with each engine of big integers, and back with the private key. */
import * as credwire from 'credwire';
import * as clients from 'credwire/clients';
import * as codecs from 'credwire/codecs';
import { bigintModPow } from 'credwire/codecs';
import * as jsbn from 'credwire/jsbn';
import { nodeModPow } from 'credwire/node';
import * as sandbox from 'credwire/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestKey, testKeys, vectorFiles } from './files.js';
import { runVector } from './run-vector.mjs';
import { fromHex, toHex } from './spelling.mjs';

const library = { credwire, codecs, clients, jsbn, sandbox };
const RSA_TYPES = ['codecs.encryptPkcs1', 'smartconnect.encryptPassword', 'smartconnect.signIn'];
/** The engines, and up to how many bits each opens ciphertexts here: a long private exponent takes jsbn a while. */
const engines = [
  { name: 'bigintModPow', modPow: bigintModPow, mostPrivateBits: 4096 },
  { name: 'nodeModPow', modPow: nodeModPow, mostPrivateBits: 4096 },
  { name: 'jsbnModPow', modPow: jsbn.jsbnModPow, mostPrivateBits: 2048 },
];

const vectors = vectorFiles.flatMap(([file, { testGroups }]) =>
  testGroups
    .filter(({ type }) => RSA_TYPES.includes(type))
    .flatMap(({ type, tests }) => tests.map((vector) => ({ name: `${file} ${vector.tcId}`, type, vector }))),
);

describe('where BigInt is missing', () => {
  const { BigInt: own } = globalThis;
  beforeEach(() => {
    Reflect.set(globalThis, 'BigInt', undefined);
  });
  afterEach(() => {
    Reflect.set(globalThis, 'BigInt', own);
  });

  it.each(vectors)('$name', async ({ type, vector }) => {
    const differences = await runVector(library, type, vector);
    Reflect.set(globalThis, 'BigInt', own); // the test framework needs it
    expect(differences).toEqual([]);
  });
});

const encryptions = vectors.flatMap(({ name, type, vector }) => {
  const key = testKeys.find(({ modulusHex }) => modulusHex === vector.input.key?.modulusHex);
  const padded = vector.stages?.paddedHex;
  if (key === undefined || padded === undefined) return [];
  const ciphertext =
    type === 'codecs.encryptPkcs1' ? fromHex(vector.outputHex ?? '') : codecs.decodeBase64(vector.stages?.base64 ?? '');
  const message = vector.input.messageHex ?? vector.stages?.textHex;
  return [{ name, key, padded, ciphertext, message }];
});

describe.each(engines)('$name', ({ modPow, mostPrivateBits }) => {
  it.each(encryptions)('encrypts and opens $name', ({ key, padded, ciphertext, message }) => {
    expect(ciphertext.length).toBe(key.modulusHex.length / 2);
    expect(toHex(modPow(fromHex(padded), fromHex(key.exponentHex), fromHex(key.modulusHex)))).toBe(toHex(ciphertext));
    if (key.bits > mostPrivateBits) return;
    const opened = modPow(ciphertext, privateExponent(key), fromHex(key.modulusHex));
    expect(toHex(opened)).toBe(padded);
    expect(messageOf(opened)).toBe(message);
  });
});

function privateExponent(key: TestKey): Uint8Array {
  return fromHex(key.testOnlyPrivate.dHex);
}

// 00 02, at least 8 bytes that are not zero, 00, the message.
function messageOf(block: Uint8Array): string {
  expect([...block.subarray(0, 2)]).toEqual([0, 2]);
  const separator = block.indexOf(0, 2);
  expect(separator).toBeGreaterThanOrEqual(10);
  return toHex(block.subarray(separator + 1));
}

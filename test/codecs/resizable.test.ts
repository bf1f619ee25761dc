/** Views that their buffers have left: shrunk away or transferred, they hold nothing, and are refused. */
import { decryptAesCbc, encodeBase64, encryptAesCbc, encryptPkcs1 } from 'credwire/codecs';
import { describe, expect, it } from 'vitest';
import { KEY_1024 } from '../support/rsa-keys.js';
import { codeOf } from '../support/thrown.js';

const key = new Uint8Array(16);

/** The view of the second half of a buffer, and what then happens to that buffer. */
function view(then: (buffer: ArrayBuffer) => void): Uint8Array {
  // TypeScript's ES2022 does not know the option; Node 20 does.
  const options: object = { maxByteLength: 64 };
  const buffer: ArrayBuffer = Reflect.construct(ArrayBuffer, [32, options]);
  const half = new Uint8Array(buffer, 16, 16);
  then(buffer);
  return half;
}

const LEFT: readonly (readonly [string, Uint8Array])[] = [
  ['shrunk away', view((buffer) => Reflect.apply(Reflect.get(buffer, 'resize'), buffer, [16]))],
  ['transferred', view((buffer) => structuredClone(buffer, { transfer: [buffer] }))],
];

describe.each(LEFT)('bytes whose buffer was %s', (_, left) => {
  it.each<[string, () => unknown]>([
    ['encodeBase64', () => encodeBase64(left)],
    ['encryptAesCbc', () => encryptAesCbc(key, key, left)],
    ['decryptAesCbc', () => decryptAesCbc(key, key, left)],
    ['encryptPkcs1', () => encryptPkcs1(KEY_1024.key, left)],
  ])('are refused by %s', (_name, call) => {
    expect(codeOf(call)).toBe('ERR_ARGUMENT_TYPE');
  });
});

it('bytes whose buffer has only grown are what they were', () => {
  const grown = view((buffer) => Reflect.apply(Reflect.get(buffer, 'resize'), buffer, [64]));
  expect(encodeBase64(grown)).toBe(encodeBase64(new Uint8Array(16)));
  expect(encodeBase64(new Uint8Array(0))).toBe('');
});

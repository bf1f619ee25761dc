/** Base64 by each of the ways that a platform may have: the same results, the same errors. */
import { decodeBase64, encodeBase64 } from 'credwire/codecs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { binaryToBase64 } from '../../src/codecs/base64.js';
import { codeOf, thrownBy } from '../support/thrown.js';

const LENGTHS = [...Array.from({ length: 70 }, (_, length) => length), 255, 256, 1000, 100_000];
const bytesOf = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 151 + (at >> 8) * 7) & 0xff);

/** How often the fakes of newer platforms' methods were called. */
let calls = 0;

function give(name: 'toBase64' | 'fromBase64', target: object, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

const own = {
  toBase64: Object.getOwnPropertyDescriptor(Uint8Array.prototype, 'toBase64'),
  fromBase64: Object.getOwnPropertyDescriptor(Uint8Array, 'fromBase64'),
};

beforeEach(() => {
  calls = 0;
});

afterEach(() => {
  vi.unstubAllGlobals();
  for (const [name, target] of [
    ['toBase64', Uint8Array.prototype],
    ['fromBase64', Uint8Array],
  ] as const) {
    Reflect.deleteProperty(target, name);
    const descriptor = own[name];
    if (descriptor !== undefined) Object.defineProperty(target, name, descriptor);
  }
});

// The decoder is one of those that take anything: what is strict must not ask it.
function withNative(): void {
  give('toBase64', Uint8Array.prototype, function (this: Uint8Array) {
    calls++;
    return Buffer.from(this).toString('base64');
  });
  give('fromBase64', Uint8Array, (text: string) => Buffer.from(text, 'base64'));
}

function withBtoa(): void {
  give('toBase64', Uint8Array.prototype, undefined);
  give('fromBase64', Uint8Array, undefined);
  vi.stubGlobal('btoa', (binary: string) => {
    calls++;
    return Buffer.from(binary, 'latin1').toString('base64');
  });
}

function withNothing(): void {
  give('toBase64', Uint8Array.prototype, undefined);
  give('fromBase64', Uint8Array, undefined);
  vi.stubGlobal('btoa', undefined);
}

const PLATFORMS = [
  { name: 'toBase64', prepare: withNative, encodes: true },
  { name: 'btoa', prepare: withBtoa, encodes: true },
  { name: 'neither', prepare: withNothing, encodes: false },
  { name: 'what this runtime has', prepare: () => {}, encodes: false },
];

describe.each(PLATFORMS)('on a platform with $name', ({ prepare, encodes }) => {
  beforeEach(prepare);

  it('encodes what Node encodes', () => {
    for (const length of LENGTHS) {
      const expected = Buffer.from(bytesOf(length)).toString('base64');
      expect(encodeBase64(bytesOf(length)) === expected).toBe(true);
      expect(binaryToBase64(Buffer.from(bytesOf(length)).toString('latin1')) === expected).toBe(true);
    }
    expect(calls > 0).toBe(encodes);
  });

  it('decodes what Node has encoded', () => {
    for (const length of LENGTHS) {
      const decoded = decodeBase64(Buffer.from(bytesOf(length)).toString('base64'));
      expect(Buffer.compare(decoded, bytesOf(length))).toBe(0);
      expect(decoded.buffer.byteLength).toBe(length);
    }
  });

  it.each<[what: string, end: string, problem: string]>([
    ['white space in place of digits', 'AAA ', 'a digit of the standard alphabet at position 403 of 404'],
    ['four characters of white space', ' \t\r\n', 'a digit of the standard alphabet at position 400 of 404'],
    ['white space within the padding', 'AA= =\n\n\n', 'a digit of the standard alphabet at position 402 of 408'],
    ['a character of base64url', 'AA-A', 'a digit of the standard alphabet at position 402 of 404'],
    ['a character beyond ASCII', 'A\u0141AA', 'a digit of the standard alphabet at position 401 of 404'],
    ['padding in front', '=AAA', 'a digit of the standard alphabet at position 400 of 404'],
    ['three characters of padding', 'A===', 'a digit of the standard alphabet at position 401 of 404'],
    ['bits behind the last byte, two', 'AAB=', 'no bits set after the last byte'],
    ['bits behind the last byte, four', 'AB==', 'no bits set after the last byte'],
    ['no padding', 'AA', 'a length that is a multiple of 4, got 402'],
  ])('refuses %s', (_what, end, problem) => {
    const error = thrownBy(() => decodeBase64(`${'A'.repeat(400)}${end}`));
    expect([error.code, error.message]).toEqual([
      'ERR_BASE64',
      `decodeBase64: "text": expected Base64 with ${problem}`,
    ]);
  });

  it('refuses a lone surrogate by its own code', () => {
    expect(codeOf(() => decodeBase64(`${'A'.repeat(400)}AAA\uD800`))).toBe('ERR_TEXT_NOT_WELL_FORMED');
  });
});

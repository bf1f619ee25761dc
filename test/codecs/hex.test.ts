import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/codecs/hex.js';

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, at) => 255 - at);

describe('toHex', () => {
  it('writes two lower-case digits for each byte there is', () => {
    expect(toHex(ALL_BYTES)).toBe(Buffer.from(ALL_BYTES).toString('hex'));
    expect(toHex(new Uint8Array(0))).toBe('');
  });
});

describe('fromHex', () => {
  it('reads each byte there is', () => {
    expect(fromHex(Buffer.from(ALL_BYTES).toString('hex'), 256)).toEqual(ALL_BYTES);
  });

  it('fills up with zeros in front, an odd count of digits too', () => {
    expect(fromHex('1f1', 4)).toEqual(Uint8Array.of(0, 0, 1, 0xf1));
    expect(fromHex('', 2)).toEqual(Uint8Array.of(0, 0));
    expect(fromHex('0', 0)).toEqual(new Uint8Array(0));
  });
});

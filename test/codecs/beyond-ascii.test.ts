/** What the quick ways of the encodings leave to the others: text beyond ASCII, the alphabet of URLs, the platform's Base64. */
import { decodeBase64, formUrlEncode, percentEncode } from 'credwire/codecs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeBase64Url } from '../../src/codecs/base64.js';

const platform = Object.getOwnPropertyDescriptor(Uint8Array, 'fromBase64');
afterEach(() => {
  if (platform === undefined) Reflect.deleteProperty(Uint8Array, 'fromBase64');
  else Object.defineProperty(Uint8Array, 'fromBase64', platform);
});

describe('text beyond ASCII', () => {
  it('is encoded together with the ASCII around it', () => {
    expect(percentEncode("\u00E9!'()* ~")).toBe('%C3%A9%21%27%28%29%2A%20~');
    expect(formUrlEncode([["\u00E9!'() ~*", 'a \u00E9']])).toBe('%C3%A9%21%27%28%29+%7E*=a+%C3%A9');
  });

  it('begins at U+0080', () => {
    expect(percentEncode('a\u0080')).toBe('a%C2%80');
    expect(formUrlEncode([['\u0080', '\u007F']])).toBe('%C2%80=%7F');
  });
});

describe('decodeBase64Url', () => {
  it('reads both digits that URLs spell otherwise', () => {
    expect(decodeBase64Url('-_-_')).toEqual(Uint8Array.of(0xfb, 0xff, 0xbf));
  });
});

describe('decodeBase64', () => {
  it('does not ask the platform, whose decoder may be one that takes anything', () => {
    const fromBase64 = vi.fn(() => new Uint8Array(192));
    Object.defineProperty(Uint8Array, 'fromBase64', { value: fromBase64, configurable: true });
    expect(decodeBase64('B'.repeat(256))).toEqual(new Uint8Array(Buffer.from('B'.repeat(256), 'base64')));
    expect(fromBase64).not.toHaveBeenCalled();
  });
});

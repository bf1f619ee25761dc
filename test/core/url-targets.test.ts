/** Where a whole request goes, and what a message says of a URL that goes nowhere. */
import { describe, expect, it } from 'vitest';
import { splitUrl, targetOf } from '../../src/core/url.js';
import { codeOf, thrownBy } from '../support/thrown.js';

describe('the message for a wrong URL', () => {
  it.each([
    ['example.com', 'starts'],
    ['foo:https:b', 'starts'],
    ['a b://c', 'starts'],
    ['ftp://example.com', 'absolute'],
    ['https:example.com', 'absolute'],
    ['http:example.com', 'absolute'],
    ['https://a b', 'absolute'],
  ])('of %j says what is missing', (url, what) => {
    const { code, message } = thrownBy(() => splitUrl('f', url));
    expect(code).toBe('ERR_URL');
    expect(message).toContain(what === 'starts' ? 'a URL that starts with https://' : 'an absolute http or https URL');
  });
});

describe('targetOf, given a known origin', () => {
  const known = 'https://a.example';

  it('takes a path or a query after it', () => {
    for (const rest of ['/', '/x?y', '?x']) {
      const url = `${known}${rest}`;
      expect(targetOf('f', url, known)).toEqual({ url, origin: known, rest, isInsecure: false });
    }
  });

  it('does not take a longer host, another port or a user for it', () => {
    expect(targetOf('f', `${known}:8443?`, known).origin).toBe(`${known}:8443`);
    expect(targetOf('f', `${known}.evil.example/`, known).origin).toBe(`${known}.evil.example`);
    expect(codeOf(() => targetOf('f', `${known}@evil.example/`, known))).toBe('ERR_URL');
  });

  it('refuses what is not a URL, with or without one', () => {
    expect(codeOf(() => targetOf('f', 5, known))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => targetOf('f', 'undefined/x'))).toBe('ERR_URL');
  });
});

import { describe, expect, it, vi } from 'vitest';
import { text } from '../../src/core/check.js';
import { makeProfile, sessionReader, signHeaders } from '../../src/vendors/vendor.js';
import { codeOf } from '../support/thrown.js';

describe('makeProfile', () => {
  it('freezes a profile down to its fields', () => {
    const field = { name: 'a', secret: true, required: true };
    const profile = makeProfile({
      id: 'x',
      name: 'X',
      fields: [field],
      tokenLife: { description: 'd' },
      document: 'D',
    });
    for (const part of [profile, profile.fields, field, profile.tokenLife]) expect(Object.isFrozen(part)).toBe(true);
  });
});

describe('a session', () => {
  const reader = () => {
    const check = vi.fn(text);
    return { check, read: sessionReader({ token: check }) };
  };
  const twice = (session: object) => {
    const { check, read } = reader();
    read('f', session);
    read('f', session);
    return check.mock.calls.length;
  };

  it("is checked once if it can't change any more", () => {
    expect(twice(Object.freeze({ token: 'a', expiresAt: 1, isEmailVerified: true }))).toBe(1);
  });

  it.each([
    ['is not frozen', { token: 'a' }],
    [
      'has an accessor',
      Object.freeze({
        get token() {
          return 'a';
        },
      }),
    ],
    ['has a member that can change by itself', Object.freeze({ token: 'a', origin: new URL('https://a.example') })],
  ])('that %s is checked at each call', (_, session) => {
    expect(twice(session)).toBe(2);
  });

  it('is known only to the vendor that has checked it', () => {
    const session = Object.freeze({ token: 'a' });
    reader().read('f', session);
    expect(codeOf(() => sessionReader({ vendor: text })('f', session))).toBe('ERR_ARGUMENT_TYPE');
  });

  it('is checked again after it was refused', () => {
    const { check, read } = reader();
    const session = Object.freeze({ token: '\uD800' });
    expect(codeOf(() => read('f', session))).toBe('ERR_TEXT_NOT_WELL_FORMED');
    expect(codeOf(() => read('f', session))).toBe('ERR_TEXT_NOT_WELL_FORMED');
    expect(check).toHaveBeenCalledTimes(2);
  });
});

describe("a URL that starts with the session's origin", () => {
  const sign = (url: string, origin = 'https://mes.example') =>
    signHeaders(
      'f',
      { url },
      () => ({ origin }),
      {},
      undefined,
      (headers) => ({ ...headers, a: 'b' }),
    );

  it.each(['', '/', '/x?y=%20', '?x', '/x[]"^'])('can continue with %j', (rest) => {
    expect(sign(`https://mes.example${rest}`)).toEqual({ url: `https://mes.example${rest}`, headers: { a: 'b' } });
  });

  it.each([
    ['.evil.example/', 'ERR_ORIGIN_MISMATCH'],
    ['-evil', 'ERR_ORIGIN_MISMATCH'],
    [':8443/', 'ERR_ORIGIN_MISMATCH'],
    ['@evil.example/', 'ERR_URL'],
    [':x@evil.example/', 'ERR_URL'],
    ['\\evil.example/', 'ERR_URL'],
    ['/a\\b', 'ERR_URL'],
    ['/#x', 'ERR_URL'],
    ['#x', 'ERR_URL'],
    ['/a b', 'ERR_URL'],
    ['/\n', 'ERR_URL'],
    ['/\u00E9', 'ERR_URL'],
    ['/\uD800', 'ERR_TEXT_NOT_WELL_FORMED'],
  ])("can't continue with %j", (rest, code) => {
    expect(codeOf(() => sign(`https://mes.example${rest}`))).toBe(code);
  });

  it('goes over plain HTTP where the session came that way', () => {
    expect(sign('http://intranet/x', 'http://intranet').url).toBe('http://intranet/x');
    expect(codeOf(() => sign('http://intranet:81/x', 'http://intranet'))).toBe('ERR_INSECURE_URL');
  });
});

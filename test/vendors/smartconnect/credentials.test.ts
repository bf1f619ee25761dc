import { CryptoError, InputError, ResponseError, smartconnect } from 'credwire';
import { spkiPin, thumbprint } from 'credwire/codecs';
import { jsbnModPow } from 'credwire/jsbn';
import { seededRandom } from 'credwire/sandbox';
import { describe, expect, it, vi } from 'vitest';
import { KEY_1024, KEY_2048, openPkcs1 } from '../../support/rsa-keys.js';
import { callUntyped, codeOf, outcomeOf, thrownBy, withoutBigInt } from '../../support/thrown.js';

describe('smartconnect.encryptPassword', () => {
  const { key } = KEY_1024;
  const opened = (base64: string) => openPkcs1(KEY_1024, Buffer.from(base64, 'base64')).message;

  it.each(['', 'secret', '\u00E9\u20AC\u{1F600}', '\0', 'x'.repeat(117)])(
    'encrypts what OpenSSL decrypts: %#',
    (password) => {
      const ciphertext = smartconnect.encryptPassword(password, key);
      expect(ciphertext).toMatch(/^[A-Za-z0-9+/]{171}=$/);
      expect(opened(ciphertext).toString()).toBe(password);
    },
  );

  it('takes as many bytes as the modulus has, less 11, and names the limit', () => {
    expect(opened(smartconnect.encryptPassword('\u00E9'.repeat(58), key))).toHaveLength(116);
    const error = thrownBy(() => smartconnect.encryptPassword('\u00E9'.repeat(59), key));
    expect(error.code).toBe('ERR_MESSAGE_TOO_LONG');
    expect(error.message).toMatch(/\b117\b.*\b118\b/);
    expect(smartconnect.encryptPassword('x'.repeat(245), KEY_2048.key)).toHaveLength(344);
    expect(codeOf(() => smartconnect.encryptPassword('x'.repeat(246), KEY_2048.key))).toBe('ERR_MESSAGE_TOO_LONG');
  });

  it('encodes in the charset of one sample or another, and replaces nothing', () => {
    const bytesOf = (password: string, charset: 'utf-8' | 'latin1' | 'ascii') => [
      ...opened(smartconnect.encryptPassword(password, key, { charset })),
    ];
    expect(bytesOf('p\u00E9', 'utf-8')).toEqual([0x70, 0xc3, 0xa9]);
    expect(bytesOf('p\u00E9', 'latin1')).toEqual([0x70, 0xe9]);
    expect(bytesOf('p?', 'ascii')).toEqual([0x70, 0x3f]);
    expect(codeOf(() => bytesOf('p\u00E9', 'ascii'))).toBe('ERR_TEXT_NOT_ENCODABLE');
    expect(codeOf(() => bytesOf('p\u20AC', 'latin1'))).toBe('ERR_TEXT_NOT_ENCODABLE');
  });

  it('gives another ciphertext each time, and the same one from the same seed', () => {
    expect(smartconnect.encryptPassword('a', key)).not.toBe(smartconnect.encryptPassword('a', key));
    const seeded = () => smartconnect.encryptPassword('a', key, { random: seededRandom('a test') });
    expect(seeded()).toBe(seeded());
  });

  it.each([
    [
      'a source that throws',
      () => {
        throw new Error('sentinel');
      },
    ],
    ['a source that gives too much', (length: number) => new Uint8Array(length + 1).fill(1)],
    ['a source of zeros', (length: number) => new Uint8Array(length)],
  ])('refuses %s', (_, random) => {
    const error = thrownBy(() => smartconnect.encryptPassword('a', key, { random }));
    expect(error).toBeInstanceOf(CryptoError);
    expect(error.code).toBe('ERR_RANDOM');
    expect(error.message).not.toContain('sentinel');
  });

  it('leaves the arithmetic to the engine that is passed', () => {
    const options = () => ({ random: seededRandom('a test') });
    const expected = smartconnect.encryptPassword('secret', key, options());
    const modPow = vi.fn(jsbnModPow);
    expect(smartconnect.encryptPassword('secret', key, { ...options(), modPow })).toBe(expected);
    expect(modPow).toHaveBeenCalledOnce();
    expect(withoutBigInt(() => smartconnect.encryptPassword('secret', key, { ...options(), modPow }))).toBe(expected);
  });

  it('names the remedy where the platform has no BigInt', () => {
    const error = thrownBy(() => withoutBigInt(() => smartconnect.encryptPassword('secret', key)));
    expect(error.code).toBe('ERR_NO_BIGINT');
    expect(error.message).toMatch(/^smartconnect\.encryptPassword: .*"modPow"/);
  });

  it('refuses an engine that returns something else than the power', () => {
    const error = thrownBy(() => smartconnect.encryptPassword('secret', key, { modPow: () => new Uint8Array(1) }));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toMatch(/^smartconnect\.encryptPassword: "modPow"/);
  });

  it.each([
    ['an engine that is no function', 'a', KEY_1024.key, { modPow: 'jsbn' }, 'ERR_ARGUMENT_TYPE'],
    ['a key that is no key', 'a', { modulus: 1 }, {}, 'ERR_ARGUMENT_TYPE'],
    ['no key', 'a', undefined, {}, 'ERR_ARGUMENT_TYPE'],
    ['a password that is no text', 1, KEY_1024.key, {}, 'ERR_ARGUMENT_TYPE'],
    ['a lone surrogate', 'a\uD800', KEY_1024.key, {}, 'ERR_TEXT_NOT_WELL_FORMED'],
    ['a charset of two bytes', 'a', KEY_1024.key, { charset: 'utf-16le' }, 'ERR_ARGUMENT_VALUE'],
    ['an unknown option', 'a', KEY_1024.key, { padding: 'oaep' }, 'ERR_UNKNOWN_OPTION'],
  ])('refuses %s', (_, password, wrongKey, options, code) => {
    expect(codeOf(() => callUntyped(smartconnect.encryptPassword, password, wrongKey, options))).toBe(code);
  });
});

describe('a pin', () => {
  const { key } = KEY_1024;
  const encrypt = (pin: string, random = seededRandom('a test')) =>
    smartconnect.encryptPassword('secret', key, { pin, random });

  it('lets the pinned key pass, by thumbprint or by SPKI pin', () => {
    const expected = smartconnect.encryptPassword('secret', key, { random: seededRandom('a test') });
    expect(encrypt(thumbprint(key))).toBe(expected);
    expect(encrypt(spkiPin(key))).toBe(expected);
  });

  it('refuses a different key before a random byte is drawn', () => {
    const random = vi.fn((length: number) => new Uint8Array(length).fill(1));
    for (const pin of [thumbprint(KEY_2048.key), spkiPin(KEY_2048.key)]) {
      const error = thrownBy(() => encrypt(pin, random));
      expect(error).toBeInstanceOf(ResponseError);
      expect(error.code).toBe('ERR_PIN_MISMATCH');
    }
    expect(random).not.toHaveBeenCalled();
  });

  it.each([
    ['a thumbprint', thumbprint(key)],
    ['an SPKI pin', spkiPin(key)],
  ])('is compared in every character, whichever differs: %s', (_, right) => {
    const changedAt = (changed: number) =>
      [...right].map((character, at) => (at !== changed ? character : character === 'A' ? 'B' : 'A')).join('');
    const compared = (pin: string) => {
      const spy = vi.spyOn(String.prototype, 'charCodeAt');
      try {
        const outcome = outcomeOf(() => encrypt(pin));
        return { outcome, reads: spy.mock.contexts.filter((read) => [right, pin].includes(String(read))).length };
      } finally {
        spy.mockRestore();
      }
    };
    const reads = 2 * right.length;
    expect(compared(right)).toEqual({ outcome: 'returned', reads });
    // After character 42 of an SPKI pin there is only its "=".
    for (const at of [0, 21, 42]) expect(compared(changedAt(at))).toEqual({ outcome: 'ERR_PIN_MISMATCH', reads });
  });

  it("refuses the key's pin in a different letter case", () => {
    expect(codeOf(() => encrypt(thumbprint(key).toUpperCase()))).toBe('ERR_PIN_MISMATCH');
    expect(codeOf(() => encrypt(spkiPin(key).toLowerCase()))).toBe('ERR_PIN_MISMATCH');
  });

  it.each([
    ['nothing', ''],
    ['a thumbprint that is too short', 'a'.repeat(42)],
    ['a thumbprint with padding of the URL-safe alphabet', `${'_'.repeat(43)}=`],
    ['a pin without padding but with a plus sign', `${'+'.repeat(43)}`],
    ['the form of the header', `pin-sha256="${'a'.repeat(43)}="`],
    ['hexadecimal', 'a'.repeat(64)],
    ['a line end behind it', `${'a'.repeat(43)}\n`],
    ['a line end behind the padding', `${'a'.repeat(43)}=\n`],
  ])('is refused if it is %s', (_, pin) => {
    expect(codeOf(() => encrypt(pin))).toBe('ERR_ARGUMENT_VALUE');
  });
});

describe('an encrypted password', () => {
  const target = { apiUrl: 'api.example', email: 'demo' };
  const TAKERS: readonly (readonly [string, (encryptedPassword: never) => unknown])[] = [
    ['companiesRequest', (encryptedPassword) => smartconnect.companiesRequest({ email: 'demo', encryptedPassword })],
    ['companyListRequest', (encryptedPassword) => smartconnect.companyListRequest({ ...target, encryptedPassword })],
    [
      'tokenRequest',
      (encryptedPassword) => smartconnect.tokenRequest({ ...target, companyId: '1', encryptedPassword }),
    ],
  ];
  const base64 = (length: number) => Buffer.alloc(length, 0xfb).toString('base64');

  describe.each(TAKERS)('of %s', (name, take) => {
    it.each([128, 129, 256, 512, 2047, 2048])('is taken if it is a block of %i bytes', (length) => {
      expect(callUntyped(take, base64(length))).toBeDefined();
    });

    it('is taken if it only ends like hexadecimal', () => {
      expect(callUntyped(take, `ZZZZ${'a'.repeat(340)}`)).toBeDefined();
    });

    it('is what encryptPassword returned, under any key', () => {
      for (const { key } of [KEY_1024, KEY_2048]) {
        expect(callUntyped(take, smartconnect.encryptPassword('secret', key))).toBeDefined();
      }
    });

    it.each([
      ['nothing', ''],
      ['a password', 'p+ss/word=1'],
      ['a password that is Base64', 'c2VjcmV0'],
      ['a block that is too short', base64(127)],
      ['a block that is too long', base64(2049)],
      ['a long text', 'x'.repeat(100_000)],
      ['a block without its padding', base64(128).replace('=', '')],
      ['a block in the URL-safe alphabet', base64(128).replaceAll('+', '-')],
      ['a block in two lines', base64(129).replace(/^.{76}/, '$&\n')],
      ['a block whose plus signs became spaces', base64(128).replaceAll('+', ' ')],
      ['a block with bits behind its end', base64(128).replace(/.=$/, 'd=')],
      ["the document's corrupt sample", `${base64(129)}C=`],
      ['a block in hexadecimal', Buffer.alloc(128, 0xfb).toString('hex')],
      ['a block of 2048 bits in hexadecimal', Buffer.alloc(256, 0xa5).toString('hex').toUpperCase()],
      ['a block in Base64 twice', Buffer.from(base64(128)).toString('base64')],
    ])('is refused if it is %s', (_, wrong) => {
      const error = thrownBy(() => callUntyped(take, wrong));
      expect(error).toBeInstanceOf(InputError);
      expect(error.code).toBe('ERR_ARGUMENT_VALUE');
      expect(error.message).toMatch(
        new RegExp(`^smartconnect\\.${name}: "encryptedPassword": .*pass what encryptPassword`),
      );
      if (wrong !== '') expect(error.message).not.toContain(wrong);
    });

    it.each([encodeURIComponent(base64(128)), 'a%2Fb%3D'])('is refused if it is percent-encoded: %#', (wrong) => {
      const error = thrownBy(() => callUntyped(take, wrong));
      expect(error.code).toBe('ERR_ARGUMENT_VALUE');
      expect(error.message).toContain('do not percent-encode it');
    });

    it.each(['p%4', 'p%4z'])('is not taken for percent-encoded: %s', (wrong) => {
      expect(thrownBy(() => callUntyped(take, wrong)).message).toContain('pass what encryptPassword returned');
    });

    it('is refused if it is of the wrong type', () => {
      expect(codeOf(() => callUntyped(take, undefined))).toBe('ERR_ARGUMENT_TYPE');
      expect(codeOf(() => callUntyped(take, Buffer.alloc(128)))).toBe('ERR_ARGUMENT_TYPE');
      expect(codeOf(() => callUntyped(take, '\uD800'))).toBe('ERR_TEXT_NOT_WELL_FORMED');
    });
  });
});

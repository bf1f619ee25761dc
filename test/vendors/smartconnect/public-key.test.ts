import { CryptoError, ResponseError, smartconnect } from 'credwire';
import { formatRsaKeyValue, spkiPin, thumbprint } from 'credwire/codecs';
import { seededRandom } from 'credwire/sandbox';
import { describe, expect, it, vi } from 'vitest';
import { text } from '../../support/http-messages.js';
import { KEY_1024, KEY_2048, openPkcs1 } from '../../support/rsa-keys.js';
import { callUntyped, codeOf, outcomeOf, refusedBy, thrownBy } from '../../support/thrown.js';

const XML = formatRsaKeyValue(KEY_1024.key);

describe('smartconnect.publicKeyRequest', () => {
  it('posts nothing to the login service', () => {
    const expected =
      '{"method":"POST","url":"https://login.smartconnect.com/v1/public-key","headers":{"Accept":"application/json"}}';
    expect(JSON.stringify(smartconnect.publicKeyRequest())).toBe(expected);
    expect(JSON.stringify(smartconnect.publicKeyRequest({}))).toBe(expected);
  });

  it('goes to another login service over https, or on loopback', () => {
    const urlOf = (loginUrl: string) => smartconnect.publicKeyRequest({ loginUrl }).url;
    expect(urlOf('https://login.example/base/')).toBe('https://login.example/base/v1/public-key');
    expect(urlOf('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080/v1/public-key');
    expect(codeOf(() => urlOf('http://login.example'))).toBe('ERR_INSECURE_URL');
    expect(codeOf(() => urlOf('login.example'))).toBe('ERR_URL');
  });
});

describe('smartconnect.parsePublicKeyResponse', () => {
  const parse = (body: string) => smartconnect.parsePublicKeyResponse(text(body));
  const escaped = `"${XML.replaceAll('<', '\\u003c').replaceAll('>', '\\u003E').replaceAll('/', '\\/')}"`;
  const folded = XML.replaceAll('><', '>\r\n  <');
  const turned = XML.replace(/(<Modulus>.*<\/Modulus>)(<Exponent>.*<\/Exponent>)/, '$2$1');

  it.each([
    ['a JSON string', JSON.stringify(XML)],
    ['a JSON string with escapes', escaped],
    ['a JSON string with line ends as escapes', JSON.stringify(folded)],
    ['a JSON string with a byte order mark inside', JSON.stringify(`\uFEFF${XML}`)],
    ['a JSON string with an XML declaration', JSON.stringify(`<?xml version="1.0"?>${XML}`)],
    ['a JSON string behind a byte order mark', `\uFEFF${JSON.stringify(XML)}`],
    ['a JSON string between white space', `\r\n ${JSON.stringify(XML)}\n`],
    ['Exponent in front of Modulus', JSON.stringify(turned)],
    ['bare XML', XML],
    ['bare XML on several lines', folded],
    ['bare XML behind a byte order mark', `\uFEFF${XML}`],
    ['bare XML behind white space', ` \r\n\t${XML}\n`],
    ['bare XML with a declaration', `<?xml version="1.0" encoding="utf-8"?>\n${XML}`],
  ])('reads a key from %s', (_, body) => {
    expect(parse(body).toJSON()).toEqual(KEY_1024.key.toJSON());
  });

  it.each([
    ['a JSON string without XML', '"key"', 'ERR_RESPONSE_FORMAT'],
    ['an empty JSON string', '""', 'ERR_RESPONSE_FORMAT'],
    ['JSON twice', JSON.stringify(JSON.stringify(XML)), 'ERR_RESPONSE_FORMAT'],
    ['an object', JSON.stringify({ PublicKey: XML }), 'ERR_RESPONSE_FORMAT'],
    ['quotes around XML that are not escaped', `"${XML.replace('<M', '"<M')}"`, 'ERR_RESPONSE_FORMAT'],
    ['other XML', '<key/>', 'ERR_RSA_XML'],
    ['a key without an exponent', XML.replace(/<Exponent>.*<\/Exponent>/, ''), 'ERR_RSA_XML'],
    ['a key with its private part', XML.replace('</RSA', '<D>AQAB</D></RSA'), 'ERR_RSA_XML'],
    ['an exponent of 1', XML.replace('AQAB', 'AQ=='), 'ERR_RSA_KEY'],
    [
      'an even modulus',
      XML.replace(/<Modulus>.*<\/Modulus>/, `<Modulus>${'/'.repeat(170)}4=</Modulus>`),
      'ERR_RSA_KEY',
    ],
    ['a short modulus', XML.replace(/<Modulus>.*<\/Modulus>/, '<Modulus>////</Modulus>'), 'ERR_RSA_KEY_SIZE'],
  ])("calls it the peer's fault to send %s", (_, body, code) => {
    const error = refusedBy(() => parse(body));
    expect(error).toMatchObject({ code, status: 200 });
    expect(error.cause).toBeUndefined();
  });
});

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

  it.each([
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

  it('refuses another key before a random byte is drawn', () => {
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
  ])('is compared character by character, all of them, whichever differs: %s', (_, right) => {
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
    // Behind the character 42 of an SPKI pin is only its "=".
    for (const at of [0, 21, 42]) expect(compared(changedAt(at))).toEqual({ outcome: 'ERR_PIN_MISMATCH', reads });
  });

  it('refuses the pin of the key in the case of another', () => {
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
  ])('is refused where it is %s', (_, pin) => {
    expect(codeOf(() => encrypt(pin))).toBe('ERR_ARGUMENT_VALUE');
  });
});

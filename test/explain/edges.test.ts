import { createCipheriv } from 'node:crypto';
import { encodeBase64, encodeText, encryptAesCbc, rsaPublicKey } from 'credwire/codecs';
import { diagnose, type VendorOptions } from 'credwire/explain';
import { describe, expect, test } from 'vitest';
import { calledBy } from '../../src/explain/vendor.js';

const codes = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code);

describe('iFactory', () => {
  const options = { baseUrl: 'https://mes.example/a', userLogin: 'demo', password: 'password' };
  const url = (password: string) =>
    `https://mes.example/a/api/tokens?userLogin=demo&password=${encodeURIComponent(password)}`;
  const of = (password: string, more: Partial<VendorOptions['ifactory']> = {}) =>
    codes(diagnose('ifactory', { ...options, ...more }, url(password)));

  test('tells a ciphertext that no password gives', () => {
    expect(of(encodeBase64(new Uint8Array(800)))).toEqual(['OTHER_KEY']);
    expect(of(encodeBase64(new Uint8Array(8000)))).toEqual(['OTHER_KEY']);
    expect(of(encodeBase64(new Uint8Array(1)))).toEqual(['CIPHERTEXT_LENGTH']);
  });

  test('tells an empty password from a ciphertext of one', () => {
    expect(of('zJie8rSL/rAUs3FHjy7sYA==', { password: '' })).toEqual([]);
    expect(of('EKclpDnPPGiHI66zyK906w==', { password: '' })).toEqual(['OTHER_PASSWORD']);
    expect(of('zJie8rSL/rAUs3FHjy7sYA==')).toEqual(['OTHER_PASSWORD']);
  });

  test('finds another password under a wrong parameter, too', () => {
    const key = new Uint8Array(16).fill(7);
    const iv = new Uint8Array(16);
    const made = encodeBase64(encryptAesCbc(key, iv, encodeText('something else, long enough')));
    expect(of(made, { key })).toEqual(['OTHER_PASSWORD', 'IV_ZERO']);
  });

  test('tells a plain password in Base64, in whatever charset, from a ciphertext', () => {
    expect(of(encodeBase64(encodeText('password', 'utf-16le')))).toEqual(['NOT_ENCRYPTED']);
    expect(of(encodeBase64(encodeText('password')))).toEqual(['NOT_ENCRYPTED']);
  });

  test('tells a longer password that begins alike from one with odd padding', () => {
    const [key, iv] = [new Uint8Array(16).fill(7), new Uint8Array(16).fill(9)];
    const made = (text: string) => encodeBase64(encryptAesCbc(key, iv, encodeText(text)));
    expect(of(made(`password${' and more'.repeat(3)}`), { key, iv })).toEqual(['OTHER_PASSWORD']);
  });

  test('counts on in CTR where a byte is full', () => {
    const key = new Uint8Array(16).fill(7);
    const iv = new Uint8Array(16).fill(0xff);
    const made = createCipheriv('aes-128-ctr', key, iv).update('a password of more than two blocks').toString('base64');
    expect(of(made, { key, iv, password: 'a password of more than two blocks' })).toEqual(['MODE_OTHER']);
  });

  test('takes a port that the scheme implies, and a path in either case', () => {
    const right = url('EKclpDnPPGiHI66zyK906w==');
    expect(
      diagnose('ifactory', options, right.replace('mes.example', 'MES.example:443').replace('/api/', '/API/')),
    ).toEqual([]);
    expect(codes(diagnose('ifactory', options, right.replace('/a/api/tokens', '/api/tokens')))).toEqual(['WRONG_PATH']);
    expect(codes(diagnose('ifactory', options, right.replace('tokens', 'tokens//')))).toEqual(['WRONG_PATH']);
    expect(
      codes(diagnose('ifactory', options, { method: 'GET', url: right.replace('https', 'ftp'), headers: {} })),
    ).toEqual(['WRONG_HOST']);
  });

  test('says what is missing if there is nothing', () => {
    const seen = { method: 'GET', url: 'https://mes.example/a/api/tokens', headers: {} } as const;
    expect(codes(diagnose('ifactory', options, seen))).toEqual(['FIELD_MISSING', 'FIELD_MISSING']);
    expect(codes(diagnose('ifactory', options, { ...seen, url: `${seen.url}?userLogin&password` }))).toEqual([
      'FIELD_MISSING',
      'FIELD_MISSING',
    ]);
  });

  test('looks through quotation marks, entities and whitespace around a name', () => {
    const wide = { ...options, userLogin: 'Ann & Bob' };
    const user = (text: string) =>
      codes(diagnose('ifactory', wide, url('EKclpDnPPGiHI66zyK906w==').replace('demo', text)));
    expect(user('%60Ann%20%26%20Bob%60')).toEqual(['QUOTED_VALUE']);
    expect(user('%C2%ABAnn%20%26%20Bob%C2%BB')).toEqual(['QUOTED_VALUE']);
    expect(user('%E2%80%98Ann%20%26%20Bob%E2%80%99')).toEqual(['QUOTED_VALUE']);
    expect(user('Ann%20%26%2338%3B%20Bob')).toEqual(['HTML_ESCAPED']);
    expect(user('Ann%20%26%23x26%3B%20Bob')).toEqual(['HTML_ESCAPED']);
    expect(user('%EF%BB%BFAnn%20%26%20Bob')).toEqual(
      expect.arrayContaining([expect.stringMatching(/BOM_ADDED|SPACE_ADDED/)]),
    );
    expect(user('Ann%20%26%20Bob%00')).toEqual(['NUL_ADDED']);
    const euro = { ...options, userLogin: 'ü€ x' };
    const escaped = url('EKclpDnPPGiHI66zyK906w==').replace('demo', '%FC%u20AC%20x');
    expect(codes(diagnose('ifactory', euro, escaped))).toEqual(['PERCENT_U']);
    expect(user(encodeURIComponent("'Ann%20%26%20Bob'"))).toEqual(
      expect.arrayContaining(['ENCODED_TWICE', 'QUOTED_VALUE']),
    );
  });
});

describe('Jacada', () => {
  const options = { baseUrl: 'https://j.example', accountId: 'a b', user: 'demo', password: 'secret' };
  const seen = (user: string, password: string, more: object = {}) => ({
    method: 'POST' as const,
    url: 'https://j.example/version/1/account/a%20b/auth/',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user, password }),
    ...more,
  });
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const right = base64('abcdefghijklmsecret');

  test('tells its own letters from other characters', () => {
    expect(codes(diagnose('jacada', options, seen(base64('demo'), right)))).toEqual([]);
    expect(codes(diagnose('jacada', options, seen(base64('demo'), base64('!!secret'))))).toEqual(['OTHER_PASSWORD']);
    expect(codes(diagnose('jacada', options, seen(base64('demo'), 'abcdefghijklmsecret')))).toEqual(['NOT_ENCODED']);
    expect(codes(diagnose('jacada', options, seen(base64('demo'), 'abcsecret')))).toEqual([
      'PREFIX_LENGTH',
      'NOT_ENCODED',
    ]);
    expect(
      codes(diagnose('jacada', options, seen(base64('demo'), base64(`abcdefghijklm${base64('secret')}`)))),
    ).toEqual(['ENCODED_TWICE']);
    expect(codes(diagnose('jacada', options, seen('???', right)))).toEqual(['NOT_BASE64']);
    const twice = 's\u00C3\u00A9cret'; // UTF-8 read as Latin-1
    expect(codes(diagnose('jacada', { ...options, password: 'sécret' }, seen(base64('demo'), twice)))).toEqual([
      'UTF8_TWICE',
      'NOT_ENCODED',
    ]);
    expect(codes(diagnose('jacada', { ...options, prefixLength: 0 }, seen(base64('demo'), base64('secret'))))).toEqual(
      [],
    );
    expect(
      codes(diagnose('jacada', { ...options, password: '', prefixLength: 0 }, seen(base64('demo'), base64('abc')))),
    ).toEqual(['PREFIX_LENGTH']);
    expect(
      codes(diagnose('jacada', { ...options, user: 'ééé', charset: 'latin1' }, seen(base64('ééé'), right))),
    ).toEqual(['CHARSET_UTF8']);
  });

  test('tells paths apart by the case of their letters', () => {
    const other = seen(base64('demo'), right, { url: 'https://j.example/Version/1/account/a%20b/auth/' });
    const [finding] = diagnose('jacada', options, other);
    expect(finding).toMatchObject({ code: 'WRONG_PATH', message: expect.stringContaining('case') });
  });

  test('takes the keys of newer servers for a call', () => {
    const call = {
      method: 'GET',
      url: 'https://j.example/x',
      headers: { 'Application-Key': 'k', 'Tenant-Id': 't' },
    } as const;
    expect(diagnose('jacada', options, call)).toEqual([]);
  });
});

describe('the body', () => {
  const options = { username: 'user123', password: 'pass1234' };
  const seen = (body: string, type = 'application/json') => ({
    method: 'POST' as const,
    url: 'https://api.bex.co.za/api/service/login',
    headers: { 'content-type': type },
    body,
  });

  test('is known by its looks, whatever its label says', () => {
    expect(codes(diagnose('bex', options, seen('\uFEFF{"username":"user123","password":"pass1234"}')))).toEqual([]);
    expect(codes(diagnose('bex', options, seen('"username=user123&password=pass1234"')))).toEqual([]);
    expect(codes(diagnose('bex', options, seen('"{"')))).toContain('FIELD_MISSING');
    expect(
      codes(diagnose('bex', options, seen('%7B%22username%22%3A%22user123%22%2C%22password%22%3A%22pass1234%22%7D='))),
    ).toEqual(['PERCENT_IN_JSON']);
    expect(codes(diagnose('bex', options, seen('%7Bx')))).toContain('BODY_OTHER');
    expect(codes(diagnose('bex', options, seen('<xml a="b"/>')))).toContain('BODY_OTHER');
    expect(codes(diagnose('bex', options, seen('{"username":"user123","password":1234}')))).toEqual(['OTHER_PASSWORD']);
    expect(codes(diagnose('bex', options, seen('{username user123}')))).toContain('JSON_BROKEN');
    const part = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    expect(
      codes(
        diagnose(
          'bex',
          options,
          seen(`${part('username', 'user123')}--b\r\nnothing\r\n${part('password', 'pass1234')}--b--`),
        ),
      ),
    ).toEqual(['BODY_MULTIPART']);
  });

  test('may be the query where the options say so', () => {
    const query = { ...options, transport: 'query', preferAlternateToken: true } as const;
    const request = {
      method: 'GET',
      url: 'https://api.bex.co.za/api/service/login?username=user123&password=pass1234',
      headers: {},
    } as const;
    expect(codes(diagnose('bex', query, request))).toEqual(['FIELD_MISSING']);
    expect(codes(diagnose('bex', query, { ...request, url: `${request.url}&preferAlternateToken=true` }))).toEqual([]);
    expect(codes(diagnose('bex', query, { ...request, url: `${request.url}&preferAlternateToken=false` }))).toEqual([
      'OTHER_VALUE',
    ]);
    expect(
      codes(diagnose('bex', query, seen('{"username":"user123","password":"pass1234","preferAlternateToken":true}'))),
    ).toEqual([]);
  });

  test('carries the token of downloads', () => {
    const download = seen('{"token":"abc","waybillNumber":"1"}');
    const call = {
      ...download,
      url: 'https://api.bex.co.za/api/service/downloadewaybill',
      headers: { ...download.headers, 'x-token': 'abc' },
    };
    expect(diagnose('bex', options, call)).toEqual([]);
  });
});

describe('SmartConnect', () => {
  const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(1, 0, 1) });
  const options = { apiUrl: 'https://s.example', email: 'demo', companyId: '1' };
  const url = (password: string) =>
    `https://s.example/GetToken?email=demo&companyId=1&password=${encodeURIComponent(password)}`;
  const block = encodeBase64(new Uint8Array(128).fill(1));

  test('judges only the shape if nothing else is known', () => {
    expect(codes(diagnose('smartconnect', options, url(block)))).toEqual([]);
    expect(codes(diagnose('smartconnect', options, url(block).replaceAll('%3D', '=')))).toEqual(['NOT_ENCODED']);
    expect(codes(diagnose('smartconnect', options, url(encodeBase64(new Uint8Array(100)))))).toEqual([
      'CIPHERTEXT_LENGTH',
    ]);
    expect(codes(diagnose('smartconnect', { ...options, key }, url(encodeBase64(new Uint8Array(100)))))).toEqual([
      'CIPHERTEXT_LENGTH',
    ]);
    expect(codes(diagnose('smartconnect', { ...options, key }, url(encodeBase64(key.modulus))))).toEqual(['OTHER_KEY']);
    expect(
      codes(
        diagnose(
          'smartconnect',
          { ...options, encryptedPassword: block },
          url(encodeBase64(new Uint8Array(256).fill(1))),
        ),
      ),
    ).toEqual(['CIPHERTEXT_LENGTH']);
    expect(codes(diagnose('smartconnect', { ...options, key, password: '' }, url(block)))).toEqual([]);
    expect(codes(diagnose('smartconnect', { ...options, key, password: 'x'.repeat(200) }, url(block)))).toEqual([]);
  });

  test('tells a plain password in Base64, in whatever charset, from a ciphertext', () => {
    for (const given of [{ key }, {}]) {
      const known = { ...options, ...given, password: 'secret' };
      expect(codes(diagnose('smartconnect', known, url(encodeBase64(encodeText('secret', 'utf-16le')))))).toEqual([
        'NOT_ENCRYPTED',
      ]);
      expect(codes(diagnose('smartconnect', known, url(encodeBase64(encodeText('secret')))))).toEqual([
        'NOT_ENCRYPTED',
      ]);
    }
  });

  test('works without BigInt', () => {
    const { BigInt: engine } = globalThis;
    Reflect.deleteProperty(globalThis, 'BigInt');
    try {
      expect(codes(diagnose('smartconnect', { ...options, key, password: 'x' }, url(block)))).toEqual([]);
    } finally {
      Object.defineProperty(globalThis, 'BigInt', { value: engine, configurable: true, writable: true });
    }
  });

  test('knows every step by its path', () => {
    const post = (path: string, body = '') => ({
      method: 'POST' as const,
      url: path,
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect(diagnose('smartconnect', options, post('https://login.smartconnect.com/v1/public-key'))).toEqual([]);
    expect(codes(diagnose('smartconnect', options, post('https://login.example/v1/public-key')))).toEqual([
      'WRONG_HOST',
    ]);
    expect(
      diagnose(
        'smartconnect',
        options,
        post(`https://s.example/GetCompanyList?email=demo&password=${encodeURIComponent(block)}`),
      ),
    ).toEqual([]);
    const companies = JSON.stringify({ Email: 'demo', Password: block, ClientName: 'x', IpAddress: '127.0.0.1' });
    expect(diagnose('smartconnect', options, post('https://login.smartconnect.com/v1/companies', companies))).toEqual(
      [],
    );
  });
});

test('an error that is not of this library comes through', () => {
  const error = new TypeError('x');
  expect(() =>
    calledBy('explain', () => {
      throw error;
    }),
  ).toThrow(error);
});

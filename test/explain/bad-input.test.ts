import { CredwireError } from 'credwire';
import { diagnose, explain } from 'credwire/explain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const OPTIONS = {
  ifactory: { baseUrl: 'https://mes.example', userLogin: 'demo', password: 'password' },
  idscan: { baseUrl: 'https://mes.example', username: 'psc', password: 'secret', area: 'scanning' },
  jacada: { baseUrl: 'https://mes.example', accountId: '1', user: 'demo', password: 'secret' },
  bex: { username: 'user123', password: 'secret' },
  smartconnect: { apiUrl: 'https://mes.example', email: 'demo', password: 'secret', companyId: '1' },
} as const;
const VENDORS = ['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect'] as const;

const diagnosed = (seen: unknown) => VENDORS.map((vendor) => diagnose(vendor, OPTIONS[vendor], seen as string));

/** The code of the error that a call throws. */
function codeOf(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    if (error instanceof CredwireError) return error.code;
    throw error;
  }
  return undefined;
}

describe('diagnose', () => {
  test('refuses anything but a string or an object', () => {
    for (const seen of [undefined, null, 7, true, Symbol('x'), () => 1, [1]]) {
      expect(codeOf(() => diagnose('bex', OPTIONS.bex, seen as never))).toBe('ERR_ARGUMENT_TYPE');
    }
  });

  test('survives hostile objects', () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no');
        },
        getOwnPropertyDescriptor: () => {
          throw new Error('no');
        },
      },
    );
    expect(codeOf(() => diagnose('bex', OPTIONS.bex, hostile as never))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => diagnose(hostile as never, OPTIONS.bex as never, ''))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => diagnose('bex', hostile as never, ''))).toBe('ERR_ARGUMENT_TYPE');
    const cyclic: Record<string, unknown> = { url: 'https://api.bex.co.za/api/service/login', method: 'POST' };
    cyclic.self = cyclic;
    expect(diagnose('bex', OPTIONS.bex, cyclic as never).length).toBeGreaterThan(0);
  });

  test('says of garbage that it cannot be read', () => {
    const garbage = [
      '',
      ' \n',
      'hello',
      '\0\x01\x02',
      '\u{FFFD}\uD800',
      '{',
      '[[[[',
      '"',
      "'",
      '<html></html>',
      'curl',
      'GET',
      'http://',
    ];
    for (const text of garbage)
      for (const findings of diagnosed(text)) expect(findings[0]?.code, text).toMatch(/^UNREADABLE$|^WRONG_|^FIELD_/);
  });

  test('never throws anything but coded errors, and never hangs', () => {
    const parts = fc.constantFrom(
      'curl ',
      "'",
      '"',
      '\\',
      '^',
      '`',
      '$',
      '\n',
      '&',
      'https://api.bex.co.za/api/service/login',
      '-d ',
      '-H ',
      '{"username":',
      '=',
      '%',
      '+',
      'password',
      'POST / HTTP/1.1\n',
      '\0',
      '😀',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(parts, { maxLength: 30 }).map((all) => all.join('')),
        ),
        (text) => {
          for (const findings of diagnosed(text)) expect(Array.isArray(findings)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('never throws on any JSON', () => {
    fc.assert(
      fc.property(fc.object(), (value) => {
        expect(Array.isArray(diagnose('jacada', OPTIONS.jacada, value as never))).toBe(true);
        const body = JSON.stringify(value);
        const request = {
          method: 'POST',
          url: 'https://mes.example/version/1/account/1/auth/',
          headers: {},
          body,
        } as const;
        expect(diagnose('jacada', OPTIONS.jacada, request).length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });

  const LOGIN = 'https://api.bex.co.za/api/service/login';
  const big: Readonly<Record<string, (length: number) => string>> = {
    letters: (length) => 'a'.repeat(length),
    spaces: (length) => ` ${' '.repeat(length)} x`,
    'a URL': (length) => `https://mes.example/api/tokens?userLogin=demo&password=${'A'.repeat(length)}`,
    'plus signs': (length) => `https://mes.example/api/tokens?userLogin=demo&password=${'+'.repeat(length)}`,
    'percent signs': (length) => `https://mes.example/api/tokens?userLogin=demo&password=${'%25'.repeat(length / 3)}`,
    pairs: (length) => `https://mes.example/api/tokens?${'a=b&'.repeat(length / 4)}`,
    slashes: (length) => `https://mes.example/${'/'.repeat(length)}`,
    'a quote that is not closed': (length) => `curl '${'a'.repeat(length)}`,
    'quotes in a command': (length) => `curl ${'\'a\'"b"'.repeat(length / 6)}`,
    'backslashes in a command': (length) => `curl ${'\\'.repeat(length)}`,
    carets: (length) => `curl ^"x^" ^\n ${'^'.repeat(length)}`,
    backticks: (length) => `curl x \`\n ${'`'.repeat(length)}`,
    commands: (length) => 'curl a;'.repeat(length / 7),
    options: (length) => `curl ${LOGIN} ${'-d a=b '.repeat(length / 7)}`,
    'a JSON body': (length) => `POST ${LOGIN} HTTP/1.1\n\n{"username":"user123","password":"${'x'.repeat(length)}"}`,
    'a broken JSON body': (length) => `POST ${LOGIN} HTTP/1.1\n\n{${'a:'.repeat(length / 2)}`,
    'a multipart body': (length) =>
      `POST ${LOGIN} HTTP/1.1\n\n--x\nContent-Disposition: form-data; name="a"\n\n${'--x\n'.repeat(length / 4)}`,
    headers: (length) => `POST ${LOGIN} HTTP/1.1\n${'a: b\n'.repeat(length / 5)}\n`,
    'blank lines': (length) => '\n'.repeat(length),
    comments: (length) => '# a\n'.repeat(length / 4),
    'nested JSON': (length) => '['.repeat(length),
    Base64: (length) =>
      `POST https://mes.example/version/1/account/1/auth/ HTTP/1.1\n\n{"user":"${'A'.repeat(length)}","password":"${'QUFB'.repeat(length / 4)}"}`,
    hex: (length) => `https://mes.example/api/tokens?userLogin=demo&password=${'ab'.repeat(length / 2)}`,
    'a list': (length) => `https://mes.example/api/tokens?userLogin=demo&password=${'1,'.repeat(length / 2)}`,
  };
  for (const [name, make] of Object.entries(big)) {
    test(`reads a megabyte of ${name} in time that grows no faster than the text`, () => {
      const time = (length: number) => {
        const text = make(length);
        const vendor = text.includes('/api/tokens') ? 'ifactory' : text.includes('/auth/') ? 'jacada' : 'smartconnect';
        const start = performance.now();
        diagnose(vendor, OPTIONS[vendor], text);
        return performance.now() - start;
      };
      time(1000);
      // Quadratic time would be 64 times as much, and minutes.
      expect(time(1_048_576)).toBeLessThan(Math.max(64 * time(131_072), 4000));
    });
  }

  test('refuses 20 megabytes', () => {
    expect(diagnose('bex', OPTIONS.bex, 'a'.repeat(20_000_000))[0]?.message).toContain('too long');
  });
});

describe('the arguments', () => {
  const request = { method: 'GET', url: 'https://mes.example/', headers: {} } as const;

  test('are a known vendor, by id or module', () => {
    expect(codeOf(() => diagnose('nobody' as never, {} as never, request))).toBe('ERR_ARGUMENT_VALUE');
    expect(codeOf(() => explain(7 as never, {} as never))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => explain({} as never, {} as never))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => explain({ profile: { id: 'other' } } as never, {} as never))).toBe('ERR_ARGUMENT_VALUE');
  });

  test('are the options of tokenRequest, and errors begin with the function that was called', () => {
    for (const [call, name] of [
      [explain, 'explain'],
      [diagnose, 'diagnose'],
    ] as const) {
      for (const vendor of VENDORS) {
        const attempt = () => call(vendor, { ...OPTIONS[vendor], nonsense: 1 } as never, request as never);
        expect(codeOf(attempt)).toBe('ERR_UNKNOWN_OPTION');
        expect(attempt).toThrow(new RegExp(`^${name}: `));
        expect(codeOf(() => call(vendor, undefined as never, request as never))).toBe('ERR_ARGUMENT_TYPE');
      }
      const last = (call === explain ? {} : request) as never;
      expect(codeOf(() => call('bex', { ...OPTIONS.bex, password: '\uD800' }, last))).toBe('ERR_TEXT_NOT_WELL_FORMED');
      expect(codeOf(() => call('jacada', { ...OPTIONS.jacada, charset: 'ascii', password: 'é' }, last))).toBe(
        'ERR_TEXT_NOT_ENCODABLE',
      );
      expect(codeOf(() => call('ifactory', { ...OPTIONS.ifactory, key: 'AAAA' }, last))).toBe('ERR_AES_KEY_LENGTH');
    }
  });

  test('plain HTTP is refused by explain, as by tokenRequest, and not by diagnose', () => {
    const options = { ...OPTIONS.ifactory, baseUrl: 'http://mes.example:60200' };
    expect(codeOf(() => explain('ifactory', options))).toBe('ERR_INSECURE_URL');
    const url = 'http://mes.example:60200/api/tokens?userLogin=demo&password=EKclpDnPPGiHI66zyK906w%3D%3D';
    expect(diagnose('ifactory', options, url)).toEqual([]);
  });

  test('the settings of explain are known, too', () => {
    expect(codeOf(() => explain('bex', OPTIONS.bex, { hide: true } as never))).toBe('ERR_UNKNOWN_OPTION');
    expect(codeOf(() => explain('bex', { ...OPTIONS.bex, redact: 1 } as never))).toBe('ERR_ARGUMENT_TYPE');
  });

  test('a source that fails is named', () => {
    const random = () => new Uint8Array(0);
    expect(codeOf(() => explain('jacada', { ...OPTIONS.jacada, random }))).toBe('ERR_RANDOM');
  });
});

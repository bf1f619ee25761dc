/** Base URLs: what is accepted means the same to the platform's own URL parser, which clients use. */
import { bex, ifactory, smartconnect } from 'credwire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutShort, edited, putEverywhere, WHITE_SPACE } from '../support/edits.js';
import { verdictOf, wordOf } from '../support/verdict.js';

const REFUSALS = ['ERR_URL', 'ERR_INSECURE_URL', 'ERR_TEXT_NOT_WELL_FORMED'];

const DOCUMENTS = [
  'https://api.bex.co.za',
  'https://User.Example:8443/a/b%20c/',
  'http://mes.intranet:60200/gateway',
  'http://127.0.0.1:60200',
  'http://localhost/x',
  'https://[2001:db8::1]:443/a',
];

const WORDS = [
  ...[
    'http',
    'https',
    '://',
    ':',
    '//',
    '/',
    '\\',
    '?',
    '#',
    '@',
    '%',
    '%2e',
    '%2F',
    '%40',
    '%00',
    '..',
    '.',
    '/./',
    '/../',
  ],
  ...[
    'user:pass@',
    'evil.example',
    '@evil.example',
    '.evil.example',
    'localhost',
    '127.0.0.1',
    '[::1]',
    '0x7f.1',
    '127.1',
  ],
  ...[
    '2130706433',
    '0177.0.0.1',
    '[::ffff:127.0.0.1]',
    '[::ffff:1.2.3.4]',
    'xn--',
    '\u3002',
    '\uFF0E',
    'K',
    ':65535',
    ':65536',
    ':0',
    ':',
  ],
  ...[
    'javascript:',
    'file:///',
    'data:,',
    ' ',
    '\t',
    '\r\n',
    '\0',
    '&',
    '=',
    ';',
    ',',
    '~',
    "'",
    '(',
    '*',
    '!',
    '$',
    '|',
    '^',
    '`',
    '{',
  ],
];

/** The platform's reading of a string; undefined if it isn't a URL. */
function platformUrl(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

function isLoopback({ hostname }: URL): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

/** Builds a request on a base URL and compares its URL with the platform's reading; returns the outcome as a word. */
function check(base: string, allowInsecureHttp: boolean): string {
  const options = { userLogin: 'u', password: 'p', baseUrl: base, allowInsecureHttp };
  const verdict = verdictOf(() => ifactory.tokenRequest(options).url);
  if ('code' in verdict) {
    expect(REFUSALS).toContain(verdict.code);
    return verdict.code;
  }
  const url = verdict.value;
  expect(url).toMatch(/^https?:\/\/[!-~]+$/);
  const [theirs, ours] = [platformUrl(base), platformUrl(url)];
  // Broken Punycode isn't a URL for the platform: nothing can be sent to it.
  expect(ours === undefined).toBe(theirs === undefined);
  if (theirs === undefined || ours === undefined) {
    expect(url).toContain('xn--');
    return 'no URL';
  }
  expect(ours.origin).toBe(theirs.origin);
  expect([ours.username, ours.password, ours.hash, theirs.search, theirs.hash]).toEqual(['', '', '', '', '']);
  expect(ours.pathname).toBe(`${theirs.pathname.replace(/\/+$/, '')}/api/tokens`);
  // The platform changes nothing but the host's and the port's spelling: what is written is what is sent.
  expect(url.slice(url.indexOf('/', 8))).toBe(ours.pathname + ours.search);
  if (ours.protocol === 'http:' && !allowInsecureHttp) expect(ours).toSatisfy(isLoopback);
  return 'returned';
}

describe('a base URL', () => {
  it('goes where the platform says it goes, or is refused, whatever was edited', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(edited(DOCUMENTS, WORDS, 3), fc.boolean(), (base, insecure) => {
        seen.add(check(base, insecure));
      }),
      { numRuns: 5000 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['returned', 'ERR_URL', 'ERR_INSECURE_URL']));
  });

  it('goes where the platform says it goes, or is refused, cut short and with any whitespace anywhere', () => {
    for (const document of DOCUMENTS) {
      for (const base of cutShort(document)) check(base, false);
      for (const space of WHITE_SPACE) {
        for (const base of putEverywhere(document, space)) expect(check(base, true)).toBe('ERR_URL');
      }
    }
  });

  it('is refused with each ASCII character that cannot be sent unescaped, and taken with each that can', () => {
    for (let code = 0; code < 128; code++) {
      const character = String.fromCharCode(code);
      const expected = /[\w.~!$&'()*+,;=:@/-]/.test(character) ? 'returned' : 'ERR_URL';
      expect(check(`https://host.example/a${character}b`, false)).toBe(expected);
    }
  });

  it('is the same for every vendor: what one refuses, all refuse', () => {
    fc.assert(
      fc.property(edited(DOCUMENTS, WORDS, 3), (base) => {
        const expected = wordOf(
          verdictOf(() => ifactory.tokenRequest({ userLogin: 'u', password: 'p', baseUrl: base })),
        );
        const others = [
          () => bex.tokenRequest({ username: 'u', password: 'p', baseUrl: base }),
          () => smartconnect.publicKeyRequest({ loginUrl: base }),
        ];
        for (const other of others) expect(wordOf(verdictOf(other))).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("SmartConnect's ApiUrl, which comes without a scheme", () => {
  it('never makes a request to any host but the one at its start', () => {
    const documents = ['api.example/API', 'API.example:8443/a', 'localhost/API', '[::1]/API', '127.0.0.1:80/API'];
    const seen = new Set<string>();
    fc.assert(
      fc.property(edited(documents, WORDS, 3), (apiUrl) => {
        const verdict = verdictOf(() => smartconnect.validateRequest({ apiUrl, token: 'abc' }).url);
        seen.add(wordOf(verdict));
        if ('code' in verdict) return;
        const ours = platformUrl(verdict.value);
        const theirs = platformUrl(/^https?:\/\//i.test(apiUrl) ? apiUrl : `https://${apiUrl}`);
        expect(ours?.origin).toBe(theirs?.origin);
        expect(ours?.username).toBe(ours === undefined ? undefined : '');
        if (ours?.protocol === 'http:') expect(ours).toSatisfy(isLoopback);
      }),
      { numRuns: 3000 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['returned', 'ERR_URL']));
  });
});

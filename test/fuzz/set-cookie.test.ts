/** `Set-Cookie`, through the only parser that reads it: IDscan's. */
import { type HttpResponse, idscan } from 'credwire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutShort, edited, putEverywhere, WHITE_SPACE } from '../support/edits.js';
import { text } from '../support/http-messages.js';
import { verdictOf, wordOf } from '../support/verdict.js';

const parse = (headers: HttpResponse['headers']) =>
  idscan.parseTokenResponse(text('{}', 200, headers), { area: 'scanning' });

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly attributes: readonly string[];
}

// cookie-octet of RFC 6265 section 4.1.1: visible ASCII without quotes, commas, semicolons and backslashes.
const octets = fc.string({
  unit: fc.constantFrom(
    ...Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((c) => !'",;\\'.includes(c)),
  ),
  maxLength: 8,
});
const attribute = fc.constantFrom(
  ...[
    'Path=/',
    'path=/; HttpOnly',
    'Secure',
    'SameSite=Lax',
    'Domain=idscan.example',
    'Max-Age=0',
    'max-age = -1',
    'Max-Age=3600',
    '',
    'token=inner',
    'a=token=b',
  ],
  ...['Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'expires=Thu, 01-Jan-70 00:00:00 GMT', 'Expires=0'],
);
const cookie: fc.Arbitrary<Cookie> = fc.record({
  name: fc.constantFrom('token', 'csrftoken', 'Token', 'xtoken', 'tokenx', 'ASP.NET_SessionId', '__proto__'),
  value: octets,
  attributes: fc.array(attribute, { maxLength: 3 }),
});

/** One line of a `Set-Cookie` header. */
function lineOf({ name, value, attributes }: Cookie, quoted: boolean, space: string): string {
  return [`${name}=${quoted ? `"${value}"` : value}`, ...attributes].join(`;${space}`);
}

/** The ways in which clients hand several lines on. */
const WAYS: Readonly<Record<string, (lines: readonly string[]) => HttpResponse['headers']>> = {
  'as an array': (lines) => ({ 'set-cookie': lines }),
  'joined by commas': (lines) => ({ 'Set-Cookie': lines.join(', ') }),
  'joined without a space': (lines) => ({ 'SET-COOKIE': lines.join(',') }),
  'under names in two cases': (lines) => ({ 'set-cookie': lines.slice(0, 1), 'Set-Cookie': lines.slice(1) }),
};

describe.each(Object.entries(WAYS))('cookies that come %s', (_way, headersOf) => {
  it('give the last token and csrftoken that nothing deletes, the latter percent-decoded', () => {
    fc.assert(
      fc.property(
        fc.array(cookie, { maxLength: 5 }),
        fc.boolean(),
        fc.constantFrom('', ' ', '\t'),
        (cookies, quoted, space) => {
          const headers = headersOf(cookies.map((one) => lineOf(one, quoted, space)));
          const last = (name: string) => {
            const one = cookies.filter((other) => other.name === name).at(-1); // all have the same path, or none
            return one === undefined || one.value === '' || endsAtOnce(one) ? undefined : one.value;
          };
          const verdict = verdictOf(() => parse(headers));
          if (last('token') === undefined) expect(verdict).toEqual({ code: 'ERR_RESPONSE_FORMAT' });
          else {
            const csrfToken = decoded(last('csrftoken') ?? '');
            const session = { vendor: 'idscan', area: 'scanning', token: last('token') };
            // One that fits into no header cannot go back: it counts as missing.
            expect(verdict).toEqual({ value: /^[!-~]+$/.test(csrfToken) ? { ...session, csrfToken } : session });
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

function endsAtOnce({ attributes }: Cookie): boolean {
  const age = attributes.filter((one) => /^max-age/i.test(one)).at(-1);
  return age === undefined
    ? attributes.some((one) => one.includes('1970') || one.includes('Jan-70'))
    : age !== 'Max-Age=3600';
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

describe('a Set-Cookie header, edited', () => {
  const documents = [
    'token=abc; path=/; HttpOnly',
    'a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT, token="abc"; Secure, csrftoken=x%2By%3D; path=/',
    'csrftoken=x; Path=/, token=; Max-Age=0, token=abc',
  ];
  const words = [
    ';',
    ',',
    '=',
    '"',
    'token',
    'token=',
    ' ',
    '\t',
    '\r\n',
    'csrftoken=',
    '%',
    '%00',
    '%0D%0A',
    '%C3',
    'Expires=Thu, ',
    'evil',
  ];

  /** A token that is read is in the header, after its name. */
  function check(header: string): string {
    const verdict = verdictOf(() => parse({ 'set-cookie': header }));
    if ('code' in verdict) expect(verdict.code).toBe('ERR_RESPONSE_FORMAT');
    else {
      const { token, csrfToken = '' } = verdict.value;
      expect(token).toMatch(/^[!-~]+$/);
      expect(csrfToken).toMatch(/^[!-~]*$/);
      const places = [...header.matchAll(/token\s*=\s*/g)].map((match) => match.index + match[0].length);
      expect(places.some((at) => header.startsWith(token, at) || header.startsWith(`"${token}"`, at))).toBe(true);
      expect(token).not.toContain(';');
    }
    return wordOf(verdict);
  }

  it('yields a token that is in it after its name, or a coded error', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(edited(documents, words), (header) => {
        seen.add(check(header));
      }),
      { numRuns: 1000 },
    );
    expect([...seen].sort()).toEqual(['ERR_RESPONSE_FORMAT', 'returned']);
  });

  it('can be cut short anywhere, or have any whitespace anywhere', () => {
    for (const header of documents.flatMap((document) => [...cutShort(document), document])) check(header);
    for (const space of WHITE_SPACE) {
      for (const header of documents.flatMap((document) => putEverywhere(document, space))) check(header);
    }
  });

  it('may be 64 KB long, hold ten thousand cookies, and many commas', () => {
    const bulk = 'x'.repeat(65_536);
    expect(check(`a=${bulk}; path=/, token=abc`)).toBe('returned');
    expect(check(`token=abc; path=/${bulk}`)).toBe('returned');
    expect(check(`${bulk}=a, token=abc`)).toBe('returned');
    expect(check(`token=${bulk}`)).toBe('returned');
    expect(check(`token=${bulk}x`)).toBe('ERR_RESPONSE_FORMAT');
    expect(check(`${'a=b, '.repeat(10_000)}token=abc`)).toBe('returned');
    expect(check(`token=abc${', '.repeat(50_000)}`)).toBe('ERR_RESPONSE_FORMAT');
  });
});

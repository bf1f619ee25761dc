/** Sign-in answers: a token comes out exactly where a person would see one, and else a coded error. */

import { bex, idscan, smartconnect } from 'credwire';
import { parseRsaKeyValue } from 'credwire/codecs';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { ANSWER_SUBJECTS, ANSWER_WORDS, isToken, jsonOf } from '../support/answer-readers.js';
import { cutShort, edited, putEverywhere, WHITE_SPACE } from '../support/edits.js';
import { text } from '../support/http-messages.js';
import { keyXml } from '../support/rsa-key-value.js';
import { verdictOf, wordOf } from '../support/verdict.js';

/** The codes in which an answer of a status may end. */
const REFUSALS = (status: number, body: string): readonly string[] => [
  ...['ERR_RESPONSE_FORMAT', 'ERR_SIGN_IN_REFUSED'],
  ...(status === 302 || (status === 0 && body === '') ? ['ERR_ENDPOINT_NOT_FOUND'] : []),
  ...(status === 500 ? ['ERR_UNAVAILABLE'] : []),
];
const plainNames = Object.getOwnPropertyNames(Object.prototype);

afterEach(() => {
  // No answer may affect later ones.
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(plainNames);
});

describe.each(ANSWER_SUBJECTS)('an answer of $name', ({ parse, documents, tokenIn }) => {
  /** Checks one body: a session with the token in it, or a refusal. */
  function check(body: string, status = 200): string {
    const verdict = verdictOf(() => parse(text(body, status)));
    const token = tokenIn(jsonOf(body));
    if ('code' in verdict) {
      expect(REFUSALS(status, body.replace(/^\uFEFF/, ''))).toContain(verdict.code);
      if ([200, 201].includes(status)) expect(isToken(token)).toBe(false);
    } else {
      expect(verdict.value.token).toBe(token);
      expect(isToken(token)).toBe(true);
      expect([200, 201]).toContain(status);
      expect(Object.isFrozen(verdict.value)).toBe(true);
      expect(JSON.parse(JSON.stringify(verdict.value))).toEqual(verdict.value);
    }
    return wordOf(verdict);
  }

  it('gives the token that it contains, or a coded error, whatever was edited', () => {
    const seen = new Set<string>();
    const status = fc.oneof({ weight: 8, arbitrary: fc.constant(200) }, fc.constantFrom(0, 201, 204, 302, 400, 500));
    fc.assert(
      fc.property(edited(documents, ANSWER_WORDS), status, (body, code) => {
        seen.add(check(body, code));
      }),
      { numRuns: 1500 },
    );
    expect([...seen].sort()).toEqual([
      ...['ERR_ENDPOINT_NOT_FOUND', 'ERR_RESPONSE_FORMAT', 'ERR_SIGN_IN_REFUSED', 'ERR_UNAVAILABLE', 'returned'],
    ]);
  });

  it("isn't a documented answer once it is cut short anywhere", () => {
    for (const document of documents) {
      for (const body of cutShort(document)) expect(check(body)).toBe('ERR_RESPONSE_FORMAT');
    }
  });

  it('is read as JSON.parse reads it, with any whitespace anywhere', () => {
    for (const space of WHITE_SPACE) {
      for (const body of documents.flatMap((document) => putEverywhere(document, space))) check(body);
    }
  });

  it('is read as JSON.parse reads it, with any piece doubled or nested', () => {
    for (const document of documents) {
      for (const nest of [`[${document}]`, `{"a":${document}}`, `{"token":${document}}`, `${document},${document}`])
        check(nest);
      for (const bulk of ['[', '{"a":', '"', '\\', '{"__proto__":', ' ', '0']) check(bulk.repeat(100_000) + document);
      for (const bulk of [']', '}', ' ', '\0']) check(document + bulk.repeat(100_000));
    }
  });

  it('may have a thousand members, and members of 64 KB', () => {
    const many = Array.from({ length: 1000 }, (_, at) => `"member${at}":[{"token":"inner"}]`).join(',');
    const large = `"${'n'.repeat(65_536)}":"${'v'.repeat(65_536)}"`;
    for (const document of documents.filter((body) => body.startsWith('{'))) {
      for (const members of [many, large]) {
        expect(check(document.replace('{', `{${members},`))).toBe(check(document));
        expect(check(document.replace(/\}$/, `,${members}}`))).toBe(check(document));
      }
    }
  });
});

describe('the other members of an answer', () => {
  const value = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -0,
      -1,
      0.5,
      1e21,
      '',
      ' ',
      'True',
      'fAlSe',
      '15',
      '1e3',
      '0x10',
      [],
      {},
      '\0',
    ),
    fc.constantFrom(
      'Tue, 03 Nov 2026 10:00:00 GMT',
      'Tue, 31 Feb 2026 10:00:00 GMT',
      '2026-11-03',
      'Infinity',
      '-5',
      '９',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const body = (names: readonly string[]) =>
    fc.uniqueArray(fc.tuple(fc.constantFrom(...names), value), { selector: ([name]) => name }).map(Object.fromEntries);

  it('of IDscan never spoil the session: each is of its type or left out, and times are times', () => {
    const names = ['expires_in', '.issued', 'IdleSessionTimeout', 'Username', 'FullName', 'Role', 'token_type'];
    fc.assert(
      fc.property(body(names), fc.option(fc.integer(), { nil: undefined }), (members, now) => {
        const response = text(JSON.stringify({ access_token: 'abc', ...members }));
        const { expiresAt, idleSessionTimeout, ...rest } = idscan.parseTokenResponse(
          response,
          now === undefined ? { area: 'scanning' } : { area: 'scanning', now },
        );
        for (const number of [expiresAt, idleSessionTimeout]) expect(number ?? 0).toSatisfy(Number.isSafeInteger);
        for (const words of Object.values(rest)) expect(words).toBeTypeOf('string');
        if (now !== undefined) expect(expiresAt).toBeTypeOf('number');
      }),
      { numRuns: 1000 },
    );
  });

  it('of BEX never spoil the session: flags are booleans, the number is one, or they are left out', () => {
    const flags = ['isStrongPassword', 'isEmailVerified', 'signalREnabled', 'signalRenabled', 'allowApiLogin'];
    fc.assert(
      fc.property(body(['id', 'email', ...flags]), (members) => {
        const session = bex.parseTokenResponse(text(JSON.stringify({ value: 'abc', ...members })));
        const { vendor, token, id = 0, email = 'none', ...booleans } = session;
        expect([vendor, token]).toEqual(['bex', 'abc']);
        expect(id).toSatisfy(Number.isSafeInteger);
        expect(email).toBeTypeOf('string');
        for (const [name, flag] of Object.entries(booleans)) {
          expect(flags).toContain(name);
          expect(flag).toBeTypeOf('boolean');
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the other answers of SmartConnect', () => {
  const product = { Name: 'SmartConnect', ApiUrl: 'api.example/API', Account: { AccountId: '72b0', Name: 'Test' } };
  const documents = [
    JSON.stringify({ UserId: '57c5', Email: 'a@b.c', Products: [product, { ...product, Role: 'User' }] }),
    '[{"Id":"48ca","Name":"Demo Company 1","SubscriptionExpiry":null},{"Id":"48cb","Name":"Demo 2"}]',
    '{"Message":"No"}',
    'true',
    'false',
    JSON.stringify(keyXml()),
    keyXml({ before: '<?xml version="1.0"?>\r\n' }),
  ];
  const words = [
    ...ANSWER_WORDS,
    '"Products":',
    '"Account":',
    '"AccountId":',
    '"Id":',
    '\\u003c',
    '<Modulus>',
    '<!--',
    '-->',
    '&',
  ];
  const parsers = {
    companies: (body: string) => smartconnect.parseCompaniesResponse(text(body)).companies.map(({ id }) => id),
    list: (body: string) => smartconnect.parseCompanyListResponse(text(body)).map(({ id }) => id),
    validate: (body: string) => smartconnect.parseValidateResponse(text(body)),
    key: (body: string) => smartconnect.parsePublicKeyResponse(text(body)).toJSON(),
  };

  const filled = (id: unknown): id is string => typeof id === 'string' && id !== '';
  const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
    typeof json === 'object' && json !== null && !Array.isArray(json);
  const own = (json: unknown, name: string) => (isRecord(json) && Object.hasOwn(json, name) ? json[name] : undefined);
  const listOf = (json: unknown) => (Array.isArray(json) && json.every(isRecord) ? json : undefined);

  /** What each of them must give: a value, or `refused`. */
  const expected: { readonly [K in keyof typeof parsers]: (body: string) => unknown } = {
    companies: (body) =>
      listOf(own(jsonOf(body), 'Products'))
        ?.map((item) => own(own(item, 'Account'), 'AccountId'))
        .filter(filled) ?? 'refused',
    list: (body) => {
      const ids = listOf(jsonOf(body))?.map((item) => own(item, 'Id'));
      return ids?.every(filled) ? ids : 'refused';
    },
    validate: (body) => (typeof jsonOf(body) === 'boolean' ? jsonOf(body) : 'refused'),
    key: (body) => {
      const json = jsonOf(body);
      const xml = typeof json === 'string' ? json : json === undefined ? body.replace(/^\uFEFF/, '') : '';
      const verdict = verdictOf(() => parseRsaKeyValue(xml).toJSON());
      return 'code' in verdict ? 'refused' : verdict.value;
    },
  };

  it.each(Object.keys(parsers) as (keyof typeof parsers)[])(
    // the keys of an object literal
    'are read as written, or refused with a code, whatever has been edited: %s',
    (name) => {
      const seen = new Set<string>();
      fc.assert(
        fc.property(fc.oneof(edited(documents, words), fc.constantFrom(...documents)), (body) => {
          const verdict = verdictOf(() => parsers[name](body));
          seen.add(wordOf(verdict));
          expect('code' in verdict ? 'refused' : verdict.value).toEqual(expected[name](body));
        }),
        { numRuns: 1500 },
      );
      expect([...seen]).toContain('returned');
      const codes = [
        ...REFUSALS(200, ''),
        'ERR_RSA_XML',
        'ERR_RSA_KEY',
        'ERR_RSA_KEY_SIZE',
        'ERR_TEXT_NOT_WELL_FORMED',
        'returned',
      ];
      expect(codes).toEqual(expect.arrayContaining([...seen]));
    },
  );
});

import { describe, expect, it } from 'vitest';
import { firstString, frozen, isObject, ownMember, parseJson } from '../../src/core/json.js';
import {
  malformed,
  readAnswer,
  readAnyAnswer,
  readJson,
  readObject,
  readToken,
  refused,
} from '../../src/http/answer.js';
import { text } from '../support/http-messages.js';
import { thrownBy } from '../support/thrown.js';

const failures = { endpoint: '/token', own: (body: unknown) => firstString(body, 'message') };
const answer = (body: string) => readAnswer('test', text(body), failures);
const readObjectOf = (body: string) => readObject(answer(body));

describe('readAnswer', () => {
  it('keeps status, headers and body, the body without a byte order mark', () => {
    const response = text('\uFEFF{}', 201, { A: ['b'] });
    expect(readAnswer('test', response, failures)).toMatchObject({ status: 201, headers: { A: ['b'] }, body: '{}' });
  });

  it('drops one byte order mark only, at the start', () => {
    expect(answer('\uFEFF\uFEFFa\uFEFF').body).toBe('\uFEFFa\uFEFF');
    expect(answer('a\uFEFF').body).toBe('a\uFEFF');
  });

  it('keeps a copy of the headers that later changes do not reach', () => {
    const lines = ['a'];
    const headers = { A: lines };
    const read = readAnswer('test', text('{}', 200, headers), failures);
    lines.push('b');
    expect(read.headers).toEqual({ A: ['a'] });
  });
});

describe('an answer with another status', () => {
  const judge = (body: string, status: number, headers: Record<string, string> = {}) =>
    thrownBy(() => readAnswer('test', text(body, status, headers), failures));

  it('is a refusal in the words of a JSON string, even if that has a page in it', () => {
    expect(judge('"<html><body>No</body></html>"', 403).code).toBe('ERR_SIGN_IN_REFUSED');
    expect(judge('" Locked "', 401)).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', vendorMessage: 'Locked' });
  });

  it('has no words in markup', () => {
    for (const body of ['<fault>No</fault>', '  <fault>No</fault>']) {
      expect(judge(body, 401)).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', vendorMessage: undefined });
    }
  });

  it('is unavailable from 500 to 599', () => {
    expect(judge('', 599).code).toBe('ERR_UNAVAILABLE');
    expect(judge('', 600).code).toBe('ERR_RESPONSE_FORMAT');
  });

  it('has no time to wait without one in its headers', () => {
    const now = 'Sun, 29 Nov 2026 00:00:00 GMT';
    const waits = [{ Date: now }, { Date: now, 'Retry-After': 'soon' }, { 'Retry-After': now }].map(
      (headers) => judge('', 503, headers as Record<string, string>).retryAfter,
    );
    expect(waits).toEqual([undefined, undefined, undefined]);
    expect(judge('', 503, { Date: now, 'Retry-After': 'Sun, 29 Nov 2026 00:00:02 GMT' }).retryAfter).toBe(2000);
  });

  it.each([
    ['text/html', true],
    [' Text/HTML; charset=utf-8', true],
    ['application/xhtml+xml', true],
    ['xtext/html', false],
    ['application/json; text/html', false],
    ['text/htmlx', false],
  ])('labelled %j is a page if it has any markup: %s', (type, isPage) => {
    expect(judge('<x>No</x>', 402, { 'Content-Type': type }).message.includes('HTML page')).toBe(isPage);
  });
});

describe('readAnyAnswer', () => {
  it('reads JSON of up to 1,048,576 characters', () => {
    const filled = (length: number) => `{"a":"${'x'.repeat(length - 8)}"}`;
    const read = (length: number) => readAnyAnswer('test', text(filled(length)), failures).json;
    expect(read(1_048_576)).toBeDefined();
    expect(read(1_048_577)).toBeUndefined();
  });
});

describe('readJson and readObject', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['null', null],
    ['false', false],
    ['0', 0],
    ['""', ''],
  ])('read %s', (body, value) => {
    expect(readJson(answer(body))).toEqual(value);
  });

  it("say how long a body is that isn't JSON", () => {
    const error = thrownBy(() => readJson(answer('oops')));
    expect(error.code).toBe('ERR_RESPONSE_FORMAT');
    expect(error.message).toMatch(/^test: HTTP 200: .*JSON.*\b4$/);
    expect(error.message).not.toContain('oops');
  });

  it.each([
    ['null', 'null'],
    ['[]', 'an array'],
    ['"a"', 'string'],
    ['1', 'number'],
    ['true', 'boolean'],
  ])('take %s for no object and tell what it is', (body, type) => {
    expect(thrownBy(() => readObjectOf(body)).message).toMatch(new RegExp(`^test: HTTP 200: .*object.* ${type}$`));
  });
});

describe('readToken', () => {
  it('takes a missing token for a refusal where the body has words', () => {
    const error = thrownBy(() => readToken(answer('{"message":"No"}'), 'a token', undefined));
    expect(error).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', status: 200, vendorMessage: 'No' });
  });

  it('treats a missing token as a strange answer', () => {
    for (const body of ['{}', '{"message":""}', 'No']) {
      expect(thrownBy(() => readToken(answer(body), 'a token', undefined)).code).toBe('ERR_RESPONSE_FORMAT');
    }
  });

  it('says the type and length of a wrong token, never its text', () => {
    const messageOf = (value: unknown) => thrownBy(() => readToken(answer('{}'), 'a token', value)).message;
    expect(messageOf(null)).toBe('test: HTTP 200: expected a token to be a string, got null');
    expect(messageOf('s e c r e t')).toMatch(/visible ASCII characters, got a string of length 11$/);
  });
});

describe('refused and malformed', () => {
  it('carry the status, and say what happened', () => {
    const read = readAnswer('test', text('', 201), failures);
    expect(refused(read)).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', status: 201, vendorMessage: undefined });
    expect(malformed(read, 'a b')).toMatchObject({ code: 'ERR_RESPONSE_FORMAT', status: 201 });
    expect(malformed(read, 'a b').message).toMatch(/^test: HTTP 201: .*\ba b$/);
  });

  it('take out of the words what would steer a terminal, and leave line ends and tabs', () => {
    const message = '\x1b[31mNo\x07\0\t\nway\r\x7f\x9b \u00E9';
    expect(refused(answer(JSON.stringify({ message }))).vendorMessage).toBe('[31mNo\t\nway \u00E9');
  });

  it('keep words whole: what is cut off at 1,000 does not leave half a character', () => {
    const words = refused(answer(JSON.stringify({ message: `${'x'.repeat(999)}\u{1F600}` }))).vendorMessage ?? '';
    expect(Buffer.from(words).toString()).toBe(words); // UTF-8 has no half characters
    expect(words).toBe('x'.repeat(999));
    expect(refused(answer(JSON.stringify({ message: '\u{1F600} No' }))).vendorMessage).toBe('\u{1F600} No');
  });
});

describe('members of a parsed body', () => {
  it('are own members only', () => {
    const body: object = JSON.parse('{"__proto__":{"inherited":"a"},"own":"b"}');
    expect(ownMember(body, 'own')).toBe('b');
    expect(ownMember(body, 'inherited')).toBeUndefined();
    expect(ownMember(body, 'toString')).toBeUndefined();
    expect(ownMember(body, 'constructor')).toBeUndefined();
    expect(ownMember(body, '__proto__')).toEqual({ inherited: 'a' });
  });

  it('are found by the first name that has a filled string', () => {
    const body = { a: 1, b: '', c: 'found', d: 'later' };
    expect(firstString(body, 'a', 'b', 'missing', 'c', 'd')).toBe('found');
    expect(firstString(body, 'a', 'b')).toBeUndefined();
  });

  it.each([undefined, null, 'text', 1, true, ['a']])('are missing if the body is %j', (body) => {
    expect(isObject(body)).toBe(false);
    expect(firstString(body, 'length', '0')).toBeUndefined();
  });
});

describe('frozen', () => {
  it('leaves out what is undefined and keeps null, false and zero', () => {
    const session = frozen<Record<string, unknown>>({ a: undefined, b: null, c: false, d: 0, e: '' });
    expect(Object.keys(session)).toEqual(['b', 'c', 'd', 'e']);
    expect(Object.isFrozen(session)).toBe(true);
  });
});

describe('parseJson', () => {
  it('is undefined for anything but JSON, however deep', () => {
    expect(parseJson('')).toBeUndefined();
    expect(parseJson('{"a":NaN}')).toBeUndefined();
    expect(parseJson('['.repeat(100_000))).toBeUndefined();
  });
});

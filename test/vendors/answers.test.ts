/** What all parsers of answers have in common: statuses, sizes, hostile bodies, the vendor's words. */
import { InputError, ResponseError } from 'credwire';
import { describe, expect, it } from 'vitest';
import { json, text } from '../support/http-messages.js';
import { PARSERS, TOKEN_PARSERS } from '../support/parsers.js';
import { callUntyped, refusedBy, thrownBy } from '../support/thrown.js';

const MOST_CHARACTERS = 1_048_576;
const HTML = '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body>502</body></html>';

describe.each(PARSERS)('$name', ({ name, parse, body, refusal }) => {
  it.each([200, 201])('takes the right body with status %i', (status) => {
    expect(parse(text(body, status))).toBeDefined();
  });

  it('drops a byte order mark and ignores whitespace around the JSON', () => {
    expect(parse(text(`\uFEFF${body}`))).toEqual(parse(text(body)));
    expect(parse(text(`\r\n ${body}\n`))).toEqual(parse(text(body)));
  });

  it.each([0, 100, 101, 202, 204, 205, 206, 299, 402, 418, 999])(
    'takes the right body with status %i for an answer that is not documented',
    (status) => {
      expect(thrownBy(() => parse(text(body, status)))).toMatchObject({ code: 'ERR_RESPONSE_FORMAT', status });
    },
  );

  it.each([400, 401, 403])('takes status %i for a refusal, even with the body of a success', (status) => {
    expect(thrownBy(() => parse(text(body, status)))).toMatchObject({
      code: 'ERR_SIGN_IN_REFUSED',
      status,
      retryable: false,
    });
  });

  it('takes what a browser shows of a redirect for a wrong URL', () => {
    expect(thrownBy(() => parse(text('', 0)))).toMatchObject({ code: 'ERR_ENDPOINT_NOT_FOUND', status: 0 });
  });

  it.each([300, 301, 302, 303, 304, 307, 308, 399, 404, 405, 410])(
    'takes status %i for a wrong URL, which is the caller to fix, whatever the body',
    (status) => {
      for (const content of [body, refusal.body, HTML, '']) {
        const error = thrownBy(() => parse(text(content, status)));
        expect(error).toBeInstanceOf(InputError);
        expect(error).toMatchObject({ code: 'ERR_ENDPOINT_NOT_FOUND', status, retryable: false });
        expect(error.message.startsWith(`${name}: `)).toBe(true);
      }
    },
  );

  it.each([408, 425, 429, 500, 502, 503, 504, 599])(
    'takes status %i to mean "later", whatever comes before it',
    (status) => {
      for (const content of [body, HTML, 'Internal Server Error', '"Internal Server Error"', '{"a":1}', '']) {
        const error = thrownBy(() => parse(text(content, status)));
        expect(error).toBeInstanceOf(ResponseError);
        expect(error).toMatchObject({ code: 'ERR_UNAVAILABLE', status, retryable: true, vendorMessage: undefined });
        expect(error).not.toHaveProperty('retryAfter');
      }
    },
  );

  it.each([
    [503, { message: 'Service Unavailable' }],
    [500, { message: 'Internal server error' }],
    [504, { message: 'Endpoint request timed out' }],
    [429, { statusCode: 429, message: 'Rate limit is exceeded. Try again in 20 seconds.' }],
    [500, { Message: 'An error has occurred.', ExceptionMessage: 'Object reference not set' }],
    [503, { error: 'temporarily_unavailable' }],
    [500, { timestamp: '', status: 500, error: 'Internal Server Error', message: 'No message available', path: '/' }],
    [502, { message: ['502 Bad Gateway'] }],
    [503, { ErrorMessage: 'The service is unavailable.', Message: 'Service is currently unavailable' }],
    [429, { message: 'API rate limit exceeded' }],
    [429, { message: 'Limit Exceeded' }],
    [429, { Message: 'API calls quota exceeded! maximum admitted 5 per 1m.' }],
    [429, { statusCode: 429, message: ['ThrottlerException: Too Many Requests'], error: 'Too Many Requests' }],
    [429, { detail: 'Request was throttled. Expected available in 7 seconds.' }],
    [502, { message: 'An invalid response was received from the upstream server' }],
    [502, { message: 'Proxy Error' }],
    [503, { message: 'failure to get a peer from the ring-balancer' }],
    [503, { message: 'name resolution failed' }],
    [503, { message: 'no healthy upstream' }],
    ...['Maintenance', 'Unavailable', 'Internal Error', 'Error', 'Unexpected error', 'Something went wrong'].flatMap(
      (words): [number, object][] => [
        [500, { message: words }],
        [503, { Message: words }],
        [503, { message: [words] }],
      ],
    ),
    ...['rate_limit_exceeded', 'too_many_requests', 'slow_down', 'Timeout', 'error code: 1015'].map(
      (error): [number, object] => [429, { error }],
    ),
    [500, { error: 'There was a problem proxying the request' }],
    [503, { error: 'Database unavailable', error_description: 'Connection pool exhausted' }],
    [425, { message: 'Too early' }],
    [408, { Message: 'The request has timed out' }],
  ])('takes status %i with the words of a gateway or framework for "later": %j', (status, content) => {
    const error = thrownBy(() => parse(text(JSON.stringify(content), status)));
    expect(error).toMatchObject({ code: 'ERR_UNAVAILABLE', status, retryable: true });
    expect(error).not.toHaveProperty('vendorMessage', expect.anything());
  });

  it("takes status 500 with the vendor's own words for a refusal", () => {
    const error = refusedBy(() => parse(text(refusal.body, 500)));
    expect(error).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', status: 500, vendorMessage: refusal.words });
  });

  it.each([
    [{ 'Retry-After': '120' }, 120_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'RETRY-AFTER': ['7'] }, 7000],
    [{ 'Retry-After': 'Sat, 28 Nov 2026 20:01:00 GMT', Date: 'Sat, 28 Nov 2026 20:00:00 GMT' }, 60_000],
    [{ 'Retry-After': 'Sat, 28 Nov 2026 19:00:00 GMT', Date: 'Sat, 28 Nov 2026 20:00:00 GMT' }, 0],
    [{ 'Retry-After': 'Sat, 28 Nov 2026 20:01:00 GMT' }, undefined],
    [{ 'Retry-After': 'soon' }, undefined],
    [{ 'Retry-After': '-1' }, undefined],
    [{ 'Retry-After': '9'.repeat(400) }, undefined],
  ])('reads when to come back: %j', (headers, retryAfter) => {
    const error = thrownBy(() => parse(text('', 503, headers)));
    expect([error.code, error.retryAfter]).toEqual(['ERR_UNAVAILABLE', retryAfter]);
  });

  it("passes the vendor's words on, next to the message and not in it", () => {
    const error = refusedBy(() => parse(text(refusal.body, 401)));
    expect(error).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', status: 401, vendorMessage: refusal.words });
    expect(error.message.startsWith(`${name}: the vendor refused (HTTP 401); `)).toBe(true);
    expect(error.message).toContain('its message is in vendorMessage');
    expect(JSON.stringify(error)).not.toContain(refusal.words);
  });

  it.each([
    ['plain text', 'Account locked.', 'Account locked.'],
    ['plain text with white space around it', '\r\n Account locked. \n', 'Account locked.'],
    ['a JSON string', '"Account locked."', 'Account locked.'],
    ['plain text of 1,000 characters', 'x'.repeat(1000), 'x'.repeat(1000)],
  ])('takes a short sentence for the words: %s', (_, sentence, words) => {
    expect(thrownBy(() => parse(text(sentence, 403)))).toMatchObject({ vendorMessage: words, status: 403 });
  });

  it.each([
    ['an empty body', ''],
    ['white space', ' \r\n'],
    ['a long text', 'x'.repeat(1001)],
    ['null', 'null'],
    ['a number', '42'],
    ['an empty object', '{}'],
    ['an empty list', '[]'],
    ['other members', '{"Whatever":"No such user"}'],
    [
      'members of other types',
      '{"message":1,"Message":[2],"ex":true,"error":{"message":"x"},"error_description":null}',
    ],
    ['words that are empty', '{"message":"","Message":"","ex":"","error":""}'],
  ])('has no words where the refusal holds %s', (_, unclear) => {
    const error = thrownBy(() => parse(text(unclear, 401)));
    expect(error).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', status: 401, vendorMessage: undefined });
    expect(error.message).toContain('the answer has no message');
  });

  it('cuts long words off at 1,000 characters', () => {
    const long = refusal.body.replace('No such user', `No such user${'x'.repeat(5000)}`);
    expect(refusedBy(() => parse(text(long, 401))).vendorMessage).toHaveLength(1000);
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \t\r\n'],
    ['a byte order mark alone', '\uFEFF'],
    ['plain text', 'abc'],
    ['JSON that is cut off', '{"token":"abc","access_token":"abc","value":"abc","Security-Token":"abc"'],
    [
      'a trailing comma, as in one document',
      '{"token":"abc","access_token":"abc","value":"abc","Security-Token":"abc",}',
    ],
    ['curly quotes', '{\u201Ctoken\u201D:\u201Cabc\u201D}'],
    ['single quotes', `{'token':'abc'}`],
    ['a number', '42'],
    ['a list of strings', '["abc"]'],
    ['two values', '{"token":"abc"}{"token":"abc"}'],
    ['NUL', '\0'],
    ['a list nested 50,000 deep', '['.repeat(50_000)],
  ])('takes a 200 with %s for no documented answer', (_, malformed) => {
    expect(thrownBy(() => parse(text(malformed)))).toMatchObject({ code: 'ERR_RESPONSE_FORMAT', status: 200 });
  });

  it.each([200, 400, 401, 403])('says that status %i with an HTML page is HTML', (status) => {
    for (const page of [HTML, `\n ${HTML}`, '<html><body>Sign in</body></html>', '<!doctype html>']) {
      const error = thrownBy(() => parse(text(page, status)));
      expect(error).toMatchObject({ code: 'ERR_RESPONSE_FORMAT', status, retryable: false });
      expect(error.message).toContain('HTML');
    }
  });

  it.each([
    '<div>502</div>',
    '<h1>502 Bad Gateway</h1>',
    '<script>x()</script>',
    '<form action="/login">',
    '<center>',
    '<p>No</p>',
    '<br>',
  ])('says that a piece of a page is HTML: %s', (page) => {
    for (const status of [200, 403]) {
      const error = thrownBy(() => parse(text(page, status)));
      expect(error).toMatchObject({ code: 'ERR_RESPONSE_FORMAT', status });
      expect(error.message).toContain('got an HTML page');
    }
    expect(thrownBy(() => parse(json(page))).message).toMatch(/got an HTML page/);
  });

  it('believes a server that calls its markup HTML', () => {
    for (const type of ['text/html', 'application/xhtml+xml; charset=utf-8']) {
      const error = thrownBy(() => parse(text('<b>Forbidden</b>', 403, { 'Content-Type': type })));
      expect([error.code, error.message.includes('HTML')]).toEqual(['ERR_RESPONSE_FORMAT', true]);
    }
    expect(thrownBy(() => parse(text('<b>Forbidden</b>', 403))).code).toBe('ERR_SIGN_IN_REFUSED');
  });

  it("has the words of ASP.NET's ProblemDetails", () => {
    const problem = json({ title: 'Unauthorized', detail: 'Locked' }, 401);
    expect(refusedBy(() => parse(problem)).vendorMessage).toMatch(/Locked/);
  });

  it('removes from the words anything that would mislead a reader', () => {
    const unseen = '\xAD\u180E\u200B\u200C\u200D\u2060\u206A\u206F\uFFF9\uFFFB\u{E0001}\u{E007F}';
    const words = `No\u202E such\u2028 user\u200F\u061C\u2066\uFEFF\uD800${unseen}!`;
    const json = refusal.body.replace('No such user', JSON.stringify(words).slice(1, -1));
    expect(refusedBy(() => parse(text(json, 401))).vendorMessage).toBe(
      refusal.words.replace('No such user', 'No such user!'),
    );
  });

  it('does not show the body in the message', () => {
    for (const sentinel of ['sen tinel', '"<sen tinel>"', '["sen tinel"]', '{"sen tinel":"sen tinel"}']) {
      for (const status of [200, 302, 401]) {
        expect(thrownBy(() => parse(text(sentinel, status))).message).not.toContain('sen tinel');
      }
    }
  });

  it('reads bodies of up to 1,048,576 characters', () => {
    const padded = body + ' '.repeat(MOST_CHARACTERS - body.length);
    expect(parse(text(padded))).toEqual(parse(text(body)));
    for (const status of [200, 302, 401]) {
      expect(thrownBy(() => parse(text(`${padded} `, status)))).toMatchObject({ code: 'ERR_RESPONSE_FORMAT', status });
    }
  });

  it('takes headers of any kind and case', () => {
    const headers = { 'CONTENT-type': 'text/html', 'content-TYPE': ['a', 'b'], 'Set-Cookie': [], '': '' };
    expect(parse(text(body, 200, headers))).toEqual(parse(text(body)));
  });

  it('takes a response without headers for one with none', () => {
    expect(callUntyped(parse, { status: 200, body })).toEqual(parse(text(body)));
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a string', body],
    ['a response without a status', { headers: {}, body }],
    ['a response without a body', { status: 200, headers: {} }],
    ['a status that is text', { status: '200', headers: {}, body }],
    ['a body that has been parsed', { status: 200, headers: {}, body: { token: 'abc' } }],
    ['a body of bytes', { status: 200, headers: {}, body: Buffer.from(body) }],
    ['headers that are null', { status: 200, headers: null, body }],
    ['headers that are a string', { status: 200, headers: 'a: b', body }],
    ['a header that is a number', { status: 200, headers: { a: 1 }, body }],
    ['a header that is a list of numbers', { status: 200, headers: { a: ['1', 2] }, body }],
    [
      "headers of fetch's kind, whose entries are no properties",
      { status: 200, headers: new Headers({ a: 'b' }), body },
    ],
    ["fetch's Response itself", new Response(body)],
  ])("calls it the caller's fault to pass %s", (_, response) => {
    expect(thrownBy(() => callUntyped(parse, response)).code).toBe('ERR_ARGUMENT_TYPE');
  });

  it.each([200.5, Number.NaN, -1, 1000, Number.POSITIVE_INFINITY])(
    "calls it the caller's fault to pass status %d",
    (status) => {
      expect(thrownBy(() => parse(text(body, status))).code).toBe('ERR_ARGUMENT_VALUE');
    },
  );

  it("ignores members of a response that it doesn't know", () => {
    const response = { ...text(body), statusText: 'OK', config: {} };
    expect(parse(response)).toEqual(parse(text(body)));
  });
});

describe.each(TOKEN_PARSERS)('the token of $name', ({ parse, tokenMember }) => {
  const withToken = (token: unknown) => text(JSON.stringify({ [tokenMember]: token }));

  it.each(['a', '!~', 'x'.repeat(65_536), 'a+b/c==', '<a>"b"\\', '***'])('may be any visible ASCII', (token) => {
    expect(parse(withToken(token))).toMatchObject({ token });
  });

  it.each([
    ['a carriage return', 'a\rb'],
    ['a line feed', 'a\nb'],
    ['a header behind it', 'abc\r\nX-Injected: 1'],
    ['a space', 'a b'],
    ['a space behind it', 'abc '],
    ['a tab', 'a\tb'],
    ['NUL', 'a\0'],
    ['DEL', 'a\x7f'],
    ['Latin-1', 'caf\u00E9'],
    ['Cyrillic', '\u0430bc'],
    ['an emoji', 'a\u{1F600}'],
    ['a lone surrogate', 'a\uD800'],
    ['more than 65,536 characters', 'x'.repeat(65_537)],
  ])('is refused with %s', (_, token) => {
    expect(thrownBy(() => parse(withToken(token)))).toMatchObject({ code: 'ERR_RESPONSE_FORMAT', status: 200 });
  });

  it.each([
    'null',
    'undefined',
    'false',
    'True',
    'None',
    'NaN',
    'Error',
    'Unauthorized',
    'FORBIDDEN',
    '[object Object]',
  ])('is missing if the word %s stands for it: the vendor refused', (token) => {
    expect(thrownBy(() => parse(withToken(token)))).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', status: 200 });
  });

  it.each(['xnull', 'errors', 'Unauthorized1', 'e'.repeat(40)])(
    'is only a word if nothing else is in it: %s',
    (token) => {
      expect(parse(withToken(token))).toMatchObject({ token });
    },
  );

  it.each(['<html>', '<!DOCTYPE html><title>x</title>', '<h1>Denied</h1>'])(
    'is missing if HTML stands for it: %s',
    (token) => {
      expect(thrownBy(() => parse(withToken(token))).code).toBe('ERR_RESPONSE_FORMAT');
    },
  );

  it.each([42, true, {}, [], ['abc'], { token: 'abc' }])('is refused if it is %j', (token) => {
    expect(thrownBy(() => parse(withToken(token))).code).toBe('ERR_RESPONSE_FORMAT');
  });

  it("is not inherited: a member of __proto__ doesn't count", () => {
    const body = `{"__proto__":{${JSON.stringify(tokenMember)}:"abc"},"constructor":{"prototype":{}}}`;
    expect(thrownBy(() => parse(text(body)))).toBeInstanceOf(ResponseError);
    expect(Object.hasOwn(Object.prototype, tokenMember)).toBe(false);
  });

  it('is the last one where the member is there twice, as JSON.parse has it', () => {
    const member = JSON.stringify(tokenMember);
    expect(parse(text(`{${member}:"first",${member}:"last"}`))).toMatchObject({ token: 'last' });
  });

  it('comes in a frozen session that survives JSON', () => {
    const session = parse(withToken('abc'));
    expect(Object.isFrozen(session)).toBe(true);
    expect(JSON.parse(JSON.stringify(session))).toEqual(session);
  });
});

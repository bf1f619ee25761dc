/** What refusals of URLs, messages and flows say: where it was, what was expected, what was found. */

import { InputError, redact, run } from 'credwire';
import { describe, expect, it } from 'vitest';
import { headerToken } from '../../src/core/headers.js';
import { baseUrl, requestUrl, splitTarget } from '../../src/core/url.js';
import { malformed, readAnswer, readToken } from '../../src/http/answer.js';
import { replaceCookie } from '../../src/http/cookies.js';
import { readRequest } from '../../src/http/message.js';
import { get, text } from '../support/http-messages.js';
import { callUntyped, rejectionOf, thrownBy } from '../support/thrown.js';

const header = (headers: object) => readRequest('f', { method: 'GET', url: 'https://mes.example', headers });
const answer = (response: object) => callUntyped(readAnswer, 'f', response, () => undefined);

describe('the message', () => {
  it.each<readonly [string, () => unknown]>([
    ['f: expected at most 8192 characters, got a string of length 8193', () => baseUrl('f', 'x'.repeat(8193))],
    [
      'f: expected a path of unreserved or percent-encoded characters, no query, no "#", got a string of length 21',
      () => baseUrl('f', 'https://mes.example?a'),
    ],
    [
      'f: expected https (plain http only to a loopback host, or with allowInsecureHttp where that is an option)',
      () => baseUrl('f', 'http://mes.example'),
    ],
    [
      'f: expected an absolute http or https URL with an ASCII host and no credentials, got a string of length 11',
      () => baseUrl('f', 'mes.example'),
    ],
    [
      'f: expected visible ASCII without "\\" and "#", got a string of length 22',
      () => requestUrl('f', 'https://mes.example/#a'),
    ],
    [
      'url: expected an absolute http or https URL with an ASCII host and no credentials, got a string of length 1',
      () => splitTarget('a'),
    ],
    [
      'f: expected visible ASCII without spaces, at least one character, got a string of length 0',
      () => headerToken('f', ''),
    ],
    ['f: request: expected an object, got null', () => readRequest('f', null)],
    ['f: request: "headers": expected an object of strings, got a string of length 1', () => callUntyped(header, 'a')],
    [
      'f: request: "headers": header 2: expected a name that is a token of RFC 9110',
      () => header({ Accept: 'a', 'A B': 'b' }),
    ],
    [
      'f: request: "headers": header 1: expected visible ASCII, spaces and tabs only, got a string of length 3',
      () => header({ Accept: 'a\nb' }),
    ],
    ['redact: request: expected an object, got undefined', () => callUntyped(redact)],
    ['cookie "token": expected none of the characters " , ; \\', () => replaceCookie({}, 'token', 'a;b')],
    ['f: response: expected an object, got a string of length 2', () => callUntyped(answer, '{}')],
    [
      'f: response: "body": expected a string (the body as text), got an object of another kind',
      () => answer({ status: 200, body: {} }),
    ],
    [
      'f: response: "headers": expected an object of strings or arrays of strings, got number',
      () => answer({ status: 200, headers: { a: 1 }, body: '' }),
    ],
    ['f: HTTP 302: expected status 200 or 201', () => answer({ status: 302, body: '' })],
    [
      'f: HTTP 200: expected at most 1048576 characters, got 1048577',
      () => answer({ status: 200, body: ' '.repeat(1_048_577) }),
    ],
    [
      'f: HTTP 200: expected a token, got none',
      () =>
        readToken(
          readAnswer('f', text('{}'), () => undefined),
          'a token',
          undefined,
        ),
    ],
    [
      'f: HTTP 200: expected a token to be 1 to 65536 visible ASCII characters, got a string of length 0',
      () =>
        readToken(
          readAnswer('f', text('{}'), () => undefined),
          'a token',
          '',
        ),
    ],
  ])('reads %s', (message, call) => {
    expect(thrownBy(call).message).toBe(message);
  });

  it('of an answer that is malformed is what was expected, behind its owner and status', () => {
    const read = readAnswer('f', text('', 201), () => undefined);
    expect(malformed(read, 'more').message).toBe('f: HTTP 201: expected more');
  });
});

describe('run says', () => {
  const send = async () => text('');
  const notAFlow = 'run: "flow": expected the generator that signIn returns';
  const throwing = Object.defineProperty({}, 'next', {
    get: () => {
      throw new Error('sentinel');
    },
  });
  const finished = (function* (): Generator<never, undefined> {})();
  finished.next();

  it.each<readonly [string, unknown, unknown]>([
    ['run: "send": expected a function, got undefined', finished, undefined],
    [notAFlow, undefined, send],
    [notAFlow, null, send],
    [notAFlow, { throw() {} }, send],
    [notAFlow, { next() {} }, send],
    ['run: "flow": reading it threw', throwing, send],
    ['run: "flow": expected a flow that has not been run yet', finished, send],
  ])('%s', async (message, flow, client) => {
    const error = await rejectionOf(callUntyped(run, flow, client));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toBe(message);
  });

  it('nothing of a cause that holds no code, one level down either', async () => {
    const flow = (function* () {
      yield get('https://mes.example');
      return '';
    })();
    const error = await rejectionOf(run(flow, () => Promise.reject({ cause: 'ECONNREFUSED' })));
    expect(error.message).toBe('run: request 1 failed in the HTTP client; see "cause"');
  });
});

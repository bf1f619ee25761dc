/** What URLs, requests, answers and flows refuse. */
import { ifactory, redact, run } from 'credwire';
import { get, json, text } from '../support/http-messages.js';
import type { Provocation } from './provocation.js';

const user = { userLogin: 'a', password: 'b' };
const at = (baseUrl: unknown, more: object = {}) => ({ ...user, baseUrl, ...more });

const URLS: readonly Provocation[] = [
  ['ifactory.tokenRequest', 'ERR_URL', ifactory.tokenRequest, at(`https://mes.example/${'x'.repeat(8193)}`)],
  ['ifactory.tokenRequest', 'ERR_URL', ifactory.tokenRequest, at('https://mes.example?a')],
  ['ifactory.tokenRequest', 'ERR_INSECURE_URL', ifactory.tokenRequest, at('http://mes.example')],
  ['ifactory.tokenRequest', 'ERR_URL', ifactory.tokenRequest, at('mes.example')],
  ['ifactory.tokenRequest', 'ERR_URL', ifactory.tokenRequest, at('https://mes.example/api/tokens')],
  ['ifactory.tokenRequest', 'ERR_URL', ifactory.tokenRequest, at('https://127.1')],
  ['ifactory.tokenRequest', 'ERR_ARGUMENT_TYPE', ifactory.tokenRequest, at(1)],
  ['redact', 'ERR_URL', redact, get('https://mes.example/#a')],
  ['redact', 'ERR_URL', redact, get('a')],
];

const request = (members: object) => ({ ...get('https://mes.example'), ...members });

const REQUESTS: readonly Provocation[] = [
  ['redact', 'ERR_ARGUMENT_TYPE', redact],
  ['redact', 'ERR_ARGUMENT_TYPE', redact, null],
  ['redact', 'ERR_ARGUMENT_VALUE', redact, request({ method: 'FETCH' })],
  ['redact', 'ERR_ARGUMENT_TYPE', redact, request({ headers: 'a' })],
  ['redact', 'ERR_HEADER_VALUE', redact, request({ headers: { Accept: 'a', 'A B': 'b' } })],
  ['redact', 'ERR_HEADER_VALUE', redact, request({ headers: { Accept: 'a\nb' } })],
  ['redact', 'ERR_ARGUMENT_TYPE', redact, request({ body: 1 })],
];

const { parseTokenResponse, authorize } = ifactory;
const session = { vendor: 'ifactory', token: 'a', origin: 'https://mes.example' };

const ANSWERS: readonly Provocation[] = [
  ['ifactory.parseTokenResponse', 'ERR_ARGUMENT_TYPE', parseTokenResponse, '{}'],
  ['ifactory.parseTokenResponse', 'ERR_ARGUMENT_TYPE', parseTokenResponse, { status: 200, body: {} }],
  [
    'ifactory.parseTokenResponse',
    'ERR_ARGUMENT_TYPE',
    parseTokenResponse,
    { status: 200, headers: { a: 1 }, body: '' },
  ],
  ['ifactory.parseTokenResponse', 'ERR_ENDPOINT_NOT_FOUND', parseTokenResponse, text('', 302)],
  ['ifactory.parseTokenResponse', 'ERR_ENDPOINT_NOT_FOUND', parseTokenResponse, text('', 404)],
  ['ifactory.parseTokenResponse', 'ERR_UNAVAILABLE', parseTokenResponse, text('', 429)],
  ['ifactory.parseTokenResponse', 'ERR_UNAVAILABLE', parseTokenResponse, text('', 503, { 'Retry-After': '5' })],
  ['ifactory.parseTokenResponse', 'ERR_SIGN_IN_REFUSED', parseTokenResponse, text('', 401)],
  ['ifactory.parseTokenResponse', 'ERR_RESPONSE_FORMAT', parseTokenResponse, text('', 418)],
  ['ifactory.parseTokenResponse', 'ERR_SIGN_IN_REFUSED', parseTokenResponse, json({ message: 'No' }, 401)],
  ['ifactory.parseTokenResponse', 'ERR_RESPONSE_FORMAT', parseTokenResponse, text('<!DOCTYPE html><html></html>')],
  ['ifactory.parseTokenResponse', 'ERR_RESPONSE_FORMAT', parseTokenResponse, text('')],
  ['ifactory.parseTokenResponse', 'ERR_RESPONSE_FORMAT', parseTokenResponse, text('<html>', 418)],
  ['ifactory.parseTokenResponse', 'ERR_RESPONSE_FORMAT', parseTokenResponse, text('a')],
  ['ifactory.parseTokenResponse', 'ERR_RESPONSE_FORMAT', parseTokenResponse, json({ token: '<html>' })],
  ['ifactory.parseTokenResponse', 'ERR_RESPONSE_FORMAT', parseTokenResponse, json([])],
  ['ifactory.parseTokenResponse', 'ERR_RESPONSE_FORMAT', parseTokenResponse, text(' '.repeat(1_048_577))],
  ['ifactory.parseTokenResponse', 'ERR_RESPONSE_FORMAT', parseTokenResponse, json({ token: '' })],
  ['ifactory.parseTokenResponse', 'ERR_RESPONSE_FORMAT', parseTokenResponse, json({ token: 1 })],
  ['ifactory.parseTokenResponse', 'ERR_URL', parseTokenResponse, json({ token: 'a' }), { baseUrl: 'a' }],
];

const SIGNED: readonly Provocation[] = [
  ['ifactory.authorize', 'ERR_ORIGIN_MISMATCH', authorize, get('https://other.example'), session],
  ['ifactory.authorize', 'ERR_INSECURE_URL', authorize, get('http://mes.example'), { ...session, origin: undefined }],
  [
    'ifactory.authorize',
    'ERR_INSECURE_URL',
    authorize,
    get('http://mes.example'),
    session,
    { origins: ['http://mes.example'] },
  ],
  [
    'ifactory.authorize',
    'ERR_URL',
    authorize,
    get('https://mes.example'),
    session,
    { origins: ['https://a.example/b'] },
  ],
  ['ifactory.authorize', 'ERR_ARGUMENT_TYPE', authorize, get('https://mes.example'), session, { origins: 'a' }],
  ['ifactory.authorize', 'ERR_HEADER_VALUE', authorize, get('https://mes.example'), { ...session, token: 'a b' }],
  ['ifactory.authorize', 'ERR_HEADER_VALUE', authorize, get('https://mes.example'), { ...session, token: '' }],
];

const send = async () => text('');
const throwing = Object.defineProperty({}, 'next', {
  get: () => {
    throw new Error('sentinel');
  },
});
const finished = (function* (): Generator<never, undefined> {})();
finished.next();

const flow = function* () {
  yield get('https://mes.example');
  return '';
};

const RUN: readonly Provocation[] = [
  ['run', 'ERR_ARGUMENT_TYPE', run, finished, undefined],
  ['run', 'ERR_ARGUMENT_TYPE', run, undefined, send],
  ['run', 'ERR_ARGUMENT_TYPE', run, null, send],
  ['run', 'ERR_ARGUMENT_TYPE', run, { throw() {} }, send],
  ['run', 'ERR_ARGUMENT_TYPE', run, { next() {} }, send],
  ['run', 'ERR_ARGUMENT_TYPE', run, throwing, send],
  ['run', 'ERR_ARGUMENT_VALUE', run, finished, send],
  ['run', 'ERR_TRANSPORT', () => run(flow(), () => Promise.reject({ cause: 'ECONNREFUSED' }))],
  ['run', 'ERR_TRANSPORT', () => run(flow(), () => Promise.reject({ code: 'ECONNREFUSED' }))],
  ['run', 'ERR_TIMEOUT', () => run(flow(), () => Promise.reject({ code: 'ETIMEDOUT' }))],
  ['run', 'ERR_ABORTED', () => run(flow(), () => Promise.reject({ name: 'AbortError' }))],
];

export const HTTP: readonly Provocation[] = [...URLS, ...REQUESTS, ...ANSWERS, ...SIGNED, ...RUN];

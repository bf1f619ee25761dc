/** What adapters and formats refuse: what is not a request, not a client, not an answer, or cannot be written down. */
import type { HttpRequest, HttpResponse } from 'credwire';
import * as clients from 'credwire/clients';
import { viaAngular, viaAxios, viaFetch, viaJQuery, viaNodeHttp, viaXhr } from 'credwire/clients';
import { vi } from 'vitest';
import { angularAnswer, angularHttp, doubles, FakeXhr, jqXhr, nodeHttp } from '../support/client-doubles.js';
import { get } from '../support/http-messages.js';
import type { Provocation } from './provocation.js';

const request = get('https://vendor.example/a');
const answer: HttpResponse = { status: 200, headers: {}, body: '' };
const post = (body: string): HttpRequest => ({ ...request, method: 'POST', body });

const NO_REQUEST: readonly Provocation[] = [
  ...Object.entries(clients)
    .filter(([name]) => name.startsWith('to'))
    .map(([name, make]): Provocation => [name, 'ERR_ARGUMENT_TYPE', make, null]),
  ['toCurl', 'ERR_ARGUMENT_TYPE', clients.toCurl, request, 'a'],
  ['toHar', 'ERR_ARGUMENT_TYPE', clients.toHar, request, 'a'],
  ['toHttpFile', 'ERR_ARGUMENT_TYPE', clients.toHttpFile, request, 'a'],
];

const NO_CLIENT: readonly Provocation[] = [
  ...Object.entries(clients)
    .filter(([name]) => name.startsWith('via'))
    .flatMap(([name, via]): readonly Provocation[] => [
      [name, 'ERR_ARGUMENT_TYPE', via, 'a'],
      [name, 'ERR_ARGUMENT_TYPE', via, null],
    ]),
  ['viaNodeHttp', 'ERR_ARGUMENT_TYPE', viaNodeHttp, nodeHttp(answer), null],
  ['toXhr', 'ERR_ARGUMENT_TYPE', clients.toXhr, request, null],
  ['toXhr', 'ERR_ARGUMENT_TYPE', clients.toXhr, request, { open() {} }],
  ['toSuperagent', 'ERR_ARGUMENT_TYPE', clients.toSuperagent, request, null],
  [
    'viaFetch',
    'ERR_NO_FETCH',
    () => {
      vi.stubGlobal('fetch', undefined);
      return viaFetch()(request);
    },
  ],
  [
    'viaXhr',
    'ERR_ARGUMENT_VALUE',
    () => {
      vi.stubGlobal('XMLHttpRequest', undefined);
      return viaXhr()(request);
    },
  ],
];

const jqXhr0 = (statusText: string) => ({ ...jqXhr({ ...answer, status: 0 }), statusText });

const axiosAnswer = (members: object) => async () =>
  viaAxios({ request: async () => ({ status: 200, headers: {}, data: '', ...JSON.parse(JSON.stringify(members)) }) })(
    request,
  );

const throwing = Object.defineProperty({}, 'a', {
  enumerable: true,
  get: () => {
    throw new Error('sentinel');
  },
});

const NO_ANSWER: readonly Provocation[] = [
  ...doubles
    .filter(({ name }) => ['viaFetch', 'viaKy', 'viaAxios', 'viaGot'].includes(name))
    .flatMap(({ name, answeringWith }): readonly Provocation[] =>
      answeringWith === undefined ? [] : [[name, 'ERR_ARGUMENT_TYPE', () => answeringWith({})(request)]],
    ),
  ['viaAxios', 'ERR_ARGUMENT_TYPE', axiosAnswer({ status: '200' })],
  ['viaAxios', 'ERR_ARGUMENT_TYPE', axiosAnswer({ headers: 'a' })],
  ['viaAxios', 'ERR_ARGUMENT_TYPE', axiosAnswer({ headers: null })],
  ['viaAxios', 'ERR_ARGUMENT_TYPE', axiosAnswer({ data: 1 })],
  [
    'viaAxios',
    'ERR_ARGUMENT_TYPE',
    () => viaAxios({ request: async () => ({ status: 200, headers: throwing, data: '' }) })(request),
  ],
  ['viaXhr', 'ERR_TRANSPORT', () => viaXhr(() => new FakeXhr({}, 'onerror'))(request)],
  ['viaXhr', 'ERR_ABORTED', () => viaXhr(() => new FakeXhr({}, 'onabort'))(request)],
  ['viaXhr', 'ERR_TIMEOUT', () => viaXhr(() => new FakeXhr({}, 'ontimeout'))(request)],
  ['viaJQuery', 'ERR_ABORTED', () => viaJQuery({ ajax: () => jqXhr0('abort') })(request)],
  ['viaJQuery', 'ERR_TIMEOUT', () => viaJQuery({ ajax: () => jqXhr0('timeout') })(request)],
  ['viaFetch', 'ERR_TIMEOUT', () => viaFetch(() => new Promise(() => {}), { timeout: 1 })(request)],
  ['viaFetch', 'ERR_ABORTED', () => viaFetch(undefined, { signal: AbortSignal.abort() })(request)],
  ['viaFetch', 'ERR_TIMEOUT', () => viaFetch(() => Promise.reject({ name: 'TimeoutError' }))(request)],
  [
    'viaFetch',
    'ERR_TIMEOUT',
    () => viaFetch(undefined, { signal: AbortSignal.abort(new DOMException('', 'TimeoutError')) })(request),
  ],
  ['viaFetch', 'ERR_ABORTED', () => viaFetch(() => Promise.reject({ name: 'AbortError' }))(request)],
  [
    'viaFetch',
    'ERR_TRANSPORT',
    () => {
      vi.stubGlobal('document', {});
      return viaFetch(() => Promise.reject({ name: 'TypeError' }))(request);
    },
  ],
  ['viaFetch', 'ERR_ARGUMENT_TYPE', viaFetch, undefined, { timeout: '5' }],
  ['viaFetch', 'ERR_ARGUMENT_VALUE', viaFetch, undefined, { timeout: 0 }],
  ['viaFetch', 'ERR_ARGUMENT_TYPE', viaFetch, undefined, { signal: {} }],
  ['viaJQuery', 'ERR_TRANSPORT', () => viaJQuery({ ajax: () => jqXhr({ ...answer, status: 0 }) })(request)],
  ['viaNodeHttp', 'ERR_TRANSPORT', () => viaNodeHttp(nodeHttp(answer, 'close'))(request)],
  ['viaAngular', 'ERR_TRANSPORT', () => viaAngular(angularHttp(({ complete }) => complete()))(request)],
];

const other = 'https://other.example/';
const jQuery = {
  ajax: (settings: { xhr?: () => unknown }) => {
    settings.xhr?.();
    return jqXhr(answer);
  },
  ajaxSettings: { xhr: () => ({ responseURL: other }) },
};

const OTHER_ORIGIN: readonly Provocation[] = [
  ['viaXhr', 'ERR_TRANSPORT', () => viaXhr(() => new FakeXhr(answer, 'onload', other))(request)],
  [
    'viaAngular',
    'ERR_TRANSPORT',
    () => viaAngular(angularHttp(({ next }) => next(angularAnswer(answer, other))))(request),
  ],
  ['viaAxios', 'ERR_TRANSPORT', axiosAnswer({ request: { responseURL: other } })],
  ['viaJQuery', 'ERR_TRANSPORT', () => viaJQuery(jQuery)(request)],
];

const CANNOT_HOLD: readonly Provocation[] = [
  ['toCurl', 'ERR_ARGUMENT_VALUE', clients.toCurl, { ...request, method: 'HEAD', body: '' }],
  ['toCurl', 'ERR_ARGUMENT_VALUE', clients.toCurl, post('\0')],
  ['toCurl', 'ERR_ARGUMENT_VALUE', clients.toCurl, post('\u00E9'), { shell: 'powershell' }],
  ['toCurl', 'ERR_ARGUMENT_VALUE', clients.toCurl, post('\n'), { shell: 'cmd' }],
  ['toCurl', 'ERR_ARGUMENT_VALUE', clients.toCurl, request, { shell: 'fish' }],
  ['toHttpFile', 'ERR_ARGUMENT_VALUE', clients.toHttpFile, { ...request, headers: { a: '{{b}}' } }],
  ['toHttpFile', 'ERR_ARGUMENT_VALUE', clients.toHttpFile, post('{{a}} ')],
  ['toHttpFile', 'ERR_ARGUMENT_VALUE', clients.toHttpFile, post('\x1b')],
  ['toHttpFile', 'ERR_ARGUMENT_VALUE', clients.toHttpFile, post(' a')],
  ['toHttpFile', 'ERR_ARGUMENT_VALUE', clients.toHttpFile, post('# a')],
  ['toHttpFile', 'ERR_ARGUMENT_VALUE', clients.toHttpFile, post('a b')],
];

export const CLIENTS: readonly Provocation[] = [
  ...NO_REQUEST,
  ...NO_CLIENT,
  ...NO_ANSWER,
  ...OTHER_ORIGIN,
  ...CANNOT_HOLD,
];

/**
 * The header lines that the tests of set-cookie-parser (3.x, MIT) parse, as figures: the value that a cookie of the name
 * has. That package decodes percent signs and tells every attribute; here the value is left as it is sent, and the
 * cookies that have ended are gone.
 */
import { describe, expect, it } from 'vitest';
import { cookieValue } from '../../src/http/set-cookie.js';

const ID = '70125eaa-399a-41b2-b235-8a5092042dba';
const PLAIN = 'sessionid=6ky4pkr7qoi4me7rwleyvxjove25huef';
const WITH_PATH = `${PLAIN}; HttpOnly; Path=/`;
const EXPIRES_INSIDE = `cid=${ID}; expires=Thu, 04-Jun-2020 12:17:56 GMT; Max-Age=63072000; Path=/; HttpOnly; Secure`;
const EXPIRES_LAST = `client_id=${ID}; Max-Age=63072000; Path=/; expires=Thu, 04-Jun-2020 12:17:56 GMT`;
const JSON_VALUE = '{"foo":"bar","arr":[1,2,3]}';
const MANY =
  'foo=bar; Max-Age=1000; Domain=.example.com; Path=/; Expires=Tue, 01 Jul 2025 10:01:11 GMT; HttpOnly; Secure';

const joined = (...lines: readonly string[]) => lines.join(', ');

const CASES: readonly (readonly [header: string | readonly string[], values: Readonly<Record<string, string>>])[] = [
  ['foo=bar;', { foo: 'bar' }],
  ['', {}],
  [`${MANY}; Partitioned`, { foo: 'bar' }],
  [
    'foo=bar=bar&foo=foo&John=Doe&Doe=John; Max-Age=1000; Domain=.example.com; Path=/; HttpOnly; Secure',
    { foo: 'bar=bar&foo=foo&John=Doe&Doe=John' },
  ],
  [
    'foo=asdf%3Basdf%3Dtrue%3Basdf%3Dasdf%3Basdf%3Dtrue%40asdf',
    { foo: 'asdf%3Basdf%3Dtrue%3Basdf%3Dasdf%3Basdf%3Dtrue%40asdf' },
  ],
  [['bam=baz', MANY], { bam: 'baz', foo: 'bar' }],
  ['foo;', {}],
  ['foo;SameSite=None;Secure', {}],
  ['foo=bar; Domain= .example.com; Path= /admin; SameSite= Lax', { foo: 'bar' }],
  ['foo=bar; Domain=.example.com ; Path=/ ', { foo: 'bar' }],
  ['foo=bar; Path =/x', { foo: 'bar' }],
  ['a=b, b=c', { a: 'b', b: 'c' }],
  [['a=b, b=c', 'c=d'], { a: 'b, b=c', c: 'd' }],
  [joined(PLAIN, PLAIN, PLAIN), { sessionid: '6ky4pkr7qoi4me7rwleyvxjove25huef' }],
  [joined(WITH_PATH, PLAIN), { sessionid: '6ky4pkr7qoi4me7rwleyvxjove25huef' }],
  [EXPIRES_INSIDE, { cid: ID }],
  [EXPIRES_LAST, { client_id: ID }],
  [joined(EXPIRES_INSIDE, PLAIN), { cid: ID, sessionid: '6ky4pkr7qoi4me7rwleyvxjove25huef' }],
  [joined(EXPIRES_LAST, WITH_PATH), { client_id: ID, sessionid: '6ky4pkr7qoi4me7rwleyvxjove25huef' }],
  [joined(EXPIRES_INSIDE, EXPIRES_LAST, EXPIRES_INSIDE), { cid: ID, client_id: ID }],
  [joined(EXPIRES_LAST, EXPIRES_INSIDE, EXPIRES_LAST), { cid: ID, client_id: ID }],
  [`myJsonCookie=${JSON_VALUE}`, { myJsonCookie: JSON_VALUE }],
  [
    joined(`myJsonCookie=${JSON_VALUE}; expires=Thu, 04-Jun-2020 12:17:56 GMT; Max-Age=63072000; Path=/`, PLAIN),
    { myJsonCookie: JSON_VALUE, sessionid: '6ky4pkr7qoi4me7rwleyvxjove25huef' },
  ],
];

const NAMES = ['foo', 'bam', 'a', 'b', 'c', 'sessionid', 'cid', 'client_id', 'myJsonCookie', '', 'expires', 'Path'];

describe('the cookies of set-cookie-parser', () => {
  it.each(CASES)('%j', (header, values) => {
    const found = NAMES.map((name) => [name, cookieValue({ 'Set-Cookie': header }, name)] as const);
    expect(Object.fromEntries(found.filter(([, value]) => value !== undefined))).toEqual(values);
  });
});

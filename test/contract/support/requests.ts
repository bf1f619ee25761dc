/**
 * The requests of the contract: every vendor's, in every dialect, with every character that gets lost somewhere; the
 * same signed; and some that no vendor makes.
 */
import { bex, type HttpRequest, idscan, ifactory, jacada, smartconnect } from 'credwire';
import { encodeBase64 } from 'credwire/codecs';
import { seededRandom } from 'credwire/sandbox';

/** A request for a server that is only known when it listens. */
export interface Row {
  readonly name: string;
  readonly request: (base: string) => HttpRequest;
  /** Whether no browser lets a program send it. */
  readonly notInBrowsers?: true;
}

const ASCII = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)).join('');
const CONTROLS = Array.from({ length: 33 }, (_, index) => String.fromCharCode(index === 32 ? 0x7f : index)).join('');

/** Passwords, by what is hard about them. */
export const HARD_TEXTS: Readonly<Record<string, string>> = {
  'all printable ASCII': ASCII,
  'all control characters': CONTROLS,
  'what looks encoded': '%2B%20%25+&amp;\\u0041\\n%zz%',
  'plus, slash, equals': 'a+b/c==',
  'Latin, Cyrillic, CJK': 'pässwörd-пароль-密码',
  'what a file of requests reads as variables': `{{name}} {{{$guid}}} \\{\\{x\\}\\} \${x} #{x} <%= x %>`,
  'pairs and joiners': '👩‍👩‍👧😀𝒳',
  'marks of order and direction': '\uFEFF\u200E\u202E\u2028\u2029\uFFFD\uFFFF',
  'a long one': 'Aä+ '.repeat(800),
};

/** A whole block of 128 bytes, with every character that gets lost on the way. */
const BASE_64 = `${'Ua4r+w/z0+9/'.repeat(14)}A+8=`;
const signed: HttpRequest['headers'] = { Accept: 'application/json' };
const TOKEN = '!"#$%&\'()*+-./09:<=>?@AZ[]^_`az{|}~';
const COOKIE_TOKEN = "!#$%&'()*+-./09:<=>?@AZ[]^_`az{|}~";

const vendorRows: readonly Row[] = Object.entries(HARD_TEXTS).flatMap(([kind, hard]) =>
  [
    row('iFactory', (base) => ifactory.tokenRequest({ baseUrl: base, userLogin: hard, password: hard })),
    row('iFactory, UTF-16LE', (base) =>
      ifactory.tokenRequest({ baseUrl: base, userLogin: 'u', password: hard, charset: 'utf-16le' }),
    ),
    row('IDscan', (base) => idscan.tokenRequest({ baseUrl: base, username: hard, password: hard, area: 'scanning' })),
    row('IDscan, name in lower case', (base) =>
      idscan.tokenRequest({
        baseUrl: base,
        username: hard,
        password: hard,
        area: 'investigation',
        lowerCaseUsername: true,
      }),
    ),
    row('Jacada', (base) =>
      jacada.tokenRequest({ baseUrl: base, accountId: 12, user: hard, password: hard, random: seededRandom(kind) }),
    ),
    row('Jacada without prefix', (base) =>
      jacada.tokenRequest({
        baseUrl: base,
        applicationName: 'a b+c',
        version: '2.0',
        accountId: 'x/y?z',
        user: hard,
        password: hard,
        prefixLength: 0,
      }),
    ),
    row('BEX', (base) => bex.tokenRequest({ baseUrl: base, username: hard, password: hard })),
    row('BEX, query by POST', (base) =>
      bex.tokenRequest({ baseUrl: base, username: hard, password: hard, transport: 'query' }),
    ),
    row('BEX, query by GET', (base) =>
      bex.tokenRequest({ baseUrl: base, username: hard, password: hard, transport: 'query', method: 'GET' }),
    ),
    row('SmartConnect, companies', (base) =>
      smartconnect.companiesRequest({ loginUrl: base, email: hard, encryptedPassword: BASE_64, clientName: hard }),
    ),
    row('SmartConnect, token', (base) =>
      smartconnect.tokenRequest({ apiUrl: base, email: hard, encryptedPassword: BASE_64, companyId: hard }),
    ),
  ].map(({ name, request }) => ({ name: `${name}: ${kind}`, request })),
);

const smartconnectRows: readonly Row[] = [
  row('SmartConnect, public key', (base) => smartconnect.publicKeyRequest({ loginUrl: base })),
  row('SmartConnect, company list', (base) =>
    smartconnect.companyListRequest({ apiUrl: base, email: 'a+b@c.example', encryptedPassword: BASE_64 }),
  ),
  row('SmartConnect, validate', (base) => smartconnect.validateRequest({ apiUrl: base, token: TOKEN })),
];

const signedRows: readonly Row[] = [
  row('iFactory, signed', (base) => ifactory.authorize(get(`${base}/api/x`), { vendor: 'ifactory', token: TOKEN })),
  row('IDscan, signed', (base) =>
    idscan.authorize(get(`${base}/upload`), {
      vendor: 'idscan',
      area: 'scanning',
      token: TOKEN,
      csrfToken: encodeBase64(new Uint8Array([251, 255, 191])),
    }),
  ),
  {
    name: 'IDscan, signed by cookie',
    request: (base) =>
      idscan.authorize(
        { ...get(`${base}/upload`), headers: { ...signed, Cookie: 'a=b; c=d' } },
        { vendor: 'idscan', area: 'scanning', token: COOKIE_TOKEN },
        { via: 'cookie' },
      ),
    notInBrowsers: true,
  },
  row('Jacada, signed', (base) => jacada.authorize(get(`${base}/x`), { vendor: 'jacada', token: TOKEN })),
  row('Jacada, credential headers', (base) => ({
    ...get(`${base}/x`),
    headers: jacada.credentialHeaders({ tenantId: 't-1', applicationKey: 'k', user: 'admin', password: 'pä ss+' }),
  })),
  row('BEX, signed', (base) => bex.authorize(get(`${base}/x`), { vendor: 'bex', token: TOKEN })),
  row('SmartConnect, signed', (base) =>
    smartconnect.authorize(
      { method: 'POST', url: `${base}/runmap?mapKey=a%2Bb&x=%20`, headers: {} },
      { vendor: 'smartconnect', token: TOKEN },
    ),
  ),
];

const otherRows: readonly Row[] = [
  row('no path', (base) => get(base)),
  row('no path but a query', (base) => get(`${base}?a=%2B`)),
  row('reserved characters in the path', (base) => get(`${base}/a;b=c,d/e:f@g!$&'()*+/%2F%3F%23%25/~-._/`)),
  row('a query as it is', (base) => get(`${base}/?a=1&a=2&&b&=c&d=e=f?g/h:i@j!$()*,;+%20%2b%2B`)),
  row('DELETE', (base) => ({ ...get(`${base}/x`), method: 'DELETE' })),
  row('DELETE with a body', (base) => body(base, 'DELETE', { 'Content-Type': 'application/json' }, '{"é":1}')),
  row('HEAD', (base) => ({ ...get(`${base}/x`), method: 'HEAD' })),
  row('PUT of text', (base) => body(base, 'PUT', { 'Content-Type': 'text/plain; charset=us-ascii' }, 'a\r\n\tb ')),
  row('PATCH of XML', (base) => body(base, 'PATCH', { 'content-type': 'application/xml' }, '<é>\n</é>')),
  row('POST of NUL', (base) => body(base, 'POST', { 'Content-Type': 'text/plain' }, 'a\0b')),
  row('POST of JSON with white space', (base) =>
    body(base, 'POST', { 'Content-Type': 'application/json' }, '{ "a" : 1.0,\n "b": "\\u00e9" }\n'),
  ),
  row('POST of what is no JSON, labelled so', (base) =>
    body(base, 'POST', { 'Content-Type': 'application/json' }, '{"a":'),
  ),
  row('POST of a bare JSON string', (base) => body(base, 'POST', { 'Content-Type': 'application/json' }, '"a"')),
  row('POST of a form that is spelled otherwise', (base) =>
    body(base, 'POST', { 'Content-Type': 'application/x-www-form-urlencoded' }, "b=%2b%20&a=~*()!'&c&=d&a=1"),
  ),
  row('POST of a body without a type', (base) => body(base, 'POST', {}, 'name=é+%20')),
  row('POST of an empty body', (base) => body(base, 'POST', { 'Content-Type': 'application/json' }, '')),
  row('POST without a body', (base) => ({ method: 'POST', url: `${base}/x`, headers: {} })),
  row('PUT without a body', (base) => ({ method: 'PUT', url: `${base}/x`, headers: { Accept: '*/*' } })),
  row('headers of all visible ASCII', (base) => ({
    ...get(`${base}/x`),
    headers: { 'X-All': ASCII.trim(), "x!#$%&'*+.^_`|~9": 'a  b\tc' },
  })),
  row('a Content-Type without a body', (base) => ({ ...get(`${base}/x`), headers: { 'Content-Type': 'text/plain' } })),
];

/** What the vendors' builders make: the sign-ins and signed calls. */
export const vendorRequestRows: readonly Row[] = [...vendorRows, ...smartconnectRows, ...signedRows];

/** Every row. */
export const requestRows: readonly Row[] = [...vendorRequestRows, ...otherRows];

function row(name: string, request: Row['request']): Row {
  return { name, request };
}

function get(url: string): HttpRequest {
  return { method: 'GET', url, headers: signed };
}

function body(base: string, method: HttpRequest['method'], headers: HttpRequest['headers'], text: string): HttpRequest {
  return { method, url: `${base}/x`, headers, body: text };
}

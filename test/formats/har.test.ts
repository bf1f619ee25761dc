import { bex, type HttpRequest, idscan, ifactory } from 'credwire';
import { toHar } from 'credwire/clients';
import { describe, expect, it } from 'vitest';
import { get } from '../support/http-messages.js';
import { callUntyped, codeOf } from '../support/thrown.js';

const url = 'https://vendor.example/a';
const post = (body: string, headers: HttpRequest['headers'] = {}): HttpRequest => ({
  method: 'POST',
  url,
  headers,
  body,
});

describe('toHar', () => {
  it('writes the request without a body', () => {
    expect(toHar(get(`${url}?b=%2B`, { Accept: 'x', 'X-A': '' }))).toEqual({
      method: 'GET',
      url: `${url}?b=%2B`,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [
        { name: 'Accept', value: 'x' },
        { name: 'X-A', value: '' },
      ],
      queryString: [{ name: 'b', value: '+' }],
      headersSize: -1,
      bodySize: 0,
    });
  });

  it('decodes the query as a server does, and leaves the URL as it is', () => {
    const target = `${url}?a=1&a=2&&b&=c&d=e=f&g+h=%C3%A9+%2b&i=%&j=%ff`;
    const har = toHar(get(target));
    expect(har.url).toBe(target);
    expect(har.queryString.map(({ name, value }) => [name, value])).toEqual([
      ['a', '1'],
      ['a', '2'],
      ['b', ''],
      ['', 'c'],
      ['d', 'e=f'],
      ['g h', '\u00E9 +'],
      ['i', '%'],
      ['j', '%ff'],
    ]);
  });

  it('gives the body as it is sent, with its type and its size in bytes', () => {
    const har = toHar(post('{"a":"\u00E9"}', { 'content-type': 'application/json' }));
    expect(har.postData).toEqual({ mimeType: 'application/json', text: '{"a":"\u00E9"}' });
    expect(har.bodySize).toBe(10);
  });

  it('gives a form its charset, so that tools take the text and not its parts', () => {
    const credentials = { username: 'u', password: 'a+b', area: 'scanning' } as const;
    const { postData, headers } = toHar(idscan.tokenRequest({ baseUrl: 'https://idscan.example', ...credentials }));
    expect(postData).toEqual({
      mimeType: 'application/x-www-form-urlencoded; charset=utf-8',
      text: 'grant_type=password&username=u&password=a%2Bb&area=scanning',
    });
    expect(headers).toContainEqual({ name: 'Content-Type', value: 'application/x-www-form-urlencoded' });
    const labelled = 'application/x-www-form-urlencoded; charset=iso-8859-1';
    expect(toHar(post('a=b', { 'Content-Type': labelled })).postData?.mimeType).toBe(labelled);
  });

  it('calls a body without a type bytes, and tells an empty body from none', () => {
    expect(toHar(post('a')).postData?.mimeType).toBe('application/octet-stream');
    expect(toHar(post('')).postData?.text).toBe('');
    expect(toHar(get(url))).not.toHaveProperty('postData');
  });

  it('leaves cookies in their header', () => {
    const har = toHar(get(url, { Cookie: 'a=1; b=2' }));
    expect([har.cookies, har.headers]).toEqual([[], [{ name: 'Cookie', value: 'a=1; b=2' }]]);
  });

  it('holds the credentials, unless it is told to hide them', () => {
    const requests = [
      bex.tokenRequest({ username: 'sentinel', password: 'sentinel' }),
      bex.tokenRequest({ username: 'sentinel', password: 'sentinel', transport: 'query' }),
      ifactory.authorize(get(url), { vendor: 'ifactory', token: 'sentinel' }),
    ];
    for (const request of requests) {
      expect(JSON.stringify(toHar(request))).toContain('sentinel');
      expect(JSON.stringify(toHar(request, { redact: true }))).not.toContain('sentinel');
    }
  });

  it('refuses anything but a request, and anything but options', () => {
    expect(codeOf(() => toHar(get('vendor.example')))).toBe('ERR_URL');
    expect(codeOf(() => callUntyped(toHar, get(url), { redact: 1 }))).toBe('ERR_ARGUMENT_TYPE');
    expect(codeOf(() => callUntyped(toHar, get(url), { version: 1 }))).toBe('ERR_UNKNOWN_OPTION');
  });
});

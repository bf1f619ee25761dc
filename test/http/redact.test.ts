import { type HttpRequest, redact } from 'credwire';
import { describe, expect, it } from 'vitest';
import { get } from '../support/http-messages.js';
import { thrownBy } from '../support/thrown.js';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

const post = (body: string, headers: HttpRequest['headers'] = {}): HttpRequest => ({
  ...get('https://mes.example/', headers),
  method: 'POST',
  body,
});
const bodyOf = (body: string, headers: HttpRequest['headers'] = {}) => redact(post(body, headers)).body;

describe('redact keeps', () => {
  it('method, host, port, path and the names of parameters', () => {
    const { method, url } = redact({ ...get('https://mes.example:60200/a/%20b?x=1&y=2'), method: 'DELETE' });
    expect(method).toBe('DELETE');
    expect(url).toBe('https://mes.example:60200/a/%20b?x=***&y=***');
  });

  it('the names of headers in their order, and the media types of Accept and Content-Type in any letter case', () => {
    const headers = {
      ACCEPT: '*/*',
      'X-B': 'text/plain',
      'content-type': 'Text/HTML;charset=UTF-8',
      Authorization: 'd',
    };
    expect(Object.entries(redact(get('https://mes.example/', headers)).headers)).toEqual([
      ['ACCEPT', '*/*'],
      ['X-B', '***'],
      ['content-type', 'Text/HTML;charset=UTF-8'],
      ['Authorization', '***'],
    ]);
  });

  it("the parameters that aren't secret, in any letter case", () => {
    const { url } = redact(get('https://mes.example/?grant_type=password&AREA=scanning&clientName=app&areas=x'));
    expect(url).toBe('https://mes.example/?grant_type=password&AREA=scanning&clientName=app&areas=***');
  });

  it.each(
    [
      ['grant_type', 'username', 'password', 'area', 'action', 'login-form-type', 'client_id', 'client_secret'],
      ['userLogin', 'user', 'email', 'companyId', 'ipAddress', 'token', 'mapKey', 'waybillNumber'],
    ].flat(),
  )('the name of the parameter %s, which a vendor knows, without a value too', (name) => {
    for (const spelled of [name, name.toUpperCase()]) {
      expect(redact(get(`https://mes.example/?${spelled}=&a=1`)).url).toBe(`https://mes.example/?${spelled}=***&a=***`);
      expect(bodyOf(`a=1&${spelled}=`, FORM)).toBe(`a=***&${spelled}=***`);
    }
  });

  it('the name of a program, without a value too', () => {
    expect(bodyOf('clientName=app&a=1', FORM)).toBe('clientName=app&a=***');
    expect(bodyOf('clientName=&a=1', FORM)).toBe('clientName=&a=***');
  });

  it('the names of JSON fields in their order, and lists as lists', () => {
    const body =
      '{"user":"u","list":[1,"a",{"b":null}],"area":"scanning","ClientName":["app",7,{"area":"investigation"}]}';
    expect(bodyOf(body, JSON_TYPE)).toBe(
      '{"user":"***","list":["***","***",{"b":"***"}],"area":"scanning","ClientName":["app","***",{"area":"investigation"}]}',
    );
  });

  it('a request without query and body as it is', () => {
    const request = get('https://mes.example/a', { Accept: 'application/json; charset=utf-8' });
    expect(redact(request)).toEqual(request);
    expect(redact(post('')).body).toBe('');
  });
});

describe('redact hides', () => {
  it.each([
    'Authorization',
    'authorization',
    'Cookie',
    'token',
    'Security-Token',
    'User-Id',
    'User-Password',
    'Application-Key',
    'Tenant-Id',
    'x-csrftoken',
    'X-Anything',
    '__proto__',
  ])('the header %s', (name) => {
    const headers: HttpRequest['headers'] = JSON.parse(JSON.stringify({ [name]: 'sentinel' }));
    expect(Object.entries(redact(get('https://mes.example/', headers)).headers)).toEqual([[name, '***']]);
  });

  it.each([
    ['?a=b=c', '?a=***'],
    ['?a=b=', '?a=***'],
    ['?a', '?***'],
    ['?a&&b', '?***&&***'],
    ['?=a', '?=***'],
    ['?=', '?=***'],
    ['?==&a=1', '?=***&a=***'],
    ['?', '?'],
    ['?a=b?c=d', '?a=***'],
    ['?a=area=b', '?a=***'],
    ['?U2VjcmV0UGFzcw==', '?***'],
    ['?X=', '?***'],
    ['?X=&', '?***'],
    ['?&X=', '?***'],
    ['?a=1&X=&', '?***'],
    ['?a=1&X==&b=2', '?***'],
    ['?area=scanning&X=', '?***'],
    ['?username=&PASSWORD=', '?username=***&PASSWORD=***'],
    ['?U2VjcmV0UGFzcw=1&b=2', '?***&b=***'],
    ['?a/b+c=1&b=2', '?***&b=***'],
    ['?%50w=1&b=2', '?***&b=***'],
    [`?${'a'.repeat(65)}=1`, '?***'],
    ['?a1=1&B2=1&aB=1&a.b=1&a[]=1&$top=1&a-b=1&_=1', '?a1=***&B2=***&aB=***&a.b=***&a[]=***&$top=***&a-b=***&_=***'],
  ])('every value of the query %s', (query, hidden) => {
    expect(redact(get(`https://mes.example/x${query}`)).url).toBe(`https://mes.example/x${hidden}`);
  });

  it.each([
    ['user=u&password=p', 'user=***&password=***'],
    ['grant_type=password&username=u&area=scanning', 'grant_type=password&username=***&area=scanning'],
    ['a=&b=', '***'],
    ['a=1&b=', '***'],
    ['username=&password=', 'username=***&password=***'],
    ['c2VudGluZWw=', '***'],
    ['a=%2B+b', 'a=***'],
    ['aB1=x&user=u', '***&user=***'],
  ])('every value of the form %s', (form, hidden) => {
    expect(bodyOf(form, FORM)).toBe(hidden);
    expect(bodyOf(form, { 'content-type': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' })).toBe(hidden);
  });

  it.each([
    ['text', 'sentinel'],
    ['several lines', 'user: sentinel\npassword: sentinel'],
    ['XML', '<password>sentinel</password>'],
    ['JSON that is cut off', '{"password":"sentinel'],
    ['Base64 with one sign of padding', 'c2VudGluZWxzZW50aW5lbA='],
    ['Base64 with two', 'c2VudGluZWw=='],
    ['a form that is broken', 'a=b&sentinel'],
  ])('a body as a whole that is %s', (_, body) => {
    expect(bodyOf(body)).toBe('***');
    expect(bodyOf(body, JSON_TYPE)).toBe('***');
  });

  it('a form that is not labelled as one: a name may be the secret then', () => {
    expect(bodyOf('c2VudGluZWxzZW50aW5lbA=')).toBe('***');
    expect(bodyOf('a=b')).toBe('***');
  });

  it.each(['user=u&pass word', 'user name=u&a=b', 'a=b&password=pass word', '"a"="b"'])(
    "a whole body that is labelled as a form and isn't one: %s",
    (body) => {
      expect(bodyOf(body, FORM)).toBe('***');
    },
  );

  it('a form with whitespace around its label, and as a whole one with another label', () => {
    const labelled = (label: string) => bodyOf('user=u', { 'Content-Type': label });
    expect(labelled(' \tapplication/x-www-form-urlencoded ')).toBe('user=***');
    expect(labelled('application/x-www-form-urlencoded ;charset=utf-8')).toBe('user=***');
    expect(labelled('text/plain; not=application/x-www-form-urlencoded')).toBe('***');
    expect(labelled('application/x-www-form-urlencoded-not')).toBe('***');
  });

  it.each([
    ['"sentinel"', '"***"'],
    ['42', '"***"'],
    ['true', '"***"'],
    ['null', '"***"'],
    ['[]', '[]'],
    ['{}', '{}'],
    ['{"area":{"password":"sentinel"}}', '{"area":{"password":"***"}}'],
    ['{"area":null}', '{"area":"***"}'],
    ['{"__proto__":{"a":"sentinel"},"constructor":"sentinel"}', '{"__proto__":{"a":"***"},"constructor":"***"}'],
  ])('every value of the JSON %s', (body, hidden) => {
    expect(bodyOf(body, JSON_TYPE)).toBe(hidden);
    expect(bodyOf(body)).toBe(hidden); // JSON shows itself
  });

  it('anything else where a harmless value belongs', () => {
    for (const type of [
      'secret',
      'a/secret',
      'text/plain; charset=secret',
      'text/plain;charset=utf-8; secret',
      'secret*/*',
    ]) {
      const { headers } = redact(get('https://mes.example/', { Accept: type, 'Content-Type': type }));
      expect(headers).toEqual({ Accept: '***', 'Content-Type': '***' });
    }
    const { url } = redact(
      get('https://mes.example/?area=secret&grant_type=passwords&grant_type=apassword&area=xscanning&area=scanning1'),
    );
    expect(url).toBe('https://mes.example/?area=***&grant_type=***&grant_type=***&area=***&area=***');
    const fields = '{"area":"secret","grant_type":["secret"],"clientname":5}';
    expect(bodyOf(fields, JSON_TYPE)).toBe('{"area":"***","grant_type":["***"],"clientname":"***"}');
  });

  it('JSON as a whole below its hundredth level', () => {
    const nested = (levels: number) => `${'{"a":'.repeat(levels)}"sentinel"${'}'.repeat(levels)}`;
    expect(bodyOf(nested(100))).toBe(nested(100).replace('sentinel', '***'));
    expect(bodyOf(nested(101))).toBe(`${'{"a":'.repeat(100)}"***"${'}'.repeat(100)}`);
    const lists = (levels: number, inner: string) => `${'['.repeat(levels)}${inner}${']'.repeat(levels)}`;
    expect(bodyOf(lists(100, '[1]'))).toBe(lists(100, '"***"'));
    expect(bodyOf(`{"area":${lists(98, '"scanning"')}}`)).toBe(`{"area":${lists(98, '"scanning"')}}`);
    expect(bodyOf('['.repeat(200_000))).toBe('***');
  });
});

describe('redact', () => {
  it.each([
    get('https://mes.example/?a=b&c&area=d', { A: 'b', Accept: 'c' }),
    post('{"a":[1,{"b":true}],"area":"c"}', JSON_TYPE),
    post('a=b&area=c', FORM),
    post('aB1=x&user=u', FORM),
    post('sentinel'),
    post(`${'['.repeat(150)}${']'.repeat(150)}`),
  ])('changes nothing the second time (%#)', (request) => {
    expect(redact(redact(request))).toEqual(redact(request));
  });

  it('returns a new frozen request and leaves the given one as it is', () => {
    const request = post('{"a":"b"}', { A: 'b' });
    const before = structuredClone(request);
    const hidden = redact(request);
    expect(Object.isFrozen(hidden)).toBe(true);
    expect(Object.isFrozen(hidden.headers)).toBe(true);
    expect(request).toEqual(before);
  });

  it('refuses anything but a request', () => {
    expect(thrownBy(() => redact(get('mes.example'))).code).toBe('ERR_URL');
    expect(thrownBy(() => redact(get('https://mes.example/', { A: 'b\n' }))).code).toBe('ERR_HEADER_VALUE');
  });
});

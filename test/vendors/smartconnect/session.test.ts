import { smartconnect } from 'credwire';
import { describe, expect, it } from 'vitest';
import { get, json, text } from '../../support/http-messages.js';
import { callUntyped, codeOf } from '../../support/thrown.js';

describe('smartconnect.authorize', () => {
  const session = { vendor: 'smartconnect', token: 'a+b/c==' } as const;
  const urlOf = (url: string) => smartconnect.authorize(get(url), session).url;

  it.each([
    ['https://api.example/API', 'https://api.example/API?token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example', 'https://api.example?token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/API?', 'https://api.example/API?token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/API?mapKey=1', 'https://api.example/API?mapKey=1&token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/API?a&&b=&=c&', 'https://api.example/API?a&b=&=c&token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/API?token=old', 'https://api.example/API?token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/API?Token=old', 'https://api.example/API?token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/API?token', 'https://api.example/API?token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/API?token=1&a=b&token=2', 'https://api.example/API?a=b&token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/API?tokens=1&xtoken=2', 'https://api.example/API?tokens=1&xtoken=2&token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/API?a=token=1', 'https://api.example/API?a=token=1&token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/API?a=b?token=1', 'https://api.example/API?a=b?token=1&token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/token=1?a=%26', 'https://api.example/token=1?a=%26&token=a%2Bb%2Fc%3D%3D'],
  ])('puts the token into the query of %s', (url, expected) => {
    expect(urlOf(url)).toBe(expected);
  });

  it('signs no request that would carry the token in the clear', () => {
    expect(codeOf(() => urlOf('http://api.example/API'))).toBe('ERR_INSECURE_URL');
    expect(codeOf(() => urlOf('http://localhost.evil.example/API'))).toBe('ERR_INSECURE_URL');
    expect(urlOf('http://localhost:8080/API')).toBe('http://localhost:8080/API?token=a%2Bb%2Fc%3D%3D');
  });

  it.each([
    ['https://api.example/API?%74oken=old', 'https://api.example/API?token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/API?%54%4F%4b%65%6E=old&a', 'https://api.example/API?a&token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/API?%2574oken=1', 'https://api.example/API?%2574oken=1&token=a%2Bb%2Fc%3D%3D'],
    ['https://api.example/API?%token=1', 'https://api.example/API?%token=1&token=a%2Bb%2Fc%3D%3D'],
  ])('finds the old token of %s under its percent-encoded name', (url, expected) => {
    expect(urlOf(url)).toBe(expected);
  });

  it('removes every header of the newer API', () => {
    const headers = { AUTHORIZATION: 'Bearer old', authorization: 'Bearer older', Accept: 'a' };
    expect(smartconnect.authorize(get('https://api.example', headers), session).headers).toEqual({ Accept: 'a' });
  });

  it('touches neither method, other headers nor body', () => {
    const request = {
      method: 'PUT',
      url: 'https://api.example/',
      headers: { token: 'x', Accept: 'a' },
      body: '{}',
    } as const;
    const { url, ...rest } = smartconnect.authorize(request, session);
    expect(url).toContain('?token=');
    expect(rest).toEqual({ method: 'PUT', headers: { token: 'x', Accept: 'a' }, body: '{}' });
  });
});

describe('smartconnect.authorize with a token of the newer API', () => {
  const session = {
    vendor: 'smartconnect',
    token: 'abc',
    origin: 'https://apina.smartconnect.com',
    tokenType: 'bearer',
  } as const;
  const sign = (url: string, headers = {}) =>
    smartconnect.authorize(get(`https://apina.smartconnect.com${url}`, headers), session);

  it('puts it into the header', () => {
    expect(sign('/maps?a=b').headers).toEqual({ Authorization: 'Bearer abc' });
    expect(sign('/', { authorization: 'Bearer old', Accept: 'a' }).headers).toEqual({
      Accept: 'a',
      Authorization: 'Bearer abc',
    });
  });

  it.each([
    ['/maps?a=b', '/maps?a=b'],
    ['/maps', '/maps'],
    ['/maps?', '/maps?'],
    ['/maps?a&&b', '/maps?a&&b'],
    ['/maps?token=old', '/maps'],
    ['/maps?TOKEN=old&a=b&%74oken=older', '/maps?a=b'],
  ])('leaves no token in the query of %s', (url, expected) => {
    expect(sign(url).url).toBe(`https://apina.smartconnect.com${expected}`);
  });

  it('takes a session that has been through JSON', () => {
    expect(smartconnect.authorize(get('https://apina.smartconnect.com/'), JSON.parse(JSON.stringify(session)))).toEqual(
      sign('/'),
    );
  });

  it('goes to no other origin', () => {
    expect(codeOf(() => smartconnect.authorize(get('https://apina2.smartconnect.com/'), session))).toBe(
      'ERR_ORIGIN_MISMATCH',
    );
  });

  it.each(['Bearer', 'mac', '', 1, null])('refuses the token type %j', (tokenType) => {
    const call = () =>
      callUntyped(smartconnect.authorize, get('https://apina.smartconnect.com/'), { ...session, tokenType });
    expect(codeOf(call)).toMatch(/^ERR_ARGUMENT_(TYPE|VALUE)$/);
  });
});

describe('smartconnect.isSessionOver', () => {
  it.each([
    [401, '', true],
    [401, '{"Message":"Authorization has been denied for this request."}', true],
    [200, 'false', false],
    [200, '{"a":1}', false],
    [403, '', false],
    [500, '{"Message":"An error has occurred."}', false],
  ])('reads HTTP %i with %j', (status, body, over) => {
    expect(smartconnect.isSessionOver(text(body, status))).toBe(over);
  });

  it('refuses a value that is not a response', () => {
    expect(codeOf(() => callUntyped(smartconnect.isSessionOver, null))).toBe('ERR_ARGUMENT_TYPE');
    expect(smartconnect.isSessionOver(json({}))).toBe(false);
  });
});

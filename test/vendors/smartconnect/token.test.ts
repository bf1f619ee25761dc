import { smartconnect } from 'credwire';
import { describe, expect, it } from 'vitest';
import { get, json, text } from '../../support/http-messages.js';
import { callUntyped, codeOf, refusedBy } from '../../support/thrown.js';

describe('smartconnect.tokenRequest', () => {
  const options = {
    apiUrl: 'api.example/API',
    email: 'demo+1@example.com',
    encryptedPassword: 'a+b/c==',
    companyId: '72b0-\u00E9&',
  };

  it('posts everything in the query, percent-encoded once', () => {
    expect(JSON.stringify(smartconnect.tokenRequest(options))).toBe(
      '{"method":"POST","url":"https://api.example/API/GetToken?email=demo%2B1%40example.com&password=a%2Bb%2Fc%3D%3D&companyId=72b0-%C3%A9%26","headers":{"Accept":"application/json"}}',
    );
  });

  it('goes over https, or plain http on loopback', () => {
    const urlOf = (apiUrl: string) => smartconnect.tokenRequest({ ...options, apiUrl }).url;
    expect(urlOf('http://[::1]:8080/API')).toMatch(/^http:\/\/\[::1\]:8080\/API\/GetToken\?/);
    expect(urlOf('HTTPS://API.example')).toMatch(/^https:\/\/api\.example\/GetToken\?/);
    expect(codeOf(() => urlOf('http://api.example'))).toBe('ERR_INSECURE_URL');
    expect(codeOf(() => urlOf('api.example?x'))).toBe('ERR_URL');
  });
});

describe('smartconnect.parseTokenResponse', () => {
  it('reads a JSON string', () => {
    expect(smartconnect.parseTokenResponse(json('Um5UVA=='))).toEqual({ vendor: 'smartconnect', token: 'Um5UVA==' });
    expect(smartconnect.parseTokenResponse(text('"\\u0061\\/b"')).token).toBe('a/b');
  });

  it('remembers what it is told beside the token', () => {
    const target = { apiUrl: 'api.example/API', companyId: '72b0' };
    const session = smartconnect.parseTokenResponse(json('abc'), target);
    expect(session).toEqual({ vendor: 'smartconnect', token: 'abc', ...target });
    expect(Object.isFrozen(session)).toBe(true);
    expect(JSON.parse(JSON.stringify(session))).toEqual(session);
  });

  it('never infers an expiry from the token', () => {
    const token = Buffer.from('key#1#2#USER@EXAMPLE.COM#2020-10-02T08:05:15.866').toString('base64');
    expect(smartconnect.parseTokenResponse(json(token))).not.toHaveProperty('expiresAt');
  });

  it.each(['', null, false])('takes %j at HTTP 200 for a refusal', (body) => {
    expect(refusedBy(() => smartconnect.parseTokenResponse(json(body)))).toMatchObject({
      code: 'ERR_SIGN_IN_REFUSED',
      status: 200,
      vendorMessage: undefined,
    });
  });

  it.each(['Message', 'message', 'ErrorMessage', 'error_description', 'error', 'title'])(
    'takes an object with a %s at HTTP 200 for a refusal',
    (name) => {
      expect(refusedBy(() => smartconnect.parseTokenResponse(json({ [name]: 'Denied' })))).toMatchObject({
        code: 'ERR_SIGN_IN_REFUSED',
        vendorMessage: 'Denied',
      });
    },
  );

  it.each(['{}', '[]', '{"Message":""}', '{"Token":"abc"}', 'true', '42', 'abc', '"a b"', '"a\\r\\nB: c"', '"\u00E9"'])(
    'takes %s for no documented answer',
    (body) => {
      expect(codeOf(() => smartconnect.parseTokenResponse(text(body)))).toBe('ERR_RESPONSE_FORMAT');
    },
  );

  it('takes a token of 65,536 characters and no longer one', () => {
    const longest = 'x'.repeat(65_536);
    expect(smartconnect.parseTokenResponse(json(longest)).token).toBe(longest);
    expect(codeOf(() => smartconnect.parseTokenResponse(json(`${longest}x`)))).toBe('ERR_RESPONSE_FORMAT');
  });

  it.each([
    [{ apiUrl: 1 }, 'ERR_ARGUMENT_TYPE'],
    [{ companyId: '\uD800' }, 'ERR_TEXT_NOT_WELL_FORMED'],
    [{ email: 'demo' }, 'ERR_UNKNOWN_OPTION'],
    [null, 'ERR_ARGUMENT_TYPE'],
  ])('refuses the options %j', (options, code) => {
    expect(codeOf(() => callUntyped(smartconnect.parseTokenResponse, json('abc'), options))).toBe(code);
  });
});

describe('smartconnect.validateRequest', () => {
  it('posts the token in the query, percent-encoded', () => {
    expect(JSON.stringify(smartconnect.validateRequest({ apiUrl: 'api.example/API', token: 'a+b/c==' }))).toBe(
      '{"method":"POST","url":"https://api.example/API/validate?token=a%2Bb%2Fc%3D%3D","headers":{"Accept":"application/json"}}',
    );
  });

  it.each(['', 'a b', 'a\n', '\u00E9'])('refuses what can be no token: %j', (token) => {
    expect(codeOf(() => smartconnect.validateRequest({ apiUrl: 'api.example', token }))).toBe('ERR_HEADER_VALUE');
  });
});

describe('smartconnect.parseValidateResponse', () => {
  it.each([
    ['true', true],
    ['false', false],
    [' true\r\n', true],
    ['\uFEFFfalse', false],
  ])('reads %j', (body, valid) => {
    expect(smartconnect.parseValidateResponse(text(body))).toBe(valid);
  });

  it.each(['', 'True', 'FALSE', '"true"', '1', '0', 'null', '{}', '[true]', '{"valid":true}', 'yes'])(
    'takes %j for no documented answer',
    (body) => {
      expect(codeOf(() => smartconnect.parseValidateResponse(text(body)))).toBe('ERR_RESPONSE_FORMAT');
    },
  );
});

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

  it('touches neither method, headers nor body', () => {
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

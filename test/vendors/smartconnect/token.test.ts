import { smartconnect } from 'credwire';
import { describe, expect, it } from 'vitest';
import { json, text } from '../../support/http-messages.js';
import { callUntyped, codeOf, refusedBy } from '../../support/thrown.js';

describe('smartconnect.tokenRequest', () => {
  const options = {
    apiUrl: 'api.example/API',
    email: 'demo+1@example.com',
    encryptedPassword: `${'+/'.repeat(85)}8=`,
    companyId: '72b0-\u00E9&',
  };

  it('posts everything in the query, percent-encoded once', () => {
    expect(JSON.stringify(smartconnect.tokenRequest(options))).toBe(
      `{"method":"POST","url":"https://api.example/API/GetToken?email=demo%2B1%40example.com&password=${'%2B%2F'.repeat(85)}8%3D&companyId=72b0-%C3%A9%26","headers":{"Accept":"application/json"}}`,
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

  it('remembers what it is told along with the token', () => {
    const target = { apiUrl: 'api.example/API', companyId: '72b0' };
    const session = smartconnect.parseTokenResponse(json('abc'), target);
    expect(session).toEqual({ vendor: 'smartconnect', token: 'abc', origin: 'https://api.example', ...target });
    expect(Object.isFrozen(session)).toBe(true);
    expect(JSON.parse(JSON.stringify(session))).toEqual(session);
  });

  it.each([
    [{ apiUrl: 'https://API.example:443/API' }, 'https://api.example'],
    [{ apiUrl: new URL('https://api.example:8443/API') }, 'https://api.example:8443'],
    [{ baseUrl: 'http://localhost:1/API' }, 'http://localhost:1'],
    [{ apiUrl: 'a.example', baseUrl: 'b.example' }, 'https://a.example'],
    [{ companyId: '72b0' }, undefined],
  ])('knows the origin of the API that was asked, %#', (options, origin) => {
    expect(smartconnect.parseTokenResponse(json('abc'), options).origin).toBe(origin);
  });

  it('remembers a URL object as a string', () => {
    const apiUrl = new URL('https://api.example:8443/API/');
    expect(smartconnect.parseTokenResponse(json('abc'), { apiUrl }).apiUrl).toBe('https://api.example:8443/API');
  });

  it.each([
    ...[
      'false',
      'null',
      'true',
      'None',
      'undefined',
      'Unauthorized',
      'UNAUTHORISED',
      'Error',
      'Forbidden',
      'Access denied.',
    ],
    ...[
      'InvalidPassword',
      'invalid_grant',
      'Login failed',
      'failure',
      'Account is locked',
      'Not Found',
      'NotFound',
      'not authorized',
      'notauthorised',
      'Error: 17',
      'NaN',
    ],
    ...['success', 'Successful', 'timeout', 'timed out', 'session times out', 'time-out'],
    ...['badrequest', 'Bad Request', 'Nobody!', 'null.', 'error'.padEnd(40, 'x')],
    ...[
      '"Unauthorized"',
      '[Error]',
      'error=invalid_credentials',
      'key=error',
      'Unauthorized(401)',
      '{"error":"wrong"}',
    ],
    ...['OK', 'Success', 'N/A', 'BadCredentials', 'NotAuthenticated', 'Suspended', 'Throttled', 'TooManyRequests'],
    ...['RateLimited', 'Revoked', 'Declined', 'TimedOut', 'Maintenance', 'PasswordReset', 'TwoFactor', 'NoAccess'],
    ...['NotLicensed', 'suspended', 'account_revoked', 'rate-limited', 'Busy', 'LicenceAgreement'],
    'Authentication_failed_for_user_demo.user_at_example',
    'login_attempt_2_failed_for_user_demo_at_example',
    ...[
      'too many',
      'toomany',
      'too-many',
      'ratelimit',
      'rate_limit',
      'twofactor',
      'two factor',
      'no access',
      'noaccess',
    ],
    ...['badlogin', 'bad pass', 'bad-user', 'badcred'],
    `The e-mail address or the password ${'x'.repeat(60)} is incorrect`,
    `An error ${'x'.repeat(991)}`,
  ])('takes the word %j at HTTP 200 for a refusal, not for a token', (words) => {
    const error = refusedBy(() => smartconnect.parseTokenResponse(json(words)));
    expect(error).toMatchObject({ code: 'ERR_SIGN_IN_REFUSED', status: 200, vendorMessage: words });
  });

  it('takes a word between spaces for a refusal', () => {
    expect(codeOf(() => smartconnect.parseTokenResponse(json(' null\n')))).toBe('ERR_SIGN_IN_REFUSED');
  });

  it.each([
    '<html>',
    '<Error/>',
    '<html><body>Unauthorized</body></html>',
    `<html> <body>Unauthorized${' '.repeat(20)}</body> </html>`,
    'a<b',
    'Some other sentence',
    ...['{"Message":"x"}', '{}', '[]', '[object', '&lt;html&gt;', '%3Chtml%3E', 'https://login.smartconnect.com'],
    ...['0', '-1', '401', '500', '-', '.', '12.5', 'a=b', '===', 'abc===', 'a@b', 'a:b', 'a|b', '"', '*'],
    `An error ${'x'.repeat(992)}`,
  ])('takes %j at HTTP 200 for no documented answer', (body) => {
    expect(codeOf(() => smartconnect.parseTokenResponse(json(body)))).toBe('ERR_RESPONSE_FORMAT');
  });

  it.each([
    'abc',
    'Um5UVA==',
    'a'.repeat(200),
    'failsafe-Um5UVA==',
    'Um5UVHZs#B16B/C333+==',
    'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2ln-_',
    'a_b-c_d-e_f-'.repeat(4),
    'Abc',
    'xnull',
    'nullx',
    'error'.padEnd(41, 'x'),
    `${'Zm9v'.repeat(20)}error`,
    '48ca1830-0bad-4f00-beef-72b01219',
    'ab12Cdef',
    'a+error',
    `${'1'.repeat(40)}a_b_error`,
    `a_b_error${'/'.repeat(40)}`,
  ])('takes the opaque %j for a token', (token) => {
    expect(smartconnect.parseTokenResponse(json(token)).token).toBe(token);
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

  it.each([
    [{ Message: 'Locked', error: 'e' }, 'ERR_SIGN_IN_REFUSED'],
    [{ ErrorMessage: 'Locked' }, 'ERR_SIGN_IN_REFUSED'],
    [{ message: 'Locked' }, 'ERR_UNAVAILABLE'],
    [{ title: 'Overloaded' }, 'ERR_UNAVAILABLE'],
  ])("tells the API's own refusal at HTTP 503, %j, from a gateway's", (body, code) => {
    expect(codeOf(() => smartconnect.parseTokenResponse(json(body, 503)))).toBe(code);
  });

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
    [{ apiUrl: 'http://api.example' }, 'ERR_INSECURE_URL'],
    [{ apiUrl: 'api.example/API/GetToken' }, 'ERR_URL'],
    [{ baseUrl: 'ftp://api.example' }, 'ERR_URL'],
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

  it.each(['', 'a b', 'a\n', '\u00E9'])("refuses anything that can't be a token: %j", (token) => {
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

import { diagnose, explain } from 'credwire/explain';
import { describe, expect, test } from 'vitest';

const user = { email: 'demo', password: 'secret' };
const CIPHERTEXT = `${'AQEB'.repeat(42)}AQE=`;
const LOGIN = 'https://login.smartconnect.com/v1';
const token = (path: string, more = '') =>
  `curl -X POST 'https://api.example${path}?email=demo&password=${encodeURIComponent(CIPHERTEXT)}${more}'`;
const companies = (url: string, password = CIPHERTEXT) =>
  `curl ${url} --json '${JSON.stringify({ Email: 'demo', Password: password })}'`;

const codes = (seen: string, options = {}) =>
  diagnose('smartconnect', { ...user, ...options }, seen).map(({ code }) => code);

describe('a request of SmartConnect, without the API and the company', () => {
  test('is right wherever it goes and whatever the company is', () => {
    expect(codes(token('/API/GetToken', '&companyId=72b0'))).toEqual([]);
    expect(codes(token('/gettoken', '&companyId=5'))).toEqual([]);
    expect(codes(token('/API/GetCompanyList'))).toEqual([]);
    expect(codes(companies(`${LOGIN}/companies`))).toEqual([]);
    expect(codes(`curl -X POST ${LOGIN}/public-key`)).toEqual([]);
    expect(codes('https://api.example/API/runmap?mapKey=1&token=abc')).toEqual([]);
  });

  test('is still compared in every other way', () => {
    expect(codes(token('/API/GetToken'))).toEqual(['FIELD_MISSING']);
    expect(codes(token('/API/GetToken', '&companyId='))).toEqual(['FIELD_MISSING']);
    expect(codes(token('/API/GetToken', '&companyId=undefined'))).toEqual(['VALUE_UNSET']);
    expect(codes(token('/API/GetTokens', '&companyId=5'))).toEqual(['WRONG_PATH']);
    expect(codes(token('/API/Token', '&companyId=5'))).toEqual(['WRONG_PATH']);
    expect(codes(companies(`${LOGIN}/companies`, 'c2VjcmV0'))).toEqual(['NOT_ENCRYPTED']);
    expect(codes(companies(`${LOGIN}/Companies/`))).toEqual(['WRONG_PATH']);
    expect(codes(companies('https://other.example/v1/companies'))).toEqual(['WRONG_HOST']);
    expect(codes(`curl -X POST ${LOGIN}/publickey`)).toEqual(['WRONG_PATH']);
    expect(codes(companies(`${LOGIN}/company`))).toEqual(['WRONG_PATH']);
    expect(codes('https://api.example/API/runmap?mapKey=1')).toEqual(['TOKEN_MISSING']);
    expect(codes('hello')).toEqual(['UNREADABLE']);
  });
});

describe('a request of SmartConnect, with them', () => {
  test('must fit', () => {
    const right = { apiUrl: 'api.example/API', companyId: '5' };
    expect(codes(token('/API/GetToken', '&companyId=5'), right)).toEqual([]);
    expect(codes(token('/API/GetToken', '&companyId=6'), right)).toEqual(['OTHER_VALUE']);
    expect(codes(token('/API/GetToken', '&companyId=5'), { ...right, apiUrl: 'b.example/API' })).toEqual([
      'WRONG_HOST',
    ]);
  });

  test('is told where the address differs', () => {
    const [finding] = diagnose(
      'smartconnect',
      { ...user, apiUrl: 'api.example', companyId: '5' },
      token('/API/GetToken', '&companyId=5'),
    );
    expect(finding).toMatchObject({ code: 'WRONG_PATH', message: expect.stringContaining('before "/GetToken"') });
  });
});

test('an explanation of SmartConnect still needs both', () => {
  const given = { email: 'demo', encryptedPassword: CIPHERTEXT };
  const error = expect.objectContaining({ code: 'ERR_ARGUMENT_TYPE', message: expect.stringContaining('"companyId"') });
  expect(() => explain('smartconnect', { ...given, apiUrl: 'api.example' })).toThrow(error);
  const other = expect.objectContaining({
    code: 'ERR_ARGUMENT_TYPE',
    message: expect.stringMatching(/^explain: "apiUrl"/),
  });
  expect(() => explain('smartconnect', { ...given, companyId: '1' })).toThrow(other);
});

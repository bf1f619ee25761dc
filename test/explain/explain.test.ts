import { bex, ifactory, smartconnect } from 'credwire';
import { rsaPublicKey } from 'credwire/codecs';
import { DIAGNOSES, diagnose, explain, STAGES } from 'credwire/explain';
import { seededRandom } from 'credwire/sandbox';
import { describe, expect, test } from 'vitest';

const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(1, 0, 1) });
const SMART = { apiUrl: 'api.example/API', email: 'demo', companyId: '72b0' };
const REST = {
  apiUrl: 'https://apina.smartconnect.com',
  username: 'demo',
  password: 'a+b',
  clientId: 'app',
  clientSecret: 's/',
};
const names = ({ stages }: ReturnType<typeof explain>) => stages.map(({ name }) => name);

describe('explain', () => {
  test('takes a vendor by its id or by its module, whole or as a plain object', () => {
    const options = { username: 'a', password: 'b' };
    expect(explain(bex, options)).toEqual(explain('bex', options));
    expect(explain({ profile: { id: 'bex' } }, options)).toEqual(explain('bex', options));
  });

  test('shows BEX in JSON and in a query', () => {
    const options = { username: 'a', password: 'p"+' };
    expect(names(explain('bex', options))).toEqual(['user', 'text', 'encoded', 'body', 'request']);
    expect(explain('bex', options).stages[2]?.text).toBe('"p\\"+"');
    const query = explain('bex', { ...options, transport: 'query' });
    expect(names(query)).toEqual(['user', 'text', 'encoded', 'query', 'request']);
    expect(query.stages[3]?.text).toBe('username=a&password=p%22%2B');
  });

  test('shows IDscan, its area in the open', () => {
    const options = {
      baseUrl: 'https://i.example',
      username: 'A',
      password: 'a b',
      area: 'scanning',
      lowerCaseUsername: true,
      loginFormType: 'pwd',
    } as const;
    const { stages, request } = explain('idscan', options);
    expect(stages.map(({ name, text }) => [name, text]).slice(0, 5)).toEqual([
      ['user', 'a'],
      ['text', 'a b'],
      ['area', 'scanning'],
      ['encoded', 'a+b'],
      ['body', request.body],
    ]);
    expect(
      explain('idscan', options, { redact: true })
        .stages.map(({ text }) => text)
        .slice(0, 4),
    ).toEqual(['***', '***', 'scanning', '***']);
    expect(diagnose('idscan', options, request)).toEqual([]);
    const other = { ...request, body: request.body?.replace('=pwd', '=x') ?? '' };
    expect(diagnose('idscan', options, other).map(({ code }) => code)).toEqual(['OTHER_VALUE']);
  });

  test('gives the same each time under the same random source', () => {
    const jacada = () =>
      explain('jacada', {
        baseUrl: 'https://j.example',
        accountId: 1,
        user: 'a',
        password: 'b',
        random: seededRandom('x'),
      });
    expect(jacada()).toEqual(jacada());
    const smart = () => explain('smartconnect', { ...SMART, password: 'b', key, random: seededRandom('x') });
    expect(smart()).toEqual(smart());
  });

  test('shows the padded block of SmartConnect as it was encrypted', () => {
    let next = 0;
    const random = (length: number) => Uint8Array.from({ length }, () => next++ % 3);
    const { stages } = explain('smartconnect', { ...SMART, password: 'secret', key, random });
    expect(stages.map(({ name }) => name)).toEqual(['text', 'padded', 'ciphertext', 'base64', 'encoded', 'request']);
    expect(stages[1]?.hex).toMatch(/^0002(?:0[12])+00736563726574$/);
    expect(stages[1]?.hex).toHaveLength(256);
  });

  test('shows SmartConnect from a ciphertext that is given, without the text', () => {
    const encryptedPassword = smartconnect.encryptPassword('secret', key);
    const { stages, request } = explain('smartconnect', { ...SMART, encryptedPassword });
    expect(stages.map(({ name }) => name)).toEqual(['ciphertext', 'base64', 'encoded', 'request']);
    expect(request).toEqual(smartconnect.tokenRequest({ ...SMART, encryptedPassword }));
    expect(diagnose('smartconnect', { ...SMART, encryptedPassword }, request)).toEqual([]);
  });

  test('asks for what SmartConnect needs', () => {
    expect(() => explain('smartconnect', { ...SMART, password: 'x' })).toThrow(
      'explain: pass "password" and "key", or "encryptedPassword"',
    );
    expect(() => explain('smartconnect', { ...SMART, password: 'x', key, pin: 'A'.repeat(43) })).toThrow(
      /^explain: .*the pin/,
    );
  });

  test("shows SmartConnect's REST API, in which nothing is encrypted", () => {
    const { stages, request } = explain('smartconnect', REST);
    expect(stages.map(({ name }) => name)).toEqual(['text', 'body', 'request']);
    expect(request).toEqual(smartconnect.restTokenRequest(REST));
    expect(diagnose('smartconnect', REST, request)).toEqual([]);
    const raw = { ...request, body: 'grant_type=password&username=demo&password=a+b&client_id=app&client_secret=s%2F' };
    expect(diagnose('smartconnect', REST, raw).map(({ code }) => code)).toEqual(['PLUS_LOST']);
    const call = {
      method: 'GET',
      url: 'https://apina.smartconnect.com/maps',
      headers: { Authorization: 'abc' },
    } as const;
    expect(diagnose('smartconnect', REST, call).map(({ code }) => code)).toEqual(['BEARER_MISSING']);
  });

  test('is frozen, as is the table of diagnoses', () => {
    const options = { baseUrl: 'https://mes.example', userLogin: 'demo', password: 'password' };
    const explained = explain(ifactory, options);
    const findings = diagnose('ifactory', options, 'x');
    for (const part of [explained, explained.stages, explained.stages[0], findings, findings[0], DIAGNOSES, STAGES])
      expect(Object.isFrozen(part)).toBe(true);
  });
});

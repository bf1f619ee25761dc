import { inspect } from 'node:util';
import type { HttpRequest } from 'credwire';
import { toCurl, toHar } from 'credwire/clients';
import { rsaPublicKey } from 'credwire/codecs';
import { diagnose, explain, type VendorId } from 'credwire/explain';
import { describe, expect, test } from 'vitest';
import { SECRET_KEY, SECRETS, SecretFinder } from '../support/sentinels.js';

const { user, password, email, company } = SECRETS;
const key = rsaPublicKey({ modulus: new Uint8Array(128).fill(0xff), exponent: Uint8Array.of(1, 0, 1) });
const random = (length: number) => new Uint8Array(length).fill(0x61);
const finder = new SecretFinder([user, password, email, company, SECRET_KEY]);

const OPTIONS = {
  ifactory: { baseUrl: 'https://mes.example', userLogin: user, password, key: SECRET_KEY },
  idscan: { baseUrl: 'https://mes.example', username: user, password, area: 'scanning' },
  jacada: { baseUrl: 'https://mes.example', accountId: '1', user, password, random },
  bex: { username: user, password, transport: 'query' },
  smartconnect: { apiUrl: 'https://mes.example', email, password, companyId: company, key, random },
} as const;

/** Ways to spoil a request, each of which makes findings. */
const SPOILERS: readonly ((request: HttpRequest) => unknown)[] = [
  (request) => ({ ...request, method: 'DELETE' }),
  (request) => ({ ...request, url: request.url.replaceAll('%', '%25'), body: request.body?.replaceAll('%', '%25') }),
  (request) => ({
    ...request,
    url: request.url.replaceAll(/%2B/gi, '+'),
    body: request.body?.replaceAll(/%2B/gi, '+'),
  }),
  (request) => ({ ...request, url: decodeURIComponent(request.url), body: decodeURIComponent(request.body ?? '') }),
  (request) => ({
    ...request,
    url: request.url.replace(/\/\/[^?]*/, `//${encodeURIComponent(password)}.example/${encodeURIComponent(user)}`),
  }),
  (request) => ({
    ...request,
    headers: { [password.replace(/[^\w]/g, '')]: password, Authorization: `Bearer ${password}` },
  }),
  (request) => ({ ...request, body: `${password}{${user}` }),
  (request) => ({ ...request, body: JSON.stringify({ [password]: user, user: password, password: user }) }),
  (request) => ({ request: { ...toHar(request), method: password } }),
  (request) => toCurl(request).replaceAll("'", '"'),
  (request) => toCurl(request).replace("'", ''),
  (request) => `curl ${password} ${user} ${request.url}`,
  (request) => `${request.method} ${password} HTTP/1.1\n${user}: ${password}\n\n${password}`,
  () => password,
  () => ({ url: password, method: user }),
];

describe('no finding holds a secret:', () => {
  for (const vendor of Object.keys(OPTIONS) as readonly VendorId[]) {
    test(`${vendor}`, () => {
      const { request } = explain(vendor, OPTIONS[vendor] as never);
      let spoiled = 0; // not each way spoils each vendor's request
      for (const spoil of SPOILERS) {
        const findings = diagnose(vendor, OPTIONS[vendor] as never, spoil(request) as never);
        if (findings.length > 0) spoiled++;
        expect(finder.partsIn(JSON.stringify(findings)), JSON.stringify(findings)).toEqual([]);
      }
      expect(spoiled).toBeGreaterThan(SPOILERS.length / 2);
    });

    test(`${vendor}, nor does a redacted explanation`, () => {
      for (const shown of [
        explain(vendor, OPTIONS[vendor] as never, { redact: true }),
        explain(vendor, { ...OPTIONS[vendor], redact: true } as never),
      ]) {
        expect(finder.partsIn(inspect(shown, { depth: 9 }))).toEqual([]);
        expect(finder.partsIn(JSON.stringify(shown))).toEqual([]);
      }
    });

    test(`${vendor}, whose stages say which of them are secret`, () => {
      const { stages } = explain(vendor, OPTIONS[vendor] as never);
      for (const { name, text = '', hex = '', secret } of stages) {
        if (finder.partsIn(`${text}\n${hex}`).length > 0) expect(secret, name).toBe(true);
      }
    });
  }

  test('an error about the options', () => {
    for (const vendor of Object.keys(OPTIONS) as readonly VendorId[]) {
      for (const call of [explain, diagnose]) {
        try {
          call(vendor, { ...OPTIONS[vendor], [password]: user } as never, 'x' as never);
          expect.unreachable();
        } catch (error) {
          expect(finder.partsIn((error as Error).message)).toEqual([]);
        }
      }
    }
  });
});

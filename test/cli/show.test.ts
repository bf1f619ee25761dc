/** `request`, `explain` and `diagnose`: nothing is sent, and secrets are hidden unless they are asked for. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bex, idscan, ifactory, jacada, smartconnect, type Vendor } from 'credwire';
import { formatRsaKeyValue } from 'credwire/codecs';
import { diagnose, explain } from 'credwire/explain';
import { generateRsaKeyPair, seededRandom } from 'credwire/sandbox';
import { afterAll, describe, expect, it } from 'vitest';
import { argumentsOf } from '../support/shell.js';
import { credwire } from './in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'credwire-show-'));
afterAll(() => rmSync(folder, { recursive: true }));

const password = 'p+ss/wörd=1';
const ENV = { CREDWIRE_PASSWORD: password, CREDWIRE_CLIENT_SECRET: 'hush hush' };
const { publicKey, decryptPkcs1 } = generateRsaKeyPair({ bits: 1024, random: seededRandom('key 155') });
writeFileSync(join(folder, 'key.xml'), formatRsaKeyValue(publicKey));
writeFileSync(join(folder, 'key.json'), JSON.stringify(formatRsaKeyValue(publicKey)));

const run = (args: readonly string[], input = '', columns?: number) =>
  credwire(args, { env: ENV, cwd: folder, input, ...(columns === undefined ? {} : { columns }) });

const baseUrl = 'https://api.example';
const USERS: Readonly<Record<string, readonly string[]>> = {
  ifactory: ['--base-url', baseUrl, '--user-login', 'demo'],
  idscan: ['--base-url', baseUrl, '--username', 'demo', '--area', 'scanning'],
  jacada: ['--base-url', baseUrl, '--account-id', '7', '--user', 'demo', '--prefix-length', '0'],
  bex: ['--username', 'demo', '--transport', 'query'],
};
const EXPECTED = {
  ifactory: ifactory.tokenRequest({ baseUrl, userLogin: 'demo', password }),
  idscan: idscan.tokenRequest({ baseUrl, username: 'demo', password, area: 'scanning' }),
  jacada: jacada.tokenRequest({ baseUrl, accountId: '7', user: 'demo', password, prefixLength: 0 }),
  bex: bex.tokenRequest({ username: 'demo', password, transport: 'query' }),
};
const SMART = ['--email', 'demo@example.com', '--public-key-file', 'key.xml'];
const COMPANY = ['--api-url', 'api.example/API', '--company-id', '72b0'];

describe('credwire request', () => {
  it.each(Object.entries(EXPECTED))('prints the request of %s; secrets only on demand', async (vendor, expected) => {
    const args = ['request', vendor, ...(USERS[vendor] ?? [])];
    const shown = await run([...args, '--show-secrets']);
    expect(shown).toMatchObject({ exit: 0, err: '' });
    expect(JSON.parse(shown.out)).toEqual(expected);
    for (const output of ['json', 'curl', 'har', 'http']) {
      const hidden = await run([...args, '--output', output]);
      expect([hidden.exit, hidden.err]).toEqual([0, expect.stringContaining('--show-secrets')]);
      expect(hidden.out).toContain('***');
      expect(hidden.out).not.toMatch(/p\+ss|p%2Bss|cCtzcy|ZC4W/);
    }
  });

  it('writes a curl command that runs, for each shell', async () => {
    const args = ['request', 'bex', ...(USERS.bex ?? []), '--output', 'curl', '--show-secrets'];
    expect(argumentsOf((await run(args)).out)).toContain(EXPECTED.bex.url);
    expect((await run([...args, '--shell', 'cmd'])).out).toMatch(/ \^\n/);
    expect((await run([...args, '--shell', 'powershell'])).out).toMatch(/curl\.exe|curl /);
  });

  it('writes a HAR archive and a .http file that diagnose finds nothing wrong with', async () => {
    for (const output of ['har', 'http', 'curl', 'json']) {
      const { out } = await run(['request', 'bex', ...(USERS.bex ?? []), '--show-secrets', '--output', output]);
      if (output === 'har') expect(JSON.parse(out).log.entries[0].request.url).toBe(EXPECTED.bex.url);
      if (output === 'http') expect(out).toMatch(/^POST https:.* HTTP\/1\.1$/m);
      const text = output === 'http' ? out.replace(/^#.*\n/gm, '') : out;
      expect(await run(['diagnose', 'bex', ...(USERS.bex ?? [])], text)).toMatchObject({ exit: 0 });
    }
  });

  it('goes through the steps of SmartConnect: the key, the companies, the token', async () => {
    const request = async (...args: readonly string[]) =>
      JSON.parse((await run(['request', 'smartconnect', ...args, '--show-secrets'])).out);
    expect(await request()).toEqual(smartconnect.publicKeyRequest());
    const companies = await request(...SMART);
    expect(companies.url).toMatch(/\/v1\/companies$/);
    const token = await request(...SMART, ...COMPANY);
    const { searchParams, pathname } = new URL(token.url);
    expect([pathname, searchParams.get('companyId')]).toEqual(['/API/GetToken', '72b0']);
    const text = decryptPkcs1(Uint8Array.from(atob(searchParams.get('password') ?? ''), (c) => c.charCodeAt(0)));
    expect(new TextDecoder().decode(text)).toBe(password);
    const list = await request(...SMART, '--api-url', 'api.example/API', '--list-companies', 'GetCompanyList');
    expect(list.url).toMatch(/\/API\/GetCompanyList\?/);
    const json = await request('--email', 'demo@example.com', '--public-key-file', 'key.json', ...COMPANY);
    expect(json.url).toContain('/API/GetToken?');
  });

  it("prints the request of SmartConnect's REST API", async () => {
    const rest = ['--client-id', 'app', '--api-url', 'apina.smartconnect.com', '--username', 'demo'];
    const user = { username: 'demo', password, clientId: 'app', clientSecret: 'hush hush' };
    const { out } = await run(['request', 'smartconnect', ...rest, '--show-secrets']);
    expect(JSON.parse(out)).toEqual(smartconnect.restTokenRequest({ apiUrl: 'apina.smartconnect.com', ...user }));
  });
});

describe('credwire explain', () => {
  const EXPLAINED: readonly (readonly [Vendor, readonly string[]])[] = [
    ...Object.entries(USERS).map(([vendor, args]) => [vendor as Vendor, args] as const),
    ['smartconnect', [...SMART, ...COMPANY]],
    ['smartconnect', ['--client-id', 'app', '--api-url', 'apina.smartconnect.com', '--username', 'demo']],
  ];

  it.each(EXPLAINED)('shows each stage of %s at any width, hidden and not', async (vendor, own) => {
    const args = ['explain', vendor, ...own];
    const { stages } = JSON.parse((await run([...args, '--output', 'json', '--show-secrets'])).out);
    for (const columns of [40, 80, 120]) {
      const shown = (await run([...args, '--show-secrets', '--no-color'], '', columns)).out;
      const hidden = (await run([...args, '--no-color'], '', columns)).out;
      expect(
        Math.max(
          ...[shown, hidden]
            .join('')
            .split('\n')
            .map((line) => line.length),
        ),
      ).toBeLessThanOrEqual(columns);
      const names = stages.map(({ name }: { name: string }, at: number) => `${at + 1} ${name}`);
      const found = [...shown.matchAll(/^(\d+ \w+)/gm)].map(([, name]) => name);
      expect(found).toEqual(names);
      expect(hidden).toContain('***');
      expect(hidden).not.toContain('p+ss');
      // Not a byte is lost between the lines.
      const packed = shown.replace(/\s+/g, '');
      if (vendor !== 'smartconnect' && vendor !== 'jacada') {
        for (const { hex } of stages) expect(packed).toContain(hex ?? '');
      }
    }
  });

  it('gives the stages of the library as JSON', async () => {
    const { out } = await run(['explain', 'ifactory', ...(USERS.ifactory ?? []), '--output', 'json', '--show-secrets']);
    expect(JSON.parse(out)).toEqual(explain('ifactory', { baseUrl, userLogin: 'demo', password }));
    const hidden = await run(['explain', 'ifactory', ...(USERS.ifactory ?? []), '--output', 'json']);
    expect(JSON.parse(hidden.out)).toEqual(explain('ifactory', { baseUrl, userLogin: 'demo', password, redact: true }));
  });

  it('spells out what cannot be seen', async () => {
    const env = { CREDWIRE_PASSWORD: 'a\u202eb\u00a0\u001bc ' };
    const { out } = await credwire(['explain', 'bex', '--username', 'demo', '--show-secrets'], { env });
    expect(out).toContain('"a\\u{202e}b\\u{a0}\\u001bc "');
  });
});

describe('credwire diagnose', () => {
  const args = ['diagnose', 'ifactory', ...(USERS.ifactory ?? [])];
  const { url } = EXPECTED.ifactory;
  const lost = `curl '${url.replaceAll('%2B', '+')}'`;

  it('says what is wrong and what to do, and exits with 1', async () => {
    writeFileSync(join(folder, 'request.txt'), url.replace('%3D%3D', '=='));
    const { exit, out, err } = await run([...args, 'request.txt']);
    const [finding] = diagnose('ifactory', { baseUrl, userLogin: 'demo', password }, url.replace('%3D%3D', '=='));
    expect([exit, err]).toEqual([1, '']);
    expect(out.replace(/\s+/g, ' ')).toContain(`${finding?.code} (stage: ${finding?.stage})`);
    expect(out.toLowerCase()).toContain(`fix: ${finding?.fix.toLowerCase().slice(0, 20)}`);
  });

  it.each([
    ['stdin', [], lost],
    ['-', ['-'], lost],
  ])('reads %s', async (_, operands, input) => {
    const { out } = await run([...args, ...operands, '--output', 'json'], input);
    expect(JSON.parse(out)).toEqual(diagnose('ifactory', { baseUrl, userLogin: 'demo', password }, lost));
  });

  it('finds nothing wrong with a right request, and exits with 0', async () => {
    expect(await run(args, url)).toMatchObject({ exit: 0, out: expect.stringContaining('nothing wrong'), err: '' });
    expect((await run([...args, '--output', 'json'], url)).out).toBe('[]\n');
  });

  it('judges a ciphertext of SmartConnect by its key', async () => {
    const own = ['smartconnect', ...SMART, ...COMPANY];
    const right = JSON.parse((await run(['request', ...own, '--show-secrets'])).out).url;
    expect((await run(['diagnose', ...own], right)).exit).toBe(0);
    const wrong = right.replace(/password=[^&]+/, 'password=cCtzcw%3D%3D');
    expect((await run(['diagnose', ...own], wrong)).exit).toBe(1);
  });

  it('needs neither the company nor the API of SmartConnect', async () => {
    const token = JSON.parse((await run(['request', 'smartconnect', ...SMART, ...COMPANY, '--show-secrets'])).out).url;
    expect((await run(['diagnose', 'smartconnect', ...SMART], token)).exit).toBe(0);
    const companies = await run(['request', 'smartconnect', ...SMART, '--show-secrets', '--output', 'curl']);
    expect((await run(['diagnose', 'smartconnect', '--email', 'demo@example.com'], companies.out)).exit).toBe(0);
    const other = [...SMART, '--api-url', 'api.example', '--company-id', '72b0'];
    expect(await run(['diagnose', 'smartconnect', ...other], token)).toMatchObject({
      exit: 1,
      out: expect.stringMatching(/^WRONG_PATH.*\n.*"\/GetToken"/),
    });
  });

  it('reads a line of an access log', async () => {
    const line = `127.0.0.1 - - [10/Oct/2025:13:55:36 +0200] "GET ${url.slice(baseUrl.length)} HTTP/1.1" 401 0`;
    expect((await run(args, line)).exit).toBe(0);
    expect((await run(args, line.replaceAll('%2B', '+').replaceAll('%3D', '='))).exit).toBe(1);
  });

  it("says that its input isn't a request", async () => {
    expect(await run(args, 'hello')).toMatchObject({ exit: 1, out: expect.stringContaining('UNREADABLE') });
    expect(await run([...args, '--password-stdin'], url)).toMatchObject({ exit: 2, out: '' });
  });

  it('never shows the password, nor the other one', async () => {
    const { out, err } = await run(args, `curl 'https://api.example/api/tokens?userLogin=demo&password=0ther-5ecret'`);
    expect(out + err).not.toMatch(/0ther-5ecret|p\+ss/);
  });
});

import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { launcher, type Running } from './launch.js';

const command = launcher();
const open: Running[] = [];

afterEach(async () => {
  for (const running of open.splice(0)) {
    running.process.kill('SIGKILL');
    await running.ended;
  }
});
afterAll(() => command.remove());

interface Told {
  readonly servers: readonly {
    readonly vendor: string;
    readonly baseUrl: string;
    readonly accounts: readonly Readonly<Record<string, string>>[];
  }[];
}

async function sandbox(...args: string[]): Promise<Running & { readonly told: Told }> {
  const running = command.start(['sandbox', '--output', 'json', ...args]);
  open.push(running);
  return { ...running, told: JSON.parse(await running.said('\n')) as Told };
}

const signInTo = (url: string, username: string, password: string): Promise<Response> =>
  fetch(`${url}/api/service/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });

const file = (name: string, content: string): string => {
  writeFileSync(join(command.folder, name), content);
  return name;
};

describe('credwire sandbox', () => {
  it('prints command lines that sign in as printed, to each of the five', async () => {
    const running = command.start(['sandbox', '--seed', 'a test']);
    open.push(running);
    const out = (await running.said('smartconnect --login-url')).split('\n');
    const lines = out.filter((line) => line.includes('npx credwire sign-in'));
    expect(lines).toHaveLength(5);
    const program = `'${process.execPath}' '${command.program}'`;
    const shell = promisify(execFile);
    const ends = await Promise.all(lines.map((line) => shell('sh', ['-c', line.replace('npx credwire', program)])));
    expect(ends.filter(({ stdout }) => /^\S{8,}\n$/.test(stdout))).toHaveLength(5);
    running.process.kill('SIGINT');
    const { exit, err } = await running.ended;
    expect(exit).toBe(0);
    expect(err.match(/ 200 /g)?.length).toBeGreaterThanOrEqual(5);
  });

  it('makes other passwords each time, and the same ones from a seed', async () => {
    const accounts = async (...args: string[]) => (await sandbox('bex', ...args)).told.servers[0]?.accounts;
    const seeds = [['--seed', 'one'], ['--seed', 'one'], ['--seed', 'two'], [], []];
    const [one, again, two, any, other] = await Promise.all(seeds.map((args) => accounts(...args)));
    expect(again).toEqual(one);
    expect(two).not.toEqual(one);
    expect(any).not.toEqual(other);
  });

  it('takes accounts and options of a file, and prints none of their passwords', async () => {
    const accounts = file(
      'accounts.json',
      JSON.stringify({
        bex: [{ username: "o'neil", password: 'sentinel-1' }],
        jacada: { accounts: [{ accountId: 'a', user: 'u', password: 'sentinel-2' }], prefixLength: 5 },
      }),
    );
    const { told, process: child, ended } = await sandbox('bex', 'jacada', '--accounts', accounts);
    expect(told.servers.map(({ vendor, accounts: [first] }) => ({ vendor, first }))).toEqual([
      { vendor: 'bex', first: { username: "o'neil" } },
      { vendor: 'jacada', first: { accountId: 'a', user: 'u' } },
    ]);
    const url = told.servers[1]?.baseUrl ?? '';
    const signIn = ['sign-in', 'jacada', '--base-url', url, '--account-id', 'a', '--user', 'u'];
    const env = { CREDWIRE_PASSWORD: 'sentinel-2' };
    expect((await command.run([...signIn, '--prefix-length', '5'], env)).exit).toBe(0);
    expect((await command.run(signIn, env)).exit).toBe(1);
    child.kill('SIGTERM');
    const { exit, out, err } = await ended;
    expect(exit).toBe(0);
    expect(out + err).not.toContain('sentinel');
  });

  it('logs requests without anything secret', async () => {
    const { told, process: child, ended } = await sandbox('bex');
    const url = told.servers[0]?.baseUrl ?? '';
    await fetch(`${url}/api/service/login?username=sentinel&password=sentinel`, { method: 'POST' });
    await fetch(`${url}/api/elsewhere`, { headers: { token: 'sentinel' } });
    child.kill('SIGINT');
    const { err } = await ended;
    expect(err).toMatch(/bex POST \/api\/service\/login\?username=\*\*\*&password=\*\*\* 200 \d+ ms/);
    expect(err).toMatch(/bex GET \/api\/elsewhere \d+ \d+ ms/);
    expect(err).not.toContain('sentinel');
  });

  it('plays faults to the first requests, in the order given, and is late if told so', async () => {
    const faults = ['--fault', '503:2', '--fault', 'html', '--latency', '30', '--quiet'];
    const { told, process: child, ended } = await sandbox('bex', '--seed', 's', ...faults);
    const { baseUrl = '', accounts = [] } = told.servers[0] ?? {};
    const password = accounts[0]?.password ?? '';
    const start = performance.now();
    const answers = [];
    for (let at = 0; at < 4; at++) answers.push(await signInTo(baseUrl, 'demo', password));
    expect(performance.now() - start).toBeGreaterThan(4 * 25);
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 200, 200]);
    expect(answers[0]?.headers.get('retry-after')).toBe('1');
    expect(await answers[2]?.text()).toContain('<html>');
    expect(await answers[3]?.json()).toHaveProperty('value');
    child.kill('SIGINT');
    expect((await ended).err).toBe('');
  });

  it('never answers at a timeout, and ends with a client that still waits', async () => {
    const { told, process: child, ended } = await sandbox('bex', '--fault', 'timeout');
    const url = told.servers[0]?.baseUrl ?? '';
    const signIn = ['sign-in', 'bex', '--base-url', url, '--username', 'demo', '--timeout', '1'];
    expect((await command.run(signIn, { CREDWIRE_PASSWORD: 'x' })).exit).toBe(4);
    const waiting = fetch(`${(await sandbox('bex', '--latency', '60000')).told.servers[0]?.baseUrl}/`).catch(
      () => 'cut',
    );
    child.kill('SIGINT');
    expect((await ended).exit).toBe(0);
    open.at(-1)?.process.kill('SIGINT');
    expect(await waiting).toBe('cut');
  });

  it('forgets tokens after their life', async () => {
    const { told } = await sandbox('bex', '--token-life', '1');
    const { baseUrl = '', accounts = [] } = told.servers[0] ?? {};
    const { value } = (await (await signInTo(baseUrl, 'demo', accounts[0]?.password ?? '')).json()) as {
      value: string;
    };
    const call = async () => (await fetch(`${baseUrl}/api/service/track`, { headers: { token: value } })).text();
    expect(await call()).toContain('"authorised":true');
    await new Promise((done) => setTimeout(done, 1100));
    expect(await call()).toContain('"ex"');
  });

  it('serves HTTPS with a key pair', async () => {
    const args = ['-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-days', '2'];
    const names = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', 'key.pem', '-out', 'cert.pem'];
    execFileSync('openssl', ['req', '-x509', ...args, ...names], { cwd: command.folder, stdio: 'ignore' });
    const { told } = await sandbox('bex', '--tls-key', 'key.pem', '--tls-cert', 'cert.pem');
    const { baseUrl = '', accounts = [] } = told.servers[0] ?? {};
    expect(baseUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const env = {
      CREDWIRE_PASSWORD: accounts[0]?.password ?? '',
      NODE_EXTRA_CA_CERTS: join(command.folder, 'cert.pem'),
    };
    const signIn = ['sign-in', 'bex', '--base-url', baseUrl, '--username', 'demo'];
    expect((await command.run(signIn, env)).exit).toBe(0);
  });

  it('takes ports one after the other', async () => {
    const probe = createServer();
    await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
    const { port } = probe.address() as AddressInfo;
    const taken = await command.run(['sandbox', 'bex', '--port', String(port)]);
    expect(taken.exit).toBe(2);
    expect(taken.err).toContain(`${port} is in use`);
    await new Promise((done) => probe.close(done));
    const { told } = await sandbox('bex', 'idscan', '--port', String(port));
    expect(told.servers.map(({ baseUrl }) => baseUrl)).toEqual(
      [port, port + 1].map((each) => `http://127.0.0.1:${each}`),
    );
  });

  const refused: readonly (readonly [args: string, words: string])[] = [
    ['nobody', 'unknown vendor'],
    ['bexx', 'did you mean "bex"?'],
    ['bex --host 0.0.0.0', '127.0.0.1, ::1'],
    ['bex jacada --port 65535', '65534'],
    ['bex --fault 999', '--fault'],
    ['bex --latency -1', '--latency'],
    ['bex --tls-key key.pem', 'both or neither'],
    ['bex --tls-key bad.json --tls-cert bad.json', 'PEM'],
    ['bex --accounts missing.json', 'no such file'],
    ['bex --accounts bad.json', "isn't JSON"],
    ['bex --accounts other.json', 'no accounts for bex'],
    ['idscan --accounts other.json', '"accounts"[0]: "password"'],
  ];

  it('refuses what it cannot do with a code and a sentence', async () => {
    file('bad.json', '{"sentinel');
    file('other.json', '{"idscan":[{"username":"x"}]}');
    const ends = await Promise.all(refused.map(([args]) => command.run(['sandbox', ...args.split(' ')])));
    ends.forEach(({ exit, out, err }, at) => {
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      expect(err).toMatch(/^credwire: [^\n]* \[ERR_[A-Z_]+\]\n$/);
      expect(err).toContain(refused[at]?.[1]);
      expect(err).not.toContain('sentinel');
    });
  });
});

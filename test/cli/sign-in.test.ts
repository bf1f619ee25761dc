import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vendor } from 'credwire';
import { type Handler, scripted } from 'credwire/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { credwire } from './in-process.js';
import { launcher } from './launch.js';
import { PASSWORD, restOptions, type Served, serveVendor } from './servers.js';

const command = launcher();
const VENDORS: readonly Vendor[] = ['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect'];
const SECRET = { CREDWIRE_PASSWORD: PASSWORD };
const servers = new Map<Vendor, Served>();
const open: Served[] = [];

beforeAll(async () => {
  for (const vendor of VENDORS) servers.set(vendor, await serveVendor(vendor));
  writeFileSync(join(command.folder, 'secret.txt'), `${PASSWORD}\n`);
});
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
afterAll(async () => {
  for (const server of servers.values()) await server.close();
  command.remove();
});

function optionsOf(vendor: Vendor): readonly string[] {
  return servers.get(vendor)?.options ?? [];
}

async function bexBehind(around: (handler: Handler) => Handler): Promise<Served> {
  const server = await serveVendor('bex', around);
  open.push(server);
  return server;
}

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') =>
  credwire(args, { env: { HOME: command.folder, ...env }, input, cwd: command.folder });

const signIn = (...args: readonly string[]) => run(['sign-in', ...args], SECRET);

/** A folder for cached sessions that nobody else uses. */
let folders = 0;
const cacheFolder = (): string => join(command.folder, `cache-${folders++}`);

describe('credwire sign-in', () => {
  it.each(VENDORS)('prints a token of %s, and nothing else', async (vendor) => {
    const { exit, out, err } = await command.run(['sign-in', vendor, ...optionsOf(vendor)], SECRET);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(/^[\w.=-]{8,}\n$/);
  });

  it("signs in to SmartConnect's REST API with a client id", async () => {
    const url = servers.get('smartconnect')?.url ?? '';
    const env = { ...SECRET, CREDWIRE_CLIENT_SECRET: 'hush hush' };
    const { exit, out } = await run(['sign-in', 'smartconnect', ...restOptions(url), '--output', 'json'], env);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ vendor: 'smartconnect', tokenType: 'bearer', origin: url });
  });

  it('prints the session, header lines or variables', async () => {
    const { token } = JSON.parse((await signIn('bex', ...optionsOf('bex'), '--output', 'json')).out);
    expect((await signIn('bex', ...optionsOf('bex'), '--output', 'header')).out).toBe(`token: ${token}\n`);
    const { out } = await signIn('bex', ...optionsOf('bex'), '--output', 'env');
    expect(out).toBe(`CREDWIRE_TOKEN=${token}\nCREDWIRE_ORIGIN=${servers.get('bex')?.url}\n`);
    const smart = await signIn('smartconnect', ...optionsOf('smartconnect'), '--output', 'header');
    expect([smart.exit, smart.out]).toEqual([2, '']); // its token goes into the query
  });

  it.each([
    ['a file', ['--password-file', 'secret.txt'], {}, ''],
    ['stdin', ['--password-stdin'], {}, `${PASSWORD}\r\n`],
    ['stdin, without a line break', ['--password-stdin'], {}, PASSWORD],
    ['the environment', [], SECRET, ''],
  ])('takes the password from %s', async (_, args, env, input) => {
    expect(await run(['sign-in', 'bex', ...optionsOf('bex'), ...args], env, input)).toMatchObject({ exit: 0 });
  });

  it('says which ways there are where the password is missing', async () => {
    const { exit, out, err } = await run(['sign-in', 'bex', ...optionsOf('bex')]);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(/--password-stdin.*--password-file.*CREDWIRE_PASSWORD.*\[ERR_ARGUMENT_TYPE\]\n$/);
  });

  it('takes options from the environment and from a profile, the command line first', async () => {
    const { url } = servers.get('bex') as Served;
    const profiles = {
      test: { vendor: 'bex', baseUrl: url, username: 'somebody else', passwordFile: 'secret.txt' },
      default: { vendor: 'bex', baseUrl: url, username: 'demo', passwordFile: 'secret.txt' },
    };
    writeFileSync(join(command.folder, 'other.json'), JSON.stringify({ profiles }));
    const args = ['sign-in', 'bex', '--config', 'other.json'];
    expect((await run(args)).exit).toBe(0);
    expect((await run([...args, '--profile', 'test'])).exit).toBe(1);
    expect((await run([...args, '--profile', 'test'], { CREDWIRE_USERNAME: 'demo' })).exit).toBe(0);
    expect((await run([...args, '--profile', 'test', '--username', 'demo'])).exit).toBe(0);
    const env = { CREDWIRE_CONFIG: 'other.json', CREDWIRE_PROFILE: 'test', CREDWIRE_USERNAME: 'demo' };
    expect((await run(['sign-in', 'bex'], env)).exit).toBe(0);
  });

  it('finds credwire.config.json in the XDG folder', async () => {
    const home = join(command.folder, 'xdg');
    mkdirSync(join(home, 'credwire'), { recursive: true });
    const profile = { baseUrl: servers.get('bex')?.url, username: 'demo' };
    writeFileSync(join(home, 'credwire/credwire.config.json'), JSON.stringify({ profiles: { work: profile } }));
    const args = ['sign-in', 'bex', '--profile', 'work'];
    expect((await run(args, { ...SECRET, XDG_CONFIG_HOME: home })).exit).toBe(0);
    const typo = await run(['sign-in', 'bex', '--profile', 'wrok'], { ...SECRET, XDG_CONFIG_HOME: home });
    expect([typo.exit, typo.err]).toEqual([2, expect.stringContaining('did you mean "work"?')]);
  });

  it.each([
    ['a wrong password', [], { CREDWIRE_PASSWORD: 'no such password' }, 1, 'ERR_SIGN_IN_REFUSED'],
    ['a server that is not there', ['--base-url', 'http://127.0.0.1:9'], SECRET, 4, 'ERR_TRANSPORT'],
    ['a path that is not there', ['--base-url', 'PATH'], SECRET, 2, 'ERR_ENDPOINT_NOT_FOUND'],
    ['plain HTTP to another machine', ['--base-url', 'http://bex.example'], SECRET, 2, 'ERR_INSECURE_URL'],
  ])('ends with its exit code for %s', async (_, args, env, exit, code) => {
    const own = args.map((arg) => (arg === 'PATH' ? `${servers.get('bex')?.url}/no/such` : arg));
    const ended = await run(['sign-in', 'bex', ...optionsOf('bex'), ...own], env);
    expect({ exit: ended.exit, out: ended.out }).toEqual({ exit, out: '' });
    expect(ended.err).toMatch(new RegExp(`^credwire: .* \\[${code}\\]\\n$`));
    expect(ended.err).not.toContain('no such password');
  });

  it.each([
    ['an outage', { status: 503, headers: { 'retry-after': '7' } }, 3, 'ERR_UNAVAILABLE'],
    ['nonsense', { status: 200, headers: {}, body: '{"value":7}' }, 5, 'ERR_RESPONSE_FORMAT'],
  ])('ends with its exit code for %s', async (_, answer, exit, code) => {
    const server = await bexBehind((handler) => scripted(handler, { steps: [{ answer }] }));
    const ended = await signIn('bex', ...server.options);
    expect([ended.exit, ended.err]).toEqual([exit, expect.stringContaining(`[${code}]`)]);
  });

  it('waits no longer than --timeout', async () => {
    const server = await bexBehind((handler) => scripted(handler, { steps: [{ delay: 30_000 }] }));
    const ended = await signIn('bex', ...server.options, '--timeout', '1');
    expect([ended.exit, ended.err]).toEqual([4, expect.stringContaining('[ERR_TIMEOUT]')]);
  });

  it('stops at SIGINT with 130, without a token', async () => {
    const server = await bexBehind((handler) => scripted(handler, { steps: [{ delay: 30_000 }] }));
    const running = command.start(['sign-in', 'bex', ...server.options], SECRET);
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    running.process.kill('SIGINT');
    expect(await running.ended).toMatchObject({ exit: 130, out: '' });
  });

  it('names --company-id where several companies fit and nobody can be asked', async () => {
    const args = optionsOf('smartconnect').slice(0, -2);
    const { exit, err } = await signIn('smartconnect', ...args);
    expect([exit, err]).toEqual([2, expect.stringMatching(/--company-id.*\[ERR_COMPANY_CHOICE\]/)]);
  });
});

describe('a cached session', () => {
  it('is signed in for once, and forgotten by sign-out', async () => {
    const server = await bexBehind((handler) => handler);
    const args = [...server.options, '--cache-dir', cacheFolder()];
    const first = await signIn('bex', ...args, '--cache');
    expect(first).toMatchObject({ exit: 0, err: '' });
    // Not even the password is needed.
    expect(await run(['sign-in', 'bex', ...args, '--cache'])).toEqual(first);
    expect(server.requests).toHaveLength(1);
    expect((await signIn('bex', ...args)).exit).toBe(0); // without --cache: a session of its own
    expect(server.requests).toHaveLength(2);
    expect(await run(['sign-out', 'bex', ...args])).toMatchObject({ exit: 0, out: '' });
    expect((await run(['sign-in', 'bex', ...args, '--cache'])).exit).toBe(2); // the password is missing
    expect((await run(['sign-out', 'bex', ...args])).exit).toBe(0);
  });

  it('leads to one sign-in, no matter how many processes start at once', async () => {
    const server = await bexBehind((handler) => scripted(handler, { steps: [{ delay: 300 }] }));
    const args = ['bex', ...server.options, '--cache', '--cache-dir', cacheFolder()];
    const ended = await Promise.all([1, 2, 3].map(() => command.run(['sign-in', ...args], SECRET)));
    expect(new Set(ended.map(({ out }) => out)).size).toBe(1);
    expect(server.requests).toHaveLength(1);
  });

  it('lies in a file that only its owner can read', async () => {
    const folder = cacheFolder();
    await signIn('bex', ...optionsOf('bex'), '--cache', '--cache-dir', folder);
    const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain(PASSWORD);
  });

  it('is skipped if it cannot be cached: the token is printed, with a warning', async () => {
    writeFileSync(join(command.folder, 'a-file'), '');
    const cache = ['--cache', '--cache-dir', 'a-file/sessions'];
    const { exit, out, err } = await signIn('bex', ...optionsOf('bex'), ...cache);
    expect([exit, out]).toEqual([0, expect.stringMatching(/^\S{8,}\n$/)]);
    expect(err).toMatch(/^credwire: couldn't cache the session.*\n$/);
  });

  it('survives a process that was killed while it signed in', async () => {
    const server = await bexBehind((handler) => scripted(handler, { steps: [{ delay: 30_000 }] }));
    const folder = cacheFolder();
    const args = ['bex', ...server.options, '--cache', '--cache-dir', folder];
    const running = command.start(['sign-in', ...args], SECRET);
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    running.process.kill('SIGKILL');
    await running.ended;
    const left = readdirSync(folder);
    expect(left.filter((name) => name.endsWith('.json'))).toEqual([]); // no half a session
    for (const name of left) utimesSync(join(folder, name), 0, 0); // as if ten seconds had passed
    expect(await signIn(...args)).toMatchObject({ exit: 0, err: '' });
  });

  it("that isn't JSON any more is replaced", async () => {
    const server = await bexBehind((handler) => handler);
    const folder = cacheFolder();
    const args = ['bex', ...server.options, '--cache', '--cache-dir', folder];
    await signIn(...args);
    // Not the lock, which is released just after the command has its session: in its place it would be a file for good.
    const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.json'));
    writeFileSync(join(folder, name), '{"torn');
    expect(await signIn(...args)).toMatchObject({ exit: 0, err: '' });
    expect(server.requests).toHaveLength(2);
  });
});

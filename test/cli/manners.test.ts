/** How the command speaks: help, mistakes on the command line, exit codes, things that aren't files. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vendors } from 'credwire';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFINITIONS } from '../../src/cli/commands/index.js';
import { VENDOR_OPTIONS, VENDORS } from '../../src/cli/vendor-options.js';
import { credwire } from './in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'credwire-manners-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('help', () => {
  it.each([[[]], [['help']], [['--help']], [['-h']]])('lists every command: credwire %j', async (args) => {
    const { exit, out, err } = await credwire(args);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    for (const { name, summary } of DEFINITIONS)
      expect(out).toMatch(new RegExp(`^  ${name} +${summary.slice(0, 20)}`, 'm'));
  });

  it.each(DEFINITIONS.map(({ name }) => name))('of %s has its options, and examples', async (name) => {
    const definition = DEFINITIONS.find((each) => each.name === name);
    for (const vendor of definition?.ofVendor ? VENDORS : [undefined]) {
      const place = vendor === undefined ? [name] : [name, vendor];
      const { exit, out } = await credwire([...place, '--help']);
      expect(exit).toBe(0);
      for (const { flags, vendors: only } of definition?.options ?? []) {
        const isThere = vendor === undefined || only === undefined || only.includes(vendor);
        expect(out.includes(`  ${flags.split(' ')[0]} `) || out.includes(`  ${flags}\n`)).toBe(isThere);
      }
      const examples = out.split('Examples:\n')[1]?.trimEnd().split('\n') ?? [];
      expect(examples.length).toBeGreaterThan(0);
      for (const line of examples) expect(line).toMatch(new RegExp(`^  credwire ${name}( |$)`));
    }
  });

  it('shows each example with options that there are', async () => {
    for (const definition of DEFINITIONS) {
      for (const example of definition.examples) {
        const vendor = definition.ofVendor ? example.split(' ')[1] : undefined;
        const { out } = await credwire([definition.name, ...(vendor ? [vendor] : []), '--help']);
        for (const option of example.split(' -- ')[0]?.match(/(?<= )--[\w-]+/g) ?? []) expect(out).toContain(option);
      }
    }
  });

  it('is the same with and without help as a word', async () => {
    expect(await credwire(['help', 'sign-in', 'bex'])).toEqual(await credwire(['sign-in', 'bex', '--help']));
  });

  it('shows each default that there is', async () => {
    const text = async (...args: readonly string[]) => (await credwire([...args, '--help'])).out.replace(/\s+/g, ' ');
    expect(await text('sign-in', 'jacada')).toMatch(/--version.*?default: 1\).*--prefix-length.*?default: 13\)/);
    expect(await text('sign-in', 'bex')).toMatch(/--transport.*?default: json\).*--method.*?default: POST\)/);
    expect(await text('sign-in', 'ifactory')).toMatch(/--charset.*?default: utf-8\).*--output.*?default: token\)/);
    expect(await text('request', 'bex')).toMatch(/--output.*?default: json\).*--shell.*?default: posix\)/);
    expect(await text('explain', 'bex')).toMatch(/--output.*?default: table\)/);
    expect(await text('sandbox')).toMatch(/--host.*?default: 127\.0\.0\.1\)/);
    const idscan = await text('sign-in', 'idscan');
    expect(idscan).not.toMatch(/default: (?:scanning|pwd)/); // one is asked for, the other isn't sent
    expect(idscan).toMatch(/default: username\)/);
  });

  it('says what SmartConnect needs in each command', async () => {
    const text = async (name: string) => (await credwire([name, 'smartconnect', '--help'])).out.replace(/\s+/g, ' ');
    expect(await text('sign-in')).toMatch(/--company-id.*?default: the only one/);
    for (const name of ['request', 'explain', 'diagnose'])
      expect(await text(name)).not.toContain('default: the only one');
  });

  it('lists the shells of completion', async () => {
    expect((await credwire(['completion', '--help'])).out).toMatch(/shell.*choices: "bash", "zsh", "fish"/);
  });

  it('never shows a way to pass a secret as an argument', async () => {
    for (const vendor of VENDORS) {
      const { out } = await credwire(['sign-in', vendor, '--help']);
      expect(out).not.toMatch(/--(?:password|key|iv|client-secret)(?: |$)/m);
      expect(out).toContain('--password-file <file>');
    }
  });
});

describe("the vendors' options", () => {
  it('have every required field of the profiles, and know which are secret', () => {
    for (const vendor of VENDORS) {
      for (const { name, secret, required } of vendors[vendor].profile.fields) {
        const spec = VENDOR_OPTIONS[vendor].find((option) => option.name === name);
        expect([vendor, name, spec?.kind === 'secret']).toEqual([vendor, name, secret]);
        if (required) expect([vendor, name, spec?.needed]).toEqual([vendor, name, true]);
      }
    }
  });

  it('are listed by credwire vendors, as a table and as JSON', async () => {
    const { out } = await credwire(['vendors']);
    for (const vendor of VENDORS) expect(out).toMatch(new RegExp(`^${vendor} `, 'm'));
    const profiles = JSON.parse((await credwire(['vendors', '--output', 'json'])).out);
    expect(profiles).toEqual(VENDORS.map((vendor) => JSON.parse(JSON.stringify(vendors[vendor].profile))));
  });
});

describe('a mistake on the command line', () => {
  it.each([
    [['sing-in', 'bex'], 'did you mean "sign-in"?'],
    [['sign-in', 'bec'], 'did you mean "bex"?'],
    [['sign-in'], 'ifactory, idscan, jacada, bex, smartconnect'],
    [['frobnicate'], 'sign-in, sign-out, call'],
    [['sign-in', 'bex', '--user-name', 'a'], 'did you mean --username?'],
    [['sign-in', 'bex', '--zzz'], 'credwire sign-in bex --help'],
    [['sign-in', 'bex', '--output', 'jsn'], 'did you mean "json"?'],
    [['sign-in', 'bex', '--output'], '--output needs a value'],
    [['sign-in', 'bex', 'extra'], 'too many arguments'],
    [['call', 'bex', 'GET'], '"path" is missing'],
    [['sign-in', 'jacada', '--prefix-length', 'x', '--base-url', 'https://a.example'], '"prefixLength"'],
    [['completion', 'fsh'], 'did you mean "fish"?'],
    [['sign-in', 'bex', '--timeout', '1.5'], '--timeout: expected a whole number'],
    [['request', 'bex', '--shell', 'cmd'], '--shell: only works with --output curl'],
    [['explain', 'smartconnect', '--email', 'a@b.c'], '--public-key-file'],
    [['--output', 'json', 'sign-in', 'bex'], 'options come last, as in credwire sign-in ifactory --output'],
    [['sign-in', '--profile', 'a', 'bex'], 'options come last, as in credwire sign-in ifactory --profile'],
    [['--zzz'], 'credwire --help'],
    [['call', 'bex', 'TRACE', '/'], 'TRACE'],
    [['call', 'bex', 'connect', '/'], 'CONNECT'],
    [['call', 'bex', 'Track', '/'], 'TRACK'],
    [['call', 'bex', 'G ET', '/'], '"method"'],
    [['call', 'bex', '', '/'], '"method"'],
    [['diagnose', 'bex', 'curl https://x.example'], 'pipe it to stdin'],
    [['diagnose', 'bex', 'curl', '-X', 'POST', 'https://x.example'], 'pipe it to stdin'],
    [['diagnose', 'bex', 'curl', 'https://x.example'], 'pipe it to stdin'],
    [['diagnose', 'bex', 'curl'], 'pipe it to stdin'],
    [['diagnose', 'bex', '--username', 'a', 'https://x.example/?password=b'], 'pipe it to stdin'],
    [['diagnose', 'bex', 'GET', '/api/service/login'], 'pipe it to stdin'],
    [['diagnose', 'bex', '{"url":"https://x.example"}'], 'pipe it to stdin'],
    [['diagnose', 'bex', 'fetch("https://x.example")'], 'pipe it to stdin'],
    [['diagnose', 'bex', 'a.txt', 'b.txt'], 'too many arguments'],
    [['diagnose', 'bex', '--user-name', 'https://x.example'], 'did you mean --username?'],
  ])('is answered in one line with what to do: %j', async (args, hint) => {
    const env = { CREDWIRE_PASSWORD: 'hunter2', CREDWIRE_USERNAME: 'a', CREDWIRE_ACCOUNT_ID: '1', CREDWIRE_USER: 'u' };
    const { exit, out, err } = await credwire(args, { env });
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(/^credwire: [^\n]+ \[ERR_\w+\]\n$/);
    expect(err).toContain(hint);
  });

  it('in the environment or a profile is answered, too', async () => {
    const bad = (profile: object): void =>
      writeFileSync(join(folder, 'credwire.config.json'), JSON.stringify({ profiles: { default: profile } }));
    const run = (env = {}) => credwire(['sign-in', 'bex'], { cwd: folder, env: { CREDWIRE_PASSWORD: 'x', ...env } });
    bad({ password: 'hunter2' });
    expect((await run()).err).toMatch(/can't hold a secret.*"passwordFile"/);
    expect((await run()).err).not.toContain('hunter2');
    bad({ usrname: 'a' });
    expect((await run()).err).toContain('did you mean "username"?');
    bad({ passwordfile: 'a' });
    expect((await run()).err).toContain('did you mean "passwordFile"?');
    bad({ zzz: 'hunter2' });
    expect((await run()).err).toMatch(/unknown key; known keys: vendor, cache, baseUrl, .*passwordFile/);
    expect((await run()).err).not.toMatch(/hunter2|zzz/);
    bad({ vendor: 'bx' });
    expect((await run()).exit).toBe(2);
    bad({ cache: 'yes' });
    expect((await run()).err).toContain('expected true or false');
    bad({ vendor: 'jacada' }); // another vendor's default doesn't apply here
    expect((await run()).err).toContain('"username" is missing');
    expect((await run({ CREDWIRE_TRANSPORT: 'carrier pigeon' })).err).toContain('expected one of json, query');
    expect((await run({ CREDWIRE_ALLOW_INSECURE_HTTP: 'maybe' })).err).toContain('expected true or false');
    writeFileSync(join(folder, 'credwire.config.json'), '{"profiles": {"a": hunter2}}');
    expect((await run()).err).toMatch(/isn't JSON \[ERR_ARGUMENT_VALUE\]/);
    rmSync(join(folder, 'credwire.config.json'));
  });
});

describe("a path that isn't a file", () => {
  const path = (name: string): string => join(folder, name);
  writeFileSync(path('empty'), '');
  writeFileSync(path('binary'), Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe));
  writeFileSync(path('two-lines'), 'one\ntwo\n');
  writeFileSync(path('huge'), '');
  truncateSync(path('huge'), 1024 ** 3); // sparse: it takes no room

  const uses: readonly (readonly [string, (file: string) => readonly string[]])[] = [
    ['sign-in --password-file', (file) => ['sign-in', 'bex', '--username', 'a', '--password-file', file]],
    ['sign-in --config', (file) => ['sign-in', 'bex', '--config', file]],
    ['diagnose FILE', (file) => ['diagnose', 'bex', file]],
    ['call --data', (file) => ['call', 'bex', 'POST', '/', '--data', `@${file}`]],
    ['request --public-key-file', (file) => ['request', 'smartconnect', '--email', 'a@b.c', '--public-key-file', file]],
  ];
  const files = uses.flatMap(([name, args]) => {
    const kinds = ['missing', '.', 'huge', ...(name === 'call --data' ? [] : ['empty', 'binary'])]; // which may be sent
    return kinds.map((file) => [name, file, args(file)] as const);
  });
  it.each(files)('is refused with a code and a sentence: %s, %s', async (name, file, args) => {
    const env = name.includes('password') ? {} : { CREDWIRE_PASSWORD: 'hunter2', CREDWIRE_USERNAME: 'a' };
    const before = process.memoryUsage().arrayBuffers;
    const { exit, out, err } = await credwire(args, { cwd: folder, env });
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(/^credwire: [^\n]+ \[ERR_\w+\]\n$/);
    const said = {
      missing: 'no such file',
      '.': 'folder',
      huge: '1073741824',
      empty: 'nothing|JSON|FORMAT',
      binary: 'UTF-8',
    };
    expect(err).toMatch(new RegExp(said[file as 'huge']));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
  });

  it('may be endless', async () => {
    const { exit, err } = await credwire(['diagnose', 'bex', '/dev/zero'], { env: { CREDWIRE_PASSWORD: 'a' } });
    expect([exit, err]).toEqual([2, expect.stringMatching(/expected at most \d+ bytes, got more/)]);
  });

  it('holds more than one line where one is wanted', async () => {
    const { exit, err } = await credwire(uses[0]?.[1]('two-lines') ?? [], { cwd: folder });
    expect([exit, err]).toEqual([2, expect.stringContaining('on one line')]);
  });
});

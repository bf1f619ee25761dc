import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, launcher } from './launch.js';

const command = launcher();
const root = fileURLToPath(new URL('../..', import.meta.url));
const port = (name: string): string => join(root, 'examples/ports', name);

beforeAll(() => {
  // As npm installs the package.
  const installed = join(command.folder, 'node_modules/credwire-vectors');
  mkdirSync(installed, { recursive: true });
  const files = execFileSync('sh', ['-c', 'ls *.json'], { cwd: join(root, 'vectors'), encoding: 'utf8' }).trim();
  for (const file of files.split('\n')) cpSync(join(root, 'vectors', file), join(installed, file));
});
afterAll(() => command.remove());

const vectors = (...args: string[]): Promise<Ended> => command.run(['vectors', ...args]);

/** A command line that checks a program of a few lines, which gets each question as `q`. */
function checking(body: string, ...args: string[]): string[] {
  const program = `
    const lines = require('readline').createInterface({ input: process.stdin });
    const say = (answer) => console.log(typeof answer === 'string' ? answer : JSON.stringify(answer));
    lines.on('line', (line) => { const q = JSON.parse(line); ${body} });`;
  return ['vectors', 'check', ...args, '--', process.execPath, '-e', program];
}

const check = (body: string, ...args: string[]): Promise<Ended> => command.run(checking(body, ...args));

const RIGHT = `
  const { username, password, ...more } = q.input.credentials;
  const isRare = Object.keys(more).length > 0 || typeof username !== 'string' || typeof password !== 'string';
  const encoded = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());`;

interface Report {
  readonly ok: boolean;
  readonly files: readonly (Readonly<Record<string, number>> & { readonly file: string })[];
  readonly failures: readonly { readonly id: string; readonly at: string }[];
  readonly problem?: string;
}

const reportOf = ({ out }: Ended): Report => JSON.parse(out) as Report;

describe('credwire vectors', () => {
  it('lists the files, the vectors of a file, and shows one', async () => {
    const [all, some, one] = await Promise.all([
      vectors('list', '--output', 'json'),
      vectors('list', '--only', 'bex.json'),
      vectors('show', 'bex:1'),
    ]);
    const files = JSON.parse(all.out) as { file: string; vectors: number }[];
    expect(files.reduce((sum, { vectors: count }) => sum + count, 0)).toBeGreaterThan(6000);
    expect(some.out.split('\n')[1]).toMatch(/^bex:1 +bex\.encodeCredentials +valid/);
    expect(JSON.parse(one.out)).toMatchObject({
      id: 'bex:1',
      type: 'bex.encodeCredentials',
      output: expect.any(String),
    });
  });

  it('is content with the port to Python', async () => {
    const ended = await vectors('check', '--output', 'json', '--', 'python3', port('port.py'));
    const { ok, files, failures } = reportOf(ended);
    expect(failures).toEqual([]);
    expect({ exit: ended.exit, ok, err: ended.err }).toEqual({ exit: 0, ok: true, err: '' });
    const right = Object.fromEntries(files.map(({ file, right: count }) => [file, count]));
    for (const [file, least] of [
      ['ifactory', 149],
      ['jacada', 75],
      ['idscan', 40],
      ['bex', 46],
    ] as const) {
      expect(right[file]).toBeGreaterThanOrEqual(least);
    }
  });

  const hasPhp = spawnSync('php', ['-r', 'exit(extension_loaded("openssl") ? 0 : 1);']).status === 0;
  it.runIf(hasPhp)('is content with the port to PHP', async () => {
    const ended = await vectors('check', '--output', 'json', '--', 'php', port('port.php'));
    expect(reportOf(ended).failures).toEqual([]);
    expect(ended.exit).toBe(0);
  });

  it('names the step that is wrong, and shows the first difference', async () => {
    const only = ['--only', 'jacada.encodePassword', '--skip', 'IllFormed'];
    const body = `say(q.input.password === 'abcd' ? { stages: { textHex: '00' }, output: 'AA==' } : { unknown: true })`;
    const { exit, out } = await check(body, ...only);
    expect(exit).toBe(1);
    expect(out).toMatch(
      /^jacada:\d+ jacada\.encodePassword: .*\n {2}stages\.textHex\n {4}expected "[0-9a-f]+"\n {4}got {6}"00"\n/,
    );
    expect(out).toMatch(/^file +vectors +right +partly +wrong +unknown +unanswered$/m);
  });

  it('takes single stages, a refusal without a code, and answers without an id', async () => {
    const body = `say(q.input.password === 'abcd' && q.random ? { stages: { own: 'x', textHex: hex(q) } } : { unknown: true });
      function hex({ random, input }) {
        const length = input.options?.prefixLength ?? 13;
        const letters = [...Buffer.from(random, 'hex')].filter((byte) => byte < 234).slice(0, length);
        return Buffer.from(letters.map((byte) => 97 + (byte % 26))).toString('hex') + '61626364';
      }`;
    const stages = reportOf(await check(body, '--only', 'jacada.encodePassword', '--output', 'json'));
    expect(stages).toMatchObject({ ok: true, failures: [] });
    expect(stages.files.find(({ file }) => file === 'jacada')?.partly).toBeGreaterThan(10);
    const refusals = await check(
      `${RIGHT} say(isRare ? { error: true } : { unknown: true })`,
      '--only',
      'bex.encodeCredentials',
      '--output',
      'json',
    );
    const { files, failures } = reportOf(refusals);
    expect(files[0]?.right).toBeGreaterThan(3);
    expect(failures.every(({ at }) => at === 'error')).toBe(true);
  });

  it('says what is wrong with a program that breaks off, is silent, prints other things, or is not there', async () => {
    const only = ['--only', 'bex.encodeCredentials', '--output', 'json'];
    const unknown = 'say({ id: q.id, unknown: true });';
    const [idle, crash, silent, chatty, mixed, eager, missing] = await Promise.all([
      check(unknown, ...only),
      check(`${unknown} if (q.id === 'bex:3') process.exit(7);`, ...only),
      check(`if (q.id !== 'bex:2') ${unknown}`, ...only, '--timeout', '1'),
      check(`say('debug'); ${unknown}`, ...only),
      check(`say({ id: 'bex:2', unknown: true });`, ...only),
      check(`${unknown} ${unknown}`, '--only', 'bex:1', '--output', 'json'),
      vectors('check', '--', './missing-program'),
    ]);
    expect(reportOf(idle).problem).toBeUndefined();
    expect(reportOf(idle).ok).toBe(false);
    expect(reportOf(crash).problem).toContain('exit status 7');
    expect(reportOf(silent).problem).toMatch(/for 1 s|different id/);
    expect(reportOf(chatty).problem).toContain("bex:1 isn't a JSON object");
    expect(reportOf(mixed).problem).toContain('different id');
    expect(reportOf(eager).problem).toContain('more answers');
    expect([idle, crash, silent, chatty, mixed, eager].map(({ exit }) => exit)).toEqual(Array(6).fill(1));
    expect(missing.exit).toBe(2);
    expect(missing.err).toContain('ENOENT');
  });

  it('keeps the variables of the command from the program, which can hold secrets', async () => {
    const body = `if (Object.keys(process.env).some((name) => name.startsWith('CREDWIRE_'))) process.exit(9);
      if (process.env.OWN !== 'kept') process.exit(8); say({ unknown: true });`;
    const env = { CREDWIRE_PASSWORD: 'sentinel', CREDWIRE_CLIENT_SECRET: 'sentinel', OWN: 'kept' };
    const ended = await command.run(checking(body, '--only', 'bex:1', '--output', 'json'), env);
    expect(reportOf(ended).problem).toBeUndefined();
  });

  it('puts lone surrogates and other characters in ASCII', async () => {
    const body = `if (/[^\\x00-\\x7f]/.test(line)) process.exit(9); say({ unknown: true });`;
    expect(reportOf(await check(body, '--only', 'text', '--output', 'json')).problem).toBeUndefined();
  });

  it('ends with a code and a sentence where it cannot begin', async () => {
    writeFileSync(join(command.folder, 'broken.json'), '{');
    const cases: readonly (readonly [args: string, words: string])[] = [
      ['', 'action'],
      ['chek', 'did you mean "check"?'],
      ['check', 'expected a program'],
      ['show', 'expected one id'],
      ['show bex:9999', 'no such vector'],
      ['list --only bexx', 'did you mean "bex"?'],
      ['list --vectors nowhere', 'credwire-vectors'],
    ];
    const ends = await Promise.all(cases.map(([args]) => vectors(...args.split(' ').filter((part) => part !== ''))));
    ends.forEach(({ exit, err }, at) => {
      expect({ exit, out: err.includes(cases[at]?.[1] ?? '') ? '' : err }).toEqual({ exit: 2, out: '' });
      expect(err).toMatch(/^credwire: [^\n]* \[ERR_[A-Z_]+\]\n$/);
    });
    const elsewhere = launcher();
    const { exit, err } = await elsewhere.run(['vectors', 'list']);
    elsewhere.remove();
    expect(exit).toBe(2);
    expect(err).toContain('npm install credwire-vectors');
  });
});

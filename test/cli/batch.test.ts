import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, launcher } from './launch.js';

const command = launcher();
let server: Server;
let url = '';
/** What the server gets and says; each test sets it. */
let answer: (username: string, password: string) => Answer | Promise<Answer> = () => ({});
let asked: string[] = [];
let atOnce = 0;
let mostAtOnce = 0;

interface Answer {
  readonly status?: number;
  readonly ex?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    const { username, password } = JSON.parse(await bodyOf(request)) as { username: string; password: string };
    asked.push(username);
    const { status = 200, ex, headers = {} } = await answer(username, password);
    atOnce--;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(
      status === 200 ? JSON.stringify(ex ? { ex } : { id: 1, value: `token-${username}`, email: username }) : '',
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  answer = () => ({});
  asked = [];
  [atOnce, mostAtOnce] = [0, 0];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  command.remove();
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}

const path = (name: string): string => join(command.folder, name);

function csv(name: string, content: string | Uint8Array): string {
  writeFileSync(path(name), content);
  return name;
}

const users = (count: number): string =>
  `username,password\n${Array.from({ length: count }, (_, at) => `u${at + 1},sentinel-${at + 1}\n`).join('')}`;

const batch = (...args: string[]): Promise<Ended> => command.run(['batch', 'bex', ...args, '--base-url', url]);

interface Line {
  readonly row: number;
  readonly user: string;
  readonly ok: boolean;
  readonly exit: number;
  readonly code?: string;
  readonly vendorMessage?: string;
  readonly session?: { readonly token: string };
}

const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);

const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

describe('credwire batch', () => {
  it('writes results in the order of the rows, whichever comes first, and shows no secret', async () => {
    answer = async (username) => {
      await later(username === 'u1' ? 300 : 0);
      return username === 'u4' ? { ex: 'sentinel-4 is wrong' } : {};
    };
    const { exit, out, err } = await batch(csv('users.csv', users(9)), '--concurrency', '3');
    const lines = linesOf(out);
    expect(exit).toBe(1);
    expect(lines.map(({ row, user }) => `${row}${user}`)).toEqual(
      Array.from({ length: 9 }, (_, at) => `${at + 1}u${at + 1}`),
    );
    expect(lines.map(({ ok }) => ok).indexOf(false)).toBe(3);
    expect(lines[3]).toMatchObject({ exit: 1, code: 'ERR_SIGN_IN_REFUSED', vendorMessage: '*** is wrong' });
    expect(err).toContain('9 rows: 8 signed in, 1 refused');
    expect(out + err).not.toMatch(/sentinel|token-/);
    expect(mostAtOnce).toBe(3);
  });

  it('reads a byte order mark, quotes, kebab names and semicolons; gives tokens if asked', async () => {
    let password = '';
    answer = (_, given) => {
      password = given;
      return {};
    };
    const content = '\uFEFFusername;prefer-alternate-token;password\r\n"a;b";yes;"p""\nö; "\r\n\r\n';
    const { exit, out } = await batch(csv('quotes.csv', content), '--delimiter', ';', '--tokens');
    expect(exit).toBe(0);
    expect(password).toBe('p"\nö; ');
    expect(linesOf(out)[0]).toMatchObject({ user: 'a;b', ok: true, session: { token: 'token-a;b' } });
  });

  it('sends nothing for rows that are wrong, and says why', async () => {
    const content = 'username,method,password\na,,x\na,POST,x\nb,\nc,PUT,x\n,,x\nd,,\ne,,x\n';
    const { exit, out } = await batch(csv('wrong.csv', content));
    expect(exit).toBe(2);
    // The same user with another method is another sign-in.
    expect(linesOf(out).map(({ ok, code }) => (ok ? 'ok' : code))).toEqual([
      'ok',
      'ok',
      'ERR_ARGUMENT_VALUE',
      'ERR_ARGUMENT_VALUE',
      'ERR_ARGUMENT_TYPE',
      'ERR_ARGUMENT_TYPE',
      'ok',
    ]);
    expect(asked.sort()).toEqual(['a', 'a', 'e']);
    const twice = await batch(csv('twice.csv', 'username,password\na,x\nb,x\na,y\n'));
    expect(linesOf(twice.out).map(({ ok }) => ok)).toEqual([true, true, false]);
  });

  it('asks again where the server cannot answer, after the time that it names, and never after a refusal', async () => {
    const times = new Map<string, number>();
    answer = (username) => {
      times.set(username, (times.get(username) ?? 0) + 1);
      if (username === 'u2') return { ex: 'no' };
      return times.get(username) === 1 ? { status: 503, headers: { 'retry-after': '1' } } : {};
    };
    const start = performance.now();
    const { exit } = await batch(csv('users.csv', users(3)));
    expect(exit).toBe(1);
    expect([...times].sort()).toEqual([
      ['u1', 2],
      ['u2', 1],
      ['u3', 2],
    ]);
    expect(performance.now() - start).toBeGreaterThan(1000);
  });

  it('stops after five refusals in a row, and not before', async () => {
    answer = async (username) => {
      if (Number(username.slice(1)) <= 10) return {};
      await later(100); // a refusal counts when it comes: with eight at once, it could overtake the last success
      return { ex: 'locked' };
    };
    const { exit, out, err } = await batch(csv('users.csv', users(40)), '--concurrency', '8');
    expect(exit).toBe(1);
    expect(linesOf(out)).toHaveLength(15);
    expect(asked).toHaveLength(15);
    expect(err).toContain('stopped after 5 refusals in a row');
    asked = [];
    await batch(csv('users.csv', users(40)), '--max-refusals', '0');
    expect(asked).toHaveLength(40);
  });

  it('keeps to a rate', async () => {
    const start = performance.now();
    expect((await batch(csv('users.csv', users(6)), '--rate', '10')).exit).toBe(0);
    expect(performance.now() - start).toBeGreaterThan(500);
  });

  it('finishes what is in flight at SIGINT, and goes on without a second sign-in', async () => {
    const args = ['batch', 'bex', csv('users.csv', users(30)), '--base-url', url, '--results', 'stopped.jsonl'];
    answer = async (username) => {
      await later(username === 'u5' ? 400 : 20);
      return {};
    };
    const running = command.start(args);
    while (asked.length < 10) await later(5);
    running.process.kill('SIGINT');
    const { exit, err } = await running.ended;
    expect(exit).toBe(130);
    expect(err).toContain('--resume');
    const done = linesOf(readFileSync(path('stopped.jsonl'), 'utf8'));
    expect(done.map(({ row }) => row)).toEqual(asked.map((_, at) => at + 1));
    expect(done.length).toBeLessThan(30);
    expect(statSync(path('stopped.jsonl')).mode & 0o777).toBe(0o600);

    expect((await command.run(args)).exit).toBe(2);
    // A line that a killed process has half written.
    writeFileSync(path('stopped.jsonl'), '{"row":', { flag: 'a' });
    expect((await command.run([...args, '--resume'])).exit).toBe(0);
    expect(linesOf(readFileSync(path('stopped.jsonl'), 'utf8')).map(({ row }) => row)).toHaveLength(30);
    expect(asked.length).toBe(30);
    expect(new Set(asked).size).toBe(30);
    // All done: nothing more is sent.
    expect((await command.run([...args, '--resume'])).exit).toBe(0);
    expect(asked.length).toBe(30);
    csv('users.csv', users(30).replace('u7', 'someone'));
    const other = await command.run([...args, '--resume']);
    expect(other.exit).toBe(2);
    expect(other.err).toContain('row 7');
  });

  it('loses nothing when it is killed, though an earlier row is still under way', async () => {
    const args = ['batch', 'bex', csv('users.csv', users(12)), '--base-url', url, '--results', 'killed.jsonl'];
    answer = async (username) => {
      if (username === 'u2') await later(3000);
      return username === 'u9' ? { ex: 'no' } : {};
    };
    const running = command.start(args);
    while (asked.length < 12) await later(5);
    await later(100);
    running.process.kill('SIGKILL');
    await running.ended;
    expect(linesOf(readFileSync(path('killed.jsonl'), 'utf8'))).toHaveLength(1);
    answer = () => ({});
    asked = [];
    expect((await command.run([...args, '--resume'])).exit).toBe(1);
    expect(asked).toEqual(['u2']);
    const lines = linesOf(readFileSync(path('killed.jsonl'), 'utf8'));
    expect(lines.map(({ row }) => row)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
    expect(lines.filter(({ ok }) => !ok).map(({ row }) => row)).toEqual([9]);
    expect(existsSync(path('killed.jsonl.early'))).toBe(false);
  });

  it('stops when the server is down, and asks for those rows again', async () => {
    answer = (username) => (Number(username.slice(1)) > 3 ? { status: 500 } : {});
    const args = [csv('users.csv', users(40)), '--results', 'down.jsonl', '--retries', '0'];
    const { exit, err } = await batch(...args);
    expect(exit).toBe(3);
    expect(err).toContain('without a usable response');
    expect(linesOf(readFileSync(path('down.jsonl'), 'utf8'))).toHaveLength(3);
    answer = () => ({});
    expect((await batch(...args, '--resume')).exit).toBe(0);
    expect(linesOf(readFileSync(path('down.jsonl'), 'utf8'))).toHaveLength(40);
  });

  it('tries only failed and wrong rows again with --resume', async () => {
    answer = (username) => ({ u2: { status: 500 }, u3: { ex: 'no' } })[username] ?? {};
    const args = [csv('again.csv', `${users(5)}u6,\nu7,x\n`), '--results', 'again.jsonl', '--retries', '0'];
    writeFileSync(path('again.jsonl'), '', { mode: 0o644 });
    expect((await batch(...args)).exit).toBe(3);
    expect(statSync(path('again.jsonl')).mode & 0o777).toBe(0o600);
    const read = () => linesOf(readFileSync(path('again.jsonl'), 'utf8'));
    expect(read().map(({ exit }) => exit)).toEqual([0, 3, 1, 0, 0, 2, 0]);
    asked = [];
    answer = () => ({});
    csv('again.csv', `${users(5)}u6,fixed\nu7,x\n`);
    expect((await batch(...args, '--resume', '--concurrency', '1')).exit).toBe(1);
    expect(asked).toEqual(['u2', 'u6']);
    expect(read().map(({ row, exit }) => `${row}:${exit}`)).toEqual(['1:0', '2:0', '3:1', '4:0', '5:0', '6:0', '7:0']);
    expect(existsSync(path('again.jsonl.early'))).toBe(false);
  });

  it('stops when the path is wrong, and asks for those rows again', async () => {
    answer = () => ({ status: 404 });
    const args = [csv('lost.csv', users(20)), '--results', 'lost.jsonl'];
    expect((await batch(...args)).exit).toBe(2);
    expect(asked.length).toBeLessThan(10);
    expect(readFileSync(path('lost.jsonl'), 'utf8')).toBe('');
  });

  it('signs in every row before a fault in the file', async () => {
    const { exit, out, err } = await batch(csv('fault.csv', `${users(3)}u4,"sentinel" b\nu5,x\n`));
    expect([exit, asked.sort()]).toEqual([2, ['u1', 'u2', 'u3']]);
    expect(linesOf(out).map(({ row, ok }) => ({ row, ok }))).toEqual([1, 2, 3].map((row) => ({ row, ok: true })));
    expect(err).toMatch(/3 rows: 3 signed in\n.*line 5 of the CSV file/s);
  });

  it('signs in every row before a byte that is not UTF-8, and names its line', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`\uFEFF${users(3)}u4,\u00E9\nu5,`),
      Buffer.of(0xe9),
      Buffer.from('\nu6,x\n'),
    ]);
    const { exit, err } = await batch(csv('latin1.csv', bytes));
    expect([exit, asked.sort()]).toEqual([2, ['u1', 'u2', 'u3', 'u4']]);
    expect(err).toMatch(/4 rows: 4 signed in\n.*line 6 of the CSV file .*UTF-8/s);
  });

  it('takes every row of a long file whose lines end with CR, or with CR and LF', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => `u${at},${'x'.repeat(30_000)}`);
    for (const end of ['\r', '\r\n']) {
      asked = [];
      const { exit, err } = await batch(csv('cr.csv', ['username,password', ...rows, ''].join(end)));
      expect({ end, exit, asked: asked.length, err }).toEqual({ end, exit: 0, asked: 20, err: expect.any(String) });
    }
  });

  it('ends quietly when nobody reads on', async () => {
    const running = command.start(['batch', 'bex', csv('users.csv', users(200)), '--base-url', url]);
    await running.said('"row":1');
    running.process.stdout.destroy();
    const { exit, err } = await running.ended;
    expect(exit).toBe(0);
    expect(err).toBe('');
    expect(asked.length).toBeLessThan(200);
  });

  const refused: readonly (readonly [content: string | Uint8Array, words: string, ...args: string[]])[] = [
    ['', 'empty'],
    ['\n\n', 'empty'],
    ['username\na\n', 'no column "password"'],
    ['username,pasword\na,sentinel\n', 'did you mean "password"?'],
    ['username,password,username\na,sentinel,b\n', 'there twice'],
    ['username;password\na;sentinel\n', '--delimiter'],
    ['username,password\na,sentinel\nb,"sentinel\n', 'line 3 of the CSV file has a quote'],
    ['username,password\na,"sentinel" b\n', 'line 2 of the CSV file has text after a closing quote'],
    [`username,password\na,"${'sentinel'.repeat(10_000)}\n`, 'line 2 of the CSV file is longer'],
    [`username,password\na,${'\u00E9'.repeat(400_000)}\n`, 'line 2 of the CSV file is longer'],
    [Uint8Array.of(0x75, 0, 0x73, 0), 'UTF-8'],
    [Uint8Array.of(0xff, 0xfe, 0x75, 0x00), 'UTF-8'],
    ['username,password\n', '--concurrency', '--concurrency', '0'],
    ['username,password\n', '--rate', '--rate', '0'],
    ['username,password\n', '--delimiter', '--delimiter', 'ab'],
    ['username,password\n', '--results', '--resume'],
    ['username,password\n', 'line 1', '--resume', '--results', 'binary'],
    ['username,password\n', 'no such file', '--results', 'missing/results'],
    ['username,password\n', 'expected a file', '--results', '.'],
    ['username,password\n', 'longer than the file system allows', '--results', 'x'.repeat(300)],
    ['username,password\n', 'form a loop', '--results', 'circle'],
  ];

  it('ends with a code and a sentence for files and options that it cannot use', async () => {
    writeFileSync(path('binary'), Buffer.alloc(3_000_000, 1));
    symlinkSync('circle', path('circle'));
    const ends = await Promise.all(
      refused.map(([content, , ...args], at) => batch(csv(`${at}.csv`, content), ...args)),
    );
    ends.forEach(({ exit, err }, at) => {
      expect({ at, exit, err: err.includes(refused[at]?.[1] ?? '') ? '' : err }).toEqual({ at, exit: 2, err: '' });
      expect(err).toMatch(/^(credwire: \d rows?: [^\n]*\n)?credwire: [^\n]* \[ERR_[A-Z_]+\]\n$/);
      expect(err).not.toContain('sentinel');
    });
    expect((await batch('missing.csv')).err).toContain('no such file');
    expect((await batch('.')).exit).toBe(2);
  });
});

/** curl commands, as real shells and a real curl run them, and as Windows would by its documented rules. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { toCurl } from 'credwire/clients';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAtCmdPrompt, readHereString, splitLikeCRunTime } from '../support/windows-rules.js';
import { asSpelled, expectAsItIs } from './support/compare.js';
import { type RawServer, type Recorded, startRawServer } from './support/raw-server.js';
import { requestRows } from './support/requests.js';

const run = promisify(execFile);
const CURL_ADDS = ['user-agent', 'accept'];

/** Shells, and what runs before them; each must be installed. */
const SHELLS: readonly (readonly [name: string, command: readonly string[], first: string])[] = [
  ['dash', ['dash', '-s'], ''],
  ['bash', ['bash', '-s'], ''],
  ['bash, with the history expansion of its prompt', ['bash', '-s'], 'set -o history -o histexpand'],
  ['zsh', ['zsh', '-s'], ''],
  ['busybox', ['busybox', 'sh', '-s'], ''],
];

/** No command line holds it. */
const REFUSED = ['POST of NUL'];
const rows = requestRows.filter(({ name }) => !REFUSED.includes(name));

describe.each(SHELLS)('%s and curl send as it is', (_, [shell = '', ...words], first) => {
  let server: RawServer;
  beforeAll(async () => {
    server = await startRawServer();
    const commands = rows.map(({ request }) => `${toCurl(request(server.url))} >/dev/null 2>&1`);
    await feed(spawn(shell, words, { stdio: ['pipe', 'ignore', 'inherit'] }), [first, ...commands, ''].join('\n'));
  }, 120_000);
  afterAll(() => server.close());

  it('every request, once', () => expect(server.requests).toHaveLength(rows.length));

  it.each(rows.map((row, position) => ({ ...row, position })))('$name', ({ request, position }) => {
    expectAsItIs(at(server.requests, position), request(server.url), CURL_ADDS);
  });
});

/** Windows cannot hold every body: toCurl refuses those, and says others by escapes of JSON. */
const NOT_FOR_WINDOWS = [...REFUSED, 'PATCH of XML', 'POST of a body without a type'];
const NOT_FOR_CMD = [...NOT_FOR_WINDOWS, 'PUT of text', 'POST of JSON with white space'];

describe.each([['cmd', NOT_FOR_CMD, viaCmd] as const, ['powershell', NOT_FOR_WINDOWS, viaPowershell] as const])(
  'by the rules of %s curl sends as it is',
  (shell, refused, send) => {
    let server: RawServer;
    beforeAll(async () => {
      server = await startRawServer();
    });
    afterAll(() => server.close());

    it.each(requestRows.filter(({ name }) => !refused.includes(name)))('$name', async ({ request }) => {
      server.requests.length = 0;
      const plain = request(server.url);
      await send(toCurl(plain, { shell }));
      const arrived = at(server.requests, 0);
      expectAsItIs(arrived, asSpelled(plain, arrived), CURL_ADDS);
      expect(arrived.body.toString('latin1')).toMatch(/^[\0-~]*$/); // ASCII, and no DEL: a console may read it as a key
    });

    it.each([
      '%PATH%',
      '%PATH:~0,3%',
      '%%',
      '%',
      '100%',
      '%"%',
      '%^%',
      '^',
      '"^&"',
      '!x!',
      '\\"',
      '\\',
      'a\\',
      "'@",
      "'@\n'",
    ])('the password %s', async (password) => {
      server.requests.length = 0;
      const body = JSON.stringify({ password });
      await send(toCurl({ method: 'POST', url: `${server.url}/x`, headers: { 'X-P': 'x' }, body }, { shell }));
      expect(at(server.requests, 0).body.toString()).toBe(body);
    });

    it.each(requestRows.filter(({ name }) => refused.includes(name)))('refuses $name', ({ request }) => {
      expect(() => toCurl(request('http://localhost'), { shell })).toThrow(
        expect.objectContaining({ code: 'ERR_ARGUMENT_VALUE' }),
      );
    });
  },
);

async function viaCmd(command: string): Promise<void> {
  const [program, ...words] = splitLikeCRunTime(readAtCmdPrompt(command));
  expect(program).toBe('curl');
  await run('curl', [...words, '--silent']); // after "--disable", which must come first
}

async function viaPowershell(command: string): Promise<void> {
  const child = spawn('curl', ['--disable', '--silent', '--config', '-'], { stdio: ['pipe', 'ignore', 'inherit'] });
  await feed(child, readHereString(command));
}

async function feed(child: ChildProcess, input: string): Promise<void> {
  const closed = once(child, 'close');
  child.stdin?.end(input);
  const [status] = await closed;
  expect(status).toBe(0);
}

function at(requests: readonly Recorded[], position: number): Recorded {
  const arrived = requests[position];
  if (arrived === undefined) throw new Error('nothing arrived');
  return arrived;
}

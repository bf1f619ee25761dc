/** The command in a real terminal: questions, hidden input, Ctrl-C, narrow windows. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vendor } from 'credwire';
import { type Handler, revokeTokens } from 'credwire/sandbox';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { widthOf } from '../../src/cli/wrap.js';
import { launcher } from './launch.js';
import { PASSWORD, type Served, serveVendor } from './servers.js';
import { CTRL_C, CTRL_D, type Dialogue, DOWN, dialogue, ENTER, type Setup, type Step } from './terminal.js';

const command = launcher();
const open: Served[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
afterAll(() => command.remove());

async function served(vendor: Vendor, around?: (handler: Handler) => Handler): Promise<Served> {
  const server = await serveVendor(vendor, around);
  open.push(server);
  return server;
}

const ask = (args: readonly string[], steps: readonly Step[], setup: Partial<Setup> = {}): Promise<Dialogue> =>
  dialogue(
    {
      argv: [process.execPath, command.program, ...args],
      cwd: command.folder,
      ...setup,
      env: { PATH: process.env.PATH ?? '', HOME: command.folder, TERM: 'xterm', ...setup.env },
    },
    steps,
  );

const typed = (wait: string, send: string): Step => ({ wait, send: send + ENTER });

describe('questions on a terminal', () => {
  it('ask for everything that is missing; the password is hidden, and stdout holds the token alone', async () => {
    const { url } = await served('bex');
    const steps = [typed("user's name", 'demo'), typed('password', PASSWORD)];
    const { exit, text, stdout, restored, missing } = await ask(['sign-in', 'bex', '--base-url', url], steps, {
      pipe: true,
    });
    expect({ exit, restored, missing }).toEqual({ exit: 0, restored: true, missing: null });
    expect(stdout).toMatch(/^\S{8,}\n$/);
    expect(text).toContain('demo');
    expect(text).not.toContain(PASSWORD.slice(0, 4));
    expect(text).not.toContain(stdout.trim());
  });

  it("let the user choose IDscan's area", async () => {
    const { url } = await served('idscan');
    const args = ['sign-in', 'idscan', '--base-url', url, '--username', 'demo', '--output', 'json'];
    const steps = [typed('password', PASSWORD), { wait: 'investigation', send: DOWN + ENTER }];
    const { exit, stdout } = await ask(args, steps, { pipe: true });
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ area: 'investigation' });
  });

  it("let the user choose SmartConnect's company from the list", async () => {
    const { url } = await served('smartconnect');
    const args = ['sign-in', 'smartconnect', '--login-url', url, '--email', 'demo@example.com', '--output', 'json'];
    const steps = [typed('password', PASSWORD), { wait: 'Another Company', send: DOWN + ENTER }];
    const { exit, text, stdout } = await ask(args, steps, { pipe: true });
    expect([exit, text]).toEqual([0, expect.stringContaining('Test Demo Account')]);
    expect(JSON.parse(stdout)).toMatchObject({ companyId: '48ca1830' });
  });

  it('ask for a company once if the session is kept, for a call too, until the session is over', async () => {
    let sandbox: Handler | undefined;
    const server = await served('smartconnect', (handler) => {
      sandbox = handler;
      return handler;
    });
    const user = ['--login-url', server.url, '--email', 'demo@example.com', '--cache'];
    const choice = { wait: 'Another Company', send: DOWN + ENTER };
    const steps = [typed('password', PASSWORD), choice];
    const first = await ask(['sign-in', 'smartconnect', ...user, '--output', 'json'], steps, { pipe: true });
    expect([first.exit, JSON.parse(first.stdout)]).toEqual([0, expect.objectContaining({ companyId: '48ca1830' })]);
    const count = server.requests.length;
    const call = ['call', 'smartconnect', 'GET', '/maps', ...user];
    const second = await ask(call, [], { pipe: true });
    expect([second.exit, server.requests.length]).toEqual([0, count + 1]);
    revokeTokens(sandbox as unknown as Handler); // set by the line above, which the compiler can't see
    const third = await ask(call, steps, { pipe: true });
    expect([third.exit, third.missing]).toEqual([0, null]);
    expect((await ask(['sign-out', 'smartconnect', ...user.slice(0, 4)], [])).text).toContain('forgot the session');
    const alone = await command.run(call, { CREDWIRE_PASSWORD: PASSWORD });
    expect([alone.exit, alone.err]).toEqual([2, expect.stringMatching(/--company-id.*\[ERR_COMPANY_CHOICE\]/)]);
  });

  it('come before a call, too', async () => {
    const { url } = await served('bex');
    const args = ['call', 'bex', 'GET', '/api/service/track', '--base-url', url, '--username', 'demo'];
    const { exit, stdout } = await ask(args, [typed('password', PASSWORD)], { pipe: true });
    expect([exit, stdout]).toEqual([0, expect.stringContaining('authorised')]);
  });

  it.each([
    ['Ctrl-C', { wait: 'password', send: CTRL_C }],
    ['SIGINT', { wait: 'password', signal: 'SIGINT' }],
    ['SIGTERM', { wait: 'password', signal: 'SIGTERM' }],
  ])('end at %s with 130; nothing was sent, and the terminal is as it was', async (_, step) => {
    const { url, requests } = await served('bex');
    const args = ['sign-in', 'bex', '--base-url', url, '--username', 'demo'];
    const { exit, text, stdout, restored } = await ask(args, [step], { pipe: true });
    expect({ exit, stdout, restored }).toEqual({ exit: 130, stdout: '', restored: true });
    expect(text).toContain('[ERR_ABORTED]');
    expect(requests).toEqual([]);
  });

  it("are not asked if stdin isn't a terminal", async () => {
    const { exit, err } = await command.run(['sign-in', 'bex', '--username', 'demo']);
    expect([exit, err]).toEqual([2, expect.stringContaining('"password" is missing')]);
  });

  it('have no colours where NO_COLOR is set, or --no-color', async () => {
    const args = ['sign-in', 'bex', '--username', 'demo'];
    const steps = [{ wait: 'password', send: CTRL_C }];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    const colours = /\x1b\[(?:3\d|4\d|9\d)m/;
    expect((await ask(args, steps, { pipe: false })).terminal).toMatch(colours);
    expect((await ask(args, steps, { env: { NO_COLOR: '1' } })).terminal).not.toMatch(colours);
    expect((await ask([...args, '--no-color'], steps)).terminal).not.toMatch(colours);
  });
});

describe('credwire diagnose on a terminal', () => {
  const args = ['diagnose', 'bex', '--username', 'demo', '--password-file', 'secret.txt'];

  it('reads a paste of long lines up to Ctrl-D, and shows none of it', async () => {
    writeFileSync(join(command.folder, 'secret.txt'), PASSWORD);
    const cookie = 'c'.repeat(9000); // a terminal that reads lines cuts them after 4,096 bytes
    const url = 'https://api.bex.co.za/api/service/login';
    const body = JSON.stringify({ username: 'demo', password: 'another one' });
    const curl = `curl '${url}' -H 'Content-Type: application/json' -H 'Cookie: ${cookie}' --data-raw '${body}'`;
    const { exit, text, restored } = await ask(args, [{ wait: 'Ctrl-D', send: `${curl}\r${CTRL_D}` }]);
    expect({ exit, restored }).toEqual({ exit: 1, restored: true });
    expect(text).toContain('OTHER_PASSWORD');
    expect(text).toContain(`Read ${curl.length + 1} characters.`);
    expect(text).not.toContain('another one');
  });

  it('ends at Ctrl-C with 130', async () => {
    const { exit, restored } = await ask(args, [{ wait: 'Ctrl-D', send: `curl ${CTRL_C}` }]);
    expect({ exit, restored }).toEqual({ exit: 130, restored: true });
  });
});

describe('a window', () => {
  it.each([40, 80, 120])('of %i columns is wide enough for every table', async (columns) => {
    const key = readFileSync(new URL('../../vectors/smartconnect.json', import.meta.url), 'utf8');
    const xml = /<RSAKeyValue>.*?<\/RSAKeyValue>/.exec(JSON.stringify(JSON.parse(key)))?.[0] ?? '';
    writeFileSync(join(command.folder, 'key.xml'), xml.replaceAll('\\', ''));
    writeFileSync(join(command.folder, 'secret.txt'), PASSWORD);
    const smart = ['--public-key-file', 'key.xml', '--api-url', 'api.example', '--company-id', '7', '--email', 'd@e.f'];
    const runs = [
      ['explain', 'smartconnect', ...smart, '--password-file', 'secret.txt', '--show-secrets'],
      ['vendors'],
      ['explain', '--help'],
    ];
    for (const args of runs) {
      const { exit, text } = await ask(args, [], { columns });
      const lines = text.split('\n').filter((line) => !line.startsWith('  credwire ')); // an example is copied as it is
      expect([exit, lines.length > 5]).toEqual([0, true]);
      expect(lines.filter((line) => widthOf(line) > columns)).toEqual([]);
      expect(lines.filter((line) => line.includes('…'))).toEqual([]); // nothing is cut off
    }
  });
});

/** No secret in the arguments, the process list, files other than the cache, or what is printed. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scripted } from 'credwire/sandbox';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { credwire } from './in-process.js';
import { launcher } from './launch.js';
import { PASSWORD, type Served, serveVendor } from './servers.js';

const command = launcher();
const open: Served[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
afterAll(() => command.remove());

const SENTINEL = 'sentinel-5ecret';

describe('a secret among the arguments', () => {
  it.each([
    ['ifactory', '--password'],
    ['ifactory', '--key'],
    ['ifactory', '--iv'],
    ['idscan', '--password'],
    ['jacada', '--password'],
    ['bex', '--password'],
    ['smartconnect', '--password'],
    ['smartconnect', '--client-secret'],
  ])('is refused with the reason: sign-in %s %s', async (vendor, option) => {
    for (const args of [[option, SENTINEL], [`${option}=${SENTINEL}`], [option]]) {
      const { exit, out, err } = await credwire(['sign-in', vendor, ...args]);
      expect([exit, out]).toEqual([2, '']);
      expect(err).toContain(`${option}: a secret isn't taken from the command line`);
      expect(err).toMatch(new RegExp(`${option}-file.*CREDWIRE_`));
      expect(err).not.toContain(SENTINEL);
    }
  });

  it.each([
    ['an operand', ['sign-in', 'bex', SENTINEL]],
    ['an unknown option', ['sign-in', 'bex', '--passwd', SENTINEL]],
    ['an unknown option with =', ['sign-in', 'bex', `--passwd=${SENTINEL}`]],
    ['a vendor', ['sign-in', SENTINEL]],
    ['a command', [SENTINEL]],
    ['a choice', ['sign-in', 'bex', '--output', SENTINEL]],
    ['a user name and password in a URL', ['sign-in', 'bex', '--base-url', `https://a:${SENTINEL}@b.example`]],
    ['an Authorization header', ['call', 'bex', 'GET', '/', '--header', `Authorization: Bearer ${SENTINEL}`]],
    ['a header without a colon', ['call', 'bex', 'GET', '/', '--header', SENTINEL]],
    ['a number', ['sign-in', 'bex', '--timeout', SENTINEL]],
  ])('is never repeated: as %s', async (_, args) => {
    const env = { CREDWIRE_PASSWORD: 'another', CREDWIRE_USERNAME: 'demo' };
    const { exit, out, err } = await credwire([...args, '--verbose'], { env });
    expect([exit, out]).toEqual([2, '']);
    expect(err).not.toContain(SENTINEL);
  });
});

describe('a run', () => {
  it('leaves the password in no argument, no file and no output, and the token only in the cache', async () => {
    const server = await serveVendor('bex', (handler) => scripted(handler, { steps: [{ delay: 500 }] }));
    open.push(server);
    writeFileSync(join(command.folder, 'secret.txt'), PASSWORD);
    const args = ['sign-in', 'bex', ...server.options, '--password-file', 'secret.txt', '--cache', '--verbose'];
    const running = command.start([...args, '--cache-dir', 'kept']);
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const commandLine = readFileSync(`/proc/${running.process.pid}/cmdline`, 'utf8');
    expect(commandLine).toContain('sign-in');
    expect(commandLine).not.toContain(PASSWORD);
    const { exit, out, err } = await running.ended;
    expect(exit).toBe(0);
    expect(out + err).not.toContain(PASSWORD);
    const token = out.trim();
    const files = readdirSync(command.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const holding = (text: string) =>
      files
        .map(({ parentPath, name }) => join(parentPath, name))
        .filter((path) => readFileSync(path, 'utf8').includes(text))
        .map((path) => path.slice(command.folder.length + 1).replace(/credwire.*/, '*'));
    expect(holding(PASSWORD)).toEqual(['secret.txt']);
    expect(holding(token)).toEqual(['kept/*']);
  });

  it('scrubs the password out of what a vendor says', async () => {
    const body = JSON.stringify({ ex: `no such user ${PASSWORD}\u001b[2J` });
    const server = await serveVendor('bex', (handler) =>
      scripted(handler, { steps: [{ answer: { status: 200, headers: {}, body } }] }),
    );
    open.push(server);
    const env = { CREDWIRE_PASSWORD: PASSWORD };
    const { exit, err } = await credwire(['sign-in', 'bex', ...server.options, '--verbose'], { env });
    expect(exit).toBe(1);
    expect(err).toContain('no such user ***');
    expect(err).not.toContain(PASSWORD);
    expect(err).not.toContain('\u001b');
  });
});

/** The examples of docs/command.md run as written, in one folder from top to bottom, against the sandboxes. */
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { dirname, join } from 'node:path';
import { listen, type SandboxServer } from 'credwire/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFINITIONS } from '../../src/cli/commands/index.js';
import { EXIT } from '../../src/cli/exit.js';
import { launcher, type Running } from '../cli/launch.js';
import { fakeHosts } from './fake-internet.js';
import { fences, tableRows } from './markdown.js';
import { absolute, read } from './project.js';

const page = read('docs/command.md');
const command = launcher();
const servers: SandboxServer[] = [];
const background: Running[] = [];
let env: Readonly<Record<string, string>> = {};

/** Sends what goes to the hosts of the documentation to loopback. */
const PRELOAD = `const hosts = JSON.parse(process.env.FAKE_HOSTS);
const platform = globalThis.fetch;
globalThis.fetch = (url, init) => {
  const { host, pathname, search } = new URL(url);
  const origin = hosts[host] ?? (host.startsWith('127.0.0.1:') ? 'http://' + host : undefined);
  if (origin === undefined) throw new Error('an example reaches for ' + host);
  return platform(origin + pathname + search, init);
};`;

/** A curl that does the same; the one of this machine may be missing. */
const CURL = `import './preload.mjs';
const args = process.argv.slice(2);
const at = args.findIndex((arg) => /^https?:/.test(arg));
const headers = args.flatMap((arg, index) => (arg === '--header' ? [args[index + 1].split(/:\\s*/)] : []));
const response = await fetch(args[at], { method: args.includes('POST') ? 'POST' : 'GET', headers: headers.filter(([, value]) => value) });
process.stdout.write(await response.text());
if (!response.ok) process.exitCode = 22;`;

beforeAll(async () => {
  const hosts: Record<string, string> = {};
  for (const [host, handler] of Object.entries(fakeHosts())) {
    const server = await listen(http, (request) => {
      const { pathname, search } = new URL(request.url);
      return handler({ ...request, url: `https://${host}${pathname}${search}` });
    });
    servers.push(server);
    hosts[host] = server.url;
  }
  const bin = join(dirname(command.folder), 'bin');
  const write = (name: string, text: string, mode = 0o644): void => writeFileSync(join(bin, name), text, { mode });
  mkdirSync(bin, { recursive: true });
  write('preload.mjs', PRELOAD);
  write('curl.mjs', CURL);
  write('npx', '#!/bin/sh\n[ "$1" = credwire ] || exit 99\nexec "$@"\n', 0o755);
  write('curl', `#!/bin/sh\nNODE_OPTIONS= exec '${process.execPath}' '${join(bin, 'curl.mjs')}' "$@"\n`, 0o755);
  mkdirSync(join(command.folder, 'node_modules'));
  symlinkSync(absolute('vectors'), join(command.folder, 'node_modules/credwire-vectors'));
  copyFileSync(absolute('examples/ports/port.py'), join(command.folder, 'port.py'));
  writeFileSync(join(command.folder, 'secret.txt'), 'p+ss/word=1\n');
  const config = fences(page).find(({ language }) => language === 'json')?.code ?? '';
  writeFileSync(join(command.folder, 'credwire.config.json'), config);
  env = {
    CREDWIRE_PASSWORD: 'p+ss/word=1',
    FAKE_HOSTS: JSON.stringify(hosts),
    NODE_OPTIONS: `--import=${join(bin, 'preload.mjs')}`,
  };
});

afterAll(async () => {
  for (const running of background) {
    running.process.kill('SIGINT');
    await running.ended;
  }
  for (const server of servers) await server.close();
  command.remove();
});

const blocks = fences(page);

describe('docs/command.md', () => {
  for (const [at, { language, line, code }] of blocks.entries()) {
    if (language !== 'sh') continue;
    it(`line ${line}: ${code.split('\n')[0]}`, async () => {
      const [, server] = /^npx credwire (sandbox .*)$/.exec(code) ?? [];
      if (server !== undefined && !server.includes('--help')) {
        const running = command.start(server.split(' '));
        background.push(running);
        await running.said('http://127.0.0.1:');
        return;
      }
      const { exit, out, err } = await command.shell(`set -e\n${code}`, env);
      expect([exit, err]).toEqual([0, expect.not.stringMatching(/\[ERR_|Error/)]);
      const next = blocks[at + 1];
      const isOutput =
        next?.language === 'text' &&
        !page
          .split('\n')
          .slice(line + code.split('\n').length, next.line - 2)
          .join('')
          .trim();
      if (isOutput) expect(out.trimEnd()).toBe(next.code);
    });
  }

  it('names every command, and every exit code', () => {
    for (const { name } of DEFINITIONS)
      expect(page).toMatch(new RegExp(`\`(?:npx credwire )?${name}\`|npx credwire ${name} `));
    const codes = tableRows(page.split('## Exit codes')[1] ?? '').map(([code]) => Number(code));
    expect(codes).toEqual(Object.values(EXIT));
  });

  it('leaves the password in no file but the one it was written to', () => {
    const request = readFileSync(join(command.folder, 'request.txt'), 'utf8');
    expect(request).not.toContain('p+ss');
  });
});

import { writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Vendor } from 'credwire';
import { type Handler, revokeTokens } from 'credwire/sandbox';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { credwire } from './in-process.js';
import { launcher } from './launch.js';
import { PASSWORD, PATHS, restOptions, type Served, serveVendor } from './servers.js';

const command = launcher();
const open: Served[] = [];
const SECRET = { CREDWIRE_PASSWORD: PASSWORD };
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
afterAll(() => command.remove());

async function served(vendor: Vendor, around?: (handler: Handler) => Handler): Promise<Served> {
  const server = await serveVendor(vendor, around);
  open.push(server);
  return server;
}

const run = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = SECRET,
  input: string | Uint8Array = '',
) => credwire(args, { env, input, cwd: command.folder });

/** A BEX that signs in, and answers each call with what it was sent. */
async function echo(answer: Partial<ReturnType<Handler>> = {}): Promise<Served> {
  return served('bex', (handler) => (request) => {
    if (request.url.endsWith('/login')) return handler(request);
    const { method, url, headers, body } = request;
    const text = JSON.stringify({ method, path: new URL(url).pathname, type: headers['content-type'], body });
    return { status: 200, headers: { 'x-seen': 'yes' }, body: text, ...answer };
  });
}

describe('credwire call', () => {
  it.each(Object.entries(PATHS))('makes a call to %s with the token in its place', async (vendor, path) => {
    const server = await served(vendor as Vendor);
    const { exit, out, err } = await run(['call', vendor, 'GET', path, ...server.options]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(JSON.parse(out)).toBeTruthy();
    expect(server.requests.length).toBeGreaterThan(1);
  });

  it("makes a call to SmartConnect's REST API", async () => {
    const server = await served('smartconnect');
    const env = { ...SECRET, CREDWIRE_CLIENT_SECRET: 'hush hush' };
    const { exit, out } = await run(['call', 'smartconnect', 'get', '/maps', ...restOptions(server.url)], env);
    expect([exit, server.requests.at(-1)?.headers.authorization]).toEqual([0, expect.stringMatching(/^Bearer /)]);
    expect(JSON.parse(out)).toBeTruthy();
  });

  it.each([
    ['an argument', '{"a":1}', '', '{"a":1}', 'application/json'],
    ['a file', '@body.json', '', '{"b":"ü"}', 'application/json'],
    ['stdin', '@-', 'plain text', 'plain text', 'application/octet-stream'],
  ])('sends the body from %s', async (_, data, input, body, type) => {
    writeFileSync(join(command.folder, 'body.json'), '{"b":"ü"}');
    const server = await echo();
    const { exit, out } = await run(['call', 'bex', 'post', '/a', ...server.options, '--data', data], SECRET, input);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toEqual({ method: 'POST', path: '/a', type, body });
  });

  it('sends headers, and prints status and headers on demand', async () => {
    const server = await echo();
    const own = ['--header', 'Content-Type: text/csv', '--header', 'X-One: 1', '--data', 'a,b', '--include'];
    const { out } = await run(['call', 'bex', 'PUT', '/a', ...server.options, ...own]);
    expect(out).toMatch(/^HTTP 200 OK\n(?:.+\n)*x-seen: yes\n(?:.+\n)*\n\{/);
    expect(server.requests.at(-1)?.headers).toMatchObject({ 'content-type': 'text/csv', 'x-one': '1' });
  });

  it.each([
    [404, [], 0],
    [404, ['--fail'], 1],
    [503, ['--fail'], 3],
    [429, ['--fail'], 3],
  ])('prints the answer whatever its status: %i with %j exits with %i', async (status, args, exit) => {
    const server = await echo({ status, body: 'the words' });
    const ended = await run(['call', 'bex', 'GET', '/a', ...server.options, ...args]);
    expect(ended).toMatchObject({ exit, out: 'the words', err: expect.stringContaining(`HTTP ${status}`) });
  });

  it('needs no password while a cached session is valid, and signs in again once it is over', async () => {
    let handler: Handler | undefined;
    const server = await served('bex', (own) => {
      handler = own;
      return own;
    });
    const args = ['call', 'bex', 'GET', PATHS.bex, ...server.options, '--cache', '--cache-dir', 'calls'];
    expect((await run(args)).exit).toBe(0);
    expect((await run(args, {})).exit).toBe(0);
    expect(server.requests.map(({ url }) => new URL(url).pathname)).toEqual([
      '/api/service/login',
      PATHS.bex,
      PATHS.bex,
    ]);
    revokeTokens(handler as Handler);
    const { exit, err } = await run(args, {});
    expect([exit, err]).toEqual([2, expect.stringContaining('"password" is missing')]);
    expect(await run(args)).toMatchObject({ exit: 0, err: '' });
  });

  it('says so if the server is gone after the sign-in', async () => {
    const server = await echo();
    const args = ['call', 'bex', 'GET', '/a', ...server.options, '--cache', '--cache-dir', 'gone'];
    expect((await run(args)).exit).toBe(0);
    await server.close();
    const { exit, err } = await run(args);
    expect([exit, err]).toEqual([
      4,
      expect.stringMatching(/^credwire: no answer from 127\.0\.0\.1:\d+ .*ERR_TRANSPORT/),
    ]);
  });

  it('says so if the answer breaks off', async () => {
    const server = http.createServer(({ url }, response) => {
      if (url?.endsWith('/login')) response.setHeader('Content-Type', 'application/json').end('{"value":"abc"}');
      else response.setHeader('Content-Length', '100').write('half', () => response.destroy());
    });
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const args = ['call', 'bex', 'GET', '/a', '--username', 'demo', '--base-url', `http://127.0.0.1:${port}`];
    const { exit, out, err } = await run(args);
    expect([exit, out, err]).toEqual([4, 'half', expect.stringMatching(/broke off.*ERR_TRANSPORT/)]);
    await new Promise((done) => server.close(done));
  });

  it.each([
    ['a GET with a body', ['GET', '/', '--data', 'a'], 'ERR_ARGUMENT_VALUE'],
    ['another server', ['GET', 'https://elsewhere.example/'], 'ERR_ORIGIN_MISMATCH'],
    ['a file that is not there', ['POST', '/', '--data', '@none'], 'ERR_ARGUMENT_VALUE'],
    ['a folder', ['POST', '/', '--data', '@.'], 'ERR_ARGUMENT_VALUE'],
    ['stdin for two things', ['POST', '/', '--data', '@-', '--password-stdin'], 'ERR_ARGUMENT_VALUE'],
  ])('refuses %s', async (_, args, code) => {
    const server = await echo();
    const ended = await run(['call', 'bex', ...args, ...server.options]);
    expect(ended).toMatchObject({ exit: 2, out: '', err: expect.stringContaining(`[${code}]`) });
    expect(server.requests.filter(({ url }) => !url.endsWith('/login'))).toEqual([]);
  });

  it('passes a large answer on chunk by chunk, and ends well if the reader stops', async () => {
    const server = await echo({ body: 'line\n'.repeat(2_000_000) });
    const line = `credwire call bex GET /a ${server.options.join(' ')}`;
    const script = `${line} | head -1; echo "\${PIPESTATUS[0]}"; ${line} | wc -l`;
    expect(await command.shell(script, SECRET)).toEqual({ exit: 0, out: 'line\n0\n2000000\n', err: '' });
  });
});

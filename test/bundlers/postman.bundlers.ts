/** The script for Postman as docs/bundles.md has it, run by the engine that runs Postman's collections. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fences } from '../docs/markdown.js';
import { installPackage } from '../package/install.mjs';
import { serve, user } from './support/sandboxes.js';

// Neither package has types that know what is used here.
const require = createRequire(import.meta.url);
const { Collection } = require('postman-collection');
const { Runner } = require('postman-runtime');

const page = readFileSync(new URL('../../docs/bundles.md', import.meta.url), 'utf8');
const script = fences(page).find(({ code }) => code.includes('pm.sendRequest'))?.code ?? '';

let server: Server;
let origin = '';
let source = '';
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'credwire-postman-'));
  installPackage(folder);
  source = readFileSync(join(folder, 'node_modules/credwire/dist/credwire.iife.min.js'), 'utf8');
  rmSync(folder, { recursive: true });
  server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
});
afterAll(() => server.close());

/** Runs a collection of one request with a script before it; what the request was answered. */
function runCollection(url: string, lines: string, variables: Readonly<Record<string, string>>): Promise<string> {
  const variable = Object.entries(variables).map(([key, value]) => ({ key, value }));
  const event = [{ listen: 'prerequest', script: { type: 'text/javascript', exec: lines.split('\n') } }];
  const collection = new Collection({ variable, item: [{ name: 'a', event, request: { url, method: 'GET' } }] });
  return new Promise((resolve, reject) => {
    new Runner().run(collection, {}, (error: unknown, run: { start(callbacks: object): void }) => {
      if (error) return reject(error);
      let answer = 'none';
      run.start({
        exception: (_: unknown, problem: Error) => reject(new Error(`the script threw: ${problem.message}`)),
        response: (problem: unknown, _: unknown, response?: { text(): string }) => {
          answer = response?.text() ?? String(problem);
        },
        done: () => resolve(answer),
      });
    });
  });
}

const cases: [vendor: string, options: string, path: string][] = [
  ['ifactory', 'baseUrl: pm.variables.get("base"), userLogin: pm.variables.get("name")', 'api/stations'],
  ['idscan', 'baseUrl: pm.variables.get("base"), username: pm.variables.get("name"), area: "scanning"', 'upload'],
  [
    'jacada',
    'baseUrl: pm.variables.get("base"), accountId: 7, user: pm.variables.get("name")',
    'version/1/account/7/tasks',
  ],
  ['bex', 'baseUrl: pm.variables.get("base"), username: pm.variables.get("name")', 'api/service/track'],
  ['smartconnect', 'loginUrl: pm.variables.get("base"), email: pm.variables.get("name")', 'API/maps'],
];

it.each(cases)('signs in to %s, and signs the request', async (vendor, options, path) => {
  const mine = script
    .replace("const vendor = 'smartconnect';", `const vendor = '${vendor}';`)
    .replace("{ email: pm.variables.get('email'),", `{ ${options},`);
  expect(mine).toContain(options);
  const base = `${origin}/${vendor}`;
  const variables = { credwire: source, base, name: user.username, password: user.password };
  const answer = await runCollection(`{{base}}/${path}`, mine, variables);
  expect(JSON.parse(answer)).toEqual({ authorised: true, user: user.username });
});

it('would fail with another password', async () => {
  const variables = { credwire: source, email: user.username, password: 'another' };
  const mine = script.replace('{ email:', `{ loginUrl: '${origin}/smartconnect', email:`);
  await expect(runCollection(`${origin}/smartconnect/API/maps`, mine, variables)).rejects.toThrow('refused');
});

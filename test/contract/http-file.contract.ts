/** `.http` files as httpYac reads and sends them, all requests of the contract in one file. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InputError, type HttpRequest } from 'credwire';
import { toHttpFile } from 'credwire/clients';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAsItIs } from './support/compare.js';
import { type RawServer, startRawServer } from './support/raw-server.js';
import { requestRows, type Row } from './support/requests.js';

const run = promisify(execFile);
const httpyac = createRequire(import.meta.url).resolve('httpyac/bin/httpyac.js');

/** What no such file can hold; toHttpFile refuses it. */
const REFUSED = ['PUT of text', 'POST of NUL', 'POST of JSON with white space'];

let server: RawServer;
let folder: string;
const rows = requestRows.filter(({ name }) => !REFUSED.includes(name));

beforeAll(async () => {
  server = await startRawServer();
  folder = await mkdtemp(join(tmpdir(), 'credwire-http-'));
  const file = join(folder, 'all.http');
  await writeFile(file, rows.map((row) => toHttpFile(row.request(server.url))).join(''));
  const o = await run(process.execPath, [httpyac, 'send', file, '--all', '--output', 'none'], {
    cwd: folder,
    maxBuffer: 2 ** 26,
  });
  console.log(o.stdout.slice(-1000), o.stderr.slice(-1000));
}, 120_000);
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe('httpYac sends', () => {
  it('every request of the file, once', () => {
    expect(server.requests).toHaveLength(rows.length);
  });

  it.each(rows.map((row, position) => ({ ...row, position })))('$name', ({ request, position }) => {
    const arrived = server.requests[position];
    expectAsItIs(arrived as NonNullable<typeof arrived>, request(server.url), [
      'accept',
      'user-agent',
      'accept-encoding',
    ]);
  });
});

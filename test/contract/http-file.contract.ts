/** `.http` files as httpYac reads and sends them, all requests of the contract in one file. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { HttpRequest } from 'credwire';
import { toHttpFile } from 'credwire/clients';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asSpelled, expectAsItIs } from './support/compare.js';
import { httpAnswer, type RawServer, type Recorded, startRawServer } from './support/raw-server.js';
import { requestRows } from './support/requests.js';

const run = promisify(execFile);
const httpyac = createRequire(import.meta.url).resolve('httpyac/bin/httpyac.js');
const ADDS = ['accept', 'user-agent', 'accept-encoding'];

/** What no such file can hold. */
const REFUSED = ['PUT of text', 'POST of NUL', 'POST of JSON with white space', 'PATCH of XML'];
const rows = requestRows.filter(({ name }) => !REFUSED.includes(name));

let server: RawServer;
let folder: string;
beforeAll(async () => {
  server = await startRawServer();
  folder = await mkdtemp(join(tmpdir(), 'credwire-http-'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** Has httpYac send all requests of a file. */
async function sendFile(text: string): Promise<void> {
  const file = join(folder, 'requests.http');
  await writeFile(file, text);
  await run(process.execPath, [httpyac, 'send', file, '--all', '--output', 'none'], { cwd: folder });
}

describe('a file of all requests, joined', () => {
  beforeAll(() => sendFile(rows.map(({ request }) => toHttpFile(request(server.url))).join('')), 120_000);

  it('sends each once', () => expect(server.requests).toHaveLength(rows.length));

  it.each(rows.map((row, position) => ({ ...row, position })))('$name', ({ request, position }) => {
    const plain = request(server.url);
    const arrived = server.requests[position] as Recorded; // there are as many as rows
    expectAsItIs(arrived, asSpelled(plain, arrived), ADDS);
  });
});

describe('one request', () => {
  const post = (body: string): HttpRequest => ({
    method: 'POST',
    url: `${server.url}/x`,
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  beforeEach(() => {
    server.requests.length = 0;
  });

  it('arrives with lines of any kind that tools do not read as theirs', async () => {
    const body = '{\n  "a": 1,\n\n\t"GET": "http://x"\n}';
    await sendFile(toHttpFile(post(body)));
    expect(server.requests.map((arrived) => arrived.body.toString())).toEqual([body]);
  });

  it('follows no redirect and keeps no cookie', async () => {
    server.answer = () => httpAnswer(307, '', [`Location: ${server.url}/elsewhere`, 'Set-Cookie: a=1; Path=/']);
    await sendFile(toHttpFile(post('{}')) + toHttpFile(post('{}')));
    expect(server.requests.map(({ target }) => target)).toEqual(['/x', '/x']);
    expect(server.requests.flatMap(({ headers }) => headers).filter(([name]) => /^cookie$/i.test(name))).toEqual([]);
  });
});

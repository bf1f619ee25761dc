/** HAR: checked against the schema of version 1.2, and turned into programs by a snippet generator, which are then run. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HTTPSnippet } from '@readme/httpsnippet';
import { Ajv } from 'ajv';
import type { HttpRequest } from 'credwire';
import { type HarRequest, toHar } from 'credwire/clients';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { targetOf } from './support/compare.js';
import { type RawServer, type Recorded, startRawServer } from './support/raw-server.js';
import { requestRows, vendorRequestRows } from './support/requests.js';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

describe('HAR 1.2', () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
  for (const schema of Object.values(require('har-schema'))) ajv.addSchema(schema as object);
  const validate = ajv.getSchema('har.json#');

  it.each(requestRows)('has a place for $name', ({ request }) => {
    const har = toHar(request('https://vendor.example'));
    const entry = {
      startedDateTime: '2026-11-21T00:00:00.000Z',
      time: 0,
      request: har,
      response: {
        status: 200,
        statusText: '',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [],
        content: { size: 0, mimeType: '' },
        redirectURL: '',
        headersSize: -1,
        bodySize: -1,
      },
      cache: {},
      timings: { send: 0, wait: 0, receive: 0 },
    };
    const valid = validate?.({
      log: { version: '1.2', creator: { name: 'credwire', version: '0' }, entries: [entry] },
    });
    expect(validate?.errors).toBeNull();
    expect(valid).toBe(true);
  });
});

const LANGUAGES = [
  ['shell', 'curl', 'bash'],
  ['javascript', 'fetch', process.execPath],
  ['python', 'requests', '/usr/bin/python3'],
] as const;

/**
 * The vendors' requests, with the characters that get lost. Left out are bodies with a backslash in JSON, for the
 * generator does not double it in the strings that it prints, whatever the HAR says.
 */
const rows = vendorRequestRows.filter(
  ({ name, request }) =>
    (!name.includes(': ') || /: (?:all printable ASCII|what looks encoded|plus|Latin|pairs)/.test(name)) &&
    !request('http://localhost').body?.includes('\\'),
);

describe.each(LANGUAGES)('a snippet in %s with %s says the same to the server', (target, client, program) => {
  let server: RawServer;
  let folder: string;
  beforeAll(async () => {
    server = await startRawServer();
    folder = await mkdtemp(join(tmpdir(), 'credwire-har-'));
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it.each(rows)('$name', async ({ request }) => {
    server.requests.length = 0;
    const plain = request(server.url);
    const [snippet] = new HTTPSnippet(asInput(toHar(plain))).convert(target, client) || [];
    const file = join(folder, 'snippet.mjs');
    await writeFile(file, String(snippet));
    await runToEnd(program, file);
    expect(server.requests.map((arrived) => meaning(arrived, plain))).toEqual([meaning(asSent(plain), plain)]);
  });
});

/** The generator's type lacks what its own schema has: it requires the postData that it creates itself if there is none. */
function asInput(har: HarRequest): ConstructorParameters<typeof HTTPSnippet>[0] {
  return JSON.parse(JSON.stringify(har));
}

async function runToEnd(program: string, file: string): Promise<void> {
  const running = run(program, [file], { timeout: 20_000 });
  running.child.stdin?.end();
  await running;
}

function asSent(request: HttpRequest): Omit<Recorded, 'version'> {
  const { method, url, headers, body = '' } = request;
  return { method, target: targetOf(url), headers: Object.entries(headers), body: Buffer.from(body) };
}

/** What a server makes of it: percent-encoding, forms and JSON may be spelled otherwise. */
function meaning({ method, target, headers, body }: Omit<Recorded, 'version'>, request: HttpRequest) {
  const [path = '', query = ''] = target.split('?');
  const names = Object.keys(request.headers).map((name) => name.toLowerCase());
  const known = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    method,
    path: decodeURIComponent(path),
    query: [...new URLSearchParams(query)],
    headers: Object.fromEntries(known.filter(([name]) => names.includes(name))),
    cookies: known.filter(([name]) => name === 'cookie').length,
    body: readBody(body.toString(), request.headers['Content-Type'] ?? ''),
  };
}

function readBody(text: string, type: string): unknown {
  if (type.includes('json') && text !== '') return JSON.parse(text);
  return type.includes('form') ? [...new URLSearchParams(text)] : text;
}

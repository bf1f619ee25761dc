/** Faults of a real server, by every client of Node: a sign-in ends, in a coded error, after one request. */
import type { Socket } from 'node:net';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { bex, CredwireError, ifactory, run } from 'credwire';
import { type Send, viaUndici } from 'credwire/clients';
import { Agent, interceptors, request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wrongCertificate } from './support/certificate.js';
import { nodeClients } from './support/node-clients.js';
import { httpAnswer, type RawServer, type Reply, startRawServer } from './support/raw-server.js';

const SECRET = 'sentinel-password';

let server: RawServer;
let other: RawServer;
let secure: RawServer;
beforeAll(async () => {
  server = await startRawServer();
  other = await startRawServer();
  secure = await startRawServer(undefined, { tls: await wrongCertificate() });
});
beforeEach(() => {
  server.requests.length = 0;
  other.requests.length = 0;
});
afterAll(async () => {
  await server.close();
  await other.close();
  await secure.close();
});

/** A POST with JSON, and a GET with the password in the query: clients treat the two differently. */
const FLOWS = {
  POST: (baseUrl: string) => bex.signIn({ baseUrl, username: 'u', password: SECRET }),
  GET: (baseUrl: string) => ifactory.signIn({ baseUrl, userLogin: 'u', password: SECRET }),
};
const METHODS = ['POST', 'GET'] as const;

/** The error that a sign-in ends in. (Its cause is the client's own; Angular's is an object, but no Error.) */
async function failure(send: Send, method: keyof typeof FLOWS = 'POST', base = server.url): Promise<CredwireError> {
  const flow: Promise<unknown> = method === 'POST' ? run(FLOWS.POST(base), send) : run(FLOWS.GET(base), send);
  const error = await flow.then(
    () => new Error('signed in'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof CredwireError)) throw error;
  expect(`${error.message} ${JSON.stringify(error)} ${inspect(error)}`).not.toContain(SECRET);
  return error;
}

/** What the network does to an answer. */
const BROKEN: readonly (readonly [string, Reply])[] = [
  ['a reset connection', (socket) => socket.resetAndDestroy()],
  ['a connection that is closed without an answer', (socket) => socket.end()],
  ['an answer that is not HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
  ['headers that break off', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Ty')],
  ['a body that breaks off', httpAnswer(200, '{"value":"a', ['Content-Length: 100'])],
  ['a reset in the middle of the body', resetAfter(httpAnswer(200, '{"value":"a', ['Content-Length: 100']))],
  // Without "Connection: close", of which undici takes the end for the end of the body.
  ['a chunked body that breaks off', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{"value"'],
  ['chunks that are none', httpAnswer(200, 'zz\r\n{}\r\n0\r\n\r\n', ['Transfer-Encoding: chunked'])],
];

function resetAfter(bytes: Buffer): Reply {
  return (socket: Socket) => socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 20));
}

/** What somebody in between answers. */
const ANSWERS: readonly (readonly [string, string, Buffer])[] = [
  ['429 with Retry-After', 'ERR_UNAVAILABLE', httpAnswer(429, 'slow down', ['Retry-After: 1'])],
  ['503 with Retry-After', 'ERR_UNAVAILABLE', httpAnswer(503, '<h1>busy</h1>', ['Retry-After: 0'])],
  ['401 with a challenge', 'ERR_SIGN_IN_REFUSED', httpAnswer(401, '', ['WWW-Authenticate: Negotiate'])],
  ['the HTML login page of a proxy', 'ERR_RESPONSE_FORMAT', httpAnswer(200, '<html>', ['Content-Type: text/html'])],
  ['HTML that calls itself JSON', 'ERR_RESPONSE_FORMAT', httpAnswer(200, '<html>', ['Content-Type: application/json'])],
  ['nothing', 'ERR_RESPONSE_FORMAT', httpAnswer(204, '', ['Content-Length: 0'])],
];

describe.each(nodeClients)('$name', ({ send, sendWith }) => {
  it.each(METHODS)('ends in ERR_TRANSPORT if nobody listens, with %s', async (method) => {
    const gone = await startRawServer();
    await gone.close();
    const error = await failure(send, method, gone.url);
    expect(error.code).toBe('ERR_TRANSPORT');
    expect(error.cause).toBeTypeOf('object');
  });

  it.each(BROKEN.flatMap(([what, reply]) => METHODS.map((method) => ({ what, reply, method }))))(
    'ends in ERR_TRANSPORT, with the client’s error as cause, on $what, with $method',
    async ({ reply, method }) => {
      server.answer = () => reply;
      const error = await failure(send, method);
      expect(error.code).toBe('ERR_TRANSPORT');
      expect(error.cause).toBeTypeOf('object');
      expect(server.requests).toHaveLength(1);
    },
  );

  it('ends at an upgrade that nobody asked for, at the latest by the caller’s signal', async () => {
    server.answer = () => (socket) => {
      socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: foo\r\n\r\n');
    };
    expect(['ERR_TRANSPORT', 'ERR_TIMEOUT', 'ERR_ABORTED']).toContain(
      (await failure(sendWith(AbortSignal.timeout(300)))).code,
    );
    expect(server.requests).toHaveLength(1);
  });

  it('ends in a coded error at a packed body that breaks off', async () => {
    const packed = gzipSync('{"value":"abc"}').subarray(0, 12);
    server.answer = () => httpAnswer(200, packed, ['Content-Encoding: gzip']);
    // A client that unpacks finds it broken; one that does not passes on bytes that aren't JSON.
    expect(['ERR_TRANSPORT', 'ERR_RESPONSE_FORMAT']).toContain((await failure(send)).code);
    expect(server.requests).toHaveLength(1);
  });

  it.each(ANSWERS.flatMap(([what, code, reply]) => METHODS.map((method) => ({ what, code, reply, method }))))(
    'ends in $code at $what, by $method',
    async ({ code, reply, method }) => {
      server.answer = () => reply;
      expect((await failure(send, method)).code).toBe(code);
      expect(server.requests).toHaveLength(1);
    },
  );

  it.each([301, 302, 303, 307, 308])('ends at redirect %i to another origin, which learns nothing', async (status) => {
    server.answer = () => httpAnswer(status, '', [`Location: ${other.url}/steal`]);
    for (const method of METHODS) {
      const error = await failure(send, method);
      expect([error.code, error.status]).toEqual(['ERR_ENDPOINT_NOT_FOUND', status]);
    }
    expect([server.requests.length, other.requests.length]).toEqual([2, 0]);
  });

  it('ends at a proxy that wants to be signed in to', async () => {
    server.answer = () => httpAnswer(407, '', ['Proxy-Authenticate: Basic realm="p"']);
    // For the standard's fetch it is a network failure, not an answer.
    expect(['ERR_RESPONSE_FORMAT', 'ERR_TRANSPORT']).toContain((await failure(send)).code);
    expect(server.requests).toHaveLength(1);
  });

  it('sends nothing to a server whose certificate is wrong', async () => {
    const error = await failure(send, 'POST', secure.url);
    expect(error.code).toBe('ERR_TRANSPORT');
    expect(error.cause).toBeTypeOf('object');
    expect(secure.requests).toEqual([]);
  });

  it.each([
    ['before the answer', ''],
    ['in the middle of the body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"value":'],
  ])('ends when the caller’s signal is aborted %s, and closes the connection', async (_, start) => {
    const abort = new AbortController();
    const closed = new Promise<void>((resolve) => {
      server.answer = () => (socket) => {
        socket.once('close', () => resolve());
        if (start !== '') socket.write(start);
        setTimeout(() => abort.abort(), 50);
      };
    });
    const error = await failure(sendWith(abort.signal));
    // Angular's request is completed, without an error, by the takeUntil that a signal comes in by.
    expect(error.code).toBe(error.message.startsWith('viaAngular: ') ? 'ERR_TRANSPORT' : 'ERR_ABORTED');
    await closed;
    expect(server.requests).toHaveLength(1);
  });
});

describe('request of undici, by a dispatcher that retries', () => {
  const dispatcher = new Agent().compose(interceptors.retry({ minTimeout: 1, maxTimeout: 5 }));
  const send = viaUndici((url, options) => request(url, { ...options, dispatcher }));

  it('treats 503 as an answer, the first time', async () => {
    server.answer = () => httpAnswer(503, 'busy', ['Retry-After: 0']);
    expect((await failure(send, 'GET')).code).toBe('ERR_UNAVAILABLE');
    expect(server.requests).toHaveLength(1);
  });

  it('ends at a reset connection, the first time', async () => {
    server.answer = () => (socket) => socket.resetAndDestroy();
    expect((await failure(send, 'GET')).code).toBe('ERR_TRANSPORT');
    expect(server.requests).toHaveLength(1);
  });
});

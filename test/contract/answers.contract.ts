/** Every kind of answer by every client of Node: it comes back as it is, after one request. */
import { deflateSync, gzipSync } from 'node:zlib';
import type { HttpRequest } from 'credwire';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nodeClients } from './support/node-clients.js';
import { httpAnswer, type RawServer, type Recorded, startRawServer } from './support/raw-server.js';

const TEXT = '{ "a" : 12345678901234567890, "b": "é€😀" }\n';

let server: RawServer;
let other: RawServer;
beforeAll(async () => {
  server = await startRawServer();
  other = await startRawServer();
});
beforeEach(() => {
  server.requests.length = 0;
  other.requests.length = 0;
});
afterAll(async () => {
  await server.close();
  await other.close();
});

const ask = (method: HttpRequest['method'] = 'POST'): HttpRequest => ({
  method,
  url: `${server.url}/token?password=%2B`,
  headers: { Authorization: 'secret', token: 'secret', 'Content-Type': 'application/json' },
  ...(method === 'POST' ? { body: '{}' } : {}),
});

describe.each(nodeClients)('$name returns', ({ send }) => {
  it.each([200, 201, 204, 400, 401, 403, 404, 408, 413, 418, 429, 500, 502, 503, 504, 521])(
    'status %i after one request',
    async (status) => {
      const headers = ['Retry-After: 0', 'WWW-Authenticate: Basic realm="x"', 'Content-Type: text/plain'];
      const body = status === 204 ? '' : 'as it is';
      server.answer = () => httpAnswer(status, body, status === 204 ? [...headers, 'Content-Length: 0'] : headers);
      const answers = [await send(ask('POST')), await send(ask('GET'))];
      expect(answers.map((answer) => [answer.status, answer.body, answer.headers['retry-after']])).toEqual([
        [status, body, '0'],
        [status, body, '0'],
      ]);
      expect(server.requests).toHaveLength(2);
    },
  );

  it.each([301, 302, 303, 307, 308])('redirect %i and does not follow it', async (status) => {
    server.answer = () => httpAnswer(status, 'elsewhere', [`Location: ${other.url}/steal`]);
    for (const method of ['GET', 'POST', 'HEAD'] as const) {
      server.answer = () => httpAnswer(status, method === 'HEAD' ? '' : 'elsewhere', [`Location: ${other.url}/steal`]);
      const { headers, ...answer } = await send(ask(method));
      expect(answer).toEqual({ status, body: method === 'HEAD' ? '' : 'elsewhere' });
      expect(headers.location).toBe(`${other.url}/steal`);
    }
    expect(server.requests).toHaveLength(3);
    expect(other.requests).toEqual([]);
  });

  it.each(['application/json', 'text/html', 'text/javascript', 'application/xml', 'application/octet-stream', ''])(
    'text labelled "%s", neither parsed nor changed',
    async (type) => {
      server.answer = () => httpAnswer(200, TEXT, type === '' ? [] : [`Content-Type: ${type}`]);
      expect((await send(ask())).body).toBe(TEXT);
    },
  );

  it('HTML labelled as JSON', async () => {
    server.answer = () => httpAnswer(200, '<!doctype html>', ['Content-Type: application/json']);
    expect((await send(ask())).body).toBe('<!doctype html>');
  });

  it('every Set-Cookie apart, with the commas of its dates', async () => {
    const cookies = ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Path=/', 'b="2,3"; HttpOnly', 'c=4'];
    server.answer = () =>
      httpAnswer(
        200,
        '',
        cookies.map((cookie) => `Set-Cookie: ${cookie}`),
      );
    expect((await send(ask())).headers['set-cookie']).toEqual(cookies);
  });

  it('one Set-Cookie', async () => {
    server.answer = () => httpAnswer(200, '', ['set-cookie: a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT']);
    expect([(await send(ask())).headers['set-cookie']].flat()).toEqual(['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT']);
  });

  it('keeps no cookie for the next request', async () => {
    server.answer = () => httpAnswer(200, '', ['Set-Cookie: a=1; Path=/']);
    await send(ask());
    await send(ask());
    expect(server.requests.map(({ headers }) => headers.filter(([name]) => /cookie/i.test(name)))).toEqual([[], []]);
  });

  it('several lines of one header', async () => {
    server.answer = () => httpAnswer(200, '', ['X-A: 1', 'X-A: 2']);
    expect([(await send(ask())).headers['x-a']].flat().join(', ')).toBe('1, 2');
  });

  it('a chunked body, cut inside a character', async () => {
    const bytes = Buffer.from(TEXT);
    const cut = bytes.indexOf(Buffer.from('é')) + 1;
    server.answer = () => (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n');
      socket.write(
        Buffer.concat([Buffer.from(`${cut.toString(16)}\r\n`), bytes.subarray(0, cut), Buffer.from('\r\n')]),
      );
      setTimeout(() => {
        const rest = bytes.subarray(cut);
        socket.end(Buffer.concat([Buffer.from(`${rest.length.toString(16)}\r\n`), rest, Buffer.from('\r\n0\r\n\r\n')]));
      }, 5);
    };
    expect((await send(ask())).body).toBe(TEXT);
  });

  it('a body whose end is the end of the connection', async () => {
    server.answer = () => `HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nend`;
    expect((await send(ask())).body).toBe('end');
  });

  it.each(['gzip', 'deflate'] as const)('a body packed by %s, where the client asked for it', async (coding) => {
    const pack = { gzip: gzipSync, deflate: deflateSync }[coding];
    server.answer = (request) =>
      accepts(request, coding)
        ? httpAnswer(200, pack(TEXT), [`Content-Encoding: ${coding}`, 'Content-Type: application/json'])
        : httpAnswer(200, TEXT, ['Content-Type: application/json']);
    expect((await send(ask())).body).toBe(TEXT);
  });
});

function accepts({ headers }: Recorded, coding: string): boolean {
  return headers.some(([name, value]) => name.toLowerCase() === 'accept-encoding' && value.includes(coding));
}

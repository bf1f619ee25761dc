/** A real HTTP server on loopback that keeps what reaches it byte for byte, and answers as it is told. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface Received {
  readonly method: string;
  /** The request target: path and query as the client wrote them. */
  readonly target: string;
  /** Names and values in their order, as the client spelled them. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface Echo {
  readonly url: string;
  readonly received: readonly Received[];
  /** What the next requests are answered with. */
  respond(status: number, headers?: http.OutgoingHttpHeaders, body?: string | Buffer): void;
  close(): Promise<void>;
}

export async function startEcho(): Promise<Echo> {
  const received: Received[] = [];
  let answer: { status: number; headers: http.OutgoingHttpHeaders; body: string | Buffer } = {
    status: 200,
    headers: {},
    body: 'ok',
  };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', rawHeaders } = request;
      const headers = rawHeaders.flatMap((name, at) =>
        at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as const] : [],
      );
      received.push({ method, target: url, headers, body: Buffer.concat(chunks) });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // of a server that listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    respond(status, headers = {}, body = '') {
      answer = { status, headers, body };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The values of a header as they came, in any letter case of its name. */
export function headerOf(request: Received | undefined, name: string): readonly string[] {
  return (request?.headers ?? []).filter(([other]) => other.toLowerCase() === name).map(([, value]) => value);
}

/** A server on a bare socket: it keeps every byte of a request as it came, and answers with the bytes it is told. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** A request as it came over the wire. */
export interface Recorded {
  readonly method: string;
  /** The request target: path and query, byte for byte. */
  readonly target: string;
  readonly version: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The body, freed of chunked framing. */
  readonly body: Buffer;
}

/** What goes back: bytes, or a function that does with the socket whatever it likes. */
export type Reply = string | Buffer | ((socket: Socket) => void);

export interface RawServer {
  readonly url: string;
  /** Every request so far. */
  readonly requests: Recorded[];
  /** Answers from now on. */
  answer: (request: Recorded) => Reply;
  close(): Promise<void>;
}

/** What may differ from a plain server. */
interface RawServerOptions {
  /** Speaks TLS with that key and certificate. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Comes between each request and its answer. */
  readonly around?: (request: Recorded, answer: (request: Recorded) => Reply) => Reply;
}

/** Starts a server on loopback. */
export async function startRawServer(
  answer: (request: Recorded) => Reply = ({ method }) => httpAnswer(200, method === 'HEAD' ? '' : 'ok'),
  { tls, around = (request, reply) => reply(request) }: RawServerOptions = {},
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const onConnection = (socket: Socket) => {
    sockets.add(socket);
    let received = Buffer.alloc(0);
    socket.on('error', () => {}); // a client that goes away is part of some tests
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const request = parseRequest(received);
      if (request === undefined) return;
      received = Buffer.alloc(0);
      self.requests.push(request);
      const reply = around(request, self.answer);
      if (typeof reply === 'function') reply(socket);
      else socket.end(reply);
    });
  };
  const server: Server = tls === undefined ? createServer(onConnection) : createTlsServer(tls, onConnection);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // of a server that listens on TCP
  const self: RawServer = {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    requests: [],
    answer,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return self;
}

/** An answer in bytes, with its length; the connection is closed after it. */
export function httpAnswer(status: number, body: string | Buffer, headers: readonly string[] = []): Buffer {
  const content = Buffer.from(body);
  const lines = [`HTTP/1.1 ${status} Reason`, ...headers, 'Connection: close'];
  if (!headers.some((line) => /^(?:content-length|transfer-encoding):/i.test(line))) {
    lines.push(`Content-Length: ${content.length}`);
  }
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), content]);
}

function parseRequest(bytes: Buffer): Recorded | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line = '', ...fields] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const [method = '', target = '', version = ''] = line.split(' ');
  const headers = fields.map((field) => {
    const colon = field.indexOf(':');
    return [field.slice(0, colon), field.slice(colon + 1).replace(/^[ \t]|[ \t]+$/g, '')] as const;
  });
  const value = (name: string) => headers.find(([other]) => other.toLowerCase() === name)?.[1];
  const rest = bytes.subarray(end + 4);
  const body = /chunked/i.test(value('transfer-encoding') ?? '')
    ? unchunk(rest)
    : wholeBody(rest, Number(value('content-length') ?? 0));
  return body && { method, target, version, headers, body };
}

function wholeBody(bytes: Buffer, length: number): Buffer | undefined {
  return bytes.length < length ? undefined : Buffer.from(bytes.subarray(0, length));
}

function unchunk(bytes: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16);
    const start = lineEnd + 2;
    if (bytes.length < start + size + 2) return undefined;
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(start, start + size));
    at = start + size + 2;
  }
}

/**
 * Connects a handler to node:http. Types are structural, so this module runs anywhere and imports nothing from Node.
 */
import { callback, flag, optional, readMembers, readOptions } from '../../core/check.js';
import type { HttpResponse } from '../../http/message.js';
import type { Handler } from '../handler.js';
import { answerTo, failedAnswer, MOST_CHARACTERS, mutableHeaders, type ServerRequest } from './adapter.js';
import { withCors } from './cors.js';
import { type Signal, wait } from './wait.js';

/** The parts of node:http's IncomingMessage that are read. */
export interface NodeRequest {
  /** Method of the request line. */
  readonly method?: string | undefined;
  /** Path and query of the request line. */
  readonly url?: string | undefined;
  /** Headers, with names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Decodes the chunks. */
  setEncoding(encoding: 'utf8'): unknown;
  /** Calls back with each chunk of the body. */
  on(event: 'data', listener: (chunk: string) => void): unknown;
  /** Calls back after the last chunk. */
  on(event: 'end', listener: () => void): unknown;
}

/** The parts of node:http's ServerResponse that are used. */
export interface NodeResponse {
  /** Calls back when the answer is sent, or the connection is lost before that. */
  on?(event: 'close', listener: () => void): unknown;
  /** Stops calling back. */
  off?(event: 'close', listener: () => void): unknown;
  /** Sends the status line and the headers. */
  writeHead(status: number, headers: Record<string, string | string[]>): unknown;
  /** Sends the body and ends the answer. */
  end(body: string): unknown;
}

/** Options of {@link listen} and {@link toNodeListener}. */
export interface NodeOptions {
  /**
   * Lets pages from any origin make requests, with CORS headers. An app in development needs this if its page comes
   * from a different port. Default: `false`, like the vendors.
   */
  readonly cors?: boolean | undefined;
}

/** The parts of node:http's Server that are used. */
export interface NodeServer {
  /** Starts listening. */
  listen(port: number, host: string, listening: () => void): unknown;
  /** Calls back if it can't listen. */
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** Where it listens. */
  address(): unknown;
  /** Stops listening. */
  close(closed: () => void): unknown;
  /** Closes open connections. */
  closeAllConnections?(): unknown;
}

/** A server that listens on loopback. */
export interface SandboxServer {
  /** Where it listens, such as `http://127.0.0.1:43210`. */
  readonly url: string;
  /** Stops it. */
  close(): Promise<void>;
}

/**
 * Makes a listener for node:http's `createServer` from a handler.
 *
 * @param handler - One of the sandboxes.
 * @param options - Whether pages from other origins can make requests.
 * @returns A listener that answers each request once its body has arrived, and after the `delay` that `scripted` sets.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `handler` isn't a function or an option has the wrong type,
 * `ERR_UNKNOWN_OPTION`.
 *
 * @example
 * ```ts
 * import { bexSandbox, toNodeListener } from 'credwire/sandbox';
 *
 * typeof toNodeListener(bexSandbox({ accounts: [] })); // => 'function'
 * ```
 */
export function toNodeListener(
  handler: Handler,
  options: NodeOptions = {},
): (request: NodeRequest, response: NodeResponse) => void {
  const handle = callback<Handler>('toNodeListener: "handler"', handler);
  const { cors } = readOptions('toNodeListener', options, { cors: optional(flag, false) });
  const answerRequest = cors ? withCors(handle) : (request: ServerRequest) => answerTo(handle, request);
  return (request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => {
      body = (body + chunk).slice(0, MOST_CHARACTERS);
    });
    request.on('end', () => {
      const answer = answerRequest(serverRequest(request, body));
      if (answer.delay === undefined) send(response, answer);
      else void wait(answer.delay, goneSignal(response)).then(() => send(response, answer), ignore);
    });
  };
}

/**
 * Starts a sandbox on a free port of 127.0.0.1.
 *
 * @param http - The module `node:http`.
 * @param handler - One of the sandboxes.
 * @param options - Whether pages from other origins can make requests.
 * @returns The server's URL, and how to stop it.
 * @throws {@link InputError} `ERR_ARGUMENT_TYPE` if `http` has no `createServer`, `handler` isn't a function or an
 * option has the wrong type, `ERR_UNKNOWN_OPTION`.
 *
 * @example
 * ```ts
 * import http from 'node:http';
 * import { bexSandbox, listen } from 'credwire/sandbox';
 *
 * const server = await listen(http, bexSandbox({ accounts: [] }));
 * server.url.startsWith('http://127.0.0.1:'); // => true
 * await server.close();
 * ```
 */
export async function listen(
  http: { createServer(listener: (request: NodeRequest, response: NodeResponse) => void): NodeServer },
  handler: Handler,
  options: NodeOptions = {},
): Promise<SandboxServer> {
  const { createServer } = readMembers('listen: "http"', http, { createServer: callback<typeof http.createServer> });
  const server = createServer(toNodeListener(handler, options));
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number }; // of a server that listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections?.(); // a connection that waits for a delayed answer would block it
      }),
  };
}

// If the client has gone, there's no need to wait for the delayed answer: the timer would keep the process alive.
function goneSignal(response: NodeResponse): Signal {
  return {
    aborted: false,
    addEventListener: (_, listener) => response.on?.('close', listener),
    removeEventListener: (_, listener) => response.off?.('close', listener),
  };
}

function ignore(): void {}

function send(response: NodeResponse, { status, headers, body }: HttpResponse): void {
  try {
    response.writeHead(status, mutableHeaders(headers));
    response.end(body);
  } catch {
    // An answer that can't be sent; an error outside the listener would end the process.
    const failed = failedAnswer();
    response.writeHead(failed.status, mutableHeaders(failed.headers));
    response.end(failed.body);
  }
}

function serverRequest({ method, url, headers }: NodeRequest, body: string): ServerRequest {
  const lines = Object.entries(headers).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : (value ?? []).join(', '),
  ]);
  return { method, url: absolute(url, headers.host), headers: Object.fromEntries(lines), body };
}

// RFC 9112, section 3.2: a proxy receives the whole URL, and HTTP/1.0 has no Host.
function absolute(target = '', host: string | string[] = 'localhost'): string {
  return /^https?:\/\//i.test(target) ? target : `http://${host}${target}`;
}

/** One sandbox on one port of loopback. */
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Handler, toNodeListener } from '../../../sandbox/index.js';
import { usageError } from '../../exit.js';
import type { Io } from '../../io.js';
import { logged } from './log.js';

/** A key pair in PEM. */
export interface Tls {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** How to serve. */
export interface ServerOptions {
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly tls: Tls | undefined;
  readonly cors: boolean;
  readonly isLogged: boolean;
}

/** A server that listens. */
export interface Server {
  readonly url: string;
  /** Stops it and closes every connection. */
  close(): Promise<void>;
}

/** Starts a server. */
export async function startServer(
  io: Io,
  vendor: string,
  handler: Handler,
  { host, port, tls, cors, isLogged }: ServerOptions,
): Promise<Server> {
  const listener = toNodeListener(handler, { cors });
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    if (isLogged) logged(io, vendor, request, response);
    listener(request, response);
  };
  const server = tls === undefined ? createHttp(answer) : secured(tls, answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portTrouble(error, port)));
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo; // it's a TCP server
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${name}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections(); // otherwise it waits for clients that keep their connection
      }),
  };
}

function secured(tls: Tls, answer: (request: IncomingMessage, response: ServerResponse) => void) {
  try {
    return createHttps({ ...tls }, answer);
  } catch {
    throw usageError('--tls-key and --tls-cert: expected a private key and its certificate in PEM'); // OpenSSL's message says less
  }
}

function portTrouble(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return usageError(`--port: ${port} is in use; choose another, or leave out --port to use a free one`);
  }
  if (error.code === 'EACCES') return usageError(`--port: you aren't allowed to use ${port}; choose a port above 1023`);
  return error;
}

/** A server that isn't a sandbox: it takes any password of BEX, and then misbehaves. */
import http from 'node:http';

/** What it has seen. */
export interface OtherServer {
  readonly origin: string;
  /** Requests that a redirect has taken to a different host or port. */
  readonly caught: readonly http.IncomingMessage[];
  close(): void;
}

/** Starts it. `/api/cut` ends the connection, `/api/echo` answers with the request, `/api/port` redirects to a different port, and all else to a different host. */
export async function startOther(): Promise<OtherServer> {
  const caught: http.IncomingMessage[] = [];
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (request.url === '/caught') caught.push(request);
    if (request.url === '/api/service/login') return void response.end('{"value":"a-token-of-the-test"}');
    if (request.url === '/api/cut') return void request.socket.destroy();
    if (request.url === '/api/echo') {
      const { token, 'content-type': type, 'x-own': own } = request.headers;
      const seen = { method: request.method, type, own, hasToken: token === 'a-token-of-the-test', body };
      return void response.writeHead(418).end(JSON.stringify(seen));
    }
    const elsewhere = request.url === '/api/port' ? `127.0.0.1:${portOf(other)}` : `localhost:${portOf(server)}`;
    response.writeHead(302, { Location: `http://${elsewhere}/caught` }).end();
  });
  const other = http.createServer((request, response) => {
    caught.push(request);
    response.end('{}');
  });
  const portOf = (each: http.Server): unknown => Object(each.address()).port;
  for (const each of [server, other]) await new Promise<void>((resolve) => each.listen(0, () => resolve()));
  const close = () => [server, other].forEach((each) => void each.close());
  return { origin: `http://127.0.0.1:${portOf(server)}`, caught, close };
}

/** Servers that pages of other origins may use. */
import type { HttpRequest } from 'credwire';
import type { Handler } from 'credwire/sandbox';
import { httpAnswer, type RawServer, type Recorded, type Reply, startRawServer } from './raw-server.js';

/** A raw server; its preflights are answered and not kept. */
export async function startCorsServer(answer?: (request: Recorded) => Reply): Promise<RawServer> {
  const server = await startRawServer(answer, {
    around(request, reply) {
      const isPreflight = request.method === 'OPTIONS';
      if (isPreflight) server.requests.pop();
      const bytes = isPreflight ? httpAnswer(200, '') : reply(request);
      return typeof bytes === 'function' ? bytes : withCors(request, Buffer.from(bytes));
    },
  });
  return server;
}

/** A sandbox. */
export function startCorsSandbox(handler: Handler): Promise<RawServer> {
  return startCorsServer((request) => sandboxAnswer(handler, request));
}

/** A sandbox's answer, in bytes. */
export function sandboxAnswer(handler: Handler, { method, target, headers, body }: Recorded): Buffer {
  const text = body.toString();
  const answer = handler({
    method: method as HttpRequest['method'], // the handler refuses any other
    url: `http://${headers.find(([name]) => /^host$/i.test(name))?.[1]}${target}`,
    headers: Object.fromEntries(headers),
    ...(text === '' ? {} : { body: text }),
  });
  const lines = Object.entries(answer.headers).flatMap(([name, value]) =>
    [value].flat().map((line) => `${name}: ${line}`),
  );
  return httpAnswer(answer.status, answer.body, lines);
}

function withCors({ headers }: Recorded, reply: Buffer): Buffer {
  const value = (name: string) => headers.find(([other]) => other.toLowerCase() === name)?.[1];
  const end = reply.indexOf('\r\n') + 2;
  const lines = [
    `Access-Control-Allow-Origin: ${value('origin') ?? '*'}`,
    `Access-Control-Allow-Methods: ${value('access-control-request-method') ?? '*'}`,
    `Access-Control-Allow-Headers: ${value('access-control-request-headers') ?? '*'}`,
    'Access-Control-Expose-Headers: *',
  ];
  return Buffer.concat([reply.subarray(0, end), Buffer.from(`${lines.join('\r\n')}\r\n`), reply.subarray(end)]);
}

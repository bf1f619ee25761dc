/** Chromium with the page in it, and servers that its pages may talk to. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { HttpRequest } from 'credwire';
import type { Send } from 'credwire/clients';
import type { Handler } from 'credwire/sandbox';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { BrowserClient, Outcome } from './page.js';
import { httpAnswer, type RawServer, type Recorded, type Reply, startRawServer } from './raw-server.js';

/** Where Debian's package puts it. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Every client of the page. */
export const browserClients: readonly BrowserClient[] = [
  'fetch',
  'XMLHttpRequest',
  'axios on XMLHttpRequest',
  'axios on fetch',
  'ky 1',
  'ky 2',
  'superagent',
  'jQuery',
  'Angular on XMLHttpRequest',
  'Angular on fetch',
];

export interface Page {
  /** Sends by a client of the page; what it rejects with comes as an Error with that name, code and message. */
  readonly sendBy: (client: BrowserClient) => Send;
  readonly close: () => Promise<void>;
}

/** Bundles the page, serves it and opens it. */
export async function openPage(): Promise<Page> {
  if (!existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM}: install chromium, or set CHROMIUM`);
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    define: { 'process.env.NODE_DEBUG': 'undefined' },
  });
  const script = outputFiles[0]?.text ?? '';
  const server = await startRawServer(({ target }) =>
    target === '/page.js'
      ? httpAnswer(200, script, ['Content-Type: text/javascript; charset=utf-8'])
      : httpAnswer(200, '<!doctype html><script type="module" src="/page.js"></script>', ['Content-Type: text/html']),
  );
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  const page = await browser.newPage();
  const failure = page.waitForEvent('pageerror', { timeout: 0 }).catch(() => undefined); // until the page is closed
  await page.goto(server.url, { waitUntil: 'load' });
  const ready = page.waitForFunction(() => typeof globalThis.sendBy === 'function');
  const error = await Promise.race([failure, ready.then(() => undefined)]);
  if (error !== undefined) throw error;
  return {
    sendBy: (client) => async (request) => {
      const call: [BrowserClient, HttpRequest] = [client, request];
      const outcome: Outcome = await page.evaluate(([name, plain]) => globalThis.sendBy(name, plain), call);
      if ('response' in outcome) return outcome.response;
      const { name, code, message } = outcome.error;
      throw Object.assign(new Error(message), { name, code });
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** A raw server that pages of other origins may use; its preflights are answered and not kept. */
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

/** The answers of a stand-in, for pages of other origins. */
export function startCorsSandbox(handler: Handler): Promise<RawServer> {
  return startCorsServer(({ method, target, headers, body }) => {
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
  });
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

/** The page with every client of browsers in it. */
import { fileURLToPath } from 'node:url';
import type { SendableRequest } from 'credwire';
import type { Send } from 'credwire/clients';
import { bundle, launch, pageAnswer } from './chromium.js';
import type { BrowserClient, Outcome } from './page.js';
import { startRawServer } from './raw-server.js';

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
  const browser = await launch();
  const script = await bundle(fileURLToPath(new URL('page.ts', import.meta.url)));
  const server = await startRawServer((request) => pageAnswer(request, script));
  const page = await browser.newPage();
  const failure = page.waitForEvent('pageerror', { timeout: 0 }).catch(() => undefined); // until the page is closed
  await page.goto(server.url, { waitUntil: 'load' });
  const ready = page.waitForFunction(() => typeof globalThis.sendBy === 'function');
  const error = await Promise.race([failure, ready.then(() => undefined)]);
  if (error !== undefined) throw error;
  return {
    sendBy: (client) => async (request) => {
      const call: [BrowserClient, SendableRequest] = [client, request];
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

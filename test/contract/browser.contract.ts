/** Browser clients in Chromium, from a page with a different origin: requests, answers, sign-ins. */
import type { HttpRequest } from 'credwire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserClients, openPage, type Page } from './support/browser.js';
import { expectAsItIs } from './support/compare.js';
import { startCorsSandbox, startCorsServer } from './support/cors-server.js';
import type { BrowserClient } from './support/page.js';
import { httpAnswer, type RawServer, type Recorded } from './support/raw-server.js';
import { requestRows } from './support/requests.js';
import { signIns } from './support/sign-ins.js';

const ADDS = [
  ...['accept', 'accept-encoding', 'accept-language', 'user-agent', 'origin', 'referer'],
  ...['sec-ch-ua', 'sec-ch-ua-mobile', 'sec-ch-ua-platform', 'sec-fetch-dest', 'sec-fetch-mode', 'sec-fetch-site'],
];

let page: Page;
let server: RawServer;
let odd: RawServer;
let other: RawServer;
beforeAll(async () => {
  page = await openPage();
  server = await startCorsServer();
  odd = await startCorsServer();
  other = await startCorsServer(() => httpAnswer(200, 'stolen'));
}, 120_000);
afterAll(async () => {
  await page.close();
  await server.close();
  await odd.close();
  await other.close();
});

/** What a client cannot be kept from. */
const EXCEPTIONS: Readonly<Partial<Record<BrowserClient, string>>> = {
  'axios on XMLHttpRequest': 'a Content-Type without a body', // it takes the header off
};

describe.each(browserClients)('%s in Chromium', (client) => {
  const rows = requestRows.filter(({ name, notInBrowsers }) => !notInBrowsers && name !== EXCEPTIONS[client]);

  it.each(rows)('sends as it is: $name', async ({ request }) => {
    server.requests.length = 0;
    const plain = request(server.url);
    await page.sendBy(client)(plain);
    expect(server.requests).toHaveLength(1);
    expectAsItIs(server.requests[0] as Recorded, plain, ADDS);
  });

  it.each(signIns)('signs in to $name', async ({ handler, signIn }) => {
    const sandbox = await startCorsSandbox(handler);
    try {
      expect(JSON.parse(await signIn(sandbox.url, page.sendBy(client)))).toMatchObject({ authorised: true });
    } finally {
      await sandbox.close();
    }
  });

  it.each([200, 204, 400, 401, 404, 429, 500, 503])('returns status %i after one request', async (status) => {
    const body = status === 204 ? '' : '{ "a" : 12345678901234567890, "b": "é😀" }';
    odd.answer = () => httpAnswer(status, body, ['Retry-After: 0', 'Content-Type: application/json']);
    odd.requests.length = 0;
    const answer = await page.sendBy(client)(signed(odd.url));
    expect([answer.status, answer.body, answer.headers['retry-after']]).toEqual([status, body, '0']);
    expect(odd.requests).toHaveLength(1);
  });

  it('returns HTML as text, labelled correctly or not', async () => {
    for (const type of ['text/html', 'application/json', 'text/javascript']) {
      odd.answer = () => httpAnswer(200, '<script>alert(1)</script>', [`Content-Type: ${type}`]);
      expect((await page.sendBy(client)(signed(odd.url))).body).toBe('<script>alert(1)</script>');
    }
  });

  it('takes no answer from another origin after a redirect', async () => {
    other.requests.length = 0;
    odd.answer = () => httpAnswer(307, '', [`Location: ${other.url}/steal`]);
    const outcome = await page
      .sendBy(client)(signed(odd.url))
      .catch((error: unknown) => error);
    if (FOLLOW_REDIRECTS.includes(client)) {
      expect(outcome).toMatchObject({ code: 'ERR_TRANSPORT' });
    } else {
      // The standard hides such an answer: its status is 0, which Angular treats as a failure.
      expect(outcome).toMatchObject(client === 'Angular on fetch' ? { code: 'ERR_TRANSPORT' } : { status: 0 });
      expect(other.requests).toEqual([]);
    }
  });

  it('rejects if nobody listens', async () => {
    const gone = await startCorsServer(() => '');
    await gone.close();
    await expect(page.sendBy(client)(signed(gone.url))).rejects.toThrow();
  });

  it('rejects where the body breaks off', async () => {
    odd.answer = () => httpAnswer(200, '{"value":"a', ['Content-Length: 100']);
    await expect(page.sendBy(client)(signed(odd.url))).rejects.toThrow();
  });
});

/** XMLHttpRequest cannot be told not to; the answer is refused, so that the caller knows. */
const FOLLOW_REDIRECTS: readonly BrowserClient[] = [
  'XMLHttpRequest',
  'axios on XMLHttpRequest',
  'superagent',
  'jQuery',
  'Angular on XMLHttpRequest',
];

function signed(base: string): HttpRequest {
  return { method: 'POST', url: `${base}/x`, headers: { token: 'secret', 'Content-Type': 'text/plain' }, body: 'a' };
}

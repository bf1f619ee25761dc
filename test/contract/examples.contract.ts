/** The examples of clients, each run to its end: those of Node here, those of browsers in Chromium. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bexSandbox } from 'credwire/sandbox';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundle, launch, pageAnswer } from './support/chromium.js';
import { sandboxAnswer } from './support/cors-server.js';
import { startRawServer } from './support/raw-server.js';

const folder = new URL('../../examples/clients/', import.meta.url);
const IN_BROWSERS = ['angular.mjs', 'jquery.mjs', 'xhr.mjs'];
const names = readdirSync(folder).sort();

const SIGNED_IN = '200 {"authorised":true,"user":"user123"}';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Runs an example, and gives what it printed. */
async function linesOf(file: URL): Promise<string[]> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((...words: unknown[]) => {
    lines.push(words.join(' '));
  });
  await import(fileURLToPath(file));
  return lines;
}

describe('in Node', () => {
  it.each(names.filter((name) => !IN_BROWSERS.includes(name)))('%s', async (name) => {
    const lines = await linesOf(new URL(name, folder));
    if (name === 'texts.mjs') expect(lines.join('\n')).not.toContain('p+ss');
    else expect(lines).toEqual([SIGNED_IN]);
  });

  const sandboxes = new URL('../../examples/sandbox/', import.meta.url);
  it.each(readdirSync(sandboxes).sort())('sandbox/%s', async (name) => {
    expect(await linesOf(new URL(name, sandboxes))).toEqual([SIGNED_IN]);
  });
});

describe('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each(IN_BROWSERS)('%s', async (name) => {
    const script = await bundle(fileURLToPath(new URL(name, folder)));
    const handler = bexSandbox({ accounts: [{ username: 'user123', password: 'p+ss/word=1' }] });
    const server = await startRawServer((request) =>
      request.target.startsWith('/api/') ? sandboxAnswer(handler, request) : pageAnswer(request, script),
    );
    const page = await browser.newPage();
    const logged = page.waitForEvent('console', (message) => message.type() === 'log');
    await page.goto(server.url);
    expect((await logged).text()).toBe(SIGNED_IN);
    await page.close();
    await server.close();
  });
});

/** Debian's Chromium on the built site, and what has gone wrong on its pages. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { serveSite } from './serve.mjs';

/** A browser, a server, and a way to open pages. */
export interface Visit {
  readonly url: string;
  /** Paths that the server was asked for. */
  readonly asked: string[];
  /** Messages of errors, on any page so far. */
  readonly errors: string[];
  open(path: string, options?: BrowserContextOptions & { readonly before?: string }): Promise<Page>;
  close(): Promise<void>;
}

/** Starts both. */
export async function visit(): Promise<Visit> {
  const site = await serveSite();
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'], // as root there's no sandbox; the pages are our own
  });
  const errors: string[] = [];
  return {
    url: site.url,
    asked: site.asked,
    errors,
    async open(path, { before, ...options } = {}) {
      const context = await browser.newContext(options);
      if (before !== undefined) await context.addInitScript(before);
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(`${path}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${path}: ${message.text()}`);
      });
      await page.goto(path.startsWith('/') ? `${site.url}${path}` : path);
      return page;
    },
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/** The vendors' names on the page, in order. */
export const VENDOR_NAMES = ['iFactory', 'GBG IDscan', 'Jacada', 'BEX', 'eOne SmartConnect'] as const;

/** The names of the views. */
export const VIEWS = ['Encode', 'Why is it 401?', 'Sandbox'] as const;

/** Opens the playground and waits until it can be used. */
export async function openPlayground(on: Visit, options?: Parameters<Visit['open']>[1], hash = ''): Promise<Page> {
  const page = await on.open(`/playground.html${hash}`, options);
  await page.getByRole('tab', { name: 'Encode' }).waitFor();
  return page;
}

/** Chooses a vendor. */
export const choose = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).check();

/** Opens the optional fields. */
export const unfold = (page: Page) =>
  page.locator('details').evaluateAll((all) => {
    for (const each of all) each.setAttribute('open', '');
  });

/** Shows a view. */
export const show = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

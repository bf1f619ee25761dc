/** A screenshot of each kind of page and of each view of the playground. CI keeps them, and people look at them. */
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, openPlayground, show, VENDOR_NAMES, VIEWS, type Visit, visit } from './support/chromium.js';

const FOLDER = fileURLToPath(new URL('screenshots/chromium/', import.meta.url));

let on: Visit;
beforeAll(async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  on = await visit();
});
afterAll(() => on.close());

const PAGES = {
  home: '/index.html',
  guide: '/getting-started.html',
  vendor: '/smartconnect.html',
  benchmarks: '/benchmarks.html',
  reference: '/reference/smartconnect/functions/signIn.html',
} as const;

const plain = (name: string) => name.toLowerCase().replace(/\W+/g, '-').replace(/-$/, '');

/** Takes it, of the whole page. Nothing may be cut off at the side. */
async function shoot(page: Page, ...names: readonly (string | number)[]): Promise<void> {
  const name = names.map((part) => plain(String(part))).join('_');
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: `${FOLDER}${name}.png`, fullPage: true, animations: 'disabled' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBe(0);
}

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  describe.each([360, 1280, 1920])('at %i px', (width) => {
    const options = { colorScheme, viewport: { width, height: 900 } };

    it.each(Object.entries(PAGES))('%s', async (name, path) => {
      const page = await on.open(path, options);
      await shoot(page, name, width, colorScheme);
      await page.context().close();
    });

    it.each(VENDOR_NAMES)('the playground with %s', async (vendor) => {
      const page = await openPlayground(on, options);
      await choose(page, vendor);
      for (const view of VIEWS) {
        await show(page, view);
        if (view === 'Why is it 401?') await page.locator('.mistakes button').first().click();
        if (view === 'Sandbox') {
          await page.getByRole('button', { name: 'Sign in' }).click();
          await page.locator('.session').waitFor();
        }
        await shoot(page, 'playground', vendor, view, width, colorScheme);
      }
      await page.context().close();
    });
  });
});

/** The site in Chromium: width, search, dark mode, axe, and how much the playground loads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './support/axe.js';
import { type Visit, visit } from './support/chromium.js';
import { PAGES, readPage } from './support/pages.js';
import { DIST } from './support/serve.mjs';

let on: Visit;
beforeAll(async () => {
  on = await visit();
});
afterAll(() => on.close());

it('no page scrolls sideways at 360 px', async () => {
  const wide: string[] = [];
  const isHome = (path: string) => path === '/index.html';
  for (const frame of ['/clients.html', '/index.html']) {
    const page = await on.open(frame, { viewport: { width: 360, height: 800 } });
    for (const path of PAGES.filter((each) => each !== '/playground.html' && isHome(each) === isHome(frame))) {
      // The content of each page inside one frame: the styles are the same, and loading them again takes time.
      const overflow = await page.evaluate((html) => {
        const other = new DOMParser().parseFromString(html, 'text/html').querySelector('#VPContent');
        document.querySelector('#VPContent')?.replaceWith(other ?? '');
        return other === null ? 'no content' : document.documentElement.scrollWidth - window.innerWidth;
      }, readPage(path));
      if (overflow !== 0 && path !== '/404.html') wide.push(`${path}: ${overflow}`);
    }
    await page.context().close();
  }
  expect(wide).toEqual([]);
});

it('search finds guides and functions, and asks no server', async () => {
  const page = await on.open('/index.html');
  await page.getByRole('button', { name: 'Search' }).click();
  for (const [words, title] of [
    ['modulus exponent', 'RSA key from modulus and exponent'],
    ['ifactory.signIn', 'ifactory.signIn()'],
    ['PLUS_LOST', 'Why is it 401?'],
  ] as const) {
    await page.locator('.search-input').fill(words);
    await page.locator('.results .result').filter({ hasText: title }).first().waitFor();
  }
  expect(
    on.asked.filter((path) => !/^\/(?:index\.html|icon\.svg|vp-icons\.css|assets\/.*|.*\.html)$/.test(path)),
  ).toEqual([]);
  await page.context().close();
});

it('dark mode can be switched', async () => {
  const page = await on.open('/index.html', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  const isDark = () => page.evaluate(() => document.documentElement.classList.contains('dark'));
  expect(await isDark()).toBe(false);
  await page.locator('.VPNavBarAppearance button').click();
  expect(await isDark()).toBe(true);
  await page.reload();
  expect(await isDark()).toBe(true);
  await page.context().close();
});

it('tabs of code show one program at a time', async () => {
  const page = await on.open('/getting-started.html');
  const shown = () => page.locator('.vp-code-group .blocks > .active').textContent();
  expect(await shown()).toContain('viaFetch');
  await page.getByText('commonjs.cjs').click();
  expect(await shown()).toContain('require(');
  await page.context().close();
});

describe('axe finds nothing', () => {
  const paths = [
    '/index.html',
    '/getting-started.html',
    '/explain.html',
    '/encodings.html',
    '/benchmarks.html',
    '/reference/smartconnect/functions/signIn.html',
  ];
  it.each(['light', 'dark'] as const)('in %s', async (colorScheme) => {
    const found: string[] = [];
    for (const path of paths) {
      const page = await on.open(path, { colorScheme, viewport: { width: 1280, height: 900 } });
      found.push(...(await violations(page)).map((line) => `${path} ${line}`));
      await page.context().close();
    }
    expect(found).toEqual([]);
  });

  it('at 360 px', async () => {
    const page = await on.open('/smartconnect.html', { viewport: { width: 360, height: 800 } });
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});

describe('the playground', () => {
  it('loads at most 150 KB of script, gzipped', async () => {
    const from = on.asked.length;
    const page = await on.open('about:blank');
    const start = performance.now();
    await page.goto(`${on.url}/playground.html`, { waitUntil: 'commit' });
    await page.locator('.value[data-stage="encoded"]').waitFor();
    const time = Math.round(performance.now() - start); // printed only: it depends on the machine
    const scripts = [...new Set(on.asked.slice(from).filter((path) => path.endsWith('.js')))];
    const size = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(DIST, path))).length, 0);
    console.log(
      `the playground loads ${Math.round(size / 1024)} KB of script, gzipped, and can be used after ${time} ms`,
    );
    expect(size).toBeLessThanOrEqual(150 * 1024);
    await page.context().close();
  });
});

it('none of it logs an error', () => {
  expect(on.errors).toEqual([]);
});

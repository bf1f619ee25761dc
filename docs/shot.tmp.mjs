import { chromium } from 'playwright-core';
import { serveSite } from './test/support/serve.mjs';
const site = await serveSite();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
for (const spec of process.argv.slice(2)) {
  const [path, width = '1280', scheme = 'light', full] = spec.split(',');
  const page = await browser.newPage({ viewport: { width: Number(width), height: 900 }, colorScheme: scheme });
  page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warning') console.log(path, m.type(), m.text().slice(0, 300)); });
  page.on('pageerror', (e) => console.log(path, 'pageerror', String(e).slice(0, 300)));
  await page.goto(site.url + path); await page.waitForTimeout(700);
  const name = `/tmp/shots/${path.replaceAll('/', '_') || 'index'}-${width}-${scheme}.png`;
  await page.screenshot({ path: name, fullPage: full === 'full' });
  console.log(name, await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]));
  await page.close();
}
await browser.close(); await site.close();

/** Firefox, through puppeteer and WebDriver BiDi. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import type { Driver } from './driver.js';

const PROGRAM = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/** Starts Firefox with a profile and a home that are thrown away: in a container, root may not use somebody's home. */
export async function openFirefox(): Promise<Driver> {
  const home = mkdtempSync(join(tmpdir(), 'credwire-firefox-'));
  const env = { ...process.env, HOME: home };
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: PROGRAM, headless: true, env });
  const page = await browser.newPage();
  return {
    version: await browser.version(),
    goto: async (url) => {
      await page.goto(url, { waitUntil: 'load' });
    },
    evaluate: async <T>(body: string) => (await page.evaluate(`(() => { ${body} })()`)) as T, // the caller knows
    click: (selector) => page.click(selector),
    fill: (selector, text) => page.locator(selector).fill(text),
    press: (key) => page.keyboard.press(key),
    resize: (width, height) => page.setViewport({ width, height }),
    screenshot: async (path) => {
      await page.screenshot({ path: path as `${string}.png`, fullPage: true }); // the name ends in .png
    },
    close: async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** WebKitGTK's MiniBrowser, through its own WebDriver. It has no headless mode, so it runs in a virtual display. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, By, Key as Code, type WebDriver } from 'selenium-webdriver';
import type { Driver, Key } from './driver.js';

const PROGRAMS = ['4.1', '4.0'].map((version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`);

const CODES: Readonly<Record<Key, string>> = {
  Tab: Code.TAB,
  Enter: Code.ENTER,
  End: Code.END,
  ArrowRight: Code.ARROW_RIGHT,
};

/** A port that nothing uses. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Waits until the driver answers. */
async function ready(server: string): Promise<void> {
  const end = Date.now() + 30_000;
  for (;;) {
    const isUp = await fetch(`${server}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    if (Date.now() > end) throw new Error('WebKitWebDriver did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Ends the driver, the display and the browser, which are one process group. */
function end({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid);
  } catch {
    // It has ended already.
  }
}

async function connect(server: string, binary: string): Promise<WebDriver> {
  return new Builder()
    .usingServer(server)
    .withCapabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation'] } })
    .build();
}

/** Starts WebKit with a home of its own, which is thrown away. */
export async function openWebKit(): Promise<Driver> {
  const binary = process.env.WEBKIT ?? PROGRAMS.find((program) => existsSync(program));
  if (binary === undefined) throw new Error('no MiniBrowser: install webkit2gtk-driver, xvfb and xauth');
  const home = mkdtempSync(join(tmpdir(), 'credwire-webkit-'));
  const port = await freePort();
  const child = spawn('xvfb-run', ['-a', '-s', '-screen 0 2000x1200x24', 'WebKitWebDriver', `--port=${port}`], {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, HOME: home, XDG_CACHE_HOME: home },
  });
  const server = `http://127.0.0.1:${port}`;
  const driver = await ready(server)
    .then(() => connect(server, binary))
    .catch((error) => {
      end(child);
      throw error;
    });
  const capabilities = await driver.getCapabilities();
  const find = (selector: string) => driver.findElement(By.css(selector));
  return {
    version: `${capabilities.getBrowserName()} ${capabilities.getBrowserVersion()}`,
    goto: (url) => driver.get(url),
    evaluate: (body) => driver.executeScript(body),
    click: async (selector) => {
      const element = await find(selector);
      await driver.executeScript('arguments[0].scrollIntoView({ block: "center" });', element);
      await element.click();
    },
    fill: async (selector, text) => {
      const element = await find(selector);
      await element.clear();
      await element.sendKeys(text);
    },
    press: (key) => driver.actions().sendKeys(CODES[key]).perform(),
    resize: async (width, height) => {
      await driver.manage().window().setRect({ x: 0, y: 0, width, height });
    },
    screenshot: async (path) => writeFileSync(path, await driver.takeScreenshot(), 'base64'),
    close: async () => {
      await driver.quit().catch(() => undefined); // the process group ends anyway
      end(child);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** What people paste by accident, what others have them paste, and what a browser can lack. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, openPlayground, show, unfold, VENDOR_NAMES, type Visit, visit } from './support/chromium.js';

let on: Visit;
beforeAll(async () => {
  on = await visit();
});
afterAll(() => on.close());

const MEGABYTE = 1024 * 1024;

/** Puts a value into a field at once, as a paste does. */
const paste = (page: Page, selector: string, value: string) =>
  page.locator(selector).evaluate((element, text) => {
    (element as HTMLInputElement).value = text;
    element.dispatchEvent(new Event('input'));
  }, value);

describe('a megabyte', () => {
  it('as a password is shown in part, and soon', async () => {
    const page = await openPlayground(on);
    for (const name of VENDOR_NAMES) {
      await choose(page, name);
      await paste(page, '#field-password', 'p+'.repeat(MEGABYTE / 2));
      if (name === 'eOne SmartConnect')
        expect(await page.locator('.fault').textContent()).toContain('ERR_MESSAGE_TOO_LONG');
      else expect(await page.locator('.results').textContent()).toMatch(/and [\d,]+ more (?:bytes|characters)/);
      expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(6000);
    }
    await page.context().close();
  });

  it('as a request to diagnose gets an answer', async () => {
    const page = await openPlayground(on);
    await show(page, 'Why is it 401?');
    for (const text of [
      'a'.repeat(MEGABYTE),
      `curl '${'x'.repeat(MEGABYTE)}'`,
      `{"log":{"entries":[${'{},'.repeat(MEGABYTE / 3)}{}]}}`,
    ]) {
      await paste(page, '#seen', '');
      await paste(page, '#seen', text);
      await page.locator('.finding, .fault').first().waitFor();
    }
    await page.context().close();
  });
});

describe('lone surrogates', () => {
  it('is refused with a code, in every secret field', async () => {
    const page = await openPlayground(on);
    for (const name of VENDOR_NAMES) {
      await choose(page, name);
      await paste(page, '#field-password', 'half \uD83D a pair');
      expect(await page.locator('.fault strong').textContent()).toBe('ERR_TEXT_NOT_WELL_FORMED');
      await show(page, 'Why is it 401?');
      await paste(page, '#seen', 'https://x.example/\uDC00');
      expect(await page.locator('.fault strong').textContent()).toBe('ERR_TEXT_NOT_WELL_FORMED');
      await show(page, 'Sandbox');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.locator('.fault').getByText('ERR_TEXT_NOT_WELL_FORMED').waitFor();
      await show(page, 'Encode');
    }
    await page.context().close();
  });
});

const HTML = `"><img src=x onerror="window.hit=1"><script>window.hit=1</script><svg onload=window.hit=1>{{constructor.constructor('window.hit=1')()}}`;

describe('HTML', () => {
  it('is text in every field and every view', async () => {
    const page = await openPlayground(on);
    for (const name of VENDOR_NAMES) {
      await choose(page, name);
      await unfold(page);
      for (const field of await page.locator('.field input, .field textarea').all()) {
        const before = await field.inputValue();
        await field.fill(HTML);
        for (const view of ['Why is it 401?', 'Encode']) await show(page, view);
        const id = await field.getAttribute('id');
        if (!/password|user|email|company|account/i.test(id ?? '')) await field.fill(before);
      }
      await show(page, 'Sandbox');
      await page.getByLabel('Show secrets').check();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page
        .getByText(/Signed in\.|ERR_/)
        .first()
        .waitFor();
      await show(page, 'Why is it 401?');
      await page.locator('#seen').fill(`curl 'https://x.example/?password=${HTML}' -H '${HTML}' -d '${HTML}'`);
      await page.locator('.finding, .fault').first().waitFor();
      await show(page, 'Encode');
      expect(await page.evaluate(() => 'hit' in window)).toBe(false);
      expect(await page.locator('.playground :is(img, script, svg, iframe)').count()).toBe(0);
    }
    await page.context().close();
  });

  it('in a link does nothing', async () => {
    const links = [
      '#vendor=<img src=x onerror=window.hit=1>',
      '#vendor=bex&transport=<b>',
      `#${HTML}`,
      '#%',
      '#vendor=%E0%A4%A',
    ];
    const page = await openPlayground(on);
    for (const hash of links) {
      await page.goto('about:blank');
      await page.goto(`${on.url}/playground.html${hash}`);
      await page.locator('.stage').first().waitFor();
      expect(await page.evaluate(() => 'hit' in window), hash).toBe(false);
    }
    await page.context().close();
  });
});

describe('a hostile curl command', () => {
  const COMMANDS: readonly (readonly [command: string, code: RegExp])[] = [
    ["curl 'https://mes.example' $(rm -rf ~)", /^[A-Z_]+$/],
    ["curl --config /etc/passwd -d @/etc/shadow 'https://mes.example/api/tokens'", /^FILE_BODY$/],
    ["curl 'javascript:alert(1)'", /^[A-Z_]+$/],
    ["curl 'https://mes.example/api/tokens", /^UNREADABLE$/],
    ['curl '.repeat(20_000), /^[A-Z_]+$/],
    ['\u202Ecurl \u0000\u0007', /^[A-Z_]+$/],
  ];

  it('is only read', async () => {
    const page = await openPlayground(on);
    await show(page, 'Why is it 401?');
    const asked = on.asked.length;
    for (const [command, code] of COMMANDS) {
      await paste(page, '#seen', '');
      await page.waitForFunction(() => document.querySelector('.ladder, .fault') === null);
      await paste(page, '#seen', command);
      await page.locator('.finding, .fault').first().waitFor();
      expect(await page.locator('.finding-code, .fault strong').first().textContent(), command.slice(0, 60)).toMatch(
        code,
      );
    }
    expect(on.asked.length).toBe(asked);
    await page.context().close();
  });
});

describe('the page', () => {
  it('connects to nothing, whatever asks for it', async () => {
    const page = await openPlayground(on);
    const asked = on.asked.length;
    const failed = await page.evaluate(async (origin) => {
      const fails = (attempt: Promise<unknown>) =>
        attempt.then(
          () => false,
          () => true,
        );
      const image = new Promise((resolve, reject) => {
        Object.assign(new Image(), { onload: resolve, onerror: reject, src: 'http://127.0.0.1:9/x.png' });
      });
      navigator.sendBeacon(`${origin}/beacon`, 'x');
      return Promise.all([fails(fetch(`${origin}/icon.svg`)), fails(fetch('http://127.0.0.1:9/')), fails(image)]);
    }, on.url);
    expect(failed).toEqual([true, true, true]);
    expect(on.asked.slice(asked)).toEqual([]);
    await page.context().close();
    // The browser reports each refusal as an error: here that's the point.
    on.errors.length = 0;
  });

  it('sends nothing while it is used', async () => {
    const page = await openPlayground(on);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const name of VENDOR_NAMES) {
      await choose(page, name);
      await page.locator('#field-password').fill('s3cret');
      await show(page, 'Sandbox');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Signed in.').waitFor();
      await show(page, 'Encode');
    }
    // The sandbox's own script, and nothing that a person typed.
    expect(asked.filter((url) => !/\/assets\/[\w./-]+\.(?:js|css)$/.test(url))).toEqual([]);
    await page.context().close();
  });

  it('says which code it is if the browser has no Web Crypto', async () => {
    const page = await openPlayground(on, { before: "Object.defineProperty(window, 'crypto', { value: undefined });" });
    expect(await page.locator('.stage').count()).toBe(5); // AES needs none
    await choose(page, 'Jacada');
    expect(await page.locator('.fault strong').textContent()).toBe('ERR_NO_RANDOM');
    await show(page, 'Sandbox');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.fault').getByText('ERR_NO_RANDOM').waitFor();
    await page.context().close();
  });

  it('says that it needs JavaScript if there is none, and the guides read', async () => {
    const page = await on.open('/playground.html', { javaScriptEnabled: false });
    expect(await page.locator('noscript').textContent()).toContain('The playground needs JavaScript.');
    await page.goto(`${on.url}/ifactory.html`);
    expect(await page.locator('main h1').textContent()).toContain('iFactory');
    expect(await page.locator('main pre').count()).toBeGreaterThan(3);
    await page.context().close();
  });
});

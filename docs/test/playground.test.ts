/** The playground in Chromium: every vendor and view, the keyboard alone, a screen reader's tree, light and dark, 360 to 1920 px. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './support/axe.js';
import { choose, openPlayground, show, unfold, VENDOR_NAMES, VIEWS, type Visit, visit } from './support/chromium.js';

let on: Visit;
beforeAll(async () => {
  on = await visit();
});
afterAll(() => on.close());

const stageNames = (page: Page) => page.locator('.stage h3 code').allTextContents();
const stageText = (page: Page, name: string) => page.locator(`.value[data-stage="${name}"]`).textContent();
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

describe('each vendor', () => {
  it('shows its stages as you type', async () => {
    const page = await openPlayground(on);
    const stages: Record<string, readonly string[]> = {};
    for (const name of VENDOR_NAMES) {
      await choose(page, name);
      stages[name] = await stageNames(page);
    }
    expect(stages).toEqual({
      iFactory: ['text', 'padded', 'ciphertext', 'base64', 'encoded'],
      'GBG IDscan': ['user', 'text', 'area', 'encoded', 'body'],
      Jacada: ['user', 'prefix', 'text', 'base64'],
      BEX: ['user', 'text', 'encoded', 'body'],
      'eOne SmartConnect': ['text', 'padded', 'ciphertext', 'base64', 'encoded'],
    });
    await choose(page, 'iFactory');
    await page.getByLabel('Password', { exact: true }).fill('password');
    expect((await stageText(page, 'base64'))?.trim()).toBe('EKclpDnPPGiHI66zyK906w==');
    expect(await page.locator('.hex .padding').count()).toBe(8);
    await page.getByLabel('Password', { exact: true }).fill('P@ss+word/=1');
    expect(await page.locator('.value[data-stage="base64"] mark.plus').allTextContents()).toEqual(['+', '/', '==']);
    await page.getByLabel('Charset of the password').selectOption('utf-16le');
    expect(await page.locator('.hex').nth(1).locator('p').count()).toBe(2); // 24 bytes, and 8 of padding
    await page.context().close();
  });

  it('keeps its random bytes until you ask for others', async () => {
    const page = await openPlayground(on);
    await choose(page, 'Jacada');
    const before = (await stageText(page, 'prefix'))?.trim();
    await page.getByLabel('Password', { exact: true }).fill('another');
    expect((await stageText(page, 'prefix'))?.trim()).toBe(before);
    await page.getByRole('button', { name: 'New random bytes' }).click();
    expect((await stageText(page, 'prefix'))?.trim()).not.toBe(before);
    await page.context().close();
  });

  it('writes its request in six formats', async () => {
    const page = await openPlayground(on);
    for (const name of VENDOR_NAMES) {
      await choose(page, name);
      for (const format of ['fetch', 'curl', 'HAR', '.http', 'Postman', 'Python']) {
        await show(page, format);
        expect((await page.getByLabel(`The request as ${format}`).textContent())?.length, format).toBeGreaterThan(80);
      }
    }
    await page.context().close();
  });
});

describe('the view of a 401', () => {
  it('shows a finding at its stage, for each mistake of each vendor', async () => {
    const page = await openPlayground(on);
    await show(page, 'Why is it 401?');
    for (const name of VENDOR_NAMES) {
      await choose(page, name);
      for (const button of await page.locator('.mistakes button').all()) {
        await button.click();
        const label = await button.textContent();
        if (name !== 'eOne SmartConnect')
          expect(await page.locator('.failed .finding').count(), `${name}: ${label}`).toBe(1);
        expect(await page.locator('.fault').count()).toBe(0);
      }
    }
    await choose(page, 'iFactory');
    await page
      .locator('#seen')
      .fill("curl 'https://mes.example:60200/api/tokens?userLogin=demo&password=jTpn+KK/TcRsHhUeGU2FsQ=='");
    expect(await page.locator('.failed').textContent()).toContain('PLUS_LOST');
    expect(await page.locator('.failed .step').textContent()).toContain('Encoding');
    await page
      .locator('#seen')
      .fill('https://mes.example:60200/api/tokens?userLogin=demo&password=jTpn%2BKK%2FTcRsHhUeGU2FsQ%3D%3D');
    expect(await page.locator('.verdict').textContent()).toContain('This request is right.');
    await page.context().close();
  });
});

describe('the sandbox', () => {
  it('signs in to each vendor, calls, and hides what is secret', async () => {
    const page = await openPlayground(on);
    for (const name of VENDOR_NAMES) await signInAndOut(page, name);
    await page.context().close();
  });

  async function signInAndOut(page: Page, name: string): Promise<void> {
    await choose(page, name);
    await show(page, 'Encode');
    await page.getByLabel('Password', { exact: true }).fill('s3cret+/=');
    await show(page, 'Sandbox');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Signed in.').waitFor();
    await page.getByRole('button', { name: 'Call the API' }).click();
    await page.getByText('The call was answered.').waitFor();
    const shown = page.locator('.results');
    expect(await shown.textContent()).not.toContain('s3cret');
    expect(await shown.textContent()).toContain('"token": "***"');
    await page.getByLabel('Show secrets').check();
    expect(await shown.textContent()).not.toContain('"token": "***"');
    await page.getByRole('button', { name: 'End the session' }).click();
    await page.getByRole('button', { name: 'Call the API' }).click();
    await page.getByText('the session is over').waitFor();
    await page.getByLabel('The server has a different password').check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.fault').getByText('ERR_SIGN_IN_REFUSED').waitFor();
  }
});

describe('a shared link', () => {
  it('holds the vendor and the choices, and nothing typed', async () => {
    const page = await openPlayground(on, { permissions: ['clipboard-read', 'clipboard-write'] });
    for (const name of VENDOR_NAMES) {
      await choose(page, name);
      await unfold(page);
      for (const field of await page.locator('.field input, .field textarea').all()) await field.fill('TYPED');
      await page.locator('.choice select').first().selectOption({ index: 1 });
      await page.getByRole('button', { name: 'Copy a link' }).click();
      await page.getByText('Copied').waitFor();
      const link = await page.evaluate(() => navigator.clipboard.readText());
      expect(link).toMatch(/\/playground\.html#vendor=\w+&\w+=/);
      expect(link).not.toContain('TYPED');
    }
    await page.context().close();
    const other = await openPlayground(on, {}, '#vendor=bex&transport=query');
    expect(await other.getByRole('radio', { name: 'BEX' }).isChecked()).toBe(true);
    expect(await stageNames(other)).toContain('query');
    await other.context().close();
  });
});

describe('without a mouse', () => {
  it('everything can be reached and used', async () => {
    const page = await openPlayground(on);
    await page.getByRole('radio', { name: 'iFactory' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: 'Jacada' }).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    const focused = () =>
      page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.id);
    expect(await focused()).toBe('Reset');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('field-baseUrl');
    await page.getByRole('tab', { name: 'Encode' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Why is it 401?');
    expect(await page.getByRole('tab', { name: 'Why is it 401?' }).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('End');
    expect(await focused()).toBe('Sandbox');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Signed in.').waitFor();
    expect(await focused()).toBe('Sign in');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('The call was answered.').waitFor();
    await page.context().close();
  });

  it('a screen reader finds names and roles', async () => {
    const page = await openPlayground(on);
    const tree = await page.locator('.playground').ariaSnapshot();
    for (const part of [
      'group "Vendor"',
      'radio "iFactory" [checked]',
      'textbox "Password"',
      'tab "Encode" [selected]',
      'tabpanel "Encode"',
      'heading "The request" [level=3]',
      'combobox "Charset of the password"',
    ]) {
      expect(tree).toContain(part);
    }
    await page.context().close();
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each(VIEWS)('%s has no violation that axe finds', async (view) => {
    const page = await openPlayground(on, { colorScheme, viewport: { width: 1280, height: 900 } });
    for (const name of VENDOR_NAMES) {
      await choose(page, name);
      await show(page, view);
      if (view === 'Why is it 401?') await page.locator('.mistakes button').first().click();
      if (view === 'Sandbox') {
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.locator('.session').waitFor();
      }
      if (name === 'iFactory' || name === 'eOne SmartConnect') expect(await violations(page), name).toEqual([]);
    }
    await page.context().close();
  });
});

describe('every width', () => {
  it.each([360, 414, 768, 1024, 1280, 1920])('%i px shows all without a scroll bar below the page', async (width) => {
    const page = await openPlayground(on, { viewport: { width, height: 900 } });
    for (const name of VENDOR_NAMES) {
      await choose(page, name);
      for (const view of VIEWS) {
        await show(page, view);
        expect(await overflow(page), `${name}, ${view}`).toBeLessThanOrEqual(0);
      }
    }
    await page.context().close();
  });
});

it('none of it logs an error', () => {
  expect(on.errors).toEqual([]);
});

/** The playground in Firefox and WebKit: each vendor, each view, the keyboard, 360 px, and search. */
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSite } from '../support/serve.mjs';
import { type Driver, until } from './driver.js';
import { openFirefox } from './firefox.js';
import { openWebKit } from './webkit.js';

const SCREENSHOTS = fileURLToPath(new URL('../screenshots/', import.meta.url));
const plain = (words: string) => words.toLowerCase().replace(/\W+/g, '-').replace(/-$/, '');

/** The vendors, and the stages of each. */
const VENDORS = {
  iFactory: ['text', 'padded', 'ciphertext', 'base64', 'encoded'],
  'GBG IDscan': ['user', 'text', 'area', 'encoded', 'body'],
  Jacada: ['user', 'prefix', 'text', 'base64'],
  BEX: ['user', 'text', 'encoded', 'body'],
  'eOne SmartConnect': ['text', 'padded', 'ciphertext', 'base64', 'encoded'],
} as const;
const NAMES = Object.keys(VENDORS);
const VIEWS = ['Encode', 'Why is it 401?', 'Sandbox'] as const;
const FORMATS = ['fetch', 'curl', 'HAR', '.http', 'Postman', 'Python'] as const;

/** Collects what goes wrong in the page. Once per document. */
const WATCH = `
  window.wrong = [];
  addEventListener('error', ({ message }) => wrong.push(message));
  addEventListener('unhandledrejection', ({ reason }) => wrong.push(String(reason)));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => wrong.push(violatedDirective));`;

describe.each([
  ['Firefox', openFirefox],
  ['WebKit', openWebKit],
] as const)('in %s', (name, start) => {
  let site: Awaited<ReturnType<typeof serveSite>>;
  let driver: Driver;
  beforeAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    site = await serveSite();
    driver = await start();
    console.log(`${name}: ${driver.version}`);
  });
  afterAll(async () => {
    await driver?.close();
    await site.close();
  });

  const text = (selector: string) =>
    driver.evaluate<string>(`return document.querySelector(${JSON.stringify(selector)})?.textContent ?? '';`);
  const count = (selector: string) =>
    driver.evaluate<number>(`return document.querySelectorAll(${JSON.stringify(selector)}).length;`);
  const focused = () =>
    driver.evaluate<string>('return document.activeElement.textContent.trim() || document.activeElement.id;');
  const shows = (selector: string, words: string) =>
    until(
      driver,
      `document.querySelector(${JSON.stringify(selector)})?.textContent.includes(${JSON.stringify(words)})`,
    );

  /** Loads the playground afresh, and waits until it can be used. */
  async function open(width = 1280): Promise<void> {
    await driver.resize(width, 900);
    await driver.goto('about:blank');
    await driver.goto(`${site.url}/playground.html`);
    await driver.evaluate(WATCH);
    await until(driver, "document.querySelector('.stage')");
  }
  const choose = (vendor: string) => driver.click(`.vendors label:nth-of-type(${NAMES.indexOf(vendor) + 1})`);
  const show = (view: (typeof VIEWS)[number]) => driver.click(`#view-tab-${VIEWS.indexOf(view)}`);
  const press = (number: number) => driver.click(`.actions button:nth-of-type(${number})`);
  const folder = `${SCREENSHOTS}${plain(name)}/`;
  const shoot = async (vendor: string, view: string) => {
    await driver.evaluate('scrollTo(0, 0);');
    await driver.screenshot(`${folder}${plain(vendor)}_${plain(view)}.png`);
  };
  const nothingWrong = async () => expect(await driver.evaluate('return window.wrong;')).toEqual([]);

  it.each(Object.entries(VENDORS))('%s shows its stages and six formats', async (vendor, stages) => {
    await open();
    await choose(vendor);
    const shown = 'return [...document.querySelectorAll(".stage h3 code")].map((each) => each.textContent);';
    expect(await driver.evaluate(shown)).toEqual(stages);
    for (const format of FORMATS) {
      await driver.click(`#format-tab-${FORMATS.indexOf(format)}`);
      expect((await text(`[aria-label="The request as ${format}"]`)).length, format).toBeGreaterThan(80);
    }
    await shoot(vendor, 'Encode');
    await nothingWrong();
  });

  it('encodes what is typed', async () => {
    await open();
    await driver.fill('#field-password', 'password');
    await shows('.value[data-stage="base64"]', 'EKclpDnPPGiHI66zyK906w==');
    await driver.fill('#field-password', 'P@ss+word/=1');
    await shows('.value[data-stage="base64"]', 'jTpn+KK/TcRsHhUeGU2FsQ==');
    await nothingWrong();
  });

  it.each(NAMES)('%s: finds a mistake', async (vendor) => {
    await open();
    await choose(vendor);
    await show('Why is it 401?');
    // Whether a ciphertext of SmartConnect contains a "+" is chance; encoding twice is always wrong.
    await driver.click(`.mistakes li:nth-child(${vendor === 'eOne SmartConnect' ? 2 : 1}) button`);
    await until(driver, "document.querySelector('.ladder')");
    expect(await count('.failed .finding')).toBe(1);
    await shoot(vendor, 'Why is it 401?');
    await nothingWrong();
  });

  it.each(NAMES)('%s: signs in to the sandbox', async (vendor) => {
    await open();
    await choose(vendor);
    await show('Sandbox');
    await press(1);
    await shows('.said', 'Signed in.');
    await press(2);
    await shows('.said', 'The call was answered.');
    await shoot(vendor, 'Sandbox');
    await press(3);
    await shows('.said', 'has forgotten the token');
    await press(2);
    await shows('.said', 'the session is over');
    await nothingWrong();
  });

  it('can be used with only the keyboard', async () => {
    await open();
    await driver.evaluate("document.querySelector('.vendors input').focus();");
    await driver.press('ArrowRight');
    await driver.press('ArrowRight');
    expect(await driver.evaluate("return document.querySelector('.vendors input:checked').value;")).toBe('jacada');
    await driver.press('Tab');
    expect(await focused()).toBe('Reset');
    await driver.evaluate("document.querySelector('#view-tab-0').focus();");
    await driver.press('ArrowRight');
    expect(await focused()).toBe('Why is it 401?');
    await driver.press('End');
    expect(await focused()).toBe('Sandbox');
    await driver.press('Tab');
    await driver.press('Enter');
    await shows('.said', 'Signed in.');
    await driver.press('Tab');
    await driver.press('Enter');
    await shows('.said', 'The call was answered.');
    await nothingWrong();
  });

  it('fits into 360 px', async () => {
    await open(360);
    // MiniBrowser's window stays wider, so the page itself is made narrow: the styles are the same up to 480 px.
    expect(await driver.evaluate('return window.innerWidth;')).toBeLessThanOrEqual(480);
    await driver.evaluate("document.body.style.width = '360px';");
    for (const vendor of NAMES) {
      await choose(vendor);
      for (const view of VIEWS) {
        await show(view);
        const overflow = 'return document.body.scrollWidth - 360;';
        expect(await driver.evaluate(overflow), `${vendor}, ${view}`).toBeLessThanOrEqual(0);
      }
    }
    await driver.evaluate("document.querySelector('.vendors').style.width = '400px';");
    expect(await driver.evaluate('return document.body.scrollWidth;')).toBeGreaterThan(360);
  });

  it('searches without a server', async () => {
    await driver.resize(1280, 900);
    await driver.goto(`${site.url}/index.html`);
    await driver.evaluate(WATCH);
    await driver.click('.VPNavBarSearch button');
    await until(driver, "document.querySelector('.search-input')");
    await driver.fill('.search-input', 'modulus exponent');
    await shows('.results', 'RSA key from modulus and exponent');
    await nothingWrong();
  });
});

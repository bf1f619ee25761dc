/** Real browsers, each with a profile of its own that is thrown away. */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { execute } from '../support/execute.mjs';
import { onMachine } from '../support/find.mjs';
import { reportOfPage } from '../support/page.mjs';
import { reportIn, versionIn } from './engine.mjs';

/** Where the packages of Debian put WebKitGTK's small browser. */
const MINI_BROWSER = ['4.1', '4.0'].map((version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`);

// As root a browser has no sandbox; the page is our own.
const CHROMIUM_FLAGS = [
  ...['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--no-default-browser-check'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
];

/** WebKitGTK has no mode without a window. @param {string} program @param {string[]} args @returns {[string, string[]]} */
const onDisplay = (program, args) =>
  program.endsWith('MiniBrowser') ? ['xvfb-run', ['-a', program, ...args]] : [program, args];

/** The program that opens Chromium, here and for other tests. */
export const findChromium = () => onMachine(process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome');

/** Opens a URL in Chromium. @param {string} program @param {string} profile @param {string} url @param {AbortSignal} signal */
export const openChromium = (program, profile, url, signal) =>
  execute(program, [...CHROMIUM_FLAGS, `--user-data-dir=${profile}`, url], { signal });

/**
 * @param {string} id @param {string} name @param {() => string | undefined} find
 * @param {(program: string, profile: string, url: string, signal: AbortSignal) => Promise<unknown>} open
 * @returns {import('./engine.mjs').Engine}
 */
const browser = (id, name, find, open) => ({
  id,
  name,
  find,
  version: async (program) => versionIn(await execute(...onDisplay(program, ['--version']))),
  run: async (program, { folder, vectors, module }) => {
    const profile = await mkdtemp(join(folder, `${id}-`));
    const start = (/** @type {string} */ url, /** @type {AbortSignal} */ signal) => open(program, profile, url, signal);
    return [reportIn(await reportOfPage(vectors + module, 'globalThis.credwireReport()', start))];
  },
});

/** @type {readonly import('./engine.mjs').Engine[]} */
export const browsers = [
  browser('chromium', 'Chromium', findChromium, openChromium),
  browser(
    'firefox',
    'Firefox',
    () => onMachine('firefox-esr', 'firefox'),
    (program, profile, url, signal) =>
      execute(program, ['--headless', '--no-remote', '--profile', profile, url], { signal, env: { HOME: profile } }),
  ),
  browser(
    'webkit',
    'WebKit (WebKitGTK)',
    () => onMachine('xvfb-run') && onMachine(...MINI_BROWSER),
    (program, profile, url, signal) =>
      execute(...onDisplay(program, [url]), { signal, env: { HOME: profile, XDG_CACHE_HOME: profile } }),
  ),
];

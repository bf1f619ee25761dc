/** Real browsers, each with a profile of its own that is thrown away. */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium, openChromium } from '../support/chromium.mjs';
import { execute } from '../support/execute.mjs';
import { onMachine } from '../support/find.mjs';
import { reportOfPage } from '../support/page.mjs';
import { reportIn, versionIn } from './engine.mjs';

/** Where the packages of Debian put WebKitGTK's small browser. */
const MINI_BROWSER = ['4.1', '4.0'].map((version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`);

/** WebKitGTK has no mode without a window. @param {string} program @param {string[]} args @returns {[string, string[]]} */
const onDisplay = (program, args) =>
  program.endsWith('MiniBrowser') ? ['xvfb-run', ['-a', program, ...args]] : [program, args];

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

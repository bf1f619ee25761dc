/** Chromium, for the engines and for the pages of bundlers. */
import { execute } from './execute.mjs';
import { onMachine } from './find.mjs';

// As root a browser has no sandbox; the pages are our own.
const FLAGS = [
  ...['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--no-default-browser-check'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
];

/** Its program, if it is installed. */
export const findChromium = () => onMachine(process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome');

/**
 * Opens a URL, until the signal ends it.
 *
 * @param {string} program @param {string} profile @param {string} url @param {AbortSignal} signal
 */
export const openChromium = (program, profile, url, signal) =>
  execute(program, [...FLAGS, `--user-data-dir=${profile}`, url], { signal });

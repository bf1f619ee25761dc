/** Chromium, and pages that hold one script. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { httpAnswer, type Recorded } from './raw-server.js';

/** Where Debian's package puts it. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts it, or says what is missing. */
export function launch(): Promise<Browser> {
  if (!existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM}: install chromium, or set CHROMIUM`);
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({ executablePath: CHROMIUM, args });
}

/** A module and all that it imports, as one script for browsers. */
export async function bundle(path: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    nodePaths: [fileURLToPath(new URL('../node_modules', import.meta.url))],
  });
  return outputFiles[0]?.text ?? '';
}

/** Answers with a page that runs the script, and with the script. */
export function pageAnswer({ target }: Recorded, script: string): Buffer {
  return target === '/page.js'
    ? httpAnswer(200, script, ['Content-Type: text/javascript; charset=utf-8'])
    : httpAnswer(200, '<!doctype html><script type="module" src="/page.js"></script>', ['Content-Type: text/html']);
}

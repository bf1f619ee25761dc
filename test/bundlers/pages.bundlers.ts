/** Pages made by each bundler, and without one, sign in to the sandboxes in Chromium. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPackage } from '../package/install.mjs';
import { findChromium, openChromium } from '../runtimes/support/chromium.mjs';
import { reportOfPage } from '../runtimes/support/page.mjs';
import { bundlers } from './support/bundlers.js';
import { serve, vendors } from './support/sandboxes.js';

const program = (name: string) => fileURLToPath(new URL(`program/${name}`, import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'credwire-bundlers-'));
  installPackage(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** What a page that runs this script reports: whom it has signed in. */
async function signedIn(script: string): Promise<string[]> {
  const chromium = findChromium();
  if (chromium === undefined) throw new Error('no Chromium: install it, or set CHROMIUM');
  const profile = mkdtempSync(join(folder, 'profile-'));
  const open = (url: string, signal: AbortSignal) => openChromium(chromium, profile, url, signal);
  const report = await reportOfPage(script, 'signInToAll(location.origin)', open, serve);
  return JSON.parse(report.startsWith('[') ? report : JSON.stringify([report]));
}

const everyone = vendors.map((vendor) => expect.stringMatching(`^${vendor} [\\w-]{20,}$`));

describe.each(Object.entries(bundlers))('%s', (_, bundle) => {
  it('builds a page that signs in to all vendors', async () => {
    const input = join(folder, 'page.mjs');
    copyFileSync(program('page.mjs'), input);
    expect(await signedIn(await bundle(input))).toEqual(everyone);
  });
});

describe('without a bundler', () => {
  const dist = (name: string) => readFileSync(join(folder, 'node_modules/credwire/dist', name), 'utf8');
  const body = () => readFileSync(program('page.mjs'), 'utf8').replaceAll(/^import .*$/gm, '');
  const names = 'bex, idscan, ifactory, jacada, run, smartconnect, clients';

  it('the single file signs in, as a plain script with a global', async () => {
    const script = `(0, eval)(${JSON.stringify(dist('credwire.iife.min.js'))});
      const { ${names} } = globalThis.credwire;\nconst { viaFetch } = clients;\n${body()}`;
    expect(await signedIn(script)).toEqual(everyone);
  });
});

describe.each(Object.entries(bundlers))('%s', (_, bundle) => {
  it('leaves out what one vendor of the main entry does not need', async () => {
    const input = join(folder, 'vendor.mjs');
    copyFileSync(program('vendor.mjs'), input);
    const script = await bundle(input);
    const found = [
      'api/service/login',
      'BigInteger',
      'BigInt',
      'RSAKeyValue',
      'sbox',
      'expandKey',
      'AES',
      'Jacada',
      'IDscan',
    ];
    expect(found.filter((text) => script.includes(text))).toEqual(['api/service/login']);
  });
});

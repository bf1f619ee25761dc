/** The examples that need no package of others, each run to its end on the sources. test/contract runs those that do. */
import { afterEach, describe, expect, it, vi } from 'vitest';

const lines: string[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  lines.length = 0;
});

/** What an example prints. */
async function run(load: () => Promise<unknown>): Promise<readonly string[]> {
  vi.spyOn(console, 'log').mockImplementation((...words: unknown[]) => {
    lines.push(words.join(' '));
  });
  await load();
  return lines;
}

describe('examples of vendors', () => {
  it('ifactory', async () => {
    expect(await run(() => import('../../examples/vendors/ifactory.mjs'))).toEqual([
      '{"authorised":true,"user":"demo"}',
      'ZC4W1nJXZGr0xnnuMBDW5w== h8PxEarBWYWpps5jRmeshw==',
      'ERR_SIGN_IN_REFUSED',
    ]);
  });

  it('idscan', async () => {
    expect(await run(() => import('../../examples/vendors/idscan.mjs'))).toEqual([
      '2026-01-01T09:59:59.000Z',
      '200',
      '200',
      '401',
    ]);
  });

  it('jacada', async () => {
    expect(await run(() => import('../../examples/vendors/jacada.mjs'))).toEqual(['200', '200']);
  });

  it('bex', async () => {
    expect(await run(() => import('../../examples/vendors/bex.mjs'))).toEqual([
      'user123 true',
      '200 ERR_SIGN_IN_REFUSED Invalid username or password.',
    ]);
  });

  it('smartconnect', async () => {
    expect(await run(() => import('../../examples/vendors/smartconnect.mjs'))).toEqual(['72b01219 true']);
  });
});

describe('examples of clients that the platform has', () => {
  const signedIn = ['200 {"authorised":true,"user":"user123"}'];

  it('fetch', async () => {
    expect(await run(() => import('../../examples/clients/fetch.mjs'))).toEqual(signedIn);
  });

  it('node:http', async () => {
    expect(await run(() => import('../../examples/clients/node-http.mjs'))).toEqual(signedIn);
  });
});

describe('the example of requests as texts', () => {
  it('shows no password', async () => {
    const text = (await run(() => import('../../examples/clients/texts.mjs'))).join('\n');
    expect(text).toContain('curl');
    expect(text).not.toContain('p+ss');
  });
});

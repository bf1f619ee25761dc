/** What `connect` adds to a page, which loads vendors by id, the store's hash and fetch's part only when they are used. */
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { ROOT } from './install.mjs';

const options = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  write: false as const,
  format: 'esm' as const,
  platform: 'neutral' as const,
  mainFields: ['module', 'main'],
  target: 'es2022',
} satisfies BuildOptions;

/** Leaves out what is loaded later, as bundlers do that make a file of it. */
const later: Plugin = {
  name: 'later',
  setup: ({ onResolve }) => {
    onResolve({ filter: /./ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
  },
};

async function bundle(contents: string): Promise<{ readonly text: string; readonly size: number }> {
  const stdin = { contents, resolveDir: ROOT };
  const { outputFiles } = await build({ ...options, stdin, plugins: [later] });
  const text = outputFiles[0]?.text ?? '';
  return { text, size: gzipSync(text, { level: 9 }).length };
}

const PAGE = `export * as vendor from './src/vendors/bex.ts'; export { run } from './src/http/run.ts';`;

describe('credwire/session', () => {
  it('adds at most 3,950 bytes to a vendor and run', async () => {
    const before = await bundle(PAGE);
    const after = await bundle(`${PAGE} export { connect } from './src/session/index.ts';`);
    expect(after.size - before.size).toBeLessThanOrEqual(3950);
  });

  it('brings neither the other vendors nor a hash to a page that passes a module', async () => {
    const { text } = await bundle(`${PAGE} export { connect } from './src/session/index.ts';`);
    for (const trace of ['api/tokens', 'idscanenterprisesvc', 'Security-Token', 'RSAKeyValue', '1779033703']) {
      expect(text).not.toContain(trace);
    }
  });

  it('gives a bundler that splits a file for each vendor', async () => {
    const contents = `export { connect } from './src/session/index.ts';`;
    const { outputFiles } = await build({
      ...options,
      stdin: { contents, resolveDir: ROOT },
      splitting: true,
      outdir: 'x',
    });
    const names = outputFiles.map(({ path }) => path).join();
    for (const vendor of ['bex', 'idscan', 'ifactory', 'jacada', 'smartconnect']) expect(names).toMatch(`${vendor}-`);
  });
});

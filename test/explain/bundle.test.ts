import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The sources that come along with an entry. */
async function sourcesOf(path: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [path],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
  });
  return Object.keys(metafile.inputs);
}

describe('the entry', () => {
  const others = [
    'index',
    'vendors/ifactory',
    'vendors/idscan',
    'vendors/jacada',
    'vendors/bex',
    'vendors/smartconnect',
  ];
  for (const other of [...others, 'session/index', 'clients/index', 'codecs/index']) {
    test(`${other} brings nothing of explain along`, async () => {
      const found = await sourcesOf(`src/${other}.ts`);
      expect(found.filter((path) => /explain|aes-ecb|digests/.test(path))).toEqual([]);
    });
  }

  test('explain brings no client, sandbox or session along', async () => {
    const found = await sourcesOf('src/explain/index.ts');
    expect(found.filter((path) => /src\/(?:clients|formats|sandbox|session)/.test(path))).toEqual([]);
  });
});

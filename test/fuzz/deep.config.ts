/**
 * The property and fuzz tests at depth, for `npm run test:deep`: each property runs a million cases, or as many as it
 * gets through in CREDWIRE_DEEP seconds (60 unless told otherwise), and says how many those were.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig, type Plugin } from 'vitest/config';
import base from '../../vitest.config.js';

const wrapper = fileURLToPath(new URL('../support/reliability-fast-check.ts', import.meta.url));

/** Puts a fast-check with other numbers in the place of the real one, which the wrapper alone still gets. */
const deeper: Plugin = {
  name: 'deeper',
  enforce: 'pre',
  resolveId: (source, importer) => (source === 'fast-check' && importer !== wrapper ? wrapper : undefined),
};

export default mergeConfig(
  base,
  defineConfig({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    plugins: [deeper],
    test: {
      env: { CREDWIRE_DEEP: process.env.CREDWIRE_DEEP ?? '60' },
      exclude: ['**/node_modules/**', 'test/{package,docs,scripts,vectors,types,contract}/**'],
      testTimeout: 3_600_000,
    },
  }),
);

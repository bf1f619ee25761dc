import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import library from '../../vitest.config.js';

const here = fileURLToPath(new URL('.', import.meta.url));

// The contract suite has packages of its own (package.json in this folder), so it isn't part of the plain tests.
export default defineConfig({
  resolve: { alias: library.resolve?.alias ?? [] },
  plugins: [
    {
      // The examples of clients stand elsewhere, and find their client among these packages.
      name: 'clients-of-examples',
      enforce: 'pre',
      resolveId(id, importer) {
        const isPackage =
          /\/examples\/(?:clients|sandbox)\//.test(importer ?? '') && /^(?!node:|credwire)[@\w]/.test(id);
        return isPackage ? this.resolve(id, `${here}example.mjs`, { skipSelf: true }) : undefined;
      },
    },
  ],
  test: {
    root: here,
    include: ['**/*.contract.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

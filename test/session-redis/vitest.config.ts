import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import library from '../../vitest.config.js';

const here = fileURLToPath(new URL('.', import.meta.url));

// This suite starts a real Redis and has packages of its own (package.json in this folder).
export default defineConfig({
  resolve: { alias: library.resolve?.alias ?? [] },
  plugins: [
    {
      // The examples stand elsewhere, and find their packages among those of this suite.
      name: 'packages-of-examples',
      enforce: 'pre',
      resolveId(id, importer) {
        const isPackage = /\/examples\/session\//.test(importer ?? '') && /^(?!node:|credwire)[@\w]/.test(id);
        return isPackage ? this.resolve(id, `${here}example.mjs`, { skipSelf: true }) : undefined;
      },
    },
  ],
  test: {
    root: here,
    include: ['**/*.redis.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});

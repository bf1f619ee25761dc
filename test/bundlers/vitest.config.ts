import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import library from '../../vitest.config.js';

// Bundles the packed archive with packages of its own (package.json in this folder), so it isn't part of npm test. The
// sandboxes that the bundles sign in to are the sources.
export default defineConfig({
  resolve: { alias: library.resolve?.alias ?? [] },
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['**/*.bundlers.ts'],
    fileParallelism: false, // they all build
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

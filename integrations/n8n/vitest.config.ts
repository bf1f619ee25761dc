import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import library from '../../vitest.config.js';

// The tests use the built package. n8n itself is a package of `host/`.
export default defineConfig({
  resolve: { alias: library.resolve?.alias ?? [] },
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['test/**/*.n8n.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import library from '../../vitest.config.js';

// Tests the built site in Chromium, with packages of its own (docs/package.json), so it's no part of npm test.
export default defineConfig({
  resolve: { alias: library.resolve?.alias ?? [] },
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

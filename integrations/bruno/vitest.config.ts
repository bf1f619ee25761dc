import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import library from '../../vitest.config.js';

// These tests run the built collection. Bruno's command is a package of this folder.
export default defineConfig({
  resolve: { alias: library.resolve?.alias ?? [] },
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['test/**/*.bruno.ts'],
    maxWorkers: '100%', // on two cores the default is one
    testTimeout: 300_000,
  },
});

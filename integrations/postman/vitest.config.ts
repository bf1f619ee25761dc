import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import library from '../../vitest.config.js';

// These tests run the built collection. Newman and Postman's engine are packages of this folder.
export default defineConfig({
  resolve: { alias: library.resolve?.alias ?? [] },
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['test/**/*.postman.ts'],
    maxWorkers: '100%', // on two cores the default is one
    testTimeout: 300_000,
  },
});

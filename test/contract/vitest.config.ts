import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import library from '../../vitest.config.js';

// The contract suite has packages of its own (package.json beside this file), so it is no part of the plain tests.
export default defineConfig({
  resolve: { alias: library.resolve?.alias ?? [] },
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['**/*.contract.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

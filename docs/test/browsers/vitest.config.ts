import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Drives the built site in Firefox and in WebKit, with packages of its own (package.json in this folder).
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['*.browsers.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Looks at the packed archive with packages of its own (package.json in this folder), so it isn't part of npm test.
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['**/*.tarball.ts'],
    fileParallelism: false, // both build
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    // Tests import the package by its public names and get the sources; test/package/ looks at the built files.
    alias: [
      { find: /^credwire$/, replacement: source('index.ts') },
      { find: /^credwire\/codecs$/, replacement: source('codecs/index.ts') },
      { find: /^credwire\/clients$/, replacement: source('clients/index.ts') },
      { find: /^credwire\/sandbox$/, replacement: source('sandbox/index.ts') },
      { find: /^credwire\/jsbn$/, replacement: source('codecs/mod-pow-jsbn.ts') },
      { find: /^credwire\/node$/, replacement: source('codecs/mod-pow-node.ts') },
      { find: /^credwire\/session\/file$/, replacement: source('session/file/index.ts') },
      { find: /^credwire\/session$/, replacement: source('session/index.ts') },
      { find: /^credwire\/explain$/, replacement: source('explain/index.ts') },
      { find: /^credwire\/(ifactory|idscan|jacada|bex|smartconnect)$/, replacement: source('vendors/$1.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: '100%', // on two cores the default is one
    testTimeout: 60_000, // property tests take seconds on a busy machine, and no test is about time
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/cli/**'], // run as processes, which are not measured: test/cli
      thresholds: { lines: 100, functions: 100, branches: 100, statements: 100 },
    },
  },
});

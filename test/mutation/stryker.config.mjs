// StrykerJS for one area; run.mjs sets the variables. StrykerJS 9 is the last that runs on Node 20.
const { MUTATION_AREA: area = 'all', MUTATION_SOURCES: sources = 'src/**/*.ts' } = process.env;

export default {
  packageManager: 'npm',
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  mutate: sources.split(' '),
  concurrency: 2,
  timeoutMS: 5000,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `coverage/mutation/${area}.json` },
  tempDirName: `coverage/mutation/${area}.tmp`,
  ignorePatterns: [
    'dist',
    'docs/node_modules',
    'docs/reference',
    'docs/.vitepress/dist',
    'coverage',
    'vectors/oracles',
  ],
};

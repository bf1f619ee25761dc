// Mutation testing, one directory after the other: MUTATE says which sources are changed, MUTATION_TESTS which tests
// look at them. StrykerJS 9 is the last that runs on Node 20; it is not among the development dependencies, see
// docs/reliability.md for the command.
export default {
  packageManager: 'npm',
  testRunner: 'vitest',
  vitest: { configFile: 'test/fuzz/mutation.config.ts' },
  coverageAnalysis: 'perTest',
  mutate: (process.env.MUTATE ?? 'src/**/*.ts').split(','),
  concurrency: 2,
  timeoutMS: 8000,
  reporters: ['clear-text', 'progress'],
  ignorePatterns: ['dist', 'docs', 'test/contract'],
};

/** The tests that look at mutants: those that MUTATION_TESTS names, by patterns with spaces between, as one file. */
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig, type Plugin } from 'vitest/config';
import base from '../../vitest.config.js';

const tests = (process.env.MUTATION_TESTS ?? 'test/**/*.test.ts')
  .split(' ')
  .map((pattern) => pattern.replace(/^!?/, '$&/'));

/** What together.ts imports: every test of the area. */
const together: Plugin = {
  name: 'together',
  resolveId: (source) => (source === 'virtual:tests-of-the-area' ? source : undefined),
  load: (id) =>
    id === 'virtual:tests-of-the-area' ? `import.meta.glob(${JSON.stringify(tests)}, { eager: true });` : undefined,
};

const config = mergeConfig(
  base,
  defineConfig({ root: fileURLToPath(new URL('../..', import.meta.url)), plugins: [together] }),
);

config.test.include = ['test/mutation/together.ts'];

export default config;

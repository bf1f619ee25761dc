/** The tests that look at mutants: those of MUTATION_TESTS, or all but those that look at files instead of behaviour. */
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.js';

const config = mergeConfig(base, defineConfig({ root: fileURLToPath(new URL('../..', import.meta.url)) }));

config.test.include = (process.env.MUTATION_TESTS ?? 'test/**/*.test.ts').split(',');
config.test.exclude = ['**/node_modules/**', 'test/{package,docs,scripts,types,contract}/**'];

export default config;

/** The tests that look at mutants: those that MUTATION_TESTS names, by patterns with spaces between. */
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.js';

const config = mergeConfig(base, defineConfig({ root: fileURLToPath(new URL('../..', import.meta.url)) }));

config.test.include = (process.env.MUTATION_TESTS ?? 'test/**/*.test.ts').split(' ');

export default config;

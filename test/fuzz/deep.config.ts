/**
 * The property and fuzz tests at depth, for `npm run test:deep`: each property runs a million cases, or as many as it
 * gets through in CREDWIRE_DEEP seconds (60 unless told otherwise; 0: as many as in `npm test`). At the end it says how
 * many cases those were.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig, type Plugin } from 'vitest/config';
import type { Reporter } from 'vitest/node';
import base from '../../vitest.config.js';

const wrapper = fileURLToPath(new URL('../support/deep-fast-check.ts', import.meta.url));

/** Replaces fast-check with one that has other numbers; only the wrapper still gets the real one. */
const deeper: Plugin = {
  name: 'deeper',
  enforce: 'pre',
  resolveId: (source, importer) => (source === 'fast-check' && importer !== wrapper ? wrapper : undefined),
};

/** A line for each property: how many cases it ran, and its test. */
const log = join(mkdtempSync(join(tmpdir(), 'credwire-deep-')), 'cases');

/** Says at the end how many cases those were. */
const total: Reporter = {
  onTestRunEnd() {
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    rmSync(log);
    const cases = lines.map((line) => Number(line.split(' ', 1)[0])).sort((one, other) => one - other);
    const whole = cases.filter((count) => count >= 1_000_000).length;
    const sum = cases.reduce((one, other) => one + other, 0);
    const few = lines.filter((line) => Number(line.split(' ', 1)[0]) <= Number(cases[4]));
    console.log(
      `${cases.length} properties, ${sum.toLocaleString('en')} cases; ${whole} properties had 1,000,000 or more.`,
    );
    console.log(`The fewest:\n${few.join('\n')}`);
  },
};

export default mergeConfig(
  base,
  defineConfig({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    plugins: [deeper],
    test: {
      env: { CREDWIRE_DEEP: process.env.CREDWIRE_DEEP ?? '60', CREDWIRE_DEEP_LOG: log },
      reporters: ['default', total],
      exclude: ['**/node_modules/**', 'test/{package,docs,scripts,vectors,types,contract}/**'],
      testTimeout: 3_600_000,
    },
  }),
);

/**
 * The suite that runs in every engine: plain functions, which get the library passed in. It imports nothing of the
 * library, no test framework and no platform.
 *
 * @typedef {import('../../vectors/registry.mjs').Library} Library
 * @typedef {import('../../../vectors/vectors.cjs').VectorFile} VectorFile
 * @typedef {{ readonly name: string, readonly run: () => unknown }} Test
 * @typedef {{ name: string, passed: number, failures: string[], stays: readonly string[] }} Result The suite in one
 *   variant of the engine; `stays` lists what could not be hidden.
 * @typedef {{ missing: string[], tests: number, results: Result[] }} Report
 */
import { runVector } from '../../vectors/run-vector.mjs';
import { errorTests } from './errors.mjs';
import { equal } from './expect.mjs';
import { faceTests } from './faces.mjs';
import { nodeEngineTests } from './node-engine.mjs';
import { missing } from './platform.mjs';
import { randomTests } from './random.mjs';
import { sessionTests } from './sessions.mjs';
import { signInTests } from './sign-ins.mjs';
import { VARIANTS } from './variants.mjs';

/** At most this many failures are reported per variant; the rest are counted. */
const MOST_TOLD = 10;

/**
 * @param {Library} library
 * @param {readonly (readonly [string, VectorFile])[]} files Names and contents of the golden vectors.
 * @param {number} [cases] How many random cases of an engine of RSA.
 * @returns {Test[]}
 */
export function testsOf(library, files, cases = 200) {
  const vectors = files.flatMap(([name, { testGroups }]) =>
    testGroups.flatMap(({ type, tests }) =>
      tests.map((vector) => ({
        name: `${name} ${vector.tcId}: ${vector.comment}`,
        run: async () => equal(await runVector(library, type, vector), [], 'differences'),
      })),
    ),
  );
  return [
    ...vectors,
    ...signInTests(library),
    ...sessionTests(library),
    ...randomTests(library),
    ...errorTests(library),
    ...faceTests(library),
    ...nodeEngineTests(library, files, cases),
  ];
}

/**
 * The whole suite in the engine as it is, and in each variant of it.
 *
 * @param {Library} library
 * @param {readonly (readonly [string, VectorFile])[]} files
 * @param {number} [cases]
 * @returns {Promise<Report>}
 */
export async function runSuite(library, files, cases) {
  const tests = testsOf(library, files, cases);
  const report = { missing: missing(), tests: tests.length, results: /** @type {Result[]} */ ([]) };
  for (const { name, begin } of VARIANTS) {
    const end = begin();
    const result = { name, passed: 0, failures: /** @type {string[]} */ ([]), stays: end.stays ?? [] };
    try {
      for (const test of tests) {
        try {
          await test.run();
          result.passed++;
        } catch (error) {
          result.failures.push(`${test.name}: ${error}`);
        }
      }
    } finally {
      end();
    }
    const untold = result.failures.splice(MOST_TOLD).length;
    if (untold > 0) result.failures.push(`and ${untold} more`);
    report.results.push(result);
  }
  return report;
}

/**
 * All tests of an area as one file, so that one mutant costs one load of the sources and not one per file. If the sources throw
 * while they load, a test says so.
 */
import { it } from 'vitest';

const failures: unknown[] = [];
try {
  await import('virtual:tests-of-the-area');
} catch (error) {
  failures.push(error);
}

it('loads', () => {
  for (const failure of failures) throw failure;
});

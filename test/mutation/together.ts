/**
 * All tests of an area as one file, so that one mutant costs one load of the sources and not one per file. StrykerJS sees
 * no failed test if a file fails while it is loaded, so one test checks just that.
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

/**
 * All tests of an area as one file, so that one mutant costs one load of the sources and not one a file. StrykerJS sees
 * no failed test where a file fails while it is loaded, hence the test of just that.
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

/** The few assertions that the suite needs; test frameworks do not run in every engine. */

/**
 * By their JSON, so that the order of members counts.
 *
 * @param {unknown} actual @param {unknown} expected @param {string} [what]
 */
export function equal(actual, expected, what = 'value') {
  const [seen, wanted] = [actual, expected].map((value) => JSON.stringify(value) ?? String(value));
  if (seen !== wanted) throw new Error(`${what}: expected ${wanted?.slice(0, 300)}, got ${seen?.slice(0, 300)}`);
}

/**
 * The error that a call throws, or its promise rejects with; none is a failure of the test.
 *
 * @param {() => unknown} call
 * @returns {Promise<any>}
 */
export async function failureOf(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('expected an error, got none');
}

/** What a call ended in, as plain data that can be compared: a value or a code, and nothing else ever. */
import { CredwireError, type ErrorCode } from 'credwire';

/** A value, or the code of the error. */
export type Verdict<T> = { readonly value: T } | { readonly code: ErrorCode };

/** The outcome of a call. An error without a code of the library comes through, and fails the test. */
export function verdictOf<T>(call: () => T): Verdict<T> {
  try {
    return { value: call() };
  } catch (error) {
    if (error instanceof CredwireError) return { code: error.code };
    throw error;
  }
}

/** The outcome as one word: the code, or `returned`. */
export function wordOf(verdict: Verdict<unknown>): string {
  return 'code' in verdict ? verdict.code : 'returned';
}

/** How often each outcome came, for tests that want to see all of them: `{ returned: 3, ERR_URL: 97 }`. */
export function tally(words: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** What a call ended in, for tests that look at more than one property of an error. */
import { CredwireError, ResponseError } from 'credwire';

/** The library's error that `work` throws; anything else that it throws goes on, and a result is a failure. */
export function errorOf(work: () => unknown): CredwireError {
  try {
    work();
  } catch (error) {
    if (error instanceof CredwireError) return error;
    throw error;
  }
  throw new Error('expected a CredwireError, got a result');
}

/** As {@link errorOf}, for errors of the peer. */
export function responseErrorOf(work: () => unknown): ResponseError {
  const error = errorOf(work);
  if (error instanceof ResponseError) return error;
  throw new Error(`expected a ResponseError, got ${error.name}`);
}

/** The library's error that a promise rejects with, as {@link errorOf}. */
export async function rejectionOf(promise: Promise<unknown>): Promise<CredwireError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof CredwireError) return error;
    throw error;
  }
  throw new Error('expected a CredwireError, got a result');
}

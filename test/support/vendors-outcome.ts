/** What a call ended in, where `thrownBy` does not say enough. */
import { CredwireError, ResponseError } from 'credwire';
import { thrownBy } from './codecs.js';

/** The coded error that a call ends in, where it is the peer's fault: it has a status and the vendor's words. */
export function refusedBy(call: () => unknown): ResponseError {
  const error = thrownBy(call);
  if (error instanceof ResponseError) return error;
  throw new Error(`expected a ResponseError, got ${error.name}`);
}

/** The coded error that a promise rejects with. An uncoded one comes through, and a result fails the test. */
export async function rejectionOf(promise: unknown): Promise<CredwireError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof CredwireError) return error;
    throw error;
  }
  throw new Error('expected a CredwireError, but the promise resolved');
}

/** Calls, and the coded errors that they end in. */
import { CredwireError, type ErrorCode, ResponseError } from 'credwire';
import { vi } from 'vitest';

/** The coded error that a call ends in. An uncoded error comes through, and a call that returns fails the test. */
export function thrownBy(call: () => unknown): CredwireError {
  try {
    call();
  } catch (error) {
    if (error instanceof CredwireError) return error;
    throw error;
  }
  throw new Error('expected a CredwireError, but the call returned');
}

/** Whose fault it was, and its code: `InputError ERR_BASE64`. */
export function refusal(call: () => unknown): string {
  const { name, code } = thrownBy(call);
  return `${name} ${code}`;
}

/** The code alone, for tables in which every row is the caller's fault. */
export function codeOf(call: () => unknown): ErrorCode {
  return thrownBy(call).code;
}

/** The code of the error that a call ends in, or that it returned: for tests that compare verdicts. */
export function outcomeOf(call: () => unknown): ErrorCode | 'returned' {
  try {
    call();
    return 'returned';
  } catch (error) {
    if (error instanceof CredwireError) return error.code;
    throw error;
  }
}

/** The coded error that a call ends in, if it is the peer's fault: it has a status and the vendor's words. */
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

/** Calls a function as untyped JavaScript can: with anything. */
export function callUntyped(target: (...args: never[]) => unknown, ...args: readonly unknown[]): unknown {
  return Reflect.apply(target, undefined, args);
}

/** Runs a call on an engine without BigInt. The runner and fast-check need theirs, so it comes back at once. */
export function withoutBigInt<T>(call: () => T): T {
  vi.stubGlobal('BigInt', undefined);
  try {
    return call();
  } finally {
    vi.unstubAllGlobals();
  }
}

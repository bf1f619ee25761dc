/** Helpers for the tests of the codecs and of the modules that they stand on. */
import { CredwireError, type ErrorCode } from 'credwire';
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

/** Calls a function as untyped JavaScript can: with anything. */
export function callUntyped(target: (...args: never[]) => unknown, ...args: readonly unknown[]): unknown {
  return Reflect.apply(target, undefined, args);
}

/** Bytes of hexadecimal digits, by Node and not by the code under test. */
export function fromHexDigits(digits: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(digits, 'hex'));
}

/** Hexadecimal digits of bytes, likewise. */
export function hexDigits(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** A Uint8Array whose buffer has been handed over to nobody: every operation on it fails. */
export function detachedBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
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

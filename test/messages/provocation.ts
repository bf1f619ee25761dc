/** Calls that the library refuses, written down so that one test can hold every wording. */
import type { ErrorCode } from 'credwire';

/** The name that the message must begin with, the error's code, and the call: a function and its arguments. */
export type Provocation = readonly [
  label: string,
  code: ErrorCode,
  target: (...args: never[]) => unknown,
  ...args: readonly unknown[],
];

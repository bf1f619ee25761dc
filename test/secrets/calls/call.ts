/** A public function, and arguments with secrets in them. */
import type { HttpRequest, HttpResponse } from 'credwire';
import { callUntyped } from '../../support/thrown.js';

/** Any function. */
export type Anything = (...args: never[]) => unknown;

/** A function, and arguments that it takes; a test puts others in their place, one at a time, however deep. */
export interface SecretCall {
  readonly name: string;
  readonly call: (args: readonly unknown[]) => unknown;
  readonly args: readonly unknown[];
}

/** Calls a function. */
export const direct = (name: string, target: Anything, ...args: readonly unknown[]): SecretCall => ({
  name,
  call: (given) => callUntyped(target, ...given),
  args,
});

/** Runs a flow over answers that are there already; they are arguments too. */
export const flow = (
  name: string,
  target: (options: never) => Generator<HttpRequest, unknown, HttpResponse>,
  options: unknown,
  ...answers: readonly unknown[]
): SecretCall => ({
  name,
  call: ([given, ...rest]) => {
    const running = target(given as never); // anything: this is what is tried
    let step = running.next();
    for (const answer of rest) {
      if (step.done) break;
      step = running.next(answer as HttpResponse);
    }
    return step.value;
  },
  args: [options, ...answers],
});

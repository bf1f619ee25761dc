/** fast-check with more cases, for deep runs; their configuration uses it instead of the real one. */
import { appendFileSync } from 'node:fs';
import * as real from 'fast-check';
import { expect } from 'vitest';

export * from 'fast-check';

const MOST_CASES = 1_000_000;

/**
 * Runs a property a million times, or for as long as there is, or with no time at all as often as it asks for; notes the
 * number of cases, and fails with the seed.
 */
export function assert<Ts>(
  property: real.IRawProperty<Ts>,
  parameters: real.Parameters<Ts> = {},
): Promise<void> | void {
  const seconds = Number(process.env.CREDWIRE_DEEP);
  const deeper = {
    numRuns: Math.max(parameters.numRuns ?? 0, MOST_CASES),
    interruptAfterTimeLimit: seconds * 1000,
    markInterruptAsFailure: false,
  };
  const details = real.check(property, seconds === 0 ? parameters : { ...parameters, ...deeper });
  return details instanceof Promise ? details.then(report) : report(details);
}

function report<Ts>(details: real.RunDetails<Ts>): void {
  if (details.failed) throw new Error(real.defaultReportMessage(details) ?? 'a property failed');
  if (details.numRuns === 0) throw new Error('the time was over before the first case');
  appendFileSync(String(process.env.CREDWIRE_DEEP_LOG), `${details.numRuns} ${expect.getState().currentTestName}\n`);
}

export default { ...real.default, assert };

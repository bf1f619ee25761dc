/** What `--fault` asks for: steps of a script, one for each request that goes wrong. */
import type { ScriptStep } from '../../../sandbox/index.js';
import { usageError } from '../../exit.js';

const MOST_STEPS = 100_000;

/** Longer than any client waits. */
const TEN_MINUTES = 600_000;

/** Statuses whose answers say when to come again. */
const WITH_RETRY_AFTER = new Set([429, 503]);

const PAGE = '<!DOCTYPE html><html><head><title>Sandbox</title></head><body><h1>A page, not JSON</h1></body></html>';

/**
 * The steps of all faults, in the order in which they were given.
 *
 * @param faults - Each `503`, `503:3`, `html:2` or `timeout`.
 */
export function stepsOf(faults: readonly string[]): readonly ScriptStep[] {
  const steps = faults.flatMap((fault) => {
    const [, what = '', count = '1'] = /^([a-z]+|[2-5]\d\d)(?::(\d{1,6}))?$/.exec(fault) ?? [];
    const step = stepOf(what);
    if (step === undefined)
      throw usageError('--fault: expected a status from 200 to 599, "html" or "timeout", such as 503:3');
    return Array.from({ length: Math.min(Number(count), MOST_STEPS + 1) }, () => step);
  });
  if (steps.length > MOST_STEPS) throw usageError(`--fault: expected at most ${MOST_STEPS} requests in all`);
  return steps;
}

function stepOf(what: string): ScriptStep | undefined {
  if (what === 'timeout') return { delay: TEN_MINUTES };
  if (what === 'html') return { answer: { status: 200, headers: { 'content-type': 'text/html' }, body: PAGE } };
  const status = Number(what);
  if (!/^\d+$/.test(what)) return undefined;
  return { answer: { status, headers: WITH_RETRY_AFTER.has(status) ? { 'retry-after': '1' } : {} } };
}

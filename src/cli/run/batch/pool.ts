/** Runs several jobs at once, and decides when to stop. */

/** The outcome of a job, for deciding whether to start the next one. */
export type Verdict = 'signed in' | 'refused' | 'no answer' | 'not sent';

/** Why no more jobs were started. */
export type End = 'all done' | 'stopped' | 'refusals' | 'no answers';

/** How many at once, and when to stop. */
export interface Limits {
  readonly concurrency: number;
  /** Refusals in a row; 0 for no limit. */
  readonly maxRefusals: number;
  readonly signal: AbortSignal;
  /** The caller's own condition for starting another job. */
  readonly mayStart: () => boolean;
}

/** After this many rows in a row without an answer, the server counts as down. */
const MOST_UNANSWERED = 5;

/**
 * Starts jobs as they come, and waits for all that were started, whatever happens.
 *
 * @param jobs - The jobs.
 * @param run - Does one job.
 * @param limits - How many at once. Fewer while the vendor refuses, so there are never more refusals in a row than allowed.
 * @returns Why it ended.
 * @throws What `run` or `jobs` throws, once nothing is running.
 */
export async function pool<T>(
  jobs: AsyncIterable<T>,
  run: (job: T) => Promise<Verdict>,
  { concurrency, maxRefusals, signal, mayStart }: Limits,
): Promise<End> {
  const running = new Set<Promise<void>>();
  let [refusals, unanswered] = [0, 0];
  let failure: { readonly error: unknown } | undefined;

  const heed = (verdict: Verdict): void => {
    if (verdict === 'not sent') return;
    refusals = verdict === 'refused' ? refusals + 1 : verdict === 'signed in' ? 0 : refusals;
    unanswered = verdict === 'no answer' ? unanswered + 1 : 0;
  };
  const end = (): End | undefined => {
    if (maxRefusals > 0 && refusals >= maxRefusals) return 'refusals';
    if (unanswered >= MOST_UNANSWERED) return 'no answers';
    return signal.aborted ? 'stopped' : undefined;
  };
  const room = () => (maxRefusals === 0 ? concurrency : Math.min(concurrency, maxRefusals - refusals));
  const isFull = () => running.size > 0 && (running.size >= room() || !mayStart());

  try {
    for await (const job of jobs) {
      while (failure === undefined && end() === undefined && isFull()) await Promise.race(running);
      if (failure !== undefined || end() !== undefined) break;
      const started: Promise<void> = run(job)
        .then(heed, (error: unknown) => {
          failure ??= { error };
        })
        .finally(() => running.delete(started));
      running.add(started);
    }
  } catch (error) {
    if (!signal.aborted) failure ??= { error }; // the signal stopped the reading, too
  }
  await Promise.all(running);
  if (failure !== undefined) throw failure.error;
  return end() ?? 'all done';
}

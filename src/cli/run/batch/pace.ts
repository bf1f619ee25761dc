/** When the next request may start: so many a second, and none while the server has asked for a pause. */

/** Waits; `false` if the signal is raised before the time is over. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted || milliseconds <= 0) return Promise.resolve(!signal.aborted);
  return new Promise((resolve) => {
    const end = (isOver: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(isOver);
    };
    const stop = () => end(false);
    const timer = setTimeout(() => end(true), milliseconds);
    signal.addEventListener('abort', stop);
  });
}

/** Gives turns. */
export class Pace {
  readonly #gap: number;
  readonly #signal: AbortSignal;
  #next = 0;

  /**
   * @param perSecond - Turns a second at most; `undefined` for no limit.
   * @param signal - Ends every wait.
   */
  constructor(perSecond: number | undefined, signal: AbortSignal) {
    this.#gap = perSecond === undefined ? 0 : 1000 / perSecond;
    this.#signal = signal;
  }

  /** Resolves when it is the caller's turn; to `false` if the signal comes first. */
  async turn(): Promise<boolean> {
    for (;;) {
      const now = performance.now();
      const at = Math.max(now, this.#next);
      if (at <= now) {
        this.#next = now + this.#gap;
        return !this.#signal.aborted;
      }
      if (!(await sleep(at - now, this.#signal))) return false;
    }
  }

  /** Nobody's turn for so long. */
  pause(milliseconds: number): void {
    this.#next = Math.max(this.#next, performance.now() + milliseconds);
  }
}

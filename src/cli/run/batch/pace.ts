/** Limits how many requests start per second, and pauses if the server asks for it. */

/** Waits; `false` if the signal is raised first. */
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

/** Hands out turns. */
export class Pace {
  readonly #gap: number;
  readonly #signal: AbortSignal;
  #next = 0;

  /**
   * @param perSecond - The most turns per second; `undefined` for no limit.
   * @param signal - Ends every wait.
   */
  constructor(perSecond: number | undefined, signal: AbortSignal) {
    this.#gap = perSecond === undefined ? 0 : 1000 / perSecond;
    this.#signal = signal;
  }

  /** Resolves when it's the caller's turn, or to `false` if the signal is raised first. */
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

  /** No turns for this long. */
  pause(milliseconds: number): void {
    this.#next = Math.max(this.#next, performance.now() + milliseconds);
  }
}

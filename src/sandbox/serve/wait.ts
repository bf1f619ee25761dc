/** The only place where the sandboxes' bridges use a timer. */

/** The parts of the standard's AbortSignal that are used. */
export interface Signal {
  /** Whether it has aborted. */
  readonly aborted: boolean;
  /** The reason. */
  readonly reason?: unknown;
  /** Calls back when it aborts. */
  addEventListener(type: 'abort', listener: () => void): unknown;
  /** Stops calling back. */
  removeEventListener(type: 'abort', listener: () => void): unknown;
}

/**
 * Resolves after this many milliseconds; immediately if there's no delay, or the platform has no timers. If the signal
 * aborts first, it rejects with the signal's reason.
 */
export async function wait(milliseconds: number | undefined, signal?: Signal): Promise<void> {
  // This package needs no ambient types, so the globals are declared here.
  const { setTimeout, clearTimeout } = globalThis as {
    setTimeout?: (callback: () => void, milliseconds: number) => unknown;
    clearTimeout?: (timer: unknown) => void;
  };
  if (signal?.aborted === true) throw signal.reason;
  if (milliseconds === undefined || setTimeout === undefined) return;
  await new Promise<void>((resolve, reject) => {
    const giveUp = () => {
      clearTimeout?.(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', giveUp);
  });
}

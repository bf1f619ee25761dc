/** The one place where the sandboxes' bridges know a timer. */

/** The parts of the standard's AbortSignal that are used. */
export interface Signal {
  /** Whether it has been given up. */
  readonly aborted: boolean;
  /** Why. */
  readonly reason?: unknown;
  /** Calls back when it is given up. */
  addEventListener(type: 'abort', listener: () => void): unknown;
  /** Calls back no more. */
  removeEventListener(type: 'abort', listener: () => void): unknown;
}

/**
 * Resolves after so many milliseconds; at once where none are given, or the platform has no timer. Rejects with the
 * signal's reason as soon as that is given up.
 */
export async function wait(milliseconds: number | undefined, signal?: Signal): Promise<void> {
  // No ambient type library is needed to use this package, so that the globals are described here.
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

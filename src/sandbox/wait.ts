/** The one place where the stand-ins' adapters know a timer. */

/** Resolves after so many milliseconds; at once where none are given, or the platform has no timer. */
export function wait(milliseconds: number | undefined): Promise<void> {
  // No ambient type library is needed to use this package, so that the global is described here.
  const { setTimeout } = globalThis as { setTimeout?: (callback: () => void, milliseconds: number) => unknown };
  if (milliseconds === undefined || setTimeout === undefined) return Promise.resolve();
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Promises that nobody awaits. */

/**
 * Discards what a callback returned instead of a plain value. A rejected promise that nobody handles would end a Node
 * process, so its rejection is handled here, and ignored. Any other value is left alone.
 *
 * @internal
 */
export function forget(value: unknown): void {
  new Promise((resolve) => resolve(value)).catch(() => undefined);
}

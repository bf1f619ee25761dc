/** Promises that nobody waits for. */

/**
 * Lets go of what a callback returned in place of a plain value. A promise that is rejected and that nobody handles would
 * end a Node process; so its rejection is handled here, and ignored. Any other value is left alone.
 *
 * @internal
 */
export function forget(value: unknown): void {
  new Promise((resolve) => resolve(value)).catch(() => undefined);
}

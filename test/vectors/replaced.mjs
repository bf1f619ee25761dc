/** Globals and members replaced for a while, in whatever way an engine allows. */

/**
 * Replaces a member; `undefined` stands for none. Engines keep their globals on the object itself or on one of its
 * prototypes, and some can only be written to.
 *
 * @param {object} owner @param {string} name @param {unknown} value
 * @returns {(() => void) | undefined} What puts it back; nothing where the engine allows neither way.
 */
export function replaced(owner, name, value) {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  if (Reflect.defineProperty(owner, name, { value, configurable: true, writable: true })) {
    return () => {
      Reflect.deleteProperty(owner, name);
      if (own !== undefined) Object.defineProperty(owner, name, own);
    };
  }
  // A plain member only: to set a browser's `location` would leave the page.
  if (own?.writable !== true || !Reflect.set(owner, name, value)) return undefined;
  return () => void Reflect.set(owner, name, own.value);
}

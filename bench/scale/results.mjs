// What bench/scale.mjs finds out, and when memory counts as flat.

/**
 * @typedef {object} Stretch - Many operations in a row.
 * @property {string} name
 * @property {number} count
 * @property {number} early - Bytes in use after the first tenth, once garbage is collected.
 * @property {number} late - The same at the end.
 * @property {number} seconds - CPU time.
 *
 * @typedef {object} Held - Connections with a session each.
 * @property {number} count
 * @property {number} bytes - That each keeps.
 * @property {number} left - Bytes of each that are still there when all have been let go.
 * @property {number} seconds - CPU time.
 *
 * @typedef {object} Loopback - Sign-ins over HTTP to a server in another process; one value per round.
 * @property {string} name
 * @property {Readonly<Record<'credwire' | 'by hand', readonly { readonly perSecond: number, readonly cpu: number }[]>>} rounds -
 * `cpu` is the client's, in nanoseconds per sign-in.
 *
 * @typedef {object} Scale
 * @property {readonly Stretch[]} stretches
 * @property {Held} held
 * @property {readonly Loopback[]} loopback
 * @property {number} inFlight - Sign-ins under way at a time, over loopback.
 * @property {{ readonly before: number, readonly after: number }} load - Cores that other programs kept busy.
 */

/** Memory may grow by so many bytes from the first tenth to the end: what V8 itself still learns about the code. */
export const MOST_GROWTH = 1_000_000;

/** @param {Pick<Stretch, 'early' | 'late'>} stretch */
export const isFlat = ({ early, late }) => late - early <= MOST_GROWTH;

/** What connections may leave behind, in bytes each. */
export const MOST_LEFT = 16;

/** In words, what isn't as it should be. @param {Pick<Scale, 'stretches' | 'held'>} scale */
export function faultsOf({ stretches, held }) {
  const grown = stretches.filter((stretch) => !isFlat(stretch));
  return [
    ...grown.map(({ name, early, late }) => `${name}: memory grew by ${(late - early).toLocaleString('en')} bytes`),
    ...(held.left > MOST_LEFT ? [`connections leave ${held.left.toFixed(1)} bytes each behind`] : []),
  ];
}

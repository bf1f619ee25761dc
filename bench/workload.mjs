/**
 * What a workload is.
 *
 * @typedef {object} Candidate
 * @property {() => unknown} run - One operation.
 * @property {(output: unknown) => unknown} [read] - What of its output is compared; all of it where this is missing.
 *
 * @typedef {object} Workload
 * @property {string} name
 * @property {string} [reference] - The candidate that the others are compared with.
 * @property {boolean} [waits] - The operation returns a promise.
 * @property {readonly string[]} [nodeOnly] - Candidates that need Node.
 * @property {(output: unknown) => void} check - Throws where an output is wrong.
 * @property {Readonly<Record<string, () => Candidate | Promise<Candidate>>>} candidates - Each sets itself up; its peers
 * are loaded there, so that a process holds no other.
 */

/**
 * The check of a workload with one right answer.
 *
 * @param {unknown} expected
 * @returns {(output: unknown) => void}
 */
export const equals = (expected) => (output) => {
  if (JSON.stringify(output) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(output)}`);
  }
};

/** Bytes as text of hexadecimal digits. @param {Uint8Array} bytes */
export const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @param {string} digits */
export const bytesOf = (digits) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** A character for each byte, as node-forge and others take them. @param {Uint8Array} bytes */
export const binaryOf = (bytes) => String.fromCharCode(...bytes);

/** @param {string} binary */
export const bytesOfBinary = (binary) => Uint8Array.from(binary, (character) => character.charCodeAt(0));

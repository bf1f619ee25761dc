// What a run has measured, kept as JSON a runtime, so that the page shows several.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * @typedef {import('./statistics.mjs').Summary} Summary
 * @typedef {object} Results
 * @property {string} runtime
 * @property {string} processor
 * @property {string} clock - What the times are.
 * @property {{ readonly before: number, readonly after: number }} [load] - Cores that other programs kept busy.
 * @property {readonly { readonly name: string, readonly reference?: string | undefined,
 *   readonly rounds: import('./measure.mjs').Rounds }[]} workloads
 * @property {readonly (ColdStart & { readonly name: string, readonly installed?: ColdStart })[]} [coldStart]
 * @property {import('./measure.mjs').Rounds} [session] - A call over a good session and without one; wall time.
 * @property {readonly { readonly name: string, readonly minified: number, readonly gzipped: number }[]} [sizes]
 * @property {readonly { readonly name: string, readonly batches: readonly Batch[] }[]} [growth]
 * @property {import('./scale/results.mjs').Scale} [scale] - Measured by bench/scale.mjs, in a file of its own.
 *
 * @typedef {{ readonly load: Summary, readonly first: Summary }} ColdStart - Milliseconds.
 *
 * @typedef {object} Batch
 * @property {number} count
 * @property {number} nanoseconds - CPU time an item.
 * @property {number} kept - Bytes an item that are still there after garbage collection.
 */

const FOLDER = new URL('results/', import.meta.url);

/** @param {string} name @param {Results} results */
export const keep = (name, results) => write(`${name}.json`, results);

const SCALE = 'scale-';

/** @param {string} name @param {import('./scale/results.mjs').Scale} scale */
export const keepScale = (name, scale) => write(`${SCALE}${name}.json`, scale);

/** @param {string} file @param {object} results */
function write(file, results) {
  mkdirSync(FOLDER, { recursive: true });
  /** @param {string} _key @param {unknown} value */
  const rounded = (_key, value) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value);
  writeFileSync(new URL(file, FOLDER), `${JSON.stringify(results, rounded)}\n`);
}

/** Those of every runtime, Node first, the oldest first. @returns {readonly Results[]} */
export function keptResults() {
  const files = readdirSync(FOLDER);
  const names = files
    .filter((name) => !name.startsWith(SCALE))
    .sort((a, b) => Number(b.startsWith('node')) - Number(a.startsWith('node')) || a.localeCompare(b));
  return names.map((name) => {
    const results = read(name);
    const scale = `${SCALE}${name}`;
    return files.includes(scale) ? { ...results, scale: read(scale) } : results;
  });
}

/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));

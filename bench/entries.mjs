// The entries of the package, as its manifest lists them.
import { readFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
/** @type {{ readonly version: string, readonly exports: Readonly<Record<string, string | { readonly default: string }>> }} */
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

export const { version } = manifest;

/** Name, and the file that Node loads. */
export const entries = Object.entries(manifest.exports)
  .filter(([key]) => key !== './package.json')
  .map(([key, target]) => ({
    name: key.replace('.', 'credwire'),
    url: new URL(typeof target === 'string' ? target : nodeTarget(key, target), root).href,
  }));

/** The file that Node loads for an entry. @param {string} wanted */
export function entryUrl(wanted) {
  const url = entries.find(({ name }) => name === wanted)?.url;
  if (url === undefined) throw new Error(`the package has no entry ${wanted}`);
  return url;
}

/** @param {string} key @param {Readonly<Record<string, string>>} conditions */
function nodeTarget(key, conditions) {
  const target = conditions.node ?? conditions.import ?? conditions.default;
  if (target === undefined) throw new Error(`exports: ${key} has no file for Node`);
  return target;
}

/** The files that the tests of the documentation look at. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Absolute path of a file of the project. */
export const absolute = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Text of a file of the project. */
export const read = (path: string): string => readFileSync(absolute(path), 'utf8');

/** Files below a directory whose names end in a certain way, as paths from the root of the project. */
export function filesBelow(directory: string, ending: string): readonly string[] {
  return readdirSync(absolute(directory), { withFileTypes: true }).flatMap((entry) => {
    const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
    if (entry.isDirectory()) return IGNORED.test(path) ? [] : filesBelow(path, ending);
    return entry.name.endsWith(ending) ? [path] : [];
  });
}

// What is made, or belongs to others.
const IGNORED = /(?:^|\/)node_modules$|^(?:dist|coverage|docs\/(?:reference|project|\.vitepress)|\.git)$/;

/** Every markdown file of the project. */
export const markdownFiles: readonly string[] = [...filesBelow('', '.md')].sort();

/** What package.json says. */
export const manifest: {
  readonly scripts: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string>>;
} = JSON.parse(read('package.json'));

/** The entries of the package that are code: the name to import, and its source file. */
export const entries = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target === 'string' && target.endsWith('.js'))
  .map(([name, target]) => ({
    specifier: `credwire${name.slice(1)}`,
    path: target.replace('./dist/', 'src/').replace(/\.js$/, '.ts'),
  }));

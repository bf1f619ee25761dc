import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const absolute = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const model = readFileSync(absolute('docs/threat-model.md'), 'utf8');

/** Rows of the table of promises: what is promised, the file that keeps it, and the name of a test in there. */
const PROMISES = [...model.matchAll(/^\| (.+?) \| `(test\/[^`]+)` \| (.+?) \|$/gm)].map(
  ([, promise = '', file = '', name = '']) => ({ promise, file, name }),
);

describe('the threat model', () => {
  it('has a table of promises', () => {
    expect(PROMISES.length).toBeGreaterThan(15);
  });

  it.each(PROMISES)('names a test that is there: $promise', ({ file, name }) => {
    expect(existsSync(absolute(file))).toBe(true);
    expect(readFileSync(absolute(file), 'utf8')).toContain(name);
  });

  it('names no file of tests that is not there', () => {
    const named = [...model.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path);
    expect(named.filter((path) => !existsSync(absolute(path)))).toEqual([]);
  });
});

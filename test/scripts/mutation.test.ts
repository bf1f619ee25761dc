/** The areas of mutation testing and the list of mutants that nothing can kill fit the sources as they are. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AREAS } from '../mutation/areas.mjs';
import equivalent from '../mutation/equivalent.json' with { type: 'json' };

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('node_modules'))
    .map((path) => `${folder}/${path}`);

/** Whether a path is among those that a list of patterns names, the last that fits deciding. */
function isNamed(patterns: readonly string[], path: string): boolean {
  return patterns.reduce((named, pattern) => {
    const glob = pattern.replace(/^!/, '').replaceAll('.', '\\.').replaceAll('**/', '(?:|.+/)');
    const fits = new RegExp(`^${glob.replaceAll(/(?<![+.|])\*/g, '[^/]*')}$`).test(path);
    return fits ? !pattern.startsWith('!') : named;
  }, false);
}

describe('the areas', () => {
  // The command runs as processes, which mutants don't reach: test/cli.
  it.each(filesIn('src').filter((path) => !path.startsWith('src/cli/')))('one has %s', (path) => {
    expect(Object.keys(AREAS).filter((name) => isNamed(AREAS[name]?.sources ?? [], path))).toHaveLength(1);
  });

  const tests = filesIn('test');
  const patterns = Object.values(AREAS).flatMap((area) => [...area.tests, ...area.slow, ...(area.alone ?? [])]);
  it.each([...new Set(patterns)])('there are tests %s', (pattern) => {
    expect(tests.filter((path) => isNamed([pattern.replace(/^!/, '')], path))).not.toEqual([]);
  });
});

describe('the mutants that do what the original does', () => {
  it('are in the sources, each once', () => {
    for (const { file, line, original } of equivalent) {
      const source = readFileSync(file, 'utf8');
      expect(source.split('\n').map((text) => text.trim())).toContain(line);
      expect(source).toContain(original);
    }
    const keys = equivalent.map(({ why, ...mutant }) => JSON.stringify(mutant));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('have a reason each, and their file a line in the page on reliability', () => {
    expect(equivalent.filter(({ why }) => why.length < 20)).toEqual([]);
    const page = readFileSync('docs/reliability.md', 'utf8');
    expect(equivalent.filter(({ file }) => !page.includes(basename(file)))).toEqual([]);
  });
});

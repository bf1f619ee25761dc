/** The vectors as a whole: every error code, every stack of the rule, and a linter that finds what it looks for. */
import { readdirSync, readFileSync } from 'node:fs';
import { ERROR_CODES } from 'credwire';
import { describe, expect, it } from 'vitest';
import { lint, lintPublished, lintSpelling, lintVectors } from '../../scripts/lint-vectors.mjs';
import { VECTORS } from '../../scripts/vectors/files.mjs';
import { published, vectorFiles } from './files.js';

const tests = vectorFiles.flatMap(([, file]) => file.testGroups.flatMap((group) => group.tests));

describe('vectors', () => {
  it('name exactly the error codes', () => {
    const named = new Set(tests.flatMap(({ error }) => error?.code ?? []));
    expect([...named].sort()).toEqual(Object.keys(ERROR_CODES).sort());
  });

  it('pass the linter', () => {
    expect(lint(VECTORS)).toEqual([]);
  });
});

describe('vectors/README.md', () => {
  const page = readFileSync(new URL('README.md', VECTORS), 'utf8');
  it('has the table of confirmations, which the main README links to', () => {
    expect(page).toMatch(/<!-- confirmations -->.*<!-- end -->/s);
    expect(readFileSync(new URL('../README.md', VECTORS), 'utf8')).toContain('(vectors/README.md');
  });

  it.each(vectorFiles)('lists %s, and how many vectors it has', (name, { numberOfTests }) => {
    expect(page).toContain(`\`${name}\``);
    expect(page).toContain(`| ${name} | ${numberOfTests} |`);
  });

  it.each(readdirSync(new URL('published/', VECTORS)).filter((name) => name !== 'schema.json'))('lists %s', (file) => {
    const name = file.replace('.json', '');
    const row = page.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${name}\``)) ?? '';
    expect(row).toMatch(new RegExp(`\\b${published(name).cases.length}\\b`));
  });
});

describe('the linter', () => {
  const accept = () => [];
  const good = {
    algorithm: 'a',
    numberOfTests: 2,
    notes: { A: 'note', B: 'note' },
    testGroups: [
      {
        tests: [
          { tcId: 1, flags: ['A', 'B'], input: { a: 1 } },
          { tcId: 2, flags: ['A'], input: { a: 2 } },
        ],
      },
    ],
  };
  const text = (change: (file: typeof good) => void = () => {}): string => {
    const file = structuredClone(good);
    change(file);
    return `${JSON.stringify(file, null, 2)}\n`;
  };
  const first = (file: typeof good) => file.testGroups[0]?.tests[0] ?? expect.fail();

  it('has nothing to say about a good file', () => {
    expect(lintVectors(text(), accept)).toEqual([]);
  });

  it.each<[string, (file: typeof good) => void]>([
    ['numberOfTests is 3, there are 2', (file) => Object.assign(file, { numberOfTests: 3 })],
    ['tcId 2 stands at place 1', (file) => Object.assign(first(file), { tcId: 2 })],
    ['flag C has no note', (file) => Object.assign(first(file), { flags: ['A', 'B', 'C'] })],
    ['note C has no flag', (file) => Object.assign(file.notes, { C: 'note' })],
    ['tcId 1: the flags are not in order', (file) => Object.assign(first(file), { flags: ['B', 'A'] })],
    ['the notes are not in order', (file) => Object.assign(file, { notes: { B: 'note', A: 'note' } })],
    ['tcId 2 asks what 1 asks', (file) => Object.assign(first(file), { input: { a: 2 } })],
  ])('finds: %s', (fault, change) => {
    expect(lintVectors(text(change), accept)).toEqual([fault]);
  });

  it.each([
    ['another indentation', JSON.stringify(good)],
    ['no line feed at the end', text().trimEnd()],
    ['a raw letter outside ASCII', text().replace('"note"', '"n\u00f6te"')],
    ['an upper-case escape', text().replace('"note"', '"\\u00F6"')],
  ])('finds %s', (_, spelled) => {
    expect(lintSpelling(spelled, accept)).toEqual(['not in the one spelling']);
  });

  it('hands on what the schema says', () => {
    expect(lintVectors(text(), () => ['/a: bad'])).toEqual(['/a: bad']);
  });

  it.each([
    ['case 0 has 1 columns', { columns: ['a', 'b'], exceptions: [], cases: [[1]] }],
    ['there is no case 7', { columns: ['a'], exceptions: [{ case: 7 }], cases: [[1]] }],
  ])('finds in published figures: %s', (fault, file) => {
    const spelled = JSON.stringify(file).replaceAll('[[', '[\n    [');
    expect(lintPublished(spelled, accept)).toEqual([fault]);
  });
});

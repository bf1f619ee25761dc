import { readFileSync } from 'node:fs';
import { DIAGNOSES } from 'credwire/explain';
import { describe, expect, test } from 'vitest';
import { tableRows } from '../docs/markdown.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('docs/explain.md', () => {
  const section = read('docs/explain.md').split('## Every code')[1]?.split('\n## ')[0] ?? '';

  test('has every code with its stage, what is wrong and the fix, in the order of DIAGNOSES', () => {
    expect(tableRows(section)).toEqual(
      Object.entries(DIAGNOSES).map(([code, { stage, message, fix }]) => [`\`${code}\``, stage, message, fix]),
    );
  });
});

describe('docs/reports.md', () => {
  const text = read('docs/reports.md');
  const rows = tableRows(text);

  test('has at least 60 reports, each from a different source, and says how many', () => {
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(text).toContain(`${rows.length} public reports`);
    expect(new Set(rows.map(([source]) => source)).size).toBe(rows.length);
  });

  test('names a diagnosis for each', () => {
    const stray = rows.filter(([, , code = '']) => !Object.hasOwn(DIAGNOSES, code.replaceAll('`', '')));
    expect(stray).toEqual([]);
  });
});

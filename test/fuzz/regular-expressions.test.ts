import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** Every regular expression literal of the sources, and the file it is in. */
const EXPRESSIONS: readonly (readonly [literal: string, file: string])[] = readdirSync(source, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .flatMap((path) => {
    const file = ts.createSourceFile(path, readFileSync(source + path, 'utf8'), ts.ScriptTarget.ES2022, true);
    return literalsOf(file).map((literal) => [literal, path] as const);
  });

function literalsOf(node: ts.Node): readonly string[] {
  if (ts.isRegularExpressionLiteral(node)) return [node.text];
  const literals: string[] = [];
  ts.forEachChild(node, (child) => {
    literals.push(...literalsOf(child));
  });
  return literals;
}

/** What an analyser of regular expressions says about one: `safe`, or how fast the work grows with the text. */
function verdictOn(literal: string): string {
  const end = literal.lastIndexOf('/');
  const found = checkSync(literal.slice(1, end), literal.slice(end + 1), { timeout: 60_000 });
  return found.status === 'vulnerable' ? `vulnerable: ${found.complexity.summary}` : found.status;
}

describe('the analyser of regular expressions', () => {
  it.each([
    ['/^(a|a)*$/', 'vulnerable: exponential'],
    ['/a*$/', 'vulnerable: 2nd degree polynomial'],
    ['/^a*$/', 'safe'],
  ])('tells fast ones from slow ones: %s', (literal, expected) => {
    expect(verdictOn(literal)).toBe(expected);
  });
});

describe('the regular expressions of the sources', () => {
  it('are found', () => {
    expect(EXPRESSIONS.length).toBeGreaterThan(50);
  });

  it.each(EXPRESSIONS)('match in linear time: %s in %s', (literal) => {
    expect(verdictOn(literal)).toBe('safe');
  });
});

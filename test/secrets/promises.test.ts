import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const absolute = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const model = readFileSync(absolute('docs/threat-model.md'), 'utf8');

/** Rows of the table of promises: what is promised, the file that keeps it, and the name of a test in there. */
const PROMISES = [...model.matchAll(/^\| (.+?) \| `(test\/[^`]+)` \| (.+?) \|$/gm)].map(
  ([, promise = '', file = '', name = '']) => ({ promise, file, name }),
);

/** The titles of the tests and groups of a file: not those in comments, nor skipped ones. */
function titlesOf(text: string): readonly string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title) && isTest(node.expression)) titles.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('', text, ts.ScriptTarget.ES2022));
  return titles;
}

/** `it`, `describe`, and what their `each` returns. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 'it' || callee.text === 'describe';
  if (!ts.isCallExpression(callee) || !ts.isPropertyAccessExpression(callee.expression)) return false;
  return callee.expression.name.text === 'each' && isTest(callee.expression.expression);
}

describe('the search for titles', () => {
  it.each([
    ["it('a', () => {});"],
    ["describe('a', () => {});"],
    ["describe('b', () => { it('a', () => {}); });"],
    ["it.each([1, 2])('a', () => {});"],
    ['describe.each([1, 2])("a", () => {});'],
    ['it(`a`, () => {});'],
  ])('finds that of %s', (text) => {
    expect(titlesOf(text)).toContain('a');
  });

  it.each([
    ["// it('a', () => {});"],
    ["/** it('a') */ it('b', () => {});"],
    ["it('not a', () => {});"],
    ["it('b', () => { expect('a').toBe('a'); });"],
    ["it.each(['a'])('b', () => {});"],
    ['const text = "it(\'a\')";'],
    ["it.skip('a', () => {});"],
    ["it.todo('a');"],
    ["describe.skip.each([1])('a', () => {});"],
    ["other('a', () => {});"],
  ])('finds none in %s', (text) => {
    expect(titlesOf(text)).not.toContain('a');
  });
});

describe('the threat model', () => {
  it('has a table of promises', () => {
    expect(PROMISES.length).toBeGreaterThan(15);
  });

  it.each(PROMISES)('names a test that is there: $promise', ({ file, name }) => {
    expect(titlesOf(readFileSync(absolute(file), 'utf8'))).toContain(name);
  });

  it('names no file of tests that is not there', () => {
    const named = [...model.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path);
    expect(named.filter((path) => !existsSync(absolute(path)))).toEqual([]);
  });
});

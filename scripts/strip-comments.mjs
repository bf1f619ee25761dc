// Takes the comments out of the JavaScript of dist/, and indents it with tabs: the comments are in the declarations, where
// editors look. What tells bundlers that a call is pure stays.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import ts from 'typescript';

const folder = fileURLToPath(new URL('../dist', import.meta.url));

for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.js') || name.endsWith('.min.js')) continue;
  const path = join(folder, name);
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    target: 'es2022',
    legalComments: 'none',
    minifySyntax: true,
  });
  writeFileSync(path, indented(code));
}

/**
 * Indented with tabs, but for the lines within a template literal.
 *
 * @param {string} code
 */
function indented(code) {
  const file = ts.createSourceFile('file.js', code, ts.ScriptTarget.ES2022);
  /** @type {Set<number>} */
  const texts = new Set();
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      const first = file.getLineAndCharacterOfPosition(node.getStart(file)).line;
      const { line: last } = file.getLineAndCharacterOfPosition(node.end);
      for (let line = first + 1; line <= last; line++) texts.add(line);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const lines = code.split('\n');
  return lines
    .map((line, at) => (texts.has(at) ? line : line.replace(/^(?: {2})+/, (spaces) => '\t'.repeat(spaces.length / 2))))
    .join('\n');
}

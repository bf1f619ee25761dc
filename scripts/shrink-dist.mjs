// Makes dist/ small: takes comments and whitespace out of the JavaScript, comments out of those declarations that no entry
// exports, and whole files of declarations that no entry refers to; editors show the rest. The marks of pure calls stay
// for bundlers, and short lines and the names of exports for anyone who reads a stack trace.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist');
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.js') || name.endsWith('.min.js')) continue;
  const path = join(folder, name);
  writeFileSync(path, minified(readFileSync(path, 'utf8')));
}

/** @param {string} code */
function minified(code) {
  // The minifier drops what tells bundlers that a call is pure; it keeps an operator.
  const [mark, operator] = ['/* @__PURE__ */', '__PURE__+'];
  const { code: small } = transformSync(code.replaceAll(mark, operator), {
    target: 'es2022',
    legalComments: 'none',
    minifySyntax: true,
    minifyWhitespace: true,
    minifyIdentifiers: true,
    lineLimit: 100,
  });
  const marked = small.replaceAll(operator, mark);
  if (marked.split(mark).length !== code.split(mark).length) throw new Error('a mark of purity was lost');
  return marked;
}

const entries = Object.values(exports)
  .filter((path) => path.endsWith('.js'))
  .map((path) => join(root, path.replace(/\.js$/, '.d.ts')));
const program = ts.createProgram(entries, { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 });
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  const path = join(folder, name);
  if (name.endsWith('.d.ts') && program.getSourceFile(path) === undefined) rmSync(path);
}
const shown = shownDeclarations();
for (const file of program.getSourceFiles()) {
  if (!file.fileName.startsWith(`${folder}/`)) continue;
  writeFileSync(file.fileName, withTabs(withoutComments(file)));
}

/** Every declaration that an entry exports, whatever file it is in. */
function shownDeclarations() {
  const checker = program.getTypeChecker();
  /** @type {Set<ts.Node>} */
  const found = new Set();
  for (const entry of entries) {
    const file = program.getSourceFile(entry);
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`${entry} is no module`);
    for (const symbol of checker.getExportsOfModule(module)) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      for (const node of target.declarations ?? []) {
        found.add(ts.isVariableDeclaration(node) ? node.parent.parent : node);
      }
    }
  }
  return found;
}

/** @param {ts.SourceFile} file */
function withoutComments(file) {
  let text = '';
  let end = 0;
  for (const statement of file.statements) {
    const whole = file.text.slice(statement.pos, statement.end);
    const isModule = end === 0 && /@(?:module|packageDocumentation)/.test(whole);
    text += shown.has(statement) || isModule ? whole : whole.replace(/\s*\/\*\*[\s\S]*?\*\//g, '');
    end = statement.end;
  }
  return text.trimStart() + file.text.slice(end);
}

/** @param {string} text */
function withTabs(text) {
  return text.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4));
}

// Looks through the syntax trees of src/ for what the library must not touch: evaluation of text, weak randomness, the
// clock, the process, the network, storage, the console. Prints each place and fails.
//
// Randomness and fetch come from the platform in one place each, which the lists below name.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { sourceFiles } from './check-imports.mjs';

const source = fileURLToPath(new URL('../src', import.meta.url));

/** Global names that stand for the thing itself, wherever they are used. */
const NAMES = new Set([
  ...[
    'eval',
    'Function',
    'require',
    'module',
    'process',
    'Buffer',
    'global',
    'window',
    'self',
    'document',
    'navigator',
  ],
  ...['XMLHttpRequest', 'WebSocket', 'EventSource', 'Worker', 'SharedWorker', 'importScripts'],
  ...['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'console', 'performance', 'structuredClone'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'],
]);

/** Members of known objects. */
const MEMBERS = new Set(['Math.random', 'Date.now', 'globalThis.eval', 'globalThis.Function', 'crypto.subtle']);

/** Where the platform's globals may be read, and which. */
const GLOBAL_READERS = new Map([
  ['random.ts', 'crypto'],
  ['http/clients/fetch.ts', 'fetch'],
  ['http/clients/xhr.ts', 'XMLHttpRequest'],
  ['http/clients/shared.ts', 'URL'],
  ['sandbox/wait.ts', 'setTimeout'],
]);

/**
 * What is wrong with one file.
 *
 * @param {string} path - Relative to src/.
 * @param {string} text
 * @returns {string[]}
 */
export function forbidden(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  /** @type {string[]} */
  const found = [];
  /** @param {ts.Node} node @param {string} what */
  const report = (node, what) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path}:${line + 1}: ${what}`);
  };
  const declared = declarations(file);
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (
      ts.isIdentifier(node) &&
      NAMES.has(node.text) &&
      !declared.has(node.text) &&
      GLOBAL_READERS.get(path) !== node.text &&
      isReference(node)
    ) {
      report(node, node.text);
    }
    if (ts.isPropertyAccessExpression(node)) {
      const member = `${node.expression.getText()}.${node.name.text}`;
      if (MEMBERS.has(member)) report(node, member);
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
      report(node, 'new Date() without a time');
    }
    if (ts.isIdentifier(node) && node.text === 'globalThis' && !GLOBAL_READERS.has(path)) report(node, 'globalThis');
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) report(node, 'import()');
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/**
 * The names that a file declares for itself: a `document` of XML is not that of a browser.
 *
 * @param {ts.SourceFile} file
 */
function declarations(file) {
  /** @type {Set<string>} */
  const names = new Set();
  /** @param {ts.Node} node */
  const visit = (node) => {
    if ((ts.isVariableDeclaration(node) || ts.isParameter(node)) && ts.isIdentifier(node.name))
      names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

/**
 * A name that is used, not one that is declared here, a member's name, a property's or a type's.
 *
 * @param {ts.Identifier} node
 */
function isReference(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return false;
  return !('name' in parent && parent.name === node);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = sourceFiles();
  const found = files.flatMap((path) => forbidden(path, readFileSync(join(source, path), 'utf8')));
  for (const place of found) console.error(place);
  console.log(`${files.length} files, ${found.length} uses of what the library must not touch`);
  process.exitCode = found.length === 0 ? 0 : 1;
}

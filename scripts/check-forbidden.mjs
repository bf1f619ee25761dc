// Looks through the syntax trees of src/ for what the library must not touch: evaluation of text, weak randomness, the
// clock, the process, the network, storage, the console. Prints each place and fails.
//
// Platforms have too many globals to list what is forbidden, so every name that a file uses and does not declare is
// refused, unless the lists below allow that use of it. This guards against slips, not against authors who hide what
// they do.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { sourceFiles } from './check-imports.mjs';

const source = fileURLToPath(new URL('../src', import.meta.url));

/** What src/ uses of the language itself, and how. Nothing here reads a clock, draws a number or leaves the process. */
const LANGUAGE = new Set([
  ...[
    'undefined',
    'Number()',
    'Number.MAX_SAFE_INTEGER',
    'Number.NaN',
    'Number.POSITIVE_INFINITY',
    'Number.isInteger',
    'Number.isSafeInteger',
  ],
  ...['Math.abs', 'Math.ceil', 'Math.clz32', 'Math.floor', 'Math.max', 'Math.min'],
  ...['typeof BigInt', 'BigInt()', 'BigInt.asUintN'],
  ...['new Date(…)', 'Date.UTC', 'Date.parse'], // of a time that is given
  ...['String', 'String()', 'String.fromCharCode', 'encodeURIComponent()', 'decodeURIComponent()'],
  ...['typeof btoa', 'btoa()'], // Base64, where the platform has it
  ...['JSON.parse', 'JSON.stringify'],
  ...['Array.from', 'Array.isArray', 'ArrayBuffer.isView', 'new DataView(…)'],
  ...['new Uint8Array(…)', 'Uint8Array.from', 'Uint8Array.prototype', 'new Int32Array(…)', 'Int8Array.from'],
  ...['new Map()', 'new Map(…)', 'new Set()', 'new Set(…)', 'new WeakMap()', 'new WeakSet()', 'new Promise(…)'],
  ...['Object.defineProperty', 'Object.entries', 'Object.freeze', 'Object.fromEntries', 'Object.hasOwn', 'Object.keys'],
  ...[
    'Object.getOwnPropertyDescriptor',
    'Object.getOwnPropertyDescriptors',
    'Object.getPrototypeOf',
    'Object.isFrozen',
  ],
  ...['Object.prototype', 'Object.values', 'Reflect.get', 'Reflect.ownKeys'],
  ...['Symbol.for', 'Symbol.asyncIterator', 'Symbol.iterator', 'Symbol.toStringTag', 'extends Error'],
]);

/**
 * What a file may read of `globalThis`, and what for. Nobody else needs the platform.
 *
 * @type {ReadonlyMap<string, readonly string[]>}
 */
const PLATFORM = new Map([
  ['core/random.ts', ['crypto']], // the default random source
  ['http/redirects.ts', ['URL']], // knows other spellings of a host; sends nothing
  ['clients/fetch.ts', ['fetch']], // the client that viaFetch takes by default
  ['clients/xhr.ts', ['XMLHttpRequest']], // the one that viaXhr takes
  ['clients/limit.ts', ['setTimeout', 'clearTimeout', 'AbortController']], // the time limit of every client
  ['clients/cors.ts', ['document', 'location']], // tell a browser, which doesn't say why a request failed
  ['session/platform.ts', ['AbortController', 'Date', 'clearTimeout', 'setTimeout']], // connect's defaults
  ['session/by-fetch.ts', ['AbortSignal', 'fetch']],
  ['session/peek.ts', ['TextDecoder']], // reads bytes of a response
  ['sandbox/serve/wait.ts', ['setTimeout', 'clearTimeout']], // a sandbox that is told to be slow
]);

/** Who may load a module when it is needed: by a literal name, so that bundlers see it. */
const LAZY = new Set(['by-id', 'calls', 'connect', 'file/index', 'vendor'].map((name) => `session/${name}.ts`));

/** Names that are allowed nowhere, quoted or not: members that lead out of any object, and imports. */
const NAMES = new Set([
  'constructor', // that of a function is Function, which evaluates text
  'subtle', // crypto gives random bytes, and no more
  ...['SecureRandom', 'isProbablePrime'], // of jsbn: seeded with the time, and by Math.random
  'randomBytes', // of @noble/hashes: the platform's, past src/core/random.ts
]);

/**
 * What is wrong with one file.
 *
 * @param {string} path - Relative to src/.
 * @param {string} text
 * @returns {string[]}
 */
export function forbidden(path, text) {
  const { file, checker } = parse(path, text);
  /** @type {string[]} */
  const found = [];
  /** @param {ts.Node} node @param {string} what */
  const report = (node, what) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path}:${line + 1}: ${what}`);
  };
  forEachValue(file, (node) => {
    for (const use of usesOf(node, checker)) if (!isAllowed(path, use)) report(node, use);
    if ((ts.isIdentifier(node) || ts.isStringLiteralLike(node)) && NAMES.has(node.text)) report(node, node.text);
    if (isLazyImport(node) && !(LAZY.has(path) && isLiteralImport(node))) report(node, 'import()');
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) report(node, 'import.meta');
    if (ts.isImportEqualsDeclaration(node)) report(node, 'import = require()');
  });
  return found;
}

/** @param {ts.Node} node */
function isLazyImport(node) {
  return node.kind === ts.SyntaxKind.ImportKeyword && ts.isCallExpression(node.parent);
}

/** @param {ts.Node} node */
function isLiteralImport({ parent }) {
  return ts.isCallExpression(parent) && parent.arguments.every(ts.isStringLiteralLike);
}

/** @param {string} path @param {string} use */
function isAllowed(path, use) {
  return LANGUAGE.has(use) || !!PLATFORM.get(path)?.some((name) => use === `globalThis.${name}`);
}

/**
 * What the lists above allow and no file uses.
 *
 * @param {ReadonlyMap<string, string>} files - Texts by path.
 * @returns {string[]}
 */
export function unused(files) {
  const left = new Set(LANGUAGE);
  for (const [path, names] of PLATFORM) for (const name of names) left.add(`${path}: globalThis.${name}`);
  for (const [path, text] of files) {
    const { file, checker } = parse(path, text);
    forEachValue(file, (node) => {
      for (const use of usesOf(node, checker)) if (!left.delete(use)) left.delete(`${path}: ${use}`);
    });
  }
  return [...left];
}

/**
 * The syntax tree of one file, and a checker that knows only its scopes: no library, no other file.
 *
 * @param {string} path
 * @param {string} text
 */
function parse(path, text) {
  const options = { target: ts.ScriptTarget.ES2022, noLib: true, noResolve: true, types: [] };
  const file = ts.createSourceFile(path, text, options.target, true);
  const program = ts.createProgram([path], options, {
    getSourceFile: (name) => (name === path ? file : undefined),
    fileExists: (name) => name === path,
    readFile: () => undefined,
    writeFile: () => {},
    getDefaultLibFileName: () => '',
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  });
  return { file, checker: program.getTypeChecker() };
}

/**
 * Visits every node but those of types.
 *
 * @param {ts.Node} root
 * @param {(node: ts.Node) => void} callback
 */
function forEachValue(root, callback) {
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (isTypeOnly(node)) return;
    callback(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
}

/**
 * Nodes that leave nothing in the compiled file. A class that extends another one calls it, so it doesn't count.
 *
 * @param {ts.Node} node
 */
function isTypeOnly(node) {
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword;
  if (ts.isExpressionWithTypeArguments(node)) return false;
  return ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || isAmbient(node);
}

/** @param {ts.Node} node */
function isAmbient(node) {
  return (
    ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)
  );
}

/**
 * A name whose value is used, not one that is declared here, a member's or a label.
 *
 * @param {ts.Identifier} node
 */
function isReference(node) {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if ('propertyName' in parent && parent.propertyName === node) return false;
  if ('label' in parent && parent.label === node) return false;
  return !('name' in parent && parent.name === node);
}

/**
 * Whether a name stands for something of this file or of one that it imports. A name that is only declared
 * (`declare const fetch`) belongs to the platform, and a type isn't a value.
 *
 * @param {ts.Identifier} node
 * @param {ts.TypeChecker} checker
 */
function isDeclared(node, checker) {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  return !!symbol?.declarations?.some(
    (declaration) => !ts.isTypeOnlyImportDeclaration(declaration) && !ts.findAncestor(declaration, isTypeOnly),
  );
}

/**
 * How a name that this file does not declare is used: which member is read, and whether it is called. `new Date(…)`
 * has arguments, `new Date()` has none. An empty list for any other node.
 *
 * @param {ts.Node} node
 * @param {ts.TypeChecker} checker
 * @returns {string[]}
 */
function usesOf(node, checker) {
  if (!ts.isIdentifier(node) || !isReference(node) || isDeclared(node, checker)) return [];
  const name = node.text;
  /** @type {ts.Node} */
  let whole = node;
  while (ts.isAsExpression(whole.parent)) whole = whole.parent;
  const { parent } = whole;
  if (ts.isPropertyAccessExpression(parent)) return [`${name}.${parent.name.text}`];
  if (ts.isElementAccessExpression(parent) && parent.expression === whole) {
    const key = parent.argumentExpression;
    return [ts.isStringLiteralLike(key) ? `${name}.${key.text}` : `${name}[…]`];
  }
  if (ts.isCallExpression(parent) && parent.expression === whole) return [`${name}()`];
  if (ts.isNewExpression(parent) && parent.expression === whole) {
    const first = parent.arguments?.[0];
    return [`new ${name}(${first === undefined || ts.isSpreadElement(first) ? '' : '…'})`];
  }
  if (ts.isTypeOfExpression(parent)) return [`typeof ${name}`];
  if (ts.isExpressionWithTypeArguments(parent) && ts.isHeritageClause(parent.parent)) return [`extends ${name}`];
  // Taking it apart is how src/ reads a global. Nothing else is taken apart: of Date and Math that would hide the object.
  if (name === 'globalThis' && ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) {
    return parent.name.elements.map(({ dotDotDotToken, propertyName, name: local }) => {
      const key = propertyName ?? local;
      return dotDotDotToken === undefined && ts.isIdentifier(key) ? `${name}.${key.text}` : name;
    });
  }
  return [name];
}

/** The sources of the library. The command is a program: it has the process, the clock and the network. */
export const libraryFiles = () => sourceFiles().filter((path) => !path.startsWith('cli/'));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = new Map(libraryFiles().map((path) => [path, readFileSync(join(source, path), 'utf8')]));
  const found = [...files].flatMap(([path, text]) => forbidden(path, text));
  for (const place of found) console.error(place);
  const left = unused(files);
  for (const use of left) console.error(`allowed, and used nowhere: ${use}`);
  console.log(`${files.size} files, ${found.length} uses of what the library must not touch`);
  process.exitCode = found.length + left.length === 0 ? 0 : 1;
}

/**
 * The examples of the documentation: every block fenced as `ts` in README.md and docs/, and every `@example` of a TSDoc
 * comment in src/. They are type-checked as written, and run.
 *
 * In an example, a comment after a statement, on its line or the next, says what it results in:
 *
 *     expression; // => value          deep equality with the value, an expression itself
 *     expression; // throws ERR_URL    an error of that code
 */
import { isDeepStrictEqual } from 'node:util';
import { compileFunction } from 'node:vm';
import ts from 'typescript';
import { fences } from './markdown.js';
import { absolute, filesBelow, read } from './project.js';
import { commentOf } from './tsdoc.js';

/** One example. */
export interface Example {
  readonly file: string;
  /** Line of its first line of code, counted from 1. */
  readonly line: number;
  /** The function, type or heading that it belongs to. */
  readonly owner: string;
  readonly code: string;
}

/** The examples of a markdown file; each belongs to the heading above it. */
export function markdownExamples(file: string): readonly Example[] {
  const text = read(file);
  const lines = text.split('\n');
  return fences(text)
    .filter(({ language }) => language === 'ts')
    .map(({ line, code }) => {
      const headings = lines.slice(0, line).filter((content) => content.startsWith('#'));
      const heading = headings.at(-1) ?? '';
      return { file, line, owner: heading.replace(/^#+ /, ''), code };
    });
}

/** The examples in the TSDoc comments of a source file; each belongs to the declaration that the comment is on. */
export function sourceExamples(file: string): readonly Example[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true);
  const found: Example[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) || ts.isClassElement(node)) {
      const start = source.getLineAndCharacterOfPosition(node.getStart(source, true)).line;
      for (const { text, line } of commentOf(node).examples) {
        for (const fence of fences(text)) {
          found.push({ file, line: start + line + fence.line, owner: nameOf(node), code: fence.code });
        }
      }
    }
    if (ts.isClassDeclaration(node) || ts.isSourceFile(node)) ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function nameOf(node: ts.Node): string {
  const named: ts.Node | undefined = ts.isVariableStatement(node) ? node.declarationList.declarations[0] : node;
  const name = named && (ts.isVariableDeclaration(named) || ts.isDeclarationStatement(named)) ? named.name : undefined;
  return name?.getText() ?? '';
}

/** All examples. */
export const examples: readonly Example[] = [
  ...['README.md', ...filesBelow('docs', '.md')].flatMap(markdownExamples),
  ...filesBelow('src', '.ts').flatMap(sourceExamples),
];

/** What the compiler says about each example, in their order. */
export function typeErrors(all: readonly Example[]): readonly (readonly string[])[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(absolute('tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    absolute(''),
  );
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  const texts = new Map(
    // The values of assertions are checked too: what only they use is used.
    all.map(({ code }, index) => [
      absolute(`test/docs/example-${index}.ts`),
      code.replace(/\/\/ => (.+)$/gm, 'void ($1);'),
    ]),
  );
  host.fileExists = (name) => texts.has(name) || fileExists.call(host, name);
  host.readFile = (name) => texts.get(name) ?? readFile.call(host, name);
  host.getSourceFile = (name, target, ...rest) => {
    const text = texts.get(name);
    return text === undefined
      ? getSourceFile.call(host, name, target, ...rest)
      : ts.createSourceFile(name, text, {
          languageVersion: ts.ScriptTarget.ES2022,
          impliedNodeFormat: ts.ModuleKind.ESNext,
        });
  };
  const program = ts.createProgram({ rootNames: [...texts.keys()], options, host });
  return [...texts.keys()].map((name) => {
    const source = program.getSourceFile(name);
    const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return diagnostics.map(({ messageText, start }) => {
      const line = source?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
      return `line ${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
  });
}

/** Runs an example and resolves to the number of its assertions; rejects where one does not hold. */
export async function runExample(example: Example, modules: Readonly<Record<string, object>>): Promise<number> {
  const { code, assertions } = instrument(example.code);
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: true },
  });
  const at = (line: number) => `${example.file}:${example.line + line}`;
  const lookUp = (specifier: string, name: string): unknown => {
    const module = modules[specifier];
    if (module === undefined) throw new Error(`an example may not import "${specifier}"`);
    if (!(name in module)) throw new Error(`"${specifier}" exports no ${name}`);
    return module[name as keyof typeof module]; // `in` has just said so
  };
  const isEqual = (line: number, actual: unknown, expected: unknown): void => {
    if (isDeepStrictEqual(actual, expected)) return;
    throw new Error(`${at(line)}: expected ${inspect(expected)}, got ${inspect(actual)}`);
  };
  const throwsCode = async (line: number, code: string, action: () => unknown): Promise<void> => {
    let found: unknown = 'none';
    try {
      await action();
    } catch (error) {
      found = error instanceof Error && 'code' in error ? error.code : error;
    }
    isEqual(line, found, code);
  };
  const body = `return (async () => {${outputText}\n})();`;
  await compileFunction(body, ['lookUp', 'isEqual', 'throwsCode'], { filename: at(0) })(lookUp, isEqual, throwsCode);
  return assertions;
}

const inspect = (value: unknown): string => (value instanceof Uint8Array ? `bytes ${value}` : JSON.stringify(value));

const ASSERTION = /^[ \t]*\n?[ \t]*\/\/ (=>|throws) (.+)/;

/** Turns imports into look-ups and statements with an assertion after them into calls. */
function instrument(code: string): { readonly code: string; readonly assertions: number } {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true);
  let assertions = 0;
  const parts = source.statements.map((statement) => {
    const text = statement.getFullText(source);
    if (ts.isImportDeclaration(statement)) return lookUps(statement);
    const [, kind, value = ''] = ASSERTION.exec(code.slice(statement.end)) ?? [];
    if (kind === undefined) return text;
    if (!ts.isExpressionStatement(statement)) throw new Error(`no value in front of // ${kind} ${value}`);
    assertions++;
    const { line } = source.getLineAndCharacterOfPosition(statement.getStart(source));
    const expression = statement.expression.getText(source);
    return kind === '=>'
      ? `\nisEqual(${line}, ${expression}, (${value}));`
      : `\nawait throwsCode(${line}, '${value.trim()}', async () => ${expression});`;
  });
  const written = code.match(/\/\/ (?:=>|throws) /g)?.length ?? 0;
  if (written !== assertions) throw new Error(`${written - assertions} assertions stand behind no statement`);
  return { code: parts.join(''), assertions };
}

function lookUps({ importClause, moduleSpecifier }: ts.ImportDeclaration): string {
  const bindings = importClause?.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
  const names = named
    .filter((element) => !element.isTypeOnly)
    .map((element) => ({ local: element.name.text, name: (element.propertyName ?? element.name).text }));
  const all = importClause?.name ? [{ local: importClause.name.text, name: 'default' }, ...names] : names;
  return all.map(({ local, name }) => `const ${local} = lookUp(${moduleSpecifier.getText()}, '${name}');`).join('\n');
}

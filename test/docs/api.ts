/** Walks what the package exports, by the compiler's own eyes. */
import ts from 'typescript';
import { absolute, entries } from './project.js';
import { type DocComment, parseDocComment } from './tsdoc.js';

/** A function that the package exports. */
export interface PublicFunction {
  /** Name of the entry, such as `credwire/codecs`. */
  readonly specifier: string;
  readonly name: string;
  readonly parameters: readonly string[];
  readonly comment: DocComment;
}

/** An interface or type of options: its name, and the names of its members. */
export interface PublicOptions {
  readonly specifier: string;
  readonly name: string;
  readonly members: readonly string[];
}

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(absolute('tsconfig.build.json'), ts.sys.readFile).config,
  ts.sys,
  absolute(''),
);
const program = ts.createProgram({ rootNames: entries.map(({ path }) => absolute(path)), options });
const checker = program.getTypeChecker();

function exportsOf(path: string): readonly { readonly name: string; readonly symbol: ts.Symbol }[] {
  const source = program.getSourceFile(absolute(path));
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${path} is no module`);
  return checker.getExportsOfModule(module).map((symbol) => ({
    name: symbol.name,
    symbol: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  }));
}

/** The comment in front of a declaration; an empty one where there is none. */
export function commentOf(node: ts.Node): DocComment {
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  return parseDocComment(comment?.getText() ?? '/** */');
}

const isFunction = (symbol: ts.Symbol): boolean =>
  (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable)) !== 0 &&
  checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0;

/** Every function that an entry exports. */
export const publicFunctions: readonly PublicFunction[] = entries.flatMap(({ specifier, path }) =>
  exportsOf(path)
    .filter(({ symbol }) => isFunction(symbol))
    .map(({ name, symbol }) => {
      const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
      const [declaration] = symbol.declarations ?? [];
      if (signature === undefined || declaration === undefined) throw new Error(`${name} has no declaration`);
      const parameters = signature.getParameters().map((parameter) => parameter.name);
      return { specifier, name, parameters, comment: commentOf(declaration) };
    }),
);

/** Every type of an entry whose name ends in `Options`, `Credentials` or `Account`: what a caller writes. */
export const publicOptions: readonly PublicOptions[] = entries.flatMap(({ specifier, path }) =>
  exportsOf(path)
    .filter(({ name }) => /(?:Options|Credentials|Account)$/.test(name))
    .map(({ name, symbol }) => ({
      specifier,
      name,
      members: checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)).map((member) => member.name),
    })),
);

/** Walks what the package exports, by the compiler's own eyes. */
import ts from 'typescript';
import { absolute, entries } from './project.js';
import { commentOf, type DocComment } from './tsdoc.js';

/** A function that the package exports. */
export interface PublicFunction {
  /** Name of the entry, such as `credwire/codecs`. */
  readonly specifier: string;
  readonly name: string;
  readonly parameters: readonly string[];
  readonly comment: DocComment;
}

/** An interface or type that the package exports, with the names of its members. */
export interface PublicType {
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

/** Every interface and type that an entry exports. */
export const publicTypes: readonly PublicType[] = entries.flatMap(({ specifier, path }) =>
  exportsOf(path)
    .filter(({ symbol }) => (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) !== 0)
    .map(({ name, symbol }) => ({
      specifier,
      name,
      members: checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)).map((member) => member.name),
    })),
);

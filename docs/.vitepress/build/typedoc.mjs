// A typedoc plugin: links to the error classes, titles that match the names in your code, and a table of the options on
// the page of each function that takes some.
import { ReflectionKind } from 'typedoc';
import { MarkdownTheme, MarkdownThemeContext } from 'typedoc-plugin-markdown';

/** @typedef {import('typedoc').DeclarationReflection} Declaration */

const ERROR_CLASSES = ['CredwireError', 'InputError', 'ResponseError', 'CryptoError', 'TransportError'];
const VENDORS = ['ifactory', 'idscan', 'jacada', 'bex', 'smartconnect'];

/** @param {import('typedoc').Application} app */
export function load(app) {
  // Comments link the error classes without importing them, and typedoc looks for a name only in the comment's own module.
  app.converter.addUnknownSymbolResolver((reference) => {
    const name = reference.symbolReference?.path?.map((part) => part.path).join('.') ?? '';
    return ERROR_CLASSES.includes(name) ? `/reference/credwire/classes/${name}.md` : undefined;
  });
  app.renderer.defineTheme('site', SiteTheme);
}

class SiteTheme extends MarkdownTheme {
  /** @override @param {import('typedoc-plugin-markdown').MarkdownPageEvent} page */
  render(page) {
    return joinThrows(super.render(page));
  }

  /** @override @param {import('typedoc-plugin-markdown').MarkdownPageEvent<import('typedoc').Reflection>} page */
  getRenderContext(page) {
    return new SiteContext(this, page, this.application.options);
  }
}

class SiteContext extends MarkdownThemeContext {
  /** @param {ConstructorParameters<typeof MarkdownThemeContext>} args */
  constructor(...args) {
    super(...args);
    const { parametersTable } = this.partials;
    this.partials = {
      ...this.partials,
      pageTitle: () => titleOf(this.page.model),
      parametersTable: (/** @type {import('typedoc').ParameterReflection[]} */ parameters) =>
        [parametersTable(parameters), ...this.optionsOf(parameters)].join('\n\n'),
    };
  }

  /** A table of properties for each parameter that takes options. @param {import('typedoc').ParameterReflection[]} parameters */
  optionsOf(parameters) {
    return parameters.flatMap((parameter) => {
      const properties = propertiesOf(parameter.type);
      if (properties.length === 0) return [];
      const table = this.partials.propertiesTable(properties, { isEventProps: false, kind: ReflectionKind.Interface });
      return [`### Properties of \`${parameter.name}\``, table];
    });
  }
}

/** Puts everything that a function throws under one heading. @param {string} text */
const joinThrows = (text) =>
  text.replace(/(?:^#{2,4} Throws\n\n(?:[^#\n][^\n]*\n)+\n){2,}/gm, (sections) => {
    const [heading = ''] = sections.split('\n', 1);
    const items = sections.split(`${heading}\n\n`).slice(1);
    return `${heading}\n\n${items.map((item) => `- ${item.trim().replaceAll('\n', '\n  ')}`).join('\n')}\n\n`;
  });

/** `ifactory.signIn()`, `explain()`, `credwire/session`. @param {import('typedoc').Reflection} model */
function titleOf(model) {
  if (model.kindOf(ReflectionKind.Project)) return 'Reference';
  if (model.kindOf(ReflectionKind.Module)) return model.name === 'credwire' ? 'credwire' : `credwire/${model.name}`;
  const module = model.parent?.name ?? '';
  const name = model.kindOf(ReflectionKind.Function) ? `${model.name}()` : model.name;
  return VENDORS.includes(module) ? `${module}.${name}` : name;
}

/**
 * The properties of an options object, inherited ones included, each once. Empty for a parameter that isn't made of options:
 * a request, a session, a key.
 *
 * @param {import('typedoc').SomeType | undefined} type
 * @returns {Declaration[]}
 */
function propertiesOf(type) {
  const found = new Map(membersOf(type).map((property) => [property.name, property]));
  return [...found.values()];
}

const OPTIONS = /(?:Options|Settings|Credentials|Selection|SandboxOptions)$/;

/** @param {import('typedoc').SomeType | undefined} type @returns {readonly Declaration[]} */
function membersOf(type) {
  if (type?.type === 'intersection') return type.types.flatMap(membersOf);
  if (type?.type === 'reflection') return type.declaration.children ?? [];
  if (type?.type !== 'reference') return [];
  const [inner, keys] = type.typeArguments ?? [];
  if (type.name === 'Pick') return membersOf(inner).filter(({ name }) => namesOf(keys).includes(name));
  if (type.name === 'Omit') return membersOf(inner).filter(({ name }) => !namesOf(keys).includes(name));
  const target = /** @type {Declaration | undefined} */ (type.reflection);
  if (target === undefined || !OPTIONS.test(target.name)) return [];
  return target.children ?? membersOf(target.type);
}

/** The names of a union of literals. @param {import('typedoc').SomeType | undefined} type @returns {readonly unknown[]} */
function namesOf(type) {
  if (type?.type === 'union') return type.types.flatMap(namesOf);
  return type?.type === 'literal' ? [type.value] : [];
}

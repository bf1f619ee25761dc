// Plugin of typedoc. Comments of every module link the error classes, `{@link InputError}`, without importing them for
// it; typedoc looks for a name in its own module alone, so that this says where the classes are documented.

/** Pages of symbols are one level below the root of the site. */
const page = (/** @type {string} */ name) => `../classes/credwire.${name}.html`;

const ERROR_CLASSES = ['CredwireError', 'InputError', 'ResponseError', 'CryptoError', 'TransportError'];

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.converter.addUnknownSymbolResolver((reference) => {
    const name = reference.symbolReference?.path?.map((part) => part.path).join('.') ?? '';
    return ERROR_CLASSES.includes(name) ? page(name) : undefined;
  });
}

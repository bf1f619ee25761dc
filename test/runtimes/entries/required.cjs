/** The same for a CommonJS program: the package by `require`. */
const library = {
  credwire: require('credwire'),
  clients: require('credwire/clients'),
  codecs: require('credwire/codecs'),
  jsbn: require('credwire/jsbn'),
  node: require('credwire/node'),
  sandbox: require('credwire/sandbox'),
  session: require('credwire/session'),
};

// Each vendor's own entry is the same as the namespace, and not a second copy.
for (const vendor of Object.keys(library.credwire.vendors)) {
  const { signIn } = require(`credwire/${vendor}`);
  if (Reflect.get(library.credwire, vendor).signIn !== signIn) throw new Error(`credwire/${vendor} is loaded twice`);
}

(async () => {
  const root = new URL(process.argv[2] ?? '');
  const { runSuite } = await import(new URL('test/runtimes/suite/index.mjs', root).href);
  const { readVectors } = await import(new URL('scripts/vectors/files.mjs', root).href);
  console.log(JSON.stringify(await runSuite(library, readVectors(), Number(process.argv[3]))));
})();

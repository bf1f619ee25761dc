/** The same for a CommonJS program: the package by `require`. */
const library = {
  credwire: require('credwire'),
  clients: require('credwire/clients'),
  codecs: require('credwire/codecs'),
  sandbox: require('credwire/sandbox'),
};

(async () => {
  const root = new URL(process.argv[2] ?? '');
  const { runSuite } = await import(new URL('test/runtimes/suite/index.mjs', root).href);
  const { readVectors } = await import(new URL('scripts/vectors/files.mjs', root).href);
  console.log(JSON.stringify(await runSuite(library, readVectors())));
})();

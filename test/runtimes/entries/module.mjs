/**
 * For engines that import packages and read files: runs next to the installed package, with the folder of the suite as its
 * first argument and the number of random cases as its second, and prints the report.
 */
import * as credwire from 'credwire';
import * as clients from 'credwire/clients';
import * as codecs from 'credwire/codecs';
import * as jsbn from 'credwire/jsbn';
import * as node from 'credwire/node';
import * as sandbox from 'credwire/sandbox';
import * as session from 'credwire/session';

// Each vendor's own entry is the same as the namespace, and not a second copy.
for (const vendor of Object.keys(credwire.vendors)) {
  const { signIn } = await import(`credwire/${vendor}`);
  if (Reflect.get(credwire, vendor).signIn !== signIn) throw new Error(`credwire/${vendor} is loaded twice`);
}

const root = new URL(process.argv[2] ?? '');
const { runSuite } = await import(new URL('test/runtimes/suite/index.mjs', root).href);
const { readVectors } = await import(new URL('scripts/vectors/files.mjs', root).href);
const library = { credwire, clients, codecs, jsbn, node, sandbox, session };
console.log(JSON.stringify(await runSuite(library, readVectors(), Number(process.argv[3]))));

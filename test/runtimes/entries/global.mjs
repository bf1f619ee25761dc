/**
 * For engines that read one script and no files: a bundle of this defines `credwireReport`, which runs the suite and
 * resolves to the report as JSON. The vectors come before it, as the text `credwireVectors`: parsing JSON is cheaper than
 * compiling a literal of that size.
 */
import { runSuite } from '../suite/index.mjs';
import * as library from './library.mjs';

const { credwireVectors } = /** @type {{ credwireVectors: string }} */ (/** @type {unknown} */ (globalThis)); // see above

Object.assign(globalThis, {
  credwireReport: async () => JSON.stringify(await runSuite(library, JSON.parse(credwireVectors))),
});

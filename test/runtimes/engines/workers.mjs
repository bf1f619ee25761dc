/** Servers at the edge: a script, and the parts of the web platform that a worker has. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execute } from '../support/execute.mjs';
import { ofPackage } from '../support/find.mjs';
import { reportIn } from './engine.mjs';
import { packageVersion } from './shells.mjs';

const EDGE_RUNTIME = fileURLToPath(new URL('../hosts/edge-runtime.mjs', import.meta.url));

// A worker draws random bytes inside a handler only, and its tests are one.
const WORKER = `export default { async test() { console.log(await globalThis.credwireReport()); } };\n`;

// The oldest date that workerd still knows in this form: nothing newer is needed.
const CONFIGURATION = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2023-01-01",
))]);
`;

/** @type {readonly import('./engine.mjs').Engine[]} */
export const workers = [
  {
    id: 'workerd',
    name: "workerd (Cloudflare's)",
    find: () => ofPackage('workerd-bin/bin/workerd'),
    version: async (program) => (await execute(program, ['--version'])).replace('workerd', '').trim(),
    run: async (program, { folder, vectors, module }) => {
      await writeFile(join(folder, 'worker.js'), vectors + module + WORKER);
      await writeFile(join(folder, 'worker.capnp'), CONFIGURATION);
      return [reportIn(await execute(program, ['test', 'worker.capnp'], { cwd: folder }))];
    },
  },
  {
    id: 'edge-runtime',
    name: "edge-runtime (Vercel's)",
    find: () => ofPackage('edge-runtime/package.json') && EDGE_RUNTIME,
    version: async () => packageVersion('edge-runtime'),
    run: async (program, { evaluated }) => [reportIn(await execute(process.execPath, [program, evaluated]))],
  },
];

/** The sandboxes in Deno's server and in a worker: a handler of the Fetch standard, without Node. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle } from './support/chromium.js';

const run = promisify(execFile);
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const DENO = path('node_modules/deno-bin/deno');
const WORKERD = path('node_modules/workerd-bin/bin/workerd');

const WORKER = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2023-01-01",
))]);
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credwire-runtimes-'));
  for (const name of ['deno', 'worker']) {
    await writeFile(join(folder, `${name}.js`), await bundle(path(`runtimes/${name}.ts`)));
  }
  await writeFile(join(folder, 'worker.capnp'), WORKER);
  await chmod(DENO, 0o755); // packages come without their install scripts
});
afterAll(() => rm(folder, { recursive: true }));

it('Deno serves a sandbox and signs in to it', async () => {
  const { stdout } = await run(DENO, ['run', '--allow-net=127.0.0.1', '--no-remote', '--cached-only', 'deno.js'], {
    cwd: folder,
    env: { ...process.env, DENO_DIR: folder, NO_COLOR: '1' },
  });
  expect(stdout).toBe('user123\n');
});

it('workerd serves a sandbox and signs in to it', async () => {
  const { stdout } = await run(WORKERD, ['test', 'worker.capnp'], { cwd: folder });
  expect(stdout).toBe('user123\n');
});

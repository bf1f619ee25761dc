/** The collection in the app's engine, which is years newer than newman's. */
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FOLDERS } from '../../shared/collection.mjs';
import { PASSWORDS, startServer, type TestServer } from '../../shared/test-server.js';
import { type Collection, collection, collectionOf, environment, folderOf, type Values } from './newman.js';

// Neither package has types that know what is used here.
const require = createRequire(import.meta.url);
const runtime = createRequire(require.resolve('postman-runtime'));
const sdk = runtime('postman-collection');
const { Runner } = require('postman-runtime');

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

interface Assertion {
  readonly name: string;
  readonly error?: { readonly message: string };
}

interface Started {
  start(callbacks: object): void;
}

interface Outcome {
  readonly failures: readonly string[];
  readonly passes: readonly string[];
  readonly statuses: readonly number[];
}

function run(what: Collection, values: Values): Promise<Outcome> {
  const failures: string[] = [];
  const passes: string[] = [];
  const statuses: number[] = [];
  const scope = new sdk.VariableScope(environment(values));
  return new Promise((resolve, reject) => {
    new Runner().run(new sdk.Collection(what), { environment: scope }, (error: unknown, started: Started) => {
      if (error) return reject(error);
      started.start({
        assertion: (_: unknown, assertions: readonly Assertion[]) => {
          for (const { name, error: failure } of assertions)
            (failure ? failures : passes).push(failure?.message ?? name);
        },
        exception: (_: unknown, problem: Error) => failures.push(problem.message),
        response: (problem: Error | null, _: unknown, response?: { code: number }) =>
          problem ? failures.push(problem.message) : statuses.push(response?.code ?? 0),
        done: () => resolve({ failures, passes, statuses }),
      });
    });
  });
}

it("runs every step and every call with the sandbox's own randomness", async () => {
  const values = { ...server.variables(0), credwire_vendor: 'bex', credwire_url: `${server.url}/bex/api/service/own` };
  const { failures, passes, statuses } = await run(collection, values);
  expect(failures).toEqual([]);
  expect(passes.filter((name) => name.endsWith(': signed in'))).toHaveLength(FOLDERS.length);
  expect(statuses).toEqual(Array(15).fill(200));
});

it("doesn't take the token along when a response redirects", async () => {
  const values = { ...server.variables(0), credwire_vendor: 'bex', credwire_url: `${server.url}/away` };
  server.seen();
  const { statuses } = await run(collectionOf(folderOf('Any vendor')), values);
  expect(statuses).toEqual([302]);
  expect(server.seen().map(({ vendor }) => vendor)).toEqual(['bex']); // the sign-in
});

it("doesn't send a request if the sign-in failed, and says why", async () => {
  const values = { ...server.variables(0), bex_password: `${PASSWORDS[0]} ` };
  const { failures, statuses } = await run(collectionOf(folderOf('BEX: calls')), values);
  expect(failures).toEqual([expect.stringMatching(/^ERR_SIGN_IN_REFUSED: .*the vendor refused \(HTTP 200\)/)]);
  expect(statuses).toEqual([]); // the script's own requests don't count
});

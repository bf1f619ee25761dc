/**
 * The tests that look at mutants. At run time they're the files of the command line, under a runner of their own. From the load
 * they're those that MUTATION_TESTS names, as one file, and those that MUTATION_ALONE names, each as its own; the one file is a
 * bundle, because every mutant loads it again with all sources.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { defineConfig, mergeConfig, type Plugin } from 'vitest/config';
import base from '../../vitest.config.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY = 'virtual:tests-of-the-area';
const paths = (variable: string) => (process.env[variable] ?? '').split(' ').filter((path) => path !== '');

/** Imports those tests of the area that MUTATION_ORDER names when it runs, in that order. */
const entry: Plugin = {
  name: 'entry',
  resolveId: (source) => (source === ENTRY ? source : undefined),
  load: (id) => {
    if (id !== ENTRY) return undefined;
    const loaders = paths('MUTATION_TESTS').map((path) => `${JSON.stringify(path)}: () => import('/${path}'),`);
    return `const tests = {\n${loaders.join('\n')}\n};
for (const path of process.env.MUTATION_ORDER.split(' ')) await tests[path]();`;
  },
};

/** Modules keep their own address, so that tests find the files next to them. */
const addresses: Plugin = {
  name: 'addresses',
  enforce: 'pre',
  transform: (code, id) =>
    id.startsWith('/') && code.includes('import.meta.url')
      ? { code: code.replaceAll(/(?<!')import\.meta\.url/g, `\`file://${id}\``), map: null } // not where it's a string
      : undefined,
};

async function bundle(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: base.resolve?.alias ?? [] },
    plugins: [entry, addresses],
    ssr: { target: 'node', noExternal: ['fast-check', /^@noble\//, 'jsbn'] },
    build: {
      ssr: true,
      write: false,
      minify: false,
      target: 'esnext',
      rolldownOptions: { input: ENTRY, treeshake: false, output: { codeSplitting: false, keepNames: true } },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('nothing was built');
  return output.output[0].code;
}

/** What together.ts imports. */
const together: Plugin = {
  name: 'together',
  resolveId: (source) => (source === ENTRY ? source : undefined),
  load: async (id) => (id === ENTRY ? { code: await bundle(), map: { mappings: '' } } : undefined), // no error is shown
};

const isAtRuntime = process.env.MUTATION_STEP === 'runtime';
const config = mergeConfig(
  base,
  defineConfig(
    isAtRuntime
      ? { root, test: { runner: './test/mutation/runner.ts', dangerouslyIgnoreUnhandledErrors: true } }
      : { root, plugins: [together] },
  ),
);

if (!isAtRuntime) config.test.include = ['test/mutation/together.ts', ...paths('MUTATION_ALONE')];

export default config;

/** The bundlers, with as few settings as each takes: a module and all that it imports become one script for browsers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build as esbuild } from 'esbuild';
import { type Plugin, rollup } from 'rollup';
import { build as vite } from 'vite';
import webpack from 'webpack';

// Its types say that the module itself is the plugin, for the default is one of CommonJS.
const commonjsPlugin = commonjs.default as unknown as () => Plugin;

export type Bundler = (input: string) => Promise<string>;

/** By their names. Each finds the package from the folder of the input. */
export const bundlers: Readonly<Record<string, Bundler>> = {
  esbuild: async (input) => {
    const { outputFiles } = await esbuild({
      entryPoints: [input],
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
    });
    return outputFiles[0]?.text ?? '';
  },
  Rollup: async (input) => {
    // jsbn is CommonJS
    const bundle = await rollup({ input, plugins: [nodeResolve({ browser: true }), commonjsPlugin()], onwarn: refuse });
    const { output } = await bundle.generate({ format: 'es' });
    return output[0].code;
  },
  Vite: async (input) => {
    const result = await vite({
      root: join(input, '..'),
      configFile: false,
      logLevel: 'error',
      build: { write: false, rollupOptions: { input, output: { entryFileNames: 'page.js' }, onwarn: refuse } },
    });
    const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
    return outputs.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n');
  },
  webpack: (input) =>
    new Promise((resolve, reject) => {
      const path = join(input, '../webpack');
      webpack({ mode: 'production', entry: input, output: { path, filename: 'page.js' } }, (error, stats) => {
        const { errors = [], warnings = [] } = stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
        // A warning about its size doesn't matter here.
        const problems = [...errors, ...warnings].filter(({ message }) => !/size limit|code splitting/.test(message));
        if (error || problems.length > 0) reject(error ?? new Error(JSON.stringify(problems)));
        else resolve(readFileSync(join(path, 'page.js'), 'utf8'));
      });
    }),
};

function refuse(warning: { readonly message: string }): never {
  throw new Error(`a warning of the bundler: ${warning.message}`);
}

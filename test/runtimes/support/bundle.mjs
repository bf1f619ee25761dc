/** The suite, the installed package and the vectors as one script. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformAsync } from '@babel/core';
import { build } from 'esbuild';
import { readVectors } from '../../../scripts/vectors/files.mjs';

const require = createRequire(import.meta.url);

/** Defines the text of the vectors; the bundles read it. */
export const vectorScript = () => `globalThis.credwireVectors = ${JSON.stringify(JSON.stringify(readVectors()))};\n`;

/**
 * What `entries/global.mjs` and the package in `folder` come to, for engines of ECMAScript 2022.
 *
 * @param {string} folder @param {'iife' | 'esm'} format
 */
export async function bundle(folder, format) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../entries/global.mjs', import.meta.url))],
    bundle: true,
    write: false,
    format,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    nodePaths: [join(folder, 'node_modules')],
  });
  return outputFiles[0]?.text ?? '';
}

/** What React Native's preset makes of a script for Hermes. @param {string} script */
export async function forHermes(script) {
  const result = await transformAsync(script, {
    filename: 'bundle.js',
    babelrc: false,
    configFile: false,
    compact: true,
    sourceType: 'script',
    presets: [
      [
        require.resolve('@react-native/babel-preset'),
        { enableBabelRuntime: false, unstable_transformProfile: 'hermes-stable' },
      ],
    ],
  });
  return `(function () {\n${result?.code ?? ''}\n})();\n`; // else Babel's helpers are globals, which the suite hides
}

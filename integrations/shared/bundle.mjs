// Bundles a kit's source together with the built library.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { platformModule } from '../../scripts/platform-globals.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { version, exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

// Postman's sandbox has it, and warns each time it's used.
const HIDDEN = { btoa: 'undefined' };

/** What `import 'credwire/…'` stands for. */
const alias = Object.fromEntries(
  Object.entries(exports)
    .filter(([, path]) => path.endsWith('.js'))
    .map(([name, path]) => [`credwire${name.slice(1)}`, `${root}${path.slice(2)}`]),
);

/**
 * The text of a bundle.
 *
 * @param {string} entry - The source file.
 * @param {import('esbuild').BuildOptions & { plainGlobals?: boolean, without?: readonly string[] }} options - esbuild's
 * own; `plainGlobals` for a tool without globalThis, and those that it doesn't want to see.
 */
export async function bundle(entry, { plainGlobals = false, without = [], ...options }) {
  const folder = fileURLToPath(new URL('.', entry));
  const platform = `${folder}dist/platform.js`;
  if (plainGlobals) {
    mkdirSync(`${folder}dist`, { recursive: true });
    writeFileSync(platform, platformModule(`${root}dist`, without));
  }
  try {
    const { outputFiles = [] } = await build({
      entryPoints: [fileURLToPath(entry)],
      bundle: true,
      write: false,
      minify: true,
      platform: 'neutral',
      mainFields: ['module', 'main'],
      target: 'es2022',
      charset: 'ascii',
      legalComments: 'none',
      tsconfigRaw: {}, // eval in strict mode wouldn't define the global
      alias,
      banner: { js: `/*! credwire ${version}, MIT. Licences of what is in it: credwire.licences.txt */` },
      ...(plainGlobals ? { inject: [platform], define: { globalThis: 'platform', ...HIDDEN } } : {}),
      ...options,
    });
    return outputFiles[0]?.text ?? '';
  } finally {
    rmSync(platform, { force: true });
  }
}

/** The licences of the library and of the packages within. */
export const licences = () => readFileSync(`${root}dist/credwire.licences.txt`, 'utf8');

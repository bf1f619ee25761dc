// Builds the packages that `credwire/session/file` stands on into it, so that users of the library install none of them.
// Their licences go beside it. What it shares with the rest of the library stays shared.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url);
const folder = fileURLToPath(new URL('dist/session/file', root));

const { metafile } = await build({
  entryPoints: [`${folder}/index.js`],
  outfile: `${folder}/index.js`,
  allowOverwrite: true,
  absWorkingDir: fileURLToPath(root),
  bundle: true,
  plugins: [
    {
      name: 'shared',
      setup: ({ onResolve }) =>
        void onResolve({ filter: /^\.\.\/\.\.\/core\// }, ({ path }) => ({ path, external: true })),
    },
  ],
  format: 'esm',
  minify: true,
  define: { __filename: 'import.meta.url' }, // one of them makes a name of it
  platform: 'node',
  target: 'node20',
  legalComments: 'none', // they are in the file that the banner names
  // The packages are CommonJS, and ask for Node's modules by require.
  banner: {
    js: "// Licences of what is built in: licences.txt\nimport { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
  },
  metafile: true,
});

const packages = new Set(
  Object.keys(metafile.inputs)
    .map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
    .filter((path) => path !== undefined),
);
const texts = [...packages].sort().map((path) => {
  const name = path.split('node_modules/').at(-1);
  const { version } = JSON.parse(readFileSync(new URL(`${path}/package.json`, root), 'utf8'));
  const title = `${name} ${version}`;
  return `${title}\n${'='.repeat(title.length)}\n\n${licenceOf(path).trim()}\n`;
});
writeFileSync(`${folder}/licences.txt`, texts.join('\n\n'));

/** @param {string} path */
function licenceOf(path) {
  for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'License']) {
    try {
      return readFileSync(new URL(`${path}/${name}`, root), 'utf8');
    } catch {
      // it has another name
    }
  }
  throw new Error(`${path} has no licence text`);
}

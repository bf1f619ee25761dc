// Builds the packages that the command and `credwire/session/file` stand on into them, so that users of the library
// install none of them. Their licences go next to the file. What a bundle shares with the rest of dist/ stays shared.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { FOR_TOOLS } from './check-licences.mjs';
import { sharing } from './rooms.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;

// The packages are CommonJS, and ask for Node's modules by require.
const REQUIRE = "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);";

await bundle('session/file', ['index.js'], '');
// Two files, so that what needs only the first starts at once: a bundle loads everything it shares.
await bundle('cli', ['bin.js', 'main.js'], '#!/usr/bin/env node\n');

/**
 * @param {string} folder - Below dist/; whatever is in it becomes part of these files.
 * @param {readonly string[]} entries - The files that it becomes.
 * @param {string} first - What the file begins with.
 */
async function bundle(folder, entries, first) {
  const path = `${dist}/${folder}`;
  const isPart = (/** @type {string} */ module) =>
    module.startsWith(`${folder}/`) && !entries.some((entry) => module === `${folder}/${entry}`);
  const { metafile } = await build({
    entryPoints: entries.map((entry) => `${path}/${entry}`),
    outdir: path,
    allowOverwrite: true,
    absWorkingDir: root,
    bundle: true,
    plugins: [sharing(dist, `${folder}/${entries[0]}`, isPart)],
    external: ['@colors/colors'], // optional for cli-table3
    format: 'esm',
    minify: true,
    define: { __filename: 'import.meta.url' }, // one of them makes a name of it
    platform: 'node',
    target: 'node20',
    legalComments: 'none', // they are in the file that the banner names
    banner: { js: `${first}// Licences of what is built in: licences.txt\n${REQUIRE}` },
    metafile: true,
  });
  writeFileSync(`${path}/licences.txt`, licences(Object.keys(metafile.inputs)));
  removeParts(path, entries);
}

/** @param {readonly string[]} inputs */
function licences(inputs) {
  const packages = new Set(
    inputs
      .map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
      .filter((path) => path !== undefined),
  );
  /** @type {Map<string, string[]>} */
  const byText = new Map();
  for (const path of [...packages].sort()) {
    const name = path.split('node_modules/').at(-1);
    const { version, license } = JSON.parse(readFileSync(`${root}${path}/package.json`, 'utf8'));
    if (!FOR_TOOLS.includes(license)) throw new Error(`${name}: its licence (${license}) is not on the list`);
    const text = licenceOf(path).trim();
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version}`]);
  }
  return [...byText]
    .map(([text, names]) => `${names.join(', ')}\n${'='.repeat(names.join(', ').length)}\n\n${text}\n`)
    .join('\n\n');
}

/** @param {string} path */
function licenceOf(path) {
  const name = readdirSync(`${root}${path}`).find((each) => /^licen[cs]e(?:-mit)?(?:\.\w+)?$/i.test(each));
  if (name === undefined) throw new Error(`${path} has no licence text`);
  return readFileSync(`${root}${path}/${name}`, 'utf8');
}

/**
 * Removes what has become part of the bundle; the declarations of an entry stay.
 *
 * @param {string} folder
 * @param {readonly string[]} entries
 */
function removeParts(folder, entries) {
  const types = folder.endsWith('/cli') ? [] : entries.map((entry) => entry.replace(/\.js$/, '.d.ts'));
  const keep = new Set([...entries, ...types, 'licences.txt']);
  for (const name of readdirSync(folder)) {
    const path = `${folder}/${name}`;
    if (statSync(path).isDirectory() || !keep.has(name)) rmSync(path, { recursive: true });
  }
}

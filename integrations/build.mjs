// Builds the kits from the built library: all of them, or the ones that are named.
//
//   node integrations/build.mjs            all
//   node integrations/build.mjs postman    one
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const KITS = ['postman', 'bruno', 'n8n'];

/** @param {string} folder */
const newest = (folder) =>
  Math.max(
    ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => statSync(`${folder}/${path}`).mtimeMs),
  );

/** Builds the library, unless what is there is newer than every source. */
function buildLibrary() {
  const last = `${root}dist/credwire.licences.txt`;
  if (existsSync(last) && statSync(last).mtimeMs > newest(`${root}src`)) return;
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('the library does not build');
}

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !KITS.includes(name));
if (unknown !== undefined) {
  console.error(`build: there is no kit "${unknown}"; there are: ${KITS.join(', ')}`);
  process.exit(2);
}
buildLibrary();
for (const kit of asked.length > 0 ? asked : KITS) {
  await import(`./${kit}/build.mjs`);
  console.log(`integrations/${kit}/dist is built`);
}

// Runs the quick checks one after the other, ends at the first that fails, and says which that was.
//
//   npm run check              all of them
//   npm run check -- imports   one or more of them by name
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @type {Readonly<Record<string, string>>} */
export const CHECKS = {
  lint: 'biome lint --error-on-warnings .',
  format: 'biome format .',
  types: 'tsc -p tsconfig.json',
  imports: 'node scripts/check-imports.mjs',
  forbidden: 'node scripts/check-forbidden.mjs',
  licences: 'node scripts/check-licences.mjs',
  prose: 'node scripts/check-prose.mjs',
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !Object.hasOwn(CHECKS, name));
  if (unknown !== undefined) {
    console.error(`check: there is no check "${unknown}"; there are: ${Object.keys(CHECKS).join(', ')}`);
    process.exit(2);
  }
  for (const name of asked.length > 0 ? asked : Object.keys(CHECKS)) {
    const { status } = spawnSync(CHECKS[name] ?? '', { shell: true, stdio: 'inherit' });
    if (status !== 0) {
      console.error(`\ncheck: ${name} failed; run it alone with: npm run check -- ${name}`);
      process.exit(1);
    }
    console.log(`check: ${name} passed`);
  }
}

// Holds the licences of all packages in the lock file against two lists: those of users (run-time dependencies) and
// those of makers (development). Prints what is on neither, and fails.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOR_USERS = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'];
/** Licences of packages that are built into what users run; their texts are shipped too. */
export const FOR_TOOLS = [...FOR_USERS, 'BlueOak-1.0.0'];
const FOR_MAKERS = [...FOR_USERS, 'MPL-2.0', 'BlueOak-1.0.0', 'Python-2.0', 'CC0-1.0', 'MIT OR Apache-2.0'];
const ALSO = ['(BSD-3-Clause OR GPL-2.0)', 'MIT AND ISC', '(MIT OR CC0-1.0)'];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  const stray = packages.filter(([, { license, dev, devOptional, optional }]) => {
    const makersOnly = dev || devOptional || optional;
    return !(makersOnly ? [...FOR_MAKERS, ...ALSO] : FOR_USERS).includes(license);
  });
  for (const [path, { license }] of stray) console.error(`${path}: ${license ?? 'no licence'}`);
  console.log(`${packages.length} packages, ${stray.length} with a licence that is not on the list`);
  process.exitCode = stray.length === 0 ? 0 : 1;
}

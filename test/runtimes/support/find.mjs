/** Where engines are: among this suite's packages, or on the machine. */
import { accessSync, chmodSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));

/**
 * A program of a package; packages come without their install scripts, and some without the right to be run.
 *
 * @param {string} path @param {string} [modules] The folder of the packages.
 */
export function ofPackage(path, modules = MODULES) {
  const program = join(modules, path);
  if (!existsSync(program)) return undefined;
  try {
    accessSync(program, constants.X_OK);
  } catch {
    chmodSync(program, 0o755);
  }
  return program;
}

/** The first of some programs that is installed: a path, or a name to look for in PATH. @param {...(string | undefined)} names */
export function onMachine(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .filter((name) => name !== undefined)
    .flatMap((name) => (name.includes('/') ? name : folders.map((folder) => join(folder, name))))
    .find((path) => existsSync(path));
}

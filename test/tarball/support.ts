/** The two archives as npm installs them, once for all tests of this folder. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackage, pack, VECTORS } from '../package/install.mjs';

export interface Installed {
  /** The packed archive. */
  readonly archive: string;
  /** The packed archive of `credwire-vectors`. */
  readonly vectors: string;
  /** A folder where npm has installed both, and their dependencies from the registry. */
  readonly folder: string;
  readonly remove: () => void;
}

export function installByNpm(): Installed {
  const top = mkdtempSync(join(tmpdir(), 'credwire-tarball-'));
  const { archive } = installPackage(top);
  const { archive: vectors } = pack(VECTORS, top);
  const folder = mkdtempSync(join(top, 'installed-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...flags, archive, vectors], { cwd: folder });
  return { archive, vectors, folder, remove: () => rmSync(top, { recursive: true, force: true }) };
}

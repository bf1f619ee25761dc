/** The package's version. */
import { readFileSync } from 'node:fs';

/** Reads it from package.json, which is two folders up: from the sources as from the built file. */
export function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string; // npm wants one
  };
  return version;
}

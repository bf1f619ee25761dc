// Takes the comments out of the JavaScript of dist/: they are in the declarations, where editors look. What tells bundlers
// that a call is pure stays.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

const folder = fileURLToPath(new URL('../dist', import.meta.url));

for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.js')) continue;
  const path = join(folder, name);
  const { code } = transformSync(readFileSync(path, 'utf8'), { target: 'es2022', legalComments: 'none' });
  writeFileSync(path, code);
}

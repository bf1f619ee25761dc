// Generates the pages that aren't in docs/: the API reference, and what the site shows from the rest of the repository.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { borrow } from './borrow.mjs';
import { ROOT } from './repository.mjs';

borrow();
rmSync(join(ROOT, 'docs/reference'), { recursive: true, force: true });
const typedoc = join(ROOT, 'docs/node_modules/typedoc/bin/typedoc');
const { status } = spawnSync(process.execPath, [typedoc, '--options', join(ROOT, 'typedoc.json')], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

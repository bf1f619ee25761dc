// Removes what the build writes, so that a deleted source file leaves nothing in dist/.
import { rmSync } from 'node:fs';

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });

// Copies pages, pictures and examples from the rest of the repository into docs/, because the site shows them too.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { BORROWED, PICTURES, PROGRAMS, programPage, ROOT } from './repository.mjs';

/** @param {string} page @param {string} text */
function writePage(page, text) {
  const path = join(ROOT, 'docs', page);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Writes the pages. */
export function borrow() {
  rmSync(join(ROOT, 'docs/project'), { recursive: true, force: true });
  for (const [file, page] of Object.entries(BORROWED)) writePage(page, readFileSync(join(ROOT, file), 'utf8'));
  for (const file of PROGRAMS) {
    const code = readFileSync(join(ROOT, file), 'utf8').trimEnd();
    writePage(programPage(file), `# ${file}\n\n\`\`\`js\n${code}\n\`\`\`\n`);
  }
  for (const [file, name] of Object.entries(PICTURES)) copyFileSync(join(ROOT, file), join(ROOT, 'docs/public', name));
}

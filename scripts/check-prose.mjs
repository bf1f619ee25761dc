// Checks the prose of the project (pages, comments, messages, test names) for the phrases in prose/rules.mjs, repeated
// words and clichés. Prints each place with advice, and fails.
//
//   npm run check -- prose
//   node scripts/check-prose.mjs docs src/core   only the paths that start with one of these
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import writeGood from 'write-good';
import { RULES } from './prose/rules.mjs';
import { markdownProse, sourceProse, vueProse } from './prose/text.mjs';

const ROOT = new URL('../', import.meta.url);

/** Generated pages, and files that quote the phrases on purpose. */
const LEFT_OUT = /^(?:bench\/RESULTS\.md|scripts\/prose\/rules\.mjs|test\/scripts\/prose\.test\.ts)$/;

/** What is checked by default; the rest follows as it's rewritten. */
const SCOPE = [
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'README.md',
  'SECURITY.md',
  'docs/',
  'examples/',
  'integrations/bruno/',
  'integrations/postman/',
  'integrations/shared/',
  'scripts/',
  'src/cli/',
  'src/clients/',
  'src/codecs/',
  'src/core/',
  'src/explain/',
  'src/formats/',
  'src/http/',
  'src/index.ts',
  'src/sandbox/',
  'src/session/',
  'src/vendors/',
  'test/',
  'types/',
  'vectors/',
];

/** Off: write-good's checks that don't suit reference prose, which needs the passive and "there is". */
const CHECKS = {
  so: false,
  weasel: false,
  thereIs: false,
  passive: false,
  adverb: false,
  tooWordy: false,
  eprime: false,
};

const RULE_CHECKS = Object.fromEntries(
  Object.entries(RULES).map(([name, { pattern, advice }]) => [
    name,
    {
      fn: (/** @type {string} */ text) =>
        [...text.matchAll(new RegExp(pattern.source.replaceAll(' ', '\\s+'), pattern.flags))].map(
          ({ index, 0: found }) => ({ index, offset: found.length }),
        ),
      explanation: `(${name}): ${advice}`,
    },
  ]),
);

/**
 * The problems in a piece of prose: where, and why.
 *
 * @param {string} text
 * @returns {readonly { index: number, reason: string }[]}
 */
export function problemsIn(text) {
  return [
    ...writeGood(text, CHECKS).filter(({ reason }) => !/^"(?:X|\d|a-z|end")/.test(reason)), // code or a number, twice
    ...writeGood(text, { ...CHECKS, illusion: false, cliches: false, checks: RULE_CHECKS }),
  ];
}

/** People read the strings of the library and of the site. */
const SHOWN = /^(?:src|docs\/\.vitepress)\//;

/** @param {string} path @param {string} text */
function proseOf(path, text) {
  if (path.endsWith('.md')) return markdownProse(text);
  return path.endsWith('.vue') ? vueProse(text) : sourceProse(path, text, { strings: SHOWN.test(path) });
}

/**
 * The problems in a file, one line each.
 *
 * @param {string} path
 * @param {string} text
 * @returns {readonly string[]}
 */
export function proseProblems(path, text) {
  return proseOf(path, text).flatMap((piece) =>
    problemsIn(piece.text).map(({ index, reason }) => {
      const line = text.slice(0, piece.start + index).split('\n').length;
      return `${path}:${line}: ${reason.replace(/\s+/g, ' ').trim()}`;
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv.slice(2);
  const wanted = asked.length > 0 ? asked : SCOPE;
  const files = execFileSync(
    'git',
    ['ls-files', '-co', '--exclude-standard', '*.md', '*.ts', '*.mts', '*.cts', '*.mjs', '*.vue'],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  )
    .split('\n')
    .filter((path) => path !== '' && !LEFT_OUT.test(path))
    .filter((path) => wanted.some((start) => path.startsWith(start)));
  const found = files.flatMap((path) => proseProblems(path, readFileSync(new URL(path, ROOT), 'utf8')));
  for (const problem of found) console.error(problem);
  console.log(`${files.length} files, ${found.length} phrases to rewrite`);
  process.exitCode = found.length === 0 ? 0 : 1;
}

// Tells whether the library has become slower than at another commit: builds that commit beside it and measures both by
// the same workloads.
//
//   npm run bench -- --compare            against HEAD if files have changed since, else against the commit before it
//   npm run bench -- --compare v0.1.0     against a tag, a branch or a commit
//   npm run bench -- --compare main rsa   only the workloads whose names contain "rsa"
//
// How two builds are compared is in pairs.mjs; compare-trial.mjs tries it with builds whose difference is known.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { comparison, FULL, QUICK } from './pairs.mjs';
import { workloads } from './workloads/index.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** @param {readonly string[]} words */
const git = (...words) => execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' }).trim();

/** The library's own candidates; the sandbox's private RSA would make a sign-in to SmartConnect take minutes. */
const isOwn = (/** @type {string} */ workload, /** @type {string} */ candidate) =>
  candidate.startsWith('credwire') || (workload.startsWith('whole sign-in') && candidate !== 'SmartConnect');

/**
 * A commit, built in a folder of its own, with the benchmark of the working tree.
 *
 * @param {string} commit
 * @param {string} folder
 */
function buildBeside(commit, folder) {
  git('worktree', 'add', '--quiet', '--detach', folder, commit);
  const sameLock = git('diff', '--name-only', commit, '--', 'package-lock.json') === '';
  if (sameLock) symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  else execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  rmSync(join(folder, 'bench'), { recursive: true });
  cpSync(join(ROOT, 'bench'), join(folder, 'bench'), {
    recursive: true,
    filter: (source) => !source.endsWith('node_modules'),
  });
  symlinkSync(join(ROOT, 'bench/node_modules'), join(folder, 'bench/node_modules'));
}

/**
 * Prints a line per candidate; true if any is slower, or can't be compared.
 *
 * @param {readonly string[]} words
 * @param {boolean} isQuick - Fewer and shorter rounds, to see that it works.
 */
export async function compare(words, isQuick) {
  const [asked, wanted = ''] = words;
  const isChanged = git('status', '--porcelain', '--', 'src', 'package-lock.json') !== '';
  const commit = git('rev-parse', '--verify', `${asked ?? (isChanged ? 'HEAD' : 'HEAD~1')}^{commit}`);
  const settings = isQuick ? QUICK : FULL;
  const folder = join(mkdtempSync(join(tmpdir(), 'credwire-compare-')), 'before');
  let [slower, compared, failed] = [0, 0, 0];
  try {
    buildBeside(commit, folder);
    console.log(
      `time now as a share of the time at ${asked ?? commit.slice(0, 10)}, with the interval of the median\n`,
    );
    for (const { name, candidates } of workloads.filter((each) => each.name.toLowerCase().includes(wanted))) {
      for (const candidate of Object.keys(candidates).filter((each) => isOwn(name, each))) {
        const { found, text } = await comparison(name, candidate, { before: folder, after: ROOT }, settings);
        console.log(text);
        if (found === 'not compared') failed++;
        else compared++;
        if (found === 'slower') slower++;
      }
    }
  } finally {
    git('worktree', 'remove', '--force', folder);
    rmSync(join(folder, '..'), { recursive: true, force: true });
  }
  if (compared + failed === 0) throw new Error(`no workload of this library has "${wanted}" in its name`);
  console.log(`\n${compared} compared, ${slower} slower, ${failed} that one of the builds can't run`);
  return slower + failed > 0;
}

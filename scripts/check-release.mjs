// Refuses to publish what isn't ready: a placeholder where an address belongs, a version that doesn't match the tag or has
// no date in the changelog or no figures in bench/history/, another repository, a link in a README that the registry's page couldn't follow.
//
//   node scripts/check-release.mjs v0.1.0 owner/name
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, normalize } from 'node:path/posix';
import { fileURLToPath } from 'node:url';

/** The folders of both packages, and where each README stands. */
const FOLDERS = ['.', 'vectors'];

/** Addresses that the host of the repository gives, and that registries show. */
const ADDRESSES = ['repository', 'homepage', 'bugs'];

/**
 * @typedef {{ folder: string, manifest: any, readme: string }} Package
 * @typedef {object} Release
 * @property {string} tag - Such as `v0.1.0`.
 * @property {string} repository - `owner/name`.
 * @property {readonly Package[]} packages
 * @property {string} changelog
 * @property {readonly string[]} files - Every file and folder of the repository.
 */

/** Whether an address is a placeholder: RFC 2606 keeps `.invalid` from ever being a host. @param {string} text */
const isPlaceholder = (text) => /\.invalid\b/.test(text);

/** Everything that speaks against a release, a line each. @param {Release} release @returns {string[]} */
export const problems = (release) => [
  ...release.packages.flatMap((each) => [...faceProblems(each, release), ...linkProblems(each, release.files)]),
  ...changelogProblems(release),
  ...historyProblems(release),
];

/** @param {Package} each @param {Release} release */
function faceProblems({ folder, manifest }, { tag, repository }) {
  /** @type {string[]} */
  const found = [];
  const file = normalize(`${folder}/package.json`);
  if (tag !== `v${manifest.version}`) found.push(`${file}: the version is ${manifest.version}, and the tag is ${tag}`);
  for (const name of ['author', ...ADDRESSES]) {
    const value = JSON.stringify(manifest[name] ?? '');
    if (value === '""') found.push(`${file}: "${name}" is missing`);
    else if (isPlaceholder(value)) found.push(`${file}: "${name}" is still a placeholder: ${value}`);
  }
  const { url = '', directory = '.' } = manifest.repository ?? {};
  if (url !== `git+https://github.com/${repository}.git`)
    found.push(`${file}: "repository.url" must be git+https://github.com/${repository}.git`);
  if (directory !== folder) found.push(`${file}: "repository.directory" must be ${folder}`);
  return found;
}

/** The registry resolves relative links against the repository, so their targets must be in it. @param {Package} each @param {readonly string[]} files */
function linkProblems({ folder, readme }, files) {
  const file = normalize(`${folder}/README.md`);
  const links = [...readme.matchAll(/\]\(([^)\s#]+)[^)\s]*\)|\bsrc="([^"]+)"/g)].map(([, a, b]) => a ?? b ?? '');
  const found = links.filter(isPlaceholder).map((link) => `${file}: ${link} is a placeholder`);
  for (const link of links.filter((each) => !/^[a-z]+:/.test(each))) {
    const target = normalize(`${dirname(file)}/${link}`).replace(/\/$/, '');
    if (!files.includes(target)) found.push(`${file}: ${link} isn't in the repository`);
  }
  return found;
}

/** @param {Release} release */
function changelogProblems({ tag, changelog }) {
  const heading = changelog.split('\n').find((line) => line.startsWith(`## [${tag.slice(1)}]`));
  if (heading === undefined) return [`CHANGELOG.md: ${tag.slice(1)} has no section`];
  return / - \d{4}-\d{2}-\d{2}$/.test(heading) ? [] : [`CHANGELOG.md: "${heading}" has no date`];
}

/** @param {Release} release */
function historyProblems({ tag, files }) {
  const version = tag.slice(1);
  const file = `bench/history/${version}.json`;
  return files.includes(file) ? [] : [`${file} is missing: run "node bench/history.mjs add ${version}"`];
}

/** Reads the working copy. @param {string} tag @param {string} repository @returns {Release} */
export function readRelease(tag, repository) {
  const root = new URL('../', import.meta.url);
  const read = (/** @type {string} */ path) => readFileSync(new URL(path, root), 'utf8');
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: fileURLToPath(root), encoding: 'utf8' }).split('\0');
  const folders = tracked.flatMap((path) => path.split('/').map((_, depth, all) => all.slice(0, depth).join('/')));
  return {
    tag,
    repository,
    changelog: read('CHANGELOG.md'),
    files: [...new Set([...tracked, ...folders])],
    packages: FOLDERS.map((folder) => ({
      folder,
      manifest: JSON.parse(read(`${folder}/package.json`)),
      readme: read(`${folder}/README.md`),
    })),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [tag, repository] = process.argv.slice(2);
  if (tag === undefined || repository === undefined) {
    console.error('usage: node scripts/check-release.mjs <tag> <owner/name>');
    process.exit(2);
  }
  const found = problems(readRelease(tag, repository));
  for (const line of found) console.error(line);
  console.log(found.length === 0 ? `${tag} can be published` : `${tag} can't be published: ${found.length} problems`);
  process.exitCode = found.length === 0 ? 0 : 1;
}

// The pages of the site that stand elsewhere in the repository, and where a link between files of the repository leads.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Markdown outside docs/ that is a page of the site: the file, and the page below docs/ that it becomes. */
export const BORROWED = {
  'SECURITY.md': 'project/security.md',
  'CONTRIBUTING.md': 'project/contributing.md',
  'CHANGELOG.md': 'project/changelog.md',
  'vectors/README.md': 'project/vectors.md',
  'examples/README.md': 'project/examples/index.md',
  'bench/RESULTS.md': 'project/benchmark-results.md',
};

/** Pictures outside docs/, and the name under which the site serves them. */
export const PICTURES = { 'bench/chart.svg': 'bench-chart.svg' };

/** Programs that have a page of their own: every example. */
export const PROGRAMS = filesBelow('examples').filter((path) => path.endsWith('.mjs'));

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
    .sort();
}

/** The page of a program. @param {string} path */
export const programPage = (path) => `project/${path}.md`;

const ORIGINS = new Map([
  ...Object.entries(BORROWED).map(([file, page]) => /** @type {const} */ ([page, file])),
  ...PROGRAMS.map((file) => /** @type {const} */ ([programPage(file), file])),
]);

/** The file of the repository that a page of the site shows. @param {string} page */
export const fileOfPage = (page) => ORIGINS.get(page) ?? `docs/${page}`;

/**
 * Where a link of a file leads on the site. `undefined` for a file that has no page: the link becomes plain text, because
 * nothing says on which host the repository is.
 *
 * @param {string} from - A file of the repository.
 * @param {string} link - A relative link in it.
 * @returns {string | undefined}
 */
export function siteLink(from, link) {
  const [path = '', anchor] = link.split('#');
  const hash = anchor === undefined ? '' : `#${anchor}`;
  if (path === '') return link;
  const target = normalize(`${dirname(from)}/${path}`).replace(/\/$/, '');
  if (target in PICTURES) return `/${PICTURES[/** @type {keyof typeof PICTURES} */ (target)]}`;
  if (target in BORROWED) return `/${BORROWED[/** @type {keyof typeof BORROWED} */ (target)]}${hash}`;
  if (PROGRAMS.includes(target)) return `/${programPage(target)}`;
  if (target === 'README.md') return `/index.md${hash}`;
  if (target.startsWith('docs/public/')) return target.slice('docs/public'.length);
  // A page that typedoc makes, or one that is written by hand; vitepress refuses one that is not there.
  if (target.startsWith('docs/')) return `/${target.slice('docs/'.length)}${hash}`;
  if (existsSync(join(ROOT, target))) return undefined;
  throw new Error(`${from} links to ${link}, which is not there`);
}

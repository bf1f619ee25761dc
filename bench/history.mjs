// The figures of each release, a file each in bench/history/, and a chart of the main ones over all releases.
//
//   node bench/history.mjs add 0.1.0    keeps the figures of bench/results/ as those of a release, and draws the chart
//   node bench/history.mjs chart        draws the chart again
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { goals } from './goals.mjs';
import { historyChart } from './history-chart.mjs';
import { keptResults } from './results.mjs';

/**
 * @typedef {object} Release
 * @property {string} version
 * @property {readonly { readonly runtime: string, readonly figures: Readonly<Record<string, number>> }[]} runtimes - Those
 * of Node, the oldest first; figures by the names of the goals.
 */

const FOLDER = new URL('history/', import.meta.url);
const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/**
 * @param {string} version
 * @param {readonly import('./results.mjs').Results[]} results
 * @returns {Release}
 */
export function releaseOf(version, results) {
  if (!VERSION.test(version)) throw new Error(`"${version}" isn't a version such as 1.2.3`);
  const nodes = results.filter(({ runtime }) => runtime.startsWith('Node'));
  const runtimes = nodes.map((each) => {
    const figures = goals.map((goal) => /** @type {const} */ ([goal.name, goal.figure(each)]));
    /** @type {[string, number][]} */
    const measured = figures.flatMap(([name, figure]) =>
      figure === undefined ? [] : [[name, Number(figure.toPrecision(4))]],
    );
    return { runtime: each.runtime, figures: Object.fromEntries(measured) };
  });
  return { version, runtimes };
}

/** By version. @param {readonly Release[]} releases */
export const inOrder = (releases) =>
  [...releases].sort((one, other) => {
    const [a, b] = [one, other].map(({ version }) => VERSION.exec(version)?.slice(1).map(Number) ?? []);
    const at = a?.findIndex((part, index) => part !== b?.[index]) ?? -1;
    return at === -1 ? 0 : (a?.[at] ?? 0) - (b?.[at] ?? 0);
  });

/** All releases, the oldest first. */
export const keptReleases = () =>
  inOrder(readdirSync(FOLDER).map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [command, version = ''] = process.argv.slice(2);
  if (command === 'add') {
    mkdirSync(FOLDER, { recursive: true });
    const release = releaseOf(version, keptResults());
    writeFileSync(new URL(`${version}.json`, FOLDER), `${JSON.stringify(release, null, 2)}\n`);
  } else if (command !== 'chart') throw new Error('usage: history.mjs add <version>, or history.mjs chart');
  writeFileSync(new URL('history.svg', import.meta.url), historyChart(keptReleases()));
}

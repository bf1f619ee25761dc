// The page of results, and the tables that are printed while a run goes on.
import { goals, isReached } from './goals.mjs';
import { loadLine } from './load.mjs';
import { ratio, summary } from './statistics.mjs';

/** @typedef {import('./results.mjs').Results} Results */

/** Three digits, whatever the size. @param {number} value */
export const short = (value) => (value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

/** @param {number} nanoseconds */
function duration(nanoseconds) {
  if (nanoseconds < 1000) return `${short(nanoseconds)} ns`;
  return nanoseconds < 1e6 ? `${short(nanoseconds / 1000)} µs` : `${short(nanoseconds / 1e6)} ms`;
}

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

/** One workload: fastest first. @param {Results['workloads'][number]} workload */
export function workloadTable({ name, reference, rounds }) {
  const baseline = reference === undefined ? undefined : rounds[reference];
  const rows = Object.entries(rounds)
    .map(([candidate, times]) => ({ candidate, times, ...summary(times) }))
    .sort((a, b) => a.median - b.median)
    .map(({ candidate, times, median, low, high }) => {
      const cells = [candidate, duration(median), `${duration(low)} to ${duration(high)}`];
      if (baseline === undefined) return cells;
      const compared = ratio(baseline, times);
      return [...cells, `${short(compared.median)} ×`, `${short(compared.low)} to ${short(compared.high)}`];
    });
  const head = [name, 'median', 'middle half'];
  return table(baseline === undefined ? head : [...head, `as fast as ${reference}`, 'middle half'], rows);
}

/** @param {NonNullable<Results['coldStart']>} rows */
export const coldStartTable = (rows) =>
  table(
    ['cold start, ms', 'import', 'first operation', 'both'],
    rows.map(({ name, load, first }) => [
      name,
      short(load.median),
      short(first.median),
      short(load.median + first.median),
    ]),
  );

/** @param {NonNullable<Results['sizes']>} rows */
export const sizesTable = (rows) =>
  table(
    ['bundle, bytes', 'minified', 'gzip'],
    rows.map(({ name, minified, gzipped }) => [name, minified.toLocaleString('en'), gzipped.toLocaleString('en')]),
  );

/** @param {NonNullable<Results['growth']>} rows */
export function growthTable(rows) {
  const counts = rows[0]?.batches.map(({ count }) => count) ?? [];
  return table(
    ['time an item', ...counts.map((count) => `${count.toLocaleString('en')} items`), 'bytes kept an item'],
    rows.map(({ name, batches }) => {
      const times = counts.map((_, at) => (batches[at] === undefined ? '' : duration(batches[at].nanoseconds)));
      return [name, ...times, (batches.at(-1)?.kept ?? Number.NaN).toFixed(2)];
    }),
  );
}

/** @param {readonly Results[]} all */
export function goalsTable(all) {
  const rows = goals.map((goal) => {
    const reach = goal.least === undefined ? `≤ ${goal.most}` : `≥ ${goal.least}`;
    const figures = all.map((results) => {
      const figure = goal.figure(results);
      if (figure === undefined) return '';
      if (!results.runtime.startsWith('Node')) return short(figure); // the figures are those to reach on Node
      return `${short(figure)} ${isReached(goal, figure) ? '✔' : '✘'}`;
    });
    return [goal.name, reach, ...figures];
  });
  return table(['figure', 'reach', ...all.map(({ runtime }) => runtime)], rows);
}

/** Everything of one runtime. @param {Results} results */
function section(results) {
  const { runtime, processor, clock, load, workloads, coldStart, sizes, growth } = results;
  const tables = workloads.map(workloadTable);
  if (coldStart !== undefined) tables.push(coldStartTable(coldStart));
  if (growth !== undefined) tables.push(growthTable(growth));
  if (sizes !== undefined) tables.push(sizesTable(sizes));
  return [
    `## ${runtime}`,
    [`${processor}. ${clock}`, ...(load === undefined ? [] : [loadLine(load)])].join(' '),
    ...tables,
  ].join('\n\n');
}

/** @param {readonly Results[]} all */
export function page(all) {
  return `${[
    '# Results',
    'Written by `npm run bench`; [what is measured, and what to make of it](../docs/benchmarks.md).',
    '![how fast the candidates are beside each other](chart.svg)',
    '## Figures to reach',
    goalsTable(all),
    ...all.map(section),
  ].join('\n\n')}\n`;
}

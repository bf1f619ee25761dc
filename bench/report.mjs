// The page of results, and the tables that are printed while a run goes on.
import { writeFileSync } from 'node:fs';
import { duration, short, table } from './format.mjs';
import { goals, isReached } from './goals.mjs';
import { loadLine } from './load.mjs';
import { keptResults } from './results.mjs';
import { scaleTables } from './scale/tables.mjs';
import { CONNECT, FETCH } from './session.mjs';
import { interval, quotients, ratio, summary } from './statistics.mjs';

/** @typedef {import('./results.mjs').Results} Results */

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
export function coldStartTable(rows) {
  /** @param {Pick<typeof rows[number], 'load' | 'first'> | undefined} times */
  const cells = (times) =>
    times === undefined
      ? ['', '', '']
      : [times.load.median, times.first.median, times.load.median + times.first.median].map(short);
  const head = ['cold start, ms', 'import', 'first operation', 'both'];
  const all = rows.map((row) => [row.name, ...cells(row), ...cells(row.installed)]);
  if (rows.every(({ installed }) => installed === undefined)) {
    return table(
      head,
      all.map((row) => row.slice(0, 4)),
    );
  }
  return table([...head, 'as installed: import', 'first operation', 'both'], all);
}

/** @param {import('./measure.mjs').Rounds} rounds */
export function sessionTable(rounds) {
  const [own = [], reference = []] = [rounds[CONNECT], rounds[FETCH]];
  const { median, low, high, level } = interval(quotients(own, reference));
  const range = `${low.toFixed(3)} to ${high.toFixed(3)}`;
  return table(
    ['call over a good session, wall time', 'median', 'middle half', `share of ${FETCH}`, `${short(level * 100)} %`],
    [
      [FETCH, ...spread(reference), '1.000', ''],
      [CONNECT, ...spread(own), median.toFixed(3), range],
    ],
  );
}

/** @param {readonly number[]} times */
function spread(times) {
  const { median, low, high } = summary(times);
  return [duration(median), `${duration(low)} to ${duration(high)}`];
}

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
  const { runtime, processor, clock, load, workloads, coldStart, session, sizes, growth, scale } = results;
  const tables = workloads.map(workloadTable);
  if (coldStart !== undefined) tables.push(coldStartTable(coldStart));
  if (session !== undefined) tables.push(sessionTable(session));
  if (growth !== undefined) tables.push(growthTable(growth));
  if (scale !== undefined) tables.push('### At scale', loadLine(scale.load), ...scaleTables(scale));
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

/** Writes the page from the results that are kept. */
export function writePage() {
  writeFileSync(new URL('RESULTS.md', import.meta.url), page(keptResults()));
}

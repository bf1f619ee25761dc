/** The table of confirmations: a row for each file, a column for each stack. */

/**
 * @typedef {{ file: string, made: string, confirmedBy: readonly string[] }} Item
 * @typedef {ReadonlyMap<string, readonly string[] | undefined>} Results One verdict an item; nothing where a stack is missing.
 */

/** What the cells mean, for those who read the table. */
export const LEGEND =
  '12+3: twelve vectors confirmed whole, three more in some of their steps. -: not installed.\n' +
  'least: the fewest confirmations of any vector, that of the stack that made it not counted.';

/**
 * The head and a row for each file, and one for all.
 *
 * @param {readonly Item[]} items
 * @param {Results} results
 * @returns {string[][]}
 */
export function tableOf(items, results) {
  const files = [...new Set(items.map(({ file }) => file))];
  const stacks = [...results.keys()];
  const rows = [...files, undefined].map((file) => {
    const mine = items.map((item, at) => ({ item, at })).filter(({ item }) => file === undefined || item.file === file);
    const counted = mine.filter(({ item }) => item.made !== 'definition');
    const least = counted.length === 0 ? '-' : Math.min(...counted.map(({ item }) => item.confirmedBy.length));
    const cells = stacks.map((stack) => {
      const verdicts = results.get(stack);
      return verdicts === undefined ? '-' : cell(mine.map(({ at }) => verdicts[at] ?? 'unknown'));
    });
    return [file ?? 'all', String(mine.length), ...cells, String(least)];
  });
  return [['file', 'vectors', ...stacks, 'least'], ...rows];
}

/** @param {readonly string[]} verdicts */
function cell(verdicts) {
  const count = (/** @type {string} */ verdict) => verdicts.filter((other) => other === verdict).length;
  const [whole, steps, disagreeing] = ['whole', 'stages', 'disagrees'].map(count);
  return `${whole}${steps ? `+${steps}` : ''}${disagreeing ? ` !${disagreeing}` : ''}`;
}

/** For a terminal. @param {readonly string[][]} table */
export function plainText(table) {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {string[]} */ row) =>
    row.map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join('  ');
  return table.map(line).join('\n');
}

/** For a page. @param {readonly string[][]} table */
export function markdown(table) {
  const line = (/** @type {readonly string[]} */ row) => `| ${row.join(' | ')} |`;
  const [head = [], ...rows] = table;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

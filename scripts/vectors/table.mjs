/** The table of confirmations: a row for each file, a column for each stack. */

/**
 * @param {readonly { file: string, made: string, confirmedBy: readonly string[] }[]} items
 * @param {ReadonlyMap<string, readonly string[] | undefined>} results One verdict an item, or nothing where the stack is missing.
 */
export function printTable(items, results) {
  const files = [...new Set(items.map(({ file }) => file))];
  const stacks = [...results.keys()];
  const header = ['file', 'vectors', ...stacks, 'least'];
  const rows = [...files, undefined].map((file) => {
    const mine = items.map((item, at) => ({ item, at })).filter(({ item }) => file === undefined || item.file === file);
    const counted = mine.filter(({ item }) => item.made !== 'definition');
    const least = Math.min(...counted.map(({ item }) => item.confirmedBy.length));
    const cells = stacks.map((stack) => {
      const verdicts = results.get(stack);
      return verdicts === undefined ? '-' : cell(mine.map(({ at }) => verdicts[at] ?? 'unknown'));
    });
    return [file ?? 'all', String(mine.length), ...cells, String(least)];
  });
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)));
  const print = (/** @type {readonly string[]} */ row) =>
    console.log(row.map((text, column) => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0))).join('  '));
  print(header);
  rows.forEach(print);
  console.log('12+3: twelve vectors whole, three more in some of their steps. -: not installed.');
  console.log('least: the fewest confirmations of any vector, that of the stack that made it (python, openssl) not counted.');
}

/** @param {readonly string[]} verdicts */
function cell(verdicts) {
  const count = (/** @type {string} */ verdict) => verdicts.filter((other) => other === verdict).length;
  const disagreeing = count('disagrees');
  const steps = count('stages');
  return `${count('whole')}${steps > 0 ? `+${steps}` : ''}${disagreeing > 0 ? ` !${disagreeing}` : ''}`;
}

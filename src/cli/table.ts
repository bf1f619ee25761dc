/** Tables for people, without borders. */
import Table from 'cli-table3';
import type { Io, Output } from './io.js';
import { painter } from './style.js';
import { widthOf, wrap } from './wrap.js';

const NO_BORDERS = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'])
    .map((part) => [part, '']),
);

const GAP = 2;

/** On a terminal narrower than this, a table of more than two columns is unreadable. */
const NARROW = 70;

/**
 * Rows under a head, as wide as the terminal; on a narrow one, each row becomes a block.
 *
 * @param io - The world.
 * @param stream - Where it will be written.
 * @param head - Names of the columns.
 * @param rows - Cells; text that is too long wraps.
 */
export function table(io: Io, stream: Output, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const paint = painter(io, stream);
  const width = Math.max(24, stream.columns ?? 100);
  if (width < NARROW && head.length > 2) return blocks(head, rows, width, (name) => paint('bold', name));
  const widest = head.map((name, column) =>
    Math.max(...[name, ...rows.flatMap((row) => (row[column] ?? '').split('\n'))].map(widthOf)),
  );
  const before = widest.slice(0, -1).map((columns) => columns + GAP);
  // Ids and names stay whole as long as the last column keeps a quarter of the width.
  const room = width - Math.min((widest.at(-1) ?? 0) + GAP, Math.floor(width / 4));
  for (let excess = before.reduce((sum, each) => sum + each, 0) - room; excess > 0; excess--) {
    const at = before.indexOf(Math.max(...before));
    before[at] = (before[at] ?? 0) - 1;
  }
  const left = width - before.reduce((sum, each) => sum + each, 0);
  const columns = [...before, Math.max(10, Math.min((widest.at(-1) ?? 0) + GAP, left))];
  const made = new Table({
    chars: { ...NO_BORDERS, middle: '' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
    colWidths: columns,
  });
  made.push(
    head.map((name) => paint('bold', name)),
    ...rows.map((row) => row.map((cell, at) => wrap(cell, (columns[at] ?? GAP) - GAP).join('\n'))),
  );
  const lines = made.toString().split('\n');
  return lines.map((line) => line.trimEnd()).join('\n');
}

function blocks(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  bold: (name: string) => string,
): string {
  const margin = Math.max(...head.map(widthOf)) + GAP;
  const cell = (name: string, text: string): string => {
    const label = bold(name) + ' '.repeat(margin - widthOf(name));
    return label + wrap(text, width - margin).join(`\n${' '.repeat(margin)}`);
  };
  return rows.map((row) => head.map((name, at) => cell(name, row[at] ?? '')).join('\n')).join('\n\n');
}
